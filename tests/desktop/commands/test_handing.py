"""A township from the command line: invite, join, hand off, merge, with the shapes of --json and exit statuses."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from desktop import app

Say = Callable[..., tuple[int, Any]]


@pytest.fixture
def say(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Say:
    """say("center", "sites") answers exit status and the JSON object."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    (tmp_path / "U盘").mkdir()

    def said(machine: str, *words: str) -> tuple[int, Any]:
        before = ["--data", str(tmp_path / f"{machine}.xiangxiao"), "--as", machine, "--today", "2026-11-20"]
        status = app.main([*before, *words, "--json"])
        out, err = capsys.readouterr()
        assert out.count("\n") == 1
        assert "Traceback" not in err
        return status, json.loads(out)

    return said


@pytest.fixture
def stick(tmp_path: Path) -> str:
    return str(tmp_path / "U盘")


@pytest.fixture
def joined(say: Say, stick: str) -> Say:
    """A center and a teaching point whose machine has joined."""
    assert say("center", "create", "青石镇中心学校")[0] == 0
    assert say("center", "add", "schools", "name=黑沟教学点", "kind=教学点")[0] == 0
    status, invited = say("center", "invite", "黑沟教学点", "--to", stick)
    assert (status, set(invited)) == (0, {"file"})
    status, made = say("point", "join", invited["file"])
    assert (status, set(made)) == (0, {"school", "site"})
    return say


def test_a_child_travels_from_the_point_to_the_center_and_the_receipt_back(joined: Say, stick: str) -> None:
    assert joined("point", "add", "students", "name=田小禾", "school=黑沟教学点")[0] == 0
    status, out = joined("point", "handoff", "--to", stick)
    assert status == 0
    [parcel] = out["parcels"]
    assert (parcel["for"], parcel["number"]) == ("青石镇中心学校", 1)
    assert Path(parcel["file"]).name == "黑沟教学点-第1包.xxp"
    status, merged = joined("center", "merge", stick)
    assert status == 0
    assert [(p["from"], p["state"]) for p in merged["parcels"]] == [("黑沟教学点", "taken")]
    assert joined("center", "list", "students")[1]["rows"][0]["name"] == "田小禾"
    assert joined("center", "handoff", "--to", stick, "--for", "黑沟教学点")[1]["parcels"][0]["number"] == 1
    status, back = joined("point", "merge", stick)
    assert (status, len(back["read_receipts"])) == (0, 1)
    assert joined("point", "handoff", "--to", stick)[1]["parcels"] == []
    assert joined("point", "check")[1]["ok"]
    assert joined("center", "check")[1]["ok"]


def test_a_refused_parcel_asks_for_a_person(joined: Say, stick: str) -> None:
    joined("point", "handoff", "--to", stick)
    [file] = Path(stick).glob("*.xxp")
    file.write_bytes(file.read_bytes()[:-10])
    status, merged = joined("center", "merge", stick)
    assert status == 1
    [parcel] = merged["parcels"]
    assert (parcel["state"], parcel["account"]) == ("refused", None)
    assert "不完整" in parcel["reason"]


def test_machines_are_listed_accepted_and_retired(joined: Say, stick: str) -> None:
    joined("point", "handoff", "--to", stick)
    joined("center", "merge", stick)
    [invitation] = Path(stick).glob("*.xxi")
    joined("twin", "join", str(invitation))
    joined("twin", "handoff", "--to", stick)
    assert joined("center", "merge", stick)[0] == 1
    [waiting] = [s for s in joined("center", "sites")[1]["sites"] if s["state"] == "waiting"]
    assert joined("center", "accept", str(waiting["site"]))[0] == 0
    assert joined("center", "merge", stick)[0] == 0
    assert joined("center", "retire", str(waiting["site"]))[0] == 0
    assert {s["state"] for s in joined("center", "sites")[1]["sites"]} == {"enrolled", "retired"}


@pytest.mark.parametrize(
    "words",
    [
        ("invite", "没有的学校", "--to", "."),
        ("join", "no.xxi"),
        ("handoff", "--to", "/no/such/stick"),
        ("merge", "/no/such/stick"),
        ("accept", "5"),
        ("retire", "5"),
    ],
)
def test_what_cannot_be_done_says_so_in_a_sentence_with_advice(joined: Say, words: tuple[str, ...]) -> None:
    machine = "nobody" if words[0] == "join" else "center"
    status, answer = joined(machine, *words)
    assert (status, set(answer)) == (2, {"error", "advice"})
    assert answer["advice"]


def test_a_photograph_is_given_by_its_file_and_travels(joined: Say, stick: str, tmp_path: Path) -> None:
    picture, words = tmp_path / "田小禾.png", tmp_path / "花名册.txt"
    Image.new("RGB", (30, 40), "white").save(picture)
    words.write_text("不是照片")
    child = joined("point", "add", "students", "name=田小禾", f"photo={picture}")[1]["id"]
    assert joined("point", "change", "students", child, f"photo={words}")[0] == 1
    assert joined("point", "change", "students", child, "photo=/no/such.png")[0] == 1
    joined("point", "handoff", "--to", stick)
    assert joined("center", "merge", stick)[0] == 0
    with closing(sqlite3.connect(tmp_path / "center.xiangxiao")) as file:
        [(body,)] = file.execute("SELECT body FROM blobs")
    assert body == picture.read_bytes()


def test_what_poses_as_a_parcel_is_named(
    joined: Say, stick: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    virus = Path(stick, "黑沟教学点-第1包.exe")
    virus.write_bytes(b"MZ")
    assert joined("center", "merge", stick)[1]["suspicious"] == [virus.name]
    assert app.main(["--data", str(tmp_path / "center.xiangxiao"), "merge", stick]) == 0
    assert virus.name in capsys.readouterr().out
    assert virus.read_bytes() == b"MZ"
