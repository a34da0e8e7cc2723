"""The smaller parts of the window: look, pasted cells, pages to print, troubles, long work, the machine."""

import ast
import gc
import logging
import re
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.errors import Stopped, Trouble
from desktop.ui import help as manual
from desktop.ui.jobs import Working
from desktop.ui.look import DRESS, RESOURCES, TOKENS
from desktop.ui.machine import Machine
from desktop.ui.pages.printer import read_pages
from desktop.ui.pasting import read_pasted
from desktop.ui.tidying import Tidying
from desktop.ui.troubles import Bridge
from desktop.work.outcome import Progress

UI = Path(__file__).resolve().parents[3] / "desktop" / "ui"


# -- the look -------------------------------------------------------------------------------------------------


def test_no_page_knows_a_colour_of_its_own() -> None:
    guilty = {
        file.name: found
        for file in UI.rglob("*.py")
        if file.name != "look.py" and (found := re.findall(r"#[0-9A-Fa-f]{6}\b|\d+px", file.read_text("utf8")))
    }
    assert guilty == {}


def test_every_name_in_the_sheet_is_a_token_in_light_and_dark(qapp: QApplication) -> None:
    for theme in ("dark", "light"):
        DRESS.put_on(qapp, theme)
        assert "$" not in qapp.styleSheet()


def luminance(colour: QColor) -> float:
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "ink2", "ink3", "accent", "red", "amber", "green", "blue"])
@pytest.mark.parametrize("ground", ["surface", "sunken", "canvas"])
def test_text_stands_out_at_four_and_a_half_to_one(theme: str, ink: str, ground: str) -> None:
    """源：WCAG 2.1, 1.4.3."""
    light, dark = sorted((luminance(QColor(TOKENS[theme][name])) for name in (ink, ground)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_every_icon_asked_for_is_there() -> None:
    from db.registers import REGISTERS
    from desktop.ui.places import TABS, places

    there = {file.stem for file in (RESOURCES / "icons").glob("*.svg")}
    places_of = {"press": 1, "Picture": 0, "icon": 0, "draw": 2, "show_as": 0}
    asked = set()
    for file in UI.rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text("utf8"))):
            if isinstance(call, ast.Call):
                name = getattr(call.func, "id", getattr(call.func, "attr", ""))
                given = call.args[places_of[name]] if len(call.args) > places_of.get(name, 99) else None
                asked |= {given.value} if isinstance(given, ast.Constant) and given.value else set()
    asked |= {register.icon for register in REGISTERS} | {icon for _, icon in TABS} | {place.icon for place in places()}
    assert len(asked) > 20
    assert asked - there == set()


# -- the clipboard and the printer ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("张三\t男\r\n李四\t女\r\n", [["张三", "男"], ["李四", "女"]]),
        ('张三\t"两\n行"\n', [["张三", "两\n行"]]),
        ('5" 屏\t是\n', [['5" 屏', "是"]]),
        ("一\n二\t三", [["一", ""], ["二", "三"]]),
        ("", []),
        ("\n\n", []),
    ],
)
def test_cells_from_wps_are_read_as_they_stood(text: str, cells: list[list[str]]) -> None:
    assert read_pasted(text) == cells


@pytest.mark.parametrize(
    ("typed", "pages"),
    [("", (0, 1, 2, 3)), ("2", (1,)), ("1-2,4", (0, 1, 3)), ("3-9", (2, 3)), ("全部", (0, 1, 2, 3)), ("2，2", (1,))],
)
def test_pages_to_print_are_read_as_typed(typed: str, pages: tuple[int, ...]) -> None:
    assert read_pages(typed, 4) == pages


# -- what goes wrong ------------------------------------------------------------------------------------------


def test_a_mistake_of_ours_is_logged_without_anybodys_data(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    bridge = Bridge(tmp_path / "xiangxiao.log")
    child = f"何{chr(0x4F73)}慧"  # its name stands in no line of this file, which a traceback quotes
    try:
        try:
            raise KeyError(child)
        except KeyError as first:
            raise RuntimeError(f"{child}的家长电话") from first
    except RuntimeError as mistake:
        with caplog.at_level(logging.ERROR, "xiangxiao"):
            sentence, advice = bridge.words(mistake)
    assert "没有丢失" in sentence
    assert "xiangxiao.log" in advice
    assert "test_parts.py" in caplog.text
    assert "KeyError" in caplog.text
    assert child not in caplog.text


def test_what_the_world_does_is_said_in_its_own_words(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert Bridge(tmp_path / "x.log").words(Trouble("U盘拔掉了。", "请重新插入。")) == ("U盘拔掉了。", "请重新插入。")
    assert caplog.text == ""


# -- long work ------------------------------------------------------------------------------------------------


def test_long_work_runs_beside_the_window_and_answers_in_it(qtbot: QtBot) -> None:
    working = Working()
    qtbot.addWidget(working)
    threads: list[object] = []
    answers: list[object] = []

    def work(progress: Progress) -> int:
        threads.append(QThread.currentThread())
        for done in range(3):
            progress("数一数", done, 3)
        return 42

    def done(answer: object) -> None:
        threads.append(QThread.currentThread())
        answers.append(answer)

    with qtbot.waitSignal(working.finished, timeout=5000):
        working.begin("数一数", work, done, answers.append)
        assert working.busy
        assert working.isVisible()
    assert answers == [42]
    assert threads[0] is not threads[1]
    assert not working.isVisible()


def test_long_work_stops_where_it_is_when_asked(qtbot: QtBot) -> None:
    working = Working()
    qtbot.addWidget(working)
    answers: list[object] = []

    def work(progress: Progress) -> None:
        done = 0
        while True:
            progress("没完没了", done, 0)
            QThread.msleep(2)
            done += 1

    with qtbot.waitSignal(working.finished, timeout=5000):
        working.begin("没完没了", work, answers.append, answers.append)
        working._stop.click()
    assert [type(answer) for answer in answers] == [Stopped]


def test_what_nobody_uses_is_given_back_by_the_window_itself(qapp: QApplication) -> None:
    tidying = Tidying(qapp)
    try:
        assert not gc.isenabled(), "a thread of a long work never unmakes what Qt has made"
        holder: list[object] = []
        holder.append(holder)
        seen = weakref.ref(tidying_mark := type("Mark", (), {})())
        holder.append(tidying_mark)
        del holder, tidying_mark
        many = [[] for _ in range(gc.get_threshold()[0] + 10)]
        tidying.look()
        assert seen() is None
        assert len(many) > 10
    finally:
        tidying.stop()
    assert gc.isenabled()


# -- what the machine remembers, and the manual -----------------------------------------------------------------


def test_the_machine_remembers_columns_over_a_restart(tmp_path: Path) -> None:
    first = Machine(tmp_path / "window.ini")
    first.keep_columns("students", [("name", 142), ("sex", 50)])
    first._file.sync()
    assert Machine(tmp_path / "window.ini").columns("students") == [("name", 142), ("sex", 50)]
    (tmp_path / "window.ini").write_bytes(b"\x00\xff not an ini")
    assert Machine(tmp_path / "window.ini").columns("students") == []


def test_the_manual_opens_at_the_page_of_the_place(qtbot: QtBot) -> None:
    from desktop.ui.page import Page
    from desktop.ui.pages import backups, checkup, doubts, importing, ledger, past, printing

    known = [name for name, _, _ in manual.pages()]
    pages: list[type[Page]] = [
        backups.BackupsPage, checkup.CheckPage, doubts.DoubtsPage, importing.ImportPage, ledger.LedgerPage,
        past.HistoryPage, printing.PrintPage,
    ]  # fmt: skip
    assert {page.help_page for page in pages} <= set(known)
    from PySide6.QtWidgets import QWidget

    parent = QWidget()
    qtbot.addWidget(parent)
    window = manual.Help(parent)
    for name, title, _ in manual.pages():
        window.show_page(name)
        assert window.list.currentItem().text() == title
        assert len(window.text.toPlainText()) > 100
