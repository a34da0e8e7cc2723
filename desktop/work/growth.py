"""The growth file of a class in one term: who has words and levels already, and writing them down child by child."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from db import codes, kinds, query
from db.change import Change
from db.errors import NotFound, Rejected
from db.query import Question
from db.register import Problem, key_id
from db.registers import GrowthLevel, GrowthNote, SchoolClass, Student
from db.registers.students import IN_CLASS
from db.school_terms import SchoolTerm
from desktop.work import tables
from desktop.work.office import Office
from desktop.work.outcome import Outcome

PHRASES = Path(__file__).resolve().parents[2] / "resources" / "phrases.toml"
WORDS = ("teacher_words", "self_words", "parent_words", "honours", "conduct")
CHANGED = frozenset({"growth_notes", "growth_levels"})


@dataclass(frozen=True)
class Pupil:
    """A child of the class: its words of the term by field as stored, its levels by side, how many works it has."""

    student: bytes
    name: str
    words: Mapping[str, Any] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    works: int = 0

    @property
    def whole(self) -> bool:
        """Nothing the teacher has to write is missing."""
        return bool(self.words.get("teacher_words") and self.words.get("conduct")) and len(self.levels) == len(sides())


def sides() -> list[tuple[str, str]]:
    """The five sides of a child: code and label."""
    return [(one.code, one.label) for one in codes.code_list("growth_side")]


def levels() -> list[tuple[str, str]]:
    return [(one.code, one.label) for one in codes.code_list("growth_level")]


@cache
def phrases() -> list[tuple[str, list[str]]]:
    """Ready words for a teacher, in groups."""
    found = tomllib.loads(PHRASES.read_text("utf-8"))["groups"]
    return [(group["title"], list(group["phrases"])) for group in found]


def rooms(office: Office) -> list[tuple[bytes, str]]:
    """Classes with pupils, this school's first; at the center also those of the other schools, named with them."""
    with office.look() as connection:
        seats = connection.exec_driver_sql(
            "SELECT DISTINCT class_id, school_id FROM students WHERE deleted = 0 AND class_id IS NOT NULL "
            "AND coalesce(status, '01') IN ('01', '05')"
        ).all()
    schools, owners = office.titles("schools"), dict(map(tuple, seats))
    own: list[tuple[bytes, str]] = []
    others: list[tuple[bytes, str]] = []
    for room, title in office.titles(SchoolClass.register_name()).items():
        if room in owners:
            mine = owners[room] == office.school_id
            (own if mine else others).append((room, title if mine else f"{schools.get(owners[room], '')} {title}"))
    return own if office.bound else own + sorted(others, key=lambda pair: pair[1])


def sheet(office: Office, room: bytes, term: SchoolTerm) -> list[Pupil]:
    """All children at school of a class, by name, with what has been written of this term."""
    key = (term.year, str(term.term))
    with office.look() as connection:
        where = [("class", room.hex()), IN_CLASS]
        ids = query.ids(connection, Student, Question(where=where, sort=("name",)), office.context)
        notes = {row["student_id"]: row for row in _of_term(connection, "growth_notes", key)}
        found: dict[bytes, dict[str, str]] = {}
        for row in _of_term(connection, "growth_levels", key):
            if row["level"]:
                found.setdefault(row["student_id"], {})[row["side"]] = row["level"]
        counted = connection.exec_driver_sql("SELECT student_id, count(*) FROM works WHERE deleted = 0 GROUP BY 1")
        works = dict(map(tuple, counted))
    names = office.titles("students")
    return [
        Pupil(row, names.get(row, ""), notes.get(row, {}), found.get(row, {}), works.get(row, 0)) for row in ids
    ]  # fmt: skip


def _of_term(connection: Any, name: str, key: tuple[int, str]) -> list[dict[str, Any]]:
    statement = f"SELECT * FROM {name} WHERE deleted = 0 AND year = ? AND term = ?"
    return [dict(row) for row in connection.exec_driver_sql(statement, key).mappings()]


# -- writing it down ----------------------------------------------------------------------------------------------


def write(
    office: Office, student: bytes, term: SchoolTerm, said: Mapping[str, str], graded: Mapping[str, str]
) -> Outcome:
    """What was typed of one child, and its levels by side (empty takes one away), as one entry. Raises Rejected."""
    fields = GrowthNote.fields()
    read = {name: kinds.read(fields[name], text) for name, text in said.items()}
    with office.change(f"成长记录：{office.titles('students').get(student, '')}") as rows:
        note_changed = _note(office, rows, student, term, read)
        changed = _levels(rows, student, term, graded) or note_changed
        if not changed:
            return Outcome()
    return Outcome(f"已保存：{office.titles('students').get(student, '')}。", CHANGED)


def _note(office: Office, rows: Change, student: bytes, term: SchoolTerm, read: Mapping[str, Any]) -> bool:
    key = {"student_id": student, "year": term.year, "term": str(term.term)}
    known = rows.find(GrowthNote, key_id("growth_notes", list(key.values())))
    if known is None and not any(value is not None for value in read.values()):
        return False
    row = known or GrowthNote(**key)
    changes = {name: value for name, value in read.items() if getattr(row, name) != value}
    if known is not None and not known.deleted and not changes:
        return False
    row.deleted = False
    for name, value in changes.items():
        setattr(row, name, value)
    row.written_on = office.today
    row.follow(office.context)
    row.complete(office.context)
    wrong = [problem for problem in row.problems(office.context) if problem.level == "error"]
    if wrong:
        raise Rejected(wrong)
    if known is None:
        rows.add(row)
    return True


def _levels(rows: Change, student: bytes, term: SchoolTerm, graded: Mapping[str, str]) -> bool:
    changed = False
    for side, level in graded.items():
        key = {"student_id": student, "year": term.year, "term": str(term.term), "side": side}
        known = rows.find(GrowthLevel, key_id("growth_levels", list(key.values())))
        if known is None and level:
            rows.add(GrowthLevel(**key, level=level))
            changed = True
        elif known is not None and (known.level or "") != level:
            known.level, known.deleted = level or None, False
            changed = True
    return changed


def fill_levels(office: Office, room: bytes, term: SchoolTerm, level: str) -> Outcome:
    """One level for every side of every child of the class that has none yet; those that have keep theirs."""
    pupils = sheet(office, room, term)
    wanted = [(one.student, side) for one in pupils for side, _ in sides() if side not in one.levels]
    label = dict(levels())[level]
    if not wanted:
        return Outcome("全班都已经评过，没有空着的。")
    with office.change(f"综合素质评价：空着的填{label}") as rows:
        for student, side in wanted:
            key = {"student_id": student, "year": term.year, "term": str(term.term), "side": side}
            known = rows.find(GrowthLevel, key_id("growth_levels", list(key.values())))
            if known is None:
                rows.add(GrowthLevel(**key, level=level))
            else:
                known.level, known.deleted = level, False
    said = f"空着的 {len(wanted)} 处填了{label}。请再看一遍，把不一样的改过来。按 Ctrl+Z 可以撤销。"
    return Outcome(said, frozenset({"growth_levels"}), {"count": len(wanted)})


def problems_of(said: Mapping[str, str]) -> list[Problem]:
    """What the rules say of words before they are saved: marks and ranks have no place here."""
    from db.registers.growth import mentions_marks

    return [problem for name in WORDS[:4] for problem in mentions_marks(name, said.get(name))]


def class_called(office: Office, title: str) -> bytes:
    """The class of that title; of another school with that school's name before it. Raises NotFound."""
    found = [room for room, name in rooms(office) if name == title]
    if len(found) != 1:
        raise NotFound(f"没有叫“{title}”的班，或者不止一个。", "请照班级台账写，如 五（1）班；别的学校写 校名 班名。")
    return found[0]


def described(one: Pupil) -> dict[str, Any]:
    """A child as --json prints it."""
    graded = dict(levels())
    return {
        "id": one.student.hex(), "name": one.name, "whole": one.whole, "works": one.works,
        "conduct": kinds.show(GrowthNote.fields()["conduct"], one.words.get("conduct")),
        "levels": {label: graded.get(one.levels[code], "") for code, label in sides() if code in one.levels},
        **{name: bool(one.words.get(name)) for name in WORDS[:3]},
    }  # fmt: skip


def write_named(office: Office, student: str, term: SchoolTerm, typed: Mapping[str, str]) -> Outcome:
    """What was typed of the child of that name or id; fields by name or label, levels by the side's label."""
    titles = office.titles("students")
    fits = [row for row in tables.ids(office, Student) if student in (titles.get(row), row.hex())]
    if len(fits) != 1:
        raise NotFound(f"没有叫“{student}”的学生，或者不止一个。", "请写全名；同名的请写 id。")
    named = {label: code for code, label in sides()}
    fields, graded = GrowthNote.fields(), codes.code_list("growth_level")
    said: dict[str, str] = {}
    found: dict[str, str] = {}
    for name, text in typed.items():
        if name in named:
            found[named[name]] = graded.read(text) if text.strip() else ""
            continue
        field_ = next((f for f in fields.values() if name in (f.name, f.label) and not f.computed), None)
        if field_ is None:
            raise NotFound(f"成长记录里没有“{name}”这一栏。", f"可以写：{'、'.join([*WORDS, *named])}。")
        said[field_.name] = text
    outcome = write(office, fits[0], term, said, found)
    return Outcome(outcome.sentence or "没有改动。", outcome.changed, {"id": fits[0].hex()})


__all__ = [
    "WORDS", "Pupil", "class_called", "described", "fill_levels", "levels", "phrases", "problems_of", "rooms", "sheet",
    "sides", "write", "write_named",
]  # fmt: skip
