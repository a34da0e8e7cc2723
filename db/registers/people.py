"""What rosters of people share: the ID number types birthday and sex, and tells when they do not agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from db.register import Finding, Offer, Problem
from db.rules import id_number, id_problems, phone


class Person(Protocol):
    """A row with an identity number, a birthday and a sex."""

    id_number: Any
    born_on: Any
    sex: Any
    sex_note: Any


CITIZEN_CARD = ("", "1", "2")  # document types whose number follows GB 11643


def fill_from_number(person: Person) -> None:
    """Birthday and sex from a sound ID number, where they are still empty."""
    known = id_number.identity_of(person.id_number) if person.id_number and follows_standard(person) else None
    if known is None:
        return
    if person.born_on is None:
        person.born_on = known.born_on
    if not person.sex:
        person.sex = known.sex


def follows_standard(person: Any) -> bool:
    return (getattr(person, "document_type", None) or "") in CITIZEN_CARD


def number_problems(person: Person) -> list[Problem]:
    """源：GB 11643-1999；facts 10. Missing or of an unknown province: a warning; wrong in itself or against the row: an error."""
    number = person.id_number
    if not number:
        return [Problem("id_number", "warning", "没有身份证件号。", "请向家长要户口簿补上。")]
    if not follows_standard(person):
        return []
    identity = id_number.identity_of(number)
    if identity is None or number[:2] not in id_problems.PROVINCES:
        return [_of_number(p) for p in id_problems.problems_of(number, born_on=_day(person.born_on))]
    found = []
    if _day(person.born_on) not in (None, identity.born_on):
        sentence = f"号码里的生日是 {identity.born_on}，与出生日期不同。"
        offer = Offer("采用证件号日期", "born_on", identity.born_on)
        found.append(Problem("born_on", "error", sentence, "请对照户口簿，改其中一处。", offer))
    if person.sex in ("1", "2") and person.sex != identity.sex and not person.sex_note:
        sentence = f"号码里的性别是{'男' if identity.sex == '1' else '女'}，与性别一栏不同。"
        advice = "请对照户口簿改一处；经批准不同的，在“性别说明”里写明。"
        found.append(Problem("sex", "error", sentence, advice, Offer("采用证件号性别", "sex", identity.sex)))
    return found


def phone_problems(row: Any, *names: str) -> list[Problem]:
    """A warning for each number nobody could dial."""
    found = [(name, phone.phone_problem(getattr(row, name) or "")) for name in names]
    return [Problem(name, "warning", p.sentence, p.advice) for name, p in found if p]


def _of_number(problem: id_problems.IdProblem) -> Problem:
    offer = Offer("补成18位", "id_number", problem.suggestion) if problem.suggestion else None
    return Problem("id_number", problem.level, problem.sentence, problem.advice, offer)


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else None


def same_numbers(rows: Sequence[Mapping[str, Any]]) -> list[Finding]:
    """Rows that carry the same ID number: one child entered twice, or a number typed wrongly."""
    seen: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["id_number"]:
            seen[row["id_number"]].append(row)
    return [
        Finding(row["id"], "id_number", f"与另外 {len(group) - 1} 人的身份证件号相同。")
        for group in seen.values()
        if len(group) > 1
        for row in group
    ]
