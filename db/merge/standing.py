"""Rows that more than one operation made: what stands is worked out by the law and written where it differs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from db import dialect
from db.journal import DELETED, shapes
from db.merge import law, rows
from db.merge.law import Op
from db.merge.sight import Sight
from db.register import Register
from db.registers import BY_NAME

Key = tuple[int, int, int]


@dataclass
class Worked:
    """What came of working rows: changed rows by register, conflicts opened and closed."""

    rows: dict[str, set[bytes]] = field(default_factory=lambda: defaultdict(set))
    opened: int = 0
    closed: int = 0


CHOOSE = (
    """INSERT INTO worked (register, "row") SELECT DISTINCT register, "row" FROM fresh WHERE shape IS NULL""",
    """INSERT OR IGNORE INTO worked (register, "row") SELECT f.register, f."row" FROM fresh f WHERE f.shape IS NOT NULL
    AND (SELECT count(*) FROM (SELECT 1 FROM operations o WHERE o."row" = f."row" LIMIT 2)) > 1""",
    """INSERT OR IGNORE INTO worked (register, "row") SELECT q.register, q."row" FROM quarantine q
    WHERE q.because = 'school'
    AND EXISTS (SELECT 1 FROM fresh f WHERE f."row" = q."row" AND f.register = q.register)""",
)
"""Rows where a new operation is not the only one."""


class Working:
    """Works the rows of the table `worked`, some at a time."""

    def __init__(self, connection: Connection, restricted: Mapping[int, bytes]) -> None:
        self._at, self._restricted = connection, restricted
        self._sight = Sight(connection)
        self._columns = {i: tuple(names) for i, names in shapes(connection).items()}
        self._entries: dict[Key, int] = {}
        self._fresh: set[Key] = set()
        self.done = Worked()

    def choose(self) -> int:
        for statement in CHOOSE:
            self._at.exec_driver_sql(statement)
        return int(self._at.exec_driver_sql("SELECT coalesce(max(id), 0) FROM worked").scalar() or 0)

    def work(self, first: int, last: int) -> None:
        """The chosen rows of these numbers."""
        known: set[tuple[int, int]] = {
            (entry, place)
            for entry, place in self._at.exec_driver_sql(
                'SELECT x.entry, x.place FROM worked w JOIN waiting x ON x."row" = w."row" WHERE w.id BETWEEN ? AND ?',
                (first, last),
            )
        }
        found = self._operations(first, last)
        aside = self._aside(first, last)
        for name in {name for name, _ in found} | {name for name, _ in aside}:
            register = BY_NAME.get(name)
            mine = {row: ops for (of, row), ops in found.items() if of == name}
            if register is None:
                self._keep_waiting(name, mine, known)
                continue
            for (of, row), ops in aside.items():
                if of == name:
                    mine.setdefault(row, []).extend(ops)
            outside = {op.key for (of, _), ops in aside.items() if of == name for op in ops}
            self._register(register, mine, outside, known)

    # -- reading -------------------------------------------------------------------------------------------

    def _operations(self, first: int, last: int) -> dict[tuple[str, bytes], list[Op]]:
        found: dict[tuple[str, bytes], list[Op]] = defaultdict(list)
        self._entries, self._fresh = {}, set()
        for register, row, entry, place, name, shape, value, stamp, site, number, known, new in dialect.lines(
            self._at,
            """SELECT o.register, o."row", o.entry, o.place, o.field, o.shape, o.value,
            e.stamp, e.site, e.number, e.knowledge,
            EXISTS (SELECT 1 FROM fresh f WHERE f.entry = o.entry AND f.place = o.place)
            FROM worked w JOIN operations o ON o."row" = w."row" AND o.register = w.register
            JOIN entries e ON e.id = o.entry WHERE w.id BETWEEN ? AND ?""",
            (first, last),
        ):
            op = Op(stamp, site, number, place, known, name, None if shape is None else self._columns[shape], value)
            found[register, row].append(op)
            self._entries[op.key] = entry
            if new:
                self._fresh.add(op.key)
        return found

    def _aside(self, first: int, last: int) -> dict[tuple[str, bytes], list[Op]]:
        """What was set aside for its school: another entry may show that it was allowed."""
        found: dict[tuple[str, bytes], list[Op]] = defaultdict(list)
        for register, row, place, name, columns, value, entry, stamp, site, number, known in self._at.exec_driver_sql(
            """SELECT q.register, q."row", q.place, q.field, q.columns, q.value, e.id,
            e.stamp, e.site, e.number, e.knowledge FROM worked w JOIN quarantine q ON q."row" = w."row"
            AND q.register = w.register AND q.because = 'school'
            JOIN entries e ON e.site = q.site AND e.number = q.number WHERE w.id BETWEEN ? AND ?""",
            (first, last),
        ):
            op = Op(stamp, site, number, place, known, name, tuple(json.loads(columns)) if columns else None, value)
            found[register, row].append(op)
            self._entries[op.key] = entry
        return found

    # -- writing -------------------------------------------------------------------------------------------

    def _register(
        self, register: type[Register], found: Mapping[bytes, list[Op]], outside: set[Key], known: set[Any]
    ) -> None:
        told = self._told(register, found, outside)
        judged = {
            row: law.judge(register, ops, self._sight.sees, self._restricted, told.get(row))
            for row, ops in found.items()
        }
        self._cells(register, judged)
        self._conflicts(register.register_name(), judged)
        states: list[tuple[str, int, int]] = []
        for row, made in judged.items():
            waits = {op.key for op in made.waiting}
            forbidden = {op.key for op in made.forbidden}
            for op in found[row]:
                key = op.key
                at = (self._entries[key], op.place)
                if (key in forbidden) != (key in outside):
                    self._move(at, op, register.register_name(), row, inside=key in outside)
                if (key in waits) != (at in known):
                    self._wait(at, register.register_name(), row, waits=key in waits)
                if key in self._fresh and key not in forbidden:
                    states.append((self._state(op, made, waits), *at))
        if states:
            self._at.exec_driver_sql("UPDATE fresh SET state = ? WHERE entry = ? AND place = ?", states)

    def _told(self, register: type[Register], found: Mapping[bytes, list[Op]], outside: set[Key]) -> dict[bytes, Any]:
        """Of rows that one insert made and nobody moved or removed since, the table says what the insert said."""
        plain = [
            row
            for row, ops in found.items()
            if sum(op.field is None for op in ops) == 1
            and not any(op.field in (law.SCHOOL, DELETED) or op.key in outside for op in ops)
        ]
        return {
            row: {law.SCHOOL: school, DELETED: deleted}
            for row, school, deleted in self._table(register.register_name(), ["id", law.SCHOOL, DELETED], plain)
        }

    def _cells(self, register: type[Register], judged: Mapping[bytes, law.Row]) -> None:
        """Writes what stands where the table says otherwise."""
        name = register.register_name()
        columns = ["id", *sorted({c for made in judged.values() for c in made.values})]
        if len(columns) == 1:
            return
        table = {row[0]: row[1:] for row in self._table(name, columns, list(judged))}
        edits: dict[str, list[tuple[Any, bytes]]] = defaultdict(list)
        for row, made in judged.items():
            if row not in table:
                if not made.inserts:
                    continue
                self._at.exec_driver_sql(f'INSERT INTO "{name}" (id, deleted) VALUES (?, 0)', (row,))
                values = {c: law.Unpacked(register).of(made.inserts[-1], c) for c in made.inserts[-1].columns or ()}
                before: Mapping[str, Any] = {DELETED: 0}
                made.values = {**{c: v for c, v in values.items() if c in register.columns()}, **made.values}
            else:
                before = dict(zip(columns[1:], table[row], strict=True))
            for column, value in made.values.items():
                if before.get(column) != value and column != "id":
                    edits[column].append((value, row))
                    self.done.rows[name].add(row)
        for column, lines in edits.items():
            self._at.exec_driver_sql(f'UPDATE "{name}" SET "{column}" = ? WHERE id = ?', lines)

    def _table(self, name: str, columns: list[str], ids: list[bytes]) -> Iterator[tuple[Any, ...]]:
        listed = ", ".join(f'"{c}"' for c in columns)
        for start in range(0, len(ids), 500):
            part = tuple(ids[start : start + 500])
            marks = ",".join("?" * len(part))
            yield from map(
                tuple, self._at.exec_driver_sql(f'SELECT {listed} FROM "{name}" WHERE id IN ({marks})', part)
            )

    def _conflicts(self, name: str, judged: Mapping[bytes, law.Row]) -> None:
        ids = list(judged)
        before = {
            (row, column) for row, column in _among(self._at, 'SELECT "row", field FROM conflicts WHERE "row" IN', ids)
        }
        now = {(row, column) for row, made in judged.items() for column in made.conflicts}
        if closed := before - now:
            self._at.exec_driver_sql('DELETE FROM conflicts WHERE "row" = ? AND field = ?', list(closed))
        if opened := sorted(now - before):
            self._at.exec_driver_sql(
                'INSERT INTO conflicts (register, "row", field) VALUES (?, ?, ?)', [(name, *cell) for cell in opened]
            )
        self.done.opened += len(opened)
        self.done.closed += len(closed)

    def _state(self, op: Op, made: law.Row, waits: set[Key]) -> str:
        """What became of a new operation, in the account's words. A row is added once, by the first of its inserts."""
        if op.key in waits:
            return "w"
        if op.field is None and all(one.key in self._fresh for one in made.inserts) and op == made.inserts[0]:
            return "a"
        return "u" if op.key in made.standing else "o"

    def _keep_waiting(self, name: str, found: Mapping[bytes, list[Op]], known: set[Any]) -> None:
        """A register that this program does not know yet."""
        for row, ops in found.items():
            for op in ops:
                at = (self._entries[op.key], op.place)
                if at not in known:
                    self._wait(at, name, row, waits=True)
                self._at.exec_driver_sql(
                    "UPDATE fresh SET state = 'w' WHERE entry = ? AND place = ? AND state IS NULL", at
                )

    def _wait(self, at: tuple[int, int], name: str, row: bytes, *, waits: bool) -> None:
        if waits:
            self._at.exec_driver_sql("INSERT INTO waiting VALUES (?,?,?,?) ON CONFLICT DO NOTHING", (*at, name, row))
        else:
            self._at.exec_driver_sql("DELETE FROM waiting WHERE entry = ? AND place = ?", at)

    def _move(self, at: tuple[int, int], op: Op, name: str, row: bytes, *, inside: bool) -> None:
        """Out of the journal, or back into it."""
        if not inside:
            rows.set_aside(self._at, [(*at, "school")])
            return
        shape = next((i for i, columns in self._columns.items() if columns == op.columns), None)
        self._at.exec_driver_sql("DELETE FROM quarantine WHERE site = ? AND number = ? AND place = ?", op.key)
        self._at.exec_driver_sql(
            "INSERT INTO operations VALUES (?,?,?,?,?,?,?)", (*at, name, row, op.field, shape, op.value)
        )


def _among(connection: Connection, question: str, ids: list[bytes]) -> Iterable[Any]:
    for start in range(0, len(ids), 500):
        part = tuple(ids[start : start + 500])
        yield from dialect.lines(connection, f"{question} ({','.join('?' * len(part))})", part)


def apply_waiting(connection: Connection) -> Worked:
    """After an upgrade: what waited for a newer program is applied as far as this one knows it."""
    from db.merge.reading import Reader
    from db.merge.taking import restricted_sites

    Reader(connection)
    restricted = restricted_sites(connection)
    connection.exec_driver_sql(
        'INSERT INTO fresh SELECT 0, w.entry, w.place, w.register, w."row", o.shape, NULL FROM waiting w '
        "JOIN operations o ON o.entry = w.entry AND o.place = w.place"
    )
    rows.insert_fresh(connection, restricted)
    working = Working(connection, restricted)
    working.choose()
    connection.exec_driver_sql('INSERT OR IGNORE INTO worked (register, "row") SELECT register, "row" FROM fresh')
    working.work(1, int(connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM worked").scalar() or 0))
    return working.done
