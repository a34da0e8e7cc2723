"""What two offices do with targets in their windows: promised, signed, looked at, printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from db.registers import BY_NAME, Document
from desktop.ui.editors.lines import NoteEditor
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.document_shown import ShownPage
from desktop.ui.pages.ledger import LedgerPage
from desktop.ui.pages.printing import PrintPage
from desktop.ui.pages.targets import TargetsPage
from desktop.work import tables
from desktop.work.office import Office
from tests.desktop.reports.reading import Paper
from tests.desktop.ui.windows import button, ledger, said, settle
from tests.desktop.work.offices import POINT
from tests.journeys.two_offices import front, open_row

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton


def entered(window: MainWindow, register: str, typed: dict[str, str], qtbot: QtBot) -> bytes:
    """A new row through the ledger's form."""
    page = ledger(window, register)
    before = set(tables.ids(window.office, BY_NAME[register]))
    page.work.add()
    fill_in(page, typed)
    qtbot.keyClick(page.form, Key.Key_Escape)
    made = set(tables.ids(window.office, BY_NAME[register])) - before
    assert len(made) == 1, said(page)
    return made.pop()


def fill_in(page: LedgerPage, typed: dict[str, str]) -> None:
    """Field by field, each left as one leaves it."""
    for name, text in typed.items():
        page.form._groups.focus(name)
        rows = [group.rows[name] for group in page.form._groups._groups.values() if name in group.rows]
        (editor,) = (row.editor for row in rows)
        if isinstance(editor, NoteEditor):
            editor.setPlainText(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)  # Qt can press no Chinese keys
        else:
            button(editor, text).click()
        editor.tell()


def board(window: MainWindow) -> TargetsPage:
    front(window)
    window.open_place("target-board")
    page = window.page
    assert isinstance(page, TargetsPage)
    page.fill()
    return page


def press(page: TargetsPage, name: str, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(page, name), LEFT)


def standing(page: TargetsPage) -> list[tuple[str, str, str, str]]:
    """School, target, actual figure and state, line by line."""
    return [(row[1].text, row[0].text, row[3].text, row[5].text) for row in page.table.lines.rows]


def of_the_point(office: Office, register: str) -> list[dict[str, Any]]:
    """The rows that both offices hold, as stored: the point's own and what is common."""
    point_ = office.school_called(POINT)
    with office.look() as connection:
        found = connection.exec_driver_sql(
            f'SELECT * FROM "{register}" WHERE school_id = ? OR school_id IS NULL ORDER BY id', (point_,)
        ).mappings()
        return [dict(row) for row in found]


def agreement_as_saved(window: MainWindow, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> str:
    """Opened in the ledger of documents, saved as PDF and read back; without the gaps between words."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(file), ""))
    (document,) = tables.ids(window.office, Document)
    page = open_row(window, "documents", document)
    page.doing.begin(next(action for action in page.doing.actions if action.label == "打开公文"))
    shown = window.page
    assert isinstance(shown, ShownPage)
    qtbot.mouseClick(button(shown, "存为 PDF"), LEFT)
    return "".join(Paper(file).text.split())


def table_of(window: MainWindow, qtbot: QtBot) -> str:
    """The table of the point's targets as it is printed, below the head that names the office and the day."""
    page = board(window)
    page.school.put(POINT)
    page._show()
    press(page, "打印", qtbot)
    settle(window)
    paper = window.page
    assert isinstance(paper, PrintPage)
    text = Paper(paper.pdf).text
    return text[text.index("质量目标") : text.index("填表人")]
