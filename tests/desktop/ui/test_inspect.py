"""The page that fills in a checklist: keys answer, everything is kept at once, and a crash loses nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from db.registers import Inspection, School
from db.rules.marks import Mark
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.inspect import InspectPage
from desktop.ui.pages.inspect_begin import BeginPage
from desktop.ui.pages.inspect_line import CheckLine
from desktop.ui.pages.round import RoundPage
from desktop.ui.pages.round_new import NewRoundPage
from desktop.ui.pages.teaching import TeachingPage
from desktop.work import checklists, inspections, lots, pictures, round_state, rounds, rows, tables
from desktop.work.inspecting import Filling
from desktop.work.inspections import Whom
from desktop.work.office import Office
from tests.desktop.ui.windows import TODAY, office_at, settle, window_on
from tests.desktop.work.inspected import begun, fill, teacher

Key = Qt.Key


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return office_at(tmp_path, students=False)


@pytest.fixture
def window(office: Office, tmp_path: Path) -> MainWindow:
    return window_on(office, tmp_path)


def point(office: Office) -> bytes:
    return bytes.fromhex(rows.add(office, School, {"name": "柳林教学点", "kind": "教学点"}).data["id"])


def page_on(window: MainWindow, sheet: Filling) -> InspectPage:
    page = InspectPage(window, sheet.key)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    window.go(page)
    settle(window)
    return page


def here(page: InspectPage) -> CheckLine:
    """The line one stands at."""
    focus = QApplication.focusWidget()
    return next(line for line in page.middle.lines if focus is line or line.isAncestorOf(focus))


def type_(*keys: Qt.Key | str) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        if isinstance(key, str) and not key.isascii():
            assert isinstance(focus, QLineEdit)
            focus.insert(key)  # as an input method does
        elif isinstance(key, str):
            QTest.keyClicks(focus, key)
        else:
            QTest.keyClick(focus, key)
        QApplication.processEvents()


def kept(page: InspectPage) -> dict[int, Mark]:
    """What is in the file, read anew."""
    return Filling.open(page.office, page.filling.key).sheet.marks


def test_a_section_is_answered_with_one_key_a_line(office: Office, window: MainWindow) -> None:
    page = page_on(window, begun(office, "village-routine", Whom(point(office))))
    assert here(page).line.number == 1
    type_("1", "1")
    assert kept(page) == {1: Mark("ok"), 2: Mark("ok")}
    assert here(page).line.number == 3
    type_("2")
    assert here(page).remark.hasFocus(), "something wrong asks at once what"
    type_("旗杆绳断了", Key.Key_Return)
    assert here(page).line.number == 4
    assert kept(page)[3] == Mark("fault")
    assert Filling.open(office, page.filling.key).sheet.notes[3].remark == "旗杆绳断了"
    type_(Key.Key_Up, Key.Key_Up)
    assert here(page).line.number == 2
    type_("n")
    assert kept(page)[2].left_out
    assert page.head.score.frame.accessibleName() == "得分（满 8） 7"


def test_marks_and_counts_are_typed_straight_in(office: Office, window: MainWindow) -> None:
    page = page_on(window, begun(office, "village-routine", Whom(point(office))))
    page.open_part(1)
    settle(window)
    type_("1")
    assert here(page).line.number == 7
    type_("60", Key.Key_Return, "53", Key.Key_Return)
    assert (kept(page)[7].due, kept(page)[7].done) == (60, 53)
    assert here(page).line.number == 8
    type_("20", Key.Key_Return, "x")
    assert 8 not in kept(page)
    type_("20", Key.Key_Return)
    assert here(page).line.number == 9
    type_("b")
    assert kept(page)[9] == Mark("b")
    type_("n")
    assert here(page).line.number == 11, "N in a field leaves the line out and goes on"
    assert kept(page)[10].left_out


def test_points_above_the_full_marks_are_refused_where_they_were_typed(office: Office, window: MainWindow) -> None:
    staff = teacher(office, "李文静")
    page = page_on(window, begun(office, "observation-c", Whom(office.school_id or b"", staff)))
    type_("12", Key.Key_Return)
    assert "满分 10 分" in page.banner.text
    assert kept(page) == {}
    type_(Key.Key_Up)


def test_what_a_fault_costs_is_typed_over(office: Office, window: MainWindow) -> None:
    page = page_on(window, begun(office, "village-routine", Whom(point(office))))
    type_("2", "大门锁坏了")
    line = page.middle.lines[0]
    line._off.setFocus()
    line._off.selectAll()
    type_("2", Key.Key_Return)
    assert kept(page)[1].points == 2
    assert page.filling.sheet.notes[1].remark == "大门锁坏了"
    assert page.filling.result.score == 3


def test_the_rest_in_order_is_one_key_and_counts_are_left_to_count(office: Office, window: MainWindow) -> None:
    page = page_on(window, begun(office, "village-routine", Whom(point(office))))
    type_("2", Key.Key_Return)
    page.mark_rest()
    assert page.here == 1, "the whole section is answered, so the next one is open"
    assert set(kept(page)) == {1, 2, 3, 4, 5}
    page.mark_rest()
    assert "还有 6 项" in page.banner.text
    assert page.here == 1


def test_somebody_comes_back_to_where_they_stopped_after_a_crash(office: Office, window: MainWindow) -> None:
    sheet = begun(office, "village-routine", Whom(point(office)))
    page = page_on(window, sheet)
    page.mark_rest()
    settle(window)
    type_("1")
    again = Office.open(office.path, "王秀兰", TODAY)  # the program was killed: nobody closed the page
    assert Filling.open(again, sheet.key).result.total.answered == 6
    again.workspace.changed = False
    again.close()
    fresh = page_on(window, sheet)
    assert fresh.here == 1
    assert here(fresh).line.number == 7


def test_taken_back_with_undo(office: Office, window: MainWindow) -> None:
    page = page_on(window, begun(office, "village-routine", Whom(point(office))))
    type_("1", "2")
    page._take_back()
    assert kept(page) == {1: Mark("ok")}


def test_a_photograph_is_kept_small_and_says_nothing_of_its_place(
    office: Office, window: MainWindow, tmp_path: Path
) -> None:
    page = page_on(window, begun(office, "village-routine", Whom(point(office))))
    image = QImage(3000, 2000, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    image.setText("Description", "N32 E110 somebody's house")
    image.save(str(tmp_path / "照片.jpg"))
    page.put_photo(page.middle.lines[0].line, str(tmp_path / "照片.jpg"))
    photo = Filling.open(office, page.filling.key).sheet.notes[1].photo
    body = pictures.body(office, photo)
    assert body is not None
    assert b"somebody" not in body
    assert max(QImage.fromData(body).width(), QImage.fromData(body).height()) == 1280
    (tmp_path / "文件.jpg").write_bytes(b"no picture")
    page.put_photo(page.middle.lines[0].line, str(tmp_path / "文件.jpg"))
    assert "不是能看的照片" in page.banner.text


def test_finishing_names_what_is_missing_and_then_shuts_the_sheet(office: Office, window: MainWindow) -> None:
    sheet = begun(office, "fees", Whom(point(office)))
    page = page_on(window, sheet)
    type_("1")
    page.open_part(1)
    page.end.rows["advice"].editor.typed.emit("收费公示要放在校门口")
    page.finish()
    assert "还有 6 项没有查，已翻到第 2 项" in page.banner.text
    assert page.here == 0
    fill(page.filling)
    page.refresh(frozenset({"inspection_marks"}))
    page.finish()
    assert Filling.open(office, sheet.key).done
    assert "得分 100" in page.banner.text
    assert page.foot.again.hasFocus()
    QTest.keyClick(page.middle.lines[0], Key.Key_2)
    assert kept(page)[1] == Mark("yes"), "a finished sheet is only read"
    page._take_up()
    assert not Filling.open(office, sheet.key).done
    assert page.filling.sheet.row["advice"] == "收费公示要放在校门口"


def test_what_is_wrong_at_the_end_is_said_there(office: Office, window: MainWindow) -> None:
    page = page_on(window, begun(office, "fees", Whom(point(office))))
    page.open_part(1)
    page.end.rows["inspected_on"].editor.typed.emit("哪天")
    assert page.banner.text
    assert page.filling.sheet.row["inspected_on"] == TODAY.isoformat()


# -- rounds ---------------------------------------------------------------------------------------------------


def a_round(office: Office) -> bytes:
    for name in ("李文静", "罗正芳"):
        teacher(office, name)
    lists = (checklists.called(office, "homework"),)
    return bytes.fromhex(rounds.new(office, rounds.Plan("11月月查", "monthly", TODAY, lists=lists)).data["id"])


def test_names_are_drawn_in_the_round_and_the_next_sheet_opens(office: Office, window: MainWindow) -> None:
    page = RoundPage(window, [a_round(office)])
    window.go(page)
    settle(window)
    assert "名单还没有定" in page.banner.text
    page.questions.rows["seed"].editor.typed.emit("482109")
    page.draw()
    assert "抽签种子 482109" in page.banner.text
    assert len(page.shown) == 2
    page.open_next()
    assert isinstance(window.page, InspectPage)
    fill(window.page.filling).finish()
    window.back()
    settle(window)
    assert window.page is page
    assert "已查 1 份" in page._sum.text()
    page.which.put("没查的")
    page.fill()
    assert len(page.shown) == 1


def test_everybody_is_put_on_the_list_without_a_draw(office: Office, window: MainWindow) -> None:
    page = RoundPage(window, [a_round(office)])
    window.go(page)
    page.add_all()
    assert len(page.shown) == 3, "the teacher whose subject nobody has entered is a teacher"
    page.print_blank()
    assert {due.state for due in round_state.state(office, page.key).due} == {"blank"}


def test_a_new_round_wants_a_list_and_a_name(office: Office, window: MainWindow) -> None:
    page = NewRoundPage(window, [])
    window.go(page)
    page.make_round()
    assert "还没有选检查表" in page.banner.text
    page.table.toggle(page.table.keys.index(checklists.called(office, "fees")))
    page.make_round()
    assert "没有写轮次名称" in page.banner.text
    page.questions.rows["name"].editor.typed.emit("收费专项检查")
    page.make_round()
    assert isinstance(window.page, RoundPage)
    kept_ = office.linked("rounds", window.page.key)
    assert kept_ is not None
    assert (kept_["name"], kept_["kind"], kept_["school_id"]) == ("收费专项检查", "monthly", None)


def test_a_sheet_that_came_back_is_opened_by_its_number(office: Office, window: MainWindow) -> None:
    of = Whom(office.school_id or b"", teacher(office, "李文静"))
    key = inspections.begin(office, checklists.called(office, "homework"), of, blank=True)
    page = BeginPage(window, [])
    window.go(page)
    page.serial.setText("1234")
    page.look_up()
    assert "8 位" in page.banner.text
    page.serial.setText(tables.rows(office, Inspection, [key])[0]["serial"].replace("-", ""))
    page.look_up()
    assert isinstance(window.page, InspectPage)
    assert window.page.filling.key == key


def test_a_new_sheet_is_begun_from_the_list(office: Office, window: MainWindow) -> None:
    teacher(office, "李文静")
    page = BeginPage(window, [checklists.called(office, "homework")])
    window.go(page)
    page.start()
    assert "是查教师的" in page.banner.text
    page.questions.rows["teacher"].editor.typed.emit("李文静")
    page.start()
    assert isinstance(window.page, InspectPage)
    assert window.page.side._whom.text().endswith("李文静")


def test_a_teachers_term_stands_beside_the_list_and_nobody_is_ranked(office: Office, window: MainWindow) -> None:
    key = a_round(office)
    lots.draw(office, key, "teacher", 2, seed=1)
    due = round_state.state(office, key).due[0]
    fill(Filling.open(office, inspections.begin(office, due.checklist, due.of, round_=key)), share=3).finish()
    window.open_place("teaching")
    page = window.page
    assert isinstance(page, TeachingPage)
    assert sorted(one.name for one in page.shown) == [one.name for one in sorted(page.shown, key=lambda x: x.name)]
    one = next(one for one in page.shown if one.sheets)
    assert (one.due, one.heard, one.missing) == (5, 0, 5)
    assert one.faults > 0
    page.table.selectRow(page.shown.index(one))
    said = [label.text() for label in page._place.findChildren(QWidget) if hasattr(label, "text")]
    assert any("作业批改检查表" in text for text in said)
    page.find_line.setText("lwj")
    assert [one.name for one in page.shown] == ["李文静"]
