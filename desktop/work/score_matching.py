"""Whose marks these are: a name of a sheet found among the pupils of the school, the year of entry and the class."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from db import pinyin
from db.rules import grades
from db.rules.text import tidy_name
from desktop.work.exams import Room, Sitting
from desktop.work.office import Office

AT_MOST = 8
"""Names offered where one is not found."""


@dataclass(frozen=True)
class Person:
    """A pupil as the matching knows him."""

    id: bytes
    name: str
    room: bytes | None
    place: str
    inclusive: bool
    seat: str
    number: str

    @property
    def label(self) -> str:
        """张伟 六（2）班: what one chooses from; the end of the enrolment number where two are called alike."""
        return f"{self.name} {self.place}".strip()


@dataclass(frozen=True)
class Match:
    """The pupil, or why there is none, and who is offered instead."""

    person: Person | None
    sentence: str = ""
    advice: str = ""
    offered: tuple[Person, ...] = ()


class Roster:
    """All pupils of one school who are of the year of entry that sat the examination in these grades."""

    def __init__(self, office: Office, one: Sitting, school: bytes, sitting_grades: set[int]) -> None:
        self._titles = office.titles("classes")
        self._by_name: dict[str, list[Person]] = defaultdict(list)
        self._of_room: dict[bytes | None, list[Person]] = defaultdict(list)
        with office.look() as connection:
            found = connection.exec_driver_sql(
                "SELECT id, name, class_id, stage, cohort, inclusive, seat_number, enrolment_number FROM students "
                "WHERE school_id = ? AND deleted = 0 AND same_as IS NULL",
                (school,),
            ).all()
        for row, name, room, stage, cohort, inclusive, seat, number in found:
            grade = grades.grade_of(cohort, int(stage), one.year) if stage and cohort else None
            if grade not in sitting_grades:
                continue
            place = self._titles.get(room, "") if room else "未分班"
            person = Person(row, str(name), room, place, (inclusive or "0") != "0", str(seat or ""), str(number or ""))
            self._by_name[person.name].append(person)
            self._of_room[room].append(person)

    def find(self, name: str, room: Room, seat: str = "") -> Match:
        """The one pupil of that name in the class; else a doubt that offers whom it may be."""
        alike = self._by_name.get(tidy_name(name), [])
        here = [person for person in alike if person.room == room.id]
        if len(here) == 1:
            return Match(here[0])
        if len(here) > 1:
            same_seat = [p for p in here if seat and seat in (p.seat, p.number)]
            if len(same_seat) == 1:
                return Match(same_seat[0])
            said = f"{room.title}有 {len(here)} 个{name}，不知道是哪一个。"
            return Match(None, said, "请选一个。", tuple(here))
        if alike:
            said = f"{room.title}没有{name}，这一届在{'、'.join(dict.fromkeys(p.place for p in alike))}有同名的学生。"
            return Match(None, said, "如果就是他，请选定；班级按成绩册的记。", tuple(alike))
        near = self._near(name, room)
        said = f"{room.title}没有叫{name}的学生。"
        how = "可能写了同音字，请选定；不是的请先在花名册里添加。" if near else "请先在花名册里添加，再导入这一行。"
        return Match(None, said, how, tuple(near))

    def _near(self, name: str, room: Room) -> list[Person]:
        """Pupils of the class who sound alike or differ by one character."""
        sound = pinyin.sort_key(name)
        found = [
            person
            for person in self._of_room[room.id]
            if pinyin.sort_key(person.name) == sound or _differ_by_one(person.name, name)
        ]
        return found[:AT_MOST]


def labels(offered: tuple[Person, ...]) -> list[list[str]]:
    """[id, label] of those offered; equal labels are told apart by the enrolment number's end."""
    counted = [person.label for person in offered]
    return [
        [person.id.hex(), person.label if counted.count(person.label) == 1 else f"{person.label} {_tail(person, n)}"]
        for n, person in enumerate(offered, 1)
    ]


def _tail(person: Person, n: int) -> str:
    return f"学籍号尾数{person.number[-2:]}" if person.number else f"第{n}个"


def _differ_by_one(one: str, two: str) -> bool:
    if abs(len(one) - len(two)) > 1 or min(len(one), len(two)) < 2:
        return False
    if len(one) == len(two):
        return sum(a != b for a, b in zip(one, two, strict=True)) == 1
    longer, shorter = sorted((one, two), key=len, reverse=True)
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
