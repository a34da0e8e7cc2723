"""Balanced classes are even in size and sex, always; twins sit as their parents ask; one seed gives one split."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.balanced_classes import Impossible, Pupil, Siblings, lots, quotas, snake, split
from db.rules.class_measures import gap, measures

GROUPS = ("留守", "住校", "残疾", "中心幼儿园", "黑沟教学点")


def groups_of(mark: int) -> frozenset[str]:
    return frozenset(word for bit, word in enumerate(GROUPS) if mark >> bit & 1)


@st.composite
def grades(draw: st.DrawFn) -> tuple[list[Pupil], int]:
    """A grade of 0 to 60 pupils and the number of its classes; one number says all about a pupil."""
    marks = draw(st.lists(st.integers(0, 2**10 - 1), max_size=60))
    made = [
        Pupil(f"p{n}", bool(mark & 1), None if mark & 30 == 30 else 24240 + (mark >> 1) % 16, groups_of(mark >> 5))
        for n, mark in enumerate(marks)
    ]
    return made, draw(st.integers(1, 6))


@st.composite
def with_twins(draw: st.DrawFn) -> tuple[list[Pupil], int, list[Siblings]]:
    pupils, classes = draw(grades())
    keys, groups = [pupil.key for pupil in pupils], []
    while len(keys) > 3 and len(groups) < 6 and draw(st.booleans()):
        size = draw(st.integers(2, 3))
        groups.append(Siblings(tuple(keys[:size]), draw(st.booleans())))
        keys = keys[size:]
    return pupils, classes, groups


def counted(pupils: list[Pupil], placed: dict[str, int], classes: int) -> list[tuple[int, int]]:
    """Boys and girls of each class."""
    told = Counter((placed[pupil.key], pupil.boy) for pupil in pupils)
    return [(told[n, True], told[n, False]) for n in range(1, classes + 1)]


@given(with_twins(), st.text(max_size=8))
def test_sizes_boys_and_girls_differ_by_at_most_one_and_twins_sit_as_asked(
    grade: tuple[list[Pupil], int, list[Siblings]], seed: str
) -> None:
    pupils, classes, twins = grade
    try:
        placed = split(pupils, classes, seed, twins)
    except Impossible:
        assert twins
        return
    assert sorted(placed) == sorted(pupil.key for pupil in pupils)
    assert set(placed.values()) <= set(range(1, classes + 1))
    rooms = counted(pupils, placed, classes)
    assert gap(boys + girls for boys, girls in rooms) <= 1
    assert gap(boys for boys, _ in rooms) <= 1
    assert gap(girls for _, girls in rooms) <= 1
    for keys, together in twins:
        assert len({placed[key] for key in keys}) == (1 if together else len(keys))


@given(grades(), st.text(max_size=8), st.randoms(use_true_random=False))
def test_one_seed_gives_one_split_whatever_the_order_of_the_list(
    grade: tuple[list[Pupil], int], seed: str, chance: object
) -> None:
    pupils, classes = grade
    shuffled = list(pupils)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert split(pupils, classes, seed) == split(shuffled, classes, seed)


def test_another_seed_gives_another_split() -> None:
    pupils = [Pupil(f"p{n}", n % 2 == 0, 24240) for n in range(40)]
    assert split(pupils, 2, "1") != split(pupils, 2, "2")


def enough(members: list[Pupil], together: bool, room: list[list[int]]) -> bool:
    """Whether one group of twins can be had at all, found by trying every class for every twin."""
    from itertools import product

    for places in product(range(len(room)), repeat=len(members)):
        if len(set(places)) != (1 if together else len(members)):
            continue
        need = Counter(zip(places, (pupil.boy for pupil in members), strict=True))
        if all(room[at][sex] >= count for (at, sex), count in need.items()):
            return True
    return False


@given(grades(), st.booleans(), st.integers(2, 3))
def test_twins_are_refused_only_where_no_even_split_could_have_them(
    grade: tuple[list[Pupil], int], together: bool, size: int
) -> None:
    pupils, classes = grade
    members = pupils[:size]
    if len(members) < 2:
        return
    boys = sum(pupil.boy for pupil in pupils)
    can = enough(members, together, quotas(boys, len(pupils) - boys, classes))
    try:
        split(pupils, classes, "", [Siblings(tuple(p.key for p in members), together)])
    except Impossible:
        assert not can
    else:
        assert can


def test_what_should_be_spread_is_spread() -> None:
    words = (("留守", 3), ("住校", 4), ("残疾", 17))
    pupils = [
        Pupil(f"p{n}", n % 2 == 0, 24240 + n % 12, frozenset(word for word, m in words if n % m == 0))
        for n in range(120)
    ]
    rooms = measures(pupils, split(pupils, 3, "seed"), 3, 2026)
    for word, _ in words:
        assert gap(room.groups[word] for room in rooms) <= 1
    assert gap(room.age for room in rooms) <= 0.02


def test_the_snake_goes_down_and_back_and_girls_begin_at_the_other_end() -> None:
    turns = snake(3, boys=True)
    assert [next(turns) for _ in range(8)] == [0, 1, 2, 2, 1, 0, 0, 1]
    turns = snake(3, boys=False)
    assert [next(turns) for _ in range(4)] == [2, 1, 0, 0]


def test_a_class_in_figures() -> None:
    pupils = [Pupil("a", True, 2020 * 12 + 8, frozenset({"住校"})), Pupil("b", False, 2020 * 12 + 2), Pupil("c", False)]
    (room,) = measures(pupils, {"a": 1, "b": 1, "c": 1}, 1, 2026)
    assert (room.size, room.boys, room.girls, str(room.age), room.groups["住校"]) == (3, 1, 2, "6.25", 1)
    assert gap([]) == 0


def test_teams_of_teachers_are_drawn_by_lot_and_the_same_again() -> None:
    teams = ["甲组", "乙组", "丙组"]
    assert lots("17", teams) == lots("17", list(reversed(teams)))
    assert len({tuple(lots(str(n), teams)) for n in range(60)}) == 6


@pytest.mark.parametrize(
    ("twins", "word"),
    [
        ([Siblings(("a", "b"), True), Siblings(("b", "c"), False)], "两组"),
        ([Siblings(("a", "x"), True)], "不在"),
    ],
)
def test_twins_written_wrongly_are_named(twins: list[Siblings], word: str) -> None:
    pupils = [Pupil(key, True) for key in "abc"]
    with pytest.raises(Impossible, match=word):
        split(pupils, 2, "", twins)


def test_no_class_is_no_split() -> None:
    with pytest.raises(Impossible):
        split([Pupil("a", True)], 0, "")
