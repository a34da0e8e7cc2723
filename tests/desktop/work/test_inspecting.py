"""A sheet is filled in line by line, each answer kept at once; a finished one stands."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from db import filled
from db.errors import NotFound, Trouble
from db.registers import Checklist, ChecklistItem, Facility, Inspection, InspectionMark, Observation, School
from desktop.work import checking, checklists, history, inspections, lessons, rows, tables
from desktop.work.frozen import Frozen
from desktop.work.inspecting import Filling
from desktop.work.inspections import Whom, whom
from desktop.work.office import Office
from tests.desktop import founding
from tests.desktop.work.inspected import begun, fill, teacher

TODAY = date(2026, 11, 20)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = founding.found(tmp_path / "台账.xiangxiao", "青石镇中心学校", "center", "", "王秀兰", TODAY)
    yield made
    made.workspace.changed = False
    made.close()


def plans(office: Office) -> Filling:
    return begun(office, "lesson-plans", whom(office, staff=teacher(office, "陈大勇")))


def test_what_is_answered_is_in_the_file_before_the_next_line(office: Office) -> None:
    sheet = plans(office)
    sheet.answer(1, "53/60")
    sheet.answer(2, "5/5")
    sheet.answer(4, "有问题 2处：三课没有写班级")
    again = Filling.open(office, sheet.key)
    assert again.sheet.marks == sheet.sheet.marks
    assert again.sheet.notes[4].remark == "三课没有写班级"
    # 20−0.2×7＝18.6，10，4−0.5×2＝3：31.6 ÷ 34
    assert (again.result.score, again.result.full, again.result.total.answered) == (Decimal("31.6"), 34, 3)
    assert again.summary.startswith("已查 3/16 项，得分 31.6")


def test_the_ledger_shows_score_grade_and_faults_as_the_rules_say(office: Office) -> None:
    sheet = fill(plans(office), share=2)
    sheet.finish()
    line = tables.rows(office, Inspection, [sheet.key])[0]
    result = sheet.result
    assert Decimal(line["score"]) == result.score
    assert Decimal(line["full"]) == result.full
    assert Decimal(line["share"]) == result.share
    assert line["grade"] == {"A": "优", "B": "良", "C": "合格", "D": "不合格"}[result.grade]
    assert int(line["faults"]) == len(result.faulty)
    assert sheet.key in tables.ids(office, Inspection, where=[("grade", line["grade"])])


def test_sheets_are_sorted_by_their_score_as_numbers(office: Office) -> None:
    best, worst, middle = (fill(plans(office), share) for share in (1, 2, 5))
    for sheet in (best, worst, middle):
        sheet.finish()
    assert tables.ids(office, Inspection, sort=["-score"]) == [best.key, middle.key, worst.key]


def test_all_the_rest_in_order_is_one_key_and_one_entry(office: Office) -> None:
    sheet = begun(office, "village-routine", Whom(point(office)))
    sheet.answer(1, "有问题")
    before = office.workspace.data_version()
    count = sheet.mark_rest(sheet.sheet.sections["校园与秩序"])
    assert count == 4
    assert office.workspace.data_version() == before + 1
    assert sheet.result.sections["校园与秩序"].answered == 5
    history.undo(office)
    assert Filling.open(office, sheet.key).result.total.answered == 1


def point(office: Office) -> bytes:
    return bytes.fromhex(rows.add(office, School, {"name": "黑沟教学点", "kind": "教学点"}).data["id"])


def test_a_school_is_asked_only_what_concerns_its_kind_and_what_it_has(office: Office) -> None:
    primary, here = point(office), office.school_id
    rows.change(office, School, primary, {"kind": "初级中学"})
    burden = begun(office, "burden", Whom(primary))
    texts = [line.content for line in burden.sheet.lines]
    assert "上午第一节课不早于8:00" in texts
    assert "上午第一节课不早于8:20" not in texts
    assert any("寄宿生" in text for text in texts), "nobody has said that there is no dormitory"
    assert here is not None
    rows.add(office, Facility, {"kind": "宿舍", "count": "0"})
    at_home = begun(office, "burden", Whom(here))
    assert not any("寄宿生" in line.content for line in at_home.sheet.lines)
    assert sum(line.item.full for line in at_home.sheet.lines) == 95


def test_an_old_sheet_keeps_its_lines_whatever_the_school_gains_or_loses(office: Office) -> None:
    here = office.school_id
    assert here is not None
    sheet = fill(begun(office, "burden", Whom(here)))
    sheet.finish()
    before = sheet.result
    rows.add(office, Facility, {"kind": "宿舍", "present": "否"})
    again = Filling.open(office, sheet.key)
    assert (again.result.score, again.result.full, again.result.complete) == (before.score, before.full, True)
    assert any("寄宿生" in line.content for line in again.sheet.lines)


def test_a_finished_sheet_stands_until_it_is_taken_up_again(office: Office) -> None:
    sheet = fill(plans(office))
    outcome = sheet.finish()
    assert outcome.sentence == "得分 100（满分 100），得分率 100.0%，优。"
    with pytest.raises(Frozen, match="已经完成"):
        sheet.answer(1, "1/60")
    assert Filling.open(office, sheet.key).result.score == 100, "nothing was written, and the sheet shows what stands"
    mark = tables.ids(office, InspectionMark)[0]
    with pytest.raises(Frozen):
        rows.change(office, InspectionMark, mark, {"remark": "改一改"})
    with pytest.raises(Frozen):
        rows.change(office, Inspection, sheet.key, {"inspector": "别人"})
    sheet.reopen()
    sheet.answer(1, "50/60")
    assert sheet.result.score == 100, "the bonus of 5 covers the 2 that are lost, and no more"
    sheet.answer(16, "0")
    sheet.finish()
    assert sheet.result.score == 98
    said = [entry["why"] for entry in history.history(office, Inspection, sheet.key)]
    assert said == ["开始检查", "完成检查", "重新填写检查", "完成检查"]
    assert checking.check(office).data["findings"] == []


def test_totals_that_do_not_fit_the_marks_after_a_merge_are_noticed(office: Office) -> None:
    sheet = fill(plans(office))
    sheet.answer(16, "0")
    sheet.finish()
    mark = filled.mark_row(sheet.sheet, sheet.line(1)).id
    with office.workspace.change(office.who, "交接并入") as change:  # what a merge brings is not asked
        change.get(InspectionMark, mark).done = Decimal(1)
    again = Filling.open(office, sheet.key)
    assert again.differs
    again.reopen()
    again.finish()
    assert not Filling.open(office, sheet.key).differs


def test_an_old_result_of_which_only_the_total_is_known_is_entered(office: Office) -> None:
    staff = teacher(office, "陈大勇")
    typed = {"checklist": "教案与备课检查表", "staff": "陈大勇", "inspected_on": "2025-11-20", "state": "已完成"}
    row = bytes.fromhex(rows.add(office, Inspection, typed | {"score": "89.96", "full": "100"}).data["id"])
    line = tables.rows(office, Inspection, [row])[0]
    assert (line["share"], line["grade"]) == ("89.9", "良"), "89.96 is not excellent, and is not printed as if it were"
    assert staff
    said = rows.add(office, Inspection, typed | {"score": "101", "full": "100"}).data
    assert "得分要在" in said["problems"]["score"]


def test_a_sheet_with_open_lines_is_not_finished_and_they_are_named(office: Office) -> None:
    sheet = plans(office)
    sheet.mark_rest()
    with pytest.raises(Trouble, match="还有 7 项没有查：第 1、2、11、12"):
        sheet.finish()


def test_what_must_be_answered_takes_no_not_applicable(office: Office) -> None:
    sheet = plans(office)
    with pytest.raises(Trouble, match="不能填“不适用”"):
        sheet.answer(1, "不适用")
    sheet.answer(11, "n")
    assert sheet.sheet.marks[11].left_out


def test_what_cannot_be_read_is_said_with_what_to_type(office: Office) -> None:
    sheet = plans(office)
    with pytest.raises(Trouble, match="看不懂") as told:
        sheet.answer(1, "很多")
    assert "53/60" in told.value.advice
    with pytest.raises(Trouble, match="满分 5 分"):
        sheet.answer(16, "9")
    with pytest.raises(NotFound):
        sheet.answer(99, "合格")


def test_a_list_for_teachers_wants_a_teacher(office: Office) -> None:
    here = office.school_id
    assert here is not None
    with pytest.raises(Trouble, match="是查教师的"):
        begun(office, "lesson-plans", Whom(here))


# -- versions -------------------------------------------------------------------------------------------------


def test_a_list_in_use_is_changed_only_by_a_new_version_and_old_scores_stay(office: Office) -> None:
    sheet = fill(plans(office), share=2)
    sheet.finish()
    before = sheet.result
    used = checklists.called(office, "lesson-plans")
    with pytest.raises(Frozen, match="已经启用"):
        rows.change(office, Checklist, used, {"heading": "新教案表"})
    draft = bytes.fromhex(checklists.new_version(office, used).data["id"])
    first = tables.ids(office, ChecklistItem, where=[("checklist", draft.hex())], sort=["number"])[0]
    rows.change(office, ChecklistItem, first, {"full": "40", "step": "1"})
    checklists.put_in_use(office, draft)
    assert checklists.called(office, "lesson-plans") == draft
    with pytest.raises(Frozen):
        rows.change(office, ChecklistItem, first, {"full": "50"})
    again = Filling.open(office, sheet.key)
    assert (again.result.score, again.result.full, again.result.grade) == (before.score, before.full, before.grade)
    fresh = begun(office, "lesson-plans", whom(office, staff=teacher(office, "李文静")))
    fresh.answer(1, "50/60")
    assert fresh.result.score == 30
    assert office.titles("checklists")[draft] == "教案与备课检查表（第2版）"
    assert (office.linked("checklists", used) or {})["state"] == "retired"


def test_a_used_list_never_goes_back_to_a_draft(office: Office) -> None:
    used = checklists.called(office, "fees")
    with pytest.raises(Frozen, match="不能变回草稿"):
        rows.change(office, Checklist, used, {"state": "草稿"})
    rows.change(office, Checklist, used, {"state": "停用"})
    assert used not in [row["id"] for row in checklists.every(office)]


# -- blank sheets, serials ------------------------------------------------------------------------------------


def test_a_blank_sheet_is_found_again_by_the_number_printed_on_it(office: Office) -> None:
    of = whom(office, staff=teacher(office, "陈大勇"))
    key = inspections.begin(office, checklists.called(office, "homework"), of, blank=True)
    serial = tables.rows(office, Inspection, [key])[0]["serial"]
    assert inspections.by_serial(office, serial.replace("-", " ")) == [key]
    sheet = Filling.open(office, key)
    assert sheet.sheet.row["state"] == "blank"
    assert sheet.sheet.row["inspected_on"] is None
    sheet.answer(1, "20/20")
    assert Filling.open(office, key).sheet.row["state"] == "open"
    with pytest.raises(Trouble, match="对不上"):
        inspections.by_serial(office, serial[:-1] + str((int(serial[-1]) + 1) % 10))
    with pytest.raises(Trouble, match="8 位"):
        inspections.by_serial(office, "12")


# -- lessons --------------------------------------------------------------------------------------------------


def test_a_lesson_heard_by_five_counts_without_the_best_and_the_worst(office: Office) -> None:
    of = whom(office, staff=teacher(office, "陈大勇"))
    for name, points in zip(("甲", "乙", "丙", "丁", "戊"), ((10, 10), (9, 9), (8, 8), (9, 8), (1, 1)), strict=True):
        sheet = begun(office, "observation-c", of, inspector=name, on=date(2026, 11, 12))
        for line in sheet.sheet.lines:
            sheet.answer(line.number, str(min(Decimal(points[line.number % 2]), line.item.full)))
        lessons.write(office, sheet.sheet, "period", "3")
        lessons.write(office, sheet.sheet, "topic", "分数的意义")
        sheet.finish()
    found = lessons.together(office)
    assert len(found) == 1
    one = found[0]
    assert (one.teacher, one.heard_on, one.period, one.topic) == ("陈大勇", "2026-11-12", 3, "分数的意义")
    ordered = sorted(one.shares)[1:-1]
    assert one.mean == round(sum(ordered) / 3, 2)
    assert len(tables.ids(office, Observation)) == 5


def test_lessons_heard_are_counted_against_the_quota_of_the_post(office: Office) -> None:
    dean = teacher(office, "王秀兰", post="教导主任")
    taught = teacher(office, "陈大勇")
    for day in ("2026-09-08", "2026-10-12", "2026-05-02"):
        typed = {"heard_on": day, "listener_name": "王秀兰", "teacher_name": "陈大勇", "topic": "平行线"}
        row = bytes.fromhex(rows.add(office, Observation, typed).data["id"])
        rows.change(office, Observation, row, {"listener": "王秀兰", "teacher": "陈大勇"})
    assert taught
    sheet = begun(office, "observing", whom(office, staff=dean))
    line = next(line for line in sheet.sheet.lines if line.counts)
    suggested = sheet.suggested(line)
    assert (suggested.done, suggested.due) == (2, 25), "that of May belongs to last term"
    sheet.answer(line.number, "2")
    assert sheet.sheet.marks[line.number].due == 25
