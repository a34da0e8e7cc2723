"""What other appraisals say for a head: months of a year, years of a term of office, a school and the bound schools.

源：systems F02 (each month's ethics count in the year), F16 (任期), D17 (principals with their school), A11 (leaders
bound with the schools they look after).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from db import query
from db.registers import Appraisal, AppraisalScheme, Assignment
from db.registers.appraisals import SETTLED, period_words
from db.rules.working import Put, Working, figure
from db.targets.asked import Actual, Asked, Reading, span_of, unknown

Row = Mapping[str, Any]

OF_SCHOOLS = ("1", "2")
"""Kinds of assignment by which somebody looks after whole schools: 联系学校, 包片包校."""


def _settled(reading: Reading) -> list[dict[str, Any]]:
    """All settled appraisals, with the name and sign of their scheme."""

    def read() -> list[dict[str, Any]]:
        schemes = {row["id"]: row for row in query.standing(reading.connection, AppraisalScheme)}
        return [
            {**row, "names": (schemes[row["scheme_id"]]["name"], schemes[row["scheme_id"]]["sign"])}
            for row in query.standing(reading.connection, Appraisal)
            if row["state"] == SETTLED and row["share"] is not None and row["scheme_id"] in schemes
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


def mean(title: str, found: Sequence[tuple[str, Any]], why: str, notes: Sequence[str] = ()) -> Actual:
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
    return mean(f"{which}得分率", found, f"还没有评定的{which}")


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
    return mean("任期内各年考核平均", found, f"任期 {years} 年里还没有评定的{which or '考核'}", notes)


def of_school(reading: Reading, asked: Asked) -> Actual:
    """The school's own appraisals: a principal answers for them."""
    found = _of_scheme(
        reading, asked, lambda row: row["school_id"] == asked.row["school_id"] and row["staff_id"] is None
    )
    return mean("本校考核得分率", _named(reading, found), "本校的考核还没有评定")


def bound(reading: Reading, asked: Asked) -> Actual:
    """捆绑评价: the appraisals of the schools this person looks after, by the assignments marked so."""
    who = reading.context.titles("staff").get(asked.row["staff_id"] or b"", "")
    schools = {school for row, school in bound_schools(reading) if row["name"] == who and _meets(row, asked)}
    found = _of_scheme(reading, asked, lambda row: row["school_id"] in schools and row["staff_id"] is None)
    why = "所包学校的考核还没有评定" if schools else "“包联责任”里没有捆绑评价的学校"
    return mean("所包学校考核得分率", _named(reading, found), why, [f"所包学校 {len(schools)} 所"] if schools else [])


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


TAKES: Mapping[str, Callable[[Reading, Asked], Actual]] = {
    "own": own, "office": office, "school": of_school, "bound": bound,
}  # fmt: skip

__all__ = ["TAKES", "bound_schools", "mean"]
