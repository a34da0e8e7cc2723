"""Measures that examinations answer: rates and means of a school, a grade, a subject or a teacher's classes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from db.quality import analysis, sittings
from db.quality.analysis import Analysis
from db.quality.sittings import PaperLine, Sitting
from db.rules import exam_guard
from db.rules.grades import NUMERALS
from db.rules.statistics import Base, Tally, together
from db.rules.statistics_figures import LABELS, denominator, figures
from db.rules.statistics_spread import ranks
from db.rules.target_measures import RANK
from db.rules.working import Put, Working, figure, number
from db.targets.asked import Actual, Asked, Reading, unknown

PARTS = {"pass": "passed", "excel": "excellent", "good": "good", "low": "low"}


def take(reading: Reading, asked: Asked) -> Actual:
    """By the latest examination of the target's time that has results in its papers."""
    code = str(asked.row["measure"])
    title = "全镇目标位次" if code == RANK else LABELS[code]
    for one in _sittings(reading, asked):
        found: Analysis = reading.once(("analysis", one.id), lambda one=one: analysis.of(reading.books, one.id))
        if code == RANK:
            made = _place(found, asked)
        else:
            made = _figure(reading, found, asked, code)
        if made is not None:
            return made
    return unknown(title, "这段时间还没有考试成绩")


def _sittings(reading: Reading, asked: Asked) -> Iterator[Sitting]:
    """Examinations of the year or term that this school sat, the final ones first, the latest first."""
    row = asked.row
    every: list[Sitting] = reading.once("sittings", lambda: sittings.sittings(reading.books))
    fitting = [
        one
        for one in every
        if one.year == row["year"]
        and row["term"] in (None, one.term)
        and (row["school_id"] is None or one.school_id in (None, row["school_id"]))
        and one.kind != exam_guard.ASSESSMENT
        and (row["grade"] is None or one.first <= int(row["grade"]) <= one.last)
    ]
    yield from sorted(fitting, key=lambda one: (-int(one.term), one.kind != exam_guard.FINAL))


def _papers(found: Analysis, asked: Asked) -> list[PaperLine]:
    row = asked.row
    return [
        paper
        for paper in found.papers
        if not paper.levels and row["grade"] in (None, str(paper.grade)) and row["subject"] in (None, paper.subject)
    ]


def _figure(reading: Reading, found: Analysis, asked: Asked, code: str) -> Actual | None:
    """None where nobody has a result."""
    sums = [(paper, *summed) for paper in _papers(found, asked) if (summed := _summed(reading, found, asked, paper))]
    if not sums:
        return None
    where = found.sitting.label
    if len(sums) == 1:
        paper, tally, base = sums[0]
        one = figures(tally, found.lines_of_paper[paper.id], found.counting, base)[code]
        value = None if one.value is None else one.value * one.scale
        title = f"{sittings_grade(paper)}{paper.label}{one.label}"
        return Actual(value, one.working.of(title).noting(where))
    return _several(found, sums, code, where)


def _several(found: Analysis, sums: Sequence[tuple[PaperLine, Tally, Base]], code: str, where: str) -> Actual:
    """A rate over several papers: those above the line in all of them, of all who were due in them."""
    part, whole, puts = Fraction(0), Fraction(0), []
    label = LABELS[code]
    for paper, tally, base in sums:
        n, missing = denominator(found.counting.denominator, tally, found.counting, base)
        if n is None:
            return unknown(label, missing)
        above = getattr(tally, PARTS[code])
        part, whole = part + above, whole + n
        puts.append(Put(f"{sittings_grade(paper)}{paper.label}", f"{above} ÷ {number(n)}"))
    who = label.removesuffix("率")
    formula = f"{label} ＝ 各卷{who}人次之和 ÷ 各卷人次之和 × 100%"
    value = part * 100 / whole if whole else None
    puts.append(Put("合计", f"{number(part)} ÷ {number(whole)}"))
    result = f"{figure(value, 1, 2)}%" if value is not None else "算不出：没有人。"
    return Actual(value, Working(label, formula, tuple(puts), result, (where,)))


def _summed(reading: Reading, found: Analysis, asked: Asked, paper: PaperLine) -> tuple[Tally, Base] | None:
    """The classes of a paper that the target is about, added up."""
    row = asked.row
    rooms = _rooms(reading, found, paper, row["teacher_id"]) if row["teacher_id"] else None
    groups = [
        group
        for group in found.tallies
        if group.paper == paper.id
        and row["school_id"] in (None, group.school)
        and (rooms is None or group.room in rooms)
    ]
    if not groups:
        return None
    base = found.bases.get(groups[0].room or b"", Base())
    for other in groups[1:]:
        base = base.plus(found.bases.get(other.room or b"", Base()))
    return together(found.tallies[group] for group in groups), base


def _rooms(reading: Reading, found: Analysis, paper: PaperLine, teacher: bytes) -> set[bytes]:
    """The classes this teacher taught the subject in the term of the examination."""
    one = found.sitting
    statement = (
        "SELECT class_id FROM teachings WHERE deleted = 0 AND year = ? AND term = ? AND subject = ? AND teacher_id = ?"
    )
    asked = (one.year, one.term, paper.subject, teacher)
    return set(reading.connection.exec_driver_sql(statement, asked).scalars())


def _place(found: Analysis, asked: Asked) -> Actual | None:
    """The school's place by the mean among the schools that sat the same paper; equals share the better one."""
    papers = _papers(found, asked)
    if not papers or not found.comparable:
        return None
    lines = [line for line in found.of_schools(papers[0]) if line.figures["avg"].value is not None]
    places = ranks([line.figures["avg"].value for line in lines])
    here = [(p, line) for p, line in zip(places, lines, strict=True) if p and line.school == asked.row["school_id"]]
    if not here:
        return None
    place, line = here[0]
    puts = (Put("本校平均分", line.figures["avg"].shown), Put("同卷学校", f"{len(lines)}所"))
    working = Working("全镇目标位次", "同一份试卷按平均分，并列取前", puts, f"第{place}名", (found.sitting.label,))
    return Actual(Fraction(place), working)


def sittings_grade(paper: PaperLine) -> str:
    return f"{NUMERALS[paper.grade - 1]}年级"


__all__ = ["take"]
