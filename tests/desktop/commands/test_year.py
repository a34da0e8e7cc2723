"""The year and entry by script: the words and shapes of turn-year, admissions, notices and split-classes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop import app
from tests.desktop.work.test_entry import NUMBERS, child
from tests.desktop.work.turning import CENTER, JUNIOR, POINT, pupils, township

Say = Callable[..., tuple[int, Any]]


@pytest.fixture
def say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    from db.registers import Village
    from desktop.work import rows

    office = township(tmp_path)
    rows.add(office, Village, {"name": "青石社区", "responsible": CENTER})
    child(office, "张小满", "男", "2021-03-08", "青石社区", householder="张建国")
    pupils(office, CENTER, None, 20, stage="1", cohort=2027)
    office.workspace.changed = False
    office.close()

    def said(*words: str, day: str = "2027-08-26") -> tuple[int, Any]:
        status = app.main(["--data", str(office.path), "--as", "王秀兰", "--today", day, *words, "--json"])
        return status, json.loads(capsys.readouterr().out)

    return said


def test_the_year_is_looked_at_turned_and_taken_back(say: Say) -> None:
    status, seen = say("turn-year", "--dry-run")
    assert (status, [one["state"] for one in seen["schools"] if one["before"]]) == (0, ["可以升"] * 4)
    status, done = say("turn-year")
    assert (status, done["year"], done["undecided"]) == (0, 2027, [])
    assert say("turn-year")[0] == 2
    status, told = say("handovers")
    assert told["handovers"][0] == {
        "year": 2027, "from": CENTER, "to": JUNIOR, "state": "待接收",
        "sent": {"boys": 3, "girls": 2, "boarders": 2}, "received": None,
    }  # fmt: skip
    status, told = say("handovers", "--receive", CENTER, "--to", JUNIOR)
    assert (status, told["handovers"][0]["state"]) == (0, "相符")
    assert say("undo")[0] == 0
    status, given = say("give-back-year", POINT)
    assert (status, given) == (0, {"school": POINT, "left": 0})


def test_a_decision_by_script(say: Say) -> None:
    status, listed = say("list", "students", "--where", "cohort=2021", "--limit", "1")
    key = listed["rows"][0]["id"]
    assert say("year-decide", key, "decision=留级", "reason=家长申请") == (0, {"count": 1})
    assert say("turn-year", "--dry-run")[1]["schools"][0]["repeated"] == 1
    assert say("year-decide", key, "--take-back")[0] == 0
    status, wrong = say("year-decide", key, "decision=飞升")
    assert (status, set(wrong)) == (1, {"problems"})


def test_an_entry_round_by_script(say: Say, tmp_path: Path) -> None:
    assert say("make-zones") == (0, {"zones": 1})
    status, told = say("admissions", "--prepare")
    assert (status, told["entering"], told["added"]) == (0, 1, 1)
    paper = tmp_path / "通知书.pdf"
    status, told = say("notices", str(paper), "--when", "2027年8月30日", "--phone", "0918-5550126", day="2027-06-20")
    assert (status, len(told["documents"]), paper.stat().st_size > 1000) == (0, 1, True)
    status, told = say("admissions", day="2027-09-02")
    assert (status, told["total"]["undelivered"], told["days_overdue"]) == (1, 1, 2)
    key = told["undelivered"][0]["id"]
    assert say("admissions", "--deliver", "--ids", key, "delivered_on=2027-07-01") == (0, {"count": 1})
    assert say("admissions", "--returned", "--ids", key)[0] == 0
    assert say("notices", str(paper), "--again", key)[0] == 0
    status, told = say("admissions", "--register", "--ids", key, "--class", "1")
    assert (status, told) == (0, {"registered": 1, "refused": []})
    assert say("admissions")[1]["total"]["registered"] == 1
    assert say("list", "students", "--find", "张小满", "--show-private")[1]["rows"][0]["id_number"] == NUMBERS["张小满"]


def test_a_split_is_shown_kept_and_run_again(say: Say) -> None:
    status, seen = say("split-classes", "一年级", "2", "--seed", "17")
    assert (status, [one["size"] for one in seen["classes"]], seen["seed"]) == (0, [10, 10], "17")
    assert say("list", "class_splits")[1]["count"] == 0
    status, kept = say("split-classes", "一年级", "2", "--seed", "17", "--keep", "witnesses=吴长山")
    assert (status, kept["classes"]) == (0, seen["classes"])
    assert say("split-classes", "一年级", "--verify") == (0, {"repeats": True})
    assert say("split-classes", "十年级", "2")[0] == 2
    assert say("split-classes", "一年级", "2", "--teacher", "没有这人")[0] == 2
