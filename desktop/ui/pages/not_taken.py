"""越权未采用: what a machine had no right to change, kept as it was; and below it what still waits for its row."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from desktop.ui.empty import Empty
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE
from desktop.ui.page import Host
from desktop.ui.pages.conflict_card import moment
from desktop.ui.parts import Scrolled, down, foot, heading, words
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.work import aside
from desktop.work.aside import Aside

COLUMNS = (
    Column("来自", 150), Column("谁", 80, keep=False), Column("时间", 118, keep=False), Column("台账", 96, keep=False),
    Column("对象", 120), Column("栏目", 96), Column("内容", 140, keep=False), Column("说明"),
)  # fmt: skip


class NotTakenPage(LatePage):
    """Two lists to read; nothing here has to be done in the program."""

    help_page = "conflicts"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.barred = PlainTable(COLUMNS, "越权未采用", whole=True)
        self.waiting = PlainTable(COLUMNS, "待补齐", whole=True)
        self._waits = down(words("待补齐", "head"), gap=0, pad=(SPACE.page, SPACE.l, SPACE.page, SPACE.s))
        self._none = down(words("没有越权的改动。", "soft"), pad=(SPACE.page, SPACE.s))
        body = down(self._none, self.barred, self._waits, self.waiting, None, gap=0)
        self._center, self._empty = QStackedWidget(), Empty()
        self._center.addWidget(Scrolled(body))
        self._center.addWidget(self._empty)
        self._empty.put(
            "lock", "没有越权未采用的改动", "一所学校的电脑改了别的学校的内容，程序不采用，原样留在这里，请两边核对。"
        )
        self._sum = words("", "small")
        for part, share in (
            (heading("越权未采用"), 0), (down(pad=(0, SPACE.xs)), 0), (self.banner_place, 0), (self._center, 1),
            (foot(self._sum, None), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)
        self.setFocusProxy(self.barred)
        self.fill()

    def fill(self) -> None:
        barred, waiting = aside.quarantined(self.office), aside.waiting(self.office)
        self.barred.put([_row(one) for one in barred])
        self.waiting.put([_row(one) for one in waiting])
        self.barred.setVisible(bool(barred))
        self._none.setVisible(not barred)
        for part in (self._waits, self.waiting):
            part.setVisible(bool(waiting))
        self._center.setCurrentIndex(0 if barred or waiting else 1)
        total = aside.count_quarantined(self.office)
        self._sum.setText(f"越权未采用 {total:,} 处，待补齐 {len(waiting):,} 处" if barred or waiting else "")


def _row(one: Aside) -> list[Cell]:
    return [
        Cell(one.school), Cell(one.who), Cell(moment(one.at) if one.at else "—"), Cell(one.register), Cell(one.title),
        Cell(one.label), Cell(one.value or "—"), Cell(one.because),
    ]  # fmt: skip
