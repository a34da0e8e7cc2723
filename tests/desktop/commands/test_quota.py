"""The largest remainder for numbers one types, and the year's result by script."""

import json
from pathlib import Path

import pytest

from desktop import app
from tests.desktop.work.quotas import County


def test_the_vector_of_the_source_typed_by_hand(capsys: pytest.CaptureFixture[str]) -> None:
    typed = ["甲=310", "乙=205", "丙=97", "丁=41", "戊=18"]
    assert app.main(["quota-share", "120", *typed, "--json"]) == 0
    assert [one["places"] for one in json.loads(capsys.readouterr().out)["shares"]] == [56, 37, 17, 7, 3]
    assert app.main(["quota-share", "120", "甲=很多", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"] == "人数要写整数。"


def test_the_year_as_it_stands_and_its_settling(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    county = County(tmp_path)
    county.office.workspace.changed = False
    county.office.close()
    said = ["--data", str(county.office.path), "--today", "2026-07-10", "quota"]
    assert app.main([*said, "--json"]) == 0
    (target,) = json.loads(capsys.readouterr().out)["targets"]
    assert [(one["school"], one["places"], one["empty"]) for one in target["shares"]][-1] == ("黑沟中学", 3, 0)
    assert app.main([*said, "--settle", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"admitted": 3, "empty": 117}
