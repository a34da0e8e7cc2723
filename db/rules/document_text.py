"""The text of a document: fields put in, empty lines left out, headings counted, and what each line is on the page.

The words of it are explained for offices in resources/documents/README.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "text", "first", "second", "left", "center", "right", "note", "blank", "grid", "table", "annex", "sign", "sides",
    "cut", "page",
]  # fmt: skip
Lookup = Callable[[str], str]
FIELD = re.compile(r"\{([^{}|]+)(?:\|([^{}]*))?\}")
_FIRST = re.compile(r"^([一二三四五六七八九十]{1,3})、")
_SECOND = re.compile(r"^（[一二三四五六七八九十]{1,3}）")
_MARK = re.compile(r"^【(表|附件|签字|双方|裁线|另页|注|顶格|居中|居右|空行)\s*(.*?)】$")
_KINDS: dict[str, Kind] = {
    "表": "table", "附件": "annex", "签字": "sign", "双方": "sides", "裁线": "cut", "另页": "page", "注": "note",
    "顶格": "left", "居中": "center", "居右": "right", "空行": "blank",
}  # fmt: skip
_SHORT = 24  # characters of a line that is a heading of the second order and no paragraph
DIGITS = "一二三四五六七八九"


@dataclass
class Block:
    """One line of the text as the page takes it. `parts` are the sides of a signature line, or the cells of a grid's
    rows (None where a cell goes on from its left); `widths` those of a grid's columns, in millimetres."""

    kind: Kind
    text: str = ""
    parts: list[str] = field(default_factory=list)
    rows: list[list[str | None]] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)


def names(text: str) -> list[str]:
    """The fields that stand in a text, in order, each once."""
    return list(dict.fromkeys(found[1].strip() for found in FIELD.finditer(text)))


def filled(text: str, lookup: Lookup, tables: Callable[[str], bool] = lambda name: True) -> str:
    """The text with its fields put in. {field|else} has something for an empty one.

    What is empty is left out: a line whose fields are all empty (unless it is a row of a grid, which people fill in by
    hand), a table without rows, and a heading of this text that had something under it and has nothing any more; the
    headings of this text that stay are counted anew. What somebody wrote into a field is never left out or changed.
    """
    lines = [_Line(line, lookup, tables) for line in text.split("\n")]
    _drop_empty_headings(lines)
    _count(lines)
    return "\n".join(line.text for line in lines if not line.dropped)


class _Line:
    """A line of a kind's own text: what became of it, and the order of heading it is (0 annex, 1 一、, 2 （一）)."""

    def __init__(self, line: str, lookup: Lookup, tables: Callable[[str], bool]) -> None:
        bare = line.strip()
        in_grid = bare.startswith("|")
        put = _Put(lookup, in_grid)
        self.text = FIELD.sub(put, line)
        marked = _MARK.match(bare)
        kind = _KINDS[marked[1]] if marked else ""
        empty_table = kind == "table" and marked is not None and not tables(marked[2].strip())
        self.dropped = empty_table or (bool(FIELD.search(line)) and not (put.any or in_grid))
        self.blank = not bare or kind in ("page", "blank")
        self.order = 0 if kind == "annex" else 1 if _FIRST.match(bare) else 2 if _SECOND.match(bare) else None
        if self.order in (1, 2) and FIELD.search(line):
            self.order = None  # a paragraph that begins with a number


def _drop_empty_headings(lines: Sequence[_Line]) -> None:
    """From the end, so that a heading whose lower ones all went goes too."""
    for at in range(len(lines) - 1, -1, -1):
        order = lines[at].order
        if order is None:
            continue
        under = []
        for line in lines[at + 1 :]:
            if line.order is not None and line.order <= order:
                break
            under.append(line)
        own = [line for line in under if not line.blank]
        if own and all(line.dropped for line in own):
            lines[at].dropped = True


def _count(lines: Sequence[_Line]) -> None:
    """一、二、三、 without a gap; each annex counts for itself."""
    number = 0
    for line in lines:
        if line.order == 0:
            number = 0
        elif line.order == 1 and not line.dropped:
            number += 1
            line.text = _FIRST.sub(f"{numeral(number)}、", line.text.strip())


class _Put:
    """Puts values in the place of fields, and knows whether any of them was there."""

    def __init__(self, lookup: Lookup, in_grid: bool) -> None:
        self.any, self._lookup, self._in_grid = False, lookup, in_grid

    def __call__(self, found: re.Match[str]) -> str:
        value = self._lookup(found[1].strip()) or found[2] or ""
        self.any = self.any or bool(value)
        # In a cell of a grid the value's own breaks are //, and no | may end it.
        return value.replace("\n", "//").replace("|", "｜") if self._in_grid else value


def blocks(text: str) -> list[Block]:
    """The lines of a filled text. （一）… heads something only where something follows it, else it is a paragraph."""
    found = list(_read(text))
    for place, block in enumerate(found):
        after = found[place + 1].kind if place + 1 < len(found) else ""
        if block.kind == "second" and after not in ("text", "grid", "table"):
            block.kind = "text"
    return found


def _read(text: str) -> Iterator[Block]:
    grid: Block | None = None
    for line in text.split("\n"):
        line = line.rstrip()
        if line.lstrip().startswith("|"):
            if grid is None:
                grid = Block("grid")
            _into_grid(grid, line.strip())
            continue
        if grid is not None:
            yield grid
            grid = None
        if line.strip():
            yield _line(line.strip())
    if grid is not None:
        yield grid


def _line(line: str) -> Block:
    marked = _MARK.match(line)
    if marked:
        kind, words = _KINDS[marked[1]], marked[2].strip()
        parts = [part.strip() for part in words.split("|")] if kind in ("sign", "sides") else []
        return Block(kind, words, parts)
    if _FIRST.match(line) and not _runs_on(line) and not line.endswith("。"):
        return Block("first", line)
    if _SECOND.match(line) and not _runs_on(line):
        return Block("second", line)
    return Block("text", line)


def _runs_on(line: str) -> bool:
    """A paragraph that only begins like a heading: it is long, or a sentence ends within it."""
    return len(line) > _SHORT or "。" in line[:-1] or line.endswith("；")


def _into_grid(grid: Block, line: str) -> None:
    """|= 20 40 gives the columns' widths; | a | < | is a cell over two columns; // breaks the line within a cell."""
    if line.startswith("|="):
        grid.widths = [float(width) for width in re.findall(r"\d+(?:\.\d+)?", line)]
        return
    cells = [cell.strip().replace("//", "\n") for cell in line.removeprefix("|").removesuffix("|").split("|")]
    grid.rows.append([None if cell == "<" and i else cell for i, cell in enumerate(cells)])


def numeral(number: int) -> str:
    """1 to 99 as a heading counts: 一, 十, 十二, 二十一."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else DIGITS[tens - 1] + "十"
    return head + (DIGITS[ones - 1] if ones else "")
