"""Finding the roster in a sheet: its heading rows, what stands above and between, and the rows that are people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from db.rules.text import tidy
from desktop.sheets.headings import Headings, full_heading, key_of
from desktop.sheets.reading import Tab

LOOKED_AT = 80
"""Rows from the top among which the heading is looked for."""

_FOOTER = re.compile(
    r"(?:总?合计|总计|小计|共计|累计|总人数|平均分?|[校园]长[（(]?[签章]|[校园]长[:：]|填表|填报|填写人|统计人|制表|审核|负责人|日期[:：]|单位[:：（(]|学校[:：（(]|经办人|"
    r"班主任[（(]?签|班主任[:：]|签字|公章|盖章|注[:：]|说明[:：]?|填写?说明|备注[:：]|附[:：]|第\s*\d+\s*页)"
)
_LINE = re.compile(
    r".*(?:花名册|名册|名单|登记表|统计表|一览表|信息表)|[小中大]班|"
    r"(?:小学|初中?)?[一二三四五六七八九1-9]年级(?:[（(]?[0-9一二三四五六七八九]{1,2}[)）]?班)?|"
    r"[一二三四五六七八九小中大][（(]?[0-9]{1,2}[)）]?班"
)
"""What stands alone in the first column and is no row: a title that comes again, the class whose rows follow."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a sheet: its place from 0, and its words, with the group over it where there is one."""

    index: int
    group: str
    text: str

    @property
    def full(self) -> str:
        return full_heading(self.group, self.text)


@dataclass(slots=True)
class Found:
    """A roster inside a tab. Row numbers are the sheet's own, from 1."""

    tab: Tab
    heading_row: int
    first_row: int
    headings: list[Heading]
    title: str
    _repeats: dict[int, set[str]] = field(default_factory=dict)

    def rows(self) -> Iterator[tuple[int, list[Any], str]]:
        """(row number, cells, caption) of every row that may be a person: no blanks, footers, repeated headings.

        The caption is the last line of text that stood alone above the row, such as 一年级 between two classes.
        """
        caption, blank = "", [""] * len(self.headings)
        indexes = [h.index for h in self.headings]
        for number in range(self.first_row, len(self.tab.rows) + 1):
            row = self.tab.rows[number - 1]
            first = next((cell for cell in row if cell != ""), "")
            if first == "" or (isinstance(first, str) and not first.strip() and not any(str(c).strip() for c in row)):
                continue
            if isinstance(first, str):
                if self._is_heading(row):
                    continue
                alone = sum(1 for cell in row if cell != "") == 1
                if alone and (_FOOTER.match(tidy(first)) or self._stands_across(number, row, first)):
                    caption = tidy(first)
                    continue
                if _FOOTER.match(tidy(first)) and self._is_sum(row):
                    continue
            if [row[i] for i in indexes] != blank:
                yield number, row, caption

    def _is_heading(self, row: list[Any]) -> bool:
        """Headings come again at page breaks, sometimes only their lower row."""
        seen = 0
        for index, texts in self._repeats.items():
            cell = row[index]
            if cell == "":
                continue
            if not isinstance(cell, str) or key_of(cell) not in texts:
                return False
            seen += 1
        return seen >= 2 or (seen == 1 and len(self._repeats) == 1)

    def _stands_across(self, number: int, row: list[Any], first: str) -> bool:
        """A line of text over the whole width: a title, a class's name, a remark; not a lone cell of a column."""
        at = row.index(first)
        wide = any(a <= number - 1 <= c and b == at and d - b >= 2 for a, b, c, d in self.tab.merged)
        return wide or len(tidy(first)) > 30 or (at == 0 and _LINE.fullmatch(tidy(first)) is not None)

    def _is_sum(self, row: list[Any]) -> bool:
        """合计 44人 … in several cells: whoever is called so has no other words beside."""
        return sum(1 for cell in row if isinstance(cell, str) and cell.strip()) <= max(3, len(self.headings) // 3)


def find_table(tab: Tab, headings: Headings) -> Found | None:
    """The roster of a tab, or None where no row reads like a heading of this register."""
    top = tab.rows[:LOOKED_AT]
    scores = [_score(row, headings) for row in top]
    best = max(scores, default=0)
    if best < 2 and not (best == 1 and tab.rows and len(tab.rows[0]) <= 2):
        return None
    at = next(i for i, score in enumerate(scores) if score >= max(best * 0.6, 1))
    upper, lower = at, at
    if _is_lower_row(top, at, headings, tab):
        lower = at + 1
    elif at > 0 and _is_upper_row(top[at - 1], top[at], tab, at - 1):
        upper = at - 1
    columns = _columns(top[upper], top[lower] if lower != upper else None, upper, tab)
    title = " ".join(tidy(str(cell)) for row in top[:upper] for cell in row if isinstance(cell, str) and cell.strip())
    found = Found(tab, upper + 1, lower + 2, columns, title)
    for heading in columns:
        words = {key_of(heading.text), key_of(heading.group)} - {""}
        if words:
            found._repeats[heading.index] = words
    return found


def _score(row: list[Any], headings: Headings) -> int:
    seen = {key_of(cell) for cell in row if isinstance(cell, str) and cell.strip() and len(cell) <= 40}
    return sum(1 for text in seen if text and headings.knows("", text))


def _is_lower_row(top: list[list[Any]], at: int, headings: Headings, tab: Tab) -> bool:
    """Whether the row below is heading too: only words, each under a group or an empty cell, known ones among them."""
    if at + 1 >= len(top):
        return False
    upper, below = top[at], top[at + 1]
    words = [(i, cell) for i, cell in enumerate(below) if cell != ""]
    if not words or any(not isinstance(cell, str) or len(cell) > 30 for _, cell in words):
        return False
    groups = _groups(upper, below, at, tab)
    known = sum(1 for i, cell in words if headings.knows(groups[i], cell) or headings.knows("", cell))
    beside = sum(1 for i, _ in words if upper[i] == "" or groups[i] != tidy(str(upper[i])) or _is_wide(tab, at, i))
    return known * 2 > len(words) and (beside * 2 >= len(words))


def _is_upper_row(above: list[Any], row: list[Any], tab: Tab, number: int) -> bool:
    """Whether the row above holds groups: several short words, not a title over everything."""
    words = [cell for cell in above if cell != ""]
    if len(words) < 2 or any(not isinstance(c, str) or len(c) > 20 or re.search(r"[:：]", c) for c in words):
        return False
    filled = any(above[i] != "" and row[i] == "" for i in range(len(row)))
    return filled or any(a == number and d > b for a, b, _, d in tab.merged)


def _is_wide(tab: Tab, row: int, column: int) -> bool:
    return any(a <= row <= c and b <= column <= d and d > b for a, b, c, d in tab.merged)


def _groups(upper: list[Any], lower: list[Any] | None, number: int, tab: Tab) -> list[str]:
    """What stands over each column: the merged cell's words or, where nothing is merged, the last words at its left."""
    texts = [tidy(str(cell)) if cell != "" else "" for cell in upper]
    merged = [(b, d) for a, b, c, d in tab.merged if a <= number <= c]
    for first, last in merged:
        for column in range(first + 1, min(last + 1, len(texts))):
            texts[column] = texts[first]
    if lower is not None and not merged:
        for column in range(1, len(texts)):
            if texts[column] == "" and lower[column] != "":
                texts[column] = texts[column - 1]
    return texts


def _columns(upper: list[Any], lower: list[Any] | None, number: int, tab: Tab) -> list[Heading]:
    groups = _groups(upper, lower, number, tab)
    found = []
    for index, group in enumerate(groups):
        below = tidy(str(lower[index])) if lower is not None and lower[index] != "" else ""
        text = below or group
        if text:
            found.append(Heading(index, group if below and group != below else "", text))
    return found
