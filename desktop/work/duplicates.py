"""Likely duplicates: rows that may be one person, side by side; joined or kept apart, and both can be taken back."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from db import duplicates as queue
from db.errors import Trouble
from db.fields import Field
from db.register import Register
from desktop.work import tables
from desktop.work.conflicts import named
from desktop.work.office import Office
from desktop.work.outcome import Outcome

USUALLY_SHOWN = ("school", "name", "sex", "id_number", "born_on", "born_in", "enrolment_number", "class", "grade")


@dataclass(frozen=True)
class Duplicate:
    """Rows that may be one person, and why. rows: at least two."""

    register: type[Register]
    rows: tuple[bytes, ...]
    because: str


@dataclass(frozen=True)
class Compared:
    """A field of two rows side by side, as shown (private values masked); differs is told by what is stored."""

    label: str
    left: str
    right: str
    differs: bool


_KNOWN: dict[tuple[str, int], list[Duplicate]] = {}
_FINDING = threading.Lock()


def duplicates(office: Office) -> list[Duplicate]:
    """The queue, the surest reasons first; remembered until something changes, for it reads every name."""
    key = (str(office.path), office.workspace.data_version())
    with _FINDING:
        if key not in _KNOWN:
            with office.look() as connection:
                found = [Duplicate(*one) for one in queue.queue(connection)]
            for old in [k for k in _KNOWN if k[0] == key[0]]:
                del _KNOWN[old]
            _KNOWN[key] = found
        return _KNOWN[key]


def known_count(office: Office) -> int | None:
    """How many there are, if that is known without reading every name."""
    found = _KNOWN.get((str(office.path), office.workspace.data_version()))
    return None if found is None else len(found)


def compared(office: Office, one: Duplicate, left: bytes, right: bytes, show_private: bool = False) -> list[Compared]:
    """Two rows field by field: what names a person first, then what differs; what both leave empty is left out."""
    shown = {row["id"]: row for row in tables.rows(office, one.register, [left, right], show_private)}
    full = {row["id"]: row for row in tables.rows(office, one.register, [left, right], show_private=True)}
    if show_private:
        office.log_shown(f"{one.register.title}的疑似重复", 2)
    if left not in shown or right not in shown:
        raise Trouble("其中一行已经不在了。", "请刷新后再看。")
    lines: list[Compared] = []
    for field in sorted(one.register.fields().values(), key=_first):
        a, b = str(shown[left][field.name]), str(shown[right][field.name])
        differs = full[left][field.name] != full[right][field.name]
        if (a or b) and (differs or field.name in USUALLY_SHOWN):
            lines.append(Compared(field.label, a, b, differs))
    return lines


def _first(field: Field) -> int:
    return USUALLY_SHOWN.index(field.name) if field.name in USUALLY_SHOWN else len(USUALLY_SHOWN)


def fuller(office: Office, one: Duplicate) -> bytes:
    """The row one would keep: the one with more filled in."""
    rows = tables.rows(office, one.register, one.rows, show_private=True)
    filled = {row["id"]: sum(1 for name in one.register.fields() if row.get(name)) for row in rows}
    return max(one.rows, key=lambda row: filled.get(row, 0))


# -- deciding -------------------------------------------------------------------------------------------------


def join_rows(office: Office, register: type[Register], keep: bytes, others: Sequence[bytes]) -> Outcome:
    """One person: the others leave the lists, what points to them follows. Ctrl+Z takes it back."""
    title, _ = named(office, register, keep)
    with office.change(f"合并为一人：{title}") as change:
        for other in others:
            queue.join(change, register, keep, other)
    said = f"已合并为一人：{title}。合并错了按 Ctrl+Z 可以撤销。"
    return Outcome(said, _touched(register), {"keep": keep.hex(), "joined": [row.hex() for row in others]})


def not_same(office: Office, register: type[Register], rows: Sequence[bytes]) -> Outcome:
    """Different people who are alike; they are not asked about again."""
    titles = office.titles(register.register_name())
    with office.change("不是同一人：" + "、".join(titles.get(row, "") for row in rows)) as change:
        for row, other in combinations(rows, 2):
            queue.not_same(change, register, row, other, office.school_id)
    return Outcome(
        "记下了：不是同一人，以后不再提示。按 Ctrl+Z 可以撤销。",
        _touched(register) | {"not_same"},
        {"register": register.register_name(), "rows": [row.hex() for row in rows]},
    )


def _touched(register: type[Register]) -> frozenset[str]:
    return frozenset({register.register_name(), "duplicates"})


def described(found: Iterable[Duplicate]) -> list[dict[str, Any]]:
    """As --json prints them."""
    return [
        {"register": one.register.register_name(), "rows": [row.hex() for row in one.rows], "because": one.because}
        for one in found
    ]


__all__ = [
    "Compared", "Duplicate", "compared", "described", "duplicates", "fuller", "join_rows", "known_count", "not_same",
]  # fmt: skip
