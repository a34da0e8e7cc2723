"""Counted: figures a checklist asks for that the ledgers know already, so many due and so many done.

听课节数 is a teacher's, against what is due by post; what the balance standard asks is a school's, and at the center
the whole township's.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from db import listened
from db.balance import self_check
from db.listened import Count
from db.terms import term_of
from desktop.work.dropouts import compulsory
from desktop.work.office import Office


class Known:
    """The figures for one sheet, each counted once while it is open."""

    def __init__(self, office: Office, sheet: Mapping[str, Any]) -> None:
        self._office, self._sheet = office, sheet
        self._found: dict[str, Count | None] = {}

    def count(self, what: str) -> Count | None:
        """For whom the sheet is about, in the term it was inspected; None where no ledger knows it."""
        if what not in self._found:
            self._found[what] = self._heard() if what == "heard" else self._of_school(what)
        return self._found[what]

    def _heard(self) -> Count | None:
        office, sheet = self._office, self._sheet
        person = office.linked("staff", sheet["staff_id"]) if sheet.get("staff_id") else None
        if person is None:
            return None
        day = date.fromisoformat(sheet["inspected_on"]) if sheet.get("inspected_on") else office.today
        with office.look() as connection:
            return listened.heard(connection, office.context, person, term_of(connection, day))

    def _of_school(self, what: str) -> Count | None:
        office = self._office
        school = office.linked("schools", self._sheet["school_id"]) if self._sheet.get("school_id") else None
        if school is None:
            return None
        schools = compulsory(office) if school["kind"] == "center" else [school["id"]]
        with office.look() as connection:
            return self_check.count(connection, office.context, what, schools)


__all__ = ["Count", "Known"]
