"""Entry as the file has it: this year's rows with what is known of each child, in one question."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

COLUMNS = (
    "id", "school_id", "child_id", "notice_number", "printed_on", "delivered_on", "receipt_on", "refused",
    "deferred_on", "elsewhere", "registered_on", "class_id", "student_id",
)  # fmt: skip
OF_CHILD = ("name", "sex", "born_on", "village_id", "householder", "disability")


def rows(connection: Connection, year: int, school: bytes | None = None) -> list[dict[str, Any]]:
    """By village and name, as plain values; of one school, or of all."""
    listed = ", ".join(f"a.{name}" for name in COLUMNS) + ", " + ", ".join(f"c.{name}" for name in OF_CHILD)
    found = connection.exec_driver_sql(
        f"SELECT {listed} FROM admissions a LEFT JOIN children c ON c.id = a.child_id "
        'LEFT JOIN finder v ON v."row" = c.village_id LEFT JOIN finder f ON f."row" = c.id '
        "WHERE a.deleted = 0 AND a.year = ? AND (? IS NULL OR a.school_id = ?) ORDER BY v.sort, f.sort, a.id",
        (year, school, school),
    ).all()
    return [dict(zip((*COLUMNS, *OF_CHILD), row, strict=True)) for row in found]
