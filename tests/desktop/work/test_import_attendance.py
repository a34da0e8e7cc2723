"""A paper month grid comes in: ticks, signs and words; what cannot be told waits, what was called is left alone."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.errors import SheetTrouble, Trouble
from db.registers import Absence, RollCall, SchoolClass, Student
from desktop.work import doubt_mending, doubts, export_attendance, history, roll_call, tables
from desktop.work.import_attendance import GridImport
from desktop.work.office import Office
from desktop.work.roll_words import Mark
from tests.desktop.sheets.workbooks import book_of

NAMES = ("李强", "田小禾", "王小明", "赵诗")
TITLE = "三（1）班学生考勤表  2026年11月"


@pytest.fixture
def room(office: Office) -> bytes:
    with office.change("起步") as change:
        made = change.add(SchoolClass(school_id=office.school_id, stage="1", entry_year=2024, number=1))
        for name in NAMES:
            words = {"school_id": office.school_id, "stage": "1", "cohort": 2024}
            change.add(Student(name=name, class_id=made.id, **words))
    return made.id


Make = Callable[..., GridImport]


@pytest.fixture
def bring(office: Office, room: bytes, tmp_path: Path) -> Make:
    """bring(days, {name: marks}) is the import of such a sheet, with sums and signatures below as on paper."""

    def make(days: Sequence[Any], marks: dict[str, Sequence[Any]], title: str = TITLE, **more: Any) -> GridImport:
        below = more.pop("below", [])
        head = [["序号", "姓名", *days], *below]
        rows = [[n, name, *said] for n, (name, said) in enumerate(marks.items(), 1)]
        foot = [["", "实到人数", *[4] * len(days)], ["班主任签名："]]
        return GridImport(office, book_of(tmp_path / "考勤.xlsx", {"11月": [[title], *head, *rows, *foot]}), **more)

    return make


def absences(office: Office) -> dict[tuple[str, str], str]:
    return {(row["student"], row["on"][8:]): row["reason"] for row in tables.table(office, Absence).rows}


def test_ticks_and_signs_become_calls_and_absences_in_one_entry(office: Office, bring: Make) -> None:
    days = [2, 3, 4, 5, 6]
    outcome = bring(
        days,
        {
            "李强": "√√△√√",
            "田小禾": "√√√√√",
            "王小明": ["√", "事假", "√", "迟", "√"],
            "赵诗": "√√√√×",
        },
    ).apply()
    assert not outcome.attention
    assert outcome.sentence == "三（1）班 2026-11：已导入 5 天，缺勤 4 人次。"
    assert absences(office) == {
        ("李强", "04"): "病假", ("王小明", "03"): "事假", ("王小明", "05"): "迟到", ("赵诗", "06"): "旷课",
    }  # fmt: skip
    calls = {
        row["on"][8:]: (row["expected"], row["present"], row["agreement"])
        for row in tables.table(office, RollCall).rows
    }
    assert calls == {
        "02": (4, 4, "相符"), "03": (4, 3, "相符"), "04": (4, 3, "相符"), "05": (4, 4, "相符"), "06": (4, 3, "相符"),
    }  # fmt: skip
    history.undo(office)
    assert tables.count(office, RollCall) == 0


def test_where_only_absences_are_marked_every_school_day_up_to_today_counts_as_called(
    office: Office, bring: Make
) -> None:
    outcome = bring(
        list(range(1, 31)), {name: [""] * 30 for name in NAMES[:3]} | {"赵诗": ["", "病", *[""] * 28]}
    ).apply()
    assert outcome.data["sheets"][0]["days"] == 15  # to the 20th; weekends and the days to come are not called
    assert absences(office) == {("赵诗", "02"): "病假"}


def test_a_day_nobody_ticked_is_not_called_and_a_blank_beside_ticks_is_in_doubt(office: Office, bring: Make) -> None:
    outcome = bring(
        [2, 3, 4, 5, 6],
        {"李强": ["√", "", "√", "√", "√"], "田小禾": ["√", "", "", "√", "√"], "王小明": ["√", "", "√", "√", "√"]},
    ).apply()
    assert outcome.attention
    assert [row["on"][8:] for row in tables.table(office, RollCall, sort=["on"]).rows] == ["02", "04", "05", "06"]
    (doubt,) = doubts.doubts(office, Absence)
    assert (doubt["cells"]["学生"]["value"], doubt["cells"]["日期"]["value"]) == ("田小禾", "2026-11-04")


def test_marks_and_names_nobody_knows_wait_and_come_in_once_mended(office: Office, bring: Make) -> None:
    outcome = bring(
        [2, 3, 4, 5, 6],
        {
            "李强": ["√", "√", "☂", "√", "√"],
            "王晓明": ["√", "×", "√", "√", "√"],
            "赵诗": "√√√√√",
        },
    ).apply()
    assert outcome.data["sheets"][0]["refused"] == 2
    problems = {p["problem"] for p in outcome.data["sheets"][0]["problems"]}
    assert problems == {"李强：“☂”看不出是什么意思。", "王晓明：三（1）班没有叫“王晓明”的学生。"}
    waiting = {held["cells"]["学生"]["value"]: held["id"] for held in doubts.doubts(office, Absence)}
    assert doubt_mending.settle_doubt(office, waiting["李强"], {"reason": "病假"}).sentence == "已导入。"
    assert doubt_mending.settle_doubt(office, waiting["王晓明"], {"student": "王小明"}).sentence == "已导入。"
    assert absences(office) == {("李强", "04"): "病假", ("王小明", "03"): "旷课"}
    assert doubts.doubts(office, Absence) == []


def test_two_marks_in_a_cell_are_morning_and_afternoon(office: Office, bring: Make) -> None:
    bring([2, 3, 4, 5, 6], {"李强": ["√√", "√/△", "√", "√", "×"], "赵诗": "√√√√√"}).apply()
    rows = {(row["on"][8:], row["session"]): row["reason"] for row in tables.table(office, Absence).rows}
    assert rows == {("03", "下午"): "病假", ("06", "全天"): "旷课"}
    calls = {(row["on"][8:], row["session"]): row["present"] for row in tables.table(office, RollCall).rows}
    assert calls[("03", "上午")] == 2
    assert calls[("03", "下午")] == 1


def test_two_columns_a_day_are_morning_and_afternoon(office: Office, bring: Make) -> None:
    days = [2, "", 3, "", 4, "", 5, "", 6, ""]
    below = [["", "", *["上午", "下午"] * 5]]
    bring(days, {"李强": ["√", "√", "√", "病", *["√"] * 6], "赵诗": ["√"] * 10}, below=below).apply()
    rows = {(row["on"][8:], row["session"]): row["reason"] for row in tables.table(office, Absence).rows}
    assert rows == {("03", "下午"): "病假"}
    assert tables.count(office, RollCall) == 10


def test_days_that_were_called_already_are_left_alone_and_days_without_lessons_are_said(
    office: Office, room: bytes, bring: Make
) -> None:
    roll_call.sign(office, roll_call.open_sheet(office, room, date(2026, 11, 3)), {})
    outcome = bring([1, 2, 3, 4, 5], {"李强": "√√×√√", "赵诗": "√√√√√"}).apply()
    said = outcome.data["sheets"][0]
    assert (said["days"], said["known"], said["no_lessons"]) == (3, ["2026-11-03"], ["2026-11-01"])
    assert absences(office) == {}
    again = bring([2, 3, 4, 5, 6], {"李强": "√√×√√", "赵诗": "√√√√√"}).apply()
    assert again.data["sheets"][0]["days"] == 1


def test_class_and_month_are_read_as_schools_write_them(bring: Make) -> None:
    marks = {"李强": "√√√√√", "赵诗": "√√√√√"}
    for title in ("三年级1班 11月考勤", "青石镇中心学校三(1)班2026.11", "301班学生考勤　二〇二六年 11月"):
        (sheet,) = bring([2, 3, 4, 5, 6], marks, title).sheets
        assert (sheet.room.title, sheet.month) == ("三（1）班", "2026-11")
    (sheet,) = bring([2, 3, 4, 5, 6], marks, "考勤", room="三（1）班", month="2026-10").sheets
    assert sheet.month == "2026-10"
    with pytest.raises(Trouble, match="看不出“11月”是哪个班"):
        bring([2, 3, 4, 5, 6], marks, "考勤表")


def test_a_sheet_that_is_no_grid_is_refused_with_a_sentence(office: Office, room: bytes, tmp_path: Path) -> None:
    path = book_of(tmp_path / "名单.xlsx", {"名单": [["姓名", "性别"], ["李强", "男"]]})
    with pytest.raises(SheetTrouble, match="没有找到月考勤表"):
        GridImport(office, path)


def test_a_dry_run_writes_nothing(office: Office, bring: Make) -> None:
    outcome = bring([2, 3, 4, 5, 6], {"李强": "√√×√√", "赵诗": "√√√√√"}).dry_run()
    assert "会导入 5 天，缺勤 1 人次" in outcome.sentence
    assert tables.count(office, RollCall) == 0


def test_what_is_taken_out_as_a_sheet_reads_back_the_same(office: Office, room: bytes, tmp_path: Path) -> None:
    for day, session in ((3, "0"), (4, "1"), (4, "2")):
        sheet = roll_call.open_sheet(office, room, date(2026, 11, day), session)
        marks = {pupil.id: Mark("1") for pupil in sheet.pupils if pupil.name == "李强" and (day, session) != (4, "1")}
        roll_call.sign(office, sheet, marks)
    before = absences(office), tables.count(office, RollCall)
    file = tmp_path / "三（1）班.xlsx"
    assert export_attendance.export(office, file, "三（1）班", "2026-11").data["classes"] == 1
    with office.change("重来") as rows:
        for register in (RollCall, Absence):
            rows.set_cells(register, [(row, "deleted", 1) for row in tables.ids(office, register)])
    outcome = GridImport(office, file).apply()
    assert not outcome.attention, outcome.sentence
    assert (absences(office), tables.count(office, RollCall)) == before
    assert export_attendance.export(office, tmp_path / "空白.xlsx", blank=True).data["classes"] == 1
