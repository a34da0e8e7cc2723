"""A class being checked: one key a pupil, one key for all the rest; who is not there, and who stands in no register."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from desktop.ui.look import SPACE, WIDTH
from desktop.ui.parts import across, press, words
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.work import roll_check
from desktop.work.roll_check import HERE, NOT_HERE, NOT_LISTED, WORDS, Pupil, Room

PUPILS = (
    Column("学号", WIDTH.figure), Column("姓名", WIDTH.name), Column("性别", WIDTH.figure, keep=False),
    Column("核对结果", WIDTH.room), Column("处理与说明"),
)  # fmt: skip
ROOMS = (Column("班级"), Column("核对", WIDTH.roll_state, right=True))
TONES = {HERE: "green", NOT_HERE: "red", NOT_LISTED: "amber"}
KEYS = {Qt.Key.Key_1: HERE, Qt.Key.Key_Space: HERE, Qt.Key.Key_2: NOT_HERE}


class Ticks(PlainTable):
    """The pupils; `found` with a finding for the line one stands on, `taken_off` when it is open again."""

    found = Signal(str)
    taken_off = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in KEYS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.found.emit(KEYS[key])
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.taken_off.emit()
        else:
            super().keyPressEvent(event)


class ClassSheet(QFrame):
    """The sheet of one class. `ticked` (pupils, finding), `freed` (row), `other` (name), `rest` for all the others."""

    ticked = Signal(object, str)
    freed = Signal(object)
    other = Signal(str)
    rest = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "form")
        self.pupils: Sequence[Pupil] = ()
        self._title, self._counts = words("", "head"), words("", "soft")
        self.table = Ticks(PUPILS, "这个班的学生")
        self.table.found.connect(self._found)
        self.table.taken_off.connect(self._take_off)
        self.name = QLineEdit()
        self.name.setAccessibleName("册上没有的学生")
        self.name.setPlaceholderText("班里有、册上没有的学生姓名，回车")
        self.name.setFixedWidth(WIDTH.find)
        self.name.returnPressed.connect(self._add)
        self.all = press("其余都在（Ctrl+Enter）", "check", "primary", does=self.rest.emit)
        told = words("空格或 1 在校　2 不在（空挂）　退格 取消　↑↓ 换人", "hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, share in (
            (across(self._title, self._counts, None, self.all, pad=(SPACE.m, SPACE.s, SPACE.l, SPACE.s)), 0),
            (self.table, 1),
            (across(told, None, self.name, pad=(SPACE.m, SPACE.s, SPACE.l, SPACE.s)), 0),
        ):  # fmt: skip
            column.addWidget(part, share)
        self.setFocusProxy(self.table)

    def put(self, room: Room, pupils: Sequence[Pupil], *, writes: bool) -> None:
        """The class as it stands; the line one was on stays."""
        self.pupils = pupils
        self._title.setText(room.title)
        said = f"应核对 {room.pupils} 人　还差 {room.pupils - room.ticked} 人"
        self._counts.setText("已核完" if room.complete else said)
        self.table.put([self._row(number, one) for number, one in enumerate(pupils, 1)])
        if not self.table.currentIndex().isValid() and pupils:
            self.table.selectRow(next((i for i, one in enumerate(pupils) if not one.finding), 0))
        self.all.setEnabled(writes and not room.complete)
        for part in (self.name, self.table):
            part.setEnabled(writes or part is self.table)

    def _row(self, number: int, one: Pupil) -> list[Cell]:
        found = (
            Cell(WORDS[one.finding], TONES[one.finding], tag=one.finding != HERE)
            if one.finding
            else Cell("未核对", "ink3")
        )
        sex = {"1": "男", "2": "女"}.get(one.sex, "")
        said = "；".join(part for part in (roll_check.settled_words(one.settled), one.remark) if part)
        return [Cell(one.seat or str(number)), Cell(one.name, "ink"), Cell(sex), found, Cell(said)]

    def _found(self, finding: str) -> None:
        row = self.table.currentIndex().row()
        one = self.pupils[row] if 0 <= row < len(self.pupils) else None
        if one is None or one.student is None or not self.name.isEnabled():
            return
        if row + 1 < len(self.pupils):
            self.table.selectRow(row + 1)
        self.ticked.emit([one.student], finding)

    def _take_off(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.pupils) and self.pupils[row].row and self.name.isEnabled():
            self.freed.emit(self.pupils[row].row)

    def _add(self) -> None:
        name = self.name.text().strip()
        if name:
            self.name.clear()
            self.other.emit(name)


class Rooms(PlainTable):
    """The column of classes: how many are left in each."""

    def __init__(self) -> None:
        super().__init__(ROOMS, "班级")
        self.rooms: Sequence[Room] = ()

    def put_rooms(self, rooms: Sequence[Room]) -> None:
        self.rooms = rooms
        self.put([[Cell(one.title), self._state(one)] for one in rooms])

    def _state(self, one: Room) -> Cell:
        apart = one.not_here + one.not_listed
        if not one.complete:
            return Cell(f"差 {one.pupils - one.ticked}", "ink2" if one.ticked else "red")
        return Cell(f"{apart} 人不一致", "amber") if apart else Cell("一致 ✓", "green")

    @property
    def here(self) -> Room | None:
        row = self.currentIndex().row()
        return self.rooms[row] if 0 <= row < len(self.rooms) else None

    @property
    def first_left(self) -> int:
        return next((place for place, one in enumerate(self.rooms) if not one.complete), 0)
