"""今日排查: the categories of a day in a list; Enter says in order, a sentence says what is wrong, one key the rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit

from db.fields import Field
from desktop.ui.editors.chooser import Chooser
from desktop.ui.editors.days import DayEditor
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.parts import Scrolled, across, down, empty, foot, heading, press, words
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.work import catalogue, patrols, safety_months
from desktop.work.outcome import Outcome
from desktop.work.patrols import Line

COLUMNS = (
    Column("类别", 130),
    Column("看什么"),
    Column("结果", 84),
    Column("问题", 150),
    Column("签名", 110, keep=False),
)
RESULTS = {"": ("未查", "grey"), "1": ("正常", "green"), "2": ("有问题", "red"), "3": ("当场整改", "amber")}


class PatrolPage(LatePage):
    """One school's day. F8: all the rest in order; Space or Enter: this one; W: something is wrong."""

    help_page = "hazards"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.lines: list[Line] = []
        self.day = DayEditor(Field("日期", "day"), self.office.today)
        self.day.setAccessibleName("日期")
        self.day.setText(self.office.today.isoformat())
        self.day.setFixedWidth(WIDTH.find_narrow)
        self.day.typed.connect(lambda _: self.fill())
        self.school = Chooser(list(self.office.titles("schools").items()))
        self.school.setAccessibleName("学校")
        self.school.setText(self.office.school)
        self.school.setFixedWidth(WIDTH.find_narrow)
        self.school.setVisible(not self.office.bound)
        self.school.chosen.connect(lambda _: self.fill())
        self.table = PlainTable(COLUMNS, "今日排查")
        self.table.chosen.connect(self._show)
        self.table.opened.connect(lambda _: self.fine())
        self.what, self.where = QLineEdit(), QLineEdit()
        self.what.setPlaceholderText("什么问题")
        self.where.setPlaceholderText("部位")
        self.what.returnPressed.connect(self.wrong)
        self._place, self._said, self._sum = down(gap=SPACE.s), down(gap=SPACE.xs), words("", "small")
        self._lay_out()
        for keys, does in (("F8", self.all_in_order), ("Ctrl+P", self.print)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)
        self.setFocusProxy(self.table)
        self.fill()

    def _lay_out(self) -> None:
        rest = press("其余都正常（F8）", "check", "primary", does=self.all_in_order)
        month = press("报送上月", "calendar", does=self.close_month)
        tools = [press("打印这一天", "printer", does=self.print), month, rest]
        for tool in (month, rest):
            tool.setEnabled(not self.office.read_only)
        wrong = press("登记隐患", "triangle-alert", does=self.wrong)
        mended = press("当场改好了", role="ghost", does=partial(self.wrong, mended=True))
        again = press("这一类重查", role="link", does=self.again)
        self._entry = down(
            words("有问题就写在这里", "soft"), self.what, self.where, across(mended, None, wrong), across(again, None),
            gap=SPACE.s,
        )  # fmt: skip
        side = down(
            (Scrolled(down(self._place, self._entry, None, gap=SPACE.m, pad=(SPACE.page, SPACE.l))), 1),
            gap=0,
            role="form",
        )
        side.setFixedWidth(WIDTH.form)
        asked = across(
            press("", "arrow-left", "ghost", tip="前一天", does=partial(self._step, -1)), self.day,
            press("", "arrow-right", "ghost", tip="后一天", does=partial(self._step, 1)), self.school, None,
            gap=SPACE.xs, pad=(SPACE.page, 0, SPACE.l, SPACE.s),
        )  # fmt: skip
        for part, share in (
            (heading("今日排查", *tools), 0), (asked, 0), (self.banner_place, 0),
            (across((self.table, 1), side, gap=0), 1), (foot(self._sum, None), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)

    # -- the day ------------------------------------------------------------------------------------------

    @property
    def on(self) -> date:
        return catalogue.read_day(self.day.text())

    @property
    def owner(self) -> bytes | None:
        return self.school.value if not self.school.isHidden() else None

    def _step(self, days: int) -> None:
        moved = self.try_to(lambda: self.on + timedelta(days=days))
        if moved is not None and moved <= self.office.today:
            self.day.setText(moved.isoformat())
            self.fill()

    def fill(self) -> None:
        found = self.try_to(lambda: patrols.sheet(self.office, self.on, self.owner))
        if found is None:
            return
        row = max(self.table.currentIndex().row(), 0)
        self.lines = found
        self.table.put([self._row(line) for line in found])
        self.table.selectRow(min(row, len(found) - 1))
        left = sum(not line.result for line in found)
        wrong = sum(line.result == "2" for line in found)
        day_off = "" if self.office.context.is_school_day(self.on) else "这一天校历上不上课。"
        self._sum.setText(f"{len(found)} 类，还有 {left} 类没查，{wrong} 类有问题。{day_off}")
        self._show(self.table.currentIndex().row())

    def _row(self, line: Line) -> list[Cell]:
        said, tone = RESULTS[line.result]
        items = "；".join(line.items)
        signed = f"{line.by} {line.at}".strip()
        return [Cell(line.label), Cell(items, "ink2"), Cell(said, tone, tag=True), Cell(line.what), Cell(signed)]

    @property
    def chosen(self) -> Line | None:
        row = self.table.currentIndex().row()
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def _show(self, _row: int) -> None:
        """What to look at in the chosen category."""
        layout = self._place.layout()
        assert layout is not None
        empty(layout)
        line = self.chosen
        self._entry.setVisible(line is not None and not self.office.read_only)
        if line is None:
            return
        layout.addWidget(words(line.label, "head"))
        for item in line.items:
            layout.addWidget(words(f"· {item}", "soft", wrap=True))
        if line.hazard:
            see = press("打开这条隐患", "arrow-right", "link", does=partial(self.host.open_row, "hazards", line.hazard))
            layout.addWidget(across(see, None))

    # -- what was found -----------------------------------------------------------------------------------

    def fine(self) -> None:
        line = self.chosen
        if line is not None and self._told(lambda: patrols.fine(self.office, self.on, line.category, self.owner)):
            self._next()

    def wrong(self, *, mended: bool = False) -> None:
        line = self.chosen
        if line is None:
            return
        what, where = self.what.text(), self.where.text()
        does = partial(
            patrols.wrong, self.office, self.on, line.category, what, where, mended=mended, school=self.owner
        )
        if self._told(does):
            self.what.clear()
            self.where.clear()
            self.table.setFocus()
            self._next()

    def again(self) -> None:
        line = self.chosen
        if line is not None:
            self._told(lambda: patrols.take_back(self.office, self.on, line.category, self.owner))

    def all_in_order(self) -> None:
        self._told(lambda: patrols.all_in_order(self.office, self.on, self.owner))

    def close_month(self) -> None:
        before = self.office.today.replace(day=1) - timedelta(days=1)
        self._told(lambda: safety_months.close(self.office, f"{before:%Y-%m}", school=self.owner))

    def print(self) -> None:
        names = self.office.titles("schools")
        name = names.get(self.owner or self.office.school_id or b"", "")
        self.host.open_print(None, {"report": "patrol-sheet", "on": self.on.isoformat(), "school": name})

    def _told(self, does: Callable[[], Outcome]) -> bool:
        outcome = self.try_to(does)
        if outcome is None:
            return False
        self.host.announce(outcome)
        self.fill()
        self.banner.say(outcome.sentence, outcome.advice, "good")
        return True

    def _next(self) -> None:
        row = next((i for i, line in enumerate(self.lines) if not line.result), None)
        if row is not None:
            self.table.selectRow(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.fine()
        elif event.key() == Qt.Key.Key_W:
            self.what.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)


__all__ = ["PatrolPage"]
