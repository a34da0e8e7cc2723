"""一路相伴: who looked after the child and came to see it; written only when it was asked for."""

from __future__ import annotations

from db.registers import CareFile, HomeVisit
from desktop.reports import blocks
from desktop.reports.booklet.book import TEXT, Book, Chapter
from desktop.reports.rows import Column
from desktop.reports.tables import Table

VISITS = (Column("日期", 30), Column("方式", 24, "f"), Column("谁来了", 64, "f"))
CARING = "3"
"""家访事由: 关爱走访; what a visit was about else is nobody's keepsake."""


def there(book: Book) -> bool:
    return bool(book.rows(CareFile) or _visits(book))


def _visits(book: Book) -> list[dict[str, object]]:
    return [row for row in book.rows(HomeVisit, ("on",)) if row["purpose"] in (None, "", "1", CARING)]


def write(book: Book) -> None:
    book.title("一路相伴")
    reader = book.reader(CareFile)
    for row in book.rows(CareFile):
        book.facts([("结对教师", reader.text(row, "teacher")), ("照料我的人", str(row["guardian"] or ""))])
    visits = _visits(book)
    if visits:
        book.heading("家访")
        words = book.reader(HomeVisit)
        table = Table(book.press, VISITS, style=TEXT, row_height=20, head_height=20)
        for row in visits:
            table.row([words.text(row, "on"), words.text(row, "way"), words.text(row, "visitors")])
        table.close()
        blocks.gap(book.press, 3)


CHAPTER = Chapter("care", "一路相伴", there, write, asked=True)
