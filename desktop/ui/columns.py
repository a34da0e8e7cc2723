"""Columns: what of a row a ledger's table shows, how wide, and in what order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made

from db.fields import Field
from db.register import Register
from desktop.ui.look import SIZE, SPACE, WIDTH
from desktop.ui.tags import Mark, room
from desktop.work import tables

FIGURES = ("number", "decimal")
QUIET = ("day", "month")
MARKS = "marks"


@dataclass(frozen=True)
class Column:
    """One column: a field of the row, or the tags (no field). tones: what it may show as a tag, and of what colour;
    lines: its heading in several short lines, where the label is too long for its width; bar: what fills the bar beside
    a number, and the field that makes it red."""

    name: str
    label: str
    width: int
    field: Field | None = None
    tones: Mapping[str, str] = made(default_factory=dict)
    lines: tuple[str, ...] = ()
    bar: tuple[int, str] | None = None

    @property
    def picture(self) -> bool:
        return self.field is not None and self.field.kind == "photo"

    @property
    def right(self) -> bool:
        return self.field is not None and self.field.kind in FIGURES

    @property
    def quiet(self) -> bool:
        return self.field is not None and (self.field.kind in QUIET or self.field.private)

    @property
    def editable(self) -> bool:
        """Private values are masked here, so they are changed in the form only; pictures too."""
        return self.field is not None and not (
            self.field.computed or self.field.private or self.field.kind in ("photo", "file", "note")
        )


def columns_of(register: type[Register], marks: list[Mark], many_schools: bool) -> list[Column]:
    """The listed fields: what names the row first, the school only where there are several, the tags last."""
    fields, tagged = register.fields(), {mark.field for mark in marks}
    first, tones = fields[register.title_field], tables.tones(register)
    rest = [
        field for field in fields.values()
        if field.listed and field.name not in tagged | {first.name} and (many_schools or field.name != "school")
    ]  # fmt: skip
    ahead = [field for name in register.leading for field in rest if field.name == name]
    rest = [field for field in rest if field not in ahead]
    bars = {name: (full, alarm) for name, full, alarm in register.bars}
    columns = [_column(first, WIDTH.name)]
    if register.thumbnail:
        columns.append(Column(register.thumbnail, "照片", WIDTH.picture, fields[register.thumbnail]))
    columns += [_column(field, tones=tones.get(field.name), bar=bars.get(field.name)) for field in ahead]
    columns += [_column(field, tones=tones.get(field.name)) for field in rest if field.name != "school"]
    columns += [Column(MARKS, "标记", WIDTH.marks)] if marks else []
    return columns + [_column(field) for field in rest if field.name == "school"]  # last: most rows say the same


def _column(
    field: Field, least: int = WIDTH.min_column, tones: Mapping[str, str] | None = None,
    bar: tuple[int, str] | None = None,
) -> Column:  # fmt: skip
    wide = max(_room(field), *(room([shown]) for shown in tones)) if tones else _room(field)
    wide += WIDTH.bar + SPACE.s if bar else 0
    return Column(field.name, heading_of(field), max(least, wide + 2 * SPACE.cell), field, tones or {}, bar=bar)


def _room(field: Field) -> int:
    return max(round(field.width * WIDTH.character) + SPACE.inner, len(heading_of(field)) * SIZE.small)


def heading_of(field: Field) -> str:
    """The heading: 成员1姓名 is the guardian's name to everybody."""
    return {"member1_name": "监护人"}.get(field.name, field.label)
