"""Classes a sheet speaks of: found by what they are called, made where they are not there yet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from db.register import new_id
from db.registers import SchoolClass
from db.registers.classes import GRADE_FLAGS
from db.rules import class_titles, grades
from db.rules.grades import Stage
from db.rules.text import tidy
from desktop.work.import_rules import Knowledge, defaults
from desktop.work.import_schools import Schools
from desktop.work.office import Office

_CLASS = re.compile(
    r"(?:(?:小学|初中?)?[一二三四五六七八九1-9](?:年级)?|[小中大])\s*[（(]?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[)）]?\s*班"
)
_GRADE = re.compile(r"(?:小学|初中?)?[一二三四五六七八九](?:年级)|[小中大]班")


class Classes:
    """Classes of each school by what they are called; one that is not there yet is made."""

    def __init__(self, office: Office, knowledge: Knowledge, schools: Schools) -> None:
        self._schools, self._knowledge = schools, knowledge
        columns = SchoolClass.columns()
        with office.look() as connection:
            listed = ", ".join(f'"{c}"' for c in columns)
            rows = [
                dict(zip(columns, r, strict=True))
                for r in connection.exec_driver_sql(f"SELECT {listed} FROM classes WHERE deleted = 0")
            ]
        self._plain: dict[tuple[bytes, str, int, int], bytes] = {}
        self._composite: dict[bytes, list[Mapping[str, Any]]] = defaultdict(list)
        self.made: dict[bytes, dict[str, Any]] = {}
        for row in rows:
            self._note(row)

    def _note(self, row: Mapping[str, Any]) -> None:
        self._knowledge.note("classes", row)
        if row["composite"]:
            self._composite[row["school_id"]].append(row)
        elif row["entry_year"] is not None:
            self._plain[row["school_id"], row["stage"], row["entry_year"], row["number"] or 1] = row["id"]

    def find(
        self, school: bytes, grade: str | None, name: str | None, year: int
    ) -> tuple[bytes | None, dict[str, Any]]:
        """(class, what the row itself gets) for a grade and a class as the sheet writes them. Raises ValueError."""
        of_grade = self._grade(school, grade) if grade else None
        several = class_titles.read_composite(name) if name else []
        if several:
            return self._composite_of(school, several), self._own(of_grade, year)
        said = class_titles.read_class(name) if name else None
        if said and said.stage is not None and said.grade is not None:
            of_class = self._at(school, said.stage, said.grade)
            if of_grade and of_grade != of_class:
                raise ValueError(f"年级写的是{grades.grade_label(*of_grade)}，班级写的是{name}。请核对，两处要一致。")
            of_grade = of_class
        if of_grade is None:
            raise ValueError(f"只写了“{name}”，不知道是哪个年级。请写成五（2）班这样，或加一列“年级”。")
        stage, number = of_grade
        if said is None and (mixed := self._holding(school, of_grade, year)):
            return mixed, self._own(of_grade, year)
        entry = grades.cohort_from_grade(stage, number, year)
        return self._plain_of(school, str(int(stage)), entry, said.number if said else 1), {}

    def named(self, school: bytes, title: str, year: int) -> dict[str, Any]:
        """What a class's name says of it, by column. Raises ValueError."""
        several = class_titles.read_composite(title)
        if several:
            return {"stage": "1", "composite": True, **{f"grade{grade}": True for _, grade in several}}
        said = class_titles.read_class(title)
        if said.stage is None or said.grade is None:
            raise ValueError(f"只写了“{title}”，不知道是哪个年级。请写成五（2）班这样。")
        stage, grade = self._at(school, said.stage, said.grade)
        entry = grades.cohort_from_grade(stage, grade, year)
        return {"stage": str(int(stage)), "entry_year": entry, "number": said.number}

    def composite(self, school: bytes, flags: set[str]) -> bytes | None:
        """The composite class of exactly these grades."""
        rows = self._composite[school]
        return next((bytes(row["id"]) for row in rows if {f for f in GRADE_FLAGS if row.get(f)} == flags), None)

    def _grade(self, school: bytes, grade: str) -> tuple[Stage, int]:
        return self._at(school, *grades.read_grade(grade))

    def _at(self, school: bytes, stage: Stage, grade: int) -> tuple[Stage, int]:
        """In a junior school 1 means 七年级."""
        if self._schools.kinds.get(school) == "junior" and stage == Stage.PRIMARY and grade <= 3:
            return Stage.JUNIOR, grade + 6
        return stage, grade

    def _own(self, of_grade: tuple[Stage, int] | None, year: int) -> dict[str, Any]:
        """In a composite class the pupil's own grade is kept with the pupil."""
        if of_grade is None:
            return {}
        return {"stage": str(int(of_grade[0])), "cohort": grades.cohort_from_grade(*of_grade, year)}

    def _holding(self, school: bytes, of_grade: tuple[Stage, int], year: int) -> bytes | None:
        """The composite class that holds this grade, where the school has no class of the grade alone."""
        stage, grade = of_grade
        entry = grades.cohort_from_grade(stage, grade, year)
        if stage != Stage.PRIMARY or any(key[:3] == (school, str(int(stage)), entry) for key in self._plain):
            return None
        return next((row["id"] for row in self._composite[school] if row.get(f"grade{grade}")), None)

    def _plain_of(self, school: bytes, stage: str, entry: int, number: int) -> bytes:
        key = (school, stage, entry, number)
        if key not in self._plain:
            self._make({"school_id": school, "stage": stage, "entry_year": entry, "number": number})
        return self._plain[key]

    def _composite_of(self, school: bytes, several: list[tuple[Stage, int]]) -> bytes:
        flags = {f"grade{grade}" for stage, grade in several if stage == Stage.PRIMARY}
        if len(flags) != len(several):
            raise ValueError("复式班只能由小学的几个年级组成。请核对班级。")
        if known := self.composite(school, flags):
            return known
        return self._make({"school_id": school, "stage": "1", "composite": 1, **dict.fromkeys(sorted(flags), 1)})

    def _make(self, values: dict[str, Any]) -> bytes:
        row = {**dict.fromkeys(SchoolClass.columns()), "deleted": 0, **defaults(SchoolClass), **values, "id": new_id()}
        self.made[row["id"]] = row
        self._note(row)
        return bytes(row["id"])


def class_in(text: str) -> str:
    """五年级（1）班 in 青石镇中心学校五年级（1）班2026年春季; a grade alone where no class is named."""
    found = _CLASS.search(tidy(text)) or _GRADE.search(tidy(text))
    return found[0].replace(" ", "") if found else ""
