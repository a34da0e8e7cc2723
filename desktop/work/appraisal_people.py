"""Whom a scheme appraises, and in which time: schools, teachers, staff, principals, leaders bound with schools."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from db import leaves, school_terms
from db.appraisals.links import bound_schools
from db.attendance.days import month_span
from db.errors import NotFound, Trouble
from db.registers import Appraisal
from db.registers.appraisals import period_code, period_words
from db.rules.grades import school_year
from db.staff_sums import TEACHERS
from db.targets.asked import Reading
from desktop.work import exams, targets
from desktop.work.office import Office

PERSONS = ("teacher", "staff")
"""Whom a school appraises itself; schools, principals and leaders are appraised by the center."""

SCHOOL, TEACHER, STAFF, HEAD, LEADER = "school", "teacher", "staff", "head", "leader"
RHYTHM_WORDS = {"year": "学年，如 2026", "term": "学期，如 2026-1", "month": "月份，如 2026-10"}


class When(NamedTuple):
    """A school year, one of its terms, or one month of it; as the columns of an appraisal."""

    year: int
    term: str | None = None
    month: str | None = None

    @property
    def label(self) -> str:
        return period_words(self._asdict())

    @property
    def text(self) -> str:
        """As it is written in a command: 2026, 2026-1, 2026-10."""
        return period_code(self._asdict())


class Found(NamedTuple):
    """Who is to be appraised: (school, person or None); left: whom the ledgers do not name well enough, in words."""

    who: list[tuple[bytes, bytes | None]]
    left: list[str]


def when_of(office: Office, text: str, rhythm: str = "") -> When:
    """2026, 2026-1, 2026-10; empty is the present one of the rhythm. Raises Trouble where it is of another rhythm."""
    text = text.strip()
    if not text:
        return present(office, rhythm or "year")
    if len(text) == 7 and text[:4].isdigit() and text[4] == "-":
        first, _ = month_span(text)
        when = When(school_year(first), None, text)
    else:
        year, term = targets.period_of(office, text)
        when = When(year, term or None)
    if rhythm and rhythm != _rhythm(when):
        raise Trouble(f"“{text}”不是这个方案的周期。", f"请写{RHYTHM_WORDS[rhythm]}。")
    return when


def _rhythm(when: When) -> str:
    return "month" if when.month else "term" if when.term else "year"


def present(office: Office, rhythm: str) -> When:
    if rhythm == "month":
        return When(school_year(office.today), None, office.today.strftime("%Y-%m"))
    if rhythm == "term":
        year, term = school_terms.current_key(office.context)
        return When(year, str(term))
    return When(office.school_year)


def offered(office: Office, rhythm: str) -> list[When]:
    """Times that may be begun: the present one, and those before it within about a year."""
    now = present(office, rhythm)
    if rhythm == "month":
        year, month = office.today.year, office.today.month
        months = [divmod(year * 12 + month - 1 - back, 12) for back in range(12)]
        return [when_of(office, f"{y}-{m + 1:02}") for y, m in months]
    if rhythm == "term":
        before = When(now.year - 1, "2") if now.term == "1" else When(now.year, "1")
        return [now, before, When(now.year - 1, "1" if now.term == "1" else "2")]
    return [now, When(now.year - 1)]


def may_judge(office: Office, scheme: Mapping[str, Any]) -> bool:
    return not office.bound or scheme["about"] in PERSONS


def refuse_others(office: Office, scheme: Mapping[str, Any]) -> None:
    """Raises Trouble on a school's own machine for what the center appraises."""
    if not may_judge(office, scheme):
        raise Trouble("学校和校长的考核由中心学校评定。", "有不同意见，请登记申诉，下次交接送到中心学校。")


def candidates(office: Office, scheme: Mapping[str, Any], names: Sequence[str] = ()) -> Found:
    """Everybody the scheme is about; names of schools or of persons narrow it. Raises NotFound."""
    found = _CANDIDATES[str(scheme["about"])](office)
    if office.bound:
        found = Found([one for one in found.who if one[0] == office.school_id], [])
    if not names:
        return found
    schools, staff = office.titles("schools"), office.titles("staff")
    wanted: list[tuple[bytes, bytes | None]] = []
    for name in names:
        mine = [one for one in found.who if name.strip() in (schools.get(one[0]), staff.get(one[1] or b""))]
        if not mine:
            raise NotFound(f"这个方案不考核“{name}”。", "请核对名称，或看方案的“考核谁”。")
        wanted += mine
    return Found(list(dict.fromkeys(wanted)), [])


def _schools(office: Office) -> Found:
    rows = office.known.small("schools")
    return Found([(row["id"], None) for row in rows if not row["closed_on"] and row["kind"] != "county"], [])


def _on_roll(office: Office) -> list[Mapping[str, Any]]:
    with office.look() as connection:
        return [row for row in leaves.on_roll(connection, None) if row["school_id"]]


def _teachers(office: Office) -> Found:
    return Found([(row["school_id"], row["id"]) for row in _on_roll(office) if row["kind"] in TEACHERS], [])


def _staff(office: Office) -> Found:
    return Found([(row["school_id"], row["id"]) for row in _on_roll(office)], [])


def _heads(office: Office) -> Found:
    """The principal each school names, found in its own roster."""
    known = {(row["school_id"], row["name"]): row["id"] for row in _on_roll(office)}
    who: list[tuple[bytes, bytes | None]] = []
    left = []
    titles = office.titles("schools")
    for school, _ in _schools(office).who:
        row = office.linked("schools", school) or {}
        person = known.get((school, row.get("principal")))
        if person is None:
            left.append(titles.get(school, ""))
        else:
            who.append((school, person))
    return Found(who, left)


def _leaders(office: Office) -> Found:
    """Who looks after schools with the results bound, found in the roster by a name that only one has."""
    with office.look() as connection:
        names = dict.fromkeys(str(row["name"]) for row, _ in bound_schools(Reading(exams.books(office), connection)))
    rows = _on_roll(office)
    who: list[tuple[bytes, bytes | None]] = []
    left = []
    for name in names:
        mine = [row for row in rows if row["name"] == name]
        if len(mine) == 1:
            who.append((mine[0]["school_id"], mine[0]["id"]))
        else:
            left.append(name)
    return Found(who, left)


_CANDIDATES = {SCHOOL: _schools, TEACHER: _teachers, STAFF: _staff, HEAD: _heads, LEADER: _leaders}

LEFT = {
    HEAD: "{} 没有写负责人，或本校花名册里没有这个人，没有列入。",
    LEADER: "{} 在花名册里没有，或有同名的人，没有列入。",
}


def left_words(scheme: Mapping[str, Any], left: Sequence[str]) -> str:
    shown = "、".join(left[:5]) + ("等" if len(left) > 5 else "")
    return LEFT.get(str(scheme["about"]), "").format(shown) if left else ""


def columns_of(scheme: Mapping[str, Any], when: When, school: bytes, person: bytes | None) -> dict[str, Any]:
    return {"scheme_id": scheme["id"], "school_id": school, "staff_id": person, **when._asdict()}


def key_of(columns: Mapping[str, Any]) -> bytes:
    return Appraisal(**columns).id


__all__ = [
    "Found", "When", "candidates", "columns_of", "key_of", "left_words", "may_judge", "offered", "present",
    "refuse_others", "when_of",
]  # fmt: skip
