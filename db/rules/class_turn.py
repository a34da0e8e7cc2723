"""Classes when the year turns: which close, which grades a composite class has then, and where each pupil sits.

An ordinary class keeps its year of entry, so its grade rises by itself. A composite class (复式班) is a room for some
grades: it keeps them, and who grows out of it goes on to the next class; or it goes up with its pupils, as is decided.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

from db.rules.grades import LAST_GRADE, Stage, grade_of


class Room(NamedTuple):
    """A class: an ordinary one has a year of entry and no grades of its own, a composite one grades and no year."""

    key: bytes
    stage: int
    cohort: int | None = None
    number: int = 1
    grades: frozenset[int] = frozenset()


class NewRoom(NamedTuple):
    """A class that has to be made, because a pupil grows out of a composite class and no other has the grade."""

    stage: int
    cohort: int


class Rooms:
    """The classes of one school at the turn to `year`.

    closed     keys of classes that end: their pupils have left, or sit in a composite class from now on
    regraded   composite classes that go up with their pupils, with the grades they have then
    """

    def __init__(self, rooms: Sequence[Room], year: int, following: Collection[bytes] = ()) -> None:
        self.year = year
        self._known = {room.key: room for room in rooms}
        self.regraded: dict[bytes, frozenset[int]] = {}
        self.closed: set[bytes] = set()
        self._composite: dict[tuple[int, int], bytes] = {}
        self._ordinary: dict[tuple[int, int], list[Room]] = defaultdict(list)
        for room in rooms:
            if room.cohort is None:
                self._grades_of(room, room.key in following)
        taught = {(r.stage, grade_of(r.cohort, r.stage, year - 1)) for r in rooms if r.cohort is not None}
        for room in rooms:
            if room.cohort is None:
                continue
            grade = grade_of(room.cohort, room.stage, year)
            ended = grade is None and room.cohort < year
            joins = (room.stage, grade or 0) in self._composite and (room.stage, grade) not in taught
            if ended or joins:
                self.closed.add(room.key)
            else:
                self._ordinary[room.stage, room.cohort].append(room)

    def _grades_of(self, room: Room, follows: bool) -> None:
        kept = room.grades
        if follows:
            kept = frozenset(grade + 1 for grade in room.grades if grade < LAST_GRADE[Stage(room.stage)])
            if kept:
                self.regraded[room.key] = kept
            else:
                self.closed.add(room.key)
        for grade in kept:
            self._composite.setdefault((room.stage, grade), room.key)

    def seat(self, room: bytes | None, stage: int, cohort: int) -> bytes | NewRoom | None:
        """Where a pupil who stays at the school sits from now on; None where a person has to say."""
        here, grade = self._known.get(room or b""), grade_of(cohort, stage, self.year)
        if here is not None and here.key not in self.closed and here.stage == stage:
            own = self.regraded.get(here.key, here.grades)
            if here.cohort == cohort or grade in own:
                return here.key
        joined = self._composite.get((stage, grade or 0))
        mates = self._ordinary[stage, cohort]
        if joined is not None and not mates:
            return joined
        if len(mates) == 1:
            return mates[0].key
        same = [mate.key for mate in mates if here is not None and mate.number == here.number]
        if same:
            return same[0]
        outgrown = here is not None and here.cohort is None and not mates
        return NewRoom(stage, cohort) if outgrown else None


__all__ = ["NewRoom", "Room", "Rooms"]
