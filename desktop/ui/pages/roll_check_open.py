"""What the check found and nobody has settled: each line leads to a movement, or is settled with a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from db.registers import RollCheckRow
from desktop.ui.editors.chooser import Picker
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.parts import across, down, press, words
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.work import roll_check, tables
from desktop.work.office import Office
from desktop.work.roll_check import NOT_LISTED, WORDS
from desktop.work.roll_settling import Open

LINES = (
    Column("姓名", WIDTH.name), Column("班级", WIDTH.room), Column("学校", WIDTH.marks, keep=False),
    Column("核对结果", WIDTH.room), Column("怎样处理", WIDTH.room), Column("说明"),
)  # fmt: skip
TO_DO = {
    NOT_LISTED: "人在校、没有学籍：从别处转来的，办转入（转入学校在学籍系统里发起）；新生漏登的，补建学籍。",
    "": "有学籍、人不在校：转走的，办转出；休学的，办休学；不知去向的，记入控辍保学，上门劝返。",
}


class OpenLines(QFrame):
    """`moving` a line by a movement; `settled` (row, how, remark)."""

    moving = Signal(object)
    settled = Signal(object, str, str)

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.lines: Sequence[Open] = ()
        self.table = PlainTable(LINES, "人籍不一致的学生")
        self.table.chosen.connect(self._show)
        self._who, self._said = words("", "head"), words("", "soft", wrap=True)
        self._move = press("办理异动…", "arrow-left-right", "primary", does=self._begin)
        self.how = Picker(tables.choices(office, RollCheckRow.fields()["settled"]))
        self.how.setAccessibleName("怎样处理")
        self.remark = QLineEdit()
        self.remark.setAccessibleName("说明")
        self.remark.setPlaceholderText("说明，如：11月21日家访，已到校")
        self._note = press("记下", does=self._settle)
        self._can = not office.read_only
        side = down(
            self._who, self._said, across(self._move, None), words("或者记下怎样处理的：", "soft"),
            self.how, self.remark, across(self._note, None), None, gap=SPACE.m, pad=(SPACE.page, SPACE.l), role="form",
        )  # fmt: skip
        side.setFixedWidth(WIDTH.form)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.table, 1)
        row.addWidget(side)
        self.setFocusProxy(self.table)

    def put(self, lines: Sequence[Open], schools: Mapping[bytes, str]) -> None:
        self.lines = lines
        self.table.put(
            [
                [
                    Cell(one.name, "ink"), Cell(one.room), Cell(schools.get(one.school, "")),
                    Cell(WORDS[one.finding], "amber" if one.finding == NOT_LISTED else "red", tag=True),
                    Cell(roll_check.settled_words(one.settled) or "未处理", "green" if one.settled else "red"),
                    Cell(one.remark),
                ]
                for one in lines
            ]
        )  # fmt: skip
        if lines and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._show(self.table.currentIndex().row())

    @property
    def here(self) -> Open | None:
        row = self.table.currentIndex().row()
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def _show(self, _row: int) -> None:
        one = self.here
        self._who.setText(f"{one.name}　{one.room}" if one else "")
        self._said.setText(TO_DO.get(one.finding, TO_DO[""]) if one else "没有不一致的学生。")
        for part in (self._move, self._note, self.how, self.remark):
            part.setEnabled(one is not None and self._can)
        self.remark.setText(one.remark if one else "")
        if one is not None and one.settled:
            self.how.put(one.settled)

    def _begin(self) -> None:
        if self.here is not None:
            self.moving.emit(self.here)

    def _settle(self) -> None:
        if self.here is not None:
            self.settled.emit(self.here.row, str(self.how.value or ""), self.remark.text())
