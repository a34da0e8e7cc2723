"""视力检查统计: how many of each class were tested, how many see badly and how badly; who was not tested yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from db import codes
from db.attendance import days
from db.attendance.days import Room
from db.registers.vision import VisionCheck
from db.rules import calendar
from db.rules.participation import percent, rate
from desktop.reports import blocks
from desktop.reports.furniture import Sheet
from desktop.reports.options import SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column
from desktop.reports.source import Source
from desktop.reports.tables import Table

FORM = "QS-KQ-07"
COLUMNS = (
    Column("班级", 40, "f"), Column("学生数", 16), Column("检查人数", 18), Column("检查率", 17), Column("不良人数", 18),
    Column("不良率", 17), Column("轻度", 14), Column("中度", 14), Column("重度", 14), Column("戴镜", 14),
)  # fmt: skip
NOTE = (
    "说明：按较差一只眼的裸眼视力（五分记录）算：低于5.0为不良，4.9轻度，4.6至4.8中度，4.5及以下重度。"
    "不良率=不良人数÷检查人数。"
)
TESTED, GLASSES = "检查", "戴镜"


def write(press: Press, source: Source, chosen: Chosen) -> None:
    year, term = _term(source, chosen)
    label = codes.code_list("term").label(term)
    for school_id, school in source.schools(chosen.text(SCHOOL.name), VisionCheck):
        rooms = days.rooms(source.connection, source.context, school_id)
        found = _counts(source, school_id, year, term)
        sheet = Sheet(school, source.term, FORM, source.today)
        press.begin(sheet)
        blocks.title(press, "学生视力检查统计", 0.5)
        blocks.ends(press, f"单位：{school}", f"{year}—{year + 1}学年度{label}　单位：人、%", 10)
        blocks.gap(press, 1)
        if not rooms:
            blocks.nothing(press, "还没有学生。")
            continue
        _table(press, rooms, found)
        left = [room.title for room in rooms if not found.get(room.id, Counter())[TESTED]]
        blocks.note(press, NOTE + (f"还没有检查的班：{'、'.join(left)}。" if left else ""))
        blocks.signatures(press)


def _term(source: Source, chosen: Chosen) -> tuple[int, str]:
    """The year and term asked for, else those of today."""
    year, term = calendar.term_at(source.today)
    asked = chosen.text("year")
    return (int(asked[:4]) if asked[:4].isdecimal() else year), chosen.text("term") or str(term)


def _counts(source: Source, school: bytes, year: int, term: str) -> dict[bytes, Counter[str]]:
    """Of each class: how many were tested, how many wear glasses, and how many see how badly."""
    found: dict[bytes, Counter[str]] = {}
    for row in source.rows(VisionCheck, [("school", school.hex()), ("year", str(year)), ("term", term)]):
        counts = found.setdefault(row["class_id"], Counter())
        counts[TESTED] += row["sight"] is not None
        counts[GLASSES] += bool(row["glasses"])
        counts[row["sight"] or ""] += 1
    return found


def _table(press: Press, rooms: Sequence[Room], found: dict[bytes, Counter[str]]) -> None:
    table = Table(press, spread(COLUMNS, press.width), row_height=16, head_height=20)
    whole: Counter[str] = Counter()
    for room in rooms:
        counts = found.get(room.id, Counter())
        whole += counts
        table.row([room.title, *_cells(room.pupils, counts)])
    table.put([Cell("合计", strong=True, align="c"), *_cells(sum(room.pupils for room in rooms), whole)], tall=16)
    table.close()


def _cells(pupils: int, counts: Counter[str]) -> list[str]:
    poor = sum(counts[code] for code in ("2", "3", "4"))
    shares = [percent(rate(*pair)) for pair in ((counts[TESTED], pupils), (poor, counts[TESTED]))]
    told = ["—" if share is None else str(share) for share in shares]
    return [
        str(pupils), str(counts[TESTED]), told[0], str(poor), told[1], str(counts["2"]), str(counts["3"]),
        str(counts["4"]), str(counts[GLASSES]),
    ]  # fmt: skip


YEAR = Option("year", "学年起始年", hint="如 2026；不填就是本学年")
TERM = Option("term", "学期", "code", codes="term")
REPORT = Report("vision", "学生视力检查统计", write, (YEAR, TERM, SCHOOL), ("vision_checks",))
