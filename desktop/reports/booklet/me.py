"""我: who the child is, and the school's years so far, class by class."""

from __future__ import annotations

from datetime import date

from db.registers import GrowthNote, Movement, Student
from db.rules.calendar import term_label
from desktop.reports import blocks
from desktop.reports.booklet.book import TEXT, Book, Chapter
from desktop.reports.furniture import chinese_day
from desktop.reports.rows import Column
from desktop.reports.tables import Table

WAY = (Column("学期", 46), Column("班级", 30, "f"), Column("班主任", 24, "f"), Column("操行", 18))
COME = (Column("日期", 30), Column("经过", 88, "l"))


def write(book: Book) -> None:
    press, reader, child = book.press, book.reader(Student), book.child
    book.title("我")
    born = date.fromisoformat(child["born_on"]) if child["born_on"] else None
    book.facts(
        [
            ("姓名", book.name), ("性别", reader.text(child, "sex")), ("生日", chinese_day(born) if born else ""),
            ("民族", reader.text(child, "nation")), ("学校", reader.text(child, "school")),
            ("班级", reader.text(child, "class")), ("入学年月", str(child["entered_in"] or "")),
            ("特长", str(child["talent"] or "")),
        ]
    )  # fmt: skip
    notes = book.rows(GrowthNote, ("year", "term"))
    if notes:
        notes_reader = book.reader(GrowthNote)
        book.heading("走过的学期")
        table = Table(press, WAY, style=TEXT, row_height=19, head_height=20)
        for row in notes:
            term = term_label(row["year"], int(row["term"]))
            table.row(
                [term, str(row["class_name"] or ""), str(row["teacher"] or ""), notes_reader.text(row, "conduct")]
            )
        table.close()
        blocks.gap(press, 4)
    _moves(book)
    book.said("我想说的话", "", least=max(press.room - 60, 70))


def _moves(book: Book) -> None:
    """Movements that took effect: came from, went to, was away and came back."""
    reader = book.reader(Movement)
    moves = [row for row in book.rows(Movement, ("happened_on",)) if row["happened_on"]]
    if not moves:
        return
    book.heading("转学与休复学")
    table = Table(book.press, COME, style=TEXT, row_height=19, head_height=20)
    for row in moves:
        places = [reader.text(row, name) for name in ("out_school", "in_school", "place")]
        way = " → ".join(dict.fromkeys(place for place in places if place))
        table.row([reader.text(row, "happened_on"), f"{reader.text(row, 'kind')}　{way}"])
    table.close()
    blocks.gap(book.press, 4)


CHAPTER = Chapter("me", "我", lambda book: True, write)
