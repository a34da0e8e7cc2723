"""学科质量分析（内部）: one subject over all grades and classes; progress, weak grades, question by question."""

from __future__ import annotations

from fractions import Fraction

from db.quality.analysis import Line
from db.quality.progress import EVERY_WAY, Progress
from db.rules.working import Figure, signed
from desktop.reports import blocks, chart_paper
from desktop.reports.charts import PAPER, Group, changes
from desktop.reports.options import Chosen, Report
from desktop.reports.press import Press
from desktop.reports.quality import parts, tenths
from desktop.reports.quality.asked import (
    EXAM,
    ONLY_TEACHERS,
    SCHOOL,
    SIGNERS,
    SUBJECT,
    Asked,
    asked,
    rule_words,
    subtitle,
)  # fmt: skip
from desktop.reports.roster import spread
from desktop.reports.rows import Column
from desktop.reports.source import Source
from desktop.reports.tables import Table

FORM, TITLE = "QS-ZL-08", "学科质量分析（内部）"
COLUMNS = (
    Column("班级", 24, "f"), Column("任课教师", 22, "f"), Column("应考", 13), Column("实考", 13), Column("平均分", 16),
    Column("及格率", 17), Column("优秀率", 17), Column("良好率", 17), Column("低分率", 17), Column("年级均分", 17),
    Column("与年级差", 17),
)  # fmt: skip
GAINS = (
    Column("班级", 24, "f"), Column("任课教师", 21, "f"), Column("两次都\n参加", 15),
    *(Column(f"{label[:-2]}\n{label[-2:]}" if len(label) > 3 else label, 15) for label in EVERY_WAY.values()),
)  # fmt: skip


def write(press: Press, source: Source, chosen: Chosen) -> None:
    about = asked(source, chosen)
    wanted = [(code, label) for code, label in about.found.subjects if about.subject in ("", code)]
    if not wanted:
        parts.nothing(press, about, TITLE, FORM)
    measured = about.progress()
    for code, label in wanted:
        lines = [line for line in about.found.classes(code) if line.figures]
        if lines:
            _page(press, about, label, lines, measured)


def _page(press: Press, about: Asked, label: str, lines: list[Line], measured: Progress | None) -> None:
    press.begin(about.sheet(FORM))
    blocks.title(press, TITLE, 1)
    subtitle(press, f"{label}　{about.sitting.title}")
    numbers = iter("一二三四")
    blocks.heading(press, f"{next(numbers)}、各班一分三率", 11.5)
    _table(press, about, lines)
    said = f"口径：{rule_words(about.found.counting, [line.lines for line in lines])}{parts.small_words(lines)}"
    blocks.note(press, said + ("" if about.found.comparable else "各校自行命题，不作校际比较。"))
    gained = measured.classes(lines[0].paper.subject) if measured else []
    if measured and gained:
        blocks.heading(press, f"{next(numbers)}、提升幅度", 11.5)
        table = Table(press, spread(GAINS, press.width), style=parts.TEXT, row_height=parts.ROW, head_height=30)
        for one in gained:
            cells = [_gain(one.figures[way]) for way in EVERY_WAY]
            table.row([one.line.title, one.line.teacher, str(one.matched), *cells])
        table.close()
        blocks.note(
            press,
            f"上次：{measured.base.title}。只计两次都参加的学生；各次均分折成百分制。提升比以百分计，各率升降是百分点。",
        )
        groups = [Group(one.line.title, (_float(one.figures["difference"].value),)) for one in gained[: parts.MOST * 2]]
        chart_paper.place(press, "图　各班提升幅度（分）", changes(PAPER, press.width, parts.CHART, groups))
    blocks.heading(press, f"{next(numbers)}、分数段分布（人）", 11.5)
    tenths.write(press, about, lines)
    blocks.note(press, tenths.NOTE)
    _questions(press, about, lines, next(numbers))
    blocks.signatures(press, *SIGNERS)
    blocks.note(press, ONLY_TEACHERS)


def _gain(figure: Figure) -> str:
    if figure.name == "rose" and figure.value is not None:
        return f"{figure.shown}%"
    return signed(figure.value, figure.scale, figure.places)


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _table(press: Press, about: Asked, lines: list[Line]) -> None:
    table = Table(press, spread(COLUMNS, press.width), style=parts.TEXT, row_height=parts.ROW, head_height=20)
    for line in lines:
        mine, grade = line.figures["avg"], about.found.reference(line).figures["avg"]
        gap = mine.value - grade.value if mine.value is not None and grade.value is not None else None
        rates = [f"{line.figures[name].shown}%" for name in ("pass", "excel", "good", "low")]
        title = f"{line.title}※" if line.remark else line.title
        table.row([title, line.teacher, str(line.due), str(line.sat), mine.shown, *rates, grade.shown, signed(gap)])
    table.close()


def _questions(press: Press, about: Asked, lines: list[Line], place: str) -> None:
    """Grade by grade, where somebody has kept the questions of the paper."""
    begun = False
    for line in {one.paper.id: one for one in lines}.values():
        known = about.source.connection.exec_driver_sql(
            "SELECT 1 FROM paper_items WHERE paper_id = ? AND deleted = 0", (line.paper.id,)
        ).first()
        if known is None:
            continue
        if not begun:
            blocks.heading(press, f"{place}、试题得分", 11.5)
            begun = True
        blocks.note(press, about.about(line.paper), 9.5)
        parts.items(press, about, line)


REPORT = Report("quality-subject", TITLE, write, (EXAM, SUBJECT, SCHOOL), ledgers=("papers", "exams"))
