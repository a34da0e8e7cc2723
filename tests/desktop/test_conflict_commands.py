"""The decisions after a merge from the command line, in the words and shapes of the contract."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from db.registers import Student
from desktop.app import main
from desktop.work.office import Office
from tests.desktop.work.offices import CENTER, POINT, Offices

Asked = Callable[..., tuple[int, dict[str, Any]]]
NUMBER = "619901201603161416"


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = Offices(tmp_path)
    yield made
    made.close()


@pytest.fixture
def ask(offices: Offices, capsys: pytest.CaptureFixture[str]) -> Asked:
    """A command at the center, with --json."""

    def asked(*words: str, of: Office | None = None) -> tuple[int, dict[str, Any]]:
        data = (of or offices.center).path
        capsys.readouterr()
        status = main(["--data", str(data), "--as", "王秀兰", "--today", "2026-11-20", *words, "--json"])
        return status, json.loads(capsys.readouterr().out)

    return asked


def test_conflicts_list_both_heads_and_settle_closes_them(offices: Offices, ask: Asked) -> None:
    row = offices.conflict()
    status, answer = ask("conflicts", "--show-private")
    assert status == 0
    (one,) = answer["conflicts"]
    assert set(one) == {"id", "register", "row", "title", "field", "heads", "standing"}
    assert (one["register"], one["row"], one["field"]) == ("students", row.hex(), "address")
    assert {(h["value"], h["who"], h["school"]) for h in one["heads"]} == {
        ("青石镇黑沟村三组17号", "王秀兰", CENTER),
        ("青石镇柳林村一组4号", "刘运生", POINT),
    }
    assert all(head["at"].startswith("20") for head in one["heads"])
    _, masked = ask("conflicts")
    assert all("*" in head["value"] for head in masked["conflicts"][0]["heads"])
    status, _ = ask("settle", str(one["id"]), "--keep", "1")
    assert status == 0
    assert ask("conflicts")[1] == {"conflicts": []}
    status, refused = ask("settle", str(one["id"]), "--keep", "1")
    assert status == 2
    assert set(refused) == {"error", "advice"}


def test_a_removal_is_true_and_an_edit_false(offices: Offices, ask: Asked) -> None:
    row = offices.pupil(offices.point, "马晓燕")
    offices.carry()
    assert ask("remove", "students", row.hex())[0] == 0
    offices.type(offices.point, row, address="大湾村5组")
    offices.carry()
    (one,) = ask("conflicts")[1]["conflicts"]
    assert one["field"] == "deleted"
    assert {head["value"] for head in one["heads"]} == {True, False}


def test_settle_wants_one_of_its_two_words(offices: Offices, ask: Asked) -> None:
    offices.conflict()
    number = str(ask("conflicts")[1]["conflicts"][0]["id"])
    for words in ((), ("--keep", "1", "--value", "x"), ("--keep", "9")):
        status, answer = ask("settle", number, *words)
        assert (status, set(answer)) == (2, {"error", "advice"})
    assert ask("settle", number, "--value", "青石镇柳林村二组")[0] == 0
    assert ask("conflicts")[1]["conflicts"] == []


def test_duplicates_are_joined_or_kept_apart_by_their_ids(offices: Offices, ask: Asked) -> None:
    keep, other = (offices.pupil(offices.center, name, id_number=NUMBER).hex() for name in ("张三", "张山"))
    _, answer = ask("duplicates")
    (pair,) = answer["duplicates"]
    assert pair["register"] == "students"
    assert set(pair["rows"]) == {keep, other}
    assert pair["because"] == "身份证件号相同"
    assert ask("join-rows", "students", keep, other)[0] == 0
    assert ask("list", Student.register_name())[1]["count"] == 1
    assert ask("undo")[0] == 0
    assert ask("not-same", "students", keep, other)[0] == 0
    assert ask("duplicates")[1] == {"duplicates": []}
    assert ask("list", Student.register_name())[1]["count"] == 2


def test_without_json_it_says_what_to_do(offices: Offices, capsys: pytest.CaptureFixture[str]) -> None:
    offices.conflict()
    assert main(["--data", str(offices.center.path), "--as", "王秀兰", "--today", "2026-11-20", "conflicts"]) == 0
    said = capsys.readouterr().out
    assert "田小禾" in said
    assert "暂取" in said
    assert "共 1 处修改冲突。" in said
