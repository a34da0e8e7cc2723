"""The page of a ledger: found in a keystroke, filtered, sorted, typed into, saved when the row is left."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from db.registers import REGISTERS, Hazard, HazardStep, SchoolClass, Student
from desktop.ui.editors.chooser import Chooser
from desktop.ui.look import WIDTH, colour
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.ledger import LedgerPage
from desktop.ui.station_steps import ControlStep, GradeStep, Step
from desktop.work import pictures, rectification, rows, tables
from desktop.work.forms import Form
from desktop.work.office import Office
from tests.desktop.ui.windows import NUMBER, POINT, SAMPLES, button, ledger, names, said

PLACES = [register.register_name() for register in REGISTERS if register.tab]
Key = Qt.Key


def test_every_ledger_has_a_page_and_a_form_made_from_its_declaration(
    window: MainWindow, subtests: pytest.Subtests
) -> None:
    """In one window, as somebody who looks into every ledger on one morning."""
    for name in PLACES:
        with subtests.test(name):
            look_into(ledger(window, name))


def look_into(page: LedgerPage) -> None:
    if any(action.adds for action in page.doing.actions):
        page.work.form.open_form(Form.blank(page.office, page.register))  # 新增 leads to a page of its own
    else:
        page.work.add()
    form = page.form.form
    assert form is not None
    shown = {row.field.name for group in page.form._groups._groups.values() for row in group.rows.values()}
    wanted = {f.name for f in page.register.fields().values() if f.required and not f.computed}
    assert wanted <= shown
    assert page.leave(), "a new row nobody has typed into is simply put away"


def test_initials_find_a_pupil_while_one_types(window: MainWindow, qtbot: QtBot) -> None:
    page = ledger(window)
    qtbot.keyClicks(page.find_line, "zs")
    assert names(page) == ["张三", "赵诗"]
    qtbot.keyClick(page.find_line, Key.Key_Escape)
    assert len(names(page)) == 6


def test_what_nobody_is_called_says_so_and_offers_to_clear(window: MainWindow, qtbot: QtBot) -> None:
    page = ledger(window)
    qtbot.keyClicks(page.find_line, "qqq")
    clear = next(b for b in page.counts.empty.findChildren(QPushButton) if b.accessibleName() == "清除条件")
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert len(names(page)) == 6


def test_a_chip_filters_and_the_line_below_counts_what_is_shown(window: MainWindow, office: Office) -> None:
    key = tables.ids(office, Student, "张三")[0]
    rows.change(office, Student, key, {"boarding": "住校"})
    page = ledger(window)
    chip = next(button for button, _ in page.filters._chips if button.text() == "住校")
    chip.click()
    assert names(page) == ["张三"]
    assert page.counts.note.text() == "住校 1 人"
    chip.click()
    assert len(names(page)) == 6


def test_who_has_left_is_there_on_asking_only(window: MainWindow, office: Office) -> None:
    key = tables.ids(office, Student, "张三")[0]
    rows.change(office, Student, key, {"status": "毕业"})
    page = ledger(window)
    page.ask()
    assert "张三" not in names(page)
    assert dict(tables.sums(office, Student))["在校"] == "5 人"
    others = next(button for button in page.filters.findChildren(QPushButton) if button.text() == "含已离校")
    others.click()
    assert len(names(page)) == 6
    assert [mark.label for mark in page.model.marks if mark.stands(tables.rows(office, Student, [key])[0])] == [
        "已离校"
    ]
    others.click()
    window.open_row("students", key)
    assert page.current == key, "a row that is asked for is shown, gone or not"


def test_a_state_stands_as_a_tag_of_its_colour_and_a_late_one_in_red(window: MainWindow, office: Office) -> None:
    late = rectification.enter(
        office, Hazard(what="插座松动", school_id=office.school_id, found_on=date(2026, 10, 13))
    ).data["id"]
    rectification.grade(office, Hazard, bytes.fromhex(late), "1")
    rectification.notify(office, Hazard, bytes.fromhex(late), date(2026, 11, 4), on=date(2026, 11, 1))
    page = ledger(window, "hazards")
    columns = {column.name: column for column in page.model.columns}
    assert columns["state"].tones == {
        "待整改": "amber", "整改中": "blue", "待复查": "accent", "待中心校复查": "accent", "已销号": "green",
    }  # fmt: skip
    assert columns["days_late"].tones == {"!": "red"}
    assert columns["level"].tones == {"重大": "red"}, "what is as usual carries no tag"

    def colours(name: str) -> set[str]:
        place = [column.name for column in page.model.columns].index(name)
        seen = page.grid.visualRect(page.model.index(0, place))
        image = page.grid.viewport().grab(seen).toImage()
        return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}

    assert page.model.text(0, columns["state"]) == "整改中"
    assert page.model.text(0, columns["days_late"]) == "16"
    assert colour("blue_soft").name() in colours("state")
    assert colour("red").name() in colours("days_late")
    assert not colours("level") & {colour(f"{tone}_soft").name() for tone in ("red", "blue", "amber", "green")}


def test_what_was_done_on_another_page_stands_in_the_open_form(window: MainWindow, office: Office) -> None:
    row = bytes.fromhex(rectification.enter(office, Hazard(what="插座松动", school_id=office.school_id)).data["id"])
    page = ledger(window, "hazards")
    page.open_row(row)
    assert page.form.findChild(GradeStep) is not None
    ledger(window, "students")
    window.announce(rectification.grade(office, Hazard, row, "1"))
    page = ledger(window, "hazards")
    QApplication.processEvents()
    assert page.form.form is not None
    assert page.form.form.shown("level") == "一般"
    assert [step for step in page.form.findChildren(Step) if step.isVisible() and isinstance(step, GradeStep)] == []


def test_what_is_done_for_now_is_kept_with_the_day_it_was_done(window: MainWindow, office: Office) -> None:
    found_on = office.today - timedelta(days=3)
    made = Hazard(what="围墙裂缝", school_id=office.school_id, found_on=found_on)
    row = bytes.fromhex(rectification.enter(office, made).data["id"])
    page = ledger(window, "hazards")
    page.open_row(row)
    step = page.form.findChild(ControlStep)
    assert step is not None
    assert not step.body.isVisible(), "folded until somebody asks"
    button(step, "临时管控……").click()
    step.what.setText("拉警戒线，停用东侧通道")
    step.on.put((office.today + timedelta(days=1)).isoformat())
    button(step, "记下临时管控").click()
    assert "还没有到" in said(page)
    step.on.put((office.today - timedelta(days=2)).isoformat())
    button(step, "记下临时管控").click()
    (told,) = tables.table(office, HazardStep, where=[("hazard", row.hex())]).rows
    assert (told["kind"], told["happened_on"]) == ("临时管控", (office.today - timedelta(days=2)).isoformat())
    assert page.form.form is not None
    assert page.form.form.shown("control") == "拉警戒线，停用东侧通道"


def test_any_column_filters(window: MainWindow) -> None:
    page = ledger(window)
    page.filters.open_for(page.register.fields()["sex"], page.mapToGlobal(page.rect().center()))
    box = page.filters._popup
    assert box is not None
    box.line.setText("男")
    box._take()
    assert names(page) == ["李强", "张三"]
    assert page.filters.in_words() == ["性别=男"]
    page.filters.drop("sex")
    assert len(names(page)) == 6


def test_a_heading_sorts_and_sorts_the_other_way(window: MainWindow) -> None:
    page = ledger(window)
    assert names(page) == ["白雨桐", "何佳慧", "李强", "欧阳静怡", "张三", "赵诗"], "pinyin at first"
    born = [column.name for column in page.model.columns].index("born_on")
    page.grid.heading.sectionClicked.emit(born)
    assert names(page)[0] == "赵诗"
    page.grid.heading.sectionClicked.emit(born)
    assert names(page)[0] == "欧阳静怡"


def test_a_cell_is_typed_into_and_enter_goes_down(window: MainWindow, office: Office, qtbot: QtBot) -> None:
    page = ledger(window)
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.model.index(0, 0))
    qtbot.keyClick(page.grid, Key.Key_F2)
    editor = (
        page.grid.focusWidget() if page.grid.focusWidget() is not page.grid else page.grid.viewport().children()[-1]
    )
    editor.setText("白雨彤")
    qtbot.keyClick(editor, Key.Key_Return)
    assert names(page)[0] == "白雨彤"
    assert page.grid.currentIndex().row() == 1
    page.work.take_back()
    assert names(page)[0] == "白雨桐"


def test_a_cell_of_a_code_list_is_chosen_by_initials(window: MainWindow, office: Office, qtbot: QtBot) -> None:
    page = ledger(window)
    nation = [column.name for column in page.model.columns].index("nation")
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.model.index(0, nation))
    qtbot.keyClick(page.grid, Key.Key_F2)
    editor = page.grid.viewport().findChild(Chooser)
    qtbot.keyClicks(editor, "tj")
    assert editor.choosing
    popup = editor._completer.popup()
    qtbot.keyClick(popup, Key.Key_Return)
    assert page.model.index(0, nation).data() == "土家族"
    assert page.grid.currentIndex().row() == 1
    assert page.grid.currentIndex().column() == nation


def test_a_cell_that_does_not_fit_opens_the_form_and_keeps_what_was_typed(window: MainWindow, office: Office) -> None:
    key = tables.ids(office, Student, "张三")[0]
    page = ledger(window)
    page.choose(key)
    page.model.typed.emit(key, "born_on", "2016-13-45")
    form = page.form.form
    assert form is not None
    assert form.shown("born_on") == "2016-13-45"
    assert form.problems["born_on"].level == "error"
    assert tables.rows(office, Student, [key])[0]["born_on"] == "2016-05-05"


def test_a_block_from_wps_is_pasted_with_the_checks_of_the_form(window: MainWindow, office: Office) -> None:
    page = ledger(window)
    born = [column.name for column in page.model.columns].index("born_on")
    page.grid.setCurrentIndex(page.model.index(0, born))
    QGuiApplication.clipboard().setText("2016.2.1\n2016年3月2日\n")
    page.grid.paste()
    assert [page.model.index(row, born).data() for row in (0, 1)] == ["2016-02-01", "2016-03-02"]
    QGuiApplication.clipboard().setText("2016.2.2\n2016-14-01\n")
    page.grid.paste()
    assert page.model.index(0, born).data() == "2016-02-01", "with one error nothing is pasted"
    assert "第 2 行" in page.banner.text


def test_a_row_copied_and_pasted_over_itself_loses_nothing_that_was_masked(window: MainWindow, office: Office) -> None:
    page = ledger(window)
    key = page.model.ids[0]
    rows.change(office, Student, key, {"enrolment_number": "G11010519491231002X", "left_behind": "双方外出"})
    page.refresh(frozenset({"students"}))
    grid = page.grid
    grid.setCurrentIndex(page.model.index(0, 0))
    grid.selectAll()
    grid.selectionModel().select(page.model.index(1, 0), grid.selectionModel().SelectionFlag.Deselect)
    grid.copy()
    grid.setCurrentIndex(page.model.index(0, 0))
    grid.paste()
    kept = tables.rows(office, Student, [key], show_private=True)[0]
    assert (kept["enrolment_number"], kept["left_behind"]) == ("G11010519491231002X", "双方外出")


def test_chosen_cells_are_copied_as_a_spreadsheet_takes_them(window: MainWindow) -> None:
    page = ledger(window)
    grid = page.grid
    flags = grid.selectionModel().SelectionFlag
    grid.setCurrentIndex(page.model.index(1, 0))
    grid.selectionModel().select(page.model.index(1, 0), flags.ClearAndSelect)
    grid.selectionModel().select(page.model.index(2, 1), flags.Select)
    grid.selectionModel().select(page.model.index(1, 1), flags.Select)
    grid.selectionModel().select(page.model.index(2, 0), flags.Select)
    grid.copy()
    assert QGuiApplication.clipboard().text() == "何佳慧\t女\n李强\t男"


def test_removing_asks_in_place_and_can_be_taken_back(window: MainWindow, qtbot: QtBot) -> None:
    page = ledger(window)
    page.grid.setCurrentIndex(page.model.index(2, 0))
    qtbot.keyClick(page.grid, Key.Key_Delete)
    assert "李强" in page.banner.text
    assert "李强" in names(page), "nothing happens before it is said"
    qtbot.keyClick(page.banner._yes, Key.Key_Space)
    assert "李强" not in names(page)
    page.work.take_back()
    assert "李强" in names(page)


def test_the_form_saves_when_the_row_is_left(window: MainWindow, office: Office, qtbot: QtBot) -> None:
    page = ledger(window)
    page.grid.setCurrentIndex(page.model.index(0, 0))
    page.work.open()
    row = next(g.rows["id_number"] for g in page.form._groups._groups.values() if "id_number" in g.rows)
    row.editor.setText(NUMBER)
    row.editor.tell()
    form = page.form.form
    assert form is not None
    assert form.problems["born_on"].offer is not None
    assert "1949-12-31" in form.problems["born_on"].sentence
    assert page.form.foot.state.text() == "改好这 1 处后自动保存"
    link = next(b for b in page.form.findChildren(QPushButton) if b.accessibleName() == "采用证件号日期")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert not form.held
    page.form.stepped.emit(1)
    kept = tables.rows(office, Student, tables.ids(office, Student, "白雨桐"), show_private=True)[0]
    assert (kept["id_number"], kept["born_on"]) == (NUMBER, "1949-12-31")
    assert page.form.key == page.model.ids[1]


def test_a_row_left_with_an_error_waits_as_a_draft(window: MainWindow, office: Office) -> None:
    page = ledger(window)
    page.grid.setCurrentIndex(page.model.index(0, 0))
    page.work.open()
    row = next(g.rows["born_on"] for g in page.form._groups._groups.values() if "born_on" in g.rows)
    row.editor.setText("前天")
    row.editor.tell()
    page.grid.setCurrentIndex(page.model.index(1, 0))
    assert "没有保存" in page.banner.text
    page.grid.setCurrentIndex(page.model.index(0, 0))
    form = page.form.form
    assert form is not None
    assert form.shown("born_on") == "前天"


def test_private_values_stay_masked_until_somebody_presses_the_eye(
    window: MainWindow, office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    key = tables.ids(office, Student, "张三")[0]
    rows.change(office, Student, key, {"phone": "13900000457"})
    page = ledger(window)
    page.open_row(key)
    row = next(g.rows["phone"] for g in page.form._groups._groups.values() if "phone" in g.rows)
    assert row._covered is not None
    assert "0000" not in row._covered.text()
    with caplog.at_level("INFO", "xiangxiao"):
        row._covered.wanted.emit()
    assert row.editor.text() == "13900000457"
    assert "王秀兰" in caplog.text
    assert "0457" not in caplog.text


def test_a_new_pupil_is_not_scolded_before_anything_is_typed(window: MainWindow) -> None:
    page = ledger(window)
    page.work.add()
    assert page.form.foot.state.text() == "离开这一行时保存"
    page.form._typed("sex", "男")
    assert page.form.foot.state.text().startswith("改好这")
    assert not page.leave(), "without a name the row is neither saved nor lost"
    page.form._typed("name", "王小明")
    assert page.leave()
    assert "王小明" in names(page)


def test_the_school_is_a_column_only_where_there_are_several(window: MainWindow) -> None:
    page = ledger(window)
    assert page.model.columns[-1].name == "school"
    assert POINT in [label for _, label in tables.choices(page.office, page.register.fields()["school"])]


def test_columns_remember_width_and_order(window: MainWindow) -> None:
    page = ledger(window)
    header = page.grid.heading
    header.moveSection(3, 1)
    header.resizeSection(header.logicalIndex(1), 222)
    kept = window.machine.columns("students")
    assert kept[1] == (page.model.columns[3].name, 222)
    again = type(page)(window, Student)
    assert again.grid.heading.visualIndex(3) == 1
    assert again.grid.heading.sectionSize(3) == 222


def test_the_longest_names_push_nothing_out_of_the_window(window: MainWindow, office: Office) -> None:
    long = "阿依古丽·买买提艾力·阿布都热西提·努尔买买提江·吐尔逊古丽"
    rows.add(office, Student, {"name": long})
    page = ledger(window)
    page.open_row(tables.ids(office, Student, "阿依古丽")[0])
    window.resize(1093, 614)
    QGuiApplication.processEvents()
    assert window.width() == 1093
    close = next(b for b in page.form.findChildren(QPushButton) if b.accessibleName().startswith("关上"))
    right = close.mapTo(window, close.rect().topRight()).x()
    assert right < window.width()
    assert page.form._title.toolTip() == long


def test_when_room_is_short_the_last_chips_go_and_pressed_ones_stay(window: MainWindow) -> None:
    page = ledger(window)
    page.filters._chips[-1][0].click()
    page.filters.resize(page.filters.more.sizeHint().width() + 90, 30)
    assert page.filters._chips[-1][0].isVisible()
    assert not page.filters._chips[0][0].isVisible()


def test_a_class_filter_means_the_classes_of_that_name_in_every_school(window: MainWindow, office: Office) -> None:
    rows.add(office, SchoolClass, {"school": POINT, "entry_year": "2022", "number": "1"})
    rows.add(office, Student, {"school": POINT, "name": "石晓萌", "class": "五（1）班"})
    page = ledger(window)
    page.filters.open_for(page.register.fields()["class"], page.mapToGlobal(page.rect().center()))
    box = page.filters._popup
    assert box is not None
    assert isinstance(box.line, Chooser)
    assert box.line._labels == ["五（1）班"], "a name stands in the list once"
    box.line.setText("五（1）班")
    box._take()
    assert len(names(page)) == 7


def test_ctrl_and_a_number_opens_the_tab_of_that_place(window: MainWindow) -> None:
    page = ledger(window, "staff")
    window._top.tab_chosen.emit("花名册")
    assert window.page is page, "the tab one is in stays where it is"
    assert all(button.toolTip().startswith("Ctrl+") for button in window._top.tabs.values())


def test_the_form_slides_in_where_the_system_lets_things_move(window: MainWindow, qtbot: QtBot) -> None:
    page = ledger(window)
    page.grid.setCurrentIndex(page.model.index(0, 0))
    before = QApplication.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
    try:
        for moves in (True, False):
            QApplication.setEffectEnabled(Qt.UIEffect.UI_AnimateMenu, moves)
            page.work.open()
            qtbot.waitUntil(lambda: page.form.width() == WIDTH.form, timeout=3000)
            page.form.close_form()
    finally:
        QApplication.setEffectEnabled(Qt.UIEffect.UI_AnimateMenu, before)


def test_the_hazard_book_shows_photographs_small_and_days_as_bars(window: MainWindow, office: Office) -> None:
    """The photograph beside the hazard's words; the bar is red where the term is over."""
    kept = pictures.keep(office, (SAMPLES / "hazards" / "rail.jpg").read_bytes())
    first = office.today - timedelta(days=20)
    words = {"place": "走廊", "category": "用电", "found_on": str(first), "due_on": str(first + timedelta(days=5))}
    rows.add(office, Hazard, {**words, "what": "护栏脱焊"})
    rows.add(office, Hazard, {**words, "what": "插座松动", "due_on": str(office.today + timedelta(days=5))})
    with office.change("照片") as work:
        key = next(row["id"] for row in tables.table(office, Hazard).rows if row["what"] == "护栏脱焊")
        work.get(Hazard, bytes.fromhex(key)).photo_before = kept
    page = ledger(window, "hazards")
    photo = next(n for n, column in enumerate(page.model.columns) if column.picture)
    days = next(n for n, column in enumerate(page.model.columns) if column.bar)
    at = {page.model.text(n, page.model.columns[0]): n for n in range(page.model.rowCount())}
    index = page.model.index(at["护栏脱焊"], photo)
    assert index.data() is None, "no number of a file stands in the cell"
    assert index.data(Qt.ItemDataRole.UserRole) == kept
    assert page.grid.pictures(kept).width() > 0
    assert page.model.index(at["插座松动"], photo).data(Qt.ItemDataRole.UserRole) is None
    assert page.model.alarmed(at["护栏脱焊"], page.model.columns[days])
    assert not page.model.alarmed(at["插座松动"], page.model.columns[days])
    page.grid.heading.sorting.emit(photo)
    at = {page.model.text(n, page.model.columns[0]): n for n in range(page.model.rowCount())}
    assert len(at) == 2
    red = painted(page, at["护栏脱焊"], days)
    assert colour("red").name() in red
    assert colour("red").name() not in painted(page, at["插座松动"], days)


def painted(page: LedgerPage, row: int, column: int) -> set[str]:
    """The colours of one cell as it stands on the screen."""
    QApplication.processEvents()
    index = page.model.index(row, column)
    page.grid.scrollTo(index)
    image = page.grid.viewport().grab(page.grid.visualRect(index)).toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
