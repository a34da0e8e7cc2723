"""What the page of an entry round shows of one child: who, from where, and how far its notice has come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from db import kinds
from db.registers import Admission
from db.rules import entry
from desktop.ui.plain_table import Cell, Column
from desktop.work.office import Office

COLUMNS = (
    Column("姓名", 150), Column("村（社区）", 104), Column("性别", 48, keep=False), Column("户主", 96),
    Column("学校", 150, keep=False), Column("文号"), Column("送达", 92, keep=False), Column("状态", 92),
)  # fmt: skip
TONES = {"1": "amber", "2": "amber", "3": "blue", "4": "red", "5": "blue", "6": "green", "7": "grey", "8": "grey"}


def line(row: Mapping[str, Any], office: Office) -> list[Cell]:
    state, fields = entry.state(row).value, Admission.fields()
    village = office.titles("villages").get(row["village_id"] or b"", "")
    school = office.titles("schools").get(row["school_id"] or b"", "")
    return [
        Cell(row["name"] or ""), Cell(village), Cell(kinds.show(fields["sex"], row["sex"])),
        Cell(row["householder"] or ""), Cell(school), Cell(row["notice_number"] or "—"),
        Cell((row["delivered_on"] or "")[5:]), Cell(kinds.show(fields["state"], state), TONES[state], tag=True),
    ]  # fmt: skip
