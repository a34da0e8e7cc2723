"""使用手册: the pages behind F1 as one booklet, to keep beside the computer."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from desktop.reports import blocks
from desktop.reports.faces import HEI, SONG
from desktop.reports.furniture import Sheet
from desktop.reports.options import Chosen, Report
from desktop.reports.press import Press
from desktop.reports.rows import Column
from desktop.reports.source import Source
from desktop.reports.tables import Table
from desktop.reports.words import Words

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "manual"
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
_ITEM = re.compile(r"(\*|\d+\.) +(.*)")


class Block(NamedTuple):
    """A piece of a page: kind is title, heading, text, item, row, code or picture."""

    kind: str
    text: str
    mark: str = ""


def pages() -> list[str]:
    """Names of the manual's pages in reading order."""
    found: list[str] = tomllib.loads((FOLDER / "contents.toml").read_text("utf-8"))["pages"]
    return found


def blocks_of(source: str) -> Iterator[Block]:
    """A page of Markdown as pieces to print; only what the manual uses is understood."""
    code = False
    for line in source.splitlines():
        if line.startswith("```"):
            code = not code
        elif code:
            yield Block("code", line)
        elif found := _PICTURE.fullmatch(line.strip()):
            yield Block("picture", found[2], found[1])
        elif line.startswith("#"):
            yield Block("title" if line.startswith("# ") else "heading", _plain(line.lstrip("# ")))
        elif found := _ITEM.match(line):
            yield Block("item", _plain(found[2]), "·" if found[1] == "*" else found[1])
        elif line.startswith("|"):
            if not set(line) <= set("|-: "):
                yield Block("row", line)
        elif line.strip():
            yield Block("text", _plain(line))


def _plain(text: str) -> str:
    return _LINK.sub(r"\1", text).replace("**", "").replace("`", "")


def write(press: Press, source: Source, chosen: Chosen) -> None:
    """All pages one after another; each begins on a page of its own."""
    sheet = Sheet("乡校台账", "使用手册", "", source.today)
    press.begin(sheet)
    blocks.gap(press, 60)
    blocks.write(press, Words("乡校台账", SONG, 30, 44, "center", bold=True))
    blocks.write(press, Words("使用手册", SONG, 20, 36, "center"))
    for name in pages():
        press.turn()
        for kind, group in groupby(blocks_of((FOLDER / f"{name}.md").read_text("utf-8")), key=lambda block: block.kind):
            if kind == "row":
                _table(press, [block.text for block in group])
            else:
                for block in group:
                    _piece(press, block)


def _piece(press: Press, block: Block) -> None:
    if block.kind == "title":
        blocks.title(press, block.text, 4)
    elif block.kind == "heading":
        blocks.gap(press, 3)
        blocks.heading(press, block.text, 13, 60)
    elif block.kind == "picture":
        file = FOLDER / block.text
        if file.is_file():
            blocks.gap(press, 2)
            press.picture(file, press.width)
            blocks.gap(press, 2)
    elif block.kind == "item":
        blocks.write(press, Words(f"{block.mark} {block.text}", SONG, 11, 18, indent=1))
    elif block.kind == "code":
        blocks.write(press, Words(block.text, HEI, 9, 14, indent=2))
    else:
        blocks.write(press, Words(block.text, SONG, 11, 18, indent=2))
        blocks.gap(press, 1)


def _table(press: Press, lines: list[str]) -> None:
    rows = [[_plain(cell.strip()) for cell in line.strip().strip("|").split("|")] for line in lines]
    blocks.gap(press, 2)
    width = 175 / len(rows[0])
    table = Table(press, [Column(label, width, "l") for label in rows[0]], row_height=20)
    for row in rows[1:]:
        table.row(row)
    table.close()
    blocks.gap(press, 2)


REPORT = Report("manual", "使用手册", write)
