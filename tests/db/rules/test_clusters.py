"""Illness that gathers in a class, by the numbers of 2006: three in a day, or five within three days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from db.rules.clusters import Case, Limits, clusters

DAY = date(2026, 11, 16)
CASES = st.lists(
    st.builds(
        Case, st.sampled_from(["五（1）班", "五（2）班"]), st.integers(1, 12), st.sampled_from(["1", "4", ""]),
        st.integers(0, 12).map(lambda n: DAY + timedelta(n)),
    ),
    max_size=60,
)  # fmt: skip


def ill(count: int, day: date = DAY, room: str = "五（1）班", symptom: str = "1", first: int = 0) -> list[Case]:
    return [Case(room, first + n, symptom, day) for n in range(count)]


def test_three_with_one_symptom_on_one_day_are_a_cluster_and_two_are_not() -> None:
    assert clusters(ill(2)) == []
    (found,) = clusters(ill(3))
    assert (found.room, found.symptom, found.first, found.last, len(found.students)) == ("五（1）班", "1", DAY, DAY, 3)


def test_five_within_three_days_are_a_cluster_and_within_four_are_not() -> None:
    spread = [*ill(2), *ill(2, DAY + timedelta(1), first=2), *ill(1, DAY + timedelta(2), first=4)]
    (found,) = clusters(spread)
    assert (found.first, found.last, len(found.students)) == (DAY, DAY + timedelta(2), 5)
    assert clusters([*ill(2), *ill(2, DAY + timedelta(1), first=2), *ill(1, DAY + timedelta(3), first=4)]) == []


def test_the_same_pupil_ill_for_days_is_one_and_other_symptoms_and_classes_stand_apart() -> None:
    assert clusters([case for n in range(3) for case in ill(2, DAY + timedelta(n))]) == []
    assert clusters([*ill(2), *ill(2, symptom="4", first=2), *ill(2, room="五（2）班", first=4)]) == []
    assert clusters(ill(5, symptom="")) == []


def test_days_that_follow_each_other_are_one_cluster() -> None:
    (found,) = clusters([*ill(3), *ill(3, DAY + timedelta(1), first=3)])
    assert (found.first, found.last, len(found.students)) == (DAY, DAY + timedelta(1), 6)


@given(CASES)
def test_clusters_hold_only_their_own_cases_and_none_overlap(cases: list[Case]) -> None:
    found = clusters(cases)
    for one in found:
        within = {
            c.student for c in cases if (c.room, c.symptom) == (one.room, one.symptom) and one.first <= c.on <= one.last
        }
        assert one.students == within
        assert len(within) >= 3
    for one in found:
        for other in found:
            if one is not other and (one.room, one.symptom) == (other.room, other.symptom):
                assert one.last < other.first or other.last < one.first


@given(CASES)
def test_more_cases_never_hide_a_pupil_from_a_cluster(cases: list[Case]) -> None:
    def named(of: list[Case]) -> set[tuple[object, ...]]:
        return {(c.room, c.symptom, student) for c in clusters(of, Limits(2, 2, 3)) for student in c.students}

    assert named(cases[: len(cases) // 2]) <= named(cases)
