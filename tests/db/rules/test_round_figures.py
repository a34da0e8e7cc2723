"""A round in figures: places, ties, ranges, tiny samples, the lines that fail most."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from db.rules import round_figures as rule

shares = st.none() | st.fractions(0, 1)


def test_ties_share_the_best_place() -> None:
    one = [rule.figures([Fraction(n, 100)], 1) for n in (90, 85, 85, 80)]
    found = rule.places(dict(zip("甲乙丙丁", one, strict=True)))
    assert [(place.place, place.key) for place in found] == [(1, "甲"), (2, "乙"), (2, "丙"), (4, "丁")]


@given(st.lists(shares, max_size=12), st.integers(1, 6))
def test_the_mean_lies_between_least_and_greatest(given_: list[Fraction | None], small: int) -> None:
    found = rule.figures(given_, small)
    known = [share for share in given_ if share is not None]
    if not known:
        assert (found.mean, found.least, found.greatest) == (None, None, None)
        return
    assert found.least is not None
    assert found.greatest is not None
    assert found.mean is not None
    assert found.least <= found.mean <= found.greatest
    assert found.mean * len(known) == sum(known)
    assert found.small == (len(known) < small)


@given(st.dictionaries(st.text(max_size=2), st.lists(shares, max_size=4), max_size=8))
def test_places_do_not_depend_on_the_order_of_entry(by_school: dict[str, list[Fraction | None]]) -> None:
    compared = {name: rule.figures(some, 5) for name, some in by_school.items()}
    forwards = {place.key: place.place for place in rule.places(compared)}
    backwards = {place.key: place.place for place in rule.places(dict(reversed(compared.items())))}
    assert forwards == backwards
    for place in rule.places(compared):
        better = sum(
            (other.mean or -1) > (place.figures.mean or 0) for other in compared.values() if other.mean is not None
        )
        assert place.place == better + 1


def test_lines_that_fail_most_come_first() -> None:
    found = rule.failing([[1, 2, 3], [1, 2], [1, 2, 3]], [[2], [2, 1], [3]])
    assert [(one.number, one.faulty, one.asked) for one in found] == [(2, 2, 3), (3, 1, 2), (1, 1, 3)]


def test_a_percentage_is_cut_off_never_rounded_up_to_a_line() -> None:
    assert rule.percent(Fraction(8999, 10000)) == "89.9"
    assert rule.percent(None) == "—"
