"""Measures that the ledgers answer: retention, insurance, drills, hazards, agreements, notices, lessons heard."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from db import patrolled, query
from db.aid import cover
from db.dropouts import rates
from db.query import Question
from db.registers import Hazard, Inspection
from db.registers.insurance import ACCIDENT, LIABILITY
from db.registers.rectified import NEEDED, case_of
from db.rules import ages, rectification, workings
from db.rules.working import Put, Working, figure
from db.targets import safety
from db.targets.asked import Actual, Asked, Reading, Takes, counted, of_tellers, share, unknown

RATES = {
    "retention": "年巩固率", "junior": "初中三年巩固率", "dropout": "辍学率", "enrolment": "适龄人口入学率",
    "disabled": "适龄残疾儿童入学率",
}  # fmt: skip
KINDERGARTEN = ("kindergarten",)
AGES = {"kindergarten1": (5,), "kindergarten2": (4, 5), "kindergarten3": (3, 4, 5)}
LABELS = {LIABILITY: "校方责任险覆盖率", ACCIDENT: "学平险覆盖率"}
ONLY_NOW = "名册是现在的，只能算本学年"
"""The lists of children and pupils say who is there today; last year's figures are those that were settled then."""
YEARS = {"kindergarten1": "学前一年", "kindergarten2": "学前二年", "kindergarten3": "学前三年"}


def rate(reading: Reading, asked: Asked) -> Actual:
    """One of the figures of facts 2.6, as the dropout ledgers work it out."""
    label, year = RATES[str(asked.row["measure"])], int(asked.row["year"])
    if asked.row["measure"] in ("enrolment", "disabled") and year != reading.context.school_year:
        return unknown(label, ONLY_NOW)
    schools = [key for key in asked.keys if _kind(reading, key) not in KINDERGARTEN]
    if year > reading.context.school_year:
        return unknown(label, "学年还没有开始")

    def read() -> list[rates.Figure]:
        return rates.of_year(reading.connection, reading.context, year, schools)

    found = reading.once(("rates", year, tuple(schools)), read)
    working: workings.Working | None = next((one.working for one in found if one.working.name == label), None)
    if working is None:
        return unknown(label, "没有这个学段")
    puts = tuple(Put(name, str(count)) for name, count in working.given)
    value = None if working.share is None else working.share * 100
    return Actual(value, Working(label, working.formula, puts, working.shown, (working.source,)))


def _kind(reading: Reading, school: bytes) -> str:
    kinds = reading.once("kinds", lambda: {row["id"]: row["kind"] for row in reading.context.rows("schools")})
    return str(kinds.get(school) or "")


def graduates(reading: Reading, asked: Asked) -> Actual:
    """毕业合格率: who left with a graduation of all who left at the end of a stage. 源：systems D09."""
    passed, ended = reading.count(
        "SELECT coalesce(sum(kind IN ('61', '22')), 0), count(*) FROM movements WHERE deleted = 0 "
        "AND kind IN ('61', '22', '62') AND coalesce(out_school_id, school_id) IN ({schools}) "
        "AND happened_on BETWEEN ? AND ?",
        asked, *asked.days,
    )  # fmt: skip
    return share("毕业合格率", ("毕业人数", passed), ("毕业、结业人数", ended), why="还没有毕业的学生")


def kindergarten(reading: Reading, asked: Asked) -> Actual:
    """入园率 by the villages' lists: children of these ages who are in a kindergarten. 源：facts 2.6, systems B12."""
    code, year = str(asked.row["measure"]), int(asked.row["year"])
    if year != reading.context.school_year:
        return unknown(f"{YEARS[code]}入园率", ONLY_NOW)
    marks = ",".join("?" * len(asked.keys)) or "NULL"
    found = reading.connection.exec_driver_sql(
        f"SELECT born_on, in_school FROM children WHERE deleted = 0 AND same_as IS NULL AND born_on IS NOT NULL "
        f"AND school_id IN ({marks})",
        tuple(asked.keys),
    )
    wanted = [bool(there) for born, there in found if ages.age_at_opening(date.fromisoformat(born), year) in AGES[code]]
    note = f"按{year}年8月31日周岁{'、'.join(map(str, AGES[code]))}岁的儿童，入园的以适龄儿童名册为准。"
    title, most = f"{YEARS[code]}入园率", ("已入园儿童", sum(wanted))
    return share(title, most, ("适龄儿童", len(wanted)), [note], "名册里没有这个年龄的儿童")


def insured(kind: str) -> Takes:
    def take(reading: Reading, asked: Asked) -> Actual:
        year = int(asked.row["year"])
        if year != reading.context.school_year:
            return unknown(LABELS[kind], ONLY_NOW)

        def read() -> list[cover.Cover]:
            return cover.covers(reading.connection, reading.context, year, asked.schools)

        found = reading.once(("cover", year, asked.schools), read)
        one = next(one for one in found if one.kind == kind)
        notes = [f"家长不买 {len(one.refused)} 人"] if one.refused else []
        return share(f"{one.label}覆盖率", ("投保人数", one.insured), ("在校学生", one.pupils), notes, "没有在校学生")

    return of_tellers(LABELS[kind], "insurances", take)


def drills(reading: Reading, asked: Asked) -> Actual:
    (count,) = reading.count(
        'SELECT count(*) FROM drills WHERE deleted = 0 AND school_id IN ({schools}) AND "on" BETWEEN ? AND ?',
        asked, *asked.days,
    )  # fmt: skip
    return counted("应急演练次数", count, "次", [asked.span])


def _hazards(reading: Reading, asked: Asked) -> rectification.Rates:
    def read() -> rectification.Rates:
        marks = ",".join("?" * len(asked.keys)) or "NULL"
        found = reading.connection.exec_driver_sql(
            f"SELECT {', '.join(NEEDED)} FROM hazards WHERE deleted = 0 AND school_id IN ({marks}) "
            "AND found_on BETWEEN ? AND ?",
            (*asked.keys, *asked.days),
        ).mappings()
        cases = [case_of(dict(row), Hazard.needs_grade, reading.context) for row in found]
        return rectification.rates(cases, asked.last)

    found: rectification.Rates = reading.once(("hazards", asked.schools, asked.days), read)
    return found


def hazards(reading: Reading, asked: Asked) -> Actual:
    found = _hazards(reading, asked)
    return share("隐患整改率", ("已销号", found.closed), ("登记的隐患", found.entered), [asked.span], "没有登记隐患")


def in_time(reading: Reading, asked: Asked) -> Actual:
    found = _hazards(reading, asked)
    return share(
        "隐患按期整改率", ("按期整改并销号", found.in_time), ("已到期的隐患", found.due), [asked.span], "没有到期的隐患"
    )


def patrols(reading: Reading, asked: Asked) -> Actual:
    """School days with a patrol of all school days, of every school."""
    due = done = 0
    year, month = asked.first.year, asked.first.month
    while (year, month) <= (asked.last.year, asked.last.month):
        for one in patrolled.months(reading.connection, reading.context, asked.keys, year, month).values():
            days = [day for day in one.days if asked.first <= day <= asked.last]
            due += len(days)
            done += len(days) - sum(asked.first <= day <= asked.last for day in one.missed)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return share("日排查完成率", ("已排查的学校日", done), ("应排查的学校日", due), [asked.span], "还没有上课日")


def agreements(reading: Reading, asked: Asked) -> Actual:
    signed, wanted = reading.count(
        "SELECT coalesce(sum(min(signed, wanted)), 0), coalesce(sum(wanted), 0) FROM safety_agreements "
        "WHERE deleted = 0 AND school_id IN ({schools}) AND year = ?",
        asked, int(asked.row["year"]),
    )  # fmt: skip
    return share("责任书签订率", ("已签", signed), ("应签", wanted), why="没有登记责任书签订")


def delivery(reading: Reading, asked: Asked) -> Actual:
    """Of the documents these schools issued in this time, recipients who signed; who refused was served, too."""
    done, wanted = reading.count(
        "SELECT coalesce(sum(r.delivered_on IS NOT NULL), 0), count(*) FROM document_recipients r "
        "JOIN documents d ON d.id = r.document_id WHERE r.deleted = 0 AND d.deleted = 0 AND d.state = 'issued' "
        "AND d.issuer_id IN ({schools}) AND d.issued_on BETWEEN ? AND ?",
        asked, *asked.days,
    )  # fmt: skip
    return share("公文送达率", ("已送达", done), ("应送达", wanted), [asked.span], "没有要送达的公文")


def heard(reading: Reading, asked: Asked) -> Actual:
    """Lessons that these schools' teachers heard."""
    (count,) = reading.count(
        "SELECT count(*) FROM observations o JOIN staff s ON s.id = o.listener_id WHERE o.deleted = 0 "
        "AND s.school_id IN ({schools}) AND o.heard_on BETWEEN ? AND ?",
        asked, *asked.days,
    )  # fmt: skip
    return counted("听课节数", count, "节", [asked.span])


def routine(reading: Reading, asked: Asked) -> Actual:
    """The mean share of the finished sheets of these schools."""
    shares: list[Fraction] = []
    for school in asked.keys:
        where = [("school", school.hex()), ("state", "done")]
        ids = query.ids(reading.connection, Inspection, Question(where=where), reading.context)
        for row in query.values(reading.connection, Inspection, ids, reading.context):
            inside = asked.days[0] <= str(row["inspected_on"] or "") <= asked.days[1]
            if inside and row["full"] and Fraction(str(row["full"])):
                shares.append(Fraction(str(row["score"])) / Fraction(str(row["full"])))
    title = "常规检查得分率"
    if not shares:
        return unknown(title, "没有完成的检查")
    value = sum(shares, Fraction(0)) * 100 / len(shares)
    puts = (Put("完成的检查", f"{len(shares)}份"), Put("得分率合计", figure(sum(shares, Fraction(0)), 100, 2)))
    formula = "常规检查得分率 ＝ 各份检查的得分率合计 ÷ 份数"
    return Actual(value, Working(title, formula, puts, f"{figure(value, 1, 2)}%", (asked.span,)))


def conversion(reading: Reading, asked: Asked) -> Actual:
    row = asked.row
    turned, listed = reading.count(
        "SELECT coalesce(sum(b.converted = 1), 0), count(*) FROM borderline b LEFT JOIN papers p ON p.id = b.paper_id "
        "JOIN exams e ON e.id = coalesce(p.exam_id, b.exam_id) WHERE b.deleted = 0 AND b.school_id IN ({schools}) "
        "AND e.year = ? AND (? IS NULL OR e.term = ?) AND (? IS NULL OR p.subject = ?) AND (? IS NULL OR p.grade = ?)",
        asked, row["year"], row["term"], row["term"], row["subject"], row["subject"], row["grade"], row["grade"],
    )  # fmt: skip
    return share("临界生转化率", ("已转化", turned), ("在册临界生", listed), why="没有登记临界生")


TAKES: Mapping[str, Takes] = {
    **dict.fromkeys(RATES, rate), **dict.fromkeys(AGES, kindergarten), "graduates": graduates,
    "liability": insured(LIABILITY), "accident": insured(ACCIDENT),
    "drills": of_tellers("应急演练次数", "drills", drills), "hazards": hazards, "intime": in_time,
    "patrols": of_tellers("日排查完成率", "patrols", patrols), "agreements": agreements, "delivery": delivery,
    "heard": heard, **safety.TAKES, "routine": routine, "conversion": conversion,
}  # fmt: skip

__all__ = ["AGES", "TAKES", "YEARS"]
