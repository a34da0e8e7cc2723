"""What was not taken in: work that a machine had no right to do (越权未采用), and what waits for its row (待补齐)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from db import kinds
from db.registers import BY_NAME
from desktop.work.office import Office

BECAUSE = {
    "school": "改的是别的学校的内容，请与对方学校核对。",
    "origin": "署名的机器不对，请与对方学校核对。",
    "stamp": "那台机器的计数不对，请联系维护人员。",
    "value": "内容读不懂，请联系维护人员。",
}
WAITS = "要等的内容还没有到，到后自动补上，不需重报。"
NEWER = "是新版程序的内容，本机升级后自动补上。"
MOST = 500
"""Lines of a list; the rest is counted."""


@dataclass(frozen=True)
class Aside:
    """One operation. at: that machine's own time; value: as shown, private ones masked."""

    register: str
    title: str
    label: str
    value: str
    who: str
    at: str
    school: str
    because: str


def quarantined(office: Office) -> list[Aside]:
    """越权未采用, the newest first."""
    with office.look() as connection:
        found = connection.exec_driver_sql(
            'SELECT q.because, q.register, q."row", q.field, q.columns, q.value, q.head, e.who_name, e.at, m.school_id '
            "FROM quarantine q LEFT JOIN sites m ON m.site = q.site "
            "LEFT JOIN entries e ON e.site = q.site AND e.number = q.number "
            "ORDER BY q.number DESC, q.place LIMIT ?",
            (MOST,),
        ).all()
    schools = office.titles("schools")
    return [
        Aside(
            *_row(office, register, row, field, value, columns), who or _in_head(head, 5), at or _in_head(head, 7),
            schools.get(school or b"", "未登记的学校"), BECAUSE.get(because, because),
        )
        for because, register, row, field, columns, value, head, who, at, school in found
    ]  # fmt: skip


def count_quarantined(office: Office) -> int:
    with office.look() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM quarantine").scalar() or 0)


def waiting(office: Office) -> list[Aside]:
    """待补齐, the newest first."""
    with office.look() as connection:
        found = connection.exec_driver_sql(
            'SELECT w.register, w."row", o.field, o.value, e.who_name, e.at, m.school_id FROM waiting w '
            "JOIN operations o ON o.entry = w.entry AND o.place = w.place JOIN entries e ON e.id = w.entry "
            "LEFT JOIN sites m ON m.site = e.site ORDER BY e.stamp DESC LIMIT ?",
            (MOST,),
        ).all()
    schools = office.titles("schools")
    return [
        Aside(
            *_row(office, register, row, field, value), who, at, schools.get(school or b"", "未登记的学校"),
            _why_waits(register, field),
        )
        for register, row, field, value, who, at, school in found
    ]  # fmt: skip


def _why_waits(name: str, field: str | None) -> str:
    register = BY_NAME.get(name)
    known = register is not None and (field is None or field in register.columns())
    return WAITS if known else NEWER


def _row(
    office: Office, name: str, row: bytes, column: str | None, value: Any, columns: str | None = None
) -> tuple[str, str, str, str]:
    """Register, title, field and value in words."""
    register = BY_NAME.get(name)
    if register is None:
        return name, row.hex()[:8], column or "", ""
    title = office.titles(name).get(row, "") or register.one
    if column is None:
        cells = dict(zip(json.loads(columns or "[]"), json.loads(value), strict=False)) if columns else {}
        return register.title, str(cells.get(register.title_field) or title), "新增", ""
    field = register.field(column)
    if field is None:
        return register.title, title, "删除" if column == "deleted" else column, ""
    titles = office.titles(field.target) if field.kind == "link" else None
    try:
        text = kinds.show(field, value, titles)
    except (ValueError, KeyError, TypeError):
        text = ""
    return register.title, title, field.label, kinds.mask(field, text)


def _in_head(body: str, place: int) -> str:
    """Who (5) or when (7), from the head of an entry that was kept whole outside the journal."""
    head = json.loads(body)
    return str(head[place]) if isinstance(head, list) and len(head) > place else ""
