"""Borderline pupils put on the list from an examination, and how many were brought over. For teachers only."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from db.register import key_id
from db.registers import Borderline
from db.rules import borderline
from db.rules.borderline import LINE_WORDS, Near
from desktop.work.analysis import Analysis
from desktop.work.exams import PaperLine
from desktop.work.office import Office
from desktop.work.outcome import Outcome


@dataclass(frozen=True)
class Found:
    """A pupil near a line, with the paper and the class then."""

    near: Near
    paper: PaperLine
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


def put_on_list(office: Office, analysis: Analysis, subject: str, line: str) -> Outcome:
    """Adds those not on the list yet, as one entry; what teachers have written there stays."""
    wanted = found(analysis, subject, line)
    with office.look() as connection:
        papers = [paper.id for paper in analysis.papers]
        known = set(
            connection.exec_driver_sql(
                f"SELECT id FROM borderline WHERE deleted = 0 AND paper_id IN ({','.join('?' * len(papers))})",
                tuple(papers),
            ).scalars()
        )
    fresh = [
        one for one in wanted if key_id("borderline", [one.paper.id, one.near.student, one.near.line]) not in known
    ]
    data = {"found": len(wanted), "added": len(fresh)}
    if not fresh:
        return Outcome(f"{LINE_WORDS[line]}附近 {len(wanted)} 人，名单里都已经有了。", data=data)
    with office.change(f"列入临界生：{analysis.sitting.title}") as rows:
        for one in fresh:
            rows.add(
                Borderline(
                    school_id=one.school, paper_id=one.paper.id, student_id=one.near.student, class_id=one.room,
                    line=one.near.line, at=one.near.at, gap=one.near.gap,
                )
            )  # fmt: skip
    return Outcome(f"已列入临界生 {len(fresh)} 人，请安排帮扶教师。", frozenset({"borderline"}), data)


@dataclass(frozen=True)
class Conversion:
    """How many of a paper's list were brought over."""

    title: str
    listed: int
    retested: int
    converted: int
    rate: Fraction | None


def conversions(office: Office, papers: Sequence[bytes]) -> list[Conversion]:
    """转化率 of each paper's list, by paper."""
    titles = office.titles("papers")
    made = []
    with office.look() as connection:
        for paper in papers:
            rows = connection.exec_driver_sql(
                "SELECT retest, converted FROM borderline WHERE deleted = 0 AND paper_id = ?", (paper,)
            ).all()
            if rows:
                answers = [None if done is None else bool(done) for _, done in rows]
                retested = sum(1 for mark, _ in rows if mark is not None)
                rate = borderline.conversion(answers)
                made.append(Conversion(titles.get(paper, ""), len(rows), retested, sum(map(bool, answers)), rate))
    return made


__all__ = ["Conversion", "Found", "conversions", "found", "put_on_list"]
