"""What the ledgers answer for a head of an appraisal: the measures of targets, of persons and of other appraisals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from db import leaves
from db.appraisals import links
from db.appraisals.links import mean
from db.codes import code_list
from db.rules import target_measures as measures
from db.rules.targets import AT_MOST
from db.rules.working import Put, Working, figure
from db.targets import stand
from db.targets.asked import Actual, Asked, Reading, Takes, counted, unknown

Row = Mapping[str, Any]

CENT = Decimal("0.01")
AT_MOST_HERE = ("breaches",)
"""Measures of persons that are better the less there is."""

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
    return AT_MOST if head["measure"] in AT_MOST_HERE else measures.measure(head["measure"]).direction


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
    return mean(
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


def breaches(reading: Reading, asked: Asked) -> Actual:
    """查实的违规: of one kind, or of all; a lead that was not found true counts for nothing."""
    which = str(asked.row["which"] or "").strip()
    kinds = [code.code for code in code_list("breach_kind") if which in ("", code.label, *code.names)]
    if not kinds:
        return unknown("违规查实次数", f"违规类别里没有“{which}”")
    marks = ",".join("?" * len(kinds))
    found = reading.connection.exec_driver_sql(
        'SELECT "on", kind FROM breaches WHERE deleted = 0 AND proved = 1 AND staff_id = ? AND "on" BETWEEN ? AND ? '
        f'AND kind IN ({marks}) ORDER BY "on"',
        (asked.row["staff_id"], *asked.days, *kinds),
    ).all()
    label, what = code_list("breach_kind").label, which or "违规"
    puts = tuple(Put(f"{on} {label(kind)}", "查实") for on, kind in found)
    working = Working(f"{what}查实次数", f"查实的{what}次数", puts, f"{len(found)}次", (asked.span,))
    return Actual(Fraction(len(found)), working)


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
    **links.TAKES, "sheets": sheets, "present": present, "punctual": punctual, "breaches": breaches, "lessons": lessons,
    "hours": hours,
}  # fmt: skip

__all__ = ["TAKES", "direction_of", "measured", "points_of"]
