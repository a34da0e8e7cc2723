"""Where SQLite and PostgreSQL say the same thing differently: a county's center may keep its file in the latter."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

JSON_SOUND = "json_valid({0}) AND json_type({0}) = 'array'"
"""Whether a text is a JSON array. PostgreSQL: pg_input_is_valid({0}, 'jsonb') AND jsonb_typeof({0}) = 'array'."""

JSON_LENGTH = "json_array_length({0})"
"""PostgreSQL: jsonb_array_length({0}::jsonb)."""


def day_or_nothing(cell: str) -> str:
    """Whether a text is a calendar day. PostgreSQL: ({cell} IS NULL OR pg_input_is_valid({cell}, 'date'))."""
    return f"date({cell}) IS {cell}"


def whole_or_nothing(text: str, place: int) -> str:
    """Whether a place of a JSON array holds a whole number. PostgreSQL: jsonb_typeof({text}::jsonb -> {place}) …"""
    return f"json_type({text}, '$[{place}]') IN ('integer', 'null')"


def decimal_or_nothing(cell: str) -> str:
    """Whether a text is written with digits, a point and a sign only. PostgreSQL: ({cell} ~ '^[0-9.-]+$')."""
    return f"coalesce({cell} GLOB '*[0-9]*' AND {cell} NOT GLOB '*[^0-9.-]*', true)"


def json_cell(text: str, place: int) -> str:
    """The value at a place of a JSON array, as text or number. PostgreSQL: ({text}::jsonb ->> {place})."""
    return f"{text} ->> {place}"


def json_key(text: str, place: int) -> str:
    """A row's key at a place of a JSON array. PostgreSQL: decode({text}::jsonb ->> {place}, 'hex')."""
    return f"unhex({text} ->> {place})"


def hex_of(column: str) -> str:
    """A key as the journal writes it. PostgreSQL: encode({column}, 'hex')."""
    return f"lower(hex({column}))"


def lines(connection: Connection, question: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """The answer as plain tuples, straight from the driver: thousands of lines in half the time of rows with names."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute(question, tuple(values))
        return list(cursor.fetchall())
    finally:
        cursor.close()
