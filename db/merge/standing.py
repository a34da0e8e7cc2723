"""Rows that more than one operation made: what stands is worked out by the law and written where it differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from db import dialect, finder
from db.journal import DELETED, shape_of, shapes
from db.merge import knowledge, law, rows
from db.merge.law import Op
from db.merge.sight import Sight
from db.merge.touched import Key, Touched
from db.register import Register
from db.registers import BY_NAME


@dataclass
class Worked:
    """What came of working rows: changed rows by register, conflicts opened and closed."""

    rows: dict[str, set[bytes]] = field(default_factory=lambda: defaultdict(set))
    opened: int = 0
    closed: int = 0


class Working:
    """Works the rows of the table `worked`, some at a time. whole: write all cells of a row, not only the doubtful."""

    def __init__(
        self, connection: Connection, restricted: Mapping[int, frozenset[bytes]], *, whole: bool = False
    ) -> None:
        self._at, self._restricted, self._whole = connection, restricted, whole
        self._sight = Sight(connection)
        self._columns = {i: tuple(names) for i, names in shapes(connection).items()}
        self.done = Worked()

    def work(self, first: int, last: int) -> None:
        """The chosen rows of these numbers."""
        touched = Touched(self._at, (first, last), self._columns)
        for name in touched.registers():
            register = BY_NAME.get(name)
            if register is None:
                self._keep_waiting(touched, name)
            else:
                self._register(register, touched)

    def _register(self, register: type[Register], touched: Touched) -> None:
        found = touched.of(register.register_name())
        told = {} if self._whole else self._told(register, found, touched.aside)
        judged = {
            row: law.judge(register, ops, self._sight.sees, self._restricted, told.get(row), whole=self._whole)
            for row, ops in found.items()
        }
        self._cells(register, judged)
        self._conflicts(register.register_name(), judged)
        self._book(register, touched, found, judged)

    def _told(self, register: type[Register], found: Mapping[bytes, list[Op]], aside: set[Key]) -> dict[bytes, Any]:
        """Of rows that one insert made and nobody moved or removed since, the table says what the insert said."""
        plain = [
            row
            for row, ops in found.items()
            if sum(op.field is None for op in ops) == 1
            and not any(op.field in (law.SCHOOL, DELETED) or op.key in aside for op in ops)
        ]
        return {
            row: {law.SCHOOL: school, DELETED: deleted}
            for row, school, deleted in self._table(register.register_name(), ["id", law.SCHOOL, DELETED], plain)
        }

    # -- cells and conflicts -------------------------------------------------------------------------------

    def _cells(self, register: type[Register], judged: Mapping[bytes, law.Row]) -> None:
        """Writes what stands where the table says otherwise."""
        name = register.register_name()
        columns = ["id", *sorted({c for made in judged.values() for c in made.values})]
        table = {row[0]: row[1:] for row in self._table(name, columns, list(judged))}
        edits: dict[str, list[tuple[Any, bytes]]] = defaultdict(list)
        for row, made in judged.items():
            if row in table:
                before: Mapping[str, Any] = dict(zip(columns[1:], table[row], strict=True))
            elif made.inserts:
                before = self._bear(register, row, made)
            else:
                continue
            for column, value in made.values.items():
                if before.get(column) != value:
                    edits[column].append((value, row))
                    self.done.rows[name].add(row)
        for column, lines in edits.items():
            self._at.exec_driver_sql(f'UPDATE "{name}" SET "{column}" = ? WHERE id = ?', lines)

    def _bear(self, register: type[Register], row: bytes, made: law.Row) -> Mapping[str, Any]:
        """A row whose insert had been set aside, and stands now."""
        self._at.exec_driver_sql(f'INSERT INTO "{register.register_name()}" (id, deleted) VALUES (?, 0)', (row,))
        first, values = made.inserts[0], law.Unpacked(register)
        for column in first.columns or ():
            if column in register.columns() and column != "id":
                made.values.setdefault(column, values.of(first, column))
        return {DELETED: 0}

    def _table(self, name: str, columns: Sequence[str], ids: list[bytes]) -> Iterator[tuple[Any, ...]]:
        listed = ", ".join(f'"{c}"' for c in columns)
        return self._among(f'SELECT {listed} FROM "{name}" WHERE id IN', ids)

    def _among(self, question: str, ids: list[bytes]) -> Iterator[tuple[Any, ...]]:
        for start in range(0, len(ids), 500):
            part = ids[start : start + 500]
            yield from dialect.lines(self._at, f"{question} ({','.join('?' * len(part))})", part)

    def _conflicts(self, name: str, judged: Mapping[bytes, law.Row]) -> None:
        before = set(self._among('SELECT "row", field FROM conflicts WHERE "row" IN', list(judged)))
        now = {(row, column) for row, made in judged.items() for column in made.conflicts}
        if closed := before - now:
            self._at.exec_driver_sql('DELETE FROM conflicts WHERE "row" = ? AND field = ?', list(closed))
        if opened := sorted(now - before):
            first = self._next_number(len(opened))
            self._at.exec_driver_sql(
                'INSERT INTO conflicts (id, register, "row", field) VALUES (?, ?, ?, ?)',
                [(number, name, *cell) for number, cell in enumerate(opened, first)],
            )
        self.done.opened += len(opened)
        self.done.closed += len(closed)

    def _next_number(self, count: int) -> int:
        """No number is given out twice: a sheet printed last week must not settle another cell."""
        told = self._at.exec_driver_sql("SELECT value FROM local WHERE name = 'conflicts'").scalar()
        first = int(told or self._at.exec_driver_sql("SELECT max(id) FROM conflicts").scalar() or 0) + 1
        knowledge.note(self._at, "conflicts", str(first + count - 1))
        return first

    # -- what became of each operation ---------------------------------------------------------------------

    def _book(
        self,
        register: type[Register],
        touched: Touched,
        found: Mapping[bytes, list[Op]],
        judged: Mapping[bytes, law.Row],
    ) -> None:
        name, known = register.register_name(), frozenset(register.columns())
        states: list[tuple[str, int, int]] = []
        for row, made in judged.items():
            waits = {op.key for op in made.waiting}
            forbidden = {op.key for op in made.forbidden}
            for op in found[row]:
                key = op.key
                at = (touched.entries[key], op.place)
                if (key in forbidden) != (key in touched.aside):
                    self._move(at, op, name, row, inside=key in touched.aside)
                # An insert with a newer program's columns stands, and is looked at again after the upgrade.
                later = key in waits or (op.columns is not None and not known.issuperset(op.columns))
                if later != (at in touched.waiting):
                    self._wait(at, name, row, waits=later)
                if key in touched.fresh and key not in forbidden:
                    states.append((_state(op, made, waits, touched.fresh), *at))
        if states:
            self._at.exec_driver_sql("UPDATE fresh SET state = ? WHERE entry = ? AND place = ?", states)

    def _keep_waiting(self, touched: Touched, name: str) -> None:
        """A register that this program does not know yet."""
        for row, ops in touched.of(name).items():
            for op in ops:
                at = (touched.entries[op.key], op.place)
                self._wait(at, name, row, waits=True)
                self._at.exec_driver_sql("UPDATE fresh SET state = 'w' WHERE entry = ? AND place = ?", at)

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
        shape = None if op.columns is None else shape_of(self._at, name, op.columns)
        self._at.exec_driver_sql("DELETE FROM quarantine WHERE site = ? AND number = ? AND place = ?", op.key)
        self._at.exec_driver_sql(
            "INSERT INTO operations VALUES (?,?,?,?,?,?,?)", (*at, name, row, op.field, shape, op.value)
        )


def _state(op: Op, made: law.Row, waits: set[Key], fresh: set[Key]) -> str:
    """What became of a new operation, in the account's words. A row is added once, by the first of its inserts."""
    if op.key in waits:
        return "w"
    if op.field is None and op == made.inserts[0] and all(one.key in fresh for one in made.inserts):
        return "a"
    return "u" if op.key in made.standing else "o"


def mark_stale(connection: Connection, done: Worked) -> None:
    """Rows whose words in the finder are to be written anew, after the merge itself is safe."""
    spoken = {name for name, register in BY_NAME.items() if finder.searched(register)}
    connection.exec_driver_sql(
        'INSERT INTO stale ("row", register) SELECT "row", register FROM fresh '
        f"WHERE state = 'a' AND register IN ({','.join('?' * len(spoken))}) ON CONFLICT DO NOTHING",
        tuple(spoken),
    )
    lines = [(row, name) for name, changed in done.rows.items() if name in spoken for row in changed]
    if lines:
        connection.exec_driver_sql('INSERT INTO stale ("row", register) VALUES (?, ?) ON CONFLICT DO NOTHING', lines)
