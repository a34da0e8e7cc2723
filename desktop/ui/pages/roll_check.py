"""人籍核对: every pupil once a term, class by class; what does not agree is settled; how far each school is."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from db.fields import Field
from desktop.ui.editors.chooser import Picker
from desktop.ui.empty import Empty
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.pages.roll_check_class import ClassSheet, Rooms
from desktop.ui.pages.roll_check_open import OpenLines
from desktop.ui.parts import across, down, foot, heading, press, words
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.work import roll_check, roll_settling, tables
from desktop.work.history import undo
from desktop.work.outcome import Outcome
from desktop.work.roll_settling import Open, School

CONCERNS = frozenset({"roll_checks", "roll_check_rows", "students", "classes", "movements", "terms"})
SCHOOLS = (
    Column("学校"), Column("应核对", WIDTH.figure, right=True), Column("已核对", WIDTH.figure, right=True),
    Column("一致", WIDTH.figure, right=True), Column("空挂学籍", WIDTH.state, right=True),
    Column("有人无籍", WIDTH.state, right=True), Column("未处理", WIDTH.figure, right=True),
    Column("状态", WIDTH.room), Column("核对人", WIDTH.room, keep=False),
)  # fmt: skip
TONES = {"未开始": "red", "核对中": "amber", "已核完": "blue", "已完成": "green"}


class RollCheckPage(LatePage):
    """Three views: class by class, what is left to settle, the schools of the township."""

    help_page = "movements"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        schools = tables.choices(self.office, Field("", "link", target="schools"))
        self.school = Picker([(row, name) for row, name in schools], self.office.school_id)
        self.school.setAccessibleName("学校")
        self.school.setFixedWidth(WIDTH.find_narrow)
        self.school.chosen.connect(lambda _: self.fill())
        self.rooms, self.sheet, self.open = Rooms(), ClassSheet(), OpenLines(self.office)
        self.township = PlainTable(SCHOOLS, "各校核对情况")
        self._views = [
            press(label, role="chip", does=partial(self.show_view, place))
            for place, label in enumerate(("按班核对", "不一致", "各校情况"))
        ]
        self._finish = press("完成核对", "badge-check", does=self._declare)
        self._note, self._sum = words("", "soft"), words("", "small")
        self._center, self._empty = QStackedWidget(), Empty()
        self._lay_out()
        self._connect()
        self.school.setVisible(len(schools) > 1 and not self.office.bound)
        self._views[2].setVisible(not self.office.bound)
        self.setFocusProxy(self.rooms)
        self.fill()
        self.show_view(0)

    def _lay_out(self) -> None:
        printing = press("打印核对表", "printer", does=self._print)
        rooms = down((self.rooms, 1), gap=0, role="page")
        rooms.setFixedWidth(WIDTH.roll_rooms)
        for view in (across(rooms, (self.sheet, 1), gap=0), self.open, self.township, self._empty):
            self._center.addWidget(view)
        for part, share in (
            (heading("人籍核对", self.school, printing, self._finish, note=self._note), 0),
            (across(*self._views, None, pad=(SPACE.page, SPACE.xs, SPACE.l, SPACE.s)), 0),
            (self.banner_place, 0), (self._center, 1), (foot(self._sum, None), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)

    def _connect(self) -> None:
        self.rooms.chosen.connect(self._open_room)
        self.rooms.opened.connect(lambda _: self.sheet.setFocus())
        self.sheet.ticked.connect(self._tick)
        self.sheet.freed.connect(lambda row: self._did(lambda: roll_check.take_off(self.office, row)))
        self.sheet.other.connect(self._add)
        self.sheet.rest.connect(self._rest)
        self.open.moving.connect(self._move)
        self.open.settled.connect(
            lambda row, how, said: self._did(lambda: roll_settling.settle(self.office, row, how, said))
        )
        self.township.opened.connect(self._go_to)
        for keys, does in (("Ctrl+Return", self._rest), ("Ctrl+P", self._print), ("Ctrl+Z", self._take_back)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)

    # -- reading ------------------------------------------------------------------------------------------

    @property
    def check(self) -> roll_check.Check:
        chosen = self.school.value if not self.office.bound else None
        return roll_check.this_term(self.office, chosen)

    def fill(self) -> None:
        here = self.rooms.here.room if self.rooms.here else b""
        rooms = roll_check.rooms(self.office, self.check)
        self._note.setText(self.check.label)
        self.rooms.put_rooms(rooms)
        place = next((i for i, one in enumerate(rooms) if one.room == here), self.rooms.first_left)
        if rooms:
            self.rooms.selectRow(place)
            self._open_room(place)
        listed = roll_settling.to_settle(self.office, self.check, township=not self.office.bound)
        self.open.put(listed, self.office.titles("schools"))
        waiting = sum(not one.settled for one in listed)
        self._views[1].setText(f"不一致 {waiting} 人待处理" if waiting else "不一致")
        if not self.office.bound:
            self.schools = roll_settling.township(self.office, self.check)
            self.township.put([self._school(one) for one in self.schools])
        self._empty.put("list-checks", "没有要核对的学生", "先在“在校学生”里登记学生、编好班级，再来核对。")
        left = sum(one.pupils - one.ticked for one in rooms)
        all_, apart = sum(one.pupils for one in rooms), sum(one.not_here + one.not_listed for one in rooms)
        said = f"应核对 {all_} 人　已核对 {all_ - left} 人　不一致 {apart} 人"
        self._sum.setText(said if rooms else "")
        self._finish.setEnabled(bool(rooms) and not left and not self.office.read_only)
        self._show_center()

    def _school(self, one: School) -> list[Cell]:
        figures = (one.pupils, one.ticked, one.here, one.not_here, one.not_listed)
        return [
            Cell(one.name, "ink"), *(Cell(str(n)) for n in figures),
            Cell(str(one.unsettled), "red" if one.unsettled else ""), Cell(one.state, TONES[one.state], tag=True),
            Cell(one.checker),
        ]  # fmt: skip

    def show_view(self, place: int) -> None:
        for number, chip in enumerate(self._views):
            chip.setChecked(number == place)
        self._show_center()

    def _show_center(self) -> None:
        place = next((i for i, chip in enumerate(self._views) if chip.isChecked()), 0)
        self._center.setCurrentIndex(place if place or self.rooms.rooms else 3)

    def _open_room(self, place: int) -> None:
        if 0 <= place < len(self.rooms.rooms):
            room = self.rooms.rooms[place]
            pupils = roll_check.sheet(self.office, self.check, room.room)
            self.sheet.put(room, pupils, writes=not self.office.read_only)

    def refresh(self, changed: frozenset[str]) -> None:
        if changed & CONCERNS:
            super().refresh(changed)

    # -- doing --------------------------------------------------------------------------------------------

    def _did(self, does: Any) -> None:
        outcome: Outcome | None = self.try_to(does)
        if outcome is not None:
            self.host.announce(outcome)
            self._sum.setText(f"{self._sum.text()}　{outcome.sentence}")

    def _tick(self, students: list[bytes], finding: str) -> None:
        room = self.rooms.here
        if room is not None:
            self._did(lambda: roll_check.tick(self.office, self.check, room.room, students, finding))

    def _add(self, name: str) -> None:
        room = self.rooms.here
        if room is not None:
            self._did(lambda: roll_check.add_other(self.office, self.check, room.room, name))

    def _rest(self) -> None:
        """Everybody of this class who is left is there; on to the next class."""
        room = self.rooms.here
        if room is None or not self.sheet.all.isEnabled() or self._center.currentIndex():
            return
        self._did(lambda: roll_check.all_here(self.office, self.check, room.room))
        self.rooms.selectRow(self.rooms.first_left)
        self.sheet.setFocus()

    def _declare(self) -> None:
        self._did(lambda: roll_check.finish(self.office, self.check))

    def _move(self, one: Open) -> None:
        from desktop.ui.pages.movement import MovementPage

        known = {} if one.student else {"name": one.name}
        self.host.go(MovementPage(self.host, one.student, "31" if one.student else "11", pupil=known))

    def _go_to(self, row: int) -> None:
        self.school.put(self.schools[row].school)
        self.show_view(0)
        self.fill()

    def _take_back(self) -> None:
        self._did(lambda: undo(self.office))

    def _print(self) -> None:
        place = next((i for i, chip in enumerate(self._views) if chip.isChecked()), 0)
        if place:
            self.host.open_print(None, {"report": "roll-check-summary"})
            return
        room, school = self.rooms.here, self.office.titles("schools").get(self.check.school, "")
        asked = {"report": "roll-check", "school": school}
        self.host.open_print(None, asked | ({"class": room.room.hex()} if room and room.room else {}))
