"""Reading a parcel into the journal: the new is appended, the known compared, what is not allowed set aside."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from db.merge import knowledge
from db.merge.comparing import Beside, fits
from db.merge.incoming import Arrival, CopiedFile, EntryHead, Malformed, Operation, Parcel
from db.merge.knowledge import Knowledge

if TYPE_CHECKING:
    from db.merge.intake import Intake

AT_ONCE = 250
"""Inserts that go into the journal by one statement: what they share is handed to the driver once."""
_INTO = 'INSERT INTO operations (entry, place, register, "row", field, shape, value) VALUES '
_APPEND = f"{_INTO} (?,?,?,?,?,?,?)"
_APPEND_INSERTS = _INTO + ",".join(f"(?1,?{n},?2,?{n + 1},NULL,?3,?{n + 2})" for n in range(4, 4 + 3 * AT_ONCE, 3))
_KIN = itemgetter(0, 1, 3, 6)
"""Of an operation: site, number, register, columns."""


class Reading:
    """One parcel being read."""

    def __init__(self, intake: Intake, number: int, arrival: Arrival, parcel: Parcel) -> None:
        self._intake, self._number, self._arrival, self._parcel = intake, number, arrival, parcel
        self._at: Connection = intake.connection
        self._entries: dict[tuple[int, int], int] = {}
        self._known: set[int] = set()
        self._barred: dict[tuple[int, int], tuple[str, str]] = {}
        self._before = int(self._at.exec_driver_sql("SELECT coalesce(max(id), 0) FROM entries").scalar() or 0)
        self._newest = self._before
        self._beside = Beside(self._at, number, arrival.name, parcel, self._entries, self._barred)

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
        self._intake.held = knowledge.united(self._intake.held, held)
        self._intake.complete = knowledge.united(self._intake.complete, self._covers())

    def _covers(self) -> Knowledge:
        """What the sender may vouch for: a center for all, a school for its own machines."""
        arrival, schools = self._arrival, self._intake.schools
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
            because = self._intake.why_barred(self._arrival, head)
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
                new.append((self._newest, *head[:3], self._intake.knowledge(head), *head[4:]))
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
        for (site, number, register, columns), found in groupby(batch, key=_KIN):
            run, entry = list(found), self._entries.get((site, number))
            self._parcel.of(register).read += len(run)
            if entry is None and (site, number) not in self._barred:
                raise Malformed(f"{self._arrival.name or '这个交接包'}里有改动没有开头。")
            if entry is None:
                self._set_aside(run)
            elif columns is not None:
                self._take(entry, self._intake.shape(register, columns), run)
            else:
                self._set_aside([op for op in run if not fits(op)])
                self._take(entry, None, [op for op in run if fits(op)])

    def _set_aside(self, run: list[Operation]) -> None:
        lines = []
        for op in run:
            because, head = self._barred.get((op.site, op.number), ("value", "null"))
            columns = None if op.columns is None else json.dumps(op.columns)
            lines.append((*op[:3], because, *op[3:6], columns, op.value, head))
        self._beside.set_aside(lines)

    def _take(self, entry: int, shape: int | None, run: list[Operation]) -> None:
        """Operations of one entry on one register, all inserts of one shape or all edits."""
        if entry in self._known:
            foreign = (run[0].site, run[0].number) in self._barred
            self._beside.compare([(entry, *op[2:6], shape, op.value, foreign) for op in run])
            return
        try:
            whole = 0 if shape is None else len(run) - len(run) % AT_ONCE
            for start in range(0, whole, AT_ONCE):
                cells = [cell for op in run[start : start + AT_ONCE] for cell in (op.place, op.row, op.value)]
                self._at.exec_driver_sql(_APPEND_INSERTS, (entry, run[0].register, shape, *cells))
            if whole < len(run):
                self._at.exec_driver_sql(_APPEND, [(entry, *op[2:6], shape, op.value) for op in run[whole:]])
        except Exception as error:
            if "UNIQUE" in str(error):
                raise Malformed(f"{self._arrival.name or '这个交接包'}里同一处改动出现了两次。") from error
            raise
