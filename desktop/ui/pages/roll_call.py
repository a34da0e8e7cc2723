"""点名: today's classes at the left, the pupils of one of them, all present; one key a reason, Enter signs."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from db.fields import Field
from desktop.ui.editors.chooser import Chooser
from desktop.ui.editors.days import DayEditor
from desktop.ui.empty import Empty
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.pages import roll_grid
from desktop.ui.pages.roll_rooms import RoomList
from desktop.ui.pages.roll_sheet import RollSheet
from desktop.ui.pages.roll_week import WeekStrip
from desktop.ui.parts import across, down, foot, heading, press, words
from desktop.work import roll_call, roll_days, roll_drafts, tables
from desktop.work.roll_call import Sheet
from desktop.work.roll_days import RoomDay

CONCERNS = frozenset({"roll_calls", "absences", "students", "classes", "holidays", "terms", "settings"})
ALL = "全部学校"


class RollCallPage(LatePage):
    """One day of a school; marks that nobody has signed yet stay until somebody does."""

    help_page = "attendance"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.on = self.office.today
        self.unsigned = roll_drafts.unsigned(self.office)
        self.rooms: list[RoomDay] = []
        self.list, self.calling, self.week = RoomList(), RollSheet(), WeekStrip()
        self.day = DayEditor(Field("日期", "day"), self.office.today)
        self.day.setAccessibleName("哪一天")
        self.day.setFixedWidth(WIDTH.roll_day)
        self.school = Chooser([])
        self.school.setAccessibleName("学校")
        self.sign = press("签名（回车）", "check", "primary", does=self._sign)
        self._note, self._sum = words("", "soft"), words("", "small")
        self._empty, self._center = Empty(), QStackedWidget()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)
        self.fill()

    def _lay_out(self) -> None:
        tools = (
            press("", "arrow-left", "ghost", tip="前一个上课日（PageUp）", does=partial(self._step, -1)),
            self.day,
            press("", "arrow-right", "ghost", tip="后一个上课日（PageDown）", does=partial(self._step, 1)),
            press("导出", "download", tip="这个班的月考勤表，用WPS填好再导入", does=self._take_out),
            press("导入考勤表", "upload", tip="纸质月考勤表录成的表格", does=self._bring_in),
            press("打印考勤表", "printer", does=self._print),
        )
        tools[4].setEnabled(not self.office.read_only)
        rooms = down(
            across(self.school, pad=(SPACE.page, SPACE.s, SPACE.m, SPACE.s)), (self.list, 1), gap=0, role="page"
        )
        rooms.setFixedWidth(WIDTH.roll_rooms)
        self._center.addWidget(across(rooms, (self.calling, 1), gap=0))
        self._center.addWidget(self._empty)
        for part, share in (
            (heading("点名", *tools, note=self._note), 0),
            (across((self.week, 1), pad=(SPACE.page, SPACE.xs, SPACE.l, SPACE.s)), 0),
            (self.banner_place, 0), (self._center, 1), (foot(self._sum, None, self.sign), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)

    def _connect(self) -> None:
        self.list.chosen.connect(self._open)
        self.list.opened.connect(lambda _: self.calling.setFocus())
        self.calling.changed.connect(self._marked)
        self.calling.session.connect(self._open_session)
        self.calling.board.signed.connect(self._sign)
        self.calling.board.left.connect(self.list.setFocus)
        self.week.chosen.connect(self.go_to)
        self.day.returnPressed.connect(self._typed_day)
        self.school.chosen.connect(lambda _: self.fill())
        for keys, does in (
            ("PgUp", partial(self._step, -1)), ("PgDown", partial(self._step, 1)), ("Ctrl+P", self._print),
            ("F2", self.calling.remark.setFocus), ("Ctrl+F", self.calling.find_line.setFocus),
            ("Ctrl+Z", self.take_back),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)

    @property
    def sheet(self) -> Sheet | None:
        """The class and day one sees."""
        return self.calling.sheet

    # -- which day and class ------------------------------------------------------------------------------

    def fill(self) -> None:
        here = self.sheet.room if self.sheet else b""
        self._offer_schools()
        school = self.school.value if self.school.isVisibleTo(self) else None
        self.rooms = self.try_to(lambda: roll_days.day(self.office, self.on, school)) or []
        self.week.put(roll_days.week(self.office, self.on, school), self.on, self.office.today)
        self.week.setVisible(bool(self.rooms))
        label = roll_days.week_label(self.office, self.on)
        self._note.setText("　".join(part for part in (label, f"{self.on.month}月{self.on.day}日") if part))
        self.day.setText(self.on.isoformat())
        self._say_nothing(roll_days.has_lessons(self.office, self.on))
        self.list.put_rooms(self.rooms, self._waiting())
        place = next((i for i, one in enumerate(self.rooms) if one.room.id == here), self.list.first_left)
        if self.rooms:
            self.list.selectRow(place)
            self._open(place)
        called = [one for one in self.rooms if one.called]
        missing = sum(one.expected - one.present for one in called)
        said = f"{len(self.rooms)} 个班　{sum(one.room.pupils for one in self.rooms)} 人　已点 {len(called)} 个班"
        self._sum.setText(said + (f"　缺勤 {missing} 人" if called else "") if self.sign.isEnabled() else "")

    def _offer_schools(self) -> None:
        choices = tables.choices(self.office, Field("学校", "link", target="schools"))
        several = len(choices) > 1 and not self.office.bound
        self.school.setVisible(several)
        if several and not self.school.text():
            self.school.offer([*choices, (None, ALL)])
            self.school.setText(self.office.school)

    def _say_nothing(self, lessons: bool) -> None:
        self._center.setCurrentIndex(0 if self.rooms and lessons else 1)
        self.sign.setEnabled(bool(self.rooms and lessons) and not self.office.read_only)
        if not lessons:
            self._empty.put("calendar-off", "这一天不上课", "按校历这一天没有课，不用点名。上课的话，请在“校历”里改。")
        elif not self.rooms:
            self._empty.put("users", "还没有可以点名的班", "先在“在校学生”里给学生填上班级，这里就有了。")

    def _waiting(self) -> set[bytes]:
        """Classes of this day that are half called."""
        return {room for room, on, _ in self.unsigned if on == self.on}

    def go_to(self, on: date) -> None:
        """Show another day."""
        self.on, self.calling.sheet = on, None
        self.fill()

    def _step(self, direction: int) -> None:
        """The school day before or after, up to today."""
        on = self.on
        for _ in range(60):
            on += timedelta(days=direction)
            if on > self.office.today:
                return None
            if roll_days.has_lessons(self.office, on):
                return self.go_to(on)

    def _typed_day(self) -> None:
        self.day.tell()
        try:
            self.go_to(date.fromisoformat(self.day.text()))
        except ValueError:
            self.banner.say("这不是日期。", "请写成 2026-11-20 这样。", "doubt")

    def _open(self, place: int) -> None:
        """Show this class as it is called: the session one was at, else the first that is left."""
        if 0 <= place < len(self.rooms) and not self._center.currentIndex():
            one, sheet = self.rooms[place], self.sheet
            same = sheet is not None and (sheet.room, sheet.on) == (one.room.id, self.on)
            self._open_session(sheet.session if sheet and same else (one.left or one.room.sessions)[0])

    def _open_session(self, session: str) -> None:
        one = self.list.here
        if one is None:
            return
        sheet = self.try_to(lambda: roll_call.open_sheet(self.office, one.room.id, self.on, session))
        if sheet is not None:
            marks = self.unsigned.get((sheet.room, sheet.on, sheet.session), sheet.marks)
            self.calling.put(sheet, marks, one.room.sessions, one.left)
            self.sign.setText(" 改后签名（回车）" if sheet.called else " 签名（回车）")

    # -- marking and signing ------------------------------------------------------------------------------

    def _marked(self) -> None:
        sheet = self.sheet
        assert sheet is not None
        key, marks = (sheet.room, sheet.on, sheet.session), self.calling.marks
        if marks == dict(sheet.marks):
            self.unsigned.pop(key, None)
        else:
            self.unsigned[key] = marks
        self.list.mark(self._waiting())

    def _sign(self) -> None:
        """Put the class down and go on to the next one that is not called."""
        sheet = self.sheet
        if sheet is None or not self.sign.isEnabled():
            return
        outcome = self.try_to(lambda: roll_call.sign(self.office, sheet, self.calling.marks))
        if outcome is None:
            return
        self.unsigned.pop((sheet.room, sheet.on, sheet.session), None)
        self.leave()
        self.calling.sheet = None
        self.host.announce(outcome)
        left = self.list.first_left
        done = not self.rooms or self.rooms[left].called
        self.list.selectRow(self.list.currentIndex().row() if done else left)
        (self.list if done else self.calling).setFocus()
        self.banner.say(outcome.sentence + ("各班都点完了。" if done else ""), "", "good")

    def _bring_in(self) -> None:
        roll_grid.choose(self, self.sheet.title if self.sheet else "")

    def _take_out(self) -> None:
        roll_grid.offer(self, self.sheet.title if self.sheet else "", self.on.isoformat()[:7])

    def _print(self) -> None:
        asked = {"report": "attendance-grid", "month": self.on.isoformat()[:7]}
        self.host.open_print(None, asked | ({"class": self.sheet.room.hex()} if self.sheet else {}))

    # -- leaving ------------------------------------------------------------------------------------------

    def refresh(self, changed: frozenset[str]) -> None:
        if changed & CONCERNS:
            super().refresh(changed)

    def leave(self) -> bool:
        """Marks that nobody has signed wait on this computer."""
        self.try_to(lambda: roll_drafts.keep(self.office, self.unsigned))
        return True

    def gone(self) -> None:
        self.leave()
