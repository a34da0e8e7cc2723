"""Work on twenty thousand rows at once: facts written in bulk, and no rubbish looked for in the midst of it."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from db.change import Change
from db.register import Register

AT_ONCE = 500


@contextmanager
def uncollected() -> Iterator[None]:
    """Rows by the ten thousand are made, and all are kept: looking for circles among them costs a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def put_rows(rows: Change, register: type[Register], columns: Sequence[str], lines: Sequence[Sequence[Any]]) -> None:
    """Facts with a key, in bulk: those the file does not have are new rows, of the others these cells are set.

    columns: id among them; a fact that was removed, or whose making was taken back, stands again.
    """
    place, name, known = columns.index("id"), register.register_name(), set[bytes]()
    for start in range(0, len(lines), AT_ONCE):
        part = [line[place] for line in lines[start : start + AT_ONCE]]
        known |= {
            row for (row,) in rows.rows(f'SELECT id FROM "{name}" WHERE id IN ({",".join("?" * len(part))})', part)
        }
    rows.insert_rows(register, columns, [line for line in lines if line[place] not in known])
    again = [dict(zip(columns, line, strict=True)) | {"deleted": 0} for line in lines if line[place] in known]
    rows.set_cells(
        register, [(line["id"], name, value) for line in again for name, value in line.items() if name != "id"]
    )
