"""Notices printed, one not delivered, listed: on the page, on paper, and at the end of the summer still by name."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from db.registers import Admission, Student, Village
from desktop.ui.pages.entry import EntryPage
from desktop.work import papers, rows, tables
from desktop.work.office import Office
from tests.desktop.reports.reading import Paper
from tests.desktop.ui.windows import button, said, settle, window_on
from tests.desktop.work.test_entry import child
from tests.desktop.work.turning import CENTER, POINT, township

LEFT = Qt.MouseButton.LeftButton
FAMILIES = (
    ("张小满", "男", "青石社区", "张建国"), ("李谷雨", "女", "黑沟村", "李大山"), ("王立秋", "女", "黑沟村", "王大河"),
    ("阿依古丽·买买提", "女", "青石社区", "买买提·艾合买提"),
)  # fmt: skip


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = township(tmp_path, date(2027, 6, 20))
    for name, responsible in (("青石社区", CENTER), ("黑沟村", POINT)):
        rows.add(opened, Village, {"name": name, "responsible": responsible})
    for n, (name, sex, village, parent) in enumerate(FAMILIES):
        number = {} if name in ("张小满", "李谷雨") else {"id_number": ""}
        born = {"张小满": "2021-03-08", "李谷雨": "2021-05-21"}.get(name, f"2021-06-1{n}")
        child(opened, name, sex, born, village, householder=parent, **number)
    yield opened
    opened.workspace.changed = False
    opened.close()


def test_notices_printed_one_not_delivered_listed(
    office: Office, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = window_on(office, tmp_path)
    window.open_place("entry")
    page = window.page
    assert isinstance(page, EntryPage)
    qtbot.mouseClick(button(page, "补划片"), LEFT)
    qtbot.mouseClick(button(page, "生成入学名单"), LEFT)
    settle(window)
    assert page.strip.stations[0].whole

    page.strip.choose(1)
    paper = tmp_path / "通知书.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(paper), ""))
    page.questions.said |= {"phone": "0918-5550126"}
    qtbot.mouseClick(button(page, "印通知书 4 人"), LEFT)
    qtbot.mouseClick(button(page.banner, "全部印通知书"), LEFT)
    settle(window)
    printed = Paper(paper)
    assert len(printed.pages) == 2
    assert all(name in printed.text.replace("\n", "") for name, *_ in FAMILIES)

    # three families are reached on the way round the villages
    page.strip.choose(2)
    for n, key in enumerate(page.table.keys):
        if office.titles("admissions")[key] != "王立秋":
            page.table.toggle(n)
    qtbot.mouseClick(button(page, "登记送达 3 人"), LEFT)
    settle(window)
    page.strip.choose(3)
    page.table.tick_all()
    qtbot.mouseClick(button(page, "登记回证 3 人"), LEFT)
    settle(window)

    # at the end of August the one that is missing is listed by name, here and on paper
    office.today = date(2027, 9, 1)
    page.strip.choose(2)
    page.fill()
    assert page.strip.stations[2].said == "3/4"
    assert "逾期 1 天，还有 1 份没有送达" in said(page)
    assert [row[0].text for row in page.table.lines.rows] == ["王立秋"]
    listed = tmp_path / "未送达.pdf"
    papers.make(office, "delivery-register", listed, {"only_undelivered": "yes"})
    assert "王立秋" in Paper(listed).text
    assert "李谷雨" not in Paper(listed).text

    # the three come to school and are pupils
    page.strip.choose(4)
    for n, key in enumerate(page.table.keys):
        if office.titles("admissions")[key] != "王立秋":
            page.table.toggle(n)
    qtbot.mouseClick(button(page, "报到 3 人"), LEFT)
    settle(window)
    assert tables.count(office, Student, where=[("cohort", "2027")]) == 3
    assert {row["child"]: row["state"] for row in tables.table(office, Admission).rows}["王立秋"] == "已印"
