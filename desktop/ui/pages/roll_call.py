"""点名: today's classes at the left, the pupils of one of them, all present; one key a reason, Enter signs."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QStackedWidget

from db.fields import Field
from desktop.ui.editors.chooser import Chooser
from desktop.ui.editors.days import DayEditor
from desktop.ui.editors.initials import initials
from desktop.ui.empty import Empty
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.pages.roll_board import Board
from desktop.ui.pages.roll_week import WeekStrip
from desktop.ui.parts import FindBox, across, down, empty, foot, heading, press, restyle, words
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.work import roll_call, roll_days, roll_drafts, roll_words, tables
from desktop.work.history import undo
from desktop.work.roll_call import Sheet
from desktop.work.roll_days import RoomDay
from desktop.work.roll_words import Mark

COLUMNS = (Column("班级"), Column("点名", WIDTH.roll_state, right=True))
CONCERNS = frozenset({"roll_calls", "absences", "students", "classes", "holidays", "terms", "settings"})
ALL = "全部学校"


class RollCallPage(LatePage):
    """One day of a school; marks that nobody has signed yet stay until somebody does."""

    help_page = "attendance"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.on = self.office.today
        self.sheet: Sheet | None = None
        self.unsigned = roll_drafts.unsigned(self.office)
        self.rooms: list[RoomDay] = []
        self.list = PlainTable(COLUMNS, "今天的班级")
        self.board = Board()
        self.week = WeekStrip()
        self._parts()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)
        self.fill()

    # -- putting it together ------------------------------------------------------------------------------

    def _parts(self) -> None:
        self.day = DayEditor(Field("日期", "day"), self.office.today)
        self.day.setAccessibleName("哪一天")
        self.day.setFixedWidth(WIDTH.roll_day)
        self.school = Chooser([])
        self.school.setAccessibleName("学校")
        self._note = words("", "soft")
        self._title, self._counts = words("", "head"), words("", "soft")
        self._sessions = across(gap=SPACE.inner)
        self.find_line = FindBox("找学生：拼音或首字母")
        self.find_line.setFixedWidth(WIDTH.find_narrow)
        self.remark = QLineEdit()
        self.remark.setAccessibleName("说明")
        self.remark.setPlaceholderText("说明（F2），如：外婆接走")
        self.reasons = {
            code: press(f"{label} {key}", role="chip", does=partial(self._pressed, code))
            for code, label, key in roll_words.reasons()
        }
        self.sign = press("签名（回车）", "check", "primary", does=self._sign)
        self._sum = words("", "small")
        self._empty, self._center = Empty(), QStackedWidget()

    def _lay_out(self) -> None:
        back = press("", "arrow-left", "ghost", tip="前一个上课日（PageUp）", does=partial(self._step, -1))
        on = press("", "arrow-right", "ghost", tip="后一个上课日（PageDown）", does=partial(self._step, 1))
        paper = press("打印考勤表", "printer", does=self._print)
        rooms = down(
            across(self.school, pad=(SPACE.page, SPACE.s, SPACE.m, SPACE.s)), (self.list, 1), gap=0, role="page"
        )
        rooms.setFixedWidth(WIDTH.roll_rooms)
        head = across(
            self._title, self._counts, SPACE.s, self._sessions, None, self.find_line,
            pad=(SPACE.m, SPACE.s, SPACE.l, SPACE.s),
        )  # fmt: skip
        keys = across(*self.reasons.values(), None, (self.remark, 1), pad=(SPACE.m, SPACE.s, SPACE.l, SPACE.xs))
        told = words(f"空格 没到　退格 到了　病假后按数字记症状：{roll_words.symptoms()}", "hint", wrap=True)
        sheet = down(
            head, (self.board, 1), keys, across((told, 1), pad=(SPACE.m, 0, SPACE.l, SPACE.s)), gap=0, role="form"
        )
        self._center.addWidget(across(rooms, (sheet, 1), gap=0))
        self._center.addWidget(self._empty)
        for part, share in (
            (heading("点名", back, self.day, on, paper, note=self._note), 0),
            (across((self.week, 1), pad=(SPACE.page, SPACE.xs, SPACE.l, SPACE.s)), 0),
            (self.banner_place, 0), (self._center, 1), (foot(self._sum, None, self.sign), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)

    def _connect(self) -> None:
        self.list.chosen.connect(self._open)
        self.list.opened.connect(lambda _: self.board.setFocus())
        self.board.changed.connect(self._marked)
        self.board.moved.connect(self._show_pupil)
        self.board.signed.connect(self._sign)
        self.board.left.connect(self.list.setFocus)
        self.week.chosen.connect(self.go_to)
        self.day.returnPressed.connect(self._typed_day)
        self.school.chosen.connect(lambda _: self.fill())
        self.find_line.textChanged.connect(self._find)
        self.find_line.returnPressed.connect(self.board.setFocus)
        self.remark.editingFinished.connect(self._remarked)
        self.remark.returnPressed.connect(self.board.setFocus)
        for keys, does in (
            ("PgUp", partial(self._step, -1)), ("PgDown", partial(self._step, 1)), ("F2", self.remark.setFocus),
            ("Ctrl+F", self.find_line.setFocus), ("Ctrl+Z", self._take_back), ("Ctrl+P", self._print),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)

    # -- which day and class ------------------------------------------------------------------------------

    def fill(self) -> None:
        here = self.sheet.room if self.sheet else b""
        self._offer_schools()
        school = self.school.value if self.school.isVisibleTo(self) else None
        self.rooms = self.try_to(lambda: roll_days.day(self.office, self.on, school)) or []
        self.week.put(roll_days.week(self.office, self.on, school), self.on, self.office.today)
        label = roll_days.week_label(self.office, self.on)
        self._note.setText("　".join(part for part in (label, f"{self.on.month}月{self.on.day}日") if part))
        self.day.setText(self.on.isoformat())
        self._say_nothing()
        self.list.put([self._row(one) for one in self.rooms])
        place = next((i for i, one in enumerate(self.rooms) if one.room.id == here), self._first_left())
        if self.rooms:
            self.list.selectRow(place)
            self._open(place)
        self._sum_up()

    def _offer_schools(self) -> None:
        choices = tables.choices(self.office, Field("学校", "link", target="schools"))
        several = len(choices) > 1 and not self.office.bound
        self.school.setVisible(several)
        if several and not self.school.text():
            self.school.offer([*choices, (None, ALL)])
            self.school.setText(self.office.school)

    def _say_nothing(self) -> None:
        lessons = roll_days.has_lessons(self.office, self.on)
        self._center.setCurrentIndex(0 if self.rooms and lessons else 1)
        self.sign.setEnabled(bool(self.rooms and lessons) and not self.office.read_only)
        if not lessons:
            self._empty.put("calendar-off", "这一天不上课", "按校历这一天没有课，不用点名。上课的话，请在“校历”里改。")
        elif not self.rooms:
            self._empty.put("users", "还没有可以点名的班", "先在“在校学生”里给学生填上班级，这里就有了。")

    def _row(self, one: RoomDay) -> list[Cell]:
        keys = {key[0] for key in self.unsigned if key[1] == self.on}
        if one.room.id in keys:
            return [Cell(one.room.title), Cell("未签名", "amber")]
        if not one.called:
            return [
                Cell(one.room.title),
                Cell("未点" if len(one.left) == len(one.room.sessions) else _left(one), "red"),
            ]
        missing = one.expected - one.present
        return [Cell(one.room.title), Cell(f"缺{missing}" if missing else "全到 ✓", "ink2" if missing else "green")]

    def _first_left(self) -> int:
        return next((i for i, one in enumerate(self.rooms) if not one.called), 0)

    def go_to(self, on: date) -> None:
        """Show another day."""
        self.on = on
        self.sheet = None
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
            on = date.fromisoformat(self.day.text())
        except ValueError:
            self.banner.say("这不是日期。", "请写成 2026-11-20 这样。", "doubt")
            return
        self.go_to(on)

    def _open(self, place: int) -> None:
        """Show this class as it is called."""
        if not 0 <= place < len(self.rooms) or self._center.currentIndex():
            return
        one = self.rooms[place]
        kept = self.sheet.session if self.sheet and self.sheet.room == one.room.id and self.sheet.on == self.on else ""
        self._open_session(one, kept or (one.left or one.room.sessions)[0])

    def _open_session(self, one: RoomDay, session: str) -> None:
        sheet = self.try_to(lambda: roll_call.open_sheet(self.office, one.room.id, self.on, session))
        if sheet is None:
            return
        self.sheet = sheet
        self.board.put(sheet.pupils, self.unsigned.get((sheet.room, sheet.on, sheet.session), sheet.marks))
        self._title.setText(sheet.title)
        chips = self._sessions.layout()
        assert chips is not None
        empty(chips)
        for code in one.room.sessions if len(one.room.sessions) > 1 else ():
            chip = press(roll_words.SESSIONS[code] + ("" if code in one.left else " ✓"), role="chip")
            chip.setChecked(code == session)
            chip.clicked.connect(lambda _=False, code=code: self._open_session(one, code))
            chips.addWidget(chip)
        self._show_counts()
        self._show_pupil()

    # -- marking ------------------------------------------------------------------------------------------

    def _pressed(self, code: str) -> None:
        self.board.reason(code)
        self.board.setFocus()

    def _marked(self) -> None:
        assert self.sheet is not None
        key = self.sheet.room, self.sheet.on, self.sheet.session
        marks = dict(self.board.names.marks)
        if marks == dict(self.sheet.marks):
            self.unsigned.pop(key, None)
        else:
            self.unsigned[key] = marks
        self._show_counts()
        self._show_pupil()
        place = self.list.currentIndex().row()
        self.list.lines.rows[place] = self._row(self.rooms[place])
        self.list.viewport().update()

    def _show_counts(self) -> None:
        assert self.sheet is not None
        expected = len(self.sheet.pupils)
        there, missing, late = roll_words.counts(expected, self.board.names.marks)
        said = (
            f"应到 {expected}　实到 {there}"
            + (f"　缺 {missing}" if missing else "")
            + (f"　迟到早退 {late}" if late else "")
        )
        signed = f"　{self.sheet.signed_by} {self.sheet.signed_at} 已签" if self.sheet.called else ""
        self._counts.setText(said + signed)
        restyle(self._counts, tone="" if self.sheet.called else "accent")
        self.sign.setText(" 改后签名（回车）" if self.sheet.called else " 签名（回车）")

    def _show_pupil(self) -> None:
        mark = self.board.current
        for code, chip in self.reasons.items():
            chip.setChecked(mark is not None and mark.reason == code)
        self.remark.setEnabled(mark is not None)
        self.remark.setText(mark.remark if mark else "")

    def _remarked(self) -> None:
        mark, text = self.board.current, self.remark.text().strip()
        if mark is not None and text != mark.remark:
            self.board.give(Mark(mark.reason, mark.symptom, text))

    def _find(self, typed: str) -> None:
        """The first pupil whose name, or whose initials, hold what was typed."""
        wanted = typed.strip().lower()
        if wanted and self.sheet is not None:
            for row, pupil in enumerate(self.sheet.pupils):
                if wanted in pupil.name.lower() or wanted in initials(pupil.name):
                    return self.board.stand_on(row)

    # -- signing ------------------------------------------------------------------------------------------

    def _sign(self) -> None:
        """Put the class down and go on to the next one that is not called."""
        sheet = self.sheet
        if sheet is None or self.office.read_only:
            return
        outcome = self.try_to(lambda: roll_call.sign(self.office, sheet, self.board.names.marks))
        if outcome is None:
            return
        self.unsigned.pop((sheet.room, sheet.on, sheet.session), None)
        self.leave()
        self.sheet = None
        self.host.announce(outcome)
        left = self._first_left()
        if self.rooms and not self.rooms[left].called:
            self.list.selectRow(left)
            self.board.setFocus()
            self._say(outcome.sentence)
        else:
            self.list.setFocus()
            self._say(f"{outcome.sentence}各班都点完了。")

    def _say(self, sentence: str) -> None:
        self.banner.say(sentence, "", "good")

    def _take_back(self) -> None:
        outcome = self.try_to(lambda: undo(self.office))
        if outcome is not None:
            self.host.announce(outcome)
            self._say(outcome.sentence)

    def _sum_up(self) -> None:
        called = sum(1 for one in self.rooms if one.called)
        pupils = sum(one.room.pupils for one in self.rooms)
        missing = sum(one.expected - one.present for one in self.rooms if one.called)
        said = f"{len(self.rooms)} 个班　{pupils} 人　已点 {called} 个班" + (f"　缺勤 {missing} 人" if called else "")
        self._sum.setText(said if self.rooms and self._center.currentIndex() == 0 else "")

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


def _left(one: RoomDay) -> str:
    return "差" + "、".join(roll_words.SESSIONS[session] for session in one.left)
