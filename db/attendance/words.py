"""Attendance in words, for screen and paper alike: what nobody called, and where illness gathers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from db import codes
from db.judging import Context
from db.rules import attendance
from db.rules.clusters import Cluster

MOST = 30
"""Days that are named; more are counted."""


def uncalled(missed: Sequence[tuple[str, date, str]], rooms: int) -> str:
    """11月12日二（2）班；11月20日下午各班: days and halves, with the classes (of so many) that nobody called."""
    by_day: dict[date, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for room, on, session in missed:
        by_day[on][room].add(session)
    said = []
    for on, sessions in sorted(by_day.items()):
        groups: dict[str, list[str]] = defaultdict(list)
        for room, left in sessions.items():
            both = {attendance.MORNING, attendance.AFTERNOON} <= left
            for label in [""] if both or attendance.WHOLE in left else [_label(s) for s in sorted(left)]:
                groups[label].append(room)
        for label, names in sorted(groups.items()):
            whole = rooms > 1 and len(names) >= rooms
            said.append(f"{on.month}月{on.day}日{label}" + ("各班" if whole else "、".join(names) if rooms > 1 else ""))
    more = f"……共{len(said)}处" if len(said) > MOST else ""
    return "；".join(said[:MOST]) + more


def _label(session: str) -> str:
    return codes.code_list("session").label(session)


def cluster(context: Context, one: Cluster, *, many: bool) -> str:
    """五（1）班11月16日至18日有5人发热; with many schools the school's name before it."""
    room = one.room if isinstance(one.room, bytes) else b""
    owner = context.linked("classes", room)
    school = context.titles("schools").get(owner["school_id"], "") if owner and many else ""
    span = f"{one.first.month}月{one.first.day}日"
    if one.last != one.first:
        span += f"至{one.last.month}月{one.last.day}日"
    symptom = codes.code_list("symptom").label(one.symptom)
    return f"{school}{context.titles('classes').get(room, '')}{span}有{len(one.students)}人{symptom}"
