"""Counted: figures a checklist asks for that the ledgers know already (听课节数), against what is due by post."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from db import listened
from db.listened import Count
from db.terms import term_of
from desktop.work.office import Office


def count(office: Office, what: str, sheet: Mapping[str, Any]) -> Count | None:
    """The figure for the teacher of this sheet in the term it was inspected; None where no ledger knows it."""
    person = office.linked("staff", sheet["staff_id"]) if sheet.get("staff_id") else None
    if what != "heard" or person is None:
        return None
    day = date.fromisoformat(sheet["inspected_on"]) if sheet.get("inspected_on") else office.today
    with office.look() as connection:
        return listened.heard(connection, office.context, person, term_of(connection, day))


__all__ = ["Count", "count"]
