"""The village list against the school rosters: in school here, in school elsewhere, nowhere, or to be asked about.

Source: 控辍保学“三比对”户籍↔学籍 (facts 8.1); school age: 义务教育法 Art. 2, 11.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from db.rules.ages import SchoolAge, school_age

Row = Mapping[str, Any]


class Standing(StrEnum):
    """Where a child of a village list is this school year."""

    HERE = "本镇在读"
    ELSEWHERE = "外地就读"
    NOWHERE = "未入学"
    UNCLEAR = "待核实"
    YOUNG = "未到学龄"
    GROWN = "超过学龄"


class Rosters:
    """The students of the township, found by ID number, else by name and birthday."""

    def __init__(self, students: Iterable[Row], schools: Iterable[str]) -> None:
        """students: rows with id_number, name, born_on (ISO); schools: names of the township's own schools."""
        self._schools = frozenset(schools)
        self._by_number: dict[str, Row] = {}
        self._by_birthday: dict[tuple[str, str], Row] = {}
        for student in students:
            if student["id_number"]:
                self._by_number[student["id_number"]] = student
            if student["born_on"]:
                self._by_birthday[student["name"], student["born_on"]] = student

    def student(self, child: Row) -> Row | None:
        """The pupil this child is, or None. Two different ID numbers are two children, even of one name and day."""
        number = child["id_number"]
        if number and number in self._by_number:
            return self._by_number[number]
        twin = self._by_birthday.get((child["name"], child["born_on"])) if child["born_on"] else None
        return None if twin is not None and number and twin["id_number"] else twin

    def standing(self, child: Row, year: int) -> Standing:
        """Where the child is in the school year that begins in this year. The roster counts before the village list."""
        if self.student(child) is not None:
            return Standing.HERE
        age = school_age(date.fromisoformat(child["born_on"]), year) if child["born_on"] else SchoolAge.OF_AGE
        if age is SchoolAge.BEFORE:
            return Standing.YOUNG
        if age is SchoolAge.AFTER:
            return Standing.GROWN
        if not child["in_school"]:
            return Standing.NOWHERE if child["in_school"] is not None else Standing.UNCLEAR
        attends = child["attends"] or ""
        return Standing.ELSEWHERE if attends and attends not in self._schools else Standing.UNCLEAR
