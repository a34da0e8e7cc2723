"""How many children are insured (两险), class by class against the target, and who is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from sqlalchemy import Connection

from db.aid.batch import Row, listed
from db.register import Context
from db.registers import Insurance, Student
from db.registers.insurance import ACCIDENT, LIABILITY
from db.registers.students import IN_CLASS
from db.rules.participation import rate

KINDS = ((LIABILITY, "校方责任险", "insurance.liability_target"), (ACCIDENT, "学平险", "insurance.accident_target"))


@dataclass
class Room:
    """One class: how many sit there, how many are insured, how many families declined."""

    school: str
    name: str
    pupils: int = 0
    insured: int = 0
    declined: int = 0


OPEN, INSURED, DECLINED = "未投保", "已投保", "家长不买"


class Line(NamedTuple):
    """One child: where it sits, and whether it is insured; `row` is its insurance, where something was written."""

    child: Row
    school: str
    room: str
    state: str
    row: Row | None


@dataclass
class Cover:
    """One kind of insurance in one school year; `target` in percent."""

    kind: str
    label: str
    target: Decimal
    rooms: list[Room] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def open(self) -> list[Row]:
        """Children who are neither insured nor declined."""
        return [line.child for line in self.lines if line.state == OPEN]

    @property
    def refused(self) -> list[Row]:
        return [line.child for line in self.lines if line.state == DECLINED]

    @property
    def pupils(self) -> int:
        return sum(room.pupils for room in self.rooms)

    @property
    def insured(self) -> int:
        return sum(room.insured for room in self.rooms)

    @property
    def share(self) -> Fraction | None:
        return rate(self.insured, self.pupils)

    def share_of(self, room: Room) -> Fraction | None:
        return rate(room.insured, room.pupils)

    @property
    def reached(self) -> bool:
        return self.share is not None and self.share * 100 >= Fraction(self.target)


def covers(connection: Connection, context: Context, year: int, schools: Sequence[tuple[bytes, str]]) -> list[Cover]:
    """Both kinds over the children at these schools."""
    found = [Cover(kind, label, context.setting(setting)) for kind, label, setting in KINDS]
    held = {
        (row["student_id"], row["kind"]): row for row in listed(connection, context, Insurance, [("year", str(year))])
    }
    rooms = context.titles("classes")
    for school, name in schools:
        where = [("school", school.hex()), IN_CLASS]
        for child in listed(connection, context, Student, where, ("class", "name")):
            room = rooms.get(child["class_id"] or b"", "") or "未编班"
            for cover in found:
                _count(cover, name, room, child, held.get((child["id"], cover.kind)))
    return found


def _count(cover: Cover, school: str, name: str, child: Row, row: Row | None) -> None:
    if not cover.rooms or (cover.rooms[-1].school, cover.rooms[-1].name) != (school, name):
        cover.rooms.append(Room(school, name))
    room = cover.rooms[-1]
    state = OPEN if row is None else DECLINED if row["declined"] else INSURED
    room.pupils += 1
    room.insured += state == INSURED
    room.declined += state == DECLINED
    cover.lines.append(Line(child, school, name, state, row))


__all__ = ["DECLINED", "INSURED", "OPEN", "Cover", "Line", "Room", "covers"]
