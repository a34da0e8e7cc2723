"""How marks are distributed: pupils in each tenth of the full mark, class by class, the grade last; nobody is named."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from db.quality.analysis import Line
from db.rules.statistics import Mark
from db.rules.statistics_spread import distribution
from desktop.reports.press import Press
from desktop.reports.quality import parts
from desktop.reports.quality.asked import Asked
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.ruling import TINT
from desktop.reports.tables import Table

STEPS = 10
NOTE = "分数段按占满分的百分数，只计有成绩并计入统计的学生；每段含下端，不含上端，满分计在最高一段。"


def write(press: Press, about: Asked, lines: Sequence[Line]) -> None:
    """A row for each class on one paper, then all of them together where they are several."""
    labels = [f"{100 - 10 * n - 10}—{100 - 10 * n}" for n in range(STEPS)]
    columns = spread([Column("班级", 26, "f"), *(Column(label, 15) for label in labels)], press.width)
    table = Table(press, columns, style=Style(size=9.5), row_height=parts.ROW, head_height=20)
    for paper in {line.paper.id: line.paper for line in lines}.values():
        mine = [line for line in lines if line.paper.id == paper.id]
        marks, full = about.found.marks(paper), paper.full or Decimal(100)
        whole = [0] * STEPS
        for line in mine:
            room = line.room.id if line.room else None
            counts = _counts(about, [mark for mark in marks if mark.room == room and mark.school == line.school], full)
            whole = [sum(pair) for pair in zip(whole, counts, strict=True)]
            table.row([f"{line.title}※" if line.remark else line.title, *map(_shown, counts)])
        if len(mine) > 1:
            grade = parts.grade_words(paper.grade)
            table.put([Cell(text, grey=TINT) for text in (grade, *map(_shown, whole))], tall=parts.ROW)
    table.close()


def _counts(about: Asked, marks: Sequence[Mark], full: Decimal) -> list[int]:
    """Pupils by tenth, the highest first; as in every figure, who is set apart or absent is not among them."""
    counting = about.found.counting
    sat = [one.mark for one in marks if one.mark is not None and not one.absence and not counting.reason(one)]
    return [band.pupils for band in distribution(sat, full, STEPS)]


def _shown(count: int) -> str:
    return str(count) if count else ""


__all__ = ["NOTE", "write"]
