"""均衡监测: where every school stands against the thresholds, what is missing, and several years side by side."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout

from db.rules.grades import school_year_label
from desktop.ui.editors.chooser import Picker
from desktop.ui.empty import Empty
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.pages import balance_views as views
from desktop.ui.pages.balance_opened import Opened
from desktop.ui.pages.balance_views import Block
from desktop.ui.pages.quality_card import ChartCard
from desktop.ui.pages.quality_drawn import Chart
from desktop.ui.parts import Scrolled, across, down, empty, foot, heading, press, put, words
from desktop.ui.plain_table import PlainTable
from desktop.work import balance
from desktop.work.balance import Missing, Stand

STANDS, MISSING, YEARS = "stands", "missing", "years"
REPORTS = {STANDS: "balance", MISSING: "balance-shortage", YEARS: "balance-years"}
NOTICE = "差异系数以本镇学校计算，只供自查；全县差异系数以县级监测为准"


class BalancePage(LatePage):
    """A year and a set of indicators are chosen above; a figure pressed, or Enter, opens its working."""

    help_page = "balance"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.view = STANDS
        self.stands: list[Stand] = []
        self.missing: list[Missing] = []
        self.tables: list[PlainTable] = []
        self.blocks: list[Block] = []
        self.year, self.basis = Picker([]), Picker(balance.bases())
        self.chips = {name: press("", role="chip", does=partial(self.choose_view, name)) for name in REPORTS}
        self._said, self._sum, self._empty = words("", wrap=True), words("", "small"), Empty()
        self.opened = Opened(self)
        self._place = QFrame()
        self._stack = QVBoxLayout(self._place)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(0)
        self._lay_out()
        for picker, name in ((self.basis, "口径"), (self.year, "学年")):
            picker.setAccessibleName(name)
            picker.setFixedWidth(WIDTH.find_narrow if name == "学年" else WIDTH.subject)
            picker.chosen.connect(lambda _: self.fill())
        QShortcut(QKeySequence.StandardKey.Undo, self).activated.connect(self.take_back)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._print)
        self.fill()

    def _lay_out(self) -> None:
        self._fill = press("按花名册填", tip="人数、班级数和教师数，只填空着的格子", does=self._fill_from_roster)
        self._fill.setEnabled(not self.office.read_only)
        printing = press("打印", "printer", does=self._print)
        row = press("打开办学条件", role="link", does=self._open_row)
        self._body = down(
            across(*self.chips.values(), None, words(NOTICE, "small"), pad=(SPACE.page, SPACE.s, SPACE.l, SPACE.s)),
            (Scrolled(down(self._place, None, gap=0)), 1), across((self._said, 1), pad=(SPACE.page, SPACE.s)), gap=0,
        )  # fmt: skip
        for part, share in (
            (heading("均衡监测", self.basis, self.year, self._fill, printing), 0), (self.banner_place, 0),
            (across((self._body, 1), self.opened.panel, gap=0), 1), (self._empty, 1), (foot(self._sum, None, row), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)
        self._empty.put("scale", "还没有办学条件", "在“办学条件”里填写或导入，也可以按花名册先填人数和教师。")

    # -- what is shown ------------------------------------------------------------------------------------

    def fill(self) -> None:
        years = self.try_to(lambda: balance.years(self.office)) or []
        now = self.year.value
        self.year.offer([(str(year), school_year_label(year)) for year in years])
        self.year.put(now if now in [str(year) for year in years] else str(years[0]))
        chosen = int(self.year.value)
        self.stands = self.try_to(lambda: balance.stands(self.office, chosen, self.basis.value)) or []
        self.missing = self.try_to(lambda: balance.missing(self.office, chosen)) or []
        if self.basis.value != "2017" and self.view == MISSING:
            self.view = STANDS  # only the thresholds of 2017 can be missed
        self._body.setVisible(bool(self.stands))
        self._empty.setVisible(not self.stands)
        self._show()

    def choose_view(self, view: str) -> None:
        self.opened.shut()
        self.view = view
        self._show()

    def _show(self) -> None:
        labels = {STANDS: "各校指标", MISSING: f"缺口 {len(self.missing)}", YEARS: "多年对比"}
        for name, chip in self.chips.items():
            chip.setText(labels[name])
            chip.setChecked(name == self.view)
        self.chips[MISSING].setVisible(self.basis.value == "2017")
        self.blocks = self._blocks()
        empty(self._stack)
        self.tables = []
        for number, block in enumerate(self.blocks):
            table = PlainTable(block.columns, block.title, whole=True)
            table.put(block.rows)
            table.chosen.connect(partial(self._say, number))
            table.opened.connect(partial(self.opened.open, number))
            table.clicked.connect(partial(self._pressed, number))
            self.tables.append(table)
            put(self._stack, across(words(block.title, "head"), None, pad=(SPACE.page, SPACE.m, 0, SPACE.xs)))
            put(self._stack, table)
            if block.chart is not None:
                put(self._stack, across((self._card(block.chart), 1), pad=(SPACE.page, SPACE.m, SPACE.l, SPACE.xs)))
        self._said.setText("")
        self.opened.put(self.blocks, self.tables)
        if self.tables:
            self.setFocusProxy(self.tables[0])
            self.tables[0].selectRow(0)
        self._sum.setText(self._summed())

    def _card(self, chart: Chart) -> ChartCard:
        card = ChartCard(chart.title, folds=True)
        card.title.setText(chart.title)
        card.remark.setText(chart.remark)
        card.swatches.put(chart.swatches, chart.steps)
        card.chart.put(chart.draw, chart.spoken)
        return card

    def _blocks(self) -> list[Block]:
        if self.view == STANDS:
            return [views.indicators(stand, self.missing) for stand in self.stands]
        if self.view == MISSING:
            return [views.missing(self.missing)]
        return views.several(self.try_to(lambda: balance.several(self.office, self.basis.value)) or {})

    def _summed(self) -> str:
        left = [name for stand in self.stands for name in stand.left_out]
        said = [f"{stand.title} {balance.passed(stand)} 所达标" for stand in self.stands if self.basis.value == "2017"]
        if self.view == MISSING:
            cost = sum(one.cost or 0 for one in self.missing)
            said.append(f"估算资金 {cost:,.0f} 元" if cost else "在设置里填单价，就能估算资金")
        return "　".join([*said, *([f"不参加计算：{'、'.join(left)}"] if left else [])])

    def _say(self, number: int, row: int) -> None:
        for other in (*self.tables[:number], *self.tables[number + 1 :]):
            other.clearSelection()
        self._said.setText(self.blocks[number].said[row] if 0 <= row < len(self.blocks[number].said) else "")
        self.opened.follow(number, row)

    def _pressed(self, number: int, index: QModelIndex) -> None:
        self.opened.open(number, index.row(), index.column())

    # -- doing it -----------------------------------------------------------------------------------------

    def _open_row(self) -> None:
        """The figures of the chosen school as they were typed."""
        for number, table in enumerate(self.tables):
            row = table.currentIndex().row()
            if table.selectionModel().hasSelection() and (key := self.blocks[number].keys[row]) is not None:
                self.host.open_row("school_resources", key)

    def _fill_from_roster(self) -> None:
        self.tell(self.try_to(lambda: balance.fill_from_roster(self.office)))

    def _print(self) -> None:
        self.host.open_print(None, {"report": REPORTS[self.view], **self._asked()})

    def print_workings(self) -> None:
        """The table of the year with all its workings behind it."""
        self.host.open_print(None, {"report": REPORTS[STANDS], "workings": "yes", **self._asked()})

    def _asked(self) -> dict[str, str]:
        return {"year": str(self.year.value), "set": str(self.basis.value)}
