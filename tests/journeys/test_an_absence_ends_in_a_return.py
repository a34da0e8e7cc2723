"""An absence becomes a case, a visit, a letter and a return, and stands in the month's report: as a teacher does it."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from db.registers import Absence, Document, DropoutCase, DropoutReport, HomeVisit, RollCall, Student
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.away import AwayPage
from desktop.ui.pages.ledger import LedgerPage
from desktop.ui.pages.printing import PrintPage
from desktop.work import rows, tables
from desktop.work.office import Office
from tests.desktop.ui.windows import button, ledger, settle

Key = Qt.Key
PUPIL = "李强"


def case_of(office: Office) -> dict[str, str]:
    (row,) = tables.rows(office, DropoutCase, tables.ids(office, DropoutCase))
    return row


def do(page: LedgerPage, label: str) -> None:
    """An action on the chosen row, and yes to its question."""
    page.doing.begin(next(action for action in page.doing.actions if action.label == label))
    button(page.banner, "办理").click()
    QApplication.processEvents()


@pytest.fixture
def missing(office: Office) -> None:
    """李强 has not been there since Tuesday; nobody has said why."""
    rows.change(office, Student, tables.ids(office, Student, PUPIL)[0], {"member1_name": "李大山"})
    for day in ("2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"):
        rows.add(office, RollCall, {"class": "五（1）班", "on": day, "expected": "6", "present": "5"})
        rows.add(office, Absence, {"student": PUPIL, "on": day, "reason": "未说明"})


def text_of(page: PrintPage) -> str:
    document = pypdfium2.PdfDocument(page.pdf)
    text = "".join(sheet.get_textpage().get_text_range() for sheet in document)
    document.close()
    return text


@pytest.mark.usefixtures("missing")
def test_an_absence_becomes_a_visit_a_letter_a_return_and_stands_in_the_months_report(
    window: MainWindow, office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    # The follow-up page knows that he is away; it becomes a case.
    window.open_place("away")
    away = window.page
    assert isinstance(away, AwayPage)
    assert [one.name for one in away.now.away] == [PUPIL]
    qtbot.keyClick(button(away.card, "登记疑似辍学"), Key.Key_Space)
    QApplication.processEvents()
    case = case_of(office)
    assert (case["name"], case["left_on"], case["state"], case["guardian"]) == (PUPIL, "2026-11-17", "待核查", "李大山")

    # In the case's form: a visit, typed over the form, with a way back.
    page = ledger(window, "dropout_cases")
    page.choose(page.model.ids[0])
    page.work.open()
    section = page.form._details.sections[0]
    section._add.click()
    visit = page.form.over.panel
    assert visit is not None
    assert visit.form is not None
    typed = {"on": "2026-11-18", "visitors": "王秀兰、村主任", "said": "嫌作业多，不肯来", "result": "不愿返校"}
    for name, text in typed.items():
        visit.form.type(name, text)
    qtbot.keyClick(visit, Key.Key_Escape)
    assert section.accessibleName() == "家访记录 1"
    assert tables.table(office, HomeVisit).rows[0]["purpose"] == "控辍劝返"
    page.form.form.type("reason", "厌学")  # type: ignore[union-attr]
    page.form.close_form()
    assert (case_of(office)["visits"], case_of(office)["state"]) == ("1", "劝返中")

    # A letter, numbered and kept; then he is back.
    do(page, "出具劝学通知书")
    case = case_of(office)
    assert (case["state"], case["return_by"]) == ("已发劝学通知", "2026-11-27")
    letter = tables.table(office, Document).rows[0]
    assert letter["mark"] == case["letter_mark"] != ""
    do(page, "今天已返校")
    case = case_of(office)
    assert (case["state"], case["placement"], case["next_step"]) == ("已返校", "原班就读", "")

    # The month's report works itself out, and is printed with the case.
    page = ledger(window, "dropout_reports")
    page.doing.begin(page.doing.actions[0])
    QApplication.processEvents()
    here = [("school", office.school)]
    (report,) = tables.rows(office, DropoutReport, tables.ids(office, DropoutReport, where=here))
    told = {name: report[name] for name in ("suspected_new", "back", "suspected_left", "visits", "letters", "at_end")}
    assert told == {
        "suspected_new": "1", "back": "1", "suspected_left": "0", "visits": "1", "letters": "1", "at_end": "6",
    }  # fmt: skip
    button(page, "打印").click()
    paper = window.page
    assert isinstance(paper, PrintPage)
    settle(window)
    assert paper.report == "dropout-month"
    text = text_of(paper)
    assert "控辍保学工作月报表" in text
    assert PUPIL in text
    assert "已返校" in text
    file = tmp_path / "月报.pdf"
    paper.save(file)
    settle(window)
    assert file.stat().st_size > 1000
    month = paper.options.lines["month"]
    assert isinstance(month, QLineEdit)
    month.setText("2026-10")
    month.editingFinished.emit()
    settle(window)
    assert "零报告" in text_of(paper)
