"""How far entry has come, as window and scripts ask: in all, by village, by school, and who has not been reached."""

from __future__ import annotations

from typing import Any

from db import entry_rows
from db.rules import entry
from db.rules.entry_figures import figures, total, undelivered
from desktop.work.office import Office


def rows(office: Office, year: int | None = None, school: bytes | None = None) -> list[dict[str, Any]]:
    """This year's rows with what is known of each child, by village and name, as plain values."""
    with office.look() as connection:
        return entry_rows.rows(connection, year or office.today.year, school)


def described(office: Office, year: int | None = None, school: bytes | None = None) -> dict[str, Any]:
    """As --json prints it: in all, by village, by school, and who has not been reached."""
    year = year or office.today.year
    found, villages, schools = rows(office, year, school), office.titles("villages"), office.titles("schools")
    return {
        "year": year,
        "total": total(found).described(),
        "days_overdue": entry.days_overdue(office.today, year, int(office.setting("entry.notice_month"))),
        "villages": {
            villages.get(village or b"", ""): one.described()
            for village, one in figures(found, lambda row: row["village_id"]).items()
        },
        "schools": {
            schools.get(to or b"", ""): one.described()
            for to, one in figures(found, lambda row: row["school_id"]).items()
        },
        "undelivered": [
            {"id": row["id"].hex(), "name": row["name"], "village": villages.get(row["village_id"] or b"", "")}
            for row in undelivered(found)
        ],
    }
