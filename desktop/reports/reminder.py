"""催报单: which schools have not handed in, which parcel is missing, and until when it should come."""

from __future__ import annotations

from datetime import date, timedelta

from db.errors import PaperTrouble
from db.handoff import overview
from db.handoff.overview import Line
from db.rules import days
from desktop.reports import blocks
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.handing import only_center
from desktop.reports.options import Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column
from desktop.reports.source import Source
from desktop.reports.tables import Table
from desktop.reports.words import Words

FORM = "QS-JJ-03"
UNTIL = Option("until", "报送期限", "day", hint="请学校最晚哪一天送来；不填就是五天以后")
COLUMNS = (
    Column("学校", 50, "l"), Column("上次收到", 24), Column("日期", 30), Column("已历时", 20),
    Column("要报送的", 51, "l"),
)  # fmt: skip
NOTE = (
    "说明：1. 缺包的学校，请找一找写有那个包的U盘，一并送来；找不到的，再做一次交接，缺的内容会自动补上。"
    "2. 已经写到U盘、还没有送来的，直接送来即可。3. 还没有加入的学校不在此列，由中心学校另送邀请。"
)
DAYS = 5


def write(press: Press, source: Source, chosen: Chosen) -> None:
    only_center(source, "催报单")
    titles = source.context.titles("schools")
    found = overview.lines(source.connection, source.school_id or b"", titles, source.today)
    late = [line for line in found if line.wants_reminding]
    press.begin(Sheet(source.school, source.term, FORM, source.today))
    blocks.title(press, "数据交接催报单", 2)
    if not late:
        blocks.nothing(press, "各校都已报送，没有要催的。")
        return
    until = _until(chosen, source.today)
    said = (
        f"截至{chinese_day(source.today)}，下列{len({line.school_id for line in late})}所学校未报送或缺包。"
        f"请在{chinese_day(until)}前把U盘送到{source.school}。"
    )
    blocks.write(press, Words(said, size=11, leading=19, indent=2, align="justify"))
    blocks.gap(press, 2)
    table = Table(press, spread(COLUMNS, press.width), row_height=24, head_height=24)
    for line in late:
        table.row(_row(line, source.today))
    table.close()
    blocks.note(press, NOTE)
    blocks.gap(press, 8)
    press.need(90)
    blocks.signatures(press, "　", f"{source.school}（盖章）")
    blocks.gap(press, 8)
    blocks.signatures(press, "　", "______年____月____日")


def _until(chosen: Chosen, today: date) -> date:
    """The day that was typed. Raises PaperTrouble where it is none."""
    typed = chosen.text(UNTIL.name)
    if not typed:
        return today + timedelta(DAYS)
    try:
        return days.read_day(typed, today.year)
    except ValueError as error:
        raise PaperTrouble(f"报送期限“{typed}”不是日期。", "请写成 2026-11-25 或 11月25日。") from error


def _row(line: Line, today: date) -> list[str | Cell]:
    name = f"{line.school}（{line.machine}）" if line.machine else line.school
    last = f"第{line.last}包" if line.last else "未收到"
    waited = f"{(today - line.day).days}天" if line.day else "—"
    wanted = f"{overview.named(line.missing)}未到" if line.missing else "新的交接包" if line.last else "第1包"
    return [name, last, chinese_day(line.day) if line.day else "—", waited, Cell(wanted, strong=True)]


REPORT = Report("reminder", "数据交接催报单", write, (UNTIL,))
