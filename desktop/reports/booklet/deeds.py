"""诚信: good deeds and promises; a reminder is between teacher and child, and prints only when it was asked for."""

from __future__ import annotations

from db.registers import Honesty
from desktop.reports.booklet.book import TEXT, Book, Chapter
from desktop.reports.options import SPECIAL
from desktop.reports.rows import Column
from desktop.reports.tables import Table

REMINDER = "3"
COLUMNS = (Column("日期", 26), Column("类别", 22, "f"), Column("事情", 70, "l"))


def deeds(book: Book) -> list[dict[str, object]]:
    return [row for row in book.rows(Honesty, ("on",)) if row["kind"] != REMINDER or book.chosen.yes(SPECIAL.name)]


def write(book: Book) -> None:
    book.title("我的诚信")
    reader = book.reader(Honesty)
    table = Table(book.press, COLUMNS, style=TEXT, row_height=20, head_height=20)
    for row in deeds(book):
        what = "\n".join(part for part in (reader.text(row, "what"), reader.text(row, "after")) if part)
        table.row([reader.text(row, "on"), reader.text(row, "kind"), what])
    table.close()


CHAPTER = Chapter("deeds", "我的诚信", lambda book: bool(deeds(book)), write)
