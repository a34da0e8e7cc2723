"""Sums of attendance as an office asks for them: a month or a week, by class, school and township."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from db import codes
from db.attendance import days, sums, words
from db.attendance.sums import Line, Sums
from db.rules import attendance
from desktop.work.office import Office

MOST = 20
"""Calls whose count does not fit that are named of one line."""


def over(office: Office, first: date, last: date, school: bytes | None = None) -> Sums:
    """The sums from a day to a day, of one school or of all that this file knows."""
    with office.look() as connection:
        return sums.over(connection, office.context, first, last, school)


def span(office: Office, month: str = "", week: date | None = None) -> tuple[date, date]:
    """First and last day of a month (2026-11) or of the week of a day; by default this month. Raises Trouble."""
    return days.week_span(week) if week else days.month_span(month or office.today.isoformat()[:7])


def figures(line: Line, beside: Sequence[Line] = ()) -> dict[str, str]:
    """The figures of a line in words: the rate, days of absence by reason, how often somebody was late or left.

    A column that has half days anywhere in the lines beside has tenths throughout.
    """
    lines = beside or (line,)
    absent = attendance.days_of(line.absent, tenths=attendance.any_half(one.absent for one in lines))
    found = {"出勤率": "" if line.rate is None else f"{line.rate}%", "缺勤": absent}
    for code in codes.code_list("absence_reason"):
        away = code.code in attendance.ABSENT
        counted = line.half_days[code.code] if away else 2 * line.times[code.code]
        tenths = away and attendance.any_half(one.half_days[code.code] for one in lines)
        found[code.label] = attendance.days_of(counted, tenths=tenths) if counted else ""
    return found


def remarks(line: Line) -> list[str]:
    """What is to be said of a line: days nobody called, counts that do not fit the names, illness by symptom."""
    found = []
    several = line.room is None
    if line.uncalled:
        found.append(f"没点名：{words.uncalled(line.uncalled, line.rooms if several else 1)}")
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


def told(office: Office, found: Sums) -> list[str]:
    """The sums line by line, for the command line."""
    names = office.titles("schools")
    schools = found.schools(lambda row: names.get(row, ""))
    lines = [*found.lines, *(schools if len(schools) > 1 else ()), found.total()]
    said = []
    for line in lines:
        figures_ = {label: text for label, text in figures(line).items() if text not in ("", "0")}
        told_ = "　".join(f"{label} {text}" for label, text in figures_.items())
        where = f"{names.get(line.school_id or b'', '')} " if line.room and len(schools) > 1 else ""
        said.append(f"{where}{line.title}　{line.pupils} 人　应点 {line.due} 天　已点 {line.called} 天　{told_}")
    return [*said, *remarks(found.total())]


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
            if count
        },
        "ill": {symptoms.label(code): count for code, count in line.ill.items()},
        "uncalled": [
            {"class": room, "on": on.isoformat(), "session": codes.code_list("session").label(session)}
            for room, on, session in line.uncalled
        ],
        "differing": [{"class": room, "on": on.isoformat()} for room, on in line.differing],
    }  # fmt: skip


__all__ = ["Line", "Sums", "described", "figures", "over", "remarks", "span", "told"]
