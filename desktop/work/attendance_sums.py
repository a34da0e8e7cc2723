"""Sums of attendance as an office asks for them: a month or a week, by class, school and township."""

from __future__ import annotations

from datetime import date
from typing import Any

from db import codes
from db.attendance import days, sums
from db.attendance.sums import Line, Sums
from db.rules import attendance
from desktop.work.office import Office


def over(office: Office, first: date, last: date, school: bytes | None = None) -> Sums:
    """The sums from a day to a day, of one school or of all that this file knows."""
    with office.look() as connection:
        return sums.over(connection, office.context, first, last, school)


def span(office: Office, month: str = "", week: date | None = None) -> tuple[date, date]:
    """First and last day of a month (2026-11) or of the week of a day; by default this month. Raises Trouble."""
    return days.week_span(week) if week else days.month_span(month or office.today.isoformat()[:7])


def described(office: Office, found: Sums) -> dict[str, Any]:
    """The sums as --json prints them."""
    names = office.titles("schools")
    return {
        "first": found.first.isoformat(), "last": found.last.isoformat(), "days": len(found.days),
        "classes": [_line(line) | {"school": names.get(line.school_id or b"", "")} for line in found.lines],
        "schools": [_line(line) for line in found.schools(lambda row: names.get(row, ""))],
        "total": _line(found.total()),
    }  # fmt: skip


def _line(line: Line) -> dict[str, Any]:
    reasons, symptoms = codes.code_list("absence_reason"), codes.code_list("symptom")
    return {
        "title": line.title, "pupils": line.pupils, "days_due": line.due, "days_called": line.called,
        "expected": attendance.days_of(line.expected), "absent": attendance.days_of(line.absent),
        "rate": None if line.rate is None else str(line.rate),
        "reasons": {
            reasons.label(code): {"times": count, "days": attendance.days_of(line.half_days[code])}
            for code, count in line.times.items()
        },
        "ill": {symptoms.label(code): count for code, count in line.ill.items()},
        "uncalled": [
            {"class": room, "on": on.isoformat(), "session": codes.code_list("session").label(session)}
            for room, on, session in line.uncalled
        ],
        "differing": [{"class": room, "on": on.isoformat()} for room, on in line.differing],
    }  # fmt: skip


__all__ = ["Line", "Sums", "described", "over", "span"]
