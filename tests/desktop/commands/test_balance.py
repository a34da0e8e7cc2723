"""Balance indicators by script: the year, what is missing with status 1, and filling in from the rosters."""

import json
from pathlib import Path
from typing import Any

import pytest

from db.registers import Student
from desktop import app
from tests.desktop.work.balanced import Township


def test_the_year_what_is_missing_and_filling_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    town = Township(tmp_path)
    with town.office.change("学生") as rows:
        rows.add(Student(name="白雨桐", school_id=town.school["大湾小学"], stage="1"))
    town.close()

    def say(*words: str) -> tuple[int, Any]:
        status = app.main(["--data", str(town.office.path), "--today", "2026-11-20", *words, "--json"])
        return status, json.loads(capsys.readouterr().out)

    status, answer = say("balance")
    primary = answer["stages"][0]
    assert (status, answer["year"], primary["stage"], primary["limit"]) == (0, 2026, "小学", "0.50")
    assert primary["left_out"] == ["黑沟教学点（31人）"]
    media = primary["indicators"][6]
    assert (media["threshold"], media["within"], media["mean"]) == ("2.3", True, "2.4201")
    assert [one["values"][6] for one in primary["schools"] if one["school"] == "白杨小学"] == ["2.2989"]
    status, answer = say("balance", "--set", "2012")
    assert (status, len(answer["stages"][0]["indicators"])) == (0, 8)
    assert float(answer["stages"][0]["composite"]) < 0.65
    status, answer = say("balance-missing")
    assert status == 1
    teacher = {"has": "7", "needs": "8", "missing": "1", "unit": "人", "cost": ""}
    assert {"school": "白杨小学", "stage": "小学", "indicator": "高于规定学历教师", **teacher} in answer["missing"]
    assert say("balance", "--fill") == (0, {"rows": 1, "cells": 1})  # its classes; everything else is there
