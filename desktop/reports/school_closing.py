"""学校撤并移交清单: what went from a closed school to its successor, counted and named, signed by both sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from db import kinds, query, succession
from db.errors import PaperTrouble
from db.registers import BY_NAME, School, Staff, Student
from db.registers.movements import Movement
from db.rules.movement_effects import MERGED
from desktop.reports import blocks
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column
from desktop.reports.source import Reader, Source
from desktop.reports.tables import Table
from desktop.reports.words import Words

FORM = "QS-XX-01"
CLOSED = Option("school", "撤并的学校", "link", target="schools", hint="不填就是最近撤并的一所")
TALL = 15.0
COUNTS = (Column("台账", 60, "l"), Column("条数", 25), Column("台账", 60, "l"), Column("条数", 25))
PUPILS = (
    Column("序号", 12), Column("姓名", 30, "f"), Column("性别", 12), Column("出生日期", 26), Column("班级", 26, "f"),
    Column("状态", 20), Column("备注", 44, "l"),
)  # fmt: skip
SIGNERS = ("移交学校（签字）：____________", "接收学校（签字）：____________", "中心学校（盖章）")


def write(press: Press, source: Source, chosen: Chosen) -> None:
    closed = _closed(source, chosen.text("school"))
    found = succession.handed_over(source.connection, closed["id"])
    if found is None:
        raise PaperTrouble(f"没有找到{closed['name']}撤并时的移交记录。", "撤并要在“学校撤并”里办，才有移交清单。")
    who, _, rows = found
    heir = source.context.titles("schools").get(closed["successor_id"], "")
    on = date.fromisoformat(closed["closed_on"])
    press.begin(Sheet(source.school, source.term, FORM, source.today))
    blocks.title(press, "学校撤并移交清单", 1)
    said = f"{closed['name']}于{chinese_day(on)}并入{heir}。下列学生、教职工和各种记录已移交{heir}，前后数目相符。"
    blocks.write(press, Words(said, size=11, leading=19, indent=2, align="justify"))
    blocks.gap(press, 2)
    blocks.heading(press, "一、移交的记录")
    _counts(press, rows)
    pupils = _pupils(source, closed["id"], rows.get("students", ()))
    blocks.gap(press, 3)
    blocks.heading(press, f"二、移交的学生（{len(pupils)} 人）")
    _list(press, pupils)
    staff = _named(source, rows.get("staff", ()))
    if staff:
        blocks.gap(press, 3)
        blocks.heading(press, f"三、移交的教职工（{len(staff)} 人）", following=40)
        blocks.write(press, Words("、".join(staff), size=10.5, leading=17))
    blocks.note(press, f"经办人：{who}。已离校学生的学籍一并移交，不在名单里。")
    blocks.gap(press, 4)
    blocks.signatures(press, *SIGNERS)


def _closed(source: Source, asked: str) -> Mapping[str, Any]:
    rows = [row for row in source.rows(School) if row["closed_on"] and row["successor_id"]]
    if asked:
        rows = [row for row in rows if asked in (row["name"], row["id"].hex())]
    if not rows:
        raise PaperTrouble(
            "没有撤并过的学校。" if not asked else f"{asked}没有撤并。", "先在“学校撤并”里办，再打印清单。"
        )
    return max(rows, key=lambda row: str(row["closed_on"]))


def _counts(press: Press, rows: Mapping[str, Sequence[bytes]]) -> None:
    lines = [(BY_NAME[name].title, str(len(found))) for name, found in rows.items() if name in BY_NAME]
    table = Table(press, spread(COUNTS, press.width), row_height=TALL, head_height=18)
    half = (len(lines) + 1) // 2
    for i in range(half):
        right = lines[i + half] if i + half < len(lines) else ("", "")
        table.row([*lines[i], *right])
    table.close()


def _pupils(source: Source, school: bytes, rows: Sequence[bytes]) -> list[list[str | Cell]]:
    """Those on the roll then: each has a movement of his own from that day; with the class as it was called."""
    wanted = {
        row["student_id"]: row
        for row in source.rows(Movement, [("kind", MERGED)], ("name",))
        if row["out_school_id"] == school
    }
    reader, moved = Reader(Student, source.context), Reader(Movement, source.context)
    known = query.values(source.connection, Student, [row for row in rows if row in wanted], source.context)
    known.sort(key=lambda row: (wanted[row["id"]]["class_before"] or "", row["name"]))
    return [
        [
            str(number), wanted[row["id"]]["name"], reader.text(row, "sex"), reader.text(row, "born_on"),
            wanted[row["id"]]["class_before"] or "未编班", moved.text(wanted[row["id"]], "status_before"), "",
        ]
        for number, row in enumerate(known, 1)
    ]  # fmt: skip


def _list(press: Press, pupils: Sequence[list[str | Cell]]) -> None:
    if not pupils:
        blocks.nothing(press, "没有在籍学生。")
        return
    table = Table(press, spread(PUPILS, press.width), row_height=TALL, head_height=18, who=1)
    table.rows(pupils)
    table.close()


def _named(source: Source, rows: Sequence[bytes]) -> list[str]:
    known = query.values(source.connection, Staff, rows, source.context)
    field = Staff.fields()["name"]
    return [kinds.show(field, row["name"]) for row in known if not row["deleted"]]


REPORT = Report("school-closing", "学校撤并移交清单", write, (CLOSED,), ledgers=("schools",))
