"""Documents from a script: drawn up, issued, printed, signed for, revised and made void, by their numbers."""

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
        out = capsys.readouterr().out
        assert out.count("\n") == 1
        answer: dict[str, Any] = json.loads(out)
        return status, answer

    assert said("create", "青石镇中心学校")[0] == 0
    assert said("add", "schools", "name=柳树坪小学", "kind=完全小学")[0] == 0
    return said


def test_a_notice_is_drawn_up_filled_in_issued_and_printed(say: Say, tmp_path: Path) -> None:
    status, kinds = say("documents", "kinds")
    assert status == 0
    assert {"name", "title", "layout", "asks"} <= set(kinds["kinds"][0])
    status, made = say("documents", "draft", "notice", "事项=放假", "--to", "柳树坪小学")
    assert (status, set(made)) == (0, {"id"})
    status, refused = say("documents", "issue", made["id"])
    assert (status, refused["error"]) == (2, "“内容”还没有填。")
    assert say("documents", "fill", made["id"], "内容=元旦放假一天。\\n照常值班。")[0] == 0
    status, issued = say("documents", "issue", made["id"], "--on", "2026-12-01")
    assert (status, issued["number"], issued["pages"]) == (0, "青中校〔2026〕1号", 2)
    status, printed = say("documents", "print", str(tmp_path / "通知.pdf"), made["id"])
    assert (status, printed["hash"]) == (0, issued["hash"])
    status, signed = say("documents", "receipt", made["id"], "柳树坪小学", "--by", "王志明")
    assert (status, "id" in signed) == (0, True)
    listed = say("list", "documents")[1]["rows"][0]
    assert (listed["mark"], listed["signed"], listed["issued_on"]) == ("青中校〔2026〕1号", "1/1", "2026-12-01")
    assert say("documents", "receipt", made["id"], "没有这人")[0] == 2


def test_tables_are_typed_line_by_line(say: Say, tmp_path: Path) -> None:
    words = ["说明=下列同学受到表彰。", "名单.1.姓名（集体）=甲", "名单.1.主要事迹=拾金不昧", "名单.2.姓名（集体）=乙"]
    status, made = say("documents", "draft", "honour-roll", *words, "--issue")
    assert (status, made["number"]) == (0, "")
    cells = say("list", "document_fields", "--show-private")[1]["rows"]
    assert {(c["name"], c["line"], c["value"]) for c in cells} >= {
        ("姓名（集体）", 2, "乙"),
        ("主要事迹", 1, "拾金不昧"),
    }


def test_an_issued_one_is_revised_made_void_and_drawn_up_again(say: Say, tmp_path: Path) -> None:
    status, made = say("documents", "draft", "notice", "事项=放假", "内容=放假一天。", "--issue")
    assert status == 0
    assert say("documents", "fill", made["id"], "内容=两天")[0] == 2
    assert say("documents", "revise", made["id"], "--because", "天数写错")[0] == 0
    assert say("documents", "fill", made["id"], "内容=放假两天。")[0] == 0
    assert say("documents", "issue", made["id"])[1]["number"] == made["number"]
    assert say("documents", "print", str(tmp_path / "一.pdf"), made["id"], "--version", "1")[1]["hash"] == made["hash"]
    assert say("documents", "void", made["id"])[0] == 2, "it must be said why"
    assert say("documents", "void", made["id"], "--because", "重发")[0] == 0
    status, copy = say("documents", "again", made["id"])
    assert say("documents", "discard", made["id"])[0] == 2
    assert say("documents", "discard", copy["id"])[0] == 0
