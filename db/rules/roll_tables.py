"""Tables of comings and goings as offices print them: school by school, grade by grade, month by month.

源：教育事业统计 小学、初中学生变动情况；学生变动月报。
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from db.rules import roll
from db.rules.grades import grade_label, grade_of, school_year
from db.rules.roll import ENTERED, Flow, Line, Place

CAME: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("招生", (ENTERED, "44")), ("转入", ("11", "12")), ("镇内转入", ("21", "22", "23")), ("复学", ("42",)),
    ("年级调整", ("51", "52")), ("其他", ("43",)),
)  # fmt: skip
LEFT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("毕业", ("61",)), ("转出", ("31", "32", "33")), ("镇内转出", ("21", "22", "23")), ("休学", ("41",)),
    ("退学", ("64",)), ("死亡", ("65",)), ("年级调整", ("51", "52")), ("其他", ("62", "63")),
)  # fmt: skip
"""Columns and the kinds of movement they count; a kind that no column names counts under 其他."""

WITHIN_GRADES = "年级调整"
"""Only a table by grade has it: no pupil comes to a school or leaves it by repeating a grade."""

UNKNOWN = "年级不明"


class Heads(NamedTuple):
    """So many pupils, of whom so many boys and girls."""

    all: int
    boys: int
    girls: int


class Row(NamedTuple):
    """One line: start + came − left = end. came and left by the columns CAME and LEFT."""

    label: str
    start: Heads
    came: tuple[int, ...]
    left: tuple[int, ...]
    end: Heads

    @property
    def in_all(self) -> int:
        return sum(self.came)

    @property
    def out_all(self) -> int:
        return sum(self.left)


def by_school(flows: Iterable[Flow], first: date, last: date, schools: Sequence[tuple[bytes, str]]) -> list[Row]:
    """A line for each of these schools (key, name) that had or has pupils, in the order given."""
    lines = roll.table(flows, first, last, _place_school)
    return [_row(name, lines[school]) for school, name in schools if school in lines and _any(lines[school])]


def by_grade(flows: Iterable[Flow], first: date, last: date, schools: Collection[bytes]) -> list[Row]:
    """A line for each grade of these schools together, by the grades of the school year of the last day."""
    year = school_year(last)

    def key(place: Place) -> tuple[int, int] | None:
        if place.school not in schools:
            return None
        if place.stage is None or place.cohort is None:
            return (9, 0)
        return int(place.stage), grade_of(place.cohort, int(place.stage), year) or 0

    lines = roll.table(flows, first, last, key)
    return [_row(grade_label(*k) if k[1] else UNKNOWN, lines[k]) for k in sorted(lines) if _any(lines[k])]


def by_month(flows: Sequence[Flow], months: Sequence[tuple[date, date]], schools: Collection[bytes]) -> list[Row]:
    """A line for each month (first and last day) of these schools together."""

    def key(place: Place) -> bool | None:
        return True if place.school in schools else None

    found = []
    for first, last in months:
        line = roll.table(flows, first, last, key).get(True, Line())
        found.append(_row(f"{first.year}年{first.month}月", line))
    return found


def total(rows: Sequence[Row], label: str = "合计") -> Row:
    """The columns added up: what one school gave another stands in both, and cancels."""
    return Row(
        label,
        _added([row.start for row in rows]),
        tuple(sum(row.came[i] for row in rows) for i in range(len(CAME))),
        tuple(sum(row.left[i] for row in rows) for i in range(len(LEFT))),
        _added([row.end for row in rows]),
    )


def whole(rows: Sequence[Row], label: str = "合计") -> Row:
    """Months one after the other: the first one's start, the last one's end, comings and goings added up."""
    added = total(rows, label)
    return added._replace(start=rows[0].start, end=rows[-1].end) if rows else added


def _place_school(place: Place) -> bytes:
    return place.school


def _any(line: Line) -> bool:
    return bool(+line.start or line.came or line.left)


def _row(label: str, line: Line) -> Row:
    came, left = _columns(line, CAME, line.came), _columns(line, LEFT, line.left)
    return Row(label, _heads(line.start), came, left, _heads(line.end))


def _columns(line: Line, columns: Sequence[tuple[str, tuple[str, ...]]], way: Any) -> tuple[int, ...]:
    counted = [line.of(way, *kinds) for _, kinds in columns]
    counted[-1] += line.of(way) - sum(counted)
    return tuple(counted)


def _heads(sexes: Any) -> Heads:
    return Heads(sum(sexes.values()), sexes.get("1", 0), sexes.get("2", 0))


def _added(several: Sequence[Heads]) -> Heads:
    return Heads(*(sum(part) for part in zip(*several, strict=True))) if several else Heads(0, 0, 0)


__all__ = ["CAME", "LEFT", "WITHIN_GRADES", "Heads", "Row", "by_grade", "by_month", "by_school", "total", "whole"]
