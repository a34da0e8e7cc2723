"""What the term's check leaves to settle, settled one by one; and how far each school of the township is."""

from __future__ import annotations

from db import codes, roll_checking
from db.errors import Trouble
from db.registers import RollCheckRow
from db.roll_checking import Check, Open, School
from desktop.work import roll_check
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.roll_check import CHANGED


def to_settle(office: Office, check: Check, *, township: bool = False) -> list[Open]:
    """What does not agree, the unsettled first; of this school, or of all."""
    titles = office.titles("classes")
    with office.look() as connection:
        return roll_checking.to_settle(connection, check, titles, township=township)


def count(office: Office) -> int:
    """How many lines of this term are unsettled, here and in the schools one may write for."""
    check = roll_check.this_term(office)
    return sum(not one.settled for one in to_settle(office, check, township=not office.bound))


def settle(office: Office, row: bytes, how: str, remark: str = "", movement: bytes | None = None) -> Outcome:
    """How a line was settled (code list roll_settled). Raises Trouble for no such way."""
    if how not in codes.code_list("roll_settled"):
        raise Trouble("没有选怎样处理。", "请从列表里选一种。")
    with office.change("处理人籍核对结果") as rows:
        kept = rows.get(RollCheckRow, row)
        kept.settled, kept.settled_on = how, office.today
        kept.movement_id = movement or kept.movement_id
        kept.remark = remark.strip() or kept.remark
        name = kept.name
    return Outcome(f"{name}：{codes.code_list('roll_settled').label(how)}。", CHANGED)


def township(office: Office, check: Check) -> list[School]:
    """Every school that has pupils, in the order of the ledger."""
    named, titles = office.titles("schools"), office.titles("classes")
    with office.look() as connection:
        return roll_checking.schools(connection, check, named, titles)


__all__ = ["Open", "School", "settle", "to_settle", "township"]
