"""控辍保学月报: a school's month with what stands behind it, or the township's as the sum of its schools."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from db.dropouts.month import of_school
from db.errors import PaperTrouble
from db.registers.dropout_reports import DropoutReport
from db.registers.dropouts import DropoutCase
from db.registers.schools import School
from db.rules.dropout_month import month_of
from desktop.reports import blocks
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import NUMBER, spread
from desktop.reports.rows import Cell, Column, Row, Style
from desktop.reports.source import ALL_SCHOOLS, Reader, Source
from desktop.reports.tables import Table

FORM, SUM_FORM = "KC-04", "KC-05"
MONTH = Option("month", "月份", hint="如 2026-11；不填就是本月")
WITHOUT = ("kindergarten", "county")

FIGURES = (
    ("学生变动", ("at_start", "came", "left", "died", "at_end", "suspended")),
    ("适龄儿童", ("of_age", "not_in_school")),
    ("疑似辍学和辍学", ("suspected_before", "dropped_before", "suspected_new", "dropped_new", "back", "placed",
                   "excluded", "suspected_left", "dropped_left")),
    ("控辍工作", ("visits", "letters", "township", "court")),
)  # fmt: skip
SUMMED = (
    "at_start", "came", "left", "died", "at_end", "not_in_school", "suspected_new", "dropped_new", "back", "placed",
    "excluded", "suspected_left", "dropped_left", "visits", "letters", "township", "court",
)  # fmt: skip
FOUR = tuple(Column("", width, "c") for width in (38, 20, 38, 20, 38, 20))
CASES = {
    "name": Column("姓名", 20, "f"), "class": Column("班级", 22, "f"), "kind": Column("情形", 18),
    "left_on": Column("离校日期", 22), "reason": Column("原因", 20, "f"), "visits": Column("家访", 12),
    "letter_mark": Column("劝学通知书", 26), "back_on": Column("返校日期", 22),
    "placement": Column("安置", 20, "f"), "state": Column("状态", 24, "f"),
}  # fmt: skip
NOT_CLOSED = "　（未关账，数字会变）"


def write(press: Press, source: Source, chosen: Chosen) -> None:
    month = chosen.text(MONTH.name) or source.today.isoformat()[:7]
    try:
        month_of(month)
    except ValueError as error:
        raise PaperTrouble(f"“{month}”不是月份。", "请写成 2026-11 这样。") from error
    asked = chosen.text(SCHOOL.name)
    if asked == ALL_SCHOOLS:
        return _township(press, source, month)
    for school_id, school in source.schools(asked):
        _school(press, source, month, school_id, school)


def _said(month: str) -> str:
    """2026年11月."""
    return f"{month[:4]}年{int(month[5:])}月"


# -- one school -----------------------------------------------------------------------------------------------


def _school(press: Press, source: Source, month: str, school_id: bytes, school: str) -> None:
    row = _report(source, school_id, month)
    press.begin(Sheet(school, source.term, FORM, source.today))
    blocks.title(press, "控辍保学工作月报表", 1)
    closed = f"关账日期：{row['closed_on']}" if row and row["closed_on"] else "未关账"
    blocks.ends(press, f"学校：{school}　　{_said(month)}", f"{closed}　　单位：人、次")
    blocks.gap(press, 1)
    known = row or of_school(source.connection, source.context, school_id, month)
    fields = DropoutReport.fields()
    table = Table(press, spread(FOUR, press.width), head=(), row_height=19, head_height=0, style=Style(pad=3))
    for heading, names in FIGURES:
        table.row([Cell(heading, len(FOUR), strong=True, grey=0.93, align="l")])
        for start in range(0, len(names), 3):
            line: list[str | Cell] = []
            for name in names[start : start + 3]:
                line += [Cell(fields[name].label, align="l"), Cell(_shown(known.get(name)), strong=True)]
            table.row([*line, *([Cell("", len(FOUR) - len(line))] if len(line) < len(FOUR) else [])])
    if row and row["remark"]:
        table.row([Cell(f"情况说明：{row['remark']}", len(FOUR), align="l")])
    table.close()
    _cases(press, source, school_id, month)
    blocks.note(press, "说明：疑似辍学、辍学以个案台账计；月初＋新发现－返校－安置－排除＝月末。")
    blocks.signatures(press)


def _report(source: Source, school: bytes, month: str) -> Mapping[str, Any] | None:
    return next(source.rows(DropoutReport, [("school", school.hex()), ("month", month)]), None)


def _shown(figure: Any) -> str:
    return "" if figure is None else str(figure)


def _cases(press: Press, source: Source, school: bytes, month: str) -> None:
    """The cases behind the month's figures: those that were open on any of its days."""
    first, last = (day.isoformat() for day in month_of(month))
    reader = Reader(DropoutCase, source.context)
    rows = [
        row
        for row in source.rows(DropoutCase, [("school", school.hex())], ("left_on", "name"))
        if (row["found_on"] or row["left_on"]) <= last and (row["settled_on"] or row["back_on"] or "9999") >= first
    ]
    if not rows:
        blocks.note(press, "本月没有疑似辍学和辍学的个案（零报告）。", 10)
        return
    blocks.gap(press, 3)
    blocks.heading(press, f"本月的个案　{len(rows)} 人")
    columns = [NUMBER, *spread(list(CASES.values()), press.width - NUMBER.width * 72 / 25.4)]
    table = Table(press, columns, row_height=16, who=1)
    for number, row in enumerate(rows, 1):
        table.row([str(number), *(reader.text(row, name) for name in CASES)])
    table.close()


# -- the township ---------------------------------------------------------------------------------------------


def _township(press: Press, source: Source, month: str) -> None:
    """One line a school from its own report; who has not handed one in stands there with what is known here."""
    press.begin(Sheet(source.school, source.term, SUM_FORM, source.today, landscape=True))
    blocks.title(press, "控辍保学工作月报汇总表", 1)
    blocks.ends(press, f"填报单位：{source.school}　　{_said(month)}", f"{chinese_day(source.today)}　　单位：人、次")
    blocks.gap(press, 1)
    schools = [row for row in source.rows(School, [("closed_on", "")]) if row["kind"] not in WITHOUT]
    fields = DropoutReport.fields()
    columns = [Column("学校", 36, "f"), *(Column(fields[name].label, 13) for name in SUMMED), Column("关账", 15)]
    table = Table(press, spread(columns, press.width), row_height=17, head_height=34, style=Style(size=8.5))
    totals = dict.fromkeys(SUMMED, 0)
    missing = []
    for school in schools:
        row = _report(source, school["id"], month)
        if row is None:
            missing.append(str(school["name"]))
            table.row([str(school["name"]), *([""] * len(SUMMED)), Cell("未报送", strong=True)])
            continue
        for name in SUMMED:
            totals[name] += row[name] or 0
        table.row(_line(row, str(school["name"])))
    table.put([Cell("合计", strong=True, align="c"), *(str(totals[name]) for name in SUMMED), ""], tall=18)
    table.close()
    blocks.note(press, _note(missing, _due(source, month)))
    blocks.signatures(press)


def _line(row: Mapping[str, Any], school: str) -> Row:
    closed = "已关账" if row["closed_on"] else Cell("未关账", strong=True)
    return [school, *(_shown(row[name]) for name in SUMMED), closed]


def _due(source: Source, month: str) -> str:
    """12月5日: the day by which the month's reports are to be in."""
    following = month_of(month)[1] + timedelta(days=int(source.context.setting("dropout.report_day")))
    return f"{following.month}月{following.day}日"


def _note(missing: Sequence[str], due: str) -> str:
    note = f"说明：合计由各校月报相加，不另填写；各校应在{due}前报送。"
    return note + (f"未报送学校：{'、'.join(missing)}，没有计入合计。" if missing else "")


REPORT = Report("dropout-month", "控辍保学月报", write, (SCHOOL, MONTH), ("dropout_reports",))
