"""Who was on roll when: every month's table agrees with a roll kept by hand, whatever the movements were."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from db.rules import roll
from db.rules.movements import IN, KINDS, OUT, WITHIN, effect_of
from db.rules.roll import Move, Place, Pupil

A, B, C = b"A" * 16, b"B" * 16, b"C" * 16
FIRST, LAST = date(2026, 9, 1), date(2027, 1, 31)
MONTHS = [(date(2026, m, 1), date(2026, m, 28)) for m in (9, 10, 11, 12)]
DAYS = st.dates(date(2026, 7, 1), date(2027, 2, 15))


def by_school(place: Place) -> bytes:
    return place.school


def by_grade(place: Place) -> tuple[bytes, str | None, int | None]:
    return place[:3]


SCHOOLS = st.sampled_from([A, B, C])
COHORTS = st.tuples(st.just("1"), st.integers(2020, 2026))
MOVES = st.builds(
    Move,
    DAYS,
    st.sampled_from(list(KINDS)),
    st.none() | SCHOOLS,
    st.none() | SCHOOLS,
    st.none() | COHORTS,
    st.none() | st.booleans(),
)
PUPILS = st.builds(
    Pupil,
    SCHOOLS,
    st.booleans(),
    st.sampled_from(["1", "2"]),
    st.just("1"),
    st.integers(2020, 2026),
    st.none() | DAYS,
    st.lists(MOVES, max_size=6).map(lambda moves: tuple(sorted(moves, key=lambda move: move.on))),
    st.integers(1, 3),
)
TOWNSHIPS = st.lists(PUPILS, max_size=12)


def whereabouts(pupil: Pupil, day: date) -> bytes | None:
    """The school a pupil is at on the evening of a day, as a clerk would work it out card by card."""
    effects = [effect_of(move.kind) for move in pupil.moves]
    turning = next((i for i, effect in enumerate(effects) if effect in (IN, OUT, WITHIN)), None)
    if turning is None:
        school = pupil.school if pupil.present else None
    elif effects[turning] == IN:
        school = None
    else:
        first = pupil.moves[turning]
        school = None if first.here is False else first.left or pupil.school
    late = pupil.entered if pupil.entered and (not pupil.moves or pupil.entered < pupil.moves[0].on) else None
    if late and day < late:
        return None
    for move, effect in zip(pupil.moves, effects, strict=True):
        if move.on > day:
            break
        if effect == IN:
            school = move.came or pupil.school
        elif effect == OUT:
            school = None
        elif effect == WITHIN and school is not None:
            school = move.came or school
    return school


def known(township: list[Pupil]) -> list[roll.Flow]:
    return [flow for pupil in township for flow in roll.flows(pupil)]


@given(TOWNSHIPS)
def test_start_and_end_of_every_month_are_the_roll_kept_by_hand(township: list[Pupil]) -> None:
    for first, last in MONTHS:
        lines = roll.table(known(township), first, last, by_school)
        for school in (A, B, C):
            line = lines.get(school, roll.Line())
            for day, said in ((first - timedelta(1), line.start), (last, line.end)):
                counted: Counter[str] = Counter()
                for pupil in township:
                    if whereabouts(pupil, day) == school:
                        counted[pupil.sex] += pupil.number
                assert +said == counted


@given(TOWNSHIPS)
def test_for_every_month_and_school_start_and_comings_less_goings_are_the_end(township: list[Pupil]) -> None:
    for key in (by_school, by_grade):
        before = None
        for first, last in [(date(2026, 9, 1), date(2026, 9, 30)), (date(2026, 10, 1), date(2026, 10, 31))]:
            lines = roll.table(known(township), first, last, key)
            for line in lines.values():
                start, end = sum(line.start.values()), sum(line.end.values())
                assert start + line.of(line.came) - line.of(line.left) == end
                assert min([*line.start.values(), end]) >= 0
            if before is not None:  # one month's end is the next one's start
                ends = {k: line.end for k, line in before.items() if line.end}
                assert ends == {k: +line.start for k, line in lines.items() if +line.start}
            before = lines


@given(TOWNSHIPS)
def test_what_the_townships_schools_give_each_other_cancels(township: list[Pupil]) -> None:
    lines = roll.table(known(township), FIRST, LAST, by_school)
    within = [code for code, kind in KINDS.items() if kind.effect == WITHIN]
    for kind in within:
        came = sum(line.of(line.came, kind) for line in lines.values())
        assert came == sum(line.of(line.left, kind) for line in lines.values())
    whole = roll.table(known(township), FIRST, LAST, lambda place: "镇")
    start = sum(sum(line.start.values()) for line in lines.values())
    assert start == sum(sum(line.start.values()) for line in whole.values())
    assert all(line.of(line.came, *within) == line.of(line.left, *within) == 0 for line in whole.values())


@given(TOWNSHIPS)
def test_on_roll_at_a_day_is_the_end_of_a_table_that_ends_there(township: list[Pupil]) -> None:
    lines = roll.table(known(township), FIRST, LAST, by_school)
    assert roll.at(known(township), LAST, by_school) == {k: sum(li.end.values()) for k, li in lines.items() if li.end}


@given(PUPILS)
def test_many_alike_count_as_so_many_single_ones(pupil: Pupil) -> None:
    single = [pupil._replace(number=1)] * pupil.number
    for key in (by_school, by_grade):
        one, many = (roll.table(known(group), FIRST, LAST, key) for group in ([pupil], single))
        assert one == many


def test_a_repeater_leaves_one_grade_for_another_and_the_school_sees_nothing() -> None:
    child = Pupil(A, True, "2", "1", 2024, None, (Move(date(2026, 10, 12), "51", before=("1", 2023)),))
    [line] = roll.table(known([child]), *MONTHS[1], by_school).values()
    assert (line.start, line.came, line.left) == ({"2": 1}, {}, {})
    grades = roll.table(known([child]), *MONTHS[1], by_grade)
    assert grades[A, "1", 2023].left == {("51", "2"): 1}
    assert grades[A, "1", 2024].came == {("51", "2"): 1}


def test_an_imported_pupil_counts_from_the_month_of_entry() -> None:
    child = Pupil(A, True, "1", "1", 2026, date(2026, 9, 1))
    [line] = roll.table(known([child]), *MONTHS[0], by_school).values()
    assert (sum(line.start.values()), line.of(line.came, roll.ENTERED), line.end) == (0, 1, {"1": 1})
    assert roll.at(known([child]), date(2026, 8, 31), by_school) == {}


def test_a_suspended_pupil_whose_school_is_merged_comes_back_to_the_successor() -> None:
    moves = (
        Move(date(2026, 9, 7), "41", A),
        Move(date(2026, 10, 9), "23", A, B),
        Move(date(2026, 11, 9), "42", None, B),
    )
    child = Pupil(B, True, "1", "1", 2024, None, moves)
    assert [(f.kind, f.left and f.left.school, f.came and f.came.school) for f in roll.flows(child)] == [
        ("entered", None, A), ("41", A, None), ("42", None, B),
    ]  # fmt: skip
