"""Which schools and which days a paper of comings and goings is about, and what it has to say of its figures."""

from __future__ import annotations

from datetime import date, timedelta

from db import roll
from db.errors import PaperTrouble
from db.merge.rights import own_school
from db.registers.calendar import Term
from db.registers.students import Student
from db.rules import calendar, days
from db.rules.roll import Flow
from desktop.reports.options import SCHOOL, Chosen, Option
from desktop.reports.source import ALL_SCHOOLS, Source

MONTH = Option("month", "月份", hint="如 2026-11；不填就是本月")
YEAR = Option("year", "学年起始年", hint="如 2026；不填就是本学期")
TERM = Option("term", "学期", "code", codes="term")
Span = tuple[date, date]


def schools(source: Source, chosen: Chosen) -> list[tuple[bytes, str]]:
    """The one asked for; else a school's own, and a center's all."""
    asked = chosen.text(SCHOOL.name)
    if not asked and own_school(source.connection) is None:
        asked = ALL_SCHOOLS
    return source.schools(asked)


def month(source: Source, chosen: Chosen) -> Span:
    """The month asked for, until today if it is not over. Raises PaperTrouble."""
    typed = chosen.text(MONTH.name)
    try:
        read = days.read_month(typed) if typed else source.today.isoformat()[:7]
    except ValueError as error:
        raise PaperTrouble(f"月份“{typed}”不是年月。", "请写成 2026-11。") from error
    first = date.fromisoformat(f"{read}-01")
    if first > source.today:
        raise PaperTrouble(f"{read}还没有到。", "请选本月或以前的月份。")
    return first, min(days.months_after(first, 1) - timedelta(1), source.today)


def months_of(first: date, last: date) -> list[Span]:
    """Month by month from the first to the last day; the first and the last may be parts of months."""
    found = []
    while first <= last:
        after = days.months_after(first.replace(day=1), 1)
        found.append((first, min(after - timedelta(1), last)))
        first = after
    return found


def term(source: Source, chosen: Chosen) -> tuple[str, Span]:
    """The term asked for by year and number, else the last that has begun; its name and days until today."""
    rows = [row for row in source.rows(Term) if row["starts_on"] and row["starts_on"] <= source.today.isoformat()]
    if chosen.text(YEAR.name):
        wanted = (chosen.text(YEAR.name), chosen.text(TERM.name) or "1")
        rows = [row for row in rows if (str(row["year"]), row["term"]) == wanted]
    if not rows:
        raise PaperTrouble("校历里没有这个学期，或者还没有开学。", "请在“校历 → 学期”里查一查。")
    row = max(rows, key=lambda one: str(one["starts_on"]))
    first, end = date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_on"])
    return calendar.term_label(row["year"], int(row["term"])), (first, min(end, source.today))


def flows(source: Source, since: date) -> list[Flow]:
    return roll.flows(source.connection, since)


def note(source: Source, wanted: list[tuple[bytes, str]]) -> str:
    """How the figures come about; and which pupils the roster and the movements do not agree on."""
    said = (
        "说明：1. 期初＋增加－减少＝期末，各行各列都相符。2. 人数按花名册和学籍异动登记自动算出，"
        "休学的不在内，复学的计入增加；没有异动登记的，从入学年月起计。"
        "3. 镇内各校之间转学，转入与转出相等；几所学校合在一起的表里相抵。"
    )
    apart = set(roll.differing(source.connection))
    own = {school for school, _ in wanted}
    doubtful = source.rows(Student) if apart else ()
    names = [str(row["name"]) for row in doubtful if row["id"] in apart and row["school_id"] in own]
    if names:
        shown = "、".join(names[:10]) + ("等" if len(names) > 10 else "")
        said += f"4. {shown} {len(names)} 人的花名册改过状态或学校，没有登记异动，上表按异动登记计，请补办。"
    return said
