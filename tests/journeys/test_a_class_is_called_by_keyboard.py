"""A class of forty-five is called with keys alone; the pupil nobody has excused is followed up, and stands on paper."""

import time
from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.registers import Absence, RollCall, SchoolClass, Student
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.away import AwayPage
from desktop.ui.pages.printing import PrintPage
from desktop.ui.pages.roll_call import RollCallPage
from desktop.work import tables
from desktop.work.office import Office
from tests.desktop.ui.windows import button, settle
from tests.journeys.two_offices import front

Key = Qt.Key
GIVEN = ("小雨", "大勇", "佳慧", "子墨")
LONG = "阿卜杜热合曼·阿卜杜外力 古丽娜尔·买买提依明 欧阳静怡 司马婷欣 上官林浩 尉迟敬德 诸葛明 令狐冲 独孤求败"
NAMES = [*(f"{surname}{given}" for surname in "陈邓何李刘马石田王" for given in GIVEN), *LONG.split()]


def a_class_of_45(office: Office) -> None:
    with office.change("新生") as rows:
        room = rows.add(SchoolClass(school_id=office.school_id, stage="1", entry_year=2026, number=1))
        for seat, name in enumerate(NAMES, 1):
            words = {"stage": "1", "cohort": 2026, "boarding": "1", "seat_number": str(seat)}
            rows.add(Student(name=name, school_id=office.school_id, class_id=room.id, **words))


def test_a_class_is_called_followed_up_and_printed(
    window: MainWindow, office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    a_class_of_45(office)
    window.open_place("roll-call")
    page = window.page
    assert isinstance(page, RollCallPage)
    begun, keys = time.monotonic(), 0

    def hit(widget: QWidget, *pressed: Key) -> None:
        nonlocal keys
        for key in pressed:
            qtbot.keyClick(widget, key)
            keys += 1

    assert page.sheet is not None
    assert page.sheet.title == "一（1）班"
    assert len(page.sheet.pupils) == 45
    hit(page.list, Key.Key_Return)
    board = page.calling.board
    hit(board, *[Key.Key_Down] * 3, Key.Key_B, Key.Key_1)  # the fourth: a fever
    hit(board, Key.Key_Right, Key.Key_C)  # the next column: late
    qtbot.keyClick(board, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    for letter in "oyj":
        qtbot.keyClicks(page.calling.find_line, letter)
    hit(page.calling.find_line, Key.Key_Return)
    hit(board, Key.Key_Space, Key.Key_Return)  # nobody knows where she is; signed
    assert keys + 4 <= 20, "a class with three missing takes twenty keys"
    assert time.monotonic() - begun < 60
    line = next(row for row in tables.table(office, RollCall).rows if row["class"] == "一（1）班")
    assert (line["expected"], line["present"], line["agreement"]) == (45, 43, "相符")
    reasons = {row["student"]: (row["reason"], row["symptom"]) for row in tables.table(office, Absence).rows}
    assert reasons["欧阳静怡"] == ("未说明", "")
    assert sorted(reasons.values()) == [("未说明", ""), ("病假", "发热"), ("迟到", "")]

    window.open_place("away")
    away = window.page
    assert isinstance(away, AwayPage)
    qtbot.keyClick(away.table, Key.Key_Return)  # into the card
    qtbot.keyClick(button(away.card, "没接通"), Key.Key_Space)
    qtbot.keyClick(away.card._lines["call_result"], Key.Key_Return)
    assert [step.value for step in away.now.away[0].done] == ["电话"]
    assert away.now.away[0].due[0].step.value == "家访"

    window.open_place("roll-call")
    front(window)
    qtbot.keyClick(page, Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    paper = window.page
    assert isinstance(paper, PrintPage)
    settle(window)
    document = pypdfium2.PdfDocument(paper.pdf)
    text = "".join(sheet.get_textpage().get_text_range() for sheet in document)
    document.close()
    assert "学生考勤表（2026年11月）" in text
