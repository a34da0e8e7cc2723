"""A round from the command line, from the plan to the finished sheet, and what a script reads of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from desktop import app


@pytest.fixture
def say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    file = str(tmp_path / "台账.xiangxiao")

    def run(*words: str, status: int = 0) -> dict[str, Any]:
        got = app.main(["--data", file, "--as", "王秀兰", "--today", "2026-11-20", *words, "--json"])
        answer: dict[str, Any] = json.loads(capsys.readouterr().out)
        assert got == status, answer
        return answer

    run("create", "青石镇中心学校", "--kind", "center")
    for name, subject in (("陈大勇", "语文"), ("李文静", "数学"), ("罗正芳", "不任课")):
        run("add", "staff", f"name={name}", f"subject={subject}", "status=在岗")
    return run


def test_a_round_from_the_plan_to_the_finished_sheets(say: Any) -> None:
    made = say("round", "new", "11月教导处月查", "--kind", "月查", "--list", "lesson-plans", "--list", "homework")
    assert made["targets"] == 0
    drawn = say("round", "draw", "11月教导处月查", "teacher", "2", "--seed", "482109")
    assert (drawn["seed"], drawn["candidates"], sorted(drawn["drawn"])) == (482109, 2, sorted(["陈大勇", "李文静"]))
    state = say("round", "state", "11月教导处月查")
    assert (state["planned"], state["done"]) == (4, 0)
    sheet = say("inspect-new", "lesson-plans", "--teacher", "陈大勇", "--round", "11月教导处月查", "--blank")
    assert (sheet["state"], sheet["answered"], sheet["items"]) == ("blank", 0, 16)
    given = (
        "1=53/60",
        "2=5/5",
        "4=有问题 2处：三课没有写班级",
        "11=A",
        "12=B",
        "13=a",
        "15=C",
        "16=0",
        "inspector=罗正芳",
    )
    half = say("inspect", sheet["serial"], *given)
    assert (half["state"], half["answered"]) == ("open", 8)
    done = say("inspect", sheet["serial"], "--rest", "--finish", "inspected_on=2026.11.19")
    # 18.6+10+5 | 3+6+3+6+3+4+6 | 8+8+6+5+2.4
    assert (done["state"], done["score"], done["full"], done["grade"]) == ("done", "94", "100", "A")
    assert done["faults"] == [1, 4]
    assert say("round", "state", "11月教导处月查")["done"] == 1
    row = say("list", "inspections")["rows"][0]
    assert (row["score"], row["grade"], row["inspector"], row["inspected_on"]) == ("94", "优", "罗正芳", "2026-11-19")
    assert "不能再改" in say("inspect", sheet["serial"], "1=60/60", status=2)["error"]
    again = say("inspect", sheet["serial"], "--reopen", "1=60/60", "--finish")
    assert again["score"] == "95.4"


def test_a_lesson_is_scored_and_stands_among_the_observations(say: Any) -> None:
    sheet = say("inspect-new", "observation-c", "--teacher", "陈大勇", "--on", "2026-11-18")
    marks = [f"{n}={m}" for n, m in enumerate((8, 7, 6, 15, 9, 4, 5, 8, 12, 4), 1)]
    say(
        "inspect",
        sheet["serial"],
        *marks,
        "topic=分数的意义",
        "period=3",
        "subject=数学",
        "merits=学生说得多",
        "--finish",
    )
    heard = say("list", "observations")["rows"][0]
    kept = {
        name: heard[name] for name in ("topic", "period", "subject", "merits", "listener_name", "teacher_name", "score")
    }
    assert kept == {
        "topic": "分数的意义", "period": 3, "subject": "数学", "merits": "学生说得多", "listener_name": "王秀兰",
        "teacher_name": "陈大勇", "score": "78",
    }  # fmt: skip


def test_a_list_gets_a_new_version(say: Any) -> None:
    lists = {one["name"]: one for one in say("checklists")["checklists"]}
    assert lists["homework"]["full"] == "100"
    assert lists["lesson-plans-point"]["tiers"] == ["point"]
    draft = say("checklists", "--new-version", "homework")
    item = say("list", "checklist_items", "--where", f"checklist={draft['id']}", "--where", "number=1")["rows"][0]
    say("change", "checklist_items", item["id"], "full=20")
    say("checklists", "--use", draft["id"])
    states = [(one["version"], one["state"]) for one in say("checklists")["checklists"] if one["name"] == "homework"]
    assert sorted(states) == [(1, "retired"), (2, "active")]


def test_what_is_typed_wrongly_is_one_sentence(say: Any) -> None:
    assert "没有叫" in say("inspect-new", "没有这张表", status=2)["error"]
    assert "是查教师的" in say("inspect-new", "homework", status=2)["error"]
    assert "8 位" in say("inspect", "12", "1=合格", status=2)["error"]
    sheet = say("inspect-new", "fees")
    assert "没有“colour”" in say("inspect", sheet["serial"], "colour=red", status=2)["error"]
    assert "看不懂" in say("inspect", sheet["serial"], "1=maybe", status=2)["error"]
    assert "还有" in say("inspect", sheet["serial"], "--finish", status=2)["error"]
