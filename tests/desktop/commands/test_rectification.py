"""A hazard's whole way from the command line, with another person's re-check; the day's look round."""

import json
from pathlib import Path

import pytest

from desktop import app


@pytest.fixture
def say(tmp_path: Path, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    file = str(tmp_path / "中心.xiangxiao")

    def run(*words: str, who: str = "刘运生") -> tuple[int, dict]:  # type: ignore[type-arg]
        status = app.main(["--data", file, "--as", who, "--today", "2026-11-20", *words, "--json"])
        return status, json.loads(capsys.readouterr().out)

    assert run("create", "青石镇中心学校")[0] == 0
    return run


def test_a_hazard_goes_its_whole_way(say) -> None:  # type: ignore[no-untyped-def]
    status, told = say("patrol", "防汛与地质灾害=后山落石", "--fine")
    assert status == 0
    results = {line["category"]: line["result"] for line in told["patrol"]}
    assert results["防汛与地质灾害"] == "2"
    assert set(results.values()) == {"1", "2"}
    _, listed = say("list", "hazards")
    (row,) = listed["rows"]
    assert (row["what"], row["state"]) == ("后山落石", "登记")
    assert say("grade", row["id"], "重大", "--because", "落石威胁教室")[0] == 2, "nobody has been telephoned"
    told_ = ("--because", "落石威胁教室", "--told", "罗镇长", "--at", "8:20")
    assert say("grade", row["id"], "重大", *told_)[1]["state"] == "2"
    assert say("control", row["id"], "操场西北角拉警戒", "--on", "2026-11-19")[0] == 2, "before it was found"
    assert say("control", row["id"], "操场西北角拉警戒", "--on", "2026-11-20")[1]["on"] == "2026-11-20"
    assert say("notify", "hazards", row["id"], "--due", "2026-11-27", "--who", "刘运生")[0] == 0
    assert say("extend", "hazards", row["id"], "--due", "2026-11-30", "--because", "等排险队")[0] == 0
    assert say("answer", "hazards", row["id"], "已清理并挂网")[1]["state"] == "4"
    assert say("recheck", "hazards", row["id"], "--passed")[0] == 2, "not by who put it right"
    assert say("recheck", "hazards", row["id"], "--passed", who="王秀兰")[1]["state"] == "6"
    _, listed = say("list", "hazards")
    assert (listed["rows"][0]["state"], listed["rows"][0]["rechecked_by"]) == ("已销号", "王秀兰")
    _, steps = say("list", "hazard_steps")
    assert {step["kind"] for step in steps["rows"]} == {
        "定级",
        "电话报告",
        "临时管控",
        "下达通知",
        "延期",
        "申请复查",
        "复查合格",
    }
