"""Who was on roll when: movements replayed into comings and goings, and the month's table that must agree.

start + in − out = end holds by construction: both ends are sums of the same comings and goings; what the township's
schools give each other has a school at either end. 源：教育事业统计 小学、初中学生变动情况（基础基表）；facts 2.6。
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeVar

from db.rules.movements import FACTS, IN, OUT, RESTING, WITHIN, effect_of

K = TypeVar("K", bound=Hashable)

ENTERED = "entered"
"""The coming of a pupil of whom no movement says how: counted from the month of entry."""


Standing = tuple[str | None, int | None, bytes | None]
"""Stage, year of entry and class of a pupil at one time."""


class Move(NamedTuple):
    """One movement that has taken effect. before: stage and year of entry until then; here: whether the pupil was on
    roll until then; room, into: the classes that were left and come into; None where the row does not say."""

    on: date
    kind: str
    left: bytes | None = None
    came: bytes | None = None
    before: tuple[str | None, int | None] | None = None
    here: bool | None = None
    room: bytes | None = None
    into: bytes | None = None


class Pupil(NamedTuple):
    """A pupil as the roster has him today, with his movements in order; or `number` pupils alike without any."""

    school: bytes
    present: bool
    sex: str
    stage: str | None = None
    cohort: int | None = None
    entered: date | None = None
    moves: tuple[Move, ...] = ()
    number: int = 1
    row: bytes = b""
    room: bytes | None = None


class Place(NamedTuple):
    """Where a pupil is on roll; room: the class, where it is asked for and known."""

    school: bytes
    stage: str | None
    cohort: int | None
    room: bytes | None = None


class Flow(NamedTuple):
    """Pupils coming to a place, leaving one, or both. on: None for before anything was written down."""

    on: date | None
    kind: str
    left: Place | None
    came: Place | None
    sex: str
    number: int
    row: bytes = b""


def flows(pupil: Pupil, resting: Collection[str] = ()) -> list[Flow]:
    """A pupil's comings and goings. A movement that changes nothing (leaving twice) is none.

    resting: kinds (休学, 复学) after which a pupil is where he was, where who is suspended counts as on roll.
    """
    standings = _standings(pupil)
    place = _at_first(pupil, standings[0], resting)
    begin = pupil.entered
    if begin is not None and pupil.moves and begin >= pupil.moves[0].on:
        begin = None  # the month of entry cannot be right: on roll as long as is known
    found = [Flow(begin, ENTERED, None, place, pupil.sex, pupil.number, pupil.row)] if place else []
    for move, standing in zip(pupil.moves, standings[1:], strict=True):
        after = _after(move, place, standing, pupil.school, resting)
        if after != place:
            found.append(Flow(move.on, move.kind, place, after, pupil.sex, pupil.number, pupil.row))
        place = after
    return found


def _standings(pupil: Pupil) -> list[Standing]:
    """Stage, year of entry and class before the first movement and after each: from today's backwards."""
    found: list[Standing] = [(pupil.stage, pupil.cohort, pupil.room)]
    earlier = (None, *(move.into for move in pupil.moves))
    for move, came_into in zip(reversed(pupil.moves), earlier[-2::-1], strict=True):
        stage, cohort, later = found[-1]
        kept = later if move.kind in (*RESTING, FACTS) else None
        found.append((*(move.before or (stage, cohort)), move.room or came_into or kept))
    return found[::-1]


def _at_first(pupil: Pupil, standing: Standing, resting: Collection[str]) -> Place | None:
    """Where a pupil was before the first movement: nowhere if that one brought him."""
    for move in pupil.moves:
        effect = effect_of(move.kind)
        if effect == IN and move.kind not in resting:
            return None
        if effect in (IN, OUT, WITHIN):
            return None if move.here is False else Place(move.left or _back_at(move, pupil.school), *standing)
    return Place(pupil.school, *standing) if pupil.present else None


def _back_at(move: Move, school: bytes) -> bytes:
    """The school of a pupil whose first movement is away from it, or back to it from a suspension."""
    return move.came or school if effect_of(move.kind) == IN else school


def _after(
    move: Move,
    place: Place | None,
    standing: Standing,
    school: bytes,
    resting: Collection[str],
) -> Place | None:
    effect = effect_of(move.kind)
    if effect == OUT and move.kind in resting:
        return Place(place.school if place else move.left or school, *standing)
    if effect == OUT:
        return None
    if effect == IN:
        return Place(move.came or school, *standing)
    if place is None:  # a suspended pupil whose school closes stays suspended
        return None
    return Place(move.came or place.school if effect == WITHIN else place.school, *standing)


# -- tables ---------------------------------------------------------------------------------------------------


@dataclass
class Line:
    """One line of a table: start + came − left = end, each coming and going by kind and sex."""

    start: Counter[str] = field(default_factory=Counter)
    came: Counter[tuple[str, str]] = field(default_factory=Counter)
    left: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def end(self) -> Counter[str]:
        """Pupils at the end, by sex."""
        found = Counter(self.start)
        for (_, sex), count in self.came.items():
            found[sex] += count
        for (_, sex), count in self.left.items():
            found[sex] -= count
        return +found

    def of(self, way: Counter[tuple[str, str]], *kinds: str) -> int:
        """How many came or left by these kinds (by all, if none is named)."""
        return sum(count for (kind, _), count in way.items() if not kinds or kind in kinds)


def table(known: Iterable[Flow], first: date, last: date, key: Callable[[Place], K | None]) -> dict[K, Line]:
    """The comings and goings from the first to the last day, for each key of a place (school, grade …); None: outside.

    A movement within one key (a pupil repeating a grade, seen by school) does not show.
    """
    lines: dict[K, Line] = {}
    for flow in known:
        if flow.on is not None and flow.on > last:
            continue
        left = key(flow.left) if flow.left else None
        came = key(flow.came) if flow.came else None
        if left == came:
            continue
        before = flow.on is None or flow.on < first
        if came is not None:
            _add(lines.setdefault(came, Line()), flow, 1, before=before)
        if left is not None:
            _add(lines.setdefault(left, Line()), flow, -1, before=before)
    return lines


def _add(line: Line, flow: Flow, sign: int, *, before: bool) -> None:
    if before:
        line.start[flow.sex] += sign * flow.number
    elif sign > 0:
        line.came[flow.kind, flow.sex] += flow.number
    else:
        line.left[flow.kind, flow.sex] += flow.number


def at(known: Iterable[Flow], day: date, key: Callable[[Place], K]) -> Counter[K]:
    """How many were on roll at the end of a day, by key of their place."""
    found: Counter[K] = Counter()
    for flow in known:
        if flow.on is None or flow.on <= day:
            if flow.came:
                found[key(flow.came)] += flow.number
            if flow.left:
                found[key(flow.left)] -= flow.number
    return +found
