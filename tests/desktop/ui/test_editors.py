"""Editors: what is typed or chosen in a field, in every form that a school writes it."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from db.errors import Trouble
from db.fields import Field
from desktop.ui.editors.choices import ChoiceEditor, YesNoEditor
from desktop.ui.editors.days import DayEditor
from desktop.ui.editors.initials import initials
from desktop.ui.editors.photos import LARGEST, smaller
from desktop.ui.photo_store import PhotoStore
from desktop.work.office import Office

TODAY = date(2026, 11, 20)
NATIONS = [("01", "汉族"), ("02", "蒙古族"), ("15", "土家族"), ("09", "布依族")]
Key = Qt.Key


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2026.9.1", "2026-09-01"),
        ("20260901", "2026-09-01"),
        ("9月1日", "2026-09-01"),
        ("2026年9月1日", "2026-09-01"),
        ("", ""),
        ("前天", "前天"),
    ],
)
def test_a_day_is_understood_as_schools_write_it(qtbot: QtBot, typed: str, read: str) -> None:
    editor = DayEditor(Field("出生日期", "day"), TODAY)
    qtbot.addWidget(editor)
    editor.put("2000-01-01")
    told: list[object] = []
    editor.typed.connect(told.append)
    editor.setText(typed)
    editor.tell()
    assert (editor.text(), told) == (read, [read])


def test_arrow_keys_go_a_day_on_and_back(qtbot: QtBot) -> None:
    editor = DayEditor(Field("出生日期", "day"), TODAY)
    qtbot.addWidget(editor)
    editor.put("2026-02-28")
    qtbot.keyClick(editor, Key.Key_Up)
    assert editor.text() == "2026-03-01"
    qtbot.keyClick(editor, Key.Key_Down)
    qtbot.keyClick(editor, Key.Key_Down)
    assert editor.text() == "2026-02-27"


def test_the_calendar_gives_a_day_or_none(qtbot: QtBot) -> None:
    editor = DayEditor(Field("出生日期", "day"), TODAY)
    qtbot.addWidget(editor)
    editor.show()
    editor.open()
    assert editor._calendar is not None
    editor._calendar._today()
    assert editor.text() == "2026-11-20"
    editor.open()
    editor._calendar._leave("")
    assert editor.text() == ""


def test_a_nation_is_found_by_its_initials(qtbot: QtBot) -> None:
    editor = ChoiceEditor(Field("民族", "code", codes="nation"), lambda _: NATIONS)
    qtbot.addWidget(editor)
    editor.show()
    editor.setFocus()
    editor.offer(NATIONS)
    told: list[object] = []
    editor.typed.connect(told.append)
    qtbot.keyClicks(editor, "tj")
    assert editor._model.stringList() == ["土家族"]
    editor._completer.popup().hide()
    editor._take("土家族")
    assert told == ["15"], "the code goes on, the label stays in sight"
    assert editor.text() == "土家族"


def test_what_can_mean_only_one_thing_is_taken_when_one_goes_on(qtbot: QtBot) -> None:
    editor = ChoiceEditor(Field("民族", "code", codes="nation"), lambda _: NATIONS)
    qtbot.addWidget(editor)
    editor.offer(NATIONS)
    told: list[object] = []
    editor.typed.connect(told.append)
    for typed in ("mg", "z", "15"):
        editor.setText(typed)
        editor.tell()
    assert told == ["02", "z", "15"], "z could be any of them, so it is passed on to be judged"


def test_a_word_that_is_not_in_the_list_is_passed_on_to_be_judged(qtbot: QtBot) -> None:
    editor = ChoiceEditor(Field("民族", "code", codes="nation"), lambda _: NATIONS)
    qtbot.addWidget(editor)
    told: list[object] = []
    editor.typed.connect(told.append)
    editor.setText("火星族")
    editor.tell()
    assert told == ["火星族"]


def test_yes_and_no_can_both_be_taken_away_again(qtbot: QtBot) -> None:
    editor = YesNoEditor(Field("孤儿", "yesno"))
    qtbot.addWidget(editor)
    editor.show()
    told: list[object] = []
    editor.typed.connect(told.append)
    yes, no = editor._buttons["是"], editor._buttons["否"]
    for button in (yes, no, no):
        qtbot.keyClick(button, Key.Key_Space)
    assert told == ["是", "否", ""]
    assert not yes.isChecked()
    assert not no.isChecked()


@pytest.mark.parametrize(("text", "said"), [("汉族", "hz"), ("青石镇", "qsz"), ("五（2）班", "w（2）b"), ("彧", "彧")])
def test_initials_of_common_characters(text: str, said: str) -> None:
    assert initials(text) == said


def test_a_photograph_is_made_smaller_and_comes_back(office: Office, tmp_path: Path) -> None:
    from desktop.ui.machine import Machine

    large = QImage(3000, 4000, QImage.Format.Format_RGB32)
    large.fill(QColor("teal"))
    large.save(str(tmp_path / "照片.png"))
    store = PhotoStore(office, Machine(tmp_path / "machine.ini"))
    name = store.keep(smaller(str(tmp_path / "照片.png")))
    kept = QImage.fromData(store.body(name))
    assert (kept.width(), kept.height()) == (LARGEST * 3 // 4, LARGEST)
    assert store.body("0" * 64) is None, "a picture that has not arrived"


def test_what_is_no_photograph_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "不是照片.jpg").write_text("姓名,性别", encoding="utf8")
    with pytest.raises(Trouble, match="不是能看的照片"):
        smaller(str(tmp_path / "不是照片.jpg"))
