"""Sticks are noticed when they come and when they go, beside the window, and a folder can stand for one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.ui import sticks
from desktop.ui.sticks import STICK, Stick, Sticks


@pytest.fixture
def parent(dressed: QObject) -> QObject:
    return QObject()


def test_a_folder_named_in_the_environment_is_the_stick_while_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "黑沟02"
    monkeypatch.setenv(STICK, str(folder))
    assert sticks.mounted() == []
    folder.mkdir()
    assert [(one.name, one.read_only) for one in sticks.mounted()] == [("黑沟02", False)]


def test_coming_and_going_is_told_once_each(parent: QObject, tmp_path: Path, qtbot: QtBot) -> None:
    there: list[Stick] = []
    told: list[list[str]] = []
    watch = Sticks(parent, lambda: list(there))
    watch.changed.connect(lambda found: told.append([one.name for one in found]))
    qtbot.waitUntil(lambda: not watch._looking)
    assert told == []
    for names in (["黑沟02"], ["黑沟02"], []):
        there[:] = [Stick(tmp_path, name) for name in names]
        watch.look()
        qtbot.waitUntil(lambda: not watch._looking)
    assert told == [["黑沟02"], []]


def test_a_stick_pulled_out_while_it_is_looked_at_does_not_end_the_watch(parent: QObject, qtbot: QtBot) -> None:
    answers: list[OSError | list[Stick]] = [OSError("gone"), [Stick(Path("/media/x"), "x")]]

    def look() -> list[Stick]:
        found = answers.pop(0) if answers else []
        if isinstance(found, OSError):
            raise found
        return found

    watch = Sticks(parent, look)
    qtbot.waitUntil(lambda: not watch._looking)
    assert watch.there == []
    watch.look()
    qtbot.waitUntil(lambda: [one.name for one in watch.there] == ["x"])


def test_a_folder_chosen_by_hand_counts_until_it_is_gone(parent: QObject, tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "交接"
    folder.mkdir()
    watch = Sticks(parent, list)
    qtbot.waitUntil(lambda: not watch._looking)
    watch.choose(folder)
    qtbot.waitUntil(lambda: [one.root for one in watch.there] == [folder])
    folder.rmdir()
    watch.look()
    qtbot.waitUntil(lambda: watch.there == [])
