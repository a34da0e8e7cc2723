"""The school terms to choose from, as screens offer them."""

from __future__ import annotations

from db import school_terms
from db.errors import NotFound
from db.school_terms import SchoolTerm
from desktop.work.office import Office


def known(office: Office) -> list[SchoolTerm]:
    """All terms of the calendar, the latest first."""
    return school_terms.known(office.context)


def current(office: Office) -> SchoolTerm:
    return school_terms.current(office.context)


def called(office: Office, text: str) -> SchoolTerm:
    """The term of a label or of 2026-1; the present one where nothing is said. Raises NotFound."""
    try:
        return school_terms.called(office.context, text)
    except ValueError as error:
        sentence, _, advice = str(error).partition("。")
        raise NotFound(f"{sentence}。", advice) from error


__all__ = ["SchoolTerm", "called", "current", "known"]
