"""目标进展: every target beside its figure of today, with a bar; one press shows how the figure comes about."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut

from db.registers.targets import term_words
from desktop.ui.editors.chooser import Picker
from desktop.ui.empty import Empty
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.pages.quality_card import ChartCard
from desktop.ui.pages.quality_working import WorkingPanel
from desktop.ui.parts import across, down, foot, heading, press, words
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.work import charts, target_agreements, targets
from desktop.work.targets import Stood

COLUMNS = (
    Column("指标"), Column("学校", 130, keep=False), Column("目标", 108), Column("实际", 84, right=True),
    Column("进度", 120, keep=False), Column("状态", 96), Column("分值", 56, right=True, keep=False),
)  # fmt: skip
TONES = {True: "green", False: "amber", None: "grey"}
ALL = "全部学校"


class TargetsPage(LatePage):
    """Period and school are chosen above; Enter opens a figure, 打开 its row."""

    help_page = "targets"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.found: list[Stood] = []
        self.period, self.school = Picker([]), Picker([(ALL, ALL)])
        self.table = PlainTable(COLUMNS, "目标")
        self.card = ChartCard("百分率目标", folds=True)
        self.panel = WorkingPanel(lambda _: None, self._print_workings)
        self._sum, self._empty = words("", "small"), Empty()
        self._lay_out()
        for picker, name in ((self.period, "学年或学期"), (self.school, "学校")):
            picker.setAccessibleName(name)
            picker.setFixedWidth(WIDTH.find_narrow)
            picker.chosen.connect(lambda _: self._show())
        self.table.opened.connect(self.open_working)
        self.table.chosen.connect(self._chosen)
        QShortcut(QKeySequence.StandardKey.Undo, self).activated.connect(self.take_back)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._print)
        self.setFocusProxy(self.table)
        self.fill()

    def _lay_out(self) -> None:
        self._agree = press("出具责任书", "stamp", does=self._give_agreements)
        self._note = press("记进展", tip="把今天的数记在每个目标下面", does=self._note_down)
        self._settle = press("兑现", role="primary", tip="把今天的数定下来", does=self._settle_now)
        for button in (self._agree, self._note, self._settle):
            button.setEnabled(not self.office.read_only)
        printing = press("打印", "printer", does=self._print)
        row = press("打开目标", role="link", does=self._open_row)
        under = across((self.card, 1), pad=(SPACE.page, SPACE.s, SPACE.l, SPACE.m))
        self._body = across((down((self.table, 1), under, gap=0), 1), self.panel, gap=0)
        for part, share in (
            (heading("目标进展", self.school, self.period, printing, self._agree, self._note, self._settle), 0),
            (self.banner_place, 0), (down(pad=(0, SPACE.xs)), 0), (self._body, 1), (self._empty, 1),
            (foot(self._sum, None, row), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)
        self._empty.put("target", "还没有目标", "先在“目标台账”里新增：学年、指标、目标值。实际数由各台账自己算。")

    # -- what is shown ------------------------------------------------------------------------------------

    @property
    def when(self) -> targets.Period:
        year, _, term = str(self.period.value or "").partition("-")
        return (int(year), term) if year.isdigit() else (self.office.school_year, "")

    def fill(self) -> None:
        known = self.try_to(lambda: targets.periods(self.office)) or []
        offered = [(f"{year}-{term}" if term else str(year), term_words(year, term or None)) for year, term in known]
        now = self.period.value
        self.period.offer(offered)
        self.period.put(now if now in [code for code, _ in offered] else offered[0][0] if offered else "")
        self._show()

    def _show(self) -> None:
        every = self.try_to(lambda: targets.stood(self.office, self.when)) or []
        names = list(dict.fromkeys(one.school for one in every))
        now = self.school.value
        self.school.offer([(name, name) for name in (ALL, *names)])
        self.school.put(now if now in names else ALL)
        self.found = [one for one in every if self.school.value in (ALL, one.school)]
        self._body.setVisible(bool(self.found))
        self._empty.setVisible(not self.found)
        self.table.put([self._row(one) for one in self.found])
        count, reached = len(self.found), sum(one.reached is True for one in self.found)
        short = sum(one.reached is False for one in self.found)
        self._sum.setText(f"{count} 个目标，达标 {reached} 个，未达标 {short} 个，没有数 {count - reached - short} 个")
        here = self.table.currentIndex().row()
        if count and not 0 <= here < count:
            self.table.selectRow(0)
        self._chosen(max(here, 0))
        if not count:
            self.panel.shut()

    def _chosen(self, row: int) -> None:
        """The chart of whoever promised this target, and its working where one stands there."""
        if not 0 <= row < len(self.found):
            return
        mine = self.found[row]
        bars = targets.charted(self.found, mine)
        who = f"{mine.school} {mine.teacher}".strip()
        self.card.title.setText(f"{who}　百分率目标（%）")
        self.card.remark.setText("横线是目标，灰色是没有达到的" if bars else "还没有能画的百分率目标")
        spoken = "，".join(f"{bar.label}{bar.values[0]}，目标{bar.against}" for bar in bars)
        self.card.chart.put((lambda look, w, h: charts.bars(look, w, h, bars, 100, 2)) if bars else None, spoken)
        if self.panel.isVisible():
            self.open_working(row)

    def _row(self, one: Stood) -> list[Cell]:
        state = f"{one.state}（已兑现）" if one.kept is not None else one.state
        weight = "" if one.weight is None else f"{one.weight.normalize():f}"
        return [
            Cell(one.title), Cell(one.school), Cell(one.wanted), Cell(one.shown, "ink"),
            Cell("", "accent" if one.reached else "amber", bar=one.bar), Cell(state, TONES[one.reached], tag=True),
            Cell(weight),
        ]  # fmt: skip

    def open_working(self, row: int) -> None:
        if 0 <= row < len(self.found):
            self.panel.show_working(targets.working(self.found[row]), (), (), (), "")

    # -- doing it -----------------------------------------------------------------------------------------

    def _open_row(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.found):
            self.host.open_row("targets", self.found[row].key)

    def _give_agreements(self) -> None:
        self.tell(self.try_to(lambda: target_agreements.agree(self.office, self._writable())))

    def _note_down(self) -> None:
        self.tell(self.try_to(lambda: targets.note(self.office, self._writable())))

    def _settle_now(self) -> None:
        self.tell(self.try_to(lambda: targets.settle(self.office, self._writable())))

    def _writable(self) -> list[Stood]:
        """On a school's own machine its own targets only."""
        return [one for one in self.found if not self.office.bound or one.row["school_id"] == self.office.school_id]

    def _print(self) -> None:
        self._open_print("no")

    def _print_workings(self) -> None:
        self._open_print("yes")

    def _open_print(self, workings: str) -> None:
        school = "" if self.school.value == ALL else str(self.school.value)
        period = str(self.period.value or "")
        self.host.open_print(None, {"report": "target-table", "period": period, "school": school, "workings": workings})
