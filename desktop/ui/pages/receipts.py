"""回执: what was received here and there, with the account of each parcel; printed for the seal."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from desktop.ui.empty import Empty
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.parts import Scrolled, across, down, empty, foot, hairline, heading, press, words
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.work import parcel_book
from desktop.work.parcel_book import Handed

COLUMNS = (
    Column("学校", 170), Column("交接包", 84), Column("方向", 110), Column("收到的时间", 130),
    Column("回执", 84, keep=False), Column("账目"),
)  # fmt: skip


class ReceiptsPage(LatePage):
    """One line for each parcel that has a receipt."""

    help_page = "handoff"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.found: list[Handed] = []
        self.table = PlainTable(COLUMNS, "回执")
        self.table.chosen.connect(self._show)
        self.table.opened.connect(lambda _row: self.print())
        self._place = down(gap=SPACE.s, pad=(SPACE.page, SPACE.l))
        self._side = across((Scrolled(down(self._place, None)), 1), role="form")
        self._side.setFixedWidth(WIDTH.form)
        self._center, self._empty = QStackedWidget(), Empty()
        self._center.addWidget(across((self.table, 1), self._side, gap=0))
        self._center.addWidget(self._empty)
        self._empty.put(
            "ticket", "还没有回执", "收下对方的包，程序就写一张回执到同一个U盘上；带回去一插，对方就知道收到了。"
        )
        self._sum = words("", "small")
        self._printing = press("打印回执", "printer", "primary", does=self.print)
        for part, share in (
            (heading("回执", self._printing), 0), (down(pad=(0, SPACE.xs)), 0), (self.banner_place, 0),
            (self._center, 1), (foot(self._sum, None), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)
        self.setFocusProxy(self.table)
        self.fill()

    def fill(self) -> None:
        self.found = parcel_book.receipts(self.office)
        self.table.put([self._row(one) for one in self.found])
        self._center.setCurrentIndex(0 if self.found else 1)
        self._printing.setEnabled(bool(self.found))
        owed = sum(1 for one in self.found if one.owed)
        here = sum(1 for one in self.found if not one.out)
        said = f"收下 {here:,} 个包，交出的 {len(self.found) - here:,} 个已有回执"
        self._sum.setText((said + (f"，{owed} 张回执下次补写" if owed else "")) if self.found else "")
        if self.found:
            row = max(min(self.table.currentIndex().row(), len(self.found) - 1), 0)
            self.table.selectRow(row)
            self._show(row)

    def _row(self, one: Handed) -> list[Cell]:
        way = Cell("对方已收", "green", tag=True) if one.out else Cell("本机收下", "blue", tag=True)
        taken = f"{one.taken_at:%Y-%m-%d %H:%M}" if one.taken_at else "—"
        number = "下次补写" if one.owed else f"第 {one.receipt} 号" if one.receipt else "—"
        told = parcel_book.told_account(one.account)
        return [Cell(one.other), Cell(f"第 {one.number} 包"), way, Cell(taken), Cell(number), Cell(told)]

    def _show(self, row: int) -> None:
        if not 0 <= row < len(self.found):
            return
        one = self.found[row]
        layout = self._place.layout()
        assert layout is not None
        empty(layout)
        layout.addWidget(words(f"{one.other}第 {one.number} 包", "head", wrap=True))
        layout.addWidget(words("交给对方，对方已收" if one.out else "从对方收下", "soft"))
        layout.addWidget(hairline())
        for place, (label, number) in enumerate(parcel_book.account_words(one)):
            layout.addWidget(
                across(
                    words(label, "" if place == 0 else "soft"), None, words(f"{number:,}", "" if place == 0 else "soft")
                )
            )
            if place == 0:
                layout.addWidget(hairline())
        layout.addWidget(words("读入等于下面几项相加，账目相符。单位：处。", "hint", wrap=True))

    def print(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.found):
            one = self.found[row]
            way = "交出" if one.out else "收下"
            asked = {"report": "receipt", "school": one.other, "number": str(one.number), "way": way}
            self.host.open_print(None, asked)
