"""Quota places (指标生): handing a senior school's places to the junior schools, and filling them by wish and score.

源：seed 001（农安2011）：统招线下降两个分数段（20分）；最大余数法；facts 9.1。国家要求优质高中名额分配不低于50 %。
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple


class School(NamedTuple):
    """A junior school: how many of its candidates may have a quota place."""

    key: str
    name: str
    eligible: int


class Share(NamedTuple):
    """What a school gets: its exact share, the whole part of it, one more by the largest remainder or not."""

    school: School
    exact: Fraction
    whole: int
    extra: int

    @property
    def places(self) -> int:
        return self.whole + self.extra

    @property
    def remainder(self) -> Fraction:
        return self.exact - self.whole


def handed_out(places: int, schools: Iterable[School]) -> list[Share]:
    """Largest remainder (最大余数法): whole parts first, what is left one by one to the largest remainders.

    Equal remainders: the school with more eligible candidates first, then the smaller key. In the order of the keys.
    Raises ValueError with a sentence where there is nobody to hand places to.
    """
    known = sorted(schools, key=lambda school: school.key)
    every = sum(school.eligible for school in known)
    if any(school.eligible < 0 for school in known) or places < 0:
        raise ValueError("人数和名额不能小于零。请核对。")
    if not every:
        if places:
            raise ValueError("没有符合条件的考生，名额分不下去。请先填各校符合条件的人数。")
        return [Share(school, Fraction(0), 0, 0) for school in known]
    shares = [
        Share(school, Fraction(places * school.eligible, every), places * school.eligible // every, 0)
        for school in known
    ]
    left = places - sum(share.whole for share in shares)
    order = sorted(shares, key=lambda share: (-share.remainder, -share.school.eligible, share.school.key))
    more = {share.school.key for share in order[:left]}
    return [share._replace(extra=int(share.school.key in more)) for share in shares]


class Candidate(NamedTuple):
    """A pupil who sat the examination. `wishes`: senior schools in order, wished for as quota places; `tie` decides
    between equal scores (the sum the local rule names), the greater first."""

    key: str
    school: str
    score: Decimal
    wishes: tuple[str, ...] = ()
    tie: Decimal = Decimal(0)
    eligible: bool = True


class Admitted(NamedTuple):
    """A quota place that was filled: by whom, at which senior school, as which wish (from 1)."""

    candidate: Candidate
    target: str
    wish: int


class Filled(NamedTuple):
    """admitted: places filled; empty: places by (senior school, junior school) that go back to the county;
    undecided: equal in everything at the last place, the local rule has to be asked; too_low: below the line."""

    admitted: list[Admitted]
    empty: dict[tuple[str, str], int]
    undecided: list[Admitted]
    too_low: list[Candidate]


def lowered(line: Decimal, by: Decimal = Decimal(20)) -> Decimal:
    """The line for quota places: that of 统招, lowered by two score bands."""
    return line - by


def filled(
    candidates: Iterable[Candidate],
    places: Mapping[tuple[str, str], int],
    lines: Mapping[str, Decimal],
    by: Decimal = Decimal(20),
) -> Filled:
    """Fills the places of each (senior school, junior school), first wishes first, then by score.

    Candidates whom 统招 has taken already are not among them. Nobody below the lowered line is taken.
    """
    waiting = [one for one in candidates if one.eligible and one.wishes]
    left = dict(places)
    admitted: list[Admitted] = []
    undecided: list[Admitted] = []
    taken: set[str] = set()
    for wish in range(max((len(one.wishes) for one in waiting), default=0)):
        for (target, school), _ in sorted(places.items()):
            open_ = left[target, school]
            asking = [
                one
                for one in waiting
                if one.key not in taken and one.school == school and len(one.wishes) > wish
                and one.wishes[wish] == target and one.score >= lowered(lines[target], by)
            ]  # fmt: skip
            sure, tied = _first(asking, open_)
            admitted += [Admitted(one, target, wish + 1) for one in sure]
            undecided += [Admitted(one, target, wish + 1) for one in tied]
            taken |= {one.key for one in (*sure, *tied)}
            left[target, school] = open_ - len(sure) - (open_ - len(sure) if tied else 0)
    low = [
        one for one in waiting if one.key not in taken and all(_below(one, target, lines, by) for target in one.wishes)
    ]
    held = {(found.target, found.candidate.school) for found in undecided}
    empty = {place: count for place, count in left.items() if count and place not in held}
    return Filled(admitted, empty, undecided, low)


def _below(one: Candidate, target: str, lines: Mapping[str, Decimal], by: Decimal) -> bool:
    return target not in lines or one.score < lowered(lines[target], by)


def _first(asking: Sequence[Candidate], places: int) -> tuple[list[Candidate], list[Candidate]]:
    """Those who surely have a place, and those equal at the edge of whom only some would."""
    order = sorted(asking, key=lambda one: (-one.score, -one.tie, one.key))
    if len(order) <= places:
        return order, []
    if places <= 0:
        return [], []
    edge = (order[places - 1].score, order[places - 1].tie)
    if (order[places].score, order[places].tie) != edge:
        return order[:places], []
    sure = [one for one in order if (one.score, one.tie) > edge]
    return sure, [one for one in order if (one.score, one.tie) == edge]
