"""Rectification: whatever is tried in whatever order, nothing is closed without another person's re-check."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules import rectification as rule
from db.rules.rectification import Answer, Case, Extension, Grade, Notice, Person, Recheck

FOUND = date(2026, 10, 13)
NAMES = ["刘运生", "刘 运生", "贺兰", "王秀兰"]


def days(most: int = 40) -> st.SearchStrategy[date]:
    return st.integers(0, most).map(lambda count: FOUND + timedelta(days=count))


people = st.builds(Person, st.sampled_from([*NAMES, ""]), st.booleans())
steps = st.one_of(
    st.builds(Grade, days(), st.sampled_from([rule.GENERAL, rule.MAJOR])),
    st.builds(Notice, days(), days()),
    st.builds(Extension, days(), days(), st.sampled_from(["", "等配件"])),
    st.builds(Answer, days(), people),
    st.builds(Recheck, days(), people, st.booleans(), st.none() | days()),
)
cases = st.builds(
    Case, st.just(FOUND), st.booleans(), st.booleans(), responsible=st.sampled_from(["", "刘运生", "贺兰"])
)


def go(case: Case, taken: list[rule.Step]) -> tuple[Case, list[rule.Step]]:
    """Takes what may be taken of these steps; answers the case and the steps that were."""
    done, refusals = [], []
    for step in taken:
        try:
            case = rule.take(case, step)
        except rule.Trouble as refused:
            refusals.append(refused)
        else:
            done.append(step)
    assert all(one.sentence.endswith("。") and one.advice.endswith("。") for one in refusals)
    return case, done


@given(cases, st.lists(steps, max_size=14))
def test_nothing_is_closed_without_a_re_check_by_another_person(case: Case, tried: list[rule.Step]) -> None:
    end, done = go(case, tried)
    if end.closed_on is None:
        assert rule.state(end) != rule.CLOSED
        return
    last, answers = done[-1], [step for step in done if isinstance(step, Answer)]
    assert isinstance(last, Recheck)
    assert last.passed
    assert end.closed_on == last.on
    assert answers[-1].on <= last.on
    if last.by.of_the_school:
        assert not end.alone
        assert not rule.same_person(last.by.name, end.responsible, answers[-1].by.name)


@given(cases, st.lists(steps, max_size=14))
def test_what_is_closed_stays_closed_and_every_refusal_leaves_the_case_as_it_was(
    case: Case, tried: list[rule.Step]
) -> None:
    end, _ = go(case, tried)
    if end.closed_on is not None:
        assert go(end, tried) == (end, [])
    assert rule.state(end) in {"1", "2", "3", "4", "5", "6"}


@given(cases, st.lists(steps, max_size=14))
def test_a_deadline_moves_by_notice_extension_or_a_failed_re_check_only(case: Case, tried: list[rule.Step]) -> None:
    for step in tried:
        try:
            now = rule.take(case, step)
        except rule.Trouble:
            continue
        if now.due_on != case.due_on:
            assert isinstance(step, Notice | Extension) or (isinstance(step, Recheck) and not step.passed)
        case = now


def test_the_ordinary_way_and_the_way_of_a_point_with_one_teacher() -> None:
    case = rule.take(Case(FOUND, responsible="刘运生"), Grade(FOUND, rule.GENERAL))
    case = rule.take(case, Notice(FOUND, FOUND + timedelta(days=15)))
    assert rule.state(case) == rule.UNDER_WAY
    case = rule.take(case, Answer(FOUND + timedelta(days=20), Person("刘运生")))
    assert rule.state(case) == rule.RECHECK
    with pytest.raises(rule.Trouble, match="不能是整改责任人"):
        rule.take(case, Recheck(FOUND + timedelta(days=21), Person("刘运生"), passed=True))
    closed = rule.take(case, Recheck(FOUND + timedelta(days=21), Person("贺兰"), passed=True))
    assert rule.state(closed) == rule.CLOSED
    assert rule.days_late(closed.due_on, closed.rectified_on, FOUND + timedelta(days=99)) == 5
    alone = rule.take(Case(FOUND, needs_grade=False, alone=True), Answer(FOUND, Person("刘运生")))
    assert rule.state(alone) == rule.OUTSIDE_RECHECK
    with pytest.raises(rule.Trouble, match="只有一位老师"):
        rule.take(alone, Recheck(FOUND, Person("贺兰"), passed=True))
    assert rule.take(alone, Recheck(FOUND, Person("王秀兰", of_the_school=False), passed=True)).closed_on == FOUND


def test_a_failed_re_check_begins_again_with_a_new_deadline() -> None:
    case = rule.take(Case(FOUND, needs_grade=False), Answer(FOUND, Person("刘运生")))
    with pytest.raises(rule.Trouble, match="再定一个整改时限"):
        rule.take(case, Recheck(FOUND, Person("贺兰"), passed=False))
    again = rule.take(case, Recheck(FOUND, Person("贺兰"), passed=False, due_on=FOUND + timedelta(days=5)))
    assert (rule.state(again), again.due_on, again.rectified_on) == (rule.UNDER_WAY, FOUND + timedelta(days=5), None)
    assert rule.state(rule.take(again, Answer(FOUND, Person("刘运生")))) == rule.RECHECK


def test_rates_count_what_fell_due_and_what_was_put_right_in_time() -> None:
    def one(due: int, right: int | None, closed: int | None) -> Case:
        at = [None if n is None else FOUND + timedelta(days=n) for n in (due, right, closed)]
        return Case(FOUND, due_on=at[0], rectified_on=at[1], closed_on=at[2])

    found = [one(5, 4, 6), one(5, 6, 7), one(5, None, None), one(50, 1, 2), one(50, None, None)]
    assert rule.rates(found, FOUND + timedelta(days=30)) == (5, 3, 3, 1, Fraction(3, 5), Fraction(1, 3))
    assert rule.rates([], FOUND) == (0, 0, 0, 0, None, None)
