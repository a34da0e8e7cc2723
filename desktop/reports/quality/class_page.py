"""班级质量分析（内部）: one class over all its subjects, beside its grade; what is weak, and what it gained."""

from __future__ import annotations

from db.quality.analysis import Line
from db.quality.composite import Composites
from db.quality.progress import Progress
from db.rules.working import signed
from desktop.reports import blocks, chart_paper
from desktop.reports.charts import PAPER, Group, bars, legend
from desktop.reports.options import Chosen, Report
from desktop.reports.press import Press
from desktop.reports.quality import parts
from desktop.reports.quality.asked import (
    EXAM,
    GRADE,
    ONLY_TEACHERS,
    ROOM,
    SCHOOL,
    SIGNERS,
    Asked,
    asked,
    rule_words,
    subtitle,
)  # fmt: skip
from desktop.reports.roster import spread
from desktop.reports.rows import Column
from desktop.reports.source import Source
from desktop.reports.tables import Table

FORM, TITLE = "QS-ZL-07", "班级质量分析（内部）"
COLUMNS = (
    Column("学科", 24), Column("任课教师", 22, "f"), Column("应考", 13), Column("实考", 13), Column("平均分", 16),
    Column("及格率", 17), Column("优秀率", 17), Column("低分率", 17), Column("年级均分", 17), Column("与年级差", 17),
    Column("提升幅度", 17), Column("综合得分", 17),
)  # fmt: skip


def write(press: Press, source: Source, chosen: Chosen) -> None:
    about = asked(source, chosen)
    by_room: dict[tuple[bytes | None, str], list[Line]] = {}
    for line in about.found.classes():
        if about.grade in (None, line.paper.grade) and about.room in ("", line.title):
            by_room.setdefault((line.school, line.title), []).append(line)
    if not by_room:
        parts.nothing(press, about, TITLE, FORM)
    measured = about.progress()
    made = Composites(about.found, about.found.decided.formula(), measured)
    for lines in by_room.values():
        _page(press, about, lines, measured, made)


def _page(press: Press, about: Asked, lines: list[Line], measured: Progress | None, made: Composites) -> None:
    press.begin(about.sheet(FORM))
    blocks.title(press, TITLE, 1)
    subtitle(press, f"{lines[0].title}　{about.sitting.title}")
    marked, told = [one for one in lines if one.figures], [one for one in lines if not one.figures]
    if marked:
        blocks.heading(press, "一、各学科", 11.5)
        _table(press, about, marked, measured, made)
        rule = rule_words(about.found.counting, [line.lines for line in marked])
        blocks.note(press, f"口径：{rule}{made.title}：{made.formula.name}。{parts.small_words(lines)}")
        _charts(press, about, marked)
        _weak(press, made, lines)
    if told:
        blocks.heading(press, "等级评价的学科", 11.5)
        for line in told:
            blocks.note(press, f"{line.paper.label}（{line.teacher or '任课教师未登记'}）")
            parts.levels(press, about.found.decided.levels, line)
    blocks.signatures(press, *SIGNERS)
    blocks.note(press, ONLY_TEACHERS)


def _table(press: Press, about: Asked, lines: list[Line], measured: Progress | None, made: Composites) -> None:
    table = Table(press, spread(COLUMNS, press.width), style=parts.TEXT, row_height=parts.ROW, head_height=20)
    for line in lines:
        grade = about.found.reference(line).figures["avg"]
        mine, gain = line.figures["avg"], measured.figure(line) if measured else None
        gap = mine.value - grade.value if mine.value is not None and grade.value is not None else None
        table.row([
            line.paper.label, line.teacher, str(line.due), str(line.sat), mine.shown,
            *(f"{line.figures[name].shown}%" for name in parts.RATES), grade.shown, signed(gap),
            signed(gain.value) if gain else parts.DASH, made.figure(line).shown,
        ])  # fmt: skip
    table.close()


def _charts(press: Press, about: Asked, lines: list[Line]) -> None:
    """Rates of each subject, the class beside its grade."""
    for number, (name, title) in enumerate((("pass", "及格率"), ("excel", "优秀率")), 1):
        groups = []
        for line in lines:
            mine, grade = line.figures[name].value, about.found.reference(line).figures[name].value
            values = tuple(None if v is None else float(v * 100) for v in (mine, grade))
            groups.append(Group(line.paper.label, values))
        meaning = legend(("本班", about.found.whole_words), PAPER)
        chart_paper.place(
            press, f"图{number}　各学科{title}（%）", bars(PAPER, press.width, parts.CHART, groups), meaning
        )


def _weak(press: Press, made: Composites, lines: list[Line]) -> None:
    found = made.weak(lines[0].title, lines)
    said = "；".join(f"{one.label}（{one.why}）" for one in found) or "没有"
    blocks.heading(press, "二、薄弱学科", 11.5, following=30)
    blocks.note(press, f"{said}。", 10)


REPORT = Report("quality-class", TITLE, write, (EXAM, ROOM, GRADE, SCHOOL), ledgers=("exams",))
