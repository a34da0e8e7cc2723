"""Reading a parcel into the journal: the new is appended, the known compared, what is not allowed set aside."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from db import stamps
from db.journal import id_columns, shape_of
from db.merge import knowledge
from db.merge.incoming import Arrival, CopiedFile, EntryHead, Malformed, Operation, Parcel
from db.merge.knowledge import Knowledge
from db.registers import BY_NAME

TABLES = (
    """CREATE TEMP TABLE IF NOT EXISTS fresh (arrival INTEGER, entry INTEGER, place INTEGER, register TEXT, "row" BLOB,
    shape INTEGER, state TEXT, PRIMARY KEY (entry, place)) WITHOUT ROWID""",
    """CREATE TEMP TABLE IF NOT EXISTS arriving (entry INTEGER, place INTEGER, register TEXT, "row" BLOB, field TEXT,
    shape INTEGER, value BLOB, foreign_ INTEGER, PRIMARY KEY (entry, place)) WITHOUT ROWID""",
    """CREATE TEMP TABLE IF NOT EXISTS worked (id INTEGER PRIMARY KEY, register TEXT, "row" BLOB,
    UNIQUE (register, "row"))""",
)
"""fresh: operations that this merge brought, with what became of each (first letter of the account's words)."""

_APPEND = 'INSERT INTO operations (entry, place, register, "row", field, shape, value) VALUES (?,?,?,?,?,?,?)'
_SET_ASIDE = (
    'INSERT INTO quarantine (site, number, place, because, register, "row", field, columns, value, head) '
    "VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING"
)


class Reader:
    """Reads the parcels of one merge, one after the other; held and complete are what they brought."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection
        for statement in TABLES:
            connection.exec_driver_sql(statement)
        for table in ("fresh", "arriving", "worked"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
        self._greatest = int(connection.exec_driver_sql("SELECT max(stamp) FROM entries").scalar() or 0)
        found = connection.exec_driver_sql("SELECT site, school_id FROM sites WHERE school_id IS NOT NULL")
        self.schools: dict[int, bytes] = {row.site: row.school_id for row in found}
        self.held: Knowledge = {}
        self.complete: Knowledge = {}
        self._forget()

    def _forget(self) -> None:
        self._shapes: dict[tuple[str, tuple[str, ...]], int] = {}
        self._knowledge: dict[str, int] = {}
        self._last: tuple[Any, int] = (None, 0)

    def release(self) -> None:
        """What was set aside because somebody else brought it, and has now come by its own way, is set aside no longer."""
        self._at.exec_driver_sql(
            "DELETE FROM quarantine WHERE because IN ('origin', 'stamp') AND EXISTS (SELECT 1 FROM entries e "
            "JOIN operations o ON o.entry = e.id WHERE e.site = quarantine.site AND e.number = quarantine.number "
            "AND o.place = quarantine.place)"
        )

    def read(self, number: int, arrival: Arrival, parcel: Parcel) -> None:
        """One parcel. Raises CopiedFile, Malformed and what its own reading raises; the caller then takes it back."""
        try:
            Reading(self, number, arrival, parcel).run()
        except BaseException:
            self._forget()
            raise

    def shape(self, register: str, columns: tuple[str, ...]) -> int:
        known = self._shapes.get((register, columns))
        if known is None:
            known = self._shapes[register, columns] = shape_of(self._at, register, columns)
        return known

    def knowledge(self, head: EntryHead) -> int:
        if head.knowledge is not self._last[0] and head.knowledge != self._last[0]:
            body = knowledge.written(head.knowledge)
            if body not in self._knowledge:
                self._knowledge[body] = knowledge.number_of(self._at, body)
            self._last = (head.knowledge, self._knowledge[body])
        return self._last[1]

    def why_barred(self, arrival: Arrival, head: EntryHead) -> str:
        """Law 6, for whole entries: a school hands in its own machines' entries only; no stamp may end all counting."""
        if stamps.absurd(head.stamp, self._greatest):
            return "stamp"
        own = head.site == arrival.site or arrival.may_write_all
        return "" if own or self.schools.get(head.site, b"") == arrival.school_id else "origin"


class Reading:
    """One parcel being read."""

    def __init__(self, reader: Reader, number: int, arrival: Arrival, parcel: Parcel) -> None:
        self._reader, self._number, self._arrival, self._parcel = reader, number, arrival, parcel
        self._at: Connection = reader._at
        self._entries: dict[tuple[int, int], int] = {}
        self._known: set[int] = set()
        self._barred: dict[tuple[int, int], tuple[str, str]] = {}
        self._before = int(self._at.exec_driver_sql("SELECT coalesce(max(id), 0) FROM entries").scalar() or 0)
        self._newest = self._before

    def run(self) -> None:
        heads = iter(self._arrival.heads)
        while part := list(islice(heads, 2000)):
            self._heads(part)
        for batch in self._arrival.operations:
            self._operations(batch)
        self._at.exec_driver_sql(
            'INSERT INTO fresh SELECT ?, entry, place, register, "row", shape, NULL FROM operations WHERE entry > ?',
            (self._number, self._before),
        )
        held: Knowledge = {}
        for site, number in self._entries:
            held.setdefault(site, []).append([number, number])
        self._reader.held = knowledge.united(self._reader.held, held)
        self._reader.complete = knowledge.united(self._reader.complete, self._covers())

    def _covers(self) -> Knowledge:
        """What the sender may vouch for: a center for all, a school for its own machines."""
        arrival, schools = self._arrival, self._reader.schools
        return {
            site: knowledge.joined(ranges)
            for site, ranges in arrival.covers.items()
            if arrival.may_write_all or site == arrival.site or schools.get(site, b"") == arrival.school_id
        }

    # -- heads ---------------------------------------------------------------------------------------------

    def _heads(self, heads: list[EntryHead]) -> None:
        known = self._known_heads(heads)
        new = []
        for head in heads:
            key = (head.site, head.number)
            if key in self._entries or key in self._barred or head.number < 1:
                raise Malformed(f"{self._arrival.name or '这个交接包'}里同一条改动出现了两次。")
            because = self._reader.why_barred(self._arrival, head)
            if key in known:
                entry, *same = known[key]
                if tuple(same) != (head.stamp, head.who, head.at, head.count):
                    raise CopiedFile(head.site, self._arrival.name)
                self._entries[key] = entry
                self._known.add(entry)
            if because and (key not in known or because == "origin"):
                self._barred[key] = because, json.dumps([*head[:4], head.who.hex(), *head[5:]], ensure_ascii=False)
            elif key not in known:
                self._entries[key] = self._newest = self._newest + 1
                new.append((self._newest, *head[:3], self._reader.knowledge(head), *head[4:]))
        if new:
            self._at.exec_driver_sql(
                "INSERT INTO entries (id, site, number, stamp, knowledge, who, who_name, why, at, revision, undoes, "
                "count) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                new,
            )

    def _known_heads(self, heads: Iterable[EntryHead]) -> dict[tuple[int, int], tuple[Any, ...]]:
        spans: dict[int, list[int]] = {}
        for head in heads:
            spans.setdefault(head.site, []).append(head.number)
        found = {}
        for site, numbers in spans.items():
            for number, *rest in self._at.exec_driver_sql(
                "SELECT number, id, stamp, who, at, count FROM entries WHERE site = ? AND number BETWEEN ? AND ?",
                (site, min(numbers), max(numbers)),
            ):
                found[site, number] = tuple(rest)
        return found

    # -- operations ----------------------------------------------------------------------------------------

    def _operations(self, batch: list[Operation]) -> None:
        new: list[tuple[Any, ...]] = []
        known: list[tuple[Any, ...]] = []
        aside: list[tuple[Any, ...]] = []
        shape, entries = self._reader.shape, self._entries
        for op in batch:
            key = (op.site, op.number)
            entry = entries.get(key)
            if entry is None and key not in self._barred:
                raise Malformed(f"{self._arrival.name or '这个交接包'}里有改动没有开头。")
            if entry is None or (op.columns is None and not fits(op)):
                because, head = self._barred.get(key, ("value", "null"))
                columns = None if op.columns is None else json.dumps(op.columns)
                aside.append((*key, op.place, because, op.register, op.row, op.field, columns, op.value, head))
                continue
            line = (
                entry, op.place, op.register, op.row, op.field,
                None if op.columns is None else shape(op.register, op.columns), op.value,
            )  # fmt: skip
            if entry in self._known:
                known.append((*line, key in self._barred))
            else:
                new.append(line)
        for register, count in Counter(op.register for op in batch).items():
            self._parcel.of(register).read += count
        if new:
            try:
                self._at.exec_driver_sql(_APPEND, new)
            except Exception as error:
                if "UNIQUE" in str(error):
                    raise Malformed(f"{self._arrival.name or '这个交接包'}里同一处改动出现了两次。") from error
                raise
        if known:
            self._compare(known)
        if aside:
            self._set_aside(aside)

    def _compare(self, lines: list[tuple[Any, ...]]) -> None:
        """Operations of entries that are here at least in part: the same ones are known, new places are new."""
        run = self._at.exec_driver_sql
        run("DELETE FROM arriving")
        run("INSERT INTO arriving VALUES (?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING", lines)
        other = run(
            "SELECT a.entry FROM arriving a JOIN operations o ON o.entry = a.entry AND o.place = a.place "
            'WHERE o."row" <> a."row" '
            "OR o.register <> a.register OR o.field IS DISTINCT FROM a.field OR o.shape IS DISTINCT FROM a.shape "
            "OR o.value IS DISTINCT FROM a.value LIMIT 1"
        ).scalar()
        if other is not None:
            site = next(site for (site, _), entry in self._entries.items() if entry == other)
            raise CopiedFile(site, self._arrival.name)
        run(
            "DELETE FROM arriving WHERE EXISTS "
            "(SELECT 1 FROM operations o WHERE o.entry = arriving.entry AND o.place = arriving.place) OR EXISTS "
            " (SELECT 1 FROM quarantine q JOIN entries e ON e.site = q.site AND e.number = q.number "
            "WHERE e.id = arriving.entry AND q.place = arriving.place AND q.because NOT IN ('origin', 'stamp'))"
        )
        counted = run("SELECT register, count(*) FROM arriving GROUP BY register")
        left: dict[str, int] = {line[0]: line[1] for line in counted}
        for register, count in Counter(line[2] for line in lines).items():
            self._parcel.of(register).present += count - left.get(register, 0)
        if left:
            heads = {entry: key for key, entry in self._entries.items()}
            foreign = run(
                'SELECT entry, place, register, "row", field, shape, value FROM arriving WHERE foreign_'
            ).all()
            self._set_aside([_whole(self._at, heads[line[0]], self._barred[heads[line[0]]], line) for line in foreign])
            ours = "FROM arriving WHERE NOT foreign_"
            run(f'INSERT INTO operations SELECT entry, place, register, "row", field, shape, value {ours}')
            run(f'INSERT INTO fresh SELECT ?, entry, place, register, "row", shape, NULL {ours}', (self._number,))

    def _set_aside(self, lines: list[tuple[Any, ...]]) -> None:
        for site, number, place, *rest in lines:
            same = self._at.exec_driver_sql(
                'SELECT register = ? AND "row" = ? AND field IS NOT DISTINCT FROM ? AND value IS NOT DISTINCT FROM ? '
                "FROM quarantine WHERE site = ? AND number = ? AND place = ?",
                (rest[1], rest[2], rest[3], rest[5], site, number, place),
            ).scalar()
            if same == 0:
                raise CopiedFile(site, self._arrival.name)
            account = self._parcel.of(rest[1])
            if same:
                account.present += 1
            else:
                account.quarantined += 1
                self._at.exec_driver_sql(_SET_ASIDE, (site, number, place, *rest))


def _whole(at: Connection, key: tuple[int, int], why: tuple[str, str], line: Any) -> tuple[Any, ...]:
    _, place, register, row, field, shape, value = line
    columns = (
        at.exec_driver_sql("SELECT columns FROM shapes WHERE id = ?", (shape,)).scalar() if shape is not None else None
    )
    return (*key, place, why[0], register, row, field, columns, value, why[1])


_STORED: Mapping[str, tuple[type, ...]] = {"number": (int,), "yesno": (int,), "link": (bytes,)}


def fits(op: Operation) -> bool:
    """Whether an edit's value can stand in its column at all; a field that is not known here is believed."""
    register = BY_NAME.get(op.register)
    if register is None or op.field is None or op.field not in register.columns():
        return True
    if op.field == "id":
        return False
    if op.field == "deleted":
        return op.value in (0, 1)
    if op.value is None:
        return True
    if op.field in id_columns(register):
        return isinstance(op.value, bytes) and len(op.value) == 16
    declared = register.field(op.field)
    return isinstance(op.value, _STORED.get(declared.kind if declared else "", (str,)))
