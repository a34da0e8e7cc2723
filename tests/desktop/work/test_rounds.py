"""A round is planned, drawn by lot, carried on one laptop from village to village, and shows what is still to do."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db.errors import NotFound, Trouble
from db.registers import Round, RoundTarget, SchoolClass, Staff
from desktop.work import checklists, history, inspections, lots, round_state, rounds, rows, tables
from desktop.work.inspecting import Filling
from desktop.work.inspections import Whom
from desktop.work.office import Office
from desktop.work.rights import NotOurs
from tests.desktop.work.inspected import fill, teacher
from tests.desktop.work.offices import Offices

DAY = date(2026, 11, 16)


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = Offices(tmp_path)
    for number in range(1, 6):
        teacher(made.center, f"中心{number}")
    for number in range(1, 4):
        teacher(made.center, f"石门{number}", made.other_id)
    teacher(made.center, "贺兰", made.point_id)
    made.carry()
    yield made
    for office in (made.center, made.point):
        office.workspace.changed = False
    made.close()


def plan(office: Office, *lists: str, **words: object) -> rounds.Plan:
    found = tuple(checklists.called(office, name) for name in lists)
    asked = {"name": "11月随机抽查", "kind": "random", "starts_on": DAY, "lists": found, **words}
    return rounds.Plan(**asked)  # type: ignore[arg-type]


def made(office: Office, *lists: str, **words: object) -> bytes:
    return bytes.fromhex(rounds.new(office, plan(office, *lists, **words)).data["id"])


def test_a_round_plans_a_sheet_for_every_target_and_every_list_that_fits_it(offices: Offices) -> None:
    center = offices.center
    key = made(center, "lesson-plans", "homework", "village-routine")
    everybody = lots.candidates(center, "teacher")
    rounds.add_targets(center, key, [*everybody[offices.other_id], Whom(offices.other_id), Whom(offices.point_id)])
    state = round_state.state(center, key)
    assert len(state.due) == 3 * 2 + 2 * 1
    line = tables.rows(center, Round, [key])[0]
    assert (line["planned"], line["done"]) == ("8", "0")
    first = state.due[0]
    sheet = inspections.begin(center, first.checklist, first.of, round_=key)
    assert inspections.begin(center, first.checklist, first.of, round_=key) == sheet, "begun once, taken up again"
    fill(Filling.open(center, sheet)).finish()
    again = round_state.state(center, key)
    assert again.done == 1
    assert tables.rows(center, Round, [key])[0]["done"] == "1"
    left = tables.rows(center, RoundTarget, tables.ids(center, RoundTarget, where=[("done", "0")]))
    assert len(left) == 4


def test_the_same_seed_draws_the_same_teachers_again(offices: Offices) -> None:
    center = offices.center
    first, second = made(center, "lesson-plans"), made(center, "lesson-plans", name="复核")
    drawn = lots.draw(center, first, "teacher", 4)
    again = lots.draw(center, second, "teacher", 4, seed=drawn.data["seed"])
    assert again.data["drawn"] == drawn.data["drawn"]
    assert len(drawn.data["drawn"]) == 4
    kept = center.linked("rounds", first)
    assert kept is not None
    assert kept["seed"] == drawn.data["seed"]
    assert f"9 名教师中抽 4，抽出 4（种子 {kept['seed']}）" == kept["draw"]
    targets = tables.ids(center, RoundTarget, where=[("round", first.hex()), ("drawn", "是")])
    assert len(targets) == 4


def test_so_many_of_each_school_are_drawn(offices: Offices) -> None:
    key = made(offices.center, "lesson-plans")
    lots.draw(offices.center, key, "teacher", 2, per_school=True, seed=7)
    state = round_state.state(offices.center, key)
    count: dict[bytes, int] = {}
    for due in state.due:
        count[due.of.school] = count.get(due.of.school, 0) + 1
    assert count == {offices.center.school_id: 2, offices.other_id: 2, offices.point_id: 1}


def test_who_retired_or_does_not_teach_is_never_drawn(offices: Offices) -> None:
    teacher(offices.center, "退休的")
    gone = tables.ids(offices.center, Staff, "退休的")[0]
    rows.change(offices.center, Staff, gone, {"status": "退休"})
    candidates = lots.candidates(offices.center, "teacher")
    assert gone not in [of.staff for group in candidates.values() for of in group]


def test_a_round_of_the_township_goes_down_and_what_it_finds_comes_up(offices: Offices) -> None:
    """The inspector fills in one sheet at the point; the point's own teacher another; both sides see both."""
    center, point = offices.center, offices.point
    key = made(center, "village-routine", "burden", name="教学点常规专项", kind="special")
    rounds.add_targets(center, key, [Whom(offices.point_id), Whom(offices.other_id)])
    offices.carry()
    assert tables.rows(point, Round, [key])[0]["planned"] == "2", "only its own targets travel to the point"
    mine = round_state.state(point, key).due
    sheet = inspections.begin(point, mine[0].checklist, mine[0].of, round_=key)
    fill(Filling.open(point, sheet), share=4).finish()
    tour = [due for due in round_state.state(center, key).due if due.of.school == offices.point_id]
    other = inspections.begin(center, tour[1].checklist, tour[1].of, round_=key, inspector="王秀兰")
    fill(Filling.open(center, other)).finish()
    offices.carry()
    for office, done in ((center, 2), (point, 2)):
        assert round_state.state(office, key).done == done
        for one in (sheet, other):
            assert Filling.open(office, one).done
    with pytest.raises(NotOurs):
        rounds.add_targets(point, key, [Whom(offices.other_id)])


def test_a_schools_own_round_inspects_itself_only(offices: Offices) -> None:
    point = offices.point
    key = made(point, "lesson-plans-point", name="第11周周查", kind="weekly")
    kept = point.linked("rounds", key)
    assert kept is not None
    assert kept["school_id"] == offices.point_id
    with pytest.raises(Trouble, match="只查一所学校"):
        rounds.add_targets(point, key, [Whom(offices.other_id)])
    lots.draw(point, key, "teacher", 1, seed=1)
    offices.carry()
    assert round_state.state(offices.center, key).due[0].of.school == offices.point_id


def test_several_observers_of_one_lesson_each_fill_in_a_sheet_of_their_own(offices: Offices) -> None:
    center = offices.center
    key = made(center, "observation-c")
    of = Whom(offices.point_id, staff=tables.ids(center, Staff, "贺兰")[0])
    rounds.add_targets(center, key, [of])
    checklist = checklists.called(center, "observation-c")
    sheets = [inspections.begin(center, checklist, of, round_=key, inspector=name) for name in ("甲", "乙", "甲")]
    assert sheets[0] == sheets[2] != sheets[1]


def test_blank_sheets_of_a_whole_round_are_made_ready_in_one_entry(offices: Offices) -> None:
    center = offices.center
    key = made(center, "lesson-plans", "homework")
    lots.draw(center, key, "teacher", 9, seed=3)
    due = round_state.state(center, key).due
    before = center.workspace.data_version()
    keys = inspections.begin_many(center, [(one.checklist, one.of) for one in due], round_=key, blank=True)
    assert center.workspace.data_version() == before + 1
    assert len(set(keys)) == 18
    assert {one.state for one in round_state.state(center, key).due} == {"blank"}
    history.undo(center)
    assert {one.state for one in round_state.state(center, key).due} == {""}


def test_what_is_not_right_is_said(offices: Offices) -> None:
    center = offices.center
    with pytest.raises(Trouble, match="没有写轮次名称"):
        made(center, name=" ")
    with pytest.raises(Trouble, match="结束日期"):
        made(center, ends_on=date(2026, 1, 1))
    with pytest.raises(NotFound):
        rounds.called(center, "没有的轮次")
    key = made(center, "lesson-plans")
    with pytest.raises(Trouble, match="没有可以抽的"):
        lots.draw(center, key, "class", 3)
    with center.change("班") as change:
        change.add(SchoolClass(school_id=offices.other_id, stage="1", entry_year=2024, number=1))
    assert lots.draw(center, key, "class", 3, seed=1).data["drawn"] == ["三（1）班"]
    assert rounds.called(center, "11月随机抽查") == key
    assert [row["id"] for row in rounds.open_rounds(center)] == [key]
