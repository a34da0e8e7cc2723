"""What a parcel brings beside what is here: the same, other content under the same number, or not allowed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from db.journal import id_columns
from db.merge.incoming import CopiedFile, Operation, Parcel
from db.registers import BY_NAME

_SET_ASIDE = (
    'INSERT INTO quarantine (site, number, place, because, register, "row", field, columns, value, head) '
    "VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING"
)


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

    def compare(self, lines: list[tuple[Any, ...]]) -> None:
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
            raise CopiedFile(site, self._name)
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
            self.set_aside([_whole(self._at, heads[line[0]], self._barred[heads[line[0]]], line) for line in foreign])
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
