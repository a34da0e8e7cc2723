"""小升初 hand-over: who went from which school to which, as both sides have counted it, and whether they agree."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from db import handed_over
from db.errors import Trouble
from db.register import key_id
from db.registers import Handover
from db.registers.year_turns import COUNTS
from desktop.work.bulk import put_rows
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.year_writing import HANDOVER

SENT, RECEIVED = "1", "2"
AGREES, DIFFERS, OPEN, ALONE = "相符", "不符", "待接收", "已点数"
"""ALONE: counted here; the other side's figure is at that school and at the center, where both are compared."""


class Counted(NamedTuple):
    """What one side has counted, when and by whom."""

    boys: int
    girls: int
    boarders: int
    on: str
    by: str

    @property
    def figures(self) -> tuple[int, int, int]:
        return self.boys, self.girls, self.boarders


@dataclass
class Handing:
    """One hand-over. arrived: who stands on the roster of the junior school of those who were sent."""

    year: int
    out: bytes
    into: bytes
    sides: dict[str, Counted] = field(default_factory=dict)
    arrived: tuple[int, int, int] = (0, 0, 0)

    @property
    def state(self) -> str:
        if RECEIVED not in self.sides:
            return OPEN
        if SENT not in self.sides:
            return ALONE
        return AGREES if self.sides[SENT].figures == self.sides[RECEIVED].figures else DIFFERS


def handings(office: Office, year: int | None = None) -> list[Handing]:
    """All hand-overs of this summer that this file knows of, by junior school and primary school."""
    year = year or office.today.year
    found: dict[tuple[bytes, bytes], Handing] = {}
    with office.look() as connection:
        for out, into, *counts in handed_over.arrived(connection, year):
            found[out, into] = Handing(year, out, into, arrived=(counts[0], counts[1], counts[2]))
        for out, into, side, boys, girls, boarders, on, by in connection.exec_driver_sql(
            "SELECT from_school_id, to_school_id, side, boys, girls, coalesce(boarders, 0), counted_on, counted_by "
            "FROM handovers WHERE deleted = 0 AND year = ?",
            (year,),
        ):
            one = found.setdefault((out, into), Handing(year, out, into))
            one.sides[side] = Counted(boys or 0, girls or 0, boarders, on or "", by or "")
    order = list(office.titles("schools"))
    return sorted(found.values(), key=lambda one: (order.index(one.into), order.index(one.out)))


def receive(office: Office, out: bytes, into: bytes | None = None, year: int | None = None) -> Outcome:
    """The junior school counts who has come from that school, by its own roster. Raises Trouble, NotOurs."""
    year = year or office.today.year
    into = into or office.school_id
    one = next((h for h in handings(office, year) if h.out == out and h.into == into), None)
    if one is None or into is None:
        raise Trouble("没有从那所学校来的小升初学生。", "请先做一次交接，收下那所学校的包。")
    key = key_id("handovers", [year, out, into, RECEIVED])
    line = (key, into, year, out, into, RECEIVED, *one.arrived, office.today.isoformat(), office.who.name)
    with office.change("小升初接收点数") as rows:
        put_rows(rows, Handover, HANDOVER, [line])
    after = next(h for h in handings(office, year) if h.out == out and h.into == into)
    return _told(office, after)


def _told(office: Office, one: Handing) -> Outcome:
    titles = office.titles("schools")
    boys, girls, boarders = one.sides[RECEIVED].figures
    said = f"{titles.get(one.out, '')}来的 {boys + girls} 人已点：男 {boys}，女 {girls}，住校 {boarders}。"
    if one.state == AGREES:
        return Outcome(f"{said}与送出的相符。", frozenset({"handovers"}), described(office, [one]))
    sent = one.sides.get(SENT)
    other = (
        "送出的人数还没有收到。"
        if sent is None
        else f"送出的是男 {sent.boys}，女 {sent.girls}，住校 {sent.boarders}，不符。"
    )
    advice = "请双方拿名册一个一个对，查清楚再点一次。"
    return Outcome(said + other, frozenset({"handovers"}), described(office, [one]), attention=True, advice=advice)


def described(office: Office, found: list[Handing]) -> dict[str, Any]:
    """As --json prints it."""
    titles = office.titles("schools")
    return {
        "handovers": [
            {
                "year": one.year, "from": titles.get(one.out, ""), "to": titles.get(one.into, ""), "state": one.state,
                **{
                    name: dict(zip(COUNTS, one.sides[side].figures, strict=True)) if side in one.sides else None
                    for name, side in (("sent", SENT), ("received", RECEIVED))
                },
            }
            for one in found
        ]
    }  # fmt: skip
