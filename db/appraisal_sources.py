"""What the ledgers answer for a head of an appraisal: the measures of targets, of persons and of other appraisals.

源：systems F02 (each month's ethics count in the year), F05, D17 (principals with their school), A11 (leaders bound
with the schools they look after).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from db import leaves, query
from db.registers import Appraisal, AppraisalScheme, Assignment
from db.registers.appraisals import period_words
from db.rules import target_measures as measures
from db.rules.targets import AT_MOST
from db.rules.working import Put, Working, figure
from db.targets import stand
from db.targets.asked import Actual, Asked, Reading, counted, span_of, unknown

Row = Mapping[str, Any]
Takes = Callable[[Reading, Asked], Actual]

CENT = Decimal("0.01")
OF_SCHOOLS = ("1", "2")
"""Kinds of assignment by which somebody looks after whole schools: 联系学校, 包片包校."""

UNEXCUSED = "90"
"""旷工 among the kinds of leave."""

UNTOLD = dict.fromkeys(("grade", "subject", "teacher_id", "name", "judged", "judged_reached"))
TEACHERS = ("teacher", "staff")
"""Whom a scheme is about where examinations are read by the classes that somebody teaches."""


def measured(reading: Reading, appraisal: Row, scheme: Row, head: Row) -> Actual:
    """The figure of a head for this appraisal, in its measure's unit; None while there is none."""
    one = scheme["about"] in TEACHERS
    row = {
        **UNTOLD, "measure": head["measure"], "school_id": appraisal["school_id"], "year": appraisal["year"],
        "term": appraisal["term"], "month": appraisal["month"], "title": head["text"], "scheme_id": scheme["id"],
        "teacher_id": appraisal["staff_id"] if one else None, "staff_id": appraisal["staff_id"], "which": head["which"],
    }  # fmt: skip
    take = TAKES.get(str(head["measure"]))
    if take is None:
        return stand.measured(reading, row)
    asked = reading.ask(row)
    if asked.first > reading.context.today:
        return unknown(str(head["text"]), "还没有开始")
    return take(reading, asked)


def points_of(actual: Actual, full: Decimal, wanted: Decimal | None, direction: str = "") -> Decimal | None:
    """full × actual ÷ wanted, at most full, cut off at two places: never rounded up. Where less is better, what is
    above the wanted figure counts full × wanted ÷ actual."""
    if actual.value is None or wanted is None or (not wanted and direction != AT_MOST):
        return None
    if direction == AT_MOST:
        part = Fraction(1) if actual.value <= wanted else Fraction(wanted) / actual.value
    else:
        part = min(actual.value / Fraction(wanted), Fraction(1))
    hundredths = max(part, Fraction(0)) * Fraction(full) * 100
    return Decimal(hundredths.numerator // hundredths.denominator) * CENT


def direction_of(head: Row) -> str:
    return measures.measure(head["measure"]).direction


# -- other appraisals ---------------------------------------------------------------------------------------


def _settled(reading: Reading) -> list[dict[str, Any]]:
    """All settled appraisals, with the name and sign of their scheme."""

    def read() -> list[dict[str, Any]]:
        schemes = {row["id"]: row for row in query.standing(reading.connection, AppraisalScheme)}
        return [
            {**row, "names": (schemes[row["scheme_id"]]["name"], schemes[row["scheme_id"]]["sign"])}
            for row in query.standing(reading.connection, Appraisal)
            if row["state"] == "settled" and row["share"] is not None and row["scheme_id"] in schemes
        ]

    found: list[dict[str, Any]] = reading.once("settled appraisals", read)
    return found


def _inside(reading: Reading, row: Row, asked: Asked) -> bool:
    """Whether an appraisal's time lies in the asked one; that of the whole year counts for its terms, too."""
    first, last = span_of(reading.context, asked.row)
    begins, ends = span_of(reading.context, row)
    return (first <= begins and ends <= last) or (
        row["year"] == asked.row["year"] and not (row["term"] or row["month"])
    )


def _mean(title: str, found: Sequence[tuple[str, Any]], why: str, notes: Sequence[str] = ()) -> Actual:
    """The mean of shares (percent), each with what it is of."""
    shares = [Fraction(str(one)) for _, one in found]
    if not shares:
        return unknown(title, why)
    value = sum(shares, Fraction(0)) / len(shares)
    puts = tuple(Put(label, f"{one}%") for label, one in found)
    formula = f"{title} ＝ 各份得分率之和 ÷ {len(shares)}"
    return Actual(value, Working(title, formula, puts, f"{figure(value, 1, 2)}%", tuple(notes)))


def _of_scheme(reading: Reading, asked: Asked, wanted: Callable[[Row], bool]) -> list[dict[str, Any]]:
    which = str(asked.row["which"] or "").strip()
    found = [
        row
        for row in _settled(reading)
        if which in ("", *row["names"])
        and wanted(row)
        and row["scheme_id"] != asked.row["scheme_id"]
        and _inside(reading, row, asked)
    ]
    return sorted(found, key=lambda row: (row["month"] or "", row["term"] or "", row["names"]))


def own(reading: Reading, asked: Asked) -> Actual:
    """Other appraisals of the same person, or of the same school, in this time: months of a year, prizes of a whole."""
    which, person, school = str(asked.row["which"] or "其他考核"), asked.row["staff_id"], asked.row["school_id"]
    mine = _of_scheme(
        reading, asked, lambda row: row["staff_id"] == person and (person is not None or row["school_id"] == school)
    )
    found = [(f"{row['names'][0]} {period_words(row)}", row["share"]) for row in mine]
    return _mean(f"{which}得分率", found, f"还没有评定的{which}")


def office(reading: Reading, asked: Asked) -> Actual:
    """任期: the same person's appraisals of the years of a term of office that ends with the asked one."""
    years = int(reading.context.setting("appraisal.office_years"))
    which, last = str(asked.row["which"] or "").strip(), int(asked.row["year"])
    found = [
        (f"{row['names'][0]} {period_words(row)}", row["share"])
        for row in sorted(_settled(reading), key=lambda row: row["year"])
        if row["staff_id"] == asked.row["staff_id"]
        and row["scheme_id"] != asked.row["scheme_id"]
        and which in ("", *row["names"])
        and last - years < row["year"] <= last
    ]
    missing = years - len({period for period, _ in found})
    notes = [f"任期 {years} 年" + (f"，还缺 {missing} 年" if missing > 0 else "")]
    return _mean("任期内各年考核平均", found, f"任期 {years} 年里还没有评定的{which or '考核'}", notes)


def of_school(reading: Reading, asked: Asked) -> Actual:
    """The school's own appraisals: a principal answers for them."""
    found = _of_scheme(
        reading, asked, lambda row: row["school_id"] == asked.row["school_id"] and row["staff_id"] is None
    )
    return _mean("本校考核得分率", _named(reading, found), "本校的考核还没有评定")


def bound(reading: Reading, asked: Asked) -> Actual:
    """捆绑评价: the appraisals of the schools this person looks after, by the assignments marked so."""
    who = reading.context.titles("staff").get(asked.row["staff_id"] or b"", "")
    schools = {school for row, school in bound_schools(reading) if row["name"] == who and _meets(row, asked)}
    found = _of_scheme(reading, asked, lambda row: row["school_id"] in schools and row["staff_id"] is None)
    why = "所包学校的考核还没有评定" if schools else "“包联责任”里没有捆绑评价的学校"
    return _mean("所包学校考核得分率", _named(reading, found), why, [f"所包学校 {len(schools)} 所"] if schools else [])


def bound_schools(reading: Reading) -> list[tuple[Row, bytes]]:
    """Assignments of whole schools that bind the appraisals, each with a school it names (包联对象; else its own)."""

    def read() -> list[tuple[Row, bytes]]:
        called = {name: key for key, name in reading.context.titles("schools").items()}
        found = []
        for row in query.standing(reading.connection, Assignment):
            if row["kind"] in OF_SCHOOLS and row["bound"]:
                named = [called[word] for word in re.split("[、，,;；\\s]+", str(row["what"] or "")) if word in called]
                found += [(row, school) for school in named or [row["school_id"]] if school]
        return found

    found: list[tuple[Row, bytes]] = reading.once("bound", read)
    return found


def _meets(row: Row, asked: Asked) -> bool:
    """Whether an assignment held for some of the asked time."""
    return (row["from_on"] or "") <= asked.days[1] and (row["until_on"] or "9999") >= asked.days[0]


def _named(reading: Reading, found: Sequence[Row]) -> list[tuple[str, Any]]:
    titles = reading.context.titles("schools")
    return [
        (f"{titles.get(row['school_id'], '')} {row['names'][0]} {period_words(row)}", row["share"]) for row in found
    ]


# -- sheets and persons -------------------------------------------------------------------------------------


def sheets(reading: Reading, asked: Asked) -> Actual:
    """Finished checklists of this time, of the person or else of the school: one list, or all of them."""
    which, person = str(asked.row["which"] or "").strip(), asked.row["staff_id"]
    who = ("i.staff_id = ?", person) if person else ("i.school_id = ?", asked.row["school_id"])
    found = reading.connection.exec_driver_sql(
        "SELECT c.heading, i.inspected_on, i.share FROM inspections i JOIN checklists c ON c.id = i.checklist_id "
        f"WHERE i.deleted = 0 AND i.state = 'done' AND i.share IS NOT NULL AND {who[0]} "
        "AND i.inspected_on BETWEEN ? AND ? AND (? = '' OR ? IN (c.heading, c.name)) "
        "ORDER BY i.inspected_on, c.heading",
        (who[1], *asked.days, which, which),
    ).all()
    return _mean(
        f"{which or '检查表'}得分率", [(f"{heading} {on}", one) for heading, on, one in found],
        f"没有完成的{which or '检查表'}", [asked.span],
    )  # fmt: skip


def present(reading: Reading, asked: Asked) -> Actual:
    """出勤率: working days less leave; 公差 and 培训 are work."""
    return _days(reading, asked, "出勤率", "实出勤天数", lambda one: one.worked)


def punctual(reading: Reading, asked: Asked) -> Actual:
    """到岗率: working days less those away without leave; nobody loses marks for leave that was given."""
    return _days(reading, asked, "到岗率", "没有旷工的天数", lambda one: one.due - one.away.get(UNEXCUSED, Decimal(0)))


def _days(reading: Reading, asked: Asked, title: str, part: str, count: Callable[[leaves.Person], Decimal]) -> Actual:
    """Days of one person on the roll of the school, of those that were due."""
    school = asked.row["school_id"]

    def read() -> dict[bytes, leaves.Person]:
        people = leaves.people(reading.connection, reading.context, asked.first, asked.last, school)
        return {one.id: one for one in people}

    one = reading.once(("days", school, asked.days), read).get(asked.row["staff_id"])
    if one is None or not one.due:
        return unknown(title, "还没有上课日" if one else "不在花名册里")
    days = count(one)
    value = Fraction(days) * 100 / one.due
    puts = (Put(part, f"{days:f}"), Put("应出勤天数", str(one.due)))
    formula = f"{title} ＝ {part} ÷ 应出勤天数 × 100%"
    return Actual(value, Working(title, formula, puts, f"{figure(value, 1, 2)}%", (asked.span,)))


def lessons(reading: Reading, asked: Asked) -> Actual:
    """Lessons this person heard."""
    (count,) = reading.connection.exec_driver_sql(
        "SELECT count(*) FROM observations WHERE deleted = 0 AND listener_id = ? AND heard_on BETWEEN ? AND ?",
        (asked.row["staff_id"], *asked.days),
    ).one()
    return counted("本人听课节数", count, "节", [asked.span])


def hours(reading: Reading, asked: Asked) -> Actual:
    """培训学时 of trainings that ended in this time."""
    found = reading.connection.exec_driver_sql(
        "SELECT name, hours FROM trainings WHERE deleted = 0 AND staff_id = ? AND last_on BETWEEN ? AND ? "
        "ORDER BY last_on",
        (asked.row["staff_id"], *asked.days),
    ).all()
    value = sum((Fraction(str(one or 0)) for _, one in found), Fraction(0))
    puts = tuple(Put(str(name), f"{one}学时") for name, one in found)
    shown = f"{figure(value, 1, 2)}学时"
    return Actual(value, Working("培训学时", "培训学时 ＝ 各次培训的学时之和", puts, shown, (asked.span,)))


TAKES: Mapping[str, Takes] = {
    "sheets": sheets, "own": own, "office": office, "school": of_school, "bound": bound, "present": present,
    "punctual": punctual, "lessons": lessons, "hours": hours,
}  # fmt: skip

__all__ = ["TAKES", "bound_schools", "direction_of", "measured", "points_of"]
