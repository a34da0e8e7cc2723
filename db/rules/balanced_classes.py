"""Balanced classes: pupils dealt out so that no class is larger, older or harder than another; never by results.

Source: 均衡分班 (facts 9.2): a snake by sex, boys from class 1, girls from the other end; what should be spread
(留守, 住校, 残疾, kindergarten) is dealt out evenly. Results may not be used: facts 0.1, 0.2.
Chance is a hash of seed and pupil: one seed gives one split, whatever the order of the list, wherever it is run again.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import chain, combinations, cycle

from db.rules import sibling_places
from db.rules.sibling_places import Impossible, Pupil, Siblings

SWEEPS = 6
"""How often all pairs of pupils are looked through for an exchange that evens the classes out."""


def split(pupils: Sequence[Pupil], classes: int, seed: str, siblings: Sequence[Siblings] = ()) -> dict[str, int]:
    """The class (from 1) of every pupil. Sizes differ by at most one, and so do boys and girls. Raises Impossible."""
    if classes < 1:
        raise Impossible("至少要分一个班。")
    drawn = sorted(pupils, key=lambda pupil: draw(seed, pupil.key))
    boys = sum(pupil.boy for pupil in drawn)
    room = quotas(boys, len(drawn) - boys, classes)
    placed = sibling_places.place(drawn, siblings, room)
    free = [pupil for pupil in drawn if pupil.key not in placed]
    _deal(free, placed, room)
    _Evening(drawn, placed, classes).run(free)
    return {pupil.key: placed[pupil.key] + 1 for pupil in pupils}


def draw(seed: str, word: str) -> str:
    """The lot that this seed draws for a word: chance that can be repeated."""
    return sha256(f"{seed}\x1f{word}".encode()).hexdigest()


def lots(seed: str, words: Collection[str]) -> list[str]:
    """The words in the order drawn: which team of teachers gets class 1, 2 …"""
    return sorted(words, key=lambda word: draw(seed, word))


def quotas(boys: int, girls: int, classes: int) -> list[list[int]]:
    """[girls, boys] of each class: boys left over go to the first classes, girls left over to the last ones, so that
    neither sizes nor sexes differ by more than one."""
    return [
        [girls // classes + (n >= classes - girls % classes), boys // classes + (n < boys % classes)]
        for n in range(classes)
    ]


def snake(classes: int, boys: bool) -> Iterator[int]:
    """1 → k → 1 → …, for girls k → 1 → k → …, counted from 0."""
    way = range(classes) if boys else range(classes - 1, -1, -1)
    return chain.from_iterable(cycle((way, way[::-1])))


def _deal(free: Sequence[Pupil], placed: dict[str, int], room: list[list[int]]) -> None:
    """The snake: by what should be spread, then by month of birth, then by lot; full classes are passed over."""
    for sex in (True, False):
        line = sorted((p for p in free if p.boy == sex), key=lambda p: (sorted(p.groups, reverse=True), p.month or 0))
        turns = snake(len(room), sex)
        for pupil in line:
            at = next(turn for turn in turns if room[turn][sex])
            room[at][sex] -= 1
            placed[pupil.key] = at


class _Evening:
    """Exchanges two of one sex wherever that spreads the groups better, or evens the ages without spreading worse."""

    def __init__(self, everybody: Sequence[Pupil], placed: dict[str, int], classes: int) -> None:
        self.placed, self.months = placed, _months(everybody)
        self.counts: list[Counter[str]] = [Counter() for _ in range(classes)]
        self.ages, self.sizes = [0] * classes, Counter(placed.values())
        for pupil in everybody:
            self.counts[placed[pupil.key]].update(pupil.groups)
            self.ages[placed[pupil.key]] += self.months[pupil.key]
        self.number, self.total = len(everybody), sum(self.ages)

    def run(self, free: Sequence[Pupil]) -> None:
        """Until nothing is gained any more, or long enough. Twins stay where their parents' wish has put them."""
        for _ in range(SWEEPS):
            lines = ([pupil for pupil in free if pupil.boy == sex] for sex in (True, False))
            tries = [self.exchange(one, other) for line in lines for one, other in combinations(line, 2)]
            if not any(tries):
                return

    def exchange(self, one: Pupil, other: Pupil) -> bool:
        """Whether it was worth it; then it is done."""
        here, there = self.placed[one.key], self.placed[other.key]
        older = self.months[other.key] - self.months[one.key]
        if here == there or (one.groups == other.groups and not older):
            return False
        lean = (self.ages[here] - self.ages[there]) * self.number - self.total * (self.sizes[here] - self.sizes[there])
        gain = self._spread(one, other, here, there), older * lean + older * older * self.number
        if gain >= (0, 0):
            return False
        self.placed[one.key], self.placed[other.key] = there, here
        self.ages[here] += older
        self.ages[there] -= older
        self.counts[here].update(other.groups)
        self.counts[here].subtract(one.groups)
        self.counts[there].update(one.groups)
        self.counts[there].subtract(other.groups)
        return True

    def _spread(self, one: Pupil, other: Pupil, here: int, there: int) -> int:
        """How much more uneven the groups become, half the difference of the sums of squares."""
        if one.groups == other.groups:
            return 0
        left, right = self.counts[here], self.counts[there]
        goes = sum(right[name] - left[name] + 1 for name in one.groups - other.groups)
        return goes + sum(left[name] - right[name] + 1 for name in other.groups - one.groups)


def _months(pupils: Sequence[Pupil]) -> Mapping[str, int]:
    """Months of birth; who has none counts as the average."""
    known = [pupil.month for pupil in pupils if pupil.month is not None]
    middle = sum(known) // len(known) if known else 0
    return {pupil.key: middle if pupil.month is None else pupil.month for pupil in pupils}


__all__ = ["Impossible", "Pupil", "Siblings", "draw", "lots", "quotas", "snake", "split"]
