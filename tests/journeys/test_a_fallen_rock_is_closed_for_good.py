"""A fallen rock on a morning round: major, telephoned, noticed by the center, put right, closed by another person."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from db.registers import Hazard, HazardStep
from desktop.ui.editors.photos import PhotoEditor
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.document_shown import ShownPage
from desktop.ui.pages.notice import NoticePage
from desktop.ui.pages.patrol import PatrolPage
from desktop.ui.pages.printing import PrintPage
from desktop.ui.station_steps import AnswerStep, GradeStep, RecheckStep
from desktop.work import documents, tables
from desktop.work.office import Office
from tests.desktop.reports.reading import Paper
from tests.desktop.ui.windows import settle
from tests.desktop.work.offices import POINT, TODAY, Offices
from tests.journeys.two_offices import carry, center, front, hit, offices, open_row, point, shown, step, window_of

__all__ = ["center", "offices", "point"]
Key = Qt.Key


def test_from_the_morning_round_to_the_months_report(
    offices: Offices, center: MainWindow, point: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    row = _found_on_the_round(point, qtbot)
    _photographed(point, row, drawn(tmp_path, "落石.png"), qtbot)
    _graded_major(point, row, qtbot)
    carry(point, center, qtbot)
    number = _notice_of_the_center(center, row, qtbot)
    carry(center, point, qtbot)
    assert shown(point, "hazards", row, "state") == "整改中"
    (notice,) = documents.about(offices.point, Hazard, row)
    assert number in str(notice), "the notice itself has come with the parcel"
    _put_right(point, row, drawn(tmp_path, "清理后.png"), qtbot)
    _closed_by_another(offices, point, row, tmp_path, qtbot)
    carry(point, center, qtbot)
    assert shown(center, "hazards", row, "state") == "已销号"
    told = tables.table(center.office, HazardStep, where=[("hazard", row.hex())]).rows
    assert [line["kind"] for line in told] == ["定级", "电话报告", "下达通知", "申请复查", "复查合格"]
    assert [line["by"] for line in told] == ["刘运生", "刘运生", "王秀兰", "刘运生", "贺兰"]
    _one_page(center, row)
    text = _months_report(center)
    assert "新增隐患 1 条（重大 1 条），本月销号 1 条，未销号 0 条，其中逾期 0 条。" in text
    assert "应查 15 天，已查 1 天" in text  # 2 to 20 November without weekends


def _found_on_the_round(point: MainWindow, qtbot: QtBot) -> bytes:
    """The category is gone down to, W, a sentence; F8 signs the rest."""
    front(point)
    point.open_place("patrol")
    page = point.page
    assert isinstance(page, PatrolPage)
    while page.chosen is not None and page.chosen.label != "防汛与地质灾害":
        qtbot.keyClick(page.table, Key.Key_Down)
    qtbot.keyClick(page, Key.Key_W)
    page.what.setText("后山滚下一块石头，砸坏围栏")  # Qt can press no Chinese keys
    page.where.setText("操场西北角")
    qtbot.keyClick(page.what, Key.Key_Return)
    page.table.setFocus()
    qtbot.keyClick(page.table, Key.Key_F8)
    results = {line.label: line.result for line in page.lines}
    assert results.pop("防汛与地质灾害") == "2"
    assert set(results.values()) == {"1"}
    (row,) = tables.ids(point.office, Hazard)
    assert shown(point, "hazards", row, "state") == "登记"
    return row


def drawn(folder: Path, name: str) -> str:
    """A small photograph."""
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen if "后" in name else Qt.GlobalColor.darkGray)
    assert image.save(str(folder / name))
    return str(folder / name)


def _photographed(point: MainWindow, row: bytes, picture: str, qtbot: QtBot) -> None:
    """Put into the form; leaving the row saves it."""
    page = open_row(point, "hazards", row)
    hit(page.form._groups._groups["发现"], "还有", qtbot)  # what is seldom filled in is folded away
    editor = page.form._groups._groups["发现"].rows["photo_before"].editor
    assert isinstance(editor, PhotoEditor)
    editor.take(picture)
    assert page.leave()
    assert tables.rows(point.office, Hazard, [row])[0]["photo_before"]


def _graded_major(point: MainWindow, row: bytes, qtbot: QtBot) -> None:
    page = open_row(point, "hazards", row)
    grading = step(page, GradeStep)
    hit(grading, "重大", qtbot)
    qtbot.keyClicks(grading.criterion, "dzzh")  # 地质灾害, by its initials
    hit(grading, "定为重大", qtbot)
    assert "打电话" in page.banner.text, "a major hazard cannot wait for the stick"
    grading.whom.setText("中心学校 王秀兰")
    qtbot.keyClicks(grading.at, "7:52")
    hit(grading, "定为重大", qtbot)
    line = tables.rows(point.office, Hazard, [row])[0]
    assert (line["level"], line["state"], line["on_board"]) == ("重大", "待整改", "是")
    assert "落石" in line["criterion"]
    assert (line["told_whom"], line["told_by"], line["told_at"]) == ("中心学校 王秀兰", "刘运生", "11月20日 7:52")
    assert page.leave()


def _notice_of_the_center(center: MainWindow, row: bytes, qtbot: QtBot) -> str:
    page = open_row(center, "hazards", row)
    page.doing.begin(page.doing.actions[0])
    notice = center.page
    assert isinstance(notice, NoticePage)
    qtbot.keyClicks(notice.due_on, "2026-11-27")
    notice.signed_by.setText("陈校长")
    hit(notice, "签发", qtbot)
    settle(center)
    assert isinstance(center.page, ShownPage)
    line = tables.rows(center.office, Hazard, [row])[0]
    assert (line["state"], line["due_on"], line["notified_on"]) == ("整改中", "2026-11-27", "2026-11-20")
    assert "〔2026〕1号" in line["notice_number"]
    return str(line["notice_number"])


def _put_right(point: MainWindow, row: bytes, picture: str, qtbot: QtBot) -> None:
    page = open_row(point, "hazards", row)
    answer = step(page, AnswerStep)
    answer.answer.setText("石头已清走，围栏修好，坡面拉网")
    answer.photo.take(picture)
    hit(answer, "申请复查", qtbot)
    line = tables.rows(point.office, Hazard, [row])[0]
    assert (line["state"], line["answered_by"]) == ("待复查", "刘运生")
    assert line["photo_after"]
    hit(step(page, RecheckStep), "合格，销号", qtbot)
    assert "不能是整改责任人或申请复查的人" in page.banner.text
    assert page.leave()


def _closed_by_another(offices: Offices, point: MainWindow, row: bytes, folder: Path, qtbot: QtBot) -> None:
    """The other teacher sits down before the same computer."""
    other = Office.open(offices.point.path, "贺兰", TODAY)
    window = window_of(other, folder / "贺兰坐下")
    page = open_row(window, "hazards", row)
    recheck = step(page, RecheckStep)
    recheck.remark.setText("坡面已拉网，围栏牢固")
    hit(recheck, "合格，销号", qtbot)
    line = tables.rows(other, Hazard, [row])[0]
    assert (line["state"], line["rechecked_by"], line["closed_on"]) == ("已销号", "贺兰", "2026-11-20")
    other.workspace.changed = False
    window.close()
    point._see_others()


def _one_page(center: MainWindow, row: bytes) -> None:
    """The whole history at the center, with the photographs that came on the stick."""
    center.open_print(None, {"report": "file", "register": "hazards", "row": row.hex()})
    settle(center)
    page = center.page
    assert isinstance(page, PrintPage)
    (text,) = Paper(page.pdf).pages
    assert "11月20日 7:52 电话报告中心学校 王秀兰" in text.replace("\n", "")
    assert "照片还没有到" not in text
    assert "整改前照片" in text
    assert "整改后照片" in text


def _months_report(center: MainWindow) -> str:
    center.open_print(None, {"report": "patrol-month", "month": "2026-11", "school": POINT})
    settle(center)
    page = center.page
    assert isinstance(page, PrintPage)
    return Paper(page.pdf).text.replace("\n", "")
