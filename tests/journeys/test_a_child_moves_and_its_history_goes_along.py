"""A child moves from a point to the center by stick, and its history, aid and care go along."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.register import Register
from db.registers import (
    AidApplication,
    AidKind,
    CareContact,
    CareFile,
    GrowthNote,
    HomeVisit,
    Insurance,
    Movement,
    SchoolClass,
    Student,
)  # fmt: skip
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.movement import MovementPage
from desktop.work import checking, history, movements, papers, rows, tables
from desktop.work.office import Office
from tests.desktop.reports.reading import Paper
from tests.desktop.ui.windows import ledger, names, window_on
from tests.desktop.work.offices import CENTER, POINT, Offices
from tests.journeys.two_offices import front

Key = Qt.Key
CHILD = "田小禾"
OF_THE_CHILD: tuple[type[Register], ...] = (AidApplication, CareContact, CareFile, GrowthNote, HomeVisit, Insurance)


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    both = Offices(tmp_path)
    yield both
    both.point.close()


def add(office: Office, register: type[Register], **typed: str) -> None:
    made = rows.add(office, register, typed)
    assert not made.attention, (register.__tablename__, made.sentence)


def written_at_the_point(point: Office) -> bytes:
    """What a teaching point has written of a child in two years."""
    for number in "12":
        add(point, SchoolClass, entry_year="2024", number=number)
    add(point, Student, name=CHILD, sex="女", address="青石镇黑沟村三组", **{"class": "三（1）班"})
    (child,) = tables.ids(point, Student, CHILD)
    made = movements.do(point, "53", child, {"happened_on": "2026-09-07", "class_after": "三（2）班"})
    assert not made.attention, made.sentence
    add(point, GrowthNote, student=CHILD, year="2025", term="春季学期", teacher_words="爱帮人")
    add(point, CareFile, student=CHILD, left_behind="双方外出", guardian="田大山")
    add(point, CareContact, care=CHILD, on="2026-10-12", content="想妈妈")
    add(point, HomeVisit, name=CHILD, student=CHILD, on="2026-10-18", purpose="关爱走访")
    add(point, Insurance, student=CHILD, kind="校方责任险", policy="HG-2026-17")
    add(point, AidApplication, student=CHILD, kind="山区助学金", category="低保")
    return child


def standing(office: Office) -> dict[str, list[tuple[str, str]]]:
    """Every row of the child in the file of one machine: its id and whose it is."""
    return {
        register.__tablename__: [(row["id"], row["school"]) for row in tables.table(office, register).rows]
        for register in OF_THE_CHILD
    }


def moved_in_the_window(window: MainWindow, child: bytes, qtbot: QtBot) -> None:
    """The clerk of the center: the roster, the page, the school and the class, Ctrl+Enter."""
    roster = ledger(window)
    assert names(roster) == [CHILD]
    page = MovementPage(window, child)
    window.go(page)
    for name, text in {"in_school": CENTER, "happened_on": "2026-11-09", "reason": "随父母进镇"}.items():
        page.fields.rows["movement", name].editor.typed.emit(text)
    page.fields.rows["movement", "class_after"].editor.typed.emit("三（1）班")
    front(window)
    qtbot.keyClick(page, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.page is roster


def test_a_child_moves_from_the_point_to_the_center_and_everything_goes_along(
    offices: Offices, tmp_path: Path, qtbot: QtBot
) -> None:
    center, point = offices.center, offices.point
    add(center, AidKind, name="山区助学金", code="SQ")
    add(center, SchoolClass, entry_year="2024", number="1")
    offices.carry()
    child = written_at_the_point(point)
    offices.carry()
    before = standing(center)
    assert {len(of_child) for of_child in before.values()} == {1}
    assert {school for of_child in before.values() for _, school in of_child} == {POINT}

    # Once done and taken back by one Ctrl+Z: everything is the point's again. Then done for good.
    window = window_on(center, tmp_path)
    moved_in_the_window(window, child, qtbot)
    history.undo(center)
    assert standing(center) == before
    moved_in_the_window(window, child, qtbot)
    after = standing(center)
    assert {school for of_child in after.values() for _, school in of_child} == {CENTER}
    assert {name: [row for row, _ in found] for name, found in after.items()} == {
        name: [row for row, _ in found] for name, found in before.items()
    }

    assert tables.rows(center, Student, [child])[0]["class"] == "三（1）班"

    # The stick: both machines hold the same, the point may read and print but no longer write.
    offices.carry()
    assert standing(point) == after
    for office in (center, point):
        (pupil,) = tables.rows(office, Student, [child])
        assert pupil["school"] == CENTER
        told = {(row["kind"], row["out_school"], row["in_school"]) for row in tables.table(office, Movement).rows}
        assert ("镇内转学", POINT, CENTER) in told
        assert len(told) == 2
        assert checking.check(office).data["ok"]
        papers.make(office, "movement-list", tmp_path / "登记表.pdf", {})
        assert CHILD in Paper(tmp_path / "登记表.pdf").text
    with pytest.raises(Exception, match=CENTER):
        rows.change(point, Student, child, {"address": "青石镇柳林村一组4号"})
    window.office.workspace.changed = False
