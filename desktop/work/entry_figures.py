"""Entry in figures: how many are due, notified, served, returned and registered; by village, by school, in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from db.rules import entry
from db.rules.entry import State
from desktop.work.office import Office

COLUMNS = (
    "id", "school_id", "child_id", "notice_number", "printed_on", "delivered_on", "receipt_on", "refused",
    "deferred_on", "elsewhere", "registered_on", "class_id", "student_id",
)  # fmt: skip
OF_CHILD = ("name", "sex", "born_on", "village_id", "householder", "disability")

NAMES = (
    "due", "boys", "girls", "needed", "printed", "delivered", "returned", "refused", "registered", "deferred",
    "elsewhere",
)  # fmt: skip


@dataclass
class Figures:
    """Children of one village, one school, or all of them."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, row: Mapping[str, Any]) -> None:
        state, needed = entry.state(row), entry.needs_notice(row)
        holds = {
            "due": True, "boys": row["sex"] == "1", "girls": row["sex"] != "1", "needed": needed,
            "printed": needed and bool(row["printed_on"]), "delivered": needed and entry.delivered(row),
            "returned": needed and bool(row["receipt_on"]), "refused": bool(row["refused"]),
            "registered": state is State.REGISTERED, "deferred": state is State.DEFERRED,
            "elsewhere": state is State.ELSEWHERE,
        }  # fmt: skip
        self.counts.update(name for name, held in holds.items() if held)

    def __getitem__(self, name: str) -> int:
        return self.counts[name]

    @property
    def undelivered(self) -> int:
        return self["needed"] - self["delivered"]

    @property
    def unreturned(self) -> int:
        return self["needed"] - self["returned"]

    @property
    def unregistered(self) -> int:
        """Who should have come and is neither registered, nor put off, nor elsewhere."""
        return self["due"] - self["registered"] - self["deferred"] - self["elsewhere"]

    def described(self) -> dict[str, int]:
        told = {name: self[name] for name in NAMES}
        return told | {
            "undelivered": self.undelivered,
            "unreturned": self.unreturned,
            "unregistered": self.unregistered,
        }


def rows(office: Office, year: int | None = None, school: bytes | None = None) -> list[dict[str, Any]]:
    """This year's rows with what is known of each child, by village and name, as plain values."""
    listed = ", ".join(f"a.{name}" for name in COLUMNS) + ", " + ", ".join(f"c.{name}" for name in OF_CHILD)
    with office.look() as connection:
        found = connection.exec_driver_sql(
            f"SELECT {listed} FROM admissions a LEFT JOIN children c ON c.id = a.child_id "
            'LEFT JOIN finder v ON v."row" = c.village_id LEFT JOIN finder f ON f."row" = c.id '
            "WHERE a.deleted = 0 AND a.year = ? AND (? IS NULL OR a.school_id = ?) ORDER BY v.sort, f.sort, a.id",
            (year or office.today.year, school, school),
        ).all()
    return [dict(zip((*COLUMNS, *OF_CHILD), row, strict=True)) for row in found]


def figures(found: Sequence[Mapping[str, Any]], key: Callable[[Mapping[str, Any]], Any]) -> dict[Any, Figures]:
    """Figures by whatever the key says of a row, in the order met."""
    told: dict[Any, Figures] = {}
    for row in found:
        told.setdefault(key(row), Figures()).add(row)
    return told


def total(found: Sequence[Mapping[str, Any]]) -> Figures:
    return figures(found, lambda _row: "").get("", Figures())


def undelivered(found: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Children whose notice has not been delivered."""
    return [row for row in found if entry.needs_notice(row) and not entry.delivered(row)]


def described(office: Office, year: int | None = None, school: bytes | None = None) -> dict[str, Any]:
    """As --json prints it: in all, by village, by school, and who has not been reached."""
    year = year or office.today.year
    found, villages, schools = rows(office, year, school), office.titles("villages"), office.titles("schools")
    return {
        "year": year,
        "total": total(found).described(),
        "days_overdue": entry.days_overdue(office.today, year, int(office.setting("entry.notice_month"))),
        "villages": {
            villages.get(village or b"", ""): one.described()
            for village, one in figures(found, lambda row: row["village_id"]).items()
        },
        "schools": {
            schools.get(to or b"", ""): one.described()
            for to, one in figures(found, lambda row: row["school_id"]).items()
        },
        "undelivered": [
            {"id": row["id"].hex(), "name": row["name"], "village": villages.get(row["village_id"] or b"", "")}
            for row in undelivered(found)
        ],
    }
