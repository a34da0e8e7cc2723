"""Marks that nobody has signed yet: kept on this computer, so that a class half called is not called again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from desktop.work.office import Office
from desktop.work.roll_words import Mark

Unsigned = dict[tuple[bytes, date, str], dict[bytes, Mark]]
"""By class, day and session, the marks by pupil."""

NAME = "unsigned_calls"
KEPT = timedelta(days=30)


def unsigned(office: Office) -> Unsigned:
    """What was left without a signature in the last weeks."""
    found: Unsigned = {}
    for one in office.workspace.local(NAME) or ():
        on = date.fromisoformat(one["on"])
        if office.today - KEPT <= on <= office.today:
            marks = {bytes.fromhex(row): Mark(*words) for row, words in one["marks"].items()}
            found[bytes.fromhex(one["class"]), on, one["session"]] = marks
    return found


def keep(office: Office, marks: Mapping[tuple[bytes, date, str], Mapping[bytes, Mark]]) -> None:
    """Keeps them for the next time the page is opened; nothing is written where nothing has changed."""
    if office.read_only:
        return
    lines = [
        {
            "class": room.hex(), "on": on.isoformat(), "session": session,
            "marks": {row.hex(): [one.reason, one.symptom, one.remark] for row, one in of.items()},
        }
        for (room, on, session), of in marks.items()
    ]  # fmt: skip
    if lines != (office.workspace.local(NAME) or []):
        office.workspace.set_local(NAME, lines)
