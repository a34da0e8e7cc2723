"""Drawing lots: the same list and the same seed draw the same names, on any machine, by anybody who checks.

Each name's lot is the SHA-256 of the seed and its key; the smallest lots are drawn. A name added later changes nobody
else's lot.
"""

import hashlib
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def lot(seed: int, key: bytes) -> bytes:
    return hashlib.sha256(f"{seed}:{key.hex()}".encode()).digest()


def draw(candidates: Mapping[T, bytes], count: int, seed: int) -> list[T]:
    """So many of the candidates (each with the key that stands for it), in the order of their lots."""
    return sorted(candidates, key=lambda one: lot(seed, candidates[one]))[: max(count, 0)]


def draw_each(groups: Iterable[Mapping[T, bytes]], count: int, seed: int) -> list[T]:
    """So many of each group (the teachers of each school); a group with fewer is drawn whole."""
    return [one for group in groups for one in draw(group, count, seed)]


def checked(drawn: Sequence[T], candidates: Mapping[T, bytes], seed: int) -> bool:
    """Whether this is what the seed draws from these candidates."""
    return set(drawn) == set(draw(candidates, len(drawn), seed))
