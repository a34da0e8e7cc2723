"""The year turns: nobody is left out, and grades kept as years of entry say what counting year by year says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.grades import LAST_GRADE, Stage, grade_of
from db.rules.year_turn import GOING, ON_ROLL, STAYING, Decision, Fate, Standing, account, turned

PRIMARY, JUNIOR, KINDERGARTEN = int(Stage.PRIMARY), int(Stage.JUNIOR), int(Stage.KINDERGARTEN)
KINDS = ("center", "primary", "point", "junior", "nine_year", "kindergarten")

standings = st.builds(
    Standing,
    st.sampled_from(sorted(ON_ROLL)),
    st.none() | st.sampled_from([0, 1, 2]),
    st.none() | st.integers(2012, 2030),
)
decisions = st.none() | st.sampled_from(Decision)
schools = st.lists(st.tuples(standings, decisions, st.booleans()), max_size=40)


@given(schools, st.sampled_from(KINDS), st.integers(2024, 2030))
def test_everybody_on_roll_is_in_exactly_one_part_of_a_balanced_account(
    school: list[tuple[Standing, Decision | None, bool]], kind: str, year: int
) -> None:
    fates = [turned(pupil, year, kind, decision, junior).fate for pupil, decision, junior in school]
    told = account(fates)
    on_roll = sum(pupil.cohort is None or pupil.stage is None or pupil.cohort < year for pupil, _, _ in school)
    assert told.before == on_roll
    assert told.before == told.staying + told.going + told.counts[Fate.UNDECIDED]
    assert told.balanced == (Fate.UNDECIDED not in fates)
    assert told.after == len(school) - told.going


@given(standings, decisions, st.sampled_from(KINDS), st.booleans())
def test_who_stays_on_roll_has_a_grade_in_the_new_year_and_who_goes_has_not_the_old_status(
    pupil: Standing, decision: Decision | None, kind: str, junior: bool
) -> None:
    after = turned(pupil, 2027, kind, decision, junior)
    if after.fate in STAYING or after.fate is Fate.HANDED_OVER:
        assert after.standing.stage is not None
        assert after.standing.cohort is not None
        assert grade_of(after.standing.cohort, after.standing.stage, 2027) is not None
        assert after.standing.status == pupil.status
    if after.fate in GOING and after.fate is not Fate.HANDED_OVER:
        assert after.standing.status not in ON_ROLL
    if after.fate is Fate.UNDECIDED:
        assert after.standing == pupil
        assert after.because


@given(st.lists(st.sampled_from(["up", "down", "skip"]), min_size=10, max_size=10), st.integers(1, 3))
def test_ten_years_of_repeats_and_skips_give_the_grade_that_counting_gives(years: list[str], first: int) -> None:
    """A pupil of a nine-year school, counted year by year beside what follows from the year of entry."""
    pupil, counted = Standing("01", PRIMARY, 2020 - first + 1), first
    wishes = {"up": None, "down": Decision.STAYS_DOWN, "skip": Decision.SKIPS}
    for year, wish in enumerate(years, 2021):
        after = turned(pupil, year, "nine_year", wishes[wish])
        last = LAST_GRADE[Stage.PRIMARY if counted <= 6 else Stage.JUNIOR]
        if wish == "skip" and counted + 2 > last:
            assert after.fate is Fate.UNDECIDED
            after = turned(pupil, year, "nine_year", Decision.STAYS_DOWN)
        else:
            counted += {"up": 1, "down": 0, "skip": 2}[wish]
        if counted > 9:
            assert after.fate is Fate.GRADUATED
            return
        pupil = after.standing
        assert pupil.cohort is not None
        assert pupil.stage == (PRIMARY if counted <= 6 else JUNIOR)
        assert grade_of(pupil.cohort, pupil.stage, year) == counted


SIX, NINE, TOP = Standing("01", PRIMARY, 2021), Standing("01", JUNIOR, 2024), Standing("01", KINDERGARTEN, 2024)
AWAY, LOWER = Standing("02", PRIMARY, 2021), Standing("02", PRIMARY, 2022)
IN_JUNIOR, LONG_AGO = Standing("01", JUNIOR, 2027), Standing("01", PRIMARY, 2019)
NOWHERE, ENTERS = Standing("01", None, None), Standing("01", PRIMARY, 2027)


@pytest.mark.parametrize(
    ("pupil", "kind", "decision", "junior", "fate", "after"),
    [
        (SIX, "primary", None, True, Fate.HANDED_OVER, IN_JUNIOR),
        (SIX, "primary", None, False, Fate.UNDECIDED, SIX),
        (SIX, "nine_year", None, False, Fate.PROMOTED, IN_JUNIOR),
        (SIX, "point", Decision.STAYS_DOWN, True, Fate.REPEATED, Standing("01", PRIMARY, 2022)),
        (SIX, "point", Decision.LEAVES_STAGE, True, Fate.GRADUATED, Standing("07", PRIMARY, 2021)),
        (AWAY, "point", None, True, Fate.UNDECIDED, AWAY),
        (LOWER, "point", None, True, Fate.PROMOTED, LOWER),
        (NINE, "junior", None, True, Fate.GRADUATED, Standing("07", JUNIOR, 2024)),
        (TOP, "kindergarten", None, True, Fate.GRADUATED, Standing("07", KINDERGARTEN, 2024)),
        (LONG_AGO, "primary", None, True, Fate.UNDECIDED, LONG_AGO),
        (Standing("01", PRIMARY, 2023), "primary", Decision.LEAVES, True, Fate.LEFT, Standing("10", PRIMARY, 2023)),
        (ENTERS, "primary", None, True, Fate.NEW, ENTERS),
        (NOWHERE, "primary", None, True, Fate.UNDECIDED, NOWHERE),
    ],
)
def test_what_becomes_of_a_pupil_in_2027(
    pupil: Standing, kind: str, decision: Decision | None, junior: bool, fate: Fate, after: Standing
) -> None:
    assert turned(pupil, 2027, kind, decision, junior)[:2] == (fate, after)
