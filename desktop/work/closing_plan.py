"""Closing a school, said before it is done: what goes to the successor, what stays, which classes are renamed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import count
from typing import NamedTuple

from sqlalchemy import Connection

from db.errors import Trouble
from db.handoff import machines
from db.register import Register
from db.registers import BY_NAME, REGISTERS, SchoolClass
from db.rules import grades
from db.rules.grades import Stage
from db.rules.movement_effects import ON_ROLL
from desktop.work.office import Office

_NUMBERS = """SELECT stage, entry_year, coalesce(number, 1) FROM classes
WHERE school_id = ? AND deleted = 0 AND composite IS NOT 1"""
RESPONSIBLE = (("villages", "responsible_id", "包村"), ("schools", "parent_id", "下属学校"))
"""Links that say who is in charge today; those that tell of the past stay as they are."""


@dataclass(frozen=True)
class Closing:
    """What is to be done. grades: only these of the primary stage move and the school stays open; none: all of it."""

    school: bytes
    successor: bytes
    on: date
    grades: tuple[int, ...] = ()


class Line(NamedTuple):
    """A register with how many rows of the school it holds, and whether they go along."""

    register: type[Register]
    rows: int
    goes: bool


class Renamed(NamedTuple):
    """A class that gets another number: its titles before and then."""

    room: bytes
    before: str
    then: str
    number: int


@dataclass
class Plan:
    """lines: by register; pupils: by grade in words; in_charge: what the school is responsible for, in words and by
    name; machines: how many the school has, and whether they go on as the successor's."""

    lines: list[Line] = field(default_factory=list)
    pupils: list[tuple[str, int]] = field(default_factory=list)
    renamed: list[Renamed] = field(default_factory=list)
    in_charge: list[tuple[str, str]] = field(default_factory=list)
    machines: int = 0
    machine_goes_on: bool = False

    @property
    def going(self) -> int:
        return sum(line.rows for line in self.lines if line.goes)


@cache
def stays(register: type[Register]) -> bool:
    """Whether rows stay with the school that made them: its name is part of what they say, or of what they hang on."""
    if register.stays or "school_id" in register.key:
        return True
    hung_on = [register.fields()[register.follows]] if register.follows else []
    hung_on += [f for f in register.links() if f.column in register.key[:1] and f.target != "schools"]
    return any(stays(BY_NAME[f.target]) for f in hung_on)


def moving() -> list[type[Register]]:
    """Registers whose rows go to the successor."""
    return [register for register in REGISTERS if not register.common and not stays(register)]


def check(office: Office, closing: Closing) -> None:
    """Raises Trouble where this must not be done here, or so."""
    if office.bound:
        raise Trouble("只有中心学校能办学校撤并。", "请到中心学校的电脑上办。")
    known = [office.linked("schools", row) for row in (closing.school, closing.successor)]
    if None in known or closing.school == closing.successor:
        raise Trouble("请选撤并的学校和接续它的学校，两所不能相同。", "学校在“学校与村组”里。")
    closed, heir = known
    assert closed is not None
    assert heir is not None
    if closed["kind"] in ("center", "county"):
        raise Trouble(f"{closed['name']}是中心学校，不能撤并。", "中心学校改名，请直接改学校名称。")
    for school in (closed, heir):
        if school["closed_on"]:
            raise Trouble(f"{school['name']}已经撤并。", "请选还在办的学校。")
    if closing.on > office.today:
        raise Trouble("撤并日期还没有到。", "先看好会怎样，到了那天再办。")


def plan(office: Office, closing: Closing) -> Plan:
    """What would become of everything. Raises Trouble."""
    check(office, closing)
    with office.look() as connection:
        made = Plan(pupils=_pupils(office, connection, closing), renamed=_renamed(office, connection, closing))
        if closing.grades:
            return made
        for register in REGISTERS:
            if not register.common and (rows := _count(connection, register, closing.school)):
                made.lines.append(Line(register, rows, not stays(register)))
        for name, column, word in RESPONSIBLE:
            titles = office.titles(name)
            found = connection.exec_driver_sql(
                f'SELECT id FROM "{name}" WHERE "{column}" = ? AND deleted = 0', (closing.school,)
            )
            made.in_charge += [(word, titles.get(row, "")) for row in found.scalars()]
        own = [m for m in machines.machines(connection).values() if m.school_id == closing.school]
        made.machines = sum(m.state != machines.RETIRED and m.keys is not None for m in own)
    heir = office.linked("schools", closing.successor)
    made.machine_goes_on = heir is not None and heir["kind"] not in ("center", "county")
    return made


def _count(connection: Connection, register: type[Register], school: bytes) -> int:
    statement = f'SELECT count(*) FROM "{register.register_name()}" WHERE school_id = ? AND deleted = 0'
    return int(connection.exec_driver_sql(statement, (school,)).scalar() or 0)


def of_grades(office: Office, closing: Closing) -> tuple[str, tuple[int, ...]]:
    """SQL for rows (s) of the grades asked for, by their year of entry; all rows where none are."""
    if not closing.grades:
        return "1", ()
    years = [grades.cohort_from_grade(Stage.PRIMARY, grade, office.school_year) for grade in closing.grades]
    return f"s.stage = '1' AND s.{{year}} IN ({','.join('?' * len(years))})", tuple(years)


def _pupils(office: Office, connection: Connection, closing: Closing) -> list[tuple[str, int]]:
    """Pupils on the roll that would go, by grade."""
    condition, years = of_grades(office, closing)
    found: Counter[tuple[str, int]] = Counter()
    marks = ",".join("?" * len(ON_ROLL))
    for stage, cohort in connection.exec_driver_sql(
        f"SELECT stage, cohort FROM students s WHERE s.school_id = ? AND s.deleted = 0 AND s.status IN ({marks}) "
        f"AND {condition.format(year='cohort')}",
        (closing.school, *ON_ROLL, *years),
    ):
        grade = grades.grade_of(cohort, int(stage), office.school_year) if stage and cohort else None
        found[grades.grade_label(int(stage), grade) if grade else "年级不明", grade or 99] += 1
    return [(label, number) for (label, _), number in sorted(found.items(), key=lambda one: one[0][1])]


def _renamed(office: Office, connection: Connection, closing: Closing) -> list[Renamed]:
    """Classes whose number is taken at the successor get the next free one."""
    condition, years = of_grades(office, closing)
    taken: dict[tuple[str, int], set[int]] = defaultdict(set)
    for stage, year, number in connection.exec_driver_sql(_NUMBERS, (closing.successor,)):
        taken[stage, year].add(number)
    found = []
    for row, stage, year, number in connection.exec_driver_sql(
        "SELECT s.id, s.stage, s.entry_year, coalesce(s.number, 1) FROM classes s WHERE s.school_id = ? "
        f"AND s.deleted = 0 AND s.composite IS NOT 1 AND {condition.format(year='entry_year')} ORDER BY 2, 3, 4",
        (closing.school, *years),
    ):
        used = taken[stage, year]
        free = number if number not in used else next(n for n in count(1) if n not in used)
        used.add(free)
        if free != number:
            said = {"stage": stage, "entry_year": year}
            titles = [SchoolClass.title_of(said | {"number": n}, office.context) for n in (number, free)]
            found.append(Renamed(row, titles[0], titles[1], free))
    return found


def grade_words(asked: Sequence[int]) -> str:
    """五、六年级."""
    return "、".join(grades.short_grade(Stage.PRIMARY, grade) for grade in sorted(asked)) + "年级"
