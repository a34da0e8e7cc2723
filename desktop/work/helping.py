"""Borderline pupils put on the list from an examination, and how many were brought over. For teachers only."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from db.errors import Trouble
from db.registers import Borderline
from db.rules import borderline
from db.rules.borderline import LINE_WORDS, SENIOR_GRADE, Near
from desktop.work.analysis import Analysis
from desktop.work.exams import PaperLine
from desktop.work.office import Office
from desktop.work.outcome import Outcome


@dataclass(frozen=True)
class Found:
    """A pupil near a line, with the paper (None: all papers together) and the class then."""

    near: Near
    paper: PaperLine | None
    room: Hashable
    school: Hashable


def found(analysis: Analysis, subject: str, line: str) -> list[Found]:
    """Who stands near the line in a subject, class by class."""
    made = []
    for paper in analysis.papers:
        if paper.levels or subject not in ("", paper.subject):
            continue
        marks = analysis.marks(paper)
        where = {mark.student: (mark.room, mark.school) for mark in marks}
        lines = analysis.lines_of_paper[paper.id]
        for near in borderline.near(marks, lines, line, analysis.decided.width, analysis.counting):
            room, school = where[near.student]
            made.append(Found(near, paper, room, school))
    return made


def found_in_total(analysis: Analysis, line: str) -> list[Found]:
    """Who stands near the line with all papers together, grade by grade; only who sat every paper of the grade.

    Raises Trouble where the senior-high line is not set, or no ninth grade sat.
    """
    if line == borderline.SENIOR and analysis.sitting.senior is None:
        raise Trouble("这次考试没有填高中线。", "请在“考试”里填高中线（总分）。")
    made = []
    for papers in _sat_papers(analysis, line):
        at = analysis.sitting.senior if line == borderline.SENIOR else None
        if at is None:
            at = sum((borderline.mark_of(analysis.lines_of_paper[p.id], line) for p in papers), Decimal(0))
        marks = [mark for paper in papers for mark in analysis.marks(paper)]
        whole = borderline.totals(marks, {paper.id for paper in papers}, analysis.counting)
        where = {one.student: (one.room, one.school) for one in whole}
        near = borderline.near_total(whole, line, at, analysis.decided.width_of_total)
        made += [Found(one, None, *where[one.student]) for one in near]
    return made


def _sat_papers(analysis: Analysis, line: str) -> list[list[PaperLine]]:
    """The papers with marks that anybody sat, by grade. Raises Trouble where there are none."""
    sat = {group.paper for group, tally in analysis.tallies.items() if tally.sat}
    by_grade: dict[int, list[PaperLine]] = {}
    for paper in analysis.papers:
        if not paper.levels and paper.id in sat and (line != borderline.SENIOR or paper.grade == SENIOR_GRADE):
            by_grade.setdefault(paper.grade, []).append(paper)
    if not by_grade:
        which = "九年级的成绩，高中线只用于九年级" if line == borderline.SENIOR else "成绩"
        raise Trouble(f"这次考试没有{which}。", "请先登记成绩，再列临界生。")
    return list(by_grade.values())


def put_on_list(office: Office, analysis: Analysis, subject: str, line: str, *, total: bool = False) -> Outcome:
    """Adds those not on the list yet, as one entry; what teachers have written there stays.

    total: near the line with all papers together, whatever the subject; the senior-high line is always that.
    """
    total = total or line == borderline.SENIOR
    wanted = found_in_total(analysis, line) if total else found(analysis, subject, line)
    words = f"总分{LINE_WORDS[line]}" if total else LINE_WORDS[line]
    with office.look() as connection:
        papers = [paper.id for paper in analysis.papers]
        known = set(
            connection.exec_driver_sql(
                f"SELECT id FROM borderline WHERE deleted = 0 AND (exam_id = ? OR paper_id IN ({_marks(papers)}))",
                (analysis.sitting.id, *papers),
            ).scalars()
        )
    made = [_row(analysis, one) for one in wanted]
    fresh = [row for row in made if row.id not in known]
    data = {"found": len(wanted), "added": len(fresh)}
    if not fresh:
        return Outcome(f"{words}附近 {len(wanted)} 人，名单里都已经有了。", data=data)
    with office.change(f"列入临界生：{analysis.sitting.title}") as rows:
        for row in fresh:
            rows.add(row)
    return Outcome(f"已列入临界生 {len(fresh)} 人，请安排帮扶教师。", frozenset({"borderline"}), data)


def _row(analysis: Analysis, one: Found) -> Borderline:
    near, of_all = one.near, one.paper is None
    return Borderline(
        school_id=one.school, paper_id=None if one.paper is None else one.paper.id,
        exam_id=analysis.sitting.id if of_all else None, student_id=near.student, class_id=one.room, line=near.line,
        at=near.at, gap=near.gap,
    )  # fmt: skip


def _marks(keys: Sequence[bytes]) -> str:
    return ",".join("?" * len(keys))


@dataclass(frozen=True)
class Conversion:
    """How many of a paper's list, or of that of all papers together, were brought over."""

    title: str
    listed: int
    retested: int
    converted: int
    rate: Fraction | None


def conversions(office: Office, papers: Sequence[bytes], exam: bytes | None = None) -> list[Conversion]:
    """转化率 of each paper's list, by paper; then that of the examination's totals."""
    titles = office.titles("papers")
    made = []
    with office.look() as connection:
        for paper in (*papers, *([exam] if exam else [])):
            which = "paper_id IS NULL AND exam_id" if paper == exam else "paper_id"
            rows = connection.exec_driver_sql(
                f"SELECT retest, converted FROM borderline WHERE deleted = 0 AND {which} = ?", (paper,)
            ).all()
            if rows:
                answers = [None if done is None else bool(done) for _, done in rows]
                retested = sum(1 for mark, _ in rows if mark is not None)
                rate = borderline.conversion(answers)
                made.append(Conversion(titles.get(paper, "总分"), len(rows), retested, sum(map(bool, answers)), rate))
    return made


__all__ = ["Conversion", "Found", "conversions", "found", "found_in_total", "put_on_list"]
