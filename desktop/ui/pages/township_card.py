"""Who has handed in: schools and their numbered parcels for a center; one's own parcels for a school."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.ui.look import SPACE
from desktop.ui.page import Page
from desktop.ui.parts import across, press, words
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.work import parcel_book
from desktop.work.parcel_book import Handed, Line

TONES = {"已收": "green", "缺包": "red", "未交": "amber", "待核对": "amber", "未加入": "grey"}
TOWNSHIP = (
    Column("学校", 160), Column("状态", 68, keep=False), Column("收到的包"), Column("最近", 72, keep=False),
    Column("日期", 68, keep=False), Column("行数", 70, right=True), Column("要注意", 110),
)  # fmt: skip
OWN = (
    Column("交接包", 90), Column("写好的时间", 112), Column("改动", 76, right=True), Column("状态", 96),
    Column("中心校收到", 112, keep=False), Column("账目"),
)  # fmt: skip
MOST = 12  # of one's own parcels on the card; all are in the receipts


class TownshipCard(QFrame):
    """Every school of the township, machine by machine."""

    printing = Signal(str)
    inviting = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._office, self._lines = page.office, list[Line]()
        self._sum, self._said = words("", "small"), words("", "small", wrap=True)
        self.table = PlainTable(TOWNSHIP, "各校交接", whole=True)
        self.table.chosen.connect(self._tell)
        self._invite = press("邀请学校加入", "ticket", "link", does=self._ask_invite)
        self._remind = press("打印催报单", "printer", "link", does=lambda: self.printing.emit("reminder"))
        ledger = press("打印交接台账", role="link", does=lambda: self.printing.emit("parcel-ledger"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(
            across(words("各校交接", "head"), None, self._sum, pad=(SPACE.page, SPACE.m, SPACE.page, SPACE.cell))
        )
        layout.addWidget(self.table)
        layout.addWidget(
            across(
                (self._said, 1),
                self._invite,
                ledger,
                self._remind,
                gap=SPACE.m,
                pad=(SPACE.page, SPACE.cell),
                role="foot",
            )
        )

    def fill(self) -> None:
        self._lines = parcel_book.township(self._office)
        self.table.put([self._row(line) for line in self._lines])
        others = len({line.school_id for line in self._lines}) - 1
        calling = len({line.school_id for line in parcel_book.reminders(self._lines)})
        outside = len({line.school_id for line in self._lines if line.state == "未加入"})
        told = [f"{calling} 所要催"] if calling else []
        told += [f"{outside} 所未加入"] if outside else []
        self._sum.setText("，".join([f"{others} 所学校", *(told or ["都交了"])]) if others else "还没有别的学校")
        self._remind.setEnabled(bool(calling))
        self._tell(self.table.currentIndex().row())

    def _row(self, line: Line) -> list[Cell]:
        own = line.state == "本机"
        state = Cell(line.state) if own else Cell(line.state, TONES[line.state], tag=True)
        name = f"{line.school}·{line.machine}" if line.machine else line.school
        last = f"第 {line.last} 包" if line.last else "—"
        return [
            Cell(name), state, Cell(squares=line.parcels), Cell(last), Cell(short_day(line.day, self._office.today)),
            Cell(f"{line.rows:,}"), Cell(line.attention, "red" if line.state in ("缺包", "未交") else "amber"),
        ]  # fmt: skip

    def _tell(self, row: int) -> None:
        """What is to be done about the chosen school; else about the first that wants something."""
        chosen = self._lines[row] if 0 <= row < len(self._lines) else None
        line = (
            chosen
            if chosen is not None and chosen.attention
            else next((one for one in self._lines if one.missing), chosen)
        )
        alone = "先在“花名册 → 学校”里添加各校，再邀请它们加入。" if len(self._lines) == 1 else ""
        self._said.setText(alone or (advice(line) if line is not None else ""))

    def _ask_invite(self) -> None:
        row = self.table.currentIndex().row()
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        self.inviting.emit(line.school if line is not None and line.state == "未加入" else None)


class OwnCard(QFrame):
    """A school's own parcels: written, and received by the center."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._office = page.office
        self._sum = words("", "small")
        self._none = words("还没有交过。插上U盘，按“开始交接”，就写好第一个包。", "soft", wrap=True)
        self.table = PlainTable(OWN, "本校的交接包", whole=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 1, SPACE.s)
        layout.setSpacing(0)
        layout.addWidget(
            across(words("本校的交接包", "head"), None, self._sum, pad=(SPACE.page, SPACE.m, SPACE.page, SPACE.cell))
        )
        self._none_place = across((self._none, 1), pad=(SPACE.page, 0, SPACE.page, SPACE.s))
        layout.addWidget(self._none_place)
        layout.addWidget(self.table)

    def fill(self) -> None:
        mine = parcel_book.parcels(self._office, out=True)
        open_ones = sum(1 for one in mine if not one.received)
        said = f"{parcel_book.center(self._office)}已收 {len(mine) - open_ones} 个" + (
            f"，{open_ones} 个等回执" if open_ones else ""
        )
        self._sum.setText(said if mine else "")
        self.table.put([self._row(one) for one in mine[:MOST]])
        self.table.setVisible(bool(mine))
        self._none_place.setVisible(not mine)

    def _row(self, one: Handed) -> list[Cell]:
        written = f"{one.at:%m-%d %H:%M}" if one.at else "—"
        taken = f"{one.taken_at:%m-%d %H:%M}" if one.received and one.taken_at else "—"
        state = Cell("中心校已收", "green", tag=True) if one.received else Cell("已写到U盘", "blue", tag=True)
        told = parcel_book.told_account(one.account) if one.received else "等回执"
        return [
            Cell(f"第 {one.number} 包"),
            Cell(written),
            Cell(f"{one.operations:,} 处"),
            state,
            Cell(taken),
            Cell(told),
        ]


def short_day(day: date | None, today: date) -> str:
    if day is None:
        return "—"
    return f"{day:%m-%d}" if day.year == today.year else f"{day:%Y-%m-%d}"


def advice(line: Line) -> str:
    """What a clerk does about it."""
    name = line.school
    if line.missing:
        numbers = "、".join(str(n) for n in line.missing)
        return f"{name}：第 {numbers} 包没有到，可能还在另一个U盘上。"
    return {
        "未加入": f"{name}：还没有加入。写一份邀请到U盘，带到那台电脑上。",
        "待核对": f"{name}：有新机器等核对，到“机器”里打电话对四个词。",
        "未交": f"{name}：{line.attention}，请打电话问一问。",
    }.get(line.state, "")
