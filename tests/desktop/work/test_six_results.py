"""A weekly check at a point: filled, handed in, summed at the center, circular issued, finding answered and closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from db.errors import Trouble
from db.registers import Finding, RoundOutcome, Staff
from desktop.work import (
    documents,
    inspections,
    rectification,
    rectification_notice,
    round_circular,
    round_figures,
    rounds,
    six_results,
    tables,
)
from desktop.work.inspecting import Filling
from desktop.work.rounds import Plan
from tests.desktop.work.offices import POINT, TODAY, Offices

AT_FAULT = {"fault": "有问题", "yesno": "否", "grade": "D", "points": "0", "quota": "0/10"}
FINE = {"fault": "合格", "yesno": "是", "grade": "A", "points": "1", "quota": "10/10"}


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = Offices(tmp_path)
    for name in ("刘运生", "贺兰"):
        made.add(made.point, Staff(name=name, school_id=made.point_id))
    made.carry()
    yield made
    made.close()


def checklist(offices: Offices) -> bytes:
    found = {title: row for row, title in offices.center.titles("checklists").items()}
    return next(row for title, row in found.items() if title.startswith("村"))


def checked(offices: Offices) -> bytes:
    """A round of the center about the point, its sheet filled in with two lines at fault."""
    center = offices.center
    lists = [checklist(offices)]
    plan = Plan(name="十一月周查", kind="weekly", starts_on=TODAY - timedelta(days=4), lists=lists)
    round_ = bytes.fromhex(rounds.new(center, plan, [inspections.whom(center, school=offices.point_id)]).data["id"])
    made = inspections.begin(center, lists[0], inspections.whom(center, school=offices.point_id), round_=round_)
    filling = Filling.open(center, made)
    first, second = list(filling.sheet.lines)[:2]
    for line in (first, second):
        filling.answer(line.number, AT_FAULT[line.item.way])
    filling.mark_rest()
    for line in filling.unanswered:
        filling.answer(line.number, FINE[line.item.way])
    filling.finish()
    return round_


def test_the_six_results_one_after_the_other_and_no_end_before(offices: Offices) -> None:
    center = offices.center
    round_ = checked(offices)
    assert six_results.six(center, round_).missing == ["文字分析", "优劣记载", "评比结果", "情况通报", "整改措施"]
    with pytest.raises(Trouble, match="六有还缺文字分析"):
        six_results.close(center, round_)
    with pytest.raises(Trouble, match="不能起草通报"):
        round_circular.circular(center, round_)
    text = six_results.begin_analysis(center, round_).data["analysis"]
    assert "平均得分率" in text
    assert "问题最多的项目" in text
    assert six_results.begin_analysis(center, round_).sentence.startswith("已经有文字分析")
    six_results.write(center, round_, merits="教师到岗及时。", faults="教案后两周没有跟上。")
    six_results.confirm(center, round_, "place")
    ((sheet, whom, count),) = six_results.sheets_at_fault(center, round_)
    assert (whom, count) == (POINT, 2)
    made = six_results.take_up(center, sheet).data["findings"]
    assert [one["number"] for one in made] == ["JX-2026-001", "JX-2026-002"]
    with pytest.raises(Trouble, match="没有新的问题"):
        six_results.take_up(center, sheet)
    drafted = round_circular.circular(center, round_)
    assert six_results.six(center, round_).missing == ["情况通报"]
    issued = documents.issue(center, bytes.fromhex(drafted.data["id"]))
    assert "〔2026〕1号" in issued.data["number"]
    assert six_results.six(center, round_).missing == []
    six_results.close(center, round_)
    assert tables.rows(center, RoundOutcome, tables.ids(center, RoundOutcome))[0]["way"] == "学校排名次（并列取前）"


def test_a_finding_travels_with_its_notice_is_answered_and_closed_by_someone_else(offices: Offices) -> None:
    center, point = offices.center, offices.point
    round_ = checked(offices)
    ((sheet, _, _),) = six_results.sheets_at_fault(center, round_)
    rows_ = [bytes.fromhex(one["id"]) for one in six_results.take_up(center, sheet).data["findings"]]
    issued = rectification_notice.issue(center, Finding, rows_, TODAY + timedelta(days=7))
    line = tables.rows(center, Finding, rows_[:1])[0]
    assert (line["state"], line["notice_number"], line["due_on"]) == ("整改中", issued.data["number"], "2026-11-27")
    with pytest.raises(Trouble, match="没有选中"):
        rectification_notice.issue(center, Finding, [], TODAY)
    offices.carry()
    assert tables.rows(point, Finding, rows_)[0]["state"] == "整改中"
    rectification.answer(point, Finding, rows_[0], "已补写教案")
    with pytest.raises(Trouble, match="不能是整改责任人或申请复查的人"):
        rectification.recheck(point, Finding, rows_[0], passed=True)
    rectification.recheck(point, Finding, rows_[0], passed=True, by="贺兰")
    offices.carry()
    told = {row["number"]: row["state"] for row in tables.rows(center, Finding, rows_)}
    assert told == {"JX-2026-001": "已销号", "JX-2026-002": "整改中"}
    with pytest.raises(Trouble, match="还没有定级，或已经在等复查"):
        rectification_notice.issue(center, Finding, rows_[:1], date(2026, 12, 1))


def test_equal_means_share_a_place_and_few_sheets_are_marked(offices: Offices) -> None:
    found = round_figures.figures(offices.center, checked(offices))
    assert found.all.small, "one sheet is no sample"
    assert [(one.place, one.key) for one in found.schools] == [(1, POINT)]
    assert sum(found.grades.values()) == 1
    assert {one.faulty for _, _, one in found.failing} == {1}
