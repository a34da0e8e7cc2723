"""资助公示: the names of those who are to have aid, for the notice board; name, class and kind of aid, nothing else.

源：facts 7.2、8.4：公示不出现证件号、电话、账号、困难原因；不少于5个工作日，留监督电话。
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from db.aid.batch import Entry, Row
from db.registers.schools import School
from db.rules.aid_steps import AGREED
from db.rules.calendar import working_days_between
from desktop.reports import aid_scope, blocks
from desktop.reports.faces import SONG
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Column, Style
from desktop.reports.source import Source
from desktop.reports.tables import Table
from desktop.reports.words import Words

FORM = "QS-ZZ-03"
SIZE, LEADING = 14.0, 25.0
NAMES = Style(size=12.0)
BLOCK = (Column("序号", 12, "f"), Column("姓名", 26, "f"), Column("班级", 26, "f"))
ITEM = Column("资助项目", 30, "f")
ROW, MANY = 22.0, 20
"""Points a row takes; from so many names on they stand in two columns, from twice as many in three."""

ON = Option("on", "公示开始", hint="如 2026-09-28；不填就是最近一次公示")
PHONE = Option("phone", "监督电话", hint="不填就用设置里的，或学校负责人的电话")


def write(press: Press, source: Source, chosen: Chosen) -> None:
    schools: dict[str, list[tuple[Row, Entry]]] = {}
    for school, kind, found in aid_scope.batches(source, chosen):
        posted = [one for one in found if one.row["result"] == AGREED and one.row["posted_from"]]
        schools.setdefault(school, []).extend((kind, one) for one in posted)
    printed = False
    for school, posted_there in schools.items():
        day = chosen.text(ON.name) or max((one.row["posted_from"] for _, one in posted_there), default="")
        listed = [(kind, one) for kind, one in posted_there if one.row["posted_from"] == day]
        if listed:
            _notice(press, source, chosen, school, listed)
            printed = True
    if not printed:
        press.begin(Sheet(source.school, aid_scope.term_of(source, chosen).label, FORM, source.today))
        blocks.title(press, "资助公示")
        blocks.nothing(press, "没有要公示的学生。请先在“资助办理”里登记评审和公示。")


def _notice(press: Press, source: Source, chosen: Chosen, school: str, listed: Sequence[tuple[Row, Entry]]) -> None:
    term = aid_scope.term_of(source, chosen).label
    first = min(str(one.row["posted_from"]) for _, one in listed)
    last = max(str(one.row["posted_to"] or one.row["posted_from"]) for _, one in listed)
    press.begin(Sheet(school, term, FORM, source.today))
    blocks.gap(press, 6)
    blocks.write(press, Words("公　示", SONG, 26, 40, "center", bold=True))
    blocks.gap(press, 3)
    kinds = "、".join(dict.fromkeys(str(kind["name"]) for kind, _ in listed))
    days = working_days_between(date.fromisoformat(first), date.fromisoformat(last), source.context.special)
    blocks.write(
        press,
        Words(
            f"经本人申请、班级推荐、学校评审小组评审，拟在{term}给予下列{len(listed)}名学生{kinds}，现予公示。"
            f"公示时间：{_day(first)}至{_day(last)}（{days}个工作日）。",
            SONG, SIZE, LEADING, "justify", indent=2,
        ),
    )  # fmt: skip
    said = f"如有异议，请在公示期内向学校反映。监督电话：{_phone(source, chosen, school)}"
    blocks.write(press, Words(said, SONG, SIZE, LEADING, "justify", indent=2))
    blocks.gap(press, 3)
    several = len({kind["id"] for kind, _ in listed}) > 1
    cells = [[one.name, one.room, *([str(kind["name"])] if several else [])] for kind, one in listed]
    _names(press, [*BLOCK, *([ITEM] if several else [])], cells)
    press.need(4 * LEADING)
    blocks.gap(press, 6)
    for text in (school, chinese_day(date.fromisoformat(first))):
        blocks.write(press, Words(f"{text}　　", SONG, SIZE, LEADING, "right"))


def _names(press: Press, block: Sequence[Column], cells: Sequence[Sequence[str]]) -> None:
    """Names in two or three columns where there are many, each page filled column by column."""
    across = min(1 + len(cells) // MANY, 3 if len(block) < len(BLOCK) + 1 else 2)
    columns = spread([*block] * across, press.width)
    table = Table(press, columns, style=NAMES, row_height=ROW, head_height=24, per_page=_room(press), who=1)
    start = 0
    while start < len(cells):
        page = cells[start : start + table.per_page * across]
        tall = (len(page) + across - 1) // across
        for i in range(tall):
            line: list[str] = []
            for at in range(i, len(page), tall):
                line += [str(start + at + 1), *page[at]]
            table.row([*line, *[""] * (len(columns) - len(line))])
        start += len(page)
        if start < len(cells):
            table.close()
            press.turn()
            table = Table(press, columns, style=NAMES, row_height=ROW, head_height=24, per_page=_room(press), who=1)
    table.close()


def _room(press: Press) -> int:
    """Rows that fit on what is left of the page under the heading."""
    return max(int((press.room - 24) / ROW), 1)


def _phone(source: Source, chosen: Chosen, school: str) -> str:
    """The number asked for, the office's, the school's; else a place to write one."""
    said = chosen.text(PHONE.name) or str(source.context.setting("aid.complaint_phone") or "")
    if said:
        return said
    row = next((row for row in source.rows(School) if row["name"] == school), None)
    return str((row or {}).get("phone") or "______________")


def _day(text: str) -> str:
    return chinese_day(date.fromisoformat(text))


REPORT = Report("aid-posting", "资助公示", write, (*aid_scope.ASKED, ON, PHONE), ("aid_postings", "aid_applications"))
