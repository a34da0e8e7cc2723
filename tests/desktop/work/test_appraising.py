"""The ten safety heads: answered from the ledgers where they can be, judged where not, appealed, and settled once."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.appraisals import sources
from db.errors import Trouble
from db.registers import AppraisalHead, AppraisalScheme, Dispute, Drill, DutyShift, Hazard, SafetyAgreement, School
from db.rules.working import Working
from db.targets.asked import Actual
from desktop.work import appraisal_marks, appraising, appraising_told, history, papers, tables
from desktop.work.office import Office
from tests.desktop.reports.reading import Paper as Pages

D = Decimal
TERM = "2026-1"
JUDGED = {2: "9", 7: "3", 11: "8"}


@pytest.fixture
def town(office: Office) -> Office:
    """A school whose ledgers hold two weeks: the term's school days up to today are counted by the calendar."""
    with office.change("填写") as work:
        school = work.add(School(name="白杨小学", kind="primary", parent_id=office.school_id)).id
        work.add(SafetyAgreement(school_id=school, year=2026, layer="2", wanted=4, signed=3))
        for n in range(5):
            on = date(2026, 11, 2) + timedelta(n)
            work.add(DutyShift(school_id=school, on=on, kind="1", name="王校长", patrols=5))
            work.add(DutyShift(school_id=school, on=on, kind="3", name=f"教师{n}"))
        work.add(DutyShift(school_id=school, on=date(2026, 11, 7), kind="1", name="周六不算", patrols=9))
        for day in (12, 19, 26):
            work.add(Drill(school_id=school, on=date(2026, 10, day), kind="1", topic="疏散"))
        words = {"due_on": date(2026, 11, 5), "rectified_on": date(2026, 11, 4), "closed_on": date(2026, 11, 6)}
        work.add(Hazard(school_id=school, found_on=date(2026, 11, 1), what="插座", level="1", **words))
        for n, settled in enumerate((date(2026, 10, 9), date(2026, 10, 9), None)):
            work.add(Dispute(school_id=school, on=date(2026, 10, 8), what=f"纠纷{n}", settled_on=settled))
    return office


def begun(office: Office) -> bytes:
    made = appraising.begin(office, "安全工作十项考核", TERM, ["白杨小学"])
    return bytes.fromhex(made.data["appraisals"][0])


def heads(office: Office) -> dict[int, dict[str, Any]]:
    (one,) = appraising_told.described(office).data["appraisals"]
    return {head["number"]: head for head in one["heads"]}


def test_heads_are_answered_from_the_ledgers_as_worked_by_hand(town: Office) -> None:
    begun(town)
    found = heads(town)
    term = [date(2026, 9, 1) + timedelta(n) for n in range((town.today - date(2026, 9, 1)).days + 1)]
    whole = sum(day.weekday() < 5 for day in term)
    share = D(5 * 10 * 100 // whole) / 100  # five days of all, ten marks, cut off
    points = {number: head["points"] for number, head in found.items()}
    assert points == {
        1: "7.50", 2: None, 3: "0.00", 4: f"{share:.2f}", 5: f"{share:.2f}", 6: f"{share:.2f}", 7: None,
        8: "3.75", 9: "10.00", 10: "6.66", 11: None,
    }  # fmt: skip
    assert "3" in str(found[1]["working"])
    assert found[10]["by"] == "record"


@given(st.fractions(0, 200, max_denominator=500), st.integers(1, 100), st.integers(1, 200))
def test_marks_in_proportion_are_never_rounded_up_nor_more_than_full(actual: Fraction, full: int, wanted: int) -> None:
    found = sources.points_of(Actual(actual, Working("", "", (), "")), D(full), D(wanted))
    exact = min(actual / wanted, Fraction(1)) * full
    assert found is not None
    assert found <= exact < found + D("0.01")
    assert sources.points_of(Actual(None, Working("", "", (), "")), D(full), D(wanted)) is None


def test_nothing_is_settled_before_every_head_is_judged_and_every_appeal_answered(town: Office) -> None:
    key = begun(town)
    with pytest.raises(Trouble, match="还有 3 项没有评定"):
        appraising.settle(town, [key])
    for number, points in JUDGED.items():
        appraisal_marks.judge(town, key, number, D(points))
    appraisal_marks.appeal(town, key, 10, "第三件已经调解好了")
    with pytest.raises(Trouble, match="申诉没有答复"):
        appraising.settle(town, [key])
    appraisal_marks.answer(town, key, 10, "补看了调解书", D(10))
    appraising.settle(town, [key])
    (one,) = appraising_told.described(town).data["appraisals"]
    assert one["state"] == "settled"
    assert D(one["score"]) == sum(D(head["points"]) for head in one["heads"])
    assert one["full"] == "100"
    with pytest.raises(Trouble, match="已经评定"):
        appraisal_marks.judge(town, key, 2, D(10))
    history.undo(town)
    assert appraising_told.described(town).data["appraisals"][0]["state"] == "open"


def test_what_was_judged_stays_when_the_ledgers_are_read_again(town: Office) -> None:
    key = begun(town)
    with pytest.raises(Trouble, match="改判要写理由"):
        appraisal_marks.judge(town, key, 9, D(5))
    appraisal_marks.judge(town, key, 9, D(5), "现场抽查有两处没登记")
    with town.change("再演练") as work:
        work.add(Drill(school_id=town.school_called("白杨小学"), on=date(2026, 11, 3), kind="2", topic="再演练"))
    appraising.refresh(town, [key])
    found = heads(town)
    assert (found[9]["points"], found[9]["by"]) == ("5", "judge")
    assert found[8]["points"] == "5.00"


def test_no_more_than_full_marks_are_given(town: Office) -> None:
    key = begun(town)
    with pytest.raises(Trouble, match="满分 10"):
        appraisal_marks.judge(town, key, 2, D(11))
    with pytest.raises(Trouble, match="没有要新开始的考核"):
        begun(town)


def test_the_schemes_ship_with_the_ten_heads_and_the_nineteen_prizes(town: Office) -> None:
    rows = tables.table(town, AppraisalHead).rows
    ten = [row for row in rows if row["scheme"] == "安全工作十项考核"]
    assert len({row["section"] for row in ten}) == 10
    assert sum(D(str(row["full"])) for row in ten) == 100
    assert len([row for row in rows if row["scheme"] == "单项评估（19项）"]) == 19
    assert {row["sign"] for row in tables.table(town, AppraisalScheme).rows} == {
        "safety-ten", "single-prizes", "whole-school", "ethics-monthly", "teacher-year", "principal-year",
        "principal-office", "leader-year",
    }  # fmt: skip


def test_the_sheet_shows_how_every_mark_came_about_and_the_results_name_no_places(town: Office, tmp_path: Path) -> None:
    key = begun(town)
    for number, points in JUDGED.items():
        appraisal_marks.judge(town, key, number, D(points))
    papers.make(town, "appraisal-sheet", tmp_path / "a.pdf", {})
    text = Pages(tmp_path / "a.pdf").text.replace("\n", "")
    for words in ("安全工作十项考核表", "矛盾纠纷调处", "已化解：2", "等次"):
        assert words in text
    papers.make(town, "appraisal-results", tmp_path / "b.pdf", {})
    assert "不排名次" in Pages(tmp_path / "b.pdf").text
