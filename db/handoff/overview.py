"""The township at a glance: what each school's machine has handed in, what is missing, who is late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from db import codes
from db.handoff import ledger, machines
from db.handoff.ledger import Entered
from db.handoff.machines import Machine
from db.registers import REGISTERS
from db.rules import handing_in

OWN, NOT_JOINED, WAITING, NONE, MISSING, LATE, CAME = "本机", "未加入", "待核对", "未交", "缺包", "未交", "已收"
REMINDED = (NONE, MISSING, LATE)
"""States in which a school is reminded; one that has not joined is invited instead."""


@dataclass(frozen=True)
class Line:
    """One machine of one school; a school that has not joined has a line without a machine.

    parcels: (number, came) in order; rows: of the school in this file; attention: what somebody has to do, or "".
    """

    school_id: bytes
    school: str
    site: int
    machine: str
    state: str
    parcels: tuple[tuple[int, bool], ...] = ()
    last: int = 0
    day: date | None = None
    rows: int = 0
    attention: str = ""
    missing: tuple[int, ...] = ()

    @property
    def wants_reminding(self) -> bool:
        return self.state in REMINDED


def lines(connection: Connection, own_school: bytes, titles: Mapping[bytes, str], today: date) -> list[Line]:
    """Own school first, then the others by kind and name (the order of `titles`), machine by machine."""
    kinds = _schools(connection, today)
    rows = _rows_of_schools(connection)
    known = [m for m in machines.machines(connection).values() if m.state != machines.RETIRED and m.keys]
    found = [Line(own_school, titles.get(own_school, ""), 0, "", OWN, rows=rows[own_school])]
    order = [code.code for code in codes.code_list("school_kind")]
    for school in sorted((s for s in titles if s in kinds and s != own_school), key=lambda s: order.index(kinds[s])):
        name = titles[school]
        mine = [m for m in known if m.school_id == school]
        if not mine:
            found.append(Line(school, name, 0, "", NOT_JOINED, rows=rows[school], attention="还没有加入"))
        several = len(mine) > 1
        found += [_line(connection, m, name, rows[school], today, several=several) for m in mine]
    return found


def _line(connection: Connection, one: Machine, school: str, rows: int, today: date, *, several: bool) -> Line:
    came = [p for p in ledger.entered(connection, ledger.IN, one.site) if p.state in (ledger.TAKEN, ledger.NOTHING_NEW)]
    numbers = {p.number for p in came}
    last, day = max(numbers, default=0), _day_of_last(came)
    missing = tuple(ledger.missing(connection, one.site))
    squares = tuple((n, n in numbers) for n in range(1, last + 1) if n in numbers or n in missing)
    state, attention = _state(one, day, missing, today)
    return Line(
        one.school_id or b"",
        school,
        one.site,
        place_of(connection, one) if several else "",
        state,
        squares,
        last,
        day,
        rows,
        attention,
        missing,
    )


def _state(one: Machine, day: date | None, missing: tuple[int, ...], today: date) -> tuple[str, str]:
    if one.state == machines.WAITING:
        return WAITING, "等电话核对"
    if missing:
        return MISSING, f"{named(missing)}未到"
    if day is None:
        return NONE, "还没有交过"
    weeks = handing_in.weeks_silent(day, today)
    return (LATE, handing_in.silent_words(weeks)) if weeks else (CAME, "")


def place_of(connection: Connection, one: Machine) -> str:
    """第2台, where a school has several machines; else ""."""
    mine = [m.site for m in machines.machines(connection).values() if m.school_id == one.school_id and m.keys]
    return f"第{mine.index(one.site) + 1}台" if len(mine) > 1 and one.site in mine else ""


def named(numbers: tuple[int, ...]) -> str:
    """第3包; 第3、5包."""
    shown = "、".join(str(n) for n in numbers[:3])
    return f"第{shown}{'等' if len(numbers) > 3 else ''}包"


def _day_of_last(came: list[Entered]) -> date | None:
    """The day the newest parcel was taken in here: this machine's own clock."""
    days = [p.taken_at for p in came if p.taken_at]
    return datetime.fromisoformat(max(days)).date() if days else None


def _schools(connection: Connection, today: date) -> dict[bytes, str]:
    """Schools that are open, with their kind."""
    found = connection.exec_driver_sql(
        "SELECT id, kind FROM schools WHERE deleted = 0 AND kind <> 'county' AND (closed_on IS NULL OR closed_on > ?)",
        (today.isoformat(),),
    )
    return {row: str(kind) for row, kind in found}


def _rows_of_schools(connection: Connection) -> Counter[bytes]:
    counted: Counter[bytes] = Counter()
    for register in REGISTERS:
        if register.tab and not register.common:
            found = connection.exec_driver_sql(
                f'SELECT school_id, count(*) FROM "{register.register_name()}" '
                "WHERE deleted = 0 AND school_id IS NOT NULL GROUP BY school_id"
            )
            counted.update({row: int(count) for row, count in found})
    return counted
