"""指标算式: how one figure of one class comes about, to file beside it: formula, numbers, who counts and who not."""

from __future__ import annotations

from db.errors import NotFound
from db.quality.analysis import Line
from db.quality.composite import Composites
from db.quality.progress import EVERY_WAY
from db.rules import level_figures
from db.rules.statistics_figures import LABELS
from db.rules.working import Working
from desktop.reports import blocks
from desktop.reports.options import Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.quality import parts
from desktop.reports.quality.asked import EXAM, ROOM, SCHOOL, SIGNERS, SUBJECT, Asked, asked
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.source import Source
from desktop.reports.tables import Table

FORM, TITLE = "QS-ZL-13", "质量指标算式（内部）"
NAMES = {
    **{name: LABELS[name] for name in ("avg", "scoreRate", "pass", "excel", "good", "low")},
    **EVERY_WAY,
    "composite": "综合得分",
}
FIGURE = Option("figure", "指标", hint="avg pass excel low difference levelA …；不填就是全部")
TEXT = Style(size=10.5, leading=16, pad=4)


def write(press: Press, source: Source, chosen: Chosen) -> None:
    about = asked(source, chosen)
    name = chosen.text(FIGURE.name)
    known = {**NAMES, **level_figures.names(about.found.decided.levels)}
    wanted = [name] if name else list(known)
    if name and name not in known:
        raise NotFound(f"没有“{name}”这个指标。", f"可用的指标：{'、'.join(known)}。")
    lines = [line for paper in about.papers() for line in about.lines(paper)]
    if not lines:
        parts.nothing(press, about, TITLE, FORM)
    for line in lines:
        _page(press, about, line, wanted)


def _page(press: Press, about: Asked, line: Line, wanted: list[str]) -> None:
    press.begin(about.sheet(FORM))
    blocks.title(press, TITLE, 1)
    blocks.ends(press, f"{line.title}　{line.paper.label}", about.sitting.title, 11, 0.4)
    blocks.gap(press, 1)
    for name in wanted:
        working = _working(about, line, name)
        if working is not None:
            _one(press, about, working)
    blocks.signatures(press, *SIGNERS)


def _working(about: Asked, line: Line, name: str) -> Working | None:
    if name in line.figures or name.startswith(level_figures.SIGN):
        return about.found.working(line, name)
    if name in EVERY_WAY:
        measured = about.progress()
        known = measured is not None and measured.base_paper(line.paper) is not None
        return measured.working(line, name) if measured is not None and known else None
    if name == "composite":
        made = Composites(about.found, about.found.decided.formula(), about.progress())
        return made.working(line)
    return None


def _one(press: Press, about: Asked, working: Working) -> None:
    blocks.heading(press, working.title.split()[-1] if " " in working.title else working.title, 11.5)
    table = Table(
        press, spread((Column("", 40), Column("", 136, "l")), press.width), head=(), style=TEXT, row_height=22
    )
    table.row([Cell("公式", align="c"), working.formula])
    for put in working.puts:
        table.row([Cell(put.label, align="c"), put.value])
    table.row([Cell("结果", align="c", strong=True), Cell(working.result, strong=True)])
    if working.notes:
        table.row([Cell("说明", align="c"), "".join(working.notes)])
    if working.counted:
        names = about.found.names(working.counted)
        table.row([Cell(f"计入 {len(names)} 人", align="c"), "、".join(names)])
    if working.apart:
        said = "；".join(f"{next(iter(about.found.names([s])), '（已不在）')}：{why}" for s, why in working.apart)
        table.row([Cell(f"没有计入 {len(working.apart)} 人", align="c"), said])
    table.close()
    blocks.gap(press, 2)


REPORT = Report("quality-working", TITLE, write, (EXAM, ROOM, SUBJECT, FIGURE, SCHOOL), ledgers=("exams",))
