"""What a parcel brings beside what is here: the same, other content under the same number, or not allowed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from db import dialect
from db.journal import id_columns
from db.merge.incoming import CopiedFile, Operation, Parcel
from db.registers import BY_NAME

_SET_ASIDE = (
    'INSERT INTO quarantine (site, number, place, because, register, "row", field, columns, value, head) '
    "VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING"
)


Line = tuple[Any, ...]
"""entry, place, register, row, field, shape, value, and whether another machine brings it that may not."""
WINDOW = 1000
"""Places looked at together."""


class Beside:
    """Compares one parcel's operations with the journal and with what was set aside before."""

    def __init__(
        self,
        connection: Connection,
        number: int,
        name: str,
        parcel: Parcel,
        entries: Mapping[tuple[int, int], int],
        barred: Mapping[tuple[int, int], tuple[str, str]],
    ) -> None:
        self._at, self._number, self._name, self._parcel = connection, number, name, parcel
        self._entries, self._barred = entries, barred

    def compare(self, lines: list[Line]) -> None:
        """Operations of entries that are here at least in part: the same ones are known, new places are new."""
        left: list[Line] = []
        for _, window in groupby(lines, key=lambda line: (line[0], line[1] // WINDOW)):
            left += self._unknown(list(window))
        for register, count in (Counter(line[2] for line in lines) - Counter(line[2] for line in left)).items():
            self._parcel.of(register).present += count
        if left:
            self._append(left)

    def _unknown(self, window: list[Line]) -> list[Line]:
        """Those that the journal has not got. Raises CopiedFile if it has them otherwise."""
        entry, places = window[0][0], [line[1] for line in window]
        held = {
            place: tuple(rest)
            for place, *rest in dialect.lines(
                self._at,
                'SELECT place, register, "row", field, shape, value FROM operations '
                "WHERE entry = ? AND place BETWEEN ? AND ?",
                (entry, min(places), max(places)),
            )
        }
        if any(held.get(line[1], line[2:7]) != line[2:7] for line in window):
            raise CopiedFile(self._key_of(entry)[0], self._name)
        return [line for line in window if line[1] not in held]

    def _key_of(self, entry: int) -> tuple[int, int]:
        return next(key for key, known in self._entries.items() if known == entry)

    def _append(self, lines: list[Line]) -> None:
        run = self._at.exec_driver_sql
        run("DELETE FROM arriving")
        run("INSERT INTO arriving VALUES (?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING", lines)
        run(
            "DELETE FROM arriving WHERE EXISTS "
            "(SELECT 1 FROM quarantine q JOIN entries e ON e.site = q.site AND e.number = q.number "
            "WHERE e.id = arriving.entry AND q.place = arriving.place AND q.because NOT IN ('origin', 'stamp'))"
        )
        left = Counter({line[0]: line[1] for line in run("SELECT register, count(*) FROM arriving GROUP BY register")})
        for register, count in (Counter(line[2] for line in lines) - left).items():
            self._parcel.of(register).present += count
        foreign = dialect.lines(
            self._at, 'SELECT entry, place, register, "row", field, shape, value FROM arriving WHERE foreign_'
        )
        if foreign:
            keys = {entry: self._key_of(entry) for entry in {line[0] for line in foreign}}
            self.set_aside([_whole(self._at, keys[line[0]], self._barred[keys[line[0]]], line) for line in foreign])
        ours = "FROM arriving WHERE NOT foreign_"
        run(f'INSERT INTO operations SELECT entry, place, register, "row", field, shape, value {ours}')
        run(f'INSERT INTO fresh SELECT ?, entry, place, register, "row", shape, NULL {ours}', (self._number,))

    def set_aside(self, lines: list[tuple[Any, ...]]) -> None:
        for site, number, place, *rest in lines:
            same = self._at.exec_driver_sql(
                'SELECT register = ? AND "row" = ? AND field IS NOT DISTINCT FROM ? AND value IS NOT DISTINCT FROM ? '
                "FROM quarantine WHERE site = ? AND number = ? AND place = ?",
                (rest[1], rest[2], rest[3], rest[5], site, number, place),
            ).scalar()
            if same == 0:
                raise CopiedFile(site, self._name)
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
    kind = declared.kind if declared else ""
    return isinstance(op.value, _STORED.get(kind, (str,))) and _readable(kind, op.value)


def _readable(kind: str, value: Any) -> bool:
    try:
        if kind == "day":
            return date.fromisoformat(value).isoformat() == str(value)
        if kind == "decimal":
            return Decimal(value).is_finite()
    except (ValueError, ArithmeticError):
        return False
    return True
