"""Places a sheet speaks of: schools, classes, villages and whoever else a row points to, found by name or made."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from db.fields import Field
from db.register import Context, Register, new_id
from db.registers import BY_NAME, SchoolClass, Village
from db.registers.classes import GRADE_FLAGS
from db.rules import class_titles, grades
from db.rules.grades import Stage
from db.rules.text import tidy
from desktop.work.import_rules import Knowledge, defaults
from desktop.work.office import Office

_VILLAGE = re.compile(r"[\u4e00-\u9fff]{1,10}(?:村委会|村|社区|居委会|屯|寨|街道)")
_CLASS = re.compile(
    r"(?:(?:小学|初中?)?[一二三四五六七八九1-9](?:年级)?|[小中大])\s*[（(]?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[)）]?\s*班"
)
_GRADE = re.compile(r"(?:小学|初中?)?[一二三四五六七八九](?:年级)|[小中大]班")


class Unknown(ValueError):
    """A name that nothing in the register answers to."""


class Schools:
    """Schools by name or code; never made by an import."""

    def __init__(self, office: Office, knowledge: Knowledge) -> None:
        with office.look() as connection:
            found = (
                connection.exec_driver_sql("SELECT id, name, code, kind FROM schools WHERE deleted = 0").tuples().all()
            )
        self.names: dict[bytes, str] = {i: name for i, name, _, _ in found}
        self.kinds: dict[bytes, str] = {i: kind for i, _, _, kind in found}
        self._by_name = {tidy(name).replace(" ", ""): i for i, name, _, _ in found}
        self._by_code = {code: i for i, _, code, _ in found if code}
        self._seen: dict[tuple[str | None, str | None], bytes] = {}

    def find(self, name: str | None, code: str | None) -> bytes | None:
        """None where the row says nothing of a school. Raises Unknown."""
        if not name and not code:
            return None
        key = (name, code)
        if key not in self._seen:
            self._seen[key] = self._look_up(name, code)
        return self._seen[key]

    def _look_up(self, name: str | None, code: str | None) -> bytes:
        if code and code in self._by_code:
            return self._by_code[code]
        spelled = (name or "").replace(" ", "")
        if spelled in self._by_name:
            return self._by_name[spelled]
        alike = [
            i
            for known, i in self._by_name.items()
            if len(spelled) > 3 and (known.endswith(spelled) or spelled.endswith(known))
        ]
        if len(alike) == 1:
            return alike[0]
        raise Unknown(f"台账里没有“{name or code}”这所学校。")


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
        for row in self._composite[school]:
            if {flag for flag in GRADE_FLAGS if row.get(flag)} == flags:
                return bytes(row["id"])
        return self._make({"school_id": school, "stage": "1", "composite": 1, **dict.fromkeys(sorted(flags), 1)})

    def _make(self, values: dict[str, Any]) -> bytes:
        row = {**dict.fromkeys(SchoolClass.columns()), "deleted": 0, **defaults(SchoolClass), **values, "id": new_id()}
        self.made[row["id"]] = row
        self._note(row)
        return bytes(row["id"])


class Villages:
    """Villages by name, in addresses too; made where a list of village children names a new one."""

    def __init__(self, office: Office) -> None:
        with office.look() as connection:
            found = (
                connection.exec_driver_sql("SELECT id, name, responsible_id FROM villages WHERE deleted = 0")
                .tuples()
                .all()
            )
        self._by_name = {name: i for i, name, _ in found if name}
        self.responsible: dict[bytes, bytes | None] = {i: school for i, _, school in found}
        self.made: dict[bytes, dict[str, Any]] = {}
        self._spoken = self._pattern()

    def _pattern(self) -> re.Pattern[str] | None:
        names = sorted(self._by_name, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, names))) if names else None

    def find(self, name: str, *, make: bool) -> bytes | None:
        spelled = name.replace(" ", "")
        known = self._by_name.get(spelled) or next(
            (i for n, i in self._by_name.items() if spelled.removesuffix("民委员会").endswith(n)), None
        )
        if known is None and make:
            row = {**dict.fromkeys(Village.columns()), "deleted": 0, "id": new_id(), "name": spelled}
            known = self._by_name[spelled] = row["id"]
            self.made[known] = row
            self._spoken = self._pattern()
        return known

    def in_address(self, address: str) -> bytes | None:
        found = self._spoken.search(address) if self._spoken else None
        return self._by_name[found[0]] if found else None


class Others:
    """Rows of any other register by their title, those of the row's own school first."""

    def __init__(self, office: Office, context: Context) -> None:
        self._office, self._context = office, context
        self._known: dict[str, dict[str, list[tuple[bytes, bytes | None]]]] = {}

    def find(self, field: Field, title: str, school: bytes | None) -> bytes:
        """Raises Unknown, or ValueError where several are called so."""
        known = self._known.get(field.target) or self._read(field.target)
        found = known.get(title.replace(" ", ""), [])
        mine = [row for row, owner in found if owner in (None, school)] or [row for row, _ in found]
        one = BY_NAME[field.target].one
        if not mine:
            raise Unknown(f"台账里没有叫“{title}”的{one}。")
        if len(mine) > 1:
            raise ValueError(f"叫“{title}”的{one}不止一个。请导入后在台账里选。")
        return mine[0]

    def _read(self, target: str) -> dict[str, list[tuple[bytes, bytes | None]]]:
        with self._office.look() as connection:
            owners = dict(
                connection.exec_driver_sql(f'SELECT id, school_id FROM "{target}" WHERE deleted = 0').tuples().all()
            )
        known: dict[str, list[tuple[bytes, bytes | None]]] = defaultdict(list)
        for row, title in self._context.titles(target).items():
            if row in owners:
                known[title.replace(" ", "")].append((row, owners[row]))
        self._known[target] = dict(known)
        return self._known[target]


def class_in(text: str) -> str:
    """五年级（1）班 in 青石镇中心学校五年级（1）班2026年春季; a grade alone where no class is named."""
    found = _CLASS.search(tidy(text)) or _GRADE.search(tidy(text))
    return found[0].replace(" ", "") if found else ""


def village_in(text: str) -> str:
    """黑沟村 in 黑沟村2026年适龄儿童少年花名册 (or in 青石镇黑沟村 …)."""
    found = _VILLAGE.search(tidy(text))
    return re.sub(r"^.*[镇乡县市]", "", found[0]) if found else ""


def has(register: type[Register], name: str) -> bool:
    return name in register.fields()
