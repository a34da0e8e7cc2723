"""Targets for a point: promised on paper, carried there, fed by its ledgers, settled, and equal at the center."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.registers import Document, Target, TargetState
from desktop.ui.main_window import MainWindow
from desktop.work import tables
from desktop.work.office import Office
from tests.desktop.reports.reading import Paper
from tests.desktop.work.offices import CENTER, POINT, Offices
from tests.journeys.promises import (
    agreement_as_saved,
    board,
    entered,
    fill_in,
    of_the_point,
    press,
    standing,
    table_of,
)  # fmt: skip
from tests.journeys.two_offices import carry, center, offices, open_row, point

__all__ = ["center", "offices", "point"]
Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
CARRIED = ("targets", "target_states", "documents", "drills", "safety_agreements")
TERM = {"year": "2026", "term": "第一学期"}
OF_THE_POINT = (
    {"measure": "应急演练次数", "value": "3", "weight": "20", "promised_by": "刘运生"},
    {"measure": "责任书签订率", "value": "90", "weight": "15", "promised_by": "刘运生"},
    {"measure": "评定", "name": "课程开齐开足", "wanted": "达标", "weight": "5", "promised_by": "贺兰"},
)
END = date(2027, 1, 22)


def test_from_the_promise_to_the_table_that_both_sign(
    offices: Offices,
    center: MainWindow,
    point: MainWindow,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keys = [entered(center, "targets", TERM | {"school": POINT} | words, qtbot) for words in OF_THE_POINT]
    township = entered(center, "targets", TERM | {"school": "", "measure": "应急演练次数", "value": "5"}, qtbot)
    _agreed(center, keys, tmp_path / "责任书.pdf", qtbot, monkeypatch)
    carry(center, point, qtbot)
    assert offices.point.linked("targets", township) is not None, "what is common comes along"
    _agreement_at_the_point(point, tmp_path / "本校存.pdf", qtbot, monkeypatch)

    # The point's own ledgers feed the figures; what they say in November is noted.
    drilled(point, "2026-10-12", qtbot)
    entered(point, "safety_agreements", {"year": "2026", "layer": "2", "wanted": "8", "signed": "8"}, qtbot)
    page = board(point)
    assert standing(page) == [
        ("全镇", "应急演练次数", "—", "还没有数"), (POINT, "应急演练次数", "1次", "差2"),
        (POINT, "责任书签订率", "100%", "达标"), (POINT, "课程开齐开足", "—", "待评定"),
    ]  # fmt: skip
    press(page, "记进展", qtbot)
    assert page.banner.text.startswith("已记下 3 个目标今天的进展，1 个达标")
    drilled(point, "2026-11-19", qtbot)
    carry(point, center, qtbot)
    assert noted(center.office) == noted(point.office) == ["1", "100", None]
    drilled(center, "2026-10-20", qtbot)
    assert standing(board(center))[:2] == [
        ("全镇", "应急演练次数", "3次", "差2"),
        (POINT, "应急演练次数", "2次", "差1"),
    ]

    # At the end of the term the point settles its own two; the township's and the judged one are not its to settle.
    offices.point.today = offices.center.today = END
    page = board(point)
    press(page, "兑现", qtbot)
    assert "已兑现 2 个目标，达标 1 个，1 个还没有数" in page.banner.text
    assert [settled_on(point.office, key) for key in (*keys, township)] == ["2027-01-22", "2027-01-22", None, None]
    drilled(point, "2027-01-20", qtbot)  # written down too late: what was settled stays
    carry(point, center, qtbot)
    assert standing(board(center))[1:3] == [
        (POINT, "应急演练次数", "2次", "差1（已兑现）"), (POINT, "责任书签订率", "100%", "达标（已兑现）"),
    ]  # fmt: skip

    # The center judges what no ledger knows, settles the rest, and both hold the same.
    judged(center, keys[2], qtbot)
    page = board(center)
    press(page, "兑现", qtbot)
    assert "已兑现 2 个目标，达标 1 个。" in page.banner.text, "the judged one; of the township 4 drills of 5"
    carry(center, point, qtbot)
    assert standing(board(point)) == standing(board(center)) == [
        ("全镇", "应急演练次数", "4次", "差1（已兑现）"), (POINT, "应急演练次数", "2次", "差1（已兑现）"),
        (POINT, "责任书签订率", "100%", "达标（已兑现）"), (POINT, "课程开齐开足", "达标", "达标（已兑现）"),
    ]  # fmt: skip
    for register in CARRIED:
        ours, theirs = of_the_point(point.office, register), of_the_point(center.office, register)
        assert ours, register
        assert ours == theirs, register
    here, there = table_of(point, qtbot), table_of(center, qtbot)
    assert here == there
    for words in ("质量目标兑现表", "兑现日期：2027-01-22", "不低于3次2次差1", "不低于90%100%达标", "2项，共3项4020"):
        assert words in "".join(here.split()), here


def drilled(window: MainWindow, on: str, qtbot: QtBot) -> None:
    entered(window, "drills", {"on": on, "kind": "消防", "topic": "疏散演练"}, qtbot)


def judged(center: MainWindow, key: bytes, qtbot: QtBot) -> None:
    page = open_row(center, "targets", key)
    fill_in(page, {"judged_reached": "是", "judged_by": "王秀兰", "judged_why": "课表与巡课记录"})
    qtbot.keyClick(page.form, Key.Key_Escape)
    assert tables.rows(center.office, Target, [key])[0]["judged_reached"] == "是"


def settled_on(office: Office, key: bytes) -> str | None:
    row = office.linked("targets", key)
    assert row is not None
    return row["settled_on"]


def noted(office: Office) -> list[str | None]:
    """The figures noted on the way, in the order of the targets."""
    found = tables.table(office, TargetState, where=[("kind", "mid")], sort=["target"]).rows
    return sorted((row["value"] or None for row in found), key=lambda value: (value is None, value))


def _agreed(center: MainWindow, keys: list[bytes], file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Out of the targets of the point comes one numbered agreement; of the township's there is none to sign."""
    page = board(center)
    press(page, "出具责任书", qtbot)
    assert page.banner.text.startswith("已签发教学质量目标责任书 1 份")
    text = agreement_as_saved(center, file, qtbot, monkeypatch)
    for number, words in enumerate(
        ("应急演练次数不低于3次应急演练台账20", "责任书签订率不低于90%责任书签订台账15", "课程开齐开足达标考核评定5"), 1
    ):
        assert f"{number}{words}" in text, text
    assert "不低于5次" not in text
    for party in (f"甲方：{CENTER}", f"乙方：{POINT}", f"甲方（盖章）：{CENTER}", f"乙方（签章）：{POINT}"):
        assert party in text
    assert "（2026—2027学年度第一学期）" in text
    assert any("五、期限" in sheet and "本责任书自签订" in sheet for sheet in Paper(file).pages), "no heading alone"
    (document,) = tables.ids(center.office, Document)
    assert [(center.office.linked("targets", key) or {})["document_id"] for key in keys] == [document] * 3


def _agreement_at_the_point(point: MainWindow, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    text = agreement_as_saved(point, file, qtbot, monkeypatch)
    assert "应急演练次数不低于3次应急演练台账20" in text
    assert f"甲方：{CENTER}" in text
