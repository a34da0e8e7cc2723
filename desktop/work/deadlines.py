"""Deadlines: rows of the ledgers that wait for somebody by a day, as the workbench lists them beside the duties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from db import query
from db.query import Question
from db.registers import BY_NAME
from desktop.work.office import Office


@dataclass(frozen=True)
class Deadline:
    """Rows of a register that are open (where) and have a day in this field.

    said     what is to be done, before the row's title: 整改
    place    the place of the window that is opened; the register's own where empty
    """

    register: str
    field: str
    where: tuple[tuple[str, str], ...]
    said: str
    icon: str
    place: str = ""


DEADLINES: tuple[Deadline, ...] = (
    Deadline("hazards", "due_on", (("state", "待整改,整改中,登记"),), "隐患整改", "triangle-alert"),
    Deadline("hazards", "rectified_on", (("state", "待复查,待中心校复查"),), "隐患复查", "shield-check"),
    Deadline("findings", "due_on", (("state", "待整改,整改中"),), "问题整改", "flag"),
    Deadline("findings", "rectified_on", (("state", "待复查,待中心校复查"),), "问题复查", "clipboard-check"),
    Deadline("staff_leaves", "last_on", (("state", "休假中,假满未归"),), "销假", "calendar-off"),
    Deadline("illnesses", "isolated_until", (("back_on", ""),), "查验复课", "thermometer"),
    Deadline("dropout_cases", "due_on", (("state", "1,2,3,4,5"),), "控辍下一步", "footprints"),
    Deadline("care_files", "due_on", (("overdue", "1"),), "关爱联系", "heart-handshake", "care"),
    Deadline("plan_tasks", "until_on", (("state", "未开始,进行中"),), "计划任务", "circle-check"),
    Deadline("emergency_plans", "review_on", (), "预案修订", "file-spreadsheet"),
)
"""One line for each kind of row that has to be settled by a day."""


@dataclass(frozen=True)
class Waiting:
    """One row that waits."""

    kind: Deadline
    row: bytes
    title: str
    school: bytes | None
    due_on: date


def waiting(office: Office, until: date) -> Iterator[Waiting]:
    """All open rows whose day comes by then, those of every school that this file writes."""
    with office.look() as connection:
        for kind in DEADLINES:
            register = BY_NAME[kind.register]
            column = register.fields()[kind.field].column
            ids = query.ids(connection, register, Question(where=kind.where, sort=(kind.field,)), office.context)
            for line in query.values(connection, register, ids, office.context):
                due = line[column]
                if not due or str(due) > until.isoformat() or (office.bound and line["school_id"] != office.school_id):
                    continue
                title = register.title_of(line, office.context)
                yield Waiting(kind, line["id"], title, line["school_id"], date.fromisoformat(str(due)[:10]))
