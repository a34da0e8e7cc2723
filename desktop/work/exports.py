"""Taking a register out as a workbook: for WPS, for the county, or empty as a template that comes back in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from db import codes, kinds
from db.errors import SheetTrouble
from db.fields import Field
from db.register import Register
from desktop.sheets.writing import Layout, write_book, write_delimited
from desktop.work import tables
from desktop.work.office import Office
from desktop.work.outcome import Outcome, Progress, silent

PART = 500
_LONGEST_CHOICE = 400
"""Titles of other rows that are still offered as a drop-down."""


def export(
    office: Office, register: type[Register], path: Path, find: str = "", where: Sequence[tuple[str, str]] = (),
    blank: bool = False, show_private: bool = False, progress: Progress = silent,
) -> Outcome:  # fmt: skip
    """Rows as an .xlsx or .csv; blank: the template without rows. Private fields are masked unless asked for (logged).

    Raises SheetTrouble (another ending, a place that cannot be written), Stopped.
    """
    ending = path.suffix.lower()
    if ending not in (".xlsx", ".csv"):
        raise SheetTrouble(f"不能导出成 {ending or '没有结尾'} 的文件。", "请把文件名写成以 .xlsx 或 .csv 结尾。")
    fields = exported(register)
    wanted = [] if blank else tables.ids(office, register, find, where)
    if show_private and wanted:
        office.log_shown(register.title, len(wanted))
    rows = _rows(office, register, fields, wanted, show_private, progress)
    if ending == ".csv":
        write_delimited(path, [f.label for f in fields], rows)
    else:
        write_book(path, Layout(register.title, fields, _choices(office, fields)), rows)
    if blank:
        return Outcome(f"空白表已存到 {path.name}，填好后可以直接导入。", data={"rows": 0, "file": str(path.resolve())})
    masked = "" if show_private or not any(f.private for f in fields) else "证件号、电话等只显示一部分。"
    return Outcome(
        f"已导出 {len(wanted)} 行到 {path.name}。{masked}", data={"rows": len(wanted), "file": str(path.resolve())}
    )


def exported(register: type[Register]) -> list[Field]:
    """What a sheet holds of a register: all that can be filled in."""
    return [f for f in register.fields().values() if f.kind not in kinds.KEPT and not f.computed]


def _rows(
    office: Office,
    register: type[Register],
    fields: Sequence[Field],
    wanted: Sequence[bytes],
    show_private: bool,
    progress: Progress,
) -> Iterator[list[str]]:
    """Shown texts in the order asked; each column remembers what it has shown before."""
    columns = [Shown(f, office.titles(f.target) if f.kind == "link" else None, show_private) for f in fields]
    listed = ", ".join(f'"{name}"' for name in ("id", *(f.column for f in fields)))
    with office.look() as connection:
        for start in range(0, len(wanted), PART):
            progress("导出", start, len(wanted))
            part = tuple(wanted[start : start + PART])
            marks = ",".join("?" * len(part))
            statement = f'SELECT {listed} FROM "{register.register_name()}" WHERE id IN ({marks})'
            found = {row[0]: row[1:] for row in connection.exec_driver_sql(statement, part)}
            for row in part:
                if row in found:
                    yield [column[value] for column, value in zip(columns, found[row], strict=True)]


class Shown(dict[Any, str]):
    """Texts of one column by stored value: worked out at the first sight of a value."""

    def __init__(self, field: Field, titles: Mapping[bytes, str] | None, show_private: bool) -> None:
        super().__init__({None: "", "": ""})
        self._field, self._titles, self._open = field, titles, show_private

    def __missing__(self, value: Any) -> str:
        text = kinds.show(self._field, value, self._titles)
        text = text if self._open else kinds.mask(self._field, text)
        self[value] = text
        return text


def _choices(office: Office, fields: Sequence[Field]) -> dict[str, Sequence[str]]:
    """What each column offers: code lists, yes and no, titles of the rows it may point to."""
    offered: dict[str, Sequence[str]] = {}
    for field in fields:
        if field.kind == "code":
            offered[field.name] = codes.code_list(field.codes).labels
        elif field.kind == "yesno":
            offered[field.name] = ("是", "否")
        elif field.kind == "link":
            titles = list(dict.fromkeys(label for _, label in tables.choices(office, field) if label))
            if len(titles) <= _LONGEST_CHOICE:
                offered[field.name] = titles
    return offered
