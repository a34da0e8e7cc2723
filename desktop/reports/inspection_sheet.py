"""检查表: a sheet as it was filled in, or a blank one with its number, in the order it is entered again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from db import filled, kinds
from db.errors import PaperTrouble
from db.filled import Sheet
from db.registers import Checklist, Inspection, Observation
from desktop.reports import blocks, sheet_lines
from desktop.reports.furniture import Sheet as Page
from desktop.reports.furniture import chinese_day
from desktop.reports.options import Chosen, Option, Report
from desktop.reports.photos import photos
from desktop.reports.press import Press
from desktop.reports.rows import Cell, Column
from desktop.reports.source import Source
from desktop.reports.tables import Table

FORM = "QS-JC-01"
WORDS = (Column("", 24), Column("", 151, "l"))
LINE = "______________"
BLANK_END, FILLED_END = 190.0, 150.0
"""Points that the words and the places to sign take below the table."""

OPTIONS = (
    Option("sheet", "编号", hint="一张或几张的编号，用逗号隔开"),
    Option("round", "轮次", "link", target="rounds", hint="这个轮次的全部检查表"),
    Option("state", "状态", "code", codes="sheet_state", hint="只打印空表，或只打印已完成的"),
    Option("checklist", "空白样表", "link", target="checklists", hint="没有编号的样表，用来张贴、学习"),
    Option("school", "样表给哪所学校", "link", target="schools", hint="只印这所学校要查的项目"),
)


def write(press: Press, source: Source, chosen: Chosen) -> None:
    """Every sheet is a paper of its own."""
    sheets = list(_wanted(source, chosen))
    if not sheets:
        raise PaperTrouble("没有要打印的检查表。", "请写编号，或选轮次、检查表。")
    for sheet in sheets:
        _one(press, source, sheet)


def _wanted(source: Source, chosen: Chosen) -> Iterator[Sheet]:
    if chosen.text("checklist") and not chosen.text("sheet") and not chosen.text("round"):
        yield from _samples(source, chosen)
        return
    where = [(name, chosen.text(name)) for name in ("round", "state") if chosen.text(name)]
    named = {word.replace("-", "") for word in chosen.words("sheet")}
    if not named and not chosen.text("round"):
        return
    rows = source.rows(Inspection, where, ("school", "staff", "checklist"))
    keys = [row["id"] for row in rows if not named or {row["id"].hex(), (row["serial"] or "").replace("-", "")} & named]
    yield from filled.read_many(source.connection, keys)


def _samples(source: Source, chosen: Chosen) -> Iterator[Sheet]:
    """Sheets of nobody: no number, no name. Several lists by their ids, or one by its title."""
    titles = source.context.titles("checklists")
    asked = chosen.text("checklist")
    school = source.schools(chosen.text("school"))[0][0] if chosen.text("school") else None
    for name in (asked,) if asked in titles.values() else chosen.words("checklist"):
        key = next((row for row, title in titles.items() if name in (title, row.hex())), None)
        if key is None:
            raise PaperTrouble(f"没有叫“{name}”的检查表。", "请从“检查表”台账里选。")
        yield filled.blank(source.connection, key, {"school_id": school, "state": "blank"})


def _one(press: Press, source: Source, sheet: Sheet) -> None:
    blank = not sheet.marks
    title = Checklist.title_of(sheet.checklist, source.context)

    def on_top() -> None:
        """A sheet of two pages says on both whose it is."""
        blocks.title(press, title, 1.5)
        blocks.ends(press, whom(source, sheet), f"编号：{sheet.row.get('serial') or LINE}", share=0.72)
        blocks.gap(press, 0.5)

    press.begin(Page(source.school, source.term, FORM, source.today), on_top)
    _head(press, source, sheet)
    (sheet_lines.blank if blank else sheet_lines.filled)(press, sheet, BLANK_END if blank else FILLED_END)
    _end(press, source, sheet, blank=blank)


# -- the head -------------------------------------------------------------------------------------------------


def whom(source: Source, sheet: Sheet) -> str:
    """受检学校：黑沟教学点　　教师：贺兰; a place to write where it is not known yet."""
    said = f"受检学校：{_named(source, sheet, 'schools', 'school_id')}"
    if sheet.checklist["target"] in ("teacher", "lesson"):
        said += f"　　教师：{_named(source, sheet, 'staff', 'staff_id')}"
    if sheet.checklist["target"] == "class":
        said += f"　　班级：{_named(source, sheet, 'classes', 'class_id')}"
    return said


def _named(source: Source, sheet: Sheet, register: str, column: str) -> str:
    return source.context.titles(register).get(sheet.row.get(column) or b"", "") or LINE


def _head(press: Press, source: Source, sheet: Sheet) -> None:
    """When and by whom; of a lesson also which."""
    row = sheet.row
    day = row.get("inspected_on")
    dated = chinese_day(kinds.read(Inspection.fields()["inspected_on"], day)) if day else "______年____月____日"
    by = f"检查人：{row.get('inspector') or LINE}"
    by += f"　　同行：{row['companions']}" if row.get("companions") else ""
    by += f"　　陪同：{row['host']}" if row.get("host") else ""
    blocks.ends(press, by, f"检查日期：{dated}", share=0.65)
    if sheet.checklist["target"] == "lesson":
        _lesson(press, source, sheet)
    blocks.gap(press, 1.5)


def _lesson(press: Press, source: Source, sheet: Sheet) -> None:
    lesson = _observation(source, sheet)
    fields = Observation.fields()

    def said(name: str, room: str = "________") -> str:
        return kinds.show(fields[name], lesson.get(name)) or room

    period = f"第{lesson['period']}节" if lesson.get("period") else "第____节"
    left = f"课题：{said('topic', '____________________')}　　课型：{said('lesson_kind')}"
    blocks.ends(press, left, f"{said('taught_to')}　{said('subject')}　{period}", share=0.64)


def _observation(source: Source, sheet: Sheet) -> Mapping[str, Any]:
    if "id" not in sheet.row:
        return {}
    return next(iter(source.rows(Observation, [("inspection", sheet.row["id"].hex())])), {})


# -- the end --------------------------------------------------------------------------------------------------


def _end(press: Press, source: Source, sheet: Sheet, *, blank: bool) -> None:
    lesson = _observation(source, sheet) if sheet.checklist["target"] == "lesson" else {}
    told = lesson or sheet.row
    blocks.gap(press, 1.5)
    press.need(100)
    table = Table(press, WORDS, [], style=sheet_lines.BODY, row_height=34 if blank else 24)
    table.row([Cell("主要优点", strong=True), told.get("merits") or ""])
    table.row([Cell("问题与建议", strong=True), told.get("advice") or ""])
    if lesson.get("low_effect"):
        table.row([Cell("低效课处理", strong=True), lesson["low_effect"]])
    table.close()
    _pictures(press, source, sheet)
    blocks.note(press, _rules(sheet))
    mine = {"teacher": "受检教师（签字）", "lesson": "授课教师（签字）"}.get(
        sheet.checklist["target"], "学校负责人（签字）"
    )
    blocks.signatures(press, f"检查人（签字）：{LINE}", f"{mine}：{LINE}", "日期：______年____月____日")


def _pictures(press: Press, source: Source, sheet: Sheet) -> None:
    taken = [
        (source.photo(note.photo), f"第{line.number}项 {line.content}")
        for line in sheet.lines
        if (note := sheet.notes.get(line.number)) and note.photo
    ]
    if taken:
        photos(press, taken)


def _rules(sheet: Sheet) -> str:
    """填写 and the written rules of scoring, as far as this list needs them."""
    said = [sheet.checklist["guide"] or ""]
    if any(not line.always for line in sheet.lines):
        said.append("不适用的项目从满分中减去：得分率＝得分÷（满分－不适用项目的满分）。")
    if any(line.item.veto for line in sheet.lines):
        said.append("※ 为一票否决项，有问题的整张表为最低一等。")
    if any(line.item.bonus for line in sheet.lines):
        said.append("加分项加进得分，总分不超过满分。")
    return "填写：" + "".join(said)


REPORT = Report("inspection-sheet", "检查表", write, OPTIONS, ledgers=("inspections", "checklists", "rounds"))
