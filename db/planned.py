"""A round as it stands: every planned sheet, done or not, and the sheets nobody planned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from db import filled, query
from db.errors import NotFound
from db.query import Question
from db.register import Context, Register, Values
from db.registers import Inspection, Round, RoundList, RoundTarget


@dataclass(frozen=True)
class Whom:
    """Who is inspected: a school, and of it a teacher or a class where the list asks for one."""

    school: bytes
    staff: bytes | None = None
    room: bytes | None = None

    def title(self, context: Context) -> str:
        """The teacher, else the class, else the school."""
        if self.staff:
            return context.titles("staff").get(self.staff, "")
        if self.room:
            return context.titles("classes").get(self.room, "")
        return context.titles("schools").get(self.school, "")


@dataclass
class Due:
    """One planned sheet: for whom, by which list, and the sheet if it is begun."""

    of: Whom
    checklist: bytes
    target: Values
    sheet: Values | None = None

    @property
    def state(self) -> str:
        return str(self.sheet["state"]) if self.sheet else ""

    @property
    def done(self) -> bool:
        return self.state == "done"


@dataclass
class State:
    """A round as it stands: every planned sheet, done or not, and sheets nobody planned."""

    row: Values
    lists: list[bytes]
    due: list[Due] = field(default_factory=list)
    unplanned: list[Values] = field(default_factory=list)

    @property
    def done(self) -> int:
        return sum(one.done for one in self.due)


def state(connection: Connection, context: Context, round_: bytes) -> State:
    """Planned against done, school by school in the order of the ledger. Raises NotFound."""
    row = query.row_of(connection, Round, round_)
    if row is None or row["deleted"]:
        raise NotFound("没有找到这个轮次。", "它可能已被删除，请刷新。")
    asked = Question(where=[("round", round_.hex())])

    def all_of(register: type[Register]) -> list[Values]:
        """As the file holds them, in the order of the ledger; what could be worked out of them is not asked for."""
        ids = query.ids(connection, register, asked, context)
        return filled.stored(connection, register, ids)

    lists, targets, sheets = all_of(RoundList), all_of(RoundTarget), all_of(Inspection)
    found = State(dict(row), [one["checklist_id"] for one in lists])
    kinds = {one: (context.linked("checklists", one) or {}).get("target", "") for one in found.lists}
    for target in targets:
        of = Whom(target["school_id"], target["staff_id"], target["class_id"])
        found.due += [Due(of, one, target) for one in found.lists if fits(kinds[one], of)]
    _put_sheets(found, sheets)
    return found


def fits(target: str, of: Whom) -> bool:
    """Whether a list for such a target inspects this one."""
    if of.staff:
        return target in ("teacher", "lesson")
    return target == ("class" if of.room else "school")


def _put_sheets(found: State, sheets: Sequence[Values]) -> None:
    """Each planned sheet gets the best that was filled in for it; what is left over was not planned."""
    order = {"done": 0, "open": 1, "blank": 2}
    waiting: dict[tuple[Any, ...], list[Values]] = {}
    for sheet in sorted(sheets, key=lambda one: order.get(one["state"], 3)):
        waiting.setdefault(_key(sheet), []).append(sheet)
    for due in found.due:
        mine = waiting.get((due.of.school, due.of.staff, due.of.room, due.checklist), [])
        mine = mine or (waiting.get((due.of.school, due.of.staff, None, due.checklist), []) if due.of.staff else [])
        due.sheet = mine.pop(0) if mine else None
    found.unplanned = [sheet for left in waiting.values() for sheet in left]


def _key(sheet: Mapping[str, Any]) -> tuple[Any, ...]:
    return sheet["school_id"], sheet["staff_id"], sheet["class_id"], sheet["checklist_id"]


__all__ = ["Due", "State", "Whom", "fits", "state"]
