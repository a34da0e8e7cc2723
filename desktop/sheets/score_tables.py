"""Finding the score table of a sheet: who stands in which row, which column is which subject, what is only a sum."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from db.codes import code_list
from db.rules.text import tidy, tidy_name
from desktop.sheets.headings import key_of
from desktop.sheets.reading import Tab

LOOKED_AT = 40
NAMES = {"姓名", "学生姓名", "学生", "名字"}
NUMBERS = {"考号", "学号", "座号", "准考证号", "班内学号", "考生号"}
DOUBT_NUMBERS = {"待处理编号"}
_FULL = re.compile(r"[（(](?:满分)?([0-9]{2,3})分?[)）]")
_BRACKETS = re.compile(r"[（(].*?[)）]")
_ADDED = re.compile(r"(?:成绩|分数|得分|卷面分?|等级)$")
_SUMS = re.compile(
    r"(?:班级?|年级)?(?:总?平均|均分|合计|总计|总分|小计|最高|最低|及格|合格|优秀|良好|低分|人数|应考|实考|标准差|名次|"
    r"任课|科任|班主任|教师|监考|阅卷|填表|审核|校长|说明|备注|注[:：])"
)
"""Words at the beginning of a row that is a sum, an average or a signature and no pupil."""


@dataclass(frozen=True, slots=True)
class SubjectColumn:
    """A column of marks: its place from 0, its heading, the code of its subject, a full mark the heading names."""

    index: int
    heading: str
    subject: str
    full: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A pupil's row: the sheet's own row number, the name, the number beside it, cells by subject."""

    number: int
    name: str
    seat: str
    cells: dict[str, Any]
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """A score table inside a tab. columns: every heading with the subject it is, or None where it is not taken in."""

    tab: str
    title: str
    columns: dict[str, str | None]
    subjects: tuple[SubjectColumn, ...]
    rows: tuple[ScoreRow, ...]


def find_score_table(tab: Tab) -> ScoreTable | None:
    """The table of a tab, or None where no row has a heading for names and one for a subject."""
    for number, row in enumerate(tab.rows[:LOOKED_AT], 1):
        names = [i for i, cell in enumerate(row) if isinstance(cell, str) and key_of(cell) in NAMES]
        subjects = _subjects(row)
        if names and subjects:
            title = " ".join(_texts(tab.rows[: number - 1]))
            known = {column.index: column.subject for column in subjects}
            columns = {
                tidy(str(cell)): known.get(i)
                for i, cell in enumerate(row)
                if str(cell).strip() and (i not in known or known[i])
            }
            rows = tuple(_rows(tab, number, names[0], subjects, _seat_column(row), _doubt_column(row)))
            return ScoreTable(tab.name, title, columns, subjects, rows)
    return None


def _texts(rows: list[list[Any]]) -> Iterator[str]:
    return (tidy(str(cell)) for row in rows for cell in row if isinstance(cell, str) and cell.strip())


def subject_of(heading: str) -> SubjectColumn | None:
    """语文, 数学成绩, 英语（满分120）: the subject a heading names, and the full mark it may name."""
    text = tidy(heading)
    full = _FULL.search(text)
    plain = _ADDED.sub("", _BRACKETS.sub("", text).strip())
    try:
        subject = code_list("subject").read(plain)
    except ValueError:
        return None
    known = code_list("subject")
    if plain.isdigit() or plain not in next(((c.label, *c.names) for c in known if c.code == subject), ()):
        return None
    return SubjectColumn(-1, text, subject, Decimal(full[1]) if full else None)


def _subjects(row: list[Any]) -> tuple[SubjectColumn, ...]:
    """The first column of each subject; a second one (名次 under 语文 …) is not taken."""
    found: dict[str, SubjectColumn] = {}
    for index, cell in enumerate(row):
        if isinstance(cell, str) and cell.strip() and (one := subject_of(cell)) is not None:
            found.setdefault(one.subject, SubjectColumn(index, one.heading, one.subject, one.full))
    return tuple(found.values())


def _seat_column(row: list[Any]) -> int | None:
    return next((i for i, cell in enumerate(row) if isinstance(cell, str) and key_of(cell) in NUMBERS), None)


def _doubt_column(row: list[Any]) -> int | None:
    return next((i for i, cell in enumerate(row) if isinstance(cell, str) and key_of(cell) in DOUBT_NUMBERS), None)


def _rows(
    tab: Tab, heading: int, name: int, subjects: tuple[SubjectColumn, ...], seat: int | None, doubt: int | None
) -> Iterator[ScoreRow]:
    for number in range(heading + 1, len(tab.rows) + 1):
        row = tab.rows[number - 1]
        called = tidy_name(str(row[name])) if isinstance(row[name], str) else ""
        first = next((tidy(str(cell)) for cell in row if str(cell).strip()), "")
        if not called or key_of(called) in NAMES or _SUMS.match(first) or _SUMS.match(called):
            continue
        cells = {column.subject: row[column.index] for column in subjects}
        where = tidy(str(row[seat])) if seat is not None else ""
        yield ScoreRow(number, called, where, cells, tidy(str(row[doubt])) if doubt is not None else "")


def shown(cell: Any) -> str:
    """A cell of marks as text: 80.0 is 80."""
    if isinstance(cell, float):
        return f"{cell:.10g}"
    return str(cell)
