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
BLOCK = (Column("序号", 12, "f"), Column("姓名", 26, "f"), Column("班级", 26, "f"), Column("资助项目", 30, "f"))
TWICE = 24
"""From so many names on they stand in two columns."""

PHONE = Option("phone", "监督电话", hint="不填就用设置里的，或学校负责人的电话")


def write(press: Press, source: Source, chosen: Chosen) -> None:
    schools: dict[str, list[tuple[Row, Entry]]] = {}
    for school, kind, found in aid_scope.batches(source, chosen):
        posted = [one for one in found if one.row["result"] == AGREED and one.row["posted_from"]]
        schools.setdefault(school, []).extend((kind, one) for one in posted)
    for school, listed in schools.items():
        if listed:
            _notice(press, source, chosen, school, listed)
    if not any(schools.values()):
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
            f"经本人申请、班级推荐、学校评审小组评审，拟给予下列 {len(listed)} 人次{term}{kinds}，现予公示。"
            f"公示时间：{_day(first)}至{_day(last)}（{days}个工作日）。",
            SONG, SIZE, LEADING, "justify", indent=2,
        ),
    )  # fmt: skip
    said = f"如有异议，请在公示期内向学校反映。监督电话：{_phone(source, chosen, school)}"
    blocks.write(press, Words(said, SONG, SIZE, LEADING, "justify", indent=2))
    blocks.gap(press, 3)
    _names(press, [[one.name, one.room, str(kind["name"])] for kind, one in listed])
    press.need(4 * LEADING)
    blocks.gap(press, 6)
    for text in (school, chinese_day(date.fromisoformat(first))):
        blocks.write(press, Words(f"{text}　　", SONG, SIZE, LEADING, "right"))


def _names(press: Press, cells: Sequence[Sequence[str]]) -> None:
    halves = 2 if len(cells) > TWICE else 1
    table = Table(press, spread(BLOCK * halves, press.width), style=NAMES, row_height=22, head_height=24, who=1)
    room = int((press.room - 24) / 22)
    start = 0
    while start < len(cells):
        page = cells[start : start + room * halves]
        tall = (len(page) + halves - 1) // halves
        for i in range(tall):
            line: list[str] = []
            for at in range(i, len(page), tall):
                line += [str(start + at + 1), *page[at]]
            table.row([*line, *[""] * (len(BLOCK) * halves - len(line))])
        start += len(page)
    table.close()


def _phone(source: Source, chosen: Chosen, school: str) -> str:
    """The number asked for, the office's, the school's; else a place to write one."""
    said = chosen.text(PHONE.name) or str(source.context.setting("aid.complaint_phone") or "")
    if said:
        return said
    row = next((row for row in source.rows(School) if row["name"] == school), None)
    return str((row or {}).get("phone") or "______________")


def _day(text: str) -> str:
    return chinese_day(date.fromisoformat(text))


REPORT = Report("aid-posting", "资助公示", write, (*aid_scope.ASKED, PHONE), ("aid_postings", "aid_applications"))
