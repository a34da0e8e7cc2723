"""Illness that gathers: several pupils of one class with the same symptom within days.

源：《学校和托幼机构传染病疫情报告工作规范（试行）》（卫办疾控发〔2006〕65号）：同一班级1天内有3例，或者连续3天内有5例以上
患病并有相似症状，24小时内报告. The numbers are settings of the office.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple


class Case(NamedTuple):
    """One pupil ill on one day."""

    room: Hashable
    student: Hashable
    symptom: str
    on: date


@dataclass(frozen=True)
class Limits:
    """So many in one day, or so many within so many days."""

    in_a_day: int = 3
    days: int = 3
    in_days: int = 5


class Cluster(NamedTuple):
    """Pupils of one class with one symptom, from the first day to the last; each is counted once."""

    room: Hashable
    symptom: str
    first: date
    last: date
    students: frozenset[Hashable]


USUAL = Limits()


def clusters(cases: Iterable[Case], limits: Limits = USUAL) -> list[Cluster]:
    """The clusters among these cases, the latest first; what overlaps or touches is one."""
    groups: dict[tuple[Hashable, str], dict[date, set[Hashable]]] = defaultdict(lambda: defaultdict(set))
    for case in cases:
        if case.symptom:
            groups[case.room, case.symptom][case.on].add(case.student)
    found = [
        Cluster(room, symptom, first, last, _between(ill, first, last))
        for (room, symptom), ill in groups.items()
        for first, last in _joined(_windows(ill, limits))
    ]
    return sorted(found, key=lambda cluster: (cluster.last, len(cluster.students)), reverse=True)


def _windows(ill: Mapping[date, Collection[Hashable]], limits: Limits) -> Iterator[tuple[date, date]]:
    for last in sorted(ill):
        began = min(day for day in ill if last - timedelta(days=limits.days - 1) <= day <= last)
        if len(_between(ill, began, last)) >= limits.in_days:
            yield began, last
        elif len(ill[last]) >= limits.in_a_day:
            yield last, last


def _joined(windows: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    found: list[tuple[date, date]] = []
    for first, last in windows:
        while found and found[-1][1] >= first - timedelta(days=1):
            first = min(first, found.pop()[0])
        found.append((first, last))
    return found


def _between(ill: Mapping[date, Collection[Hashable]], first: date, last: date) -> frozenset[Hashable]:
    return frozenset(student for day, students in ill.items() if first <= day <= last for student in students)
