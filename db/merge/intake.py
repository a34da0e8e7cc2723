"""One merge's parcels on their way into the journal: what is shared between them, and who may hand in what."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from db import stamps, succession
from db.journal import shape_of
from db.merge import knowledge, reading
from db.merge.incoming import Arrival, EntryHead, Parcel
from db.merge.knowledge import Knowledge

TABLES = (
    """CREATE TEMP TABLE IF NOT EXISTS fresh (arrival INTEGER, entry INTEGER, place INTEGER, register TEXT, "row" BLOB,
    shape INTEGER, state TEXT, PRIMARY KEY (entry, place)) WITHOUT ROWID""",
    """CREATE TEMP TABLE IF NOT EXISTS arriving (entry INTEGER, place INTEGER, register TEXT, "row" BLOB, field TEXT,
    shape INTEGER, value BLOB, foreign_ INTEGER, PRIMARY KEY (entry, place)) WITHOUT ROWID""",
    """CREATE TEMP TABLE IF NOT EXISTS worked (id INTEGER PRIMARY KEY, register TEXT, "row" BLOB,
    UNIQUE (register, "row"))""",
)
"""fresh: operations that this merge brought, with what became of each (first letter of the account's words)."""


class Intake:
    """Reads the parcels of one merge, one after the other; held and complete are what they brought."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        for statement in TABLES:
            connection.exec_driver_sql(statement)
        for table in ("fresh", "arriving", "worked"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
        self._greatest = int(connection.exec_driver_sql("SELECT max(stamp) FROM entries").scalar() or 0)
        found = connection.exec_driver_sql("SELECT site, school_id FROM sites WHERE school_id IS NOT NULL")
        heirs = succession.heirs(connection)
        self.schools: dict[int, bytes] = {row.site: heirs.get(row.school_id, row.school_id) for row in found}
        self.held: Knowledge = {}
        self.complete: Knowledge = {}
        self._forget()

    def _forget(self) -> None:
        self._shapes: dict[tuple[str, tuple[str, ...]], int] = {}
        self._knowledge: dict[str, int] = {}
        self._last: tuple[Any, int] = (None, 0)

    def release(self) -> None:
        """What was set aside when somebody else brought it, and has now come by its own way, is free."""
        self.connection.exec_driver_sql(
            "DELETE FROM quarantine WHERE because IN ('origin', 'stamp') AND EXISTS (SELECT 1 FROM entries e "
            "JOIN operations o ON o.entry = e.id WHERE e.site = quarantine.site AND e.number = quarantine.number "
            "AND o.place = quarantine.place)"
        )

    def read(self, number: int, arrival: Arrival, parcel: Parcel) -> None:
        """One parcel. Raises CopiedFile, Malformed and what its own reading raises; the caller then takes it back."""
        try:
            reading.Reading(self, number, arrival, parcel).run()
        except BaseException:
            self._forget()
            raise

    def shape(self, register: str, columns: tuple[str, ...]) -> int:
        known = self._shapes.get((register, columns))
        if known is None:
            known = self._shapes[register, columns] = shape_of(self.connection, register, columns)
        return known

    def knowledge(self, head: EntryHead) -> int:
        if head.knowledge is not self._last[0] and head.knowledge != self._last[0]:
            body = knowledge.written(head.knowledge)
            if body not in self._knowledge:
                self._knowledge[body] = knowledge.number_of(self.connection, body)
            self._last = (head.knowledge, self._knowledge[body])
        return self._last[1]

    def why_barred(self, arrival: Arrival, head: EntryHead) -> str:
        """Law 6, for whole entries: a school hands in its own machines' entries only; no stamp may end all counting."""
        if stamps.absurd(head.stamp, self._greatest):
            return "stamp"
        own = head.site == arrival.site or arrival.may_write_all
        return "" if own or self.schools.get(head.site, b"") == arrival.school_id else "origin"
