"""考勤周汇总、考勤月报: attendance of a span by class and school, illness by symptom, and what nobody called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from db import codes
from db.attendance import away, days, sums, words
from db.attendance.sums import Line, Sums
from db.rules import attendance
from db.rules.days import read_day, say_day, say_month
from desktop.reports import blocks
from desktop.reports.furniture import Sheet
from desktop.reports.options import SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column
from desktop.reports.source import Source
from desktop.reports.tables import Table

WEEK_FORM, MONTH_FORM = "QS-KQ-02", "QS-KQ-03"
COLUMNS = (
    Column("单位", 40, "f"), Column("人数", 12), Column("应点天数", 14), Column("已点天数", 14), Column("应到人日", 18),
    Column("缺勤人日", 16), Column("出勤率%", 16),
)  # fmt: skip
REASON = 12.5
NOTE = (
    "说明：1. 出勤率=（应到人日−缺勤人日）÷应到人日，上午、下午各算半天，没有点名的不算在内。"
    "2. 病假、事假、旷课、未说明、其他为人日，迟到、早退为人次。3. 有人缺勤时出勤率不写成100.0。"
)
NAMED = 30
"""Calls whose count does not fit the names that are named; more are counted."""


def write_month(press: Press, source: Source, chosen: Chosen) -> None:
    month = chosen.text("month") or source.today.isoformat()[:7]
    _write(press, source, chosen, *days.month_span(month), "考勤月报", say_month(month), MONTH_FORM)


def write_week(press: Press, source: Source, chosen: Chosen) -> None:
    asked = chosen.text("week")
    first, last = days.week_span(read_day(asked, source.today.year) if asked else source.today)
    label = days.week_label(source.connection, first) or days.week_label(source.connection, last)
    span = f"{say_day(first)}至{say_day(last)}"
    _write(press, source, chosen, first, last, "考勤周汇总", f"{label}　{span}" if label else span, WEEK_FORM)


def _write(
    press: Press, source: Source, chosen: Chosen, first: date, last: date, title: str, span: str, form: str
) -> None:
    schools = source.schools(chosen.text(SCHOOL.name))
    one = schools[0][0] if len(schools) == 1 else None
    found = sums.over(source.connection, source.context, first, last, one)
    name = schools[0][1] if one else f"{source.school}（全镇）"
    sheet = Sheet(name if one else source.school, source.term, form, source.today, landscape=True)

    def top() -> None:
        blocks.title(press, title, 0.5)
        blocks.ends(press, f"填报单位：{name}", f"{span}　上课{len(found.days)}天　单位：人、天", 10)
        blocks.gap(press, 1)

    press.begin(sheet, top)
    lines = [line for line in found.lines if line.pupils or line.called]
    if not lines:
        blocks.nothing(press, "还没有点名记录。")
        return
    if one is None:
        names = source.context.titles("schools")
        by_school = found.schools(lambda row: names.get(row, ""))
        _table(press, "一、各校", "学校", by_school, found.total())
        blocks.gap(press, 3)
        for number, school in enumerate(by_school):
            rooms = [line for line in lines if line.school_id == school.school_id]
            _table(press, f"{'二、各班　' if not number else ''}{school.title}", "班级", rooms, school)
            blocks.gap(press, 2)
    else:
        _table(press, "", "班级", lines, found.total())
    _remarks(press, source, found, one)
    blocks.note(press, NOTE)
    blocks.signatures(press)


def _table(press: Press, heading: str, unit: str, lines: Sequence[Line], total: Line) -> None:
    if heading:
        blocks.heading(press, heading)
    reasons = codes.code_list("absence_reason")
    labels = [Column(reason.label, REASON, "f") for reason in reasons]
    columns = [Column(unit, COLUMNS[0].width, "f"), *COLUMNS[1:], *labels]
    table = Table(press, spread(columns, press.width), row_height=15)
    beside = [*lines, total]
    for line in lines:
        table.row(_cells(line, beside))
    if len(lines) > 1:
        table.put([Cell("合计", strong=True, align="c"), *_cells(total, beside)[1:]], tall=15)
    table.close()


def _cells(line: Line, beside: Sequence[Line]) -> list[str | Cell]:
    """A line's figures; a column with half days anywhere has tenths throughout."""
    tenths = attendance.any_half(one.expected for one in beside), attendance.any_half(one.absent for one in beside)
    behind = line.called < line.due
    found: list[str | Cell] = [
        line.title, str(line.pupils), str(line.due), Cell(str(line.called), strong=behind),
        attendance.days_of(line.expected, tenths=tenths[0]), attendance.days_of(line.absent, tenths=tenths[1]),
        "—" if line.rate is None else str(line.rate),
    ]  # fmt: skip
    for reason in codes.code_list("absence_reason"):
        if reason.code in attendance.ABSENT:
            half = attendance.any_half(one.half_days[reason.code] for one in beside)
            count = line.half_days[reason.code]
            found.append(attendance.days_of(count, tenths=half) if count else "")
        else:
            found.append(str(line.times[reason.code] or ""))
    return found


def _remarks(press: Press, source: Source, found: Sums, school: bytes | None) -> None:
    """Illness by symptom, clusters, what was not called, and counts that do not fit the names."""
    total, many = found.total(), school is None
    symptoms, names = codes.code_list("symptom"), source.context.titles("schools")
    ill = "、".join(f"{symptoms.label(code)}{count}人次" for code, count in sorted(total.ill.items()))
    gathered = away.gathered(source.connection, source.context, found.first, found.last, school)
    told = "；".join(words.cluster(source.context, one, many=many) for one in gathered)
    blocks.note(press, f"症状：{ill or '无'}。聚集性：{told or '无'}。")
    left = "；".join(
        (f"{line.title}：" if many else "") + words.uncalled(line.uncalled, line.rooms)
        for line in found.schools(lambda row: names.get(row, ""))
        if line.uncalled
    )
    blocks.note(press, f"没有点名：{left or '无'}。")
    differing = [
        f"{names.get(line.school_id or b'', '') if many else ''}{room}{on.month}月{on.day}日"
        for line in found.lines
        for room, on in line.differing
    ]
    if differing:
        more = f"……共{len(differing)}处" if len(differing) > NAMED else ""
        blocks.note(press, f"点名人数与缺勤名单不符，请核对：{'、'.join(differing[:NAMED])}{more}。")


MONTH = Report(
    "attendance-month", "考勤月报", write_month,
    (Option("month", "月份", hint="如 2026-11；不填就是本月"), SCHOOL), ("roll_calls",),
)  # fmt: skip
WEEK = Report(
    "attendance-week", "考勤周汇总", write_week,
    (Option("week", "哪一周", hint="这一周里的任何一天，如 2026-11-16；不填就是本周"), SCHOOL), ("roll_calls",),
)  # fmt: skip
