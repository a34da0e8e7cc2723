"""A class is called: all present is one word, who was missing is named, and two machines may call the same day."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from db.errors import Trouble
from db.registers import Absence, Holiday, Movement, RollCall, SchoolClass, Student
from desktop.work import checking, conflicts, history, roll_call, roll_days, rows, tables, today
from desktop.work.office import Office
from desktop.work.roll_words import Mark
from tests.desktop.work.offices import POINT, Offices

ILL, TRUANT, LATE, UNEXPLAINED = "1", "3", "4", "6"
FRIDAY = date(2026, 11, 20)
NAMES = ("田小禾", "王小明", "李强", "赵诗")


@pytest.fixture
def room(office: Office) -> bytes:
    """A class of the center school with four pupils."""
    with office.change("起步") as change:
        made = change.add(SchoolClass(school_id=office.school_id, stage="1", entry_year=2024, number=1))
    for name in NAMES:
        pupil(office, name, made.id)
    return made.id


def pupil(office: Office, name: str, room: bytes, **more: object) -> bytes:
    with office.change("学生") as change:
        words = {"school_id": office.school_id, "stage": "1", "cohort": 2024, **more}
        return change.add(Student(name=name, class_id=room, **words)).id


def call(office: Office, room: bytes, on: date = FRIDAY, session: str = "0", at: str = "08:10", **missing: str) -> str:
    sheet = roll_call.open_sheet(office, room, on, session)
    marks = {pupil.id: Mark(missing[pupil.name]) for pupil in sheet.pupils if pupil.name in missing}
    return roll_call.sign(office, sheet, marks, at=at).sentence


def absences(office: Office) -> dict[str, str]:
    return {row["student"]: row["reason"] for row in tables.table(office, Absence).rows}


def test_everybody_present_is_one_row_signed_and_timed(office: Office, room: bytes) -> None:
    assert call(office, room) == "三（1）班 11月20日已点名：应到 4，实到 4，全到。"
    (line,) = tables.table(office, RollCall).rows
    assert (line["expected"], line["present"], line["called_by"], line["called_at"]) == (4, 4, "王老师", "08:10")
    assert (line["absent"], line["agreement"]) == (0, "相符")
    assert absences(office) == {}


def test_who_was_missing_stands_with_the_reason_and_who_came_late_was_there(office: Office, room: bytes) -> None:
    said = call(office, room, 李强=ILL, 王小明=LATE)
    assert "应到 4，实到 3" in said
    assert absences(office) == {"李强": "病假", "王小明": "迟到"}
    line = tables.table(office, RollCall).rows[0]
    assert (line["present"], line["absent"], line["agreement"]) == (3, 1, "相符")


def test_signed_again_a_day_is_corrected_and_what_was_done_about_an_absence_stays(office: Office, room: bytes) -> None:
    call(office, room, 李强=UNEXPLAINED, 赵诗=ILL)
    (row,) = tables.ids(office, Absence, where=[("reason", "未说明")])
    rows.change(office, Absence, row, {"called_at": "8点半", "reached": "是", "called_on": "2026-11-20"})
    call(office, room, 李强=ILL)
    assert absences(office) == {"李强": "病假"}
    kept = tables.rows(office, Absence, [row])[0]
    assert (kept["called_at"], kept["reached"]) == ("08:30", "是")
    call(office, room, 李强=ILL, 赵诗=TRUANT)
    assert absences(office) == {"李强": "病假", "赵诗": "旷课"}


def test_one_step_takes_a_call_back_whole(office: Office, room: bytes) -> None:
    call(office, room)
    call(office, room, 李强=ILL)
    history.undo(office)
    assert absences(office) == {}
    assert tables.table(office, RollCall).rows[0]["present"] == 4


def test_the_afternoon_begins_with_those_who_were_missing_in_the_morning(office: Office, room: bytes) -> None:
    call(office, room, session="1", 李强=ILL, 王小明=LATE)
    sheet = roll_call.open_sheet(office, room, FRIDAY, "2")
    assert [pupil.name for pupil in sheet.pupils if pupil.id in sheet.marks] == ["李强"]
    assert not sheet.called


def test_yesterdays_reason_stands_beside_the_name(office: Office, room: bytes) -> None:
    call(office, room, FRIDAY - timedelta(1), 李强=ILL)
    hints = {pupil.name: pupil.hint for pupil in roll_call.open_sheet(office, room, FRIDAY).pupils}
    assert hints == {"田小禾": "", "王小明": "", "李强": "病假", "赵诗": ""}


def test_a_day_without_lessons_and_a_day_to_come_are_not_called(office: Office, room: bytes) -> None:
    rows.add(office, Holiday, {"on": "2026-11-19", "name": "校运会", "school_day": "否"})
    rows.add(office, Holiday, {"on": "2026-11-14", "name": "调休", "school_day": "是"})
    for on, said in (
        (date(2026, 11, 19), "不上课"), (date(2026, 11, 15), "不上课"), (date(2026, 8, 20), "不上课"),
        (date(2026, 11, 23), "还没有到"),
    ):  # fmt: skip
        with pytest.raises(Trouble, match=said):
            call(office, room, on)
    assert "全到" in call(office, room, date(2026, 11, 14))
    week = {day.on.day: (day.lessons, day.left) for day in roll_days.week(office, date(2026, 11, 14))}
    assert week[14] == (True, 0)
    assert week[13] == (True, 1)
    assert week[15] == (False, 0)
    week = {day.on.day: day.lessons for day in roll_days.week(office, FRIDAY)}
    assert week == {16: True, 17: True, 18: True, 19: False, 20: True, 21: False, 22: False}


def test_days_and_classes_nobody_has_called_are_named_up_to_today(office: Office, room: bytes) -> None:
    for day in (16, 17, 19):
        call(office, room, date(2026, 11, day))
    left = roll_days.uncalled(office, date(2026, 11, 16), date(2026, 11, 27))
    assert [(one.title, on.day, session) for one, on, session in left] == [
        ("三（1）班", 18, "0"), ("三（1）班", 20, "0"),
    ]  # fmt: skip


def test_a_school_with_boarders_calls_morning_and_afternoon(office: Office, room: bytes) -> None:
    pupil(office, "住校生", room, boarding="2")
    (day,) = roll_days.day(office, FRIDAY)
    assert day.room.sessions == ("1", "2")
    call(office, room, session="1")
    assert roll_days.day(office, FRIDAY)[0].left == ("2",)
    call(office, room, session="2")
    assert roll_days.day(office, FRIDAY)[0].called


def test_only_those_who_are_at_school_stand_on_the_sheet_by_seat_then_name(office: Office, room: bytes) -> None:
    pupil(office, "休学的", room, status="02")
    pupil(office, "坐第二", room, seat_number="2")
    pupil(office, "坐第十", room, seat_number="10")
    sheet = roll_call.open_sheet(office, room, FRIDAY)
    assert [pupil.name for pupil in sheet.pupils] == ["坐第二", "坐第十", "李强", "田小禾", "王小明", "赵诗"]


def test_who_came_later_does_not_stand_on_the_days_before(office: Office, room: bytes) -> None:
    came = pupil(office, "转来的", room)
    words = {"name": "转来的", "student_id": came, "kind": "12", "happened_on": date(2026, 11, 18)}
    with office.change("转入") as change:
        change.add(Movement(school_id=office.school_id, in_school_id=office.school_id, **words))
    names = {on: [p.name for p in roll_call.open_sheet(office, room, date(2026, 11, on)).pupils] for on in (17, 18)}
    assert "转来的" not in names[17]
    assert "转来的" in names[18]


def test_a_composite_class_stands_by_grades(office: Office) -> None:
    with office.change("复式班") as change:
        flags = {"composite": True, "grade1": True, "grade2": True}
        room = change.add(SchoolClass(school_id=office.school_id, stage="1", **flags)).id
    for name, cohort in (("白二", 2025), ("罗一", 2026), ("安一", 2026)):
        pupil(office, name, room, cohort=cohort)
    sheet = roll_call.open_sheet(office, room, FRIDAY)
    assert [(pupil.name, pupil.grade) for pupil in sheet.pupils] == [
        ("安一", "一"), ("罗一", "一"), ("白二", "二"),
    ]  # fmt: skip


def test_counts_that_do_not_fit_the_names_are_said(office: Office, room: bytes) -> None:
    call(office, room)
    rows.add(office, Absence, {"student": "李强", "on": "2026-11-20", "reason": "病假"})
    assert absences(office) == {"李强": "病假"}
    assert tables.table(office, RollCall).rows[0]["agreement"] == "人数不符"


def test_a_day_written_down_whole_and_by_halves_is_found_by_the_check_up(office: Office, room: bytes) -> None:
    call(office, room, 李强=ILL)
    rows.add(office, Absence, {"student": "李强", "on": "2026-11-20", "session": "下午", "reason": "病假"})
    said = [row["problem"] for row in checking.check(office).data["rows"] if row["register"] == "absences"]
    assert said.count("同一天既记了全天，又记了半天，请留一条。") == 2


def test_names_are_read_as_typed_and_whoever_is_not_there_is_said(office: Office, room: bytes) -> None:
    sheet = roll_call.open_sheet(office, room, FRIDAY)
    marks = roll_call.marks_of(sheet, {"李强": "病", "赵诗": "", "王小明": "K"})
    assert [mark.reason for mark in marks.values()] == [ILL, UNEXPLAINED, TRUANT]
    with pytest.raises(Trouble, match="没有叫“张三”的学生"):
        roll_call.marks_of(sheet, {"张三": "病假"})
    with pytest.raises(Trouble, match="缺勤原因"):
        roll_call.marks_of(sheet, {"李强": "下雪"})


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = Offices(tmp_path)
    yield made
    for office in (made.center, made.point):
        office.workspace.changed = False
    made.close()


@pytest.fixture
def shared(offices: Offices) -> bytes:
    """The same class at the point, known on both machines."""
    room = offices.room(offices.point)
    for name in NAMES:
        offices.pupil(offices.point, name, class_id=room)
    offices.carry()
    return room


def test_who_has_moved_since_still_stands_on_the_days_of_the_old_class(offices: Offices, shared: bytes) -> None:
    call(offices.point, shared, date(2026, 11, 18), 李强=ILL)
    offices.carry()
    student = next(row for row, name in offices.center.titles("students").items() if name == "李强")
    offices.type(offices.center, student, school="石门小学")
    offices.carry()
    (line,) = tables.table(offices.center, Absence).rows
    assert (line["school"], line["class"], line["student"]) == (POINT, "三（1）班", "李强")
    assert "李强" in [p.name for p in roll_call.open_sheet(offices.point, shared, date(2026, 11, 18)).pupils]
    assert "李强" not in [p.name for p in roll_call.open_sheet(offices.point, shared, FRIDAY).pupils]


def test_two_machines_calling_the_same_class_the_same_day_write_the_same_rows(offices: Offices, shared: bytes) -> None:
    call(offices.point, shared, 李强=ILL)
    call(offices.center, shared, at="08:30", 李强=ILL, 赵诗=UNEXPLAINED)
    offices.carry()
    for office in (offices.center, offices.point):
        assert tables.count(office, RollCall) == 1
        assert absences(office) == {"李强": "病假", "赵诗": "未说明"}
        assert checking.check(office).data["findings"] == []
    open_ = {one.field for one in conflicts.conflicts(offices.center)}
    assert open_ == {"present", "called_by", "called_at"}, "counts and signature differ: a person decides"
    (counted,) = [one for one in conflicts.conflicts(offices.center) if one.field == "present"]
    conflicts.settle(offices.center, counted.id, value="2")
    assert tables.table(offices.center, RollCall).rows[0]["agreement"] == "相符"


def test_the_workbench_says_whom_to_call_and_which_class_is_left(
    office: Office, room: bytes, offices: Offices, shared: bytes
) -> None:
    call(office, room, 李强=UNEXPLAINED)
    assert "电话：李强" in [item.title for item in today.bench(office).overdue]
    (item,) = [item for item in today.bench(offices.point).today if item.title == "点名"]
    assert (item.note, item.place) == ("三（1）班", "roll-call")
    call(offices.point, shared)
    assert "点名" not in [item.title for item in today.bench(offices.point).today]
