"""我的学期: one term after the other: levels, attendance, what teacher, child and family say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from db import codes
from db.registers import Absence, GrowthLevel, GrowthNote, Term
from db.rules.attendance import ABSENT
from db.rules.calendar import term_label
from desktop.reports import blocks
from desktop.reports.booklet.book import TEXT, Book, Chapter
from desktop.reports.faces import KAI, SONG
from desktop.reports.rows import Cell, Column
from desktop.reports.tables import Table
from desktop.reports.words import Words

Row = Mapping[str, Any]
Key = tuple[int, str]
SIDES = (Column("方面", 30, "f"), Column("等级", 20), Column("写实记录", 68, "l"))


def terms_of(book: Book) -> list[Key]:
    """Terms of which anything was written, in order."""
    found = {(row["year"], row["term"]) for register in (GrowthNote, GrowthLevel) for row in book.rows(register)}
    return sorted(found)


def write(book: Book) -> None:
    """The first term stands under the chapter's title, the others on pages of their own."""
    notes = {(row["year"], row["term"]): row for row in book.rows(GrowthNote)}
    levels: dict[Key, dict[str, Row]] = {}
    for row in book.rows(GrowthLevel):
        levels.setdefault((row["year"], row["term"]), {})[row["side"]] = row
    for number, key in enumerate(terms_of(book)):
        if number:
            book.press.turn()
        book.title(term_label(key[0], int(key[1])), 16)
        _term(book, key, notes.get(key), levels.get(key, {}))


def _term(book: Book, key: Key, row: Row | None, levels: Mapping[str, Row]) -> None:
    reader = book.reader(GrowthNote)
    if row is not None:
        said = (
            str(row["class_name"] or ""), f"班主任 {row['teacher']}" if row["teacher"] else "",
            f"操行 {reader.text(row, 'conduct')}" if row["conduct"] else "", attended(book, key),
        )  # fmt: skip
        blocks.write(book.press, Words("　　".join(part for part in said if part), KAI, 11, 17, "center"))
        blocks.gap(book.press, 2)
    if levels:
        _levels(book, levels)
    if row is None:
        return
    if row["honours"]:
        book.heading("这学期得到的鼓励", 30)
        for line in str(row["honours"]).splitlines():
            blocks.write(book.press, Words(f"★ {line}", SONG, 10.5, 17, indent=1))
        blocks.gap(book.press, 2)
    book.said("老师的话", str(row["teacher_words"] or ""), _signed("班主任", row["teacher"]), 60)
    book.said("我的话", str(row["self_words"] or ""), least=40)
    book.said("家长的话", str(row["parent_words"] or ""), _signed("家长", row["parent"]), 40)


def _signed(post: str, name: Any) -> str:
    return f"{post}：{name}" if name else f"{post}：__________"


def _levels(book: Book, levels: Mapping[str, Row]) -> None:
    """Five sides in levels; a level is a word and as many marks, never a figure."""
    book.heading("综合素质评价")
    table = Table(book.press, SIDES, style=TEXT, row_height=18, head_height=18)
    names = codes.code_list("growth_level")
    for side in codes.code_list("growth_side"):
        row = levels.get(side.code)
        if row is not None:
            table.row([side.label, Cell(names.label(row["level"])), str(row["fact"] or "")])
    table.close()
    blocks.gap(book.press, 1.5)
    book.note("等级分优、良、合格、待提高；不用分数，不排名次。")
    blocks.gap(book.press, 2.5)


def attended(book: Book, key: Key) -> str:
    """How many times the child was away in that term, by the roll calls; empty where nobody was called."""
    term = next((row for row in book.source.rows(Term) if (row["year"], row["term"]) == key), None)
    if term is None or not term["starts_on"] or not term["ends_on"]:
        return ""
    called = book.source.connection.exec_driver_sql(
        'SELECT 1 FROM roll_calls WHERE deleted = 0 AND class_id = ? AND "on" BETWEEN ? AND ? LIMIT 1',
        (book.child["class_id"], term["starts_on"], term["ends_on"]),
    ).first()
    away = [
        row for row in book.rows(Absence)
        if row["on"] and term["starts_on"] <= row["on"] <= term["ends_on"] and row["reason"] in ABSENT
    ]  # fmt: skip
    days = len({row["on"] for row in away})
    return f"请假、缺勤 {days} 天" if days else "全勤" if called else ""


CHAPTER = Chapter("terms", "我的学期", lambda book: bool(terms_of(book)), write)
