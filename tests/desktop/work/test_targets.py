"""Targets against the registers: nothing typed, every figure with its working, settled figures stay as they stood."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from db.errors import Trouble
from db.registers import (
    Child,
    Drill,
    Exam,
    Hazard,
    Insurance,
    Movement,
    Paper,
    SafetyAgreement,
    School,
    SchoolClass,
    Score,
    Student,
    Target,
    TargetState,
)  # fmt: skip
from db.targets.stand import Stood
from desktop.work import documents, history, papers, rows, settings, tables, target_agreements, targets
from desktop.work.frozen import Frozen
from desktop.work.office import Office
from tests.desktop.reports.reading import Paper as Pages

YEAR = (2026, "")


@pytest.fixture
def town(office: Office) -> Office:
    """A primary school with ten pupils of the fifth grade and what a term leaves in its ledgers."""
    with office.change("填写") as work:
        school = work.add(School(name="白杨小学", kind="primary", parent_id=office.school_id)).id
        room = work.add(SchoolClass(school_id=school, stage="1", entry_year=2022, number=1)).id
        more = {"school_id": school, "class_id": room, "stage": "1", "cohort": 2022, "status": "01"}
        pupils = [work.add(Student(name=f"学生{n}", sex="1", **more)).id for n in range(10)]
        exam = work.add(
            Exam(school_id=school, year=2026, term="1", kind="1", from_grade="5", to_grade="5", number=1)
        ).id
        for subject, marks in (("02", "90 85 80 75 70 65 60 59 30 20"), ("03", "100 100 95 90 85 80 60 60 60 59")):
            paper = work.add(Paper(school_id=school, exam_id=exam, grade="5", subject=subject, full_marks=Decimal(100)))
            for pupil, mark in zip(pupils, marks.split(), strict=True):
                words = {"paper_id": paper.id, "student_id": pupil, "class_id": room, "mark": Decimal(mark)}
                work.add(Score(school_id=school, **words))
        for pupil in pupils[:9]:
            work.add(Insurance(school_id=school, student_id=pupil, year=2026, kind="1", policy="A1"))
        for day in (12, 19):
            work.add(Drill(school_id=school, on=date(2026, 10, day), kind="1", topic="疏散"))
        work.add(Drill(school_id=school, on=date(2025, 10, 9), kind="1", topic="去年的"))
        for n, (due, done, closed) in enumerate(((5, 4, 6), (5, 7, 8), (9, None, None), (30, None, None))):
            days = [None if day is None else date(2026, 11, day) for day in (due, done, closed)]
            words = {"due_on": days[0], "rectified_on": days[1], "closed_on": days[2], "level": "1"}
            work.add(Hazard(school_id=school, found_on=date(2026, 11, 1), what=f"隐患{n}", **words))
        work.add(SafetyAgreement(school_id=school, year=2026, layer="2", wanted=3, signed=2))
        for born, there in ((date(2021, 3, 1), True), (date(2021, 8, 31), False), (date(2022, 9, 1), True)):
            work.add(Child(school_id=school, name=f"幼儿{born}", born_on=born, in_school=there))
        for kind in ("61", "61", "62"):
            about = {"happened_on": date(2026, 11, 2), "student_id": pupils[0], "name": "毕业生"}
            work.add(Movement(school_id=school, kind=kind, out_school_id=school, **about))
    return office


def promise(office: Office, measure: str, value: str | None, **more: Any) -> bytes:
    school = more.pop("school", office.school_called("白杨小学"))
    number = None if value is None else Decimal(value)
    with office.change("目标") as work:
        return work.add(Target(school_id=school, year=2026, measure=measure, value=number, **more)).id


def stands(office: Office, measure: str, value: str | None, **more: Any) -> Stood:
    key = promise(office, measure, value, **more)
    when = (2026, more.get("term") or "")
    return next(one for one in targets.stood(office, when) if one.key == key)


FROM_THE_REGISTERS = [
    # measure, more, target, actual, state, numbers put in
    ("pass", {"grade": "5", "subject": "02"}, "75", "70%", "差5", ["7", "10"]),
    ("pass", {"grade": "5", "subject": "03"}, "90", "90%", "达标", ["9", "10"]),
    ("pass", {}, "80", "80%", "达标", ["7 ÷ 10", "9 ÷ 10", "16 ÷ 20"]),
    ("excel", {"subject": "03"}, "60", "50%", "差10", ["5", "10"]),
    ("low", {"grade": "5", "subject": "02"}, "20", "20%", "达标", ["2", "10"]),
    ("low", {"grade": "5", "subject": "02", "direction": "2"}, "19.9", "20%", "超0.1", ["2", "10"]),
    ("avg", {"grade": "5", "subject": "02"}, "63.5", "63.4分", "差0.1", ["634", "10"]),
    ("scoreRate", {"grade": "5", "subject": "03"}, "78.9", "78.9%", "达标", ["78.9", "100"]),
    ("liability", {}, "100", "90%", "差10", ["9", "10"]),
    ("accident", {}, "80", "0%", "差80", ["0", "10"]),
    ("drills", {}, "3", "2次", "差1", ["2次"]),
    ("hazards", {}, "100", "50%", "差50", ["2", "4"]),
    ("intime", {}, "33.34", "33.33%", "差0.01", ["1", "3"]),
    ("agreements", {}, "66.67", "66.66%", "差0.01", ["2", "3"]),
    ("kindergarten1", {}, "85", "50%", "差35", ["1", "2"]),
    ("kindergarten3", {}, "45", "66.67%", "达标", ["2", "3"]),
    ("graduates", {}, "100", "66.66%", "差33.34", ["2", "3"]),
    ("delivery", {}, "100", "—", "还没有数", ["0", "0"]),
]


@pytest.mark.parametrize(("measure", "more", "target", "actual", "state", "puts"), FROM_THE_REGISTERS)
def test_each_figure_comes_from_its_register_as_worked_by_hand(
    town: Office, measure: str, more: dict[str, Any], target: str, actual: str, state: str, puts: list[str]
) -> None:
    one = stands(town, measure, target, **more)
    assert (one.shown, one.state) == (actual, state)
    assert [put.value for put in one.actual.working.puts] == puts


def test_a_target_of_the_whole_township_counts_every_school(town: Office) -> None:
    with town.change("演练") as work:
        work.add(Drill(school_id=town.school_id, on=date(2026, 10, 20), kind="1", topic="中心学校的"))
    assert stands(town, "drills", "3", school=None).shown == "3次"
    assert stands(town, "drills", "3").shown == "2次"


def test_nothing_is_known_of_a_school_that_never_handed_in_and_that_is_not_none(town: Office) -> None:
    """A school without a machine and without a row in the ledger is left out and named; one with rows counts."""
    with town.change("别的学校") as work:
        silent = work.add(School(name="石门小学", kind="primary", parent_id=town.school_id)).id
    drills = stands(town, "drills", "2", school=silent)
    assert (drills.shown, drills.reached) == ("—", None)
    assert "没有报送" in drills.actual.working.result
    whole = stands(town, "drills", "2", school=None)
    assert whole.shown == "2次"
    assert any("石门小学" in note and "没有计入" in note for note in whole.actual.working.notes)
    assert stands(town, "patrols", "100", school=silent).shown == "—"


def test_a_term_counts_its_own_days_only(town: Office) -> None:
    assert stands(town, "drills", "1", term="1").shown == "2次"
    assert stands(town, "drills", "1", term="2").state == "还没有数"


def test_settled_figures_stay_as_they_stood_until_the_settling_is_taken_back(town: Office) -> None:
    key = promise(town, "drills", "3", weight=Decimal(10))
    promise(town, "delivery", "100")
    outcome = targets.settle(town, targets.stood(town, YEAR))
    assert outcome.data == {"settled": 1, "reached": 0, "left": ["公文送达率"]}
    with town.change("补演练") as work:
        work.add(Drill(school_id=town.school_called("白杨小学"), on=date(2026, 11, 20), kind="2", topic="再演练"))

    def now() -> Stood:
        return next(one for one in targets.stood(town, YEAR) if one.key == key)

    assert (now().shown, now().state, now().points) == ("2次", "差1", Decimal(0))
    assert [tuple(put) for put in now().actual.working.puts] == [("应急演练次数", "2次")]
    assert now().actual.working.result == "2次"
    with pytest.raises(Frozen, match="已经兑现"):
        rows.change(town, Target, key, {"value": "2"})
    targets.reopen(town, [key])
    assert (now().shown, now().state, now().points) == ("3次", "达标", Decimal(10))
    targets.settle(town, targets.stood(town, YEAR))
    assert now().state == "达标"
    history.undo(town)
    assert now().kept is None


def test_settling_before_the_time_is_over_is_said(town: Office) -> None:
    promise(town, "drills", "3")
    early = targets.settle(town, targets.stood(town, YEAR))
    assert early.attention
    assert early.advice.startswith("其中 1 个的时间还没有到")
    history.undo(town)
    town.today = date(2027, 8, 20)
    assert not targets.settle(town, targets.stood(town, YEAR)).advice
    with pytest.raises(Trouble) as nothing:
        targets.settle(town, [])
    assert nothing.value.advice == "请先在“目标台账”里新增目标。"


def test_typed_into_the_form_a_measure_has_its_own_direction_and_source(town: Office) -> None:
    typed = {"year": "2026", "school": "白杨小学", "measure": "应急演练次数", "value": "1"}
    rows.add(town, Target, typed | {"measure": "辍学率"})
    rows.add(town, Target, typed)
    assert [(one.title, one.wanted, one.source) for one in targets.stood(town, YEAR)] == [
        ("辍学率", "不高于1%", "控辍保学台账"), ("应急演练次数", "不低于1次", "应急演练台账"),
    ]  # fmt: skip


def test_a_table_settled_on_two_days_says_the_last(town: Office, tmp_path: Path) -> None:
    promise(town, "drills", "3")
    promise(town, "hand", None, name="课程开齐开足", wanted="达标")
    town.today = date(2027, 1, 19)
    targets.settle_period(town)
    (key,) = [one.key for one in targets.stood(town, YEAR) if one.kept is None]
    rows.change(town, Target, key, {"judged_reached": "是", "judged_by": "王秀兰"})
    town.today = date(2027, 1, 20)
    targets.settle_period(town)
    papers.make(town, "target-table", tmp_path / "兑现表.pdf", {})
    assert "兑现日期：2027-01-20" in Pages(tmp_path / "兑现表.pdf").text


def test_progress_is_noted_beside_the_target(town: Office) -> None:
    key = promise(town, "drills", "3")
    targets.note(town, targets.stood(town, YEAR))
    (state,) = [dict(row) for row in tables.table(town, TargetState).rows]
    assert (state["kind"], state["value"], state["gap"]) == ("期中记录", "2", "差1")
    assert next(one for one in targets.stood(town, YEAR) if one.key == key).kept is None


def test_last_years_settled_figure_is_this_years_baseline(town: Office) -> None:
    school = town.school_called("白杨小学")
    with town.change("去年") as work:
        work.add(Target(school_id=school, year=2025, measure="drills", value=Decimal(2)))
    targets.settle(town, targets.stood(town, (2025, "")))
    key = promise(town, "drills", "3")
    targets.take_baselines(town, [key])
    row = town.linked("targets", key) or {}
    assert (row["baseline"], row["baseline_source"]) == ("1", "2025—2026学年度台账")


def test_places_and_graduation_rates_are_refused_with_the_rule(town: Office) -> None:
    said = rows.add(
        town, Target, {"year": "2026", "measure": "目标位次", "value": "2", "grade": "5", "subject": "语文"}
    )
    assert said.attention
    assert "深化新时代教育评价改革总体方案" in said.sentence
    settings.decide(town, "targets.rank", "是")
    said = rows.add(
        town, Target, {"year": "2026", "measure": "目标位次", "value": "2", "grade": "5", "subject": "语文"}
    )
    assert not said.attention
    said = rows.add(town, Target, {"year": "2026", "measure": "评定", "name": "中考升学率", "wanted": "提高"})
    assert "升学率" in said.sentence
    assert said.attention


def test_what_no_register_knows_is_judged_by_hand_and_says_by_whom(town: Office) -> None:
    one = stands(town, "hand", None, name="课程开齐开足", wanted="达标")
    assert one.state == "待评定"
    rows.change(town, Target, one.key, {"judged_reached": "是", "judged_by": "王秀兰", "judged_why": "课表与巡课"})
    now = next(found for found in targets.stood(town, YEAR) if found.key == one.key)
    assert (now.shown, now.state) == ("达标", "达标")
    assert ("评定人", "王秀兰") in [tuple(put) for put in now.actual.working.puts]


def test_agreements_are_numbered_one_a_school_and_the_targets_point_to_them(town: Office, tmp_path: Path) -> None:
    promise(town, "pass", "94", grade="5", subject="03", baseline=Decimal("93.1"), weight=Decimal(15))
    promise(town, "drills", "3")
    promise(town, "drills", "9", school=None)
    outcome = target_agreements.agree_period(town, "2026")
    (made,) = outcome.data["documents"]
    assert "责〔2026〕1号" in made["number"]
    documents.reprint(town, bytes.fromhex(made["id"]), tmp_path / "责任书.pdf")
    text = Pages(tmp_path / "责任书.pdf").text
    for words in ("五年级数学及格率", "93.1%", "不低于94%", "学业质量分析（内部）", "不设升学人数"):
        assert words in text.replace("\n", "")
    pointing = [row["document"] for row in tables.table(town, Target).rows if row["school"] == "白杨小学"]
    assert all(pointing)
    with pytest.raises(Trouble, match="没有要签责任书的目标"):
        target_agreements.agree_period(town, "2026")


def test_the_center_does_not_agree_with_itself(town: Office, tmp_path: Path) -> None:
    promise(town, "drills", "3", school=town.school_id)
    settings.decide(town, "targets.above", "青石镇教育总支")
    (made,) = target_agreements.agree_period(town, "2026").data["documents"]
    documents.reprint(town, bytes.fromhex(made["id"]), tmp_path / "责任书.pdf")
    assert "甲方：青石镇教育总支" in Pages(tmp_path / "责任书.pdf").text


def test_the_table_prints_states_and_sums_and_the_kindergarten_table_its_shares(town: Office, tmp_path: Path) -> None:
    promise(town, "drills", "3", weight=Decimal(10))
    promise(town, "liability", "90", weight=Decimal(5))
    papers.make(town, "target-table", tmp_path / "a.pdf", {"workings": "yes"})
    text = Pages(tmp_path / "a.pdf").text
    for words in ("质量目标进展表", "差1", "达标 1 项，共 2 项", "投保人数 9；在校学生 10", "不设升学率和名次目标"):
        assert words in text
    assert "不得公开" not in text
    assert "图　百分率目标" not in text, "one percentage says no more than its line"
    promise(town, "pass", "94", grade="5", subject="03")
    settings.decide(town, "targets.rank", "是")
    papers.make(town, "target-table", tmp_path / "x.pdf", {})
    assert "不得公开" in Pages(tmp_path / "x.pdf").text, "figures of examinations are internal"
    assert "名次目标" not in Pages(tmp_path / "x.pdf").text
    assert "图　百分率目标（%）：横线是目标，灰色是没有达到的" in Pages(tmp_path / "x.pdf").text
    rows.remove(town, Target, [one.key for one in targets.stood(town, YEAR) if one.row["measure"] == "pass"])
    targets.settle_period(town)
    papers.make(town, "target-table", tmp_path / "b.pdf", {})
    assert "质量目标兑现表" in Pages(tmp_path / "b.pdf").text
    papers.make(town, "kindergarten-entry", tmp_path / "c.pdf", {})
    assert "66.7%" in Pages(tmp_path / "c.pdf").text
