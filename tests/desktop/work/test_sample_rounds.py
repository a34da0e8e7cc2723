"""A term of inspections in the sample township: the four kinds of rounds, three sheets left, each school its own."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.registers import Facility, Finding, Inspection, Observation, Round
from desktop.work import lessons, round_state, sample, six_results, tables
from desktop.work.inspecting import Filling
from desktop.work.office import Office

TODAY = sample.plan()["today"]


def opened(file: Path) -> Office:
    return Office.open(file, "王秀兰", TODAY)


@pytest.fixture
def office(town: sample.Sample) -> Iterator[Office]:
    made = opened(town.center)
    yield made
    made.workspace.changed = False
    made.close()


def test_all_four_inspections_of_a_term_and_a_special_one_are_there(office: Office) -> None:
    kinds = Counter(row["kind"] for row in tables.rows(office, Round, tables.ids(office, Round)))
    assert kinds == {"教研组周查": 1, "教导处月查": 1, "随机抽查": 1, "期末全面检查": 1, "专项检查": 1}


def test_planned_against_done_is_as_the_plan_left_it(office: Office) -> None:
    left = {}
    for key in tables.ids(office, Round):
        state = round_state.state(office, key)
        left[state.row["name"]] = len(state.due) - state.done
        assert state.unplanned == []
        assert state.row["seed"] or "教学点" in state.row["name"]
    assert left.pop("11月教案与作业随机抽查") == 3
    assert set(left.values()) == {0}


def test_one_round_has_come_to_its_end_with_all_six_and_findings_on_their_way(office: Office) -> None:
    (closed,) = [one for one in tables.rows(office, Round, tables.ids(office, Round)) if one["closed_on"]]
    assert closed["name"] == "第9周教研组备课周查"
    key = tables.ids(office, Round, where=[("name", closed["name"])])[0]
    found = six_results.six(office, key)
    assert found.missing == []
    states = [row["state"] for row in tables.rows(office, Finding, found.findings)]
    assert Counter(states)["已销号"] == 1
    assert len(states) >= 3
    assert "整改中" in states


def test_something_fails_more_often_than_the_rest(office: Office) -> None:
    faults: Counter[str] = Counter()
    for key in tables.ids(office, Inspection, where=[("checklist", "教案与备课检查表"), ("state", "已完成")]):
        faults.update(line.content for line in Filling.open(office, key).sheet.faulty)
    assert faults.most_common(1)[0][0].startswith("课后反思")


def test_a_lesson_heard_by_five_has_a_mean(office: Office) -> None:
    several = [one for one in lessons.together(office) if len(one.listeners) > 1]
    assert sorted(len(one.shares) for one in several) == [3, 5]
    assert all(one.mean is not None and 60 < one.mean <= 100 for one in several)
    assert len(tables.ids(office, Observation)) == 8 + 22


def test_the_point_has_its_own_sheet_and_only_its_own(town: sample.Sample) -> None:
    file = next(file for file in town.schools if file.stem == "黑沟教学点")
    point = opened(file)
    try:
        sheets = tables.ids(point, Inspection)
        assert len(sheets) == 1
        sheet = Filling.open(point, sheets[0])
        assert sheet.done
        assert sheet.sheet.row["school_id"] == point.school_id
        assert sheet.sheet.row["host"] == "贺兰"
        assert not any(line.content.startswith("食堂") for line in sheet.sheet.lines)
        present = {row["kind"]: row["present"] for row in tables.rows(point, Facility, tables.ids(point, Facility))}
        assert (present["煤火取暖"], present["食堂"]) == ("是", "否")
    finally:
        point.workspace.changed = False
        point.close()
