"""A judging sheet: everybody a scheme appraises in one time, and its heads across; a cell is written at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from db import codes
from db.errors import Rejected, Trouble
from db.register import Problem
from db.rules.targets import plain
from db.rules.text import tidy
from desktop.work import appraisal_marks, appraising
from desktop.work import appraisal_people as people
from desktop.work.appraisal_people import When
from desktop.work.office import Office
from desktop.work.outcome import Outcome

RECORD = "record"


def schemes(office: Office) -> list[tuple[bytes, str]]:
    """The schemes in use: key and name."""
    return [(row["id"], str(row["name"])) for row in office.known.small("appraisal_schemes") if not row["stopped"]]


def times(office: Office, scheme: bytes) -> list[When]:
    """Times that this scheme has appraisals of, and those that may be begun, the latest first."""
    with office.look() as connection:
        begun = connection.exec_driver_sql(
            "SELECT DISTINCT year, term, month FROM appraisals WHERE deleted = 0 AND scheme_id = ? AND year > 0",
            (scheme,),
        ).all()
    row = office.linked("appraisal_schemes", scheme) or {}
    found = {When(*one) for one in begun} | set(people.offered(office, str(row.get("rhythm") or "year")))
    return sorted(found, key=lambda one: (one.year, one.term or "", one.month or ""), reverse=True)


@dataclass(frozen=True)
class Whole:
    """How one appraisal stands: marks of full marks, grade in words, what is missing, what it earns."""

    who: str
    score: str
    full: str
    grade: str
    vetoed: bool
    settled_on: str
    prizes: list[str]
    left: list[str]


class JudgingSheet:
    """Opened, it knows every cell; school: only of this one."""

    def __init__(self, office: Office, scheme: bytes, when: When, school: bytes | None = None) -> None:
        self.office, self.when = office, when
        self.scheme: Mapping[str, Any] = office.linked("appraisal_schemes", scheme) or {}
        every = appraising.of_scheme(office, scheme, when)
        self.schools = list(dict.fromkeys(one.row["school_id"] for one in every))
        self.lines = [one for one in every if school in (None, one.row["school_id"])]
        self.heads: Sequence[Mapping[str, Any]] = every[0].heads if every else []
        self.judges = people.may_judge(office, self.scheme) and not office.read_only
        if self.lines and self.lines[0].row["staff_id"]:  # what persons were given is theirs; of schools it is public
            office.log_shown(f"{self.scheme['name']} {when.label}", len(self.lines))

    @property
    def keys(self) -> list[bytes]:
        return [one.row["id"] for one in self.lines]

    def mark(self, row: int, head: int) -> Mapping[str, Any]:
        return self.lines[row].marks.get(self.heads[head]["id"]) or {}

    def shown(self, row: int, head: int) -> str:
        points = self.lines[row].points(self.heads[head])
        return "" if points is None else plain(points)

    def open(self, row: int) -> bool:
        return self.judges and not self.lines[row].settled

    def whole(self, row: int) -> Whole:
        one = self.lines[row]
        left = [str(head["text"]) for head in one.heads if one.points(head) is None]
        score, grade = self.sums(row)
        settled_on = str(one.row["settled_on"] or "") if one.settled else ""
        return Whole(
            one.who, score or "0", plain(one.result.full), grade or "待评定", one.result.vetoed, settled_on, one.prizes,
            left,
        )  # fmt: skip

    def sums(self, row: int) -> tuple[str, str]:
        """得分 and 等次 as far as it is judged; the grade only of a whole one."""
        one = self.lines[row]
        result = one.result
        grade = codes.code_list("check_grade").label(result.grade) if result.complete else ""
        return plain(result.score) if result.full else "", grade

    def empties(self, head: int) -> int:
        return sum(one.points(self.heads[head]) is None for one in self.lines)

    @property
    def left(self) -> int:
        return sum(self.empties(head) for head in range(len(self.heads)))

    def ready(self) -> list[bytes]:
        """Appraisals whose every head has its mark and every appeal its answer, and that are not settled yet."""
        return [
            one.row["id"]
            for one in self.lines
            if not one.settled and one.result.complete and not any(waiting(mark) for mark in one.marks.values())
        ]

    def put(self, row: int, head: int, text: str) -> Outcome:
        """What was typed into one cell, written at once; nothing takes the judgement back. Raises Rejected."""
        number, typed = int(self.heads[head]["number"]), tidy(text).strip()
        if typed == self.shown(row, head):
            return Outcome()
        try:
            if typed:
                done = appraisal_marks.judge(self.office, self.lines[row].row["id"], number, points_of(typed))
            else:
                done = appraisal_marks.clear(self.office, self.lines[row].row["id"], number)
        except Trouble as trouble:
            raise Rejected([Problem("points", "error", trouble.sentence, trouble.advice)]) from None
        self.read_again(row)
        return done

    def read_again(self, row: int) -> None:
        (self.lines[row],) = appraisal_marks.sheets(self.office, [self.lines[row].row["id"]])


def waiting(mark: Mapping[str, Any]) -> bool:
    """Whether somebody objected and nobody has answered."""
    return bool(mark.get("appeal") and not mark.get("answered_on"))


def points_of(typed: str) -> Decimal:
    """Marks as they are typed, full-width figures too. Raises Trouble."""
    typed = tidy(typed).strip()
    try:
        points = Decimal(typed)
    except InvalidOperation:
        points = Decimal("NaN")
    if not points.is_finite():
        raise Trouble(f"“{typed}”不是得分。", "请写数字，如 8.5。")
    return points


__all__ = ["RECORD", "JudgingSheet", "points_of", "schemes", "times", "waiting"]
