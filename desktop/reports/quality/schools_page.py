"""学校质量比较（内部）: schools on the same paper beside each other, by name; equals share the best place.

Schools whose papers were not the same are not compared: the page says so. Classes go by number; children never appear.
"""

from __future__ import annotations

from db.quality.analysis import NOT_COMPARED, Line
from db.quality.sittings import PaperLine
from db.rules.statistics_spread import ranks
from desktop.reports import blocks, chart_paper
from desktop.reports.charts import PAPER, Group, bars, legend
from desktop.reports.options import Chosen, Report
from desktop.reports.press import Press
from desktop.reports.quality import parts
from desktop.reports.quality.asked import (
    EXAM,
    GRADE,
    NO_SCORES,
    ONLY_TEACHERS,
    SIGNERS,
    SUBJECT,
    Asked,
    asked,
    rule_words,
    subtitle,
)
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column
from desktop.reports.ruling import TINT
from desktop.reports.source import Source
from desktop.reports.tables import Table

FORM, TITLE = "QS-ZL-09", "学校质量比较（内部）"
COLUMNS = (
    Column("学校", 46, "l"), Column("应考", 15), Column("实考", 15), Column("平均分", 18), Column("得分率", 18),
    Column("及格率", 18), Column("优秀率", 18), Column("低分率", 18), Column("均分位次", 18),
)  # fmt: skip


def write(press: Press, source: Source, chosen: Chosen) -> None:
    about = asked(source, chosen)
    papers = [paper for paper in about.papers() if not paper.levels]
    if not about.found.comparable or not papers:
        press.begin(about.sheet(FORM))
        blocks.title(press, TITLE, 1)
        subtitle(press, about.sitting.title)
        blocks.nothing(press, _why(papers))
        return
    for paper in papers:
        _page(press, about, paper)


def _why(papers: list[PaperLine]) -> str:
    return NOT_COMPARED if papers else NO_SCORES


def _page(press: Press, about: Asked, paper: PaperLine) -> None:
    lines, whole = about.found.of_schools(paper), about.found.whole(paper)
    press.begin(about.sheet(FORM))
    blocks.title(press, TITLE, 1)
    subtitle(press, about.about(paper))
    places = ranks([line.figures["avg"].value for line in lines])
    table = Table(press, spread(COLUMNS, press.width), style=parts.TEXT, row_height=parts.ROW, head_height=20)
    for line, place in zip(lines, places, strict=True):
        small = "※" if line.remark else ""
        table.row([f"{line.title}{small}", *_figures(line), "" if place is None or line.remark else str(place)])
    table.put([Cell(text, grey=TINT) for text in ("全镇", *_figures(whole), parts.DASH)], tall=parts.ROW)
    table.close()
    small = "※人数太少，不排位次。" if any(line.remark for line in lines) else ""
    rule = rule_words(about.found.counting, [whole.lines])
    blocks.note(press, f"口径：{rule}学校按名称排列，并列的取最好的位次。{small}")
    for start in range(0, len(lines), parts.MOST):
        part = lines[start : start + parts.MOST]
        names = ("及格率", "优秀率", "低分率")
        groups = [Group(line.title, tuple(_percent(line, name) for name in parts.RATES)) for line in part]
        chart_paper.place(
            press, "图　各校三率（%）", bars(PAPER, press.width, parts.CHART, groups), legend(names, PAPER)
        )
    blocks.signatures(press, *SIGNERS)
    blocks.note(press, ONLY_TEACHERS)


def _figures(line: Line) -> list[str]:
    rates = [f"{line.figures[name].shown}%" for name in ("scoreRate", *parts.RATES)]
    return [str(line.due), str(line.sat), line.figures["avg"].shown, *rates]


def _percent(line: Line, name: str) -> float | None:
    value = line.figures[name].value
    return None if value is None else float(value * 100)


REPORT = Report("quality-schools", TITLE, write, (EXAM, GRADE, SUBJECT), ledgers=("exams",))
