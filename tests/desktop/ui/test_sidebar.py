"""The list of ledgers folds by groups, opens where one is, and remembers what somebody shut."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.look import SIZE
from desktop.ui.machine import Machine
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.ledger import LedgerPage
from desktop.ui.places import Place
from desktop.ui.sidebar import MANY, Sidebar

GROUPS = ("学生", "控辍保学", "关爱")


def place(group: str, number: int) -> Place:
    return Place(
        f"{group}{number}", f"{group}台账{number}", "花名册", group, "users", lambda host: LedgerPage(host, None)
    )  # type: ignore[arg-type]


def sidebar(qtbot: QtBot, each: int, kept: dict[str, bool] | None = None) -> Sidebar:
    side = Sidebar([place(g, n) for g in GROUPS for n in range(each)], lambda _: "3", kept or {})
    qtbot.addWidget(side)
    side.resize(side.width(), 640)
    side.show()
    QApplication.processEvents()
    return side


def seen(side: Sidebar) -> set[str]:
    return {line.place.group for line in side.lines.values() if line.isVisible()}


def test_few_ledgers_are_all_open_and_many_show_their_first_group(qtbot: QtBot) -> None:
    assert seen(sidebar(qtbot, 3)) == set(GROUPS)
    assert seen(sidebar(qtbot, MANY)) == {"学生"}


def test_a_heading_opens_and_shuts_its_group_by_mouse_and_keyboard(qtbot: QtBot) -> None:
    side = sidebar(qtbot, MANY)
    told: list[tuple[str, bool]] = []
    side.folded.connect(lambda group, on: told.append((group, on)))
    head = side.heads["关爱"]
    head.click()
    assert seen(side) == {"学生", "关爱"}
    head.setFocus()
    qtbot.keyClick(head, Qt.Key.Key_Left)
    assert seen(side) == {"学生"}
    assert head.accessibleName() == "关爱，已收起"
    qtbot.keyClick(head, Qt.Key.Key_Right)
    qtbot.keyClick(head, Qt.Key.Key_Return)
    assert seen(side) == {"学生"}
    assert told == [("关爱", True), ("关爱", False), ("关爱", True), ("关爱", False)]


def test_the_ledger_one_goes_to_is_seen_whatever_was_remembered(qtbot: QtBot) -> None:
    side = sidebar(qtbot, MANY, {"控辍保学": False, "学生": False})
    last = f"控辍保学{MANY - 1}"
    side.mark(last)
    QApplication.processEvents()
    assert seen(side) == {"控辍保学"}
    line = side.lines[last]
    assert line.isChecked()
    top = line.mapTo(side, line.rect().topLeft()).y()
    assert 0 <= top <= side.height() - SIZE.ledger, "a long list scrolls to it"


def test_a_group_that_was_only_visited_folds_again_when_one_leaves_it(qtbot: QtBot) -> None:
    side = sidebar(qtbot, MANY)
    side.mark("控辍保学0")
    assert seen(side) == {"学生", "控辍保学"}
    side.mark("学生0")
    assert seen(side) == {"学生"}
    side.heads["学生"].click()
    assert seen(side) == set(), "and the one one is in folds when somebody says so"


def test_a_narrow_list_keeps_the_signs_of_its_groups(qtbot: QtBot) -> None:
    side = sidebar(qtbot, MANY)
    side.fold(narrow=True)
    assert side.heads["关爱"].toolTip() == "关爱"
    side.heads["关爱"].click()
    assert seen(side) == {"学生", "关爱"}


def test_this_computer_remembers_which_groups_somebody_shut(window: MainWindow, tmp_path: Path) -> None:
    window.open_place("students")
    side = window.stage.sides["花名册"]
    side.heads["校历"].click()
    again = Machine(tmp_path / "window.ini")
    assert again.groups("花名册") == {"校历": side._unfolded["校历"]}


@pytest.mark.parametrize("text", ["", "学生", "学生:x;;:1"])
def test_what_was_kept_badly_counts_as_not_kept(tmp_path: Path, text: str) -> None:
    machine = Machine(tmp_path / "window.ini")
    machine._file.setValue("groups/花名册", text)
    assert machine.groups("花名册").get("教师") is None
