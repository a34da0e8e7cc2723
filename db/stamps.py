"""Stamps: the order of changes, by counting and never by clocks.

A stamp is one 63-bit number: a counter above every stamp the file holds (43 bits), then the site's tag (20 bits).
Two sites may make equal stamps; then the greater site number stands.
"""

TAG_BITS = 20
TAG_MASK = (1 << TAG_BITS) - 1
COUNTER_LIMIT = 1 << (63 - TAG_BITS)
FURTHEST_AHEAD = 1 << 32
"""A counter further ahead of one's own than this comes from a broken machine and would end all counting."""


def stamp(counter: int, site: int) -> int:
    """The stamp of a counter at a site. Raises OverflowError past 2^43 units of work."""
    if not 0 <= counter < COUNTER_LIMIT:
        raise OverflowError(counter)
    return counter << TAG_BITS | site & TAG_MASK


def counter_of(value: int) -> int:
    return value >> TAG_BITS


def following(greatest: int, site: int) -> int:
    """The stamp for the next unit of work of `site` in a file whose greatest stamp is `greatest`."""
    return stamp(counter_of(greatest) + 1, site)


def absurd(value: int, greatest: int) -> bool:
    """True for a stamp too far ahead of the file's own to be believed."""
    return value < 0 or counter_of(value) > counter_of(greatest) + FURTHEST_AHEAD
