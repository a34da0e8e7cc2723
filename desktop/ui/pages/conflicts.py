"""修改冲突: all that are open in a list, the chosen one beside it to decide; a sheet to decide on paper."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from desktop.ui.empty import Empty
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.pages.conflict_card import ConflictCard, Queue, moment
from desktop.ui.parts import FindBox, Scrolled, across, down, foot, heading, press, words
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.work import conflicts
from desktop.work.conflicts import Conflict
from desktop.work.outcome import Outcome

COLUMNS = (
    Column("号", 56), Column("对象", 150), Column("台账", 92, keep=False), Column("栏目", 92), Column("暂取"),
    Column("另一边", keep=False), Column("学校", 130, keep=False), Column("时间", 112, keep=False),
)  # fmt: skip


class ConflictsPage(LatePage):
    """One line for each open cell."""

    help_page = "conflicts"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.queue = Queue(lambda private: conflicts.conflicts(self.office, private))
        self.table = PlainTable(COLUMNS, "修改冲突")
        self.table.chosen.connect(self._show)
        self.card = ConflictCard(self)
        self.card.setProperty("role", "page")
        self.card.settled.connect(self._settled)
        self.card.passed.connect(self._pass)
        self.card.revealed.connect(self._reveal)
        self.table.opened.connect(lambda _row: self.card.first_button())
        self._side = across((Scrolled(down(self.card, None)), 1), role="form")
        self._side.setFixedWidth(WIDTH.conflict)
        self._sum = words("", "small")
        printing = press("打印冲突处理单", "printer", tip="写在纸上处理的，按号录入", does=self._print)
        self._center, self._empty = QStackedWidget(), Empty()
        self._center.addWidget(across((self.table, 1), self._side, gap=0))
        self._center.addWidget(self._empty)
        self._printing = printing
        self.find_line = FindBox("处理单上的号，或姓名")
        self.find_line.setFixedWidth(WIDTH.find_narrow)
        self.find_line.textChanged.connect(self._find)
        self.find_line.returnPressed.connect(self.card.first_button)
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self.find_line.setFocus)
        back = QShortcut(QKeySequence.StandardKey.Undo, self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.take_back)
        for part, share in (
            (heading("修改冲突", self.find_line, printing), 0),
            (down(pad=(0, SPACE.xs)), 0), (self.banner_place, 0), (self._center, 1),
            (foot(self._sum, None), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)
        self.setFocusProxy(self.table)
        self.fill()

    def fill(self) -> None:
        here = self.card.conflict
        self.queue.fill()
        waiting = self.queue.all
        self.table.put([self._row(one) for one in waiting])
        self._center.setCurrentIndex(0 if waiting else 1)
        self._printing.setEnabled(bool(waiting))
        self._empty.put(
            "git-compare", "没有修改冲突", "两边互不知情改了同一处时，会放在这里，两个值都留着，等您选一个。"
        )
        self._sum.setText(f"{len(waiting):,} 处待处理；处理后下次交接时带到各校。" if waiting else "")
        if waiting:
            place = next((i for i, one in enumerate(waiting) if here is not None and one.id == here.id), 0)
            self.table.selectRow(place)
            self._show(place)

    def _row(self, one: Conflict) -> list[Cell]:
        stands = next(head for head in one.heads if head.standing)
        other = next((head for head in one.heads if not head.standing), stands)
        return [
            Cell(str(one.id)), Cell(one.title), Cell(one.register.title), Cell(one.label),
            Cell(stands.text or "（空）", "ink"), Cell(other.text or "（空）", "ink"),
            Cell(f"{stands.school}、{other.school}"), Cell(moment(other.at)),
        ]  # fmt: skip

    def _show(self, row: int) -> None:
        if 0 <= row < len(self.queue.all):
            one = self.queue.all[row]
            self.card.put(one, row + 1, len(self.queue.all), self.queue.alike(one))

    def _settled(self, outcome: Outcome) -> None:
        row = self.table.currentIndex().row()
        self.host.announce(outcome)
        self.banner.say(outcome.sentence, "", "good")
        if self.queue.all:
            self.table.selectRow(min(row, len(self.queue.all) - 1))
            self.card.first_button()

    def _pass(self) -> None:
        """On to the next line; this one stays as it is."""
        row = self.table.currentIndex().row() + 1
        self.table.selectRow(row if row < len(self.queue.all) else 0)
        self.card.first_button()

    def _find(self, typed: str) -> None:
        """The number on the sheet first, else a name that begins so."""
        wanted, all_ = typed.strip(), self.queue.all
        found = [i for i, one in enumerate(all_) if str(one.id) == wanted]
        found += [i for i, one in enumerate(all_) if wanted and one.title.startswith(wanted)]
        if found:
            self.table.selectRow(found[0])

    def _reveal(self) -> None:
        self.queue.private = True
        self.fill()

    def _print(self) -> None:
        self.host.open_print(None, {"report": "conflict-sheet"})
