"""The details of a filed row as tables: short columns side by side, what is longer on a line below."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from db.fields import Field
from db.registers import Part
from desktop.reports import blocks
from desktop.reports.options import SPECIAL, Chosen
from desktop.reports.photos import photos
from desktop.reports.press import Press
from desktop.reports.roster import NUMBER, spread
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.source import Reader, Source
from desktop.reports.tables import Table

WIDEST = 50
"""Characters of a line for the columns side by side."""

LONG = 12
"""A field that wants more room than this stands on a line below; a note that is the only one takes the room left."""

PADDING = 1.5
"""Characters that the air at both sides of a cell comes to."""

BODY = Style(size=9, pad=3, air=1.5)


def write(press: Press, source: Source, chosen: Chosen, part: Part, whole: bytes, shown: Collection[str] = ()) -> None:
    """家访（3次）and a table of them; nothing where there are none. shown: photographs the page has already."""
    register = part.register
    rows = list(source.rows(register, [(part.link.name, whole.hex())]))
    if not rows:
        return
    reader = Reader(register, source.context, chosen.private)
    fields = _fields(part, rows, special=chosen.yes(SPECIAL.name))
    beside, below = _share(fields, register.title_field)
    blocks.heading(press, f"{register.title}　{len(rows)} 条", following=52)
    room = WIDEST - sum(_wide(field) for field in beside if field.kind != "note")
    widths = [Column(f.label, room if f.kind == "note" else _wide(f), "c" if f.width < 6 else "l") for f in beside]
    columns = [NUMBER, *spread(widths, press.width - NUMBER.width * 72 / 25.4)]
    table = Table(press, columns, style=BODY, row_height=16, who=1)
    for number, row in enumerate(rows, 1):
        said = [(field.label, reader.text(row, field.name)) for field in below]
        table.row([str(number), *(reader.text(row, field.name) for field in beside)])
        for label, text in said:
            if text:
                table.row(["", Cell(f"{label}：{text}", len(beside), align="l")])
    table.close()
    blocks.gap(press, 2)
    photographed = [field for field in register.fields().values() if field.kind == "photo"]
    day = next((field.name for field in fields if field.kind == "day"), "")
    pictures = [
        (source.photo(str(row[field.column])), f"{reader.text(row, day) if day else register.one} {field.label}")
        for row in rows
        for field in photographed
        if row[field.column] and row[field.column] not in shown
    ]
    if pictures:
        photos(press, pictures)


def _wide(field: Field) -> float:
    """Characters of a column that does not break its days and labels."""
    return max(field.width, len(field.label)) + PADDING


def _fields(part: Part, rows: Sequence[Mapping[str, Any]], *, special: bool) -> list[Field]:
    """What stands in any of these rows; not what their whole says already, what hurts only when it is wanted."""
    told = {part.link.name, "school"}
    return [
        field
        for field in part.register.fields().values()
        if field.name not in told
        and field.kind != "photo"
        and (special or not field.hurts)
        and any(row.get(field.column) not in (None, "") for row in rows)
    ]


def _share(fields: Sequence[Field], title_field: str) -> tuple[list[Field], list[Field]]:
    """Which stand side by side, the listed ones first, and which below."""
    short = [field for field in fields if field.kind != "note" and field.width <= LONG]
    beside: list[Field] = []
    room = float(WIDEST)
    for field in sorted(short, key=lambda f: (f.name != title_field, not f.listed)):
        if room >= field.width or not beside:
            beside.append(field)
            room -= field.width
    notes = [field for field in fields if field.kind == "note"]
    if len(notes) == 1 and WIDEST - sum(_wide(field) for field in beside) >= LONG:
        beside += notes
    kept = [field for field in fields if field in beside]
    return kept or list(fields[:1]), [field for field in fields if field not in (kept or fields[:1])]


__all__ = ["write"]
