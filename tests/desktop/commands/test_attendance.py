"""Attendance from the command line: a day is called in one line, a month is summed, who is away is listed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.desktop.commands.test_commands import Say, file, founded, say
from tests.desktop.sheets.workbooks import book_of

__all__ = ["file", "founded", "say"]
NAMES = ("李强", "王小明", "赵诗")


@pytest.fixture
def school(founded: Say) -> Callable[..., tuple[int, Any]]:
    """A class of three; say(…) as on the day of the calls, a Friday."""
    founded("add", "classes", "entry_year=2024", "number=1")
    for name in NAMES:
        founded("add", "students", f"name={name}", "class=三（1）班")
    return founded


def call(say: Say, *words: str) -> Any:
    status, answer = say("roll-call", "三（1）班", "--on", "2026-11-20", *words)
    assert status == 0, answer
    return answer


def test_a_day_is_called_in_one_line(school: Say) -> None:
    answer = call(school, "--at", "8点10")
    assert set(answer) == {"id", "class", "on", "session", "expected", "present", "absent"}
    assert (answer["expected"], answer["present"], answer["absent"]) == (3, 3, [])
    answer = call(school, "--absent", "李强=病", "--absent", "赵诗", "--by", "陈大勇")
    assert answer["present"] == 1
    assert {one["student"]: one["reason"] for one in answer["absent"]} == {"李强": "病假", "赵诗": "未说明"}
    row = school("list", "roll_calls")[1]["rows"][0]
    assert (row["called_by"], row["agreement"], row["called_on"]) == ("陈大勇", "相符", "2026-11-21")


def test_what_cannot_be_called_is_one_sentence(school: Say) -> None:
    for words, said in (
        (("三（9）班",), "没有“三（9）班”这个班"),
        (("三（1）班", "--on", "2026-11-20", "--absent", "张三=病假"), "没有叫“张三”的学生"),
        (("三（1）班", "--on", "2026-11-20", "--absent", "李强=下雨"), "不是缺勤原因里的词"),
        (("三（1）班", "--on", "2026-11-21"), "不上课"),
        (("三（1）班", "--on", "2026-11-23"), "还没有到"),
        (("三（1）班", "--session", "半夜"), "不是时段里的词"),
    ):
        status, answer = school("roll-call", *words)
        assert status == 2
        assert said in answer["error"]


def test_a_month_is_summed_by_class_and_school(school: Say) -> None:
    call(school, "--absent", "李强=病假")
    status, answer = school("attendance", "--month", "2026-11")
    assert (status, answer["days"]) == (0, 15)
    (line,) = answer["classes"]
    assert (line["title"], line["school"], line["days_called"], line["rate"]) == (
        "三（1）班",
        "青石镇中心学校",
        1,
        "66.7",
    )
    assert line["reasons"] == {"病假": {"times": 1, "days": "1"}}
    assert len(line["uncalled"]) == 14
    assert answer["total"]["expected"] == "3"
    assert school("attendance", "--week", "2026-11-18")[1]["days"] == 5
    assert school("attendance", "--month", "去年")[0] == 2


def test_who_is_away_needs_a_person(school: Say) -> None:
    assert school("follow-up")[0] == 0
    call(school, "--absent", "李强=未说明")
    status, answer = school("follow-up")
    assert status == 1
    (one,) = answer["away"]
    assert (one["student"], one["class"], one["days"], one["done"]) == ("李强", "三（1）班", ["2026-11-20"], [])
    assert [due["step"] for due in one["due"]] == ["电话", "家访", "报教导处"]
    assert all(due["overdue"] for due in one["due"])


def test_a_month_on_paper_comes_in(school: Say, tmp_path: Path) -> None:
    rows = [["三（1）班考勤表 2026年11月"], ["姓名", 2, 3, 4, 5, 6], ["李强", *"√√△√☂"], ["赵诗", *"√√√√√"]]
    sheet = str(book_of(tmp_path / "考勤.xlsx", {"十一月": rows}))
    status, answer = school("import-attendance", sheet, "--dry-run")
    assert (status, school("list", "roll_calls")[1]["count"]) == (1, 0)
    status, answer = school("import-attendance", sheet)
    assert status == 1
    (said,) = answer["sheets"]
    assert (said["class"], said["month"], said["days"], said["absences"], said["refused"]) == (
        "三（1）班",
        "2026-11",
        5,
        1,
        1,
    )
    assert said["problems"][0]["row"] == 3
    assert school("doubts", "absences")[1]["doubts"][0]["cells"]["学生"]["value"] == "李强"
