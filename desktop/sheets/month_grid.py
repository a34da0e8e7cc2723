"""A month grid typed into a sheet: names down, days across, a mark in each cell; read as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from db.rules.text import tidy, tidy_name
from desktop.sheets.reading import Tab

LOOKED_AT = 12
"""Rows from the top among which the days are looked for."""

FEWEST = 5
"""Days a row must name to be taken for the head of a grid."""

NAMES = ("姓名", "学生姓名", "学生", "名字")
_FOOT = re.compile(r"(应到|实到|合计|总计|小计|出勤|缺勤|签名|点名|班主任|图例|说明|备注|注[:：]|制表|填表|统计)")
_HALF = {"上午": "1", "上": "1", "早": "1", "午前": "1", "下午": "2", "下": "2", "午后": "2"}
_MONTH = re.compile(r"(?:(20[0-9]{2})\s*年)?\s*([0-9]{1,2})\s*月|(20[0-9]{2})[.\-/]([0-9]{1,2})(?![0-9])")


@dataclass(frozen=True)
class DayColumn:
    """A column of marks: the day of the month, and which half of it (empty: all of it)."""

    index: int
    day: int
    half: str = ""


@dataclass(frozen=True)
class Grid:
    """What a tab holds. `title` is all that stands above, with the tab's own name; row numbers count from 1."""

    tab: str
    title: str
    columns: tuple[DayColumn, ...]
    rows: tuple[tuple[int, str, tuple[str, ...]], ...]

    @property
    def month(self) -> tuple[int | None, int] | None:
        """Year (where it is written) and month that the title names."""
        found = _MONTH.search(self.title)
        if found is None:
            return None
        year, month = found[1] or found[3], int(found[2] or found[4])
        return (int(year) if year else None, month) if 1 <= month <= 12 else None


def find_grid(tab: Tab) -> Grid | None:
    """The grid of a tab, or None where no row reads like the days of a month."""
    for number, row in enumerate(tab.rows[:LOOKED_AT]):
        days = _days(row)
        if len(days) < FEWEST:
            continue
        below = tab.rows[number + 1] if number + 1 < len(tab.rows) else []
        name = _name_column(tab.rows[: number + 2], min(days))
        if name is None:
            continue
        columns = tuple(_columns(days, row, below))
        title = " ".join(tidy(str(cell)) for above in tab.rows[:number] for cell in above if str(cell).strip())
        return Grid(tab.name, f"{title} {tab.name}", columns, tuple(_rows(tab, number + 1, name, columns)))
    return None


def _days(row: Sequence[Any]) -> dict[int, int]:
    """Columns whose heading is a day of a month, as long as the days rise."""
    found: dict[int, int] = {}
    for index, cell in enumerate(row):
        day = _day(cell)
        if day is not None and day > max(found.values(), default=0):
            found[index] = day
    return found


def _day(cell: Any) -> int | None:
    if isinstance(cell, (date, datetime)):
        return cell.day
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        return int(cell) if cell == int(cell) and 1 <= cell <= 31 else None
    found = re.fullmatch(r"(?:[0-9]{1,2}月)?([0-9]{1,2})[日号]?", tidy(str(cell)).replace(" ", ""))
    return int(found[1]) if found and 1 <= int(found[1]) <= 31 else None


def _name_column(head: Sequence[Sequence[Any]], before: int) -> int | None:
    """Where the names stand: the column headed so, left of the days."""
    for row in head:
        for index, cell in enumerate(row[:before]):
            if isinstance(cell, str) and tidy(cell).replace(" ", "") in NAMES:
                return index
    return None


def _columns(days: dict[int, int], row: Sequence[Any], below: Sequence[Any]) -> Iterator[DayColumn]:
    """A day is one column, or two where the row below says 上午 and 下午."""
    for index, day in sorted(days.items()):
        half = _HALF.get(tidy(str(below[index])) if index < len(below) else "", "")
        yield DayColumn(index, day, half)
        after = index + 1
        free = after not in days and (after >= len(row) or row[after] == "")
        if half == "1" and free and after < len(below) and _HALF.get(tidy(str(below[after]))) == "2":
            yield DayColumn(after, day, "2")


def _rows(tab: Tab, start: int, name: int, columns: Sequence[DayColumn]) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """(row number, name, marks) of every line that names a pupil, up to the sums and signatures."""
    for number in range(start, len(tab.rows)):
        row = tab.rows[number]
        said = next((tidy(str(cell)) for cell in row[: name + 1] if str(cell).strip()), "")
        if said and _FOOT.match(said.replace(" ", "")):
            return
        who = tidy_name(str(row[name])) if name < len(row) else ""
        if who and who not in NAMES and not who.replace(".", "").isdigit():
            yield number + 1, who, tuple(_text(row[c.index]) if c.index < len(row) else "" for c in columns)


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    return tidy(str(cell))
