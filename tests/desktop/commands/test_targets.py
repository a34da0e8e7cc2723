"""Targets and appraisals from a script: set, looked at, settled; begun, judged, appealed against, settled by grade."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop import app

Say = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    def said(*words: str) -> tuple[int, dict[str, Any]]:
        file = str(tmp_path / "青石镇.xiangxiao")
        status = app.main(["--data", file, "--as", "王老师", "--today", "2026-11-21", *words, "--json"])
        answer: dict[str, Any] = json.loads(capsys.readouterr().out)
        return status, answer

    assert said("create", "青石镇中心学校")[0] == 0
    return said


def test_a_target_is_looked_at_settled_and_opened_again(say: Say) -> None:
    assert (
        say("add", "targets", "school=青石镇中心学校", "year=2026", "measure=演练次数", "value=1", "weight=10")[0] == 0
    )
    status, told = say("targets", "2026")
    (one,) = told["targets"]
    assert status == 0
    assert (one["title"], one["actual"], one["gap"], one["points"]) == ("应急演练次数", "0", "差1", "0")
    assert say("settle-targets", "2026")[1] == {"settled": 1, "reached": 0, "left": []}
    assert say("settle-targets", "2026")[0] == 2
    assert say("reopen-targets", one["id"])[1] == {"reopened": 1}
    assert say("targets", "2026", "--note")[1] == {"noted": 1}
    assert say("target-agreements", "2026")[1]["documents"][0]["number"]
    assert say("target-baselines", "2026")[0] == 0
    assert say("targets", "二〇二六")[0] == 2


def test_a_school_is_appraised_head_by_head(say: Say) -> None:
    status, begun = say("appraise", "begin", "safety-ten", "2026-1")
    (key,) = begun["appraisals"]
    assert status == 0
    assert say("appraise", "settle", key)[0] == 2, "not before every head is judged"
    (one,) = say("appraise", "show", "safety-ten", "2026-1")[1]["appraisals"]
    for head in one["heads"]:
        if head["points"] is None:
            assert say("appraise", "judge", key, str(head["number"]), "9")[0] == 0
    assert say("appraise", "judge", key, "2", "九分")[0] == 2
    assert say("appraise", "appeal", key, "3", "保安请假有人顶班")[0] == 0
    assert say("appraise", "answer", key, "3", "核实有人顶班", "--points", "8")[0] == 0
    assert say("appraise", "refresh", key)[1]["taken"] == 5
    assert say("appraise", "settle", key)[1] == {"settled": 1}
    assert say("appraise", "show")[1]["appraisals"][0]["state"] == "settled"


def test_prizes_are_published_and_certified_from_a_script(say: Say) -> None:
    (key,) = say("appraise", "begin", "single-prizes", "2026")[1]["appraisals"]
    assert say("appraise", "judge", key, "3", "50")[0] == 0
    assert say("appraise", "fill", key)[1]["filled"] > 10
    assert say("appraise", "clear", key, "2")[0] == 0
    assert say("appraise", "certify", key)[0] == 2, "not before it is settled"
    assert say("appraise", "fill", key)[1] == {"filled": 1}
    assert say("appraise", "settle", key)[1] == {"settled": 1}
    (one,) = say("appraise", "show", "single-prizes", "2026")[1]["appraisals"]
    assert len(one["prizes"]) == 18
    assert say("appraise", "publish", key)[1]["titles"] == 18
    assert say("appraise", "honours", key)[1]["titles"] == 18
    assert len(say("appraise", "certify", key)[1]["documents"]) == 18
    assert say("appraise", "review", key)[0] == 2, "a school has no yearly review"
    assert say("appraise", "reopen", key)[1] == {"reopened": 1}


def test_a_month_of_ethics_is_for_persons(say: Say) -> None:
    assert say("add", "staff", "name=李老师", "school=青石镇中心学校")[0] == 0
    (key,) = say("appraise", "begin", "ethics-monthly", "2026-10", "李老师")[1]["appraisals"]
    assert say("appraise", "begin", "ethics-monthly", "2026-1")[0] == 2
    (one,) = say("appraise", "show", "ethics-monthly", "2026-10")[1]["appraisals"]
    assert (one["id"], one["who"], one["month"], one["year"]) == (key, "李老师", "2026-10", 2026)
