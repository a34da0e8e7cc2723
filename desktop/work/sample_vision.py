"""Eyes tested in the sample township: a class that is missing, and more who see badly with every grade."""

from __future__ import annotations

import random
import tomllib
from typing import Any

from db.attendance import days
from db.register import key_id
from db.registers import Student, VisionCheck
from desktop.work import tables
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.roll_call import IN_CLASS
from desktop.work.sample_attendance import SOURCE
from desktop.work.sample_term import Term

COLUMNS = ("id", "school_id", "student_id", "class_id", "year", "term", "on", "left", "right", "glasses", "tested_by")
POOR = ("4.9", "4.8", "4.7", "4.6", "4.5", "4.3")


def play(term: Term) -> None:
    """The center tests its own pupils."""
    term.do(term.center, _test)


def _test(office: Office) -> Outcome:
    said = tomllib.loads(SOURCE.read_text("utf-8"))["vision"]
    chance = random.Random(said["on"].toordinal())
    with office.look() as connection:
        rooms = days.rooms(connection, office.context, office.school_id)
    lines: list[tuple[Any, ...]] = []
    for room in rooms:
        if room.title == said["untested"]:
            continue
        share = said["poor"]["一二三四五六".index(room.title[0])]
        for row in tables.ids(office, Student, where=[("class", room.id.hex()), IN_CLASS]):
            poor = chance.randrange(100) < share
            left, right = (chance.choice(POOR) if poor else chance.choice(("5.0", "5.1", "5.2")) for _ in range(2))
            key = key_id("vision_checks", [row, office.school_year, "1"])
            glasses = int(poor and min(left, right) < "4.7")
            first = (key, room.school_id, row, room.id, office.school_year, "1", said["on"].isoformat())
            lines.append((*first, left, right, glasses, "校医"))
    with office.change("视力检查") as rows:
        rows.insert_rows(VisionCheck, COLUMNS, lines)
    return Outcome()
