"""Writing an import: one entry for all rows without doubt, a backup before it, and the list of those that wait."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from db.change import Change
from db.errors import ReadOnly
from db.register import Register, key_id, new_ids, plain
from db.registers import HeadingChoice, SchoolClass, Village
from desktop.work.import_plan import Planner
from desktop.work.import_rows import SheetRow
from desktop.work.import_rules import defaults
from desktop.work.import_waiting import settle_after
from desktop.work.office import Office
from desktop.work.outcome import Progress

PART = 2_000
"""Rows written between two looks at the stop button."""

_STORED_AS_READ = ("text", "name", "note", "phone", "person_id", "code", "month", "number", "link")


def applied(
    office: Office,
    planner: Planner,
    rows: Sequence[SheetRow],
    file: str,
    chosen: Mapping[str, str | None],
    progress: Progress,
) -> frozenset[str]:
    """Writes all of it or nothing; the registers that changed. Raises Stopped, ReadOnly, Busy."""
    if office.read_only:
        raise ReadOnly(office.read_only)
    register = planner.register
    new = [row for row in rows if row.state == "new"]
    changed = [row for row in rows if row.state == "changed"]
    touched: set[str] = set()
    learned = _learned(office, register, chosen)
    if new or changed or learned:
        progress("导入前备份", 0, 0)
        office.workspace.backup("导入前")
        with office.change(f"导入{register.title}：{file}") as change:
            touched |= _make_places(change, planner, [*new, *changed])
            _insert(change, register, new, progress)
            change.set_cells(
                register, [(row.target, c, v) for row in changed for c, v in row.changes.items() if row.target]
            )
            for choice in learned:
                change.add(choice)
            progress("保存", len(rows), len(rows))
        if new or changed:
            touched.add(register.register_name())
    settle_after(office, register, rows, file, planner.places)
    return frozenset(touched)


def _make_places(change: Change, planner: Planner, rows: Sequence[SheetRow]) -> set[str]:
    """Classes and villages that are new, as far as a row that is taken needs them."""
    touched = set()
    for register, column, made in (
        (SchoolClass, "class_id", planner.places.classes.made),
        (Village, "village_id", planner.places.villages.made),
    ):
        used = dict.fromkeys(row.values[column] for row in rows if row.values.get(column) in made)
        if used:
            columns = [c for c in register.columns() if any(made[i][c] is not None for i in used) and c != "deleted"]
            change.insert_rows(register, columns, [tuple(made[i][c] for c in columns) for i in used])
            touched.add(register.register_name())
    return touched


def _insert(change: Change, register: type[Register], rows: Sequence[SheetRow], progress: Progress) -> None:
    if not rows:
        return
    filled = {column for row in rows for column, value in vars(row.draft).items() if value is not None} | set(
        defaults(register)
    )
    columns = ["id", *(c for c in register.columns() if c in filled and c not in ("id", "deleted"))]
    declared = {f.column: f for f in register.fields().values()}
    for row, key in zip(rows, new_ids(len(rows)), strict=True):
        held = vars(row.draft)
        row.target = key if not register.key else key_id(register.register_name(), [held.get(k) for k in register.key])
    for start in range(0, len(rows), PART):
        progress("写入", start, len(rows))
        part = rows[start : start + PART]
        drafts = [vars(row.draft) for row in part]
        cells: list[list[Any]] = [[row.target for row in part]]
        for column in columns[1:]:
            cells.append([draft.get(column) for draft in drafts])
            if column not in declared or declared[column].kind not in _STORED_AS_READ:
                cells[-1] = [plain(value) for value in cells[-1]]
        change.insert_rows(register, columns, list(zip(*cells, strict=True)))


# -- headings this office has chosen -------------------------------------------------------------------------


def chosen_headings(office: Office, register: type[Register]) -> dict[str, str | None]:
    """Where this office, or its center, has sent headings before; its own choice last, so that it stands."""
    with office.look() as connection:
        found = connection.exec_driver_sql(
            "SELECT heading, field_name FROM heading_choices WHERE deleted = 0 AND register = ? ORDER BY school_id = ?",
            (register.register_name(), office.school_id),
        )
        return {heading: name or None for heading, name in found}


def _learned(office: Office, register: type[Register], chosen: Mapping[str, str | None]) -> list[HeadingChoice]:
    """Choices that are new or other than before."""
    known = chosen_headings(office, register)
    return [
        HeadingChoice(school_id=office.school_id, register=register.register_name(), heading=heading, field_name=name)
        for heading, name in chosen.items()
        if heading not in known or known[heading] != name
    ]
