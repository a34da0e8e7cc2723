"""Growth files by script: a teacher's letters from a file, one child after the other."""

import json
from pathlib import Path
from typing import Any

import pytest

from desktop import app
from tests.desktop.work.aids import Township


def test_a_child_is_written_of_and_the_class_says_who_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town = Township(tmp_path)
    town.office.workspace.changed = False
    town.office.close()

    def say(*words: str) -> tuple[int, Any]:
        status = app.main(
            ["--data", str(town.office.path), "--as", "王秀兰", "--today", "2026-11-20", *words, "--json"]
        )
        return status, json.loads(capsys.readouterr().out)

    five = [f"{side}=优" for side in ("品德发展", "学业发展", "身心发展", "审美素养", "劳动与社会实践")]
    status, written = say("growth-write", "李强", "教师寄语=你待人真诚。", "操行等级=优", *five)
    assert (status, set(written)) == (0, {"id"})
    status, answer = say("growth", "五（1）班")
    assert (status, answer["term"]) == (1, "2026—2027学年度第一学期")
    whole = {one["name"]: one["whole"] for one in answer["pupils"]}
    assert whole == {"白雨桐": False, "何佳慧": False, "李强": True, "张三": False, "赵诗": False}
    status, error = say("growth-write", "李强", "名次=1")
    assert (status, error["error"]) == (2, "成长记录里没有“名次”这一栏。")
