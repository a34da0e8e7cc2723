"""One row that waits, mended and brought in on its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from db.register import Register
from db.registers import BY_NAME
from desktop.sheets.headings import DOUBT
from desktop.sheets.tables import Heading
from desktop.work.doubts import one_held
from desktop.work.import_apply import applied
from desktop.work.import_columns import Column, settle
from desktop.work.import_plan import Planner
from desktop.work.import_rows import SheetRow, Surroundings
from desktop.work.office import Office
from desktop.work.outcome import Outcome, silent


def settle_doubt(office: Office, doubt: str, typed: Mapping[str, str]) -> Outcome:
    """Brings a waiting row in with what was mended, by field; still doubtful, it goes on waiting."""
    held = one_held(office, doubt)
    if held["register"] == "scores":  # cells of a sheet with a row for each pupil, not rows of a ledger
        from desktop.work import score_doubts

        return score_doubts.settle(office, doubt, typed)
    register = BY_NAME[held["register"]]
    row = _row_of(office, register, held, {**typed})
    planner = Planner(office, register, held["school_id"])
    planner.plan([row])
    changed = applied(office, planner, [row], held["sheet"], {}, silent)
    if row.refused:
        wrong = {p.field: p.sentence for p in row.problems if p.level == "error"}
        return Outcome(
            "还没有导入：" + "；".join(s.rstrip("。") for s in wrong.values()) + "。",
            data={"problems": wrong},
            attention=True,
        )
    words = {"new": "已导入。", "changed": "已并入原有的一行。", "same": "台账里已有这一行，没有重复导入。"}
    return Outcome(words[row.state], changed, {"id": (row.target or b"").hex()})


def _row_of(office: Office, register: type[Register], held: Mapping[str, Any], typed: Mapping[str, str]) -> SheetRow:
    """A waiting row as a sheet of one row."""
    columns: list[Column] = []
    cells: list[str] = []
    for heading, cell in held["cells"].items():
        column = Column(Heading(len(cells), "", heading), cell["field"], "same")
        settle(column, register, None)
        columns.append(column)
        cells.append(cell["value"])
    columns.append(Column(Heading(len(cells), "", DOUBT), DOUBT, "same"))
    settle(columns[-1], register, None)
    cells.append(held["id"].hex())
    row = SheetRow(Surroundings(held["tab"], office.school_year), held["row"], columns, cells)
    for name, text in typed.items():
        row.type(register, name, text)
    return row
