"""What a file has taken in, as ranges of numbers: the same as sets of numbers."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from db.merge import knowledge

ranges = st.lists(st.tuples(st.integers(1, 30), st.integers(0, 6)).map(lambda p: [p[0], p[0] + p[1]]), max_size=6)


def numbers(found: list[list[int]]) -> set[int]:
    return {n for start, end in found for n in range(start, end + 1)}


@given(ranges, ranges)
def test_ranges_join_and_part_as_sets_do(one: list[list[int]], other: list[list[int]]) -> None:
    both, left = knowledge.joined(one, other), knowledge.without(one, other)
    assert numbers(both) == numbers(one) | numbers(other)
    assert numbers(left) == numbers(one) - numbers(other)
    for made in (both, left):
        assert all(a[1] + 1 < b[0] for a, b in pairwise(made))


@given(ranges, st.integers(0, 40))
def test_a_number_is_covered_or_missing(one: list[list[int]], number: int) -> None:
    made = knowledge.joined(one)
    assert knowledge.covers(made, number) == (number in numbers(one))
    assert numbers(knowledge.gaps(made, 40)) == set(range(1, 41)) - numbers(one)


@given(st.dictionaries(st.integers(1, 5), ranges), st.dictionaries(st.integers(1, 5), ranges))
def test_one_knowledge_has_one_spelling(one: dict[int, list[list[int]]], other: dict[int, list[list[int]]]) -> None:
    body = knowledge.written(knowledge.united(one, other))
    assert body == knowledge.written(knowledge.united(other, one))
    assert knowledge.written(knowledge.read(body)) == body
