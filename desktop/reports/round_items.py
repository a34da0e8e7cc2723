"""逐项得分表: of one list in a round, what each of those inspected earned line by line, and how often a line fails."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm

from db import filled, planned
from db.errors import PaperTrouble
from db.filled import Line, Sheet
from db.rules.marks import Mark, earned, written
from desktop.reports import blocks
from desktop.reports.furniture import INTERNAL
from desktop.reports.furniture import Sheet as Page
from desktop.reports.options import Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.round_plan import ROUND, called
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.ruling import TINT
from desktop.reports.source import Source
from desktop.reports.tables import Table

FORM = "QS-JC-04"
ACROSS = 30
"""Lines of a list side by side on a page; a longer list goes on below."""

NAME, TOTAL = Column("受检对象", 26, "f"), Column("得分率", 14)
BODY = Style(size=8, pad=1.2, air=0.6)
LIST = Option("checklist", "检查表", "link", target="checklists", hint="轮次只用一张表时不用填")


def write(press: Press, source: Source, chosen: Chosen) -> None:
    key = called(source, chosen.text(ROUND.name))
    state = planned.state(source.connection, source.context, key)
    titles = source.context.titles("checklists")
    asked = chosen.text("checklist")
    wanted = [one for one in state.lists if not asked or asked in (titles.get(one, ""), one.hex())]
    if not wanted:
        raise PaperTrouble("这个轮次没有用这张检查表。", "请从轮次所用的检查表里选。")
    owner = source.context.titles("schools").get(state.row["school_id"] or b"", source.school)
    for one in wanted:
        found = [
            sheet["id"] for sheet in [*(due.sheet for due in state.due), *state.unplanned] if sheet and _of(sheet, one)
        ]
        sheets = filled.read_many(source.connection, found)
        press.begin(Page(owner, source.term, FORM, source.today, landscape=True, label=INTERNAL))
        blocks.title(press, f"{titles.get(one, '')}　逐项得分表", 1)
        blocks.ends(press, f"轮次：{state.row['name']}", f"已完成 {len(sheets)} 份")
        blocks.gap(press, 1)
        if not sheets:
            blocks.nothing(press, "还没有完成的检查。")
            continue
        _list(press, source, sheets)


def _of(sheet: object, checklist: bytes) -> bool:
    return isinstance(sheet, dict) and sheet["checklist_id"] == checklist and sheet["state"] == "done"


def _list(press: Press, source: Source, sheets: Sequence[Sheet]) -> None:
    """All lines of the list, thirty at a time; below, how many of those inspected have each at fault."""
    lines = {line.number: line for sheet in sheets for line in sheet.lines}
    ordered = [lines[number] for number in sorted(lines)]
    results = [sheet.result for sheet in sheets]
    faulty = [frozenset(result.faulty) for result in results]
    for start in range(0, len(ordered), ACROSS):
        part = ordered[start : start + ACROSS]
        table = _table(press, part)
        names = [
            planned.Whom(s.row["school_id"], s.row["staff_id"], s.row["class_id"]).title(source.context) for s in sheets
        ]
        for sheet, result, name in zip(sheets, results, names, strict=True):
            share = "" if result.share is None else str(result.share)
            table.row([name, *(cell(sheet, line) for line in part), share])
        counts = [str(sum(line.number in faults for faults in faulty) or "") for line in part]
        table.keep(2 * 13.4)
        table.row([Cell("有问题的份数", strong=True), *counts, ""], grey=TINT)
        table.close()
        blocks.gap(press, 2)
    legend = "；".join(f"{line.number} {line.content}（{written(line.item.full)}）" for line in ordered)
    blocks.note(press, f"项目：{legend}。—表示不适用。", 8)
    blocks.signatures(press, "填表人：______________", "检查组长：______________", "审核人：______________")


def _table(press: Press, part: Sequence[Line]) -> Table:
    """Columns are as narrow as thirty of them have to be; where there are fewer, the rest of the page stays empty."""
    room = (press.width / mm - NAME.width - TOTAL.width) / ACROSS
    columns = [NAME, *(Column(str(line.number), room) for line in part), TOTAL]
    return Table(press, columns, style=BODY, row_height=13.4, head_height=16)


def cell(sheet: Sheet, line: Line) -> str:
    """Marks earned; — where the line does not apply."""
    mark = sheet.marks.get(line.number)
    if mark is None or mark.left_out:
        return "—" if mark else ""
    got = earned(line.item, mark or Mark())
    return "" if got is None else written(got)


REPORT = Report("round-items", "逐项得分表", write, (ROUND, LIST), ledgers=("rounds",))
