"""Balanced classes: proposed with a seed and measured, kept with witnesses and lots, applied as one entry."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from db import codes
from db.errors import Trouble
from db.register import key_id, new_id
from db.registers import Admission, ClassSplit, SchoolClass, SplitPlace, SplitTeam, Student
from db.registers.class_splits import cohort_of
from db.rules import balanced_classes, class_measures
from db.rules.balanced_classes import Impossible, Siblings
from db.rules.class_measures import Measure
from db.rules.class_size import standard
from db.split_rows import APART, TOGETHER
from desktop.work.bulk import put_rows
from desktop.work.class_candidates import Candidate, candidates
from desktop.work.forms import Form
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.rows import rejected

CHANGED = frozenset({"class_splits", "split_places", "split_teams", "students", "classes", "admissions"})


@dataclass(frozen=True)
class Team:
    """Teachers that take one class together: its class teacher, and who else."""

    teacher: bytes | None
    others: str = ""

    @property
    def word(self) -> str:
        return (self.teacher or b"").hex() + self.others


@dataclass
class Proposal:
    """A split that nobody has kept yet. placed: class (from 1) by the candidate's key."""

    school: bytes
    year: int
    grade: str
    classes: int
    seed: str
    found: list[Candidate]
    siblings: Sequence[Siblings]
    placed: dict[str, int]
    teams: list[Team] = field(default_factory=list)

    @property
    def measures(self) -> list[Measure]:
        return class_measures.measures([one.pupil() for one in self.found], self.placed, self.classes, self.year)


def usual(office: Office, school: bytes, year: int, grade: str) -> int:
    """How many classes a grade of this size needs by the standard."""
    stage, _ = cohort_of(year, grade)
    return max(-(-len(candidates(office, school, year, grade)) // standard(stage)), 1)


def new_seed() -> str:
    return str(secrets.randbelow(900_000) + 100_000)


def propose(
    office: Office, school: bytes, grade: str, classes: int, seed: str = "", siblings: Sequence[Siblings] = (),
    teams: Sequence[Team] = (), year: int | None = None,
) -> Proposal:  # fmt: skip
    """A split of this grade (code). Raises Trouble where it cannot be had."""
    year = year or office.today.year
    found = candidates(office, school, year, grade)
    label = codes.code_list("grade").label(grade)
    if not found:
        raise Trouble(f"{label}还没有学生。", "请先生成入学名单，或办好小升初交接。")
    nameless = [one.name for one in found if one.sex not in ("1", "2")]
    if nameless:
        raise Trouble(f"{'、'.join(nameless[:5])}没有填性别，不能均衡分班。", "请先在花名册里补上。")
    if teams and len(teams) != classes:
        raise Trouble(f"{classes} 个班要有 {classes} 个教师组，现在是 {len(teams)} 个。", "请补齐，或先不抽签。")
    seed = seed or new_seed()
    try:
        placed = balanced_classes.split([one.pupil() for one in found], classes, seed, siblings)
    except Impossible as why:
        raise Trouble(str(why), "改好以后再分一次。") from why
    drawn = balanced_classes.lots(seed, [team.word for team in teams])
    order = {word: place for place, word in enumerate(drawn)}
    told = sorted(teams, key=lambda team: order[team.word])
    return Proposal(school, year, grade, classes, seed, found, siblings, placed, told)


def keep(office: Office, proposal: Proposal, typed: Mapping[str, str]) -> Outcome:
    """Keeps the split with its day, place, witnesses (typed), and applies it: classes, pupils, class teachers.

    A grade that is split again in the same year is the same row: the later split stands. Raises Trouble, NotOurs.
    """
    first = {"school_id": proposal.school, "year": proposal.year, "grade": proposal.grade}
    key = key_id("class_splits", list(first.values()))
    known = office.linked("class_splits", key)
    form = Form.of(office, ClassSplit, key, draft=False) if known and not known["deleted"] else None
    form = form or Form.blank(office, ClassSplit, **first)
    words = {"classes": str(proposal.classes), "seed": proposal.seed, "split_on": office.today.isoformat(), **typed}
    for name, text in words.items():
        form.type(name, text)
    if form.held:
        return rejected(form.problems)
    grade = codes.code_list("grade").label(proposal.grade)
    with office.change(f"{proposal.year}年{grade}均衡分班") as rows:
        form.put_into(rows)
        rows.flush()
        rooms = _rooms(rows, proposal)
        _places(rows, proposal, key)
        _teams(rows, proposal, key, rooms)
        _seats(rows, proposal, rooms)
    warnings = "".join(problem.sentence + problem.advice for problem in form.problems.values())
    said = f"{grade} {len(proposal.found)} 人已分成 {proposal.classes} 个班，种子 {proposal.seed}。"
    return Outcome(said, CHANGED, described(office, proposal) | {"split": key.hex()}, advice=warnings)


def _rooms(rows: Any, proposal: Proposal) -> list[bytes]:
    """The classes in order of number, made where they are missing."""
    stage, cohort = cohort_of(proposal.year, proposal.grade)
    known = dict(
        rows.rows(
            "SELECT number, id FROM classes WHERE school_id = ? AND stage = ? AND entry_year = ? AND deleted = 0 "
            "AND closed_on IS NULL",
            (proposal.school, str(stage), cohort),
        )
    )
    numbers = range(1, proposal.classes + 1)
    new = [(new_id(), proposal.school, str(stage), cohort, n) for n in numbers if n not in known]
    rows.insert_rows(SchoolClass, ("id", "school_id", "stage", "entry_year", "number"), new)
    known |= {line[4]: line[0] for line in new}
    return [known[n] for n in numbers]


def _places(rows: Any, proposal: Proposal, split: bytes) -> None:
    """Who sits where, with what the split went by, so that it can be run again from these rows alone."""
    asked = {
        key: f"{n}{TOGETHER if group.together else APART}"
        for n, group in enumerate(proposal.siblings, 1)
        for key in group.keys
    }
    numbered = sorted(proposal.found, key=lambda one: balanced_classes.draw(proposal.seed, f"posted{one.key}"))
    names = (
        "id",
        "school_id",
        "split_id",
        "student_id",
        "admission_id",
        "class_number",
        "posted",
        "sex",
        "born_in",
        "spread",
        "siblings",
    )
    lines = [
        (
            key_id("split_places", [split, one.student, one.admission]), proposal.school, split, one.student,
            one.admission, proposal.placed[one.key], posted, one.sex, (one.born_on or "")[:7] or None,
            "、".join(one.groups) or None, asked.get(one.key),
        )
        for posted, one in enumerate(numbered, 1)
    ]  # fmt: skip
    before = {row for (row,) in rows.rows("SELECT id FROM split_places WHERE split_id = ? AND deleted = 0", (split,))}
    rows.set_cells(SplitPlace, [(row, "deleted", 1) for row in sorted(before - {line[0] for line in lines})])
    put_rows(rows, SplitPlace, names, lines)


def _teams(rows: Any, proposal: Proposal, split: bytes, rooms: Sequence[bytes]) -> None:
    lines = [
        (key_id("split_teams", [split, n]), proposal.school, split, n, team.teacher, team.others or None)
        for n, team in enumerate(proposal.teams, 1)
    ]
    put_rows(rows, SplitTeam, ("id", "school_id", "split_id", "class_number", "teacher_id", "others"), lines)
    led = [
        (room, "teacher_id", team.teacher) for room, team in zip(rooms, proposal.teams, strict=False) if team.teacher
    ]
    rows.set_cells(SchoolClass, led)


def _seats(rows: Any, proposal: Proposal, rooms: Sequence[bytes]) -> None:
    seat = {one.key: rooms[proposal.placed[one.key] - 1] for one in proposal.found}
    rows.set_cells(Student, [(one.student, "class_id", seat[one.key]) for one in proposal.found if one.student])
    rows.set_cells(Admission, [(one.admission, "class_id", seat[one.key]) for one in proposal.found if one.admission])


def described(office: Office, proposal: Proposal) -> dict[str, Any]:
    """As --json prints it."""
    return {
        "school": office.titles("schools").get(proposal.school, ""), "year": proposal.year, "grade": proposal.grade,
        "seed": proposal.seed, "classes": [_measured(one) for one in proposal.measures],
        "gaps": {name: str(gap) for name, gap in class_measures.gaps(proposal.measures).items()},
        "teachers": [office.titles("staff").get(team.teacher or b"", "") for team in proposal.teams],
    }  # fmt: skip


def _measured(one: Measure) -> dict[str, Any]:
    age = None if one.age is None else str(one.age)
    return {"number": one.number, "size": one.size, "boys": one.boys, "girls": one.girls, "age": age} | dict(one.groups)
