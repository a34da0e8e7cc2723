"""A unit of work: rows come in, change and go only through here, whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, event, inspect, select
from sqlalchemy.orm import Session

from db import alike, driver, finder, following
from db.errors import NotFound
from db.journal import Pending
from db.register import Register, Values, plain

R = TypeVar("R", bound=Register)
AT_ONCE = 500


class UnseenWrite(Exception):
    """Something wrote past the journal: a mistake of ours, and the unit of work is taken back."""


class Change:
    """What `with workspace.change(who, why) as rows` gives: the only way to write."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._session = _Writing(bind=connection, expire_on_commit=False, info={"change": self})
        self.pending = Pending()
        self._raw = cast(Any, connection.connection.dbapi_connection)
        self._seen = self._raw.total_changes
        self._flush_from = 0
        self._respelled: list[Register] = []

    # -- one row at a time ---------------------------------------------------------------------------------

    def add(self, row: R) -> R:
        """A new row, or the same fact again where the register has a key: then its cells are set."""
        if type(row).key and (known := self.find(type(row), row.id)) is not None:
            for name in row.values():
                if name != "id":
                    setattr(known, name, getattr(row, name))
            return known
        self._session.add(row)
        self._take_school(row)
        return row

    def _take_school(self, row: Register) -> None:
        """A new row that follows another is of that row's school."""
        link = type(row).fields()[type(row).follows] if type(row).follows else None
        leader = getattr(row, link.column) if link else None
        if link and leader:
            known = self._session.get(following.named(link.target), leader)
            if known is not None:
                row.school_id = known.school_id

    def find(self, register: type[R], row: bytes) -> R | None:
        return self._session.get(register, row)

    def get(self, register: type[R], row: bytes) -> R:
        """The row, removed or not. Raises NotFound."""
        found = self.find(register, row)
        if found is None:
            raise NotFound(f"{register.title}里没有这一行。", "它可能在别的窗口里刚被改过，请刷新。")
        return found

    def several(self, register: type[R], wanted: Sequence[bytes]) -> list[R]:
        """These rows in this order, read together. Raises NotFound."""
        known: dict[bytes, R] = {}
        for start in range(0, len(wanted), AT_ONCE):
            part = select(register).where(register.id.in_(list(wanted[start : start + AT_ONCE])))
            known |= {row.id: row for row in self._session.scalars(part)}
        return [known.get(row) or self.get(register, row) for row in wanted]

    def remove(self, row: Register) -> None:
        """Removed rows stay in the file, marked, so that the journal and other machines can tell."""
        row.deleted = True

    def keep(self, body: bytes) -> str:
        """Keeps a file beside the rows, as part of this unit of work; its name is its SHA-256, for a row to hold."""
        name = hashlib.sha256(body).hexdigest()
        self.flush()
        before = self._raw.total_changes
        statement = "INSERT OR IGNORE INTO blobs (hash, size, body) VALUES (?, ?, ?)"
        self.connection.exec_driver_sql(statement, (name, len(body), body))
        self._seen += self._raw.total_changes - before
        return name

    # -- many rows, set-based ------------------------------------------------------------------------------

    def insert_rows(self, register: type[Register], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """New rows in bulk: columns of the table (id among them; the others stay empty), values as stored."""
        if not rows:
            return
        names = tuple(columns) if "deleted" in columns else (*columns, "deleted")
        lines = rows if "deleted" in columns else [(*row, 0) for row in rows]
        self.flush()
        before = self._raw.total_changes
        self._many(f'INSERT INTO "{register.register_name()}" ({_listed(names)}) VALUES ({_marks(names)})', lines)
        finder.write(self.connection, register, (dict(zip(names, line, strict=True)) for line in lines))
        self.pending.bulk.append((register, names, lines))
        self._seen += self._raw.total_changes - before

    def set_cells(self, register: type[Register], cells: Iterable[tuple[bytes, str, Any]]) -> None:
        """Cells in bulk: (row, column, value as stored)."""
        self.flush()  # what was done row by row comes first, or it would stand above these cells in the journal
        by_row: dict[bytes, Values] = {}
        for row, column, value in cells:
            by_row.setdefault(row, {})[column] = value
        for row, values in by_row.items():
            self.pending.edit(register, row, values)
        before = self._raw.total_changes
        self._update(register.register_name(), by_row)
        if finder.concerns(register, {column for values in by_row.values() for column in values}):
            finder.refresh(self.connection, register, by_row)
        self._session.expire_all()
        self._seen += self._raw.total_changes - before

    def _update(self, name: str, by_row: Mapping[bytes, Values]) -> None:
        """One statement for rows that get the same, one for those that get something in the same columns."""
        lines: dict[str, list[tuple[Any, ...]]] = {}
        for cells, rows in alike.grouped((row, tuple(values.items())) for row, values in by_row.items()).items():
            marks, values = ", ".join(f'"{column}" = ?' for column, _ in cells), tuple(value for _, value in cells)
            if len(rows) < alike.MANY:
                lines.setdefault(marks, []).extend((*values, row) for row in rows)
            else:
                statement = f'UPDATE "{name}" SET {marks} WHERE id IN (SELECT unhex(value) FROM {alike.EACH})'
                self.connection.exec_driver_sql(statement, (*values, alike.listed(rows)))
        for marks, some in lines.items():
            self._many(f'UPDATE "{name}" SET {marks} WHERE id = ?', some)

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        """A question to the file as it stands inside this unit of work."""
        self.flush()
        return list(self.connection.exec_driver_sql(statement, tuple(values)).all())

    # -- the end -------------------------------------------------------------------------------------------

    def flush(self) -> None:
        self._session.flush()

    def close(self) -> None:
        self._session.close()

    def settled(self) -> Pending:
        """Everything written and seen. Raises UnseenWrite if rows changed that the journal did not see."""
        self.flush()
        self._move_along()
        if self._raw.total_changes != self._seen:
            raise UnseenWrite(f"{self._raw.total_changes - self._seen} rows changed past the journal")
        return self.pending

    def _move_along(self) -> None:
        """What follows a row that went to another school goes there in the same unit of work, and what follows that."""
        moved: dict[str, list[bytes]] = {}
        for (register, row), values in self.pending.edits.items():
            if "school_id" in values:
                moved.setdefault(register.register_name(), []).append(row)
        while moved:
            along: dict[str, list[bytes]] = {}
            for leader, rows in moved.items():
                for register, column in following.followers(leader):
                    found = list(following.apart(self.connection, register, column, leader, rows))
                    if found:
                        self.set_cells(register, ((row, "school_id", school) for row, school in found))
                        along.setdefault(register.register_name(), []).extend(row for row, _ in found)
            moved = along

    def _many(self, statement: str, lines: Sequence[Sequence[Any]]) -> None:
        self.connection.exec_driver_sql(statement, [tuple(line) for line in lines])

    def gather(self, session: Session) -> None:
        """Before rows are written: what the journal has to say of them."""
        self._flush_from = self._raw.total_changes
        self._respelled = list(session.new)
        for row in session.new:
            self.pending.insert(type(row), row.values())
        for row in session.dirty:
            edits = _edited(row)
            if edits:
                self.pending.edit(type(row), row.id, edits)
                if finder.concerns(type(row), edits):
                    self._respelled.append(row)
        if session.deleted:
            raise UnseenWrite("rows are removed by marking them, never deleted")

    def written(self) -> None:
        """After rows were written: their words for the find box."""
        touched: dict[type[Register], list[Mapping[str, Any]]] = {}
        for row in self._respelled:
            touched.setdefault(type(row), []).append(row.values())
        for register, rows in touched.items():
            finder.write(self.connection, register, rows)
        self._seen += self._raw.total_changes - self._flush_from


class _Writing(Session):
    """A session whose writes are seen; listened to once, not once a unit of work."""


@event.listens_for(_Writing, "before_flush")
def _before(session: Session, _context: Any, _instances: Any) -> None:
    session.info["change"].gather(session)


@event.listens_for(_Writing, "after_flush")
def _after(session: Session, _context: Any) -> None:
    session.info["change"].written()


def _edited(row: Register) -> Values:
    """The cells that differ from what was read; committed_state knows the few that were touched."""
    state = inspect(row)
    touched = (state.attrs[name] for name in state.committed_state if name != "id")
    return {a.key: plain(a.value) for a in touched if a.history.has_changes()}


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _marks(names: Sequence[str]) -> str:
    return ", ".join("?" * len(names))


_WRITES = {driver.sqlite.SQLITE_INSERT, driver.sqlite.SQLITE_UPDATE, driver.sqlite.SQLITE_DELETE}


@cache
def _journalled() -> frozenset[str]:
    from db.registers import BY_NAME

    return frozenset((*BY_NAME, "entries", "operations", "shapes", "sqlite_master"))


def only_local(action: int, table: str | None, *_: Any) -> int:
    """SQLite asks this of every statement outside a unit of work: rows and journal are not written there."""
    shut = action in _WRITES and table in _journalled()
    return int(driver.sqlite.SQLITE_DENY if shut else driver.sqlite.SQLITE_OK)
