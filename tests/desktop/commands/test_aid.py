"""Aid by script: a term's batch from the application to the signature, without opening the window."""

import json
from pathlib import Path
from typing import Any

import pytest

from desktop import app
from tests.desktop.work.aids import Township


@pytest.fixture
def file(tmp_path: Path) -> Path:
    town = Township(tmp_path)
    town.office.workspace.changed = False
    town.office.close()
    return town.office.path


def test_a_batch_is_taken_through_its_steps_by_script(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def say(*words: str) -> tuple[int, Any]:
        status = app.main(["--data", str(file), "--as", "王秀兰", "--today", "2026-11-20", *words, "--json"])
        return status, json.loads(capsys.readouterr().out)

    status, missing = say("aid-missing")
    assert status == 1
    assert [(one["name"], one["because"]) for one in missing["not_applied"]] == [
        ("白雨桐", "学籍登记为孤儿"), ("何佳慧", "学籍登记需要申请资助"), ("李强", "学籍登记有残疾"),
    ]  # fmt: skip
    assert len(say("aid-step", "申请", "申请日期=9月10日")[1]["ids"]) == 3
    assert say("aid-step", "评审", "on=2026-09-25", "result=同意", "votes_for=5") == (0, {"count": 3})
    assert say("aid-step", "公示", "on=2026-09-28", "until=2026-10-09") == (0, {"count": 3})
    assert say("aid-step", "发放", "on=2026-10-20", "--student", "白雨桐") == (0, {"count": 1})
    status, stands = say("aid")
    assert (status, stands["applications"]) == (0, 3)
    pay = next(step for step in stands["steps"] if step["name"] == "发放")
    assert pay == {"name": "发放", "done": 0, "total": 3, "missing": ["2 人待发放", "1 人待签领"]}


def test_what_a_step_does_not_ask_and_a_child_nobody_knows_are_said(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words, sentence in (
        (("aid-step", "评审", "颜色=红"), "“评审”不问“颜色”。"),
        (("aid-step", "申请", "--student", "钱七"), "没有叫“钱七”的学生。"),
        (("aid-step", "拍照"), "没有“拍照”这一步。"),
        (("aid", "--term", "第三学期"), "“第三学期”不是学期。"),
    ):
        assert app.main(["--data", str(file), *words, "--json"]) == 2
        assert json.loads(capsys.readouterr().out)["error"] == sentence


def test_insurance_and_meals_are_counted_by_script(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def say(*words: str) -> tuple[int, Any]:
        status = app.main(["--data", str(file), "--as", "王秀兰", "--today", "2026-11-20", *words, "--json"])
        return status, json.loads(capsys.readouterr().out)

    status, cover = say("insurance")
    assert status == 1
    assert [(one["label"], one["insured"], one["pupils"], one["reached"]) for one in cover["insurance"]] == [
        ("校方责任险", 0, 5, False), ("学平险", 0, 5, False),
    ]  # fmt: skip
    _, meals = say("meals", "2026-10", "--write", "--food", "牛奶")
    assert meals["meals"] == [
        {
            "school": "青石镇中心学校",
            "month": "2026-10",
            "pupils": 5,
            "days": 17,
            "absent": 0,
            "meals": 85,
            "due": "425",
        }
    ]
    _, listed = say("list", "meal_months")
    assert [(row["month"], row["food"], row["due"]) for row in listed["rows"]] == [("2026-10", "牛奶", "425")]
