"""Rows that were written at the old school while their child was already moved: the center sends them after it."""

from __future__ import annotations

from db import following
from db.registers import REGISTERS
from desktop.work.office import Office

WHY = "随学生转到新学校"


def gather(office: Office) -> int:
    """Moves what stayed behind to the school of the row it follows, in one entry; answers how many rows.

    Only the center may: a school's own machine writes neither the old school's rows nor those of the new one.
    """
    if office.bound or office.read_only:
        return 0
    count = 0
    while moved := _one_step(office):  # what follows the rows that moved comes after them
        count += moved
    return count


def _one_step(office: Office) -> int:
    with office.look() as connection:
        found = {
            register: list(following.apart(connection, register, link.column, link.target))
            for register in REGISTERS
            if register.follows
            for link in (register.fields()[register.follows],)
        }
    if not any(found.values()):
        return 0
    with office.change(WHY) as rows:
        for register, apart in found.items():
            rows.set_cells(register, ((row, "school_id", school) for row, school in apart))
    return sum(len(apart) for apart in found.values())
