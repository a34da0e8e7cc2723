"""Sums of attendance as an office asks for them: a month or a week, by class, school and township."""

from __future__ import annotations

from datetime import date
from typing import Any

from db import codes
from db.attendance import days, sums
from db.attendance.sums import Line, Sums
from db.rules import attendance
from desktop.work.office import Office

MOST = 20
"""Days and classes named of one line."""


def over(office: Office, first: date, last: date, school: bytes | None = None) -> Sums:
    """The sums from a day to a day, of one school or of all that this file knows."""
    with office.look() as connection:
        return sums.over(connection, office.context, first, last, school)


def span(office: Office, month: str = "", week: date | None = None) -> tuple[date, date]:
    """First and last day of a month (2026-11) or of the week of a day; by default this month. Raises Trouble."""
    return days.week_span(week) if week else days.month_span(month or office.today.isoformat()[:7])


def figures(line: Line) -> dict[str, str]:
    """The figures of a line in words: the rate, days of absence by reason, how often somebody was late or left."""
    found = {"出勤率": "" if line.rate is None else f"{line.rate}%", "缺勤": attendance.days_of(line.absent)}
    for code in codes.code_list("absence_reason"):
        counted = line.half_days[code.code] if code.code in attendance.ABSENT else 2 * line.times[code.code]
        found[code.label] = attendance.days_of(counted) if counted else ""
    return found


def remarks(line: Line) -> list[str]:
    """What is to be said of a line: days nobody called, counts that do not fit the names, illness by symptom."""
    found = []
    sessions = codes.code_list("session")
    several = len({room for room, *_ in line.uncalled}) > 1 or line.room is None
    if line.uncalled:
        days_ = [
            f"{room if several else ''}{on.month}月{on.day}日" + (sessions.label(session) if session != "0" else "")
            for room, on, session in line.uncalled
        ]
        more = f"……共 {len(days_)} 次" if len(days_) > MOST else ""
        found.append(f"没点名：{'、'.join(days_[:MOST])}{more}")
    if line.differing:
        days_ = [f"{room if several else ''}{on.month}月{on.day}日" for room, on in line.differing[:MOST]]
        found.append(f"人数与名单不符：{'、'.join(days_)}")
    if line.ill:
        symptoms = codes.code_list("symptom")
        told = "、".join(
            f"{symptoms.label(code)} {count}" for code, count in sorted(line.ill.items(), key=lambda x: -x[1])
        )
        found.append(f"症状（人次）：{told}")
    return found


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


__all__ = ["Line", "Sums", "described", "figures", "over", "remarks", "span"]
