"""Reading a parcel into the journal: the new is appended, the known compared, what is not allowed set aside."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from db.merge import knowledge
from db.merge.comparing import Beside, fits
from db.merge.incoming import Arrival, CopiedFile, EntryHead, Malformed, Operation, Parcel
from db.merge.knowledge import Knowledge

if TYPE_CHECKING:
    from db.merge.intake import Intake

_APPEND = 'INSERT INTO operations (entry, place, register, "row", field, shape, value) VALUES (?,?,?,?,?,?,?)'


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
        new: list[tuple[Any, ...]] = []
        known: list[tuple[Any, ...]] = []
        aside: list[tuple[Any, ...]] = []
        shape, entries = self._intake.shape, self._entries
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
            self._beside.compare(known)
        if aside:
            self._beside.set_aside(aside)
