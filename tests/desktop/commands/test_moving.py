"""Movements, the month's table, the check and a closing from the command line, as JSON."""

import json
from pathlib import Path

import pytest

from desktop import app

TODAY, CENTER, POINT = "2026-11-20", "青石镇中心学校", "黑沟教学点"


@pytest.fixture
def say(tmp_path: Path, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    file = str(tmp_path / "台账.xiangxiao")

    def run(*words: str) -> tuple[int, dict]:  # type: ignore[type-arg]
        status = app.main(["--data", file, "--as", "王秀兰", "--today", TODAY, *words, "--json"])
        return status, json.loads(capsys.readouterr().out)

    run("create", CENTER, "--kind", "center")
    run("add", "schools", f"name={POINT}", "kind=教学点")
    run("add", "classes", "entry_year=2022", "number=1")
    for name, sex in (("李强", "男"), ("张三", "男"), ("白雨桐", "女")):
        run("add", "students", f"name={name}", f"sex={sex}", "class=五（1）班", "entered_in=2022-09")
    return run


def student(say, name: str) -> dict:  # type: ignore[no-untyped-def,type-arg]
    return dict(say("list", "students", "--where", f"name={name}")[1]["rows"][0])


def test_a_pupil_is_moved_within_the_township_and_out_of_it(say) -> None:  # type: ignore[no-untyped-def]
    status, told = say("move", "李强", "--kind", "镇内转学", "--on", "2026-11-16", "--to", POINT, "reason=随父母")
    assert status == 0
    assert {"id", "student"} <= set(told)
    assert student(say, "李强")["school"] == POINT
    status, told = say("move", "张三", "--kind", "转出（省内）", "--on", "2026-11-17", "--to", "永安路小学")
    assert (status, student(say, "张三")["status"]) == (0, "转学（转出）")
    row = next(one for one in say("list", "movements")[1]["rows"] if one["name"] == "张三")
    assert (row["place"], row["class_before"]) == ("永安路小学", "五（1）班")


def test_what_cannot_be_done_is_a_sentence_and_what_is_missing_stands_at_its_field(say) -> None:  # type: ignore[no-untyped-def]
    status, told = say("move", "李强", "--kind", "退学", "--on", "2026-11-16")
    assert status == 2
    assert "不得退学" in told["error"]
    assert say("move", "李强", "--kind", "转出", "--on", "2026-11-16") == (
        1,
        {"problems": {"place": "没有填镇外学校。"}},
    )
    assert (
        "异动" in say("move", "李强", "--kind", "飞走")[1]["error"] + say("move", "李强", "--kind", "飞走")[1]["advice"]
    )
    assert "没有“没有的人”" in say("move", "没有的人", "--kind", "休学")[1]["error"]


def test_an_application_and_its_end(say) -> None:  # type: ignore[no-untyped-def]
    made = say("move", "李强", "--kind", "转出（跨省）", "--to", "永安路小学")[1]["id"]
    assert student(say, "李强")["status"] == "在读"
    status, told = say("move", "李强", "--kind", "转出（跨省）", "--on", "2026-11-19", "--application", made)
    assert (status, told["id"], student(say, "李强")["status"]) == (0, made, "转学（转出）")


def test_somebody_arrives(say) -> None:  # type: ignore[no-untyped-def]
    words = ("--to", "永安路小学", "--class", "五（1）班", "--pupil", "name=向晚晴", "--pupil", "sex=女")
    status, _ = say("move", "--kind", "转入（跨省）", "--on", "2026-11-10", *words)
    assert (status, student(say, "向晚晴")["class"]) == (0, "五（1）班")


def test_the_months_table_adds_up(say) -> None:  # type: ignore[no-untyped-def]
    say("move", "李强", "--kind", "镇内转学", "--on", "2026-11-16", "--to", POINT)
    say("move", "张三", "--kind", "休学", "--on", "2026-11-17", "until=2027-03-01", "proof=县医院证明")
    status, told = say("roll", "--month", "2026-11")
    assert (status, told["from"], told["to"], told["differing"]) == (0, "2026-11-01", TODAY, [])
    lines = {row["name"]: row for row in told["rows"]}
    center = lines[CENTER]
    assert (center["start"]["all"], center["left"]["镇内转出"], center["left"]["休学"], center["end"]["all"]) == (
        3,
        1,
        1,
        1,
    )
    assert (
        lines[POINT]["came"]["镇内转入"] == told["total"]["came"]["镇内转入"] == told["total"]["left"]["镇内转出"] == 1
    )
    months = say("roll", "--month", "2026-10", "--until", "2026-11", "--by", "month", "--school", CENTER)[1]
    assert [row["end"]["all"] for row in months["rows"]] == [3, 1]
    say("change", "students", student(say, "张三")["id"], "status=在读")
    status, told = say("roll", "--by", "grade")
    assert (status, [one["name"] for one in told["differing"]]) == (1, ["张三"])


def test_a_class_is_checked_with_its_exceptions(say) -> None:  # type: ignore[no-untyped-def]
    words = ("--class", "五（1）班", "--not-here", "张三", "--not-listed", "石小草", "--all-here")
    status, told = say("roll-check", *words)
    assert status == 1
    room = {"class": "五（1）班", "pupils": 3, "ticked": 3, "here": 2, "not_here": 1, "not_listed": 1}
    assert told["rooms"] == [room]
    assert {(one["name"], one["finding"]) for one in told["unsettled"]} == {
        ("张三", "空挂学籍"),
        ("石小草", "有人无籍"),
    }
    assert say("roll-check", "--finish")[0] == 1
    assert "没有写哪个班" in say("roll-check", "--all-here")[1]["error"]


def test_a_school_closes_after_it_was_seen(say) -> None:  # type: ignore[no-untyped-def]
    say("move", "李强", "--kind", "镇内转学", "--on", "2026-11-16", "--to", POINT)
    status, seen = say("close-school", POINT, "--into", CENTER, "--dry-run")
    assert (status, seen["moved"]["students"], student(say, "李强")["school"]) == (0, 1, POINT)
    status, done = say("close-school", POINT, "--into", CENTER, "--on", "2026-11-18")
    assert (status, done["pupils"], done["successor"], student(say, "李强")["school"]) == (0, 1, CENTER, CENTER)
    assert "不是年级" in say("close-school", POINT, "--into", CENTER, "--grades", "七")[1]["error"]
