"""Who is to be put into classes: the pupils of a grade, and children who have their place but are not yet at school."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from db.duplicates import apart_from_joined
from db.registers import Student
from db.registers.class_splits import cohort_of
from db.rules.balanced_classes import Pupil
from db.rules.class_measures import KINDS
from db.split_rows import pupil_of
from desktop.work.office import Office


@dataclass(frozen=True)
class Candidate:
    """One to be placed. from_: kindergarten or primary school; family: what twins have in common."""

    name: str
    student: bytes | None
    admission: bytes | None
    sex: str | None
    born_on: str | None
    kinds: tuple[str, ...]
    from_: str = ""
    family: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The same before and after the child has been registered."""
        return (self.admission or self.student or b"").hex()

    @property
    def groups(self) -> tuple[str, ...]:
        return (*self.kinds, *((self.from_,) if self.from_ else ()))

    def pupil(self) -> Pupil:
        return pupil_of(self.key, self.sex, (self.born_on or "")[:7], self.groups)


def candidates(office: Office, school: bytes, year: int, grade: str) -> list[Candidate]:
    """Pupils on roll of this grade (code) at the school, and for grade one the children admitted who have not come."""
    stage, cohort = cohort_of(year, grade)
    with office.look() as connection:
        found = list(_pupils(connection, school, stage, cohort))
        if grade == "1":
            found += _admitted(connection, school, year)
    return sorted(found, key=lambda one: one.key)


def _pupils(connection: Connection, school: bytes, stage: int, cohort: int) -> list[Candidate]:
    rows = connection.exec_driver_sql(
        "SELECT students.id, students.name, sex, born_on, boarding, left_behind, disability, member1_name, "
        "member1_phone, a.id, a.kindergarten, (SELECT o.name FROM movements m JOIN schools o ON o.id = m.out_school_id "
        "WHERE m.student_id = students.id AND m.kind = '22' AND m.deleted = 0 LIMIT 1) FROM students "
        "LEFT JOIN admissions a ON a.student_id = students.id AND a.deleted = 0 AND a.year = ? "
        "WHERE students.deleted = 0 AND students.school_id = ? AND stage = ? AND cohort = ? "
        f"AND coalesce(status, '01') IN ('01', '02', '04', '05') AND {apart_from_joined(Student)}",
        (cohort, school, str(stage), cohort),
    )
    return [
        Candidate(
            name, row, admission, sex, born, _kinds(boarding, left, disability), nursery or primary or "",
            _family(born, guardian, phone),
        )
        for row, name, sex, born, boarding, left, disability, guardian, phone, admission, nursery, primary in rows.all()
    ]  # fmt: skip


def _admitted(connection: Connection, school: bytes, year: int) -> list[Candidate]:
    rows = connection.exec_driver_sql(
        "SELECT a.id, c.name, c.sex, c.born_on, c.disability, c.householder, c.phone, a.kindergarten "
        "FROM admissions a JOIN children c ON c.id = a.child_id WHERE a.deleted = 0 AND a.school_id = ? AND a.year = ? "
        "AND a.student_id IS NULL AND a.deferred_on IS NULL AND coalesce(a.elsewhere, '') = ''",
        (school, year),
    )
    return [
        Candidate(
            name, None, row, sex, born, _kinds(None, None, disability), before or "", _family(born, parent, phone)
        )
        for row, name, sex, born, disability, parent, phone, before in rows.all()
    ]


def _kinds(boarding: str | None, left_behind: str | None, disability: str | None) -> tuple[str, ...]:
    holds = (left_behind in ("1", "2"), boarding == "2", (disability or "0") != "0")
    return tuple(word for word, held in zip(KINDS, holds, strict=True) if held)


def _family(born: str | None, guardian: str | None, phone: str | None) -> tuple[str, ...]:
    return tuple(f"{born} {word}" for word in (guardian, phone) if born and word)


def twins(found: Sequence[Candidate]) -> list[list[Candidate]]:
    """Who may be twins: one birthday, and one guardian or telephone. A person says whether they are."""
    alike: dict[str, list[Candidate]] = defaultdict(list)
    for one in found:
        for word in one.family:
            alike[word].append(one)
    told: list[list[Candidate]] = []
    taken: set[str] = set()
    for group in alike.values():
        new = [one for one in group if one.key not in taken]
        if len(new) > 1:
            taken.update(one.key for one in new)
            told.append(new)
    return told
