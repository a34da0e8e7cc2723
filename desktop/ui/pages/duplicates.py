"""疑似重复: rows that may be one person, side by side; joined into one, or kept apart as two."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from desktop.ui.aside import ask
from desktop.ui.empty import Empty
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.parts import Scrolled, across, down, empty, foot, heading, press, words
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.work import conflicts, duplicates
from desktop.work.duplicates import Duplicate

COLUMNS = (Column("姓名", 170), Column("台账", 96, keep=False), Column("为什么"), Column("在哪里", keep=False))


class DuplicatesPage(LatePage):
    """One line for each pair; a group of three is taken two by two."""

    help_page = "conflicts"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.found: list[Duplicate] = []
        self._private = False
        self.table = PlainTable(COLUMNS, "疑似重复")
        self.table.chosen.connect(self._show)
        self._place = down(gap=SPACE.cell, pad=(SPACE.l,))
        self._choose = down(gap=SPACE.s, pad=(SPACE.l, SPACE.m), role="foot")
        self._side = down((Scrolled(down(self._place, None)), 1), self._choose, gap=0, role="form")
        self._side.setFixedWidth(WIDTH.conflict)
        self._center, self._empty = QStackedWidget(), Empty()
        self._center.addWidget(across((self.table, 1), self._side, gap=0))
        self._center.addWidget(self._empty)
        self._sum = words("", "small")
        for part, share in (
            (heading("疑似重复"), 0), (down(pad=(0, SPACE.xs)), 0), (self.banner_place, 0), (self._center, 1),
            (foot(self._sum, None), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)
        self.setFocusProxy(self.table)
        self.table.opened.connect(lambda _row: self._first_button())
        back = QShortcut(QKeySequence.StandardKey.Undo, self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.take_back)
        self._empty.put("users", "正在找……", "看一遍所有姓名、证件号和学籍号。")
        self._center.setCurrentIndex(1)
        self.fill()

    def fill(self) -> None:
        office = self.office
        if duplicates.known_count(office) is not None:
            self._put(duplicates.duplicates(office))
        else:
            ask(lambda: duplicates.duplicates(office), self._put, self.failed)

    def _put(self, found: list[Duplicate]) -> None:
        self.found = found
        self.table.put([self._row(one) for one in found])
        self._center.setCurrentIndex(0 if found else 1)
        self._empty.put("users", "没有疑似重复", "证件号、学籍号相同，或姓名读音、生日、性别都相同的，会放在这里。")
        self._sum.setText(f"{len(found):,} 组。合并以后随时可以撤销（Ctrl+Z）。" if found else "")
        self.host.recount()
        if found:
            row = max(min(self.table.currentIndex().row(), len(found) - 1), 0)
            self.table.selectRow(row)
            self._show(row)

    def _row(self, one: Duplicate) -> list[Cell]:
        told = [conflicts.named(self.office, one.register, row) for row in one.rows]
        names = "、".join(dict.fromkeys(title for title, _ in told))
        return [Cell(names), Cell(one.register.title), Cell(one.because), Cell("；".join(about for _, about in told))]

    # -- side by side -------------------------------------------------------------------------------------

    def _show(self, row: int) -> None:
        if not 0 <= row < len(self.found):
            return
        one = self.found[row]
        layout = self._place.layout()
        assert layout is not None
        empty(layout)
        best = duplicates.fuller(self.office, one)
        other = next(key for key in one.rows if key != best)
        lines = self.try_to(lambda: duplicates.compared(self.office, one, best, other, self._private))
        if lines is None:
            return
        more = f"，先看其中两行（共 {len(one.rows)} 行）" if len(one.rows) > 2 else ""
        layout.addWidget(words(f"{one.because}{more}", "soft", wrap=True))
        layout.addWidget(self._compared(lines))
        eye = press("显示完整号码", "eye", "link", tip="查看会记下是谁", does=self._reveal)
        eye.setVisible(not self._private and any("*" in f"{line.left}{line.right}" for line in lines))
        layout.addWidget(across(eye, None))
        choose = self._choose.layout()
        assert choose is not None
        empty(choose)
        for button in self._buttons(one, best, other):
            button.setEnabled(not self.office.read_only)
            choose.addWidget(button)
        choose.addWidget(words("合并后只留一行，指向另一行的记录都跟过来，两行的历史都在。", "hint", wrap=True))

    def _buttons(self, one: Duplicate, best: bytes, other: bytes) -> list[QWidget]:
        join = press("合并为一人（留左边）", role="primary", does=partial(self._join, one, best, other))
        join.setObjectName("join")
        return [
            join,
            press("合并为一人（留右边）", does=partial(self._join, one, other, best)),
            press("不是同一人", does=partial(self._apart, one, best, other)),
        ]

    def _compared(self, lines: list[duplicates.Compared]) -> QWidget:
        grid = QWidget()
        cells = QGridLayout(grid)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setHorizontalSpacing(SPACE.m)
        cells.setVerticalSpacing(SPACE.inner)
        cells.setColumnStretch(1, 1)
        cells.setColumnStretch(2, 1)
        for place, line in enumerate(lines):
            label = words(line.label, "soft", wrap=True)
            label.setFixedWidth(WIDTH.label)
            cells.addWidget(label, place, 0)
            for column, text in ((1, line.left), (2, line.right)):
                tone = "amber" if line.differs and line.left and line.right else ""
                cells.addWidget(words(text or "—", tone=tone, wrap=True), place, column)
        return grid

    def _reveal(self) -> None:
        self._private = True
        self._show(self.table.currentIndex().row())
        self._private = False

    # -- deciding -----------------------------------------------------------------------------------------

    def _join(self, one: Duplicate, keep: bytes, other: bytes) -> None:
        self.tell(self.try_to(lambda: duplicates.join_rows(self.office, one.register, keep, [other])))

    def _apart(self, one: Duplicate, row: bytes, other: bytes) -> None:
        self.tell(self.try_to(lambda: duplicates.not_same(self.office, one.register, [row, other])))

    def _first_button(self) -> None:
        button: Any = self.findChild(QWidget, "join")
        if button is not None:
            button.setFocus()
