"""Quota places add up exactly, whatever order the schools stand in, and are filled by wish and score above the line."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.quota import Candidate, School, filled, handed_out, lowered

D = Decimal
COUNTY = [School(str(n), f"中学{n}", eligible) for n, eligible in enumerate((310, 205, 97, 41, 18), 1)]


def test_the_vector_of_the_source() -> None:
    shares = handed_out(120, COUNTY)
    assert [share.places for share in shares] == [56, 37, 17, 7, 3]
    assert [round(float(share.exact), 3) for share in shares] == [55.440, 36.662, 17.347, 7.332, 3.219]
    assert [share.extra for share in shares] == [1, 1, 0, 0, 0]


@pytest.mark.parametrize(
    ("places", "eligible", "expected"),
    [
        (1, (1, 1), [1, 0]),  # equal remainders, equal numbers: the smaller key
        (1, (3, 1), [1, 0]),
        (2, (1, 1, 1), [1, 1, 0]),
        (10, (0, 5), [0, 10]),
        (3, (2, 2), [2, 1]),
        (0, (5, 7), [0, 0]),
        (5, (6, 2), [4, 1]),  # 3.75 and 1.25
        (1, (1, 3), [0, 1]),
        (7, (1, 2, 4), [1, 2, 4]),
    ],
)
def test_small_vectors_by_hand(places: int, eligible: tuple[int, ...], expected: list[int]) -> None:
    schools = [School(str(n), "", count) for n, count in enumerate(eligible)]
    assert [share.places for share in handed_out(places, schools)] == expected


def test_equal_remainders_go_to_the_larger_school_first() -> None:
    schools = [School("1", "小", 1), School("2", "大", 3)]
    assert [share.exact for share in handed_out(2, schools)] == [Fraction(1, 2), Fraction(3, 2)]
    assert [share.places for share in handed_out(2, schools)] == [0, 2]


def test_where_nobody_is_eligible_a_sentence_says_so() -> None:
    with pytest.raises(ValueError, match="没有符合条件的考生"):
        handed_out(3, [School("1", "", 0)])
    assert [share.places for share in handed_out(0, [School("1", "", 0)])] == [0]


schools = (
    st.lists(st.integers(0, 500), min_size=1, max_size=12)
    .filter(any)
    .map(lambda counts: [School(f"{n:02}", "", count) for n, count in enumerate(counts)])
)


@given(st.integers(0, 2000), schools, st.randoms())
def test_shares_add_up_are_never_more_than_one_off_and_do_not_depend_on_order(
    places: int, known: list[School], chance: object
) -> None:
    shares = handed_out(places, known)
    assert sum(share.places for share in shares) == places
    assert all(abs(share.places - share.exact) < 1 for share in shares)
    by_size = sorted(shares, key=lambda share: (share.school.eligible, share.places))
    assert [share.places for share in by_size] == sorted(share.places for share in by_size), "more pupils, no fewer"
    chance.shuffle(known)  # type: ignore[attr-defined]
    assert handed_out(places, known) == shares


def test_the_line_is_lowered_by_two_bands() -> None:
    assert lowered(D(560)) == D(540)


def candidate(
    key: str, score: int, wishes: tuple[str, ...] = ("一中",), school: str = "青石", **more: object
) -> Candidate:
    return Candidate(key, school, D(score), wishes, **more)  # type: ignore[arg-type]


def test_places_are_filled_by_score_above_the_lowered_line_and_the_rest_goes_back() -> None:
    asking = [candidate("甲", 555), candidate("乙", 541), candidate("丙", 539), candidate("丁", 600, eligible=False)]
    result = filled(asking, {("一中", "青石"): 3}, {"一中": D(560)})
    assert [one.candidate.key for one in result.admitted] == ["甲", "乙"]
    assert result.empty == {("一中", "青石"): 1}
    assert [one.key for one in result.too_low] == ["丙"]


def test_a_first_wish_goes_before_a_higher_score_with_a_second() -> None:
    asking = [candidate("甲", 580, ("二中", "一中")), candidate("乙", 550, ("一中",)), candidate("丙", 585, ("二中",))]
    places = {("一中", "青石"): 1, ("二中", "青石"): 1}
    result = filled(asking, places, {"一中": D(560), "二中": D(560)})
    assert [(one.candidate.key, one.target, one.wish) for one in result.admitted] == [
        ("乙", "一中", 1),
        ("丙", "二中", 1),
    ]
    assert result.empty == {}


def test_candidates_equal_at_the_last_place_are_left_to_the_local_rule() -> None:
    asking = [candidate("甲", 555), candidate("乙", 550), candidate("丙", 550)]
    result = filled(asking, {("一中", "青石"): 2}, {"一中": D(560)})
    assert [one.candidate.key for one in result.admitted] == ["甲"]
    assert {one.candidate.key for one in result.undecided} == {"乙", "丙"}
    assert result.empty == {}
    decided = [candidate("甲", 555), candidate("乙", 550, tie=D(230)), candidate("丙", 550, tie=D(228))]
    assert [one.candidate.key for one in filled(decided, {("一中", "青石"): 2}, {"一中": D(560)}).admitted] == [
        "甲",
        "乙",
    ]


people = st.lists(
    st.tuples(
        st.sampled_from(["青石", "白杨"]),
        st.integers(500, 600),
        st.lists(st.sampled_from(["一中", "二中"]), max_size=2, unique=True),
    ),
    max_size=30,
).map(
    lambda found: [
        Candidate(f"{n:02}", school, D(score), tuple(wishes)) for n, (school, score, wishes) in enumerate(found)
    ]
)
quota = st.fixed_dictionaries(
    {(target, school): st.integers(0, 5) for target in ("一中", "二中") for school in ("青石", "白杨")}
)


@given(people, quota, st.randoms())
def test_nobody_is_taken_twice_no_place_is_given_twice_and_every_place_is_accounted_for(
    known: list[Candidate], places: dict[tuple[str, str], int], chance: object
) -> None:
    lines = {"一中": D(560), "二中": D(545)}
    result = filled(known, places, lines)
    keys = [one.candidate.key for one in (*result.admitted, *result.undecided)]
    assert len(keys) == len(set(keys))
    for place, count in places.items():
        there = [one for one in result.admitted if (one.target, one.candidate.school) == place]
        tied = [one for one in result.undecided if (one.target, one.candidate.school) == place]
        assert len(there) <= count
        assert len(there) + result.empty.get(place, 0) == count or len(there) + len(tied) > count
        assert all(one.candidate.score >= lines[one.target] - 20 for one in there)
    chance.shuffle(known)  # type: ignore[attr-defined]
    again = filled(known, places, lines)
    assert (again.admitted, again.empty) == (result.admitted, result.empty)


@given(people, quota)
def test_who_is_passed_over_scored_no_higher_than_who_was_taken_with_the_same_wish(
    known: list[Candidate], places: dict[tuple[str, str], int]
) -> None:
    result = filled(known, places, {"一中": D(560), "二中": D(545)})
    taken = {one.candidate.key for one in (*result.admitted, *result.undecided)}
    for one in result.admitted:
        if one.wish == 1:
            over = [
                other for other in known
                if other.key not in taken and other.school == one.candidate.school and other.wishes[:1] == (one.target,)
            ]  # fmt: skip
            assert all(other.score <= one.candidate.score for other in over)
