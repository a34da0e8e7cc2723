"""冲突处理单: each open conflict with its values, to be ticked and signed, then entered by number."""

from __future__ import annotations

from db import conflict_words, conflicts
from db.conflict_words import UNKNOWN_SCHOOL
from db.conflicts import Conflict
from desktop.reports import blocks
from desktop.reports.furniture import CONFIDENTIAL, Sheet, chinese_day
from desktop.reports.handing import LETTERS, say_short
from desktop.reports.options import PRIVATE, REASON, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.source import ALL_SCHOOLS, Source
from desktop.reports.tables import Table

FORM = "QS-JJ-02"
SCHOOL = Option("school", "学校", "link", target="schools", hint="只要与这所学校有关的；不填就是全部")
COLUMNS = (Column("", 18), Column("", 78, "l"), Column("", 79, "l"))
STYLE = Style(size=10, pad=4)
TALL = 27.0
HOW = (
    "双方在互不知情时改了同一处，程序暂取一值，等待人工处理。请向当事人核实后打钩签字，由中心学校在“交接 → 修改冲突”里"
    "按号录入；录入后下次交接时各校自动一致。"
)
LATER = "时间为各机本机时间，只供参考。处理单与回执一并归档，保存至学生毕业。"


def write(press: Press, source: Source, chosen: Chosen) -> None:
    found = _wanted(source, chosen)
    press.begin(Sheet(source.school, source.term, FORM, source.today, label=CONFIDENTIAL))
    blocks.title(press, "冲突处理单", 1)
    asked = chosen.text(SCHOOL.name)
    about = source.schools(asked)[0][1] if asked and asked != ALL_SCHOOLS else "各校"
    blocks.ends(press, f"处理单位：{source.school}", f"{chinese_day(source.today)}　{about}　共{len(found)}处")
    if not found:
        blocks.nothing(press, "没有修改冲突。")
        return
    blocks.note(press, HOW, 9)
    blocks.gap(press, 2)
    for one in found:
        _block(press, source, one, private=chosen.private)
    blocks.gap(press, 3)
    blocks.signatures(
        press, "填表人：____________", "审核人：____________", "校长（签字）：________", "____年____月____日", size=10
    )
    blocks.note(press, LATER)


def _wanted(source: Source, chosen: Chosen) -> list[Conflict]:
    found = sorted(conflicts.open_ones(source.connection), key=lambda one: one.id)
    asked = chosen.text(SCHOOL.name)
    if not asked or asked == ALL_SCHOOLS:
        return found
    school = source.schools(asked)[0][0]
    return [one for one in found if any(head.school == school for head in one.heads)]


def _block(press: Press, source: Source, one: Conflict, *, private: bool) -> None:
    """One conflict, whole on a page."""
    words = conflict_words.words_of(one, source.context, private)
    title, about = conflict_words.named(source.connection, source.context, one.register, one.row)
    schools = source.context.titles("schools")
    head = [
        Cell(str(one.id), align="c"),
        Cell(f"{one.register.title}　{title}　{about}".rstrip(), align="l"),
        Cell(f"栏目：{words.label}", align="l"),
    ]
    press.need((len(one.heads) + 3) * (TALL + 4))
    table = Table(press, spread(COLUMNS, press.width), [head], style=STYLE, row_height=TALL, head_height=22, who=1)
    for number, (value, text) in enumerate(zip(one.heads, words.texts, strict=True)):
        wrong = "（时钟不准）" if conflict_words.clock_was_wrong(value.at, source.today) else ""
        by = f"{value.who}　{schools.get(value.school or b'', UNKNOWN_SCHOOL)}　{say_short(value.at)}{wrong}"
        table.row([Cell(f"□{LETTERS[number]}", strong=True), text or "（空）", by])
    verified = f"暂取{LETTERS[one.standing - 1]}。核实方式：□电话 □到校 □证件"
    by_hand = "填写：__________________________" if one.field != "deleted" else "（整条记录只能选一个）"
    table.row([Cell("□其他", strong=True), by_hand, verified])
    table.row([Cell("处理理由", strong=True), "", "处理人（签字）：____________"])
    table.close()
    blocks.gap(press, 3)


REPORT = Report("conflict-sheet", "冲突处理单", write, (SCHOOL, PRIVATE, REASON))
