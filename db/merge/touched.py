"""Rows that new operations touch beside older ones: which they are, and all that was ever written to them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection

from db import dialect
from db.merge.law import Op

Key = tuple[int, int, int]
Ops = dict[tuple[str, bytes], list[Op]]

CHOOSE = (
    """INSERT INTO worked (register, "row") SELECT DISTINCT register, "row" FROM fresh WHERE shape IS NULL""",
    """INSERT OR IGNORE INTO worked (register, "row") SELECT f.register, f."row" FROM fresh f WHERE f.shape IS NOT NULL
    AND EXISTS (SELECT 1 FROM operations o WHERE o."row" = f."row" AND (o.entry <> f.entry OR o.place <> f.place))""",
    """INSERT OR IGNORE INTO worked (register, "row") SELECT q.register, q."row" FROM quarantine q
    WHERE q.because = 'school'
    AND EXISTS (SELECT 1 FROM fresh f WHERE f."row" = q."row" AND f.register = q.register)""",
)
"""Rows where a new operation is not the only one."""


def choose(connection: Connection) -> int:
    """Notes them in the table `worked`, numbered from 1; answers the last number."""
    for statement in CHOOSE:
        connection.exec_driver_sql(statement)
    return chosen(connection)


def chosen(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM worked").scalar() or 0)


class Touched:
    """The operations on the rows of these numbers. entries: local ids; fresh: those this merge brought."""

    def __init__(self, connection: Connection, span: tuple[int, int], columns: Mapping[int, tuple[str, ...]]) -> None:
        self._at = connection
        self.entries: dict[Key, int] = {}
        self.fresh: set[Key] = set()
        self.waiting = {
            (entry, place)
            for entry, place in dialect.lines(
                connection,
                'SELECT x.entry, x.place FROM worked w JOIN waiting x ON x."row" = w."row" WHERE w.id BETWEEN ? AND ?',
                span,
            )
        }
        self.inside = self._operations(span, columns)
        self.outside = self._aside(span)
        self.aside = {op.key for ops in self.outside.values() for op in ops}

    def registers(self) -> set[str]:
        return {name for name, _ in (*self.inside, *self.outside)}

    def of(self, register: str) -> dict[bytes, list[Op]]:
        """The rows of one register, with what was set aside for its school."""
        found = {row: ops for (name, row), ops in self.inside.items() if name == register}
        for (name, row), ops in self.outside.items():
            if name == register:
                found[row] = [*found.get(row, ()), *ops]
        return found

    def _operations(self, span: tuple[int, int], columns: Mapping[int, tuple[str, ...]]) -> Ops:
        found: Ops = defaultdict(list)
        for register, row, entry, place, name, shape, value, stamp, site, number, known, new in dialect.lines(
            self._at,
            """SELECT o.register, o."row", o.entry, o.place, o.field, o.shape, o.value,
            e.stamp, e.site, e.number, e.knowledge,
            EXISTS (SELECT 1 FROM fresh f WHERE f.entry = o.entry AND f.place = o.place)
            FROM worked w JOIN operations o ON o."row" = w."row" AND o.register = w.register
            JOIN entries e ON e.id = o.entry WHERE w.id BETWEEN ? AND ?""",
            span,
        ):
            op = Op(stamp, site, number, place, known, name, None if shape is None else columns[shape], value)
            found[register, row].append(op)
            self.entries[op.key] = entry
            if new:
                self.fresh.add(op.key)
        return found

    def _aside(self, span: tuple[int, int]) -> Ops:
        """What was set aside for its school: another entry may show that it was allowed."""
        found: Ops = defaultdict(list)
        for register, row, place, name, columns, value, entry, stamp, site, number, known in self._at.exec_driver_sql(
            """SELECT q.register, q."row", q.place, q.field, q.columns, q.value, e.id,
            e.stamp, e.site, e.number, e.knowledge FROM worked w JOIN quarantine q ON q."row" = w."row"
            AND q.register = w.register AND q.because = 'school'
            JOIN entries e ON e.site = q.site AND e.number = q.number WHERE w.id BETWEEN ? AND ?""",
            span,
        ):
            op = Op(stamp, site, number, place, known, name, tuple(json.loads(columns)) if columns else None, value)
            found[register, row].append(op)
            self.entries[op.key] = entry
        return found
