"""职责进度: every duty that was due, school by school, done or not; ticked or excused where one stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QFrame, QLineEdit

from db.rules import duties as rule
from desktop.ui.editors.chooser import Chooser
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.parts import Scrolled, across, down, empty, foot, heading, press, words
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.work import duties
from desktop.work.duties import Due
from desktop.work.outcome import Outcome

COLUMNS = (
    Column("应做", 92), Column("职责"), Column("学校", 150), Column("时间", 90, keep=False), Column("状态", 84),
    Column("办理", 92, keep=False),
)  # fmt: skip
STATES = {
    rule.DONE: ("已做", "green"), rule.LATE: ("补做", "amber"), rule.WAITING: ("待做", "blue"),
    rule.OVERDUE: ("逾期未做", "red"), rule.EXCUSED: ("免做", "grey"),
}  # fmt: skip
SPANS = (("近一周", 7), ("近一月", 30), ("近一学期", 150))
AHEAD = 7


class DutyBoardPage(LatePage):
    """The table of all occasions; beside it the chosen one, with what counts as done."""

    help_page = "today"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.found: list[Due] = []
        self._back, self._only_open = 30, True
        schools = [(None, "全部学校"), *self.office.titles("schools").items()]
        self.school = Chooser(schools)
        self.school.setAccessibleName("哪所学校")
        self.school.setPlaceholderText("全部学校")
        self.school.setFixedWidth(WIDTH.find_narrow)
        self.school.chosen.connect(lambda _: self.fill())
        self.table = PlainTable(COLUMNS, "职责进度")
        self.table.chosen.connect(self._show)
        self.table.opened.connect(lambda _: self._open())
        self._place = down(gap=SPACE.s, pad=(SPACE.page, SPACE.l, SPACE.page, SPACE.m))
        self.remark = QLineEdit()
        self.remark.setAccessibleName("说明")
        self.remark.setPlaceholderText("说明；免做要写理由")
        side = down((Scrolled(self._place), 1), gap=0, role="form")
        side.setFixedWidth(WIDTH.form)
        self._sum = words("", "small")
        for part, share in (
            (heading("职责进度"), 0), (self._asking(), 0), (self.banner_place, 0),
            (across((self.table, 1), side, gap=0), 1), (foot(self._sum, None), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)
        self.setFocusProxy(self.table)
        self.fill()

    def _asking(self) -> QFrame:
        chips = []
        for label, days in SPANS:
            chip = press(label, role="chip", does=partial(self._look_back, days))
            chip.setCheckable(True)
            chip.setAutoExclusive(True)
            chip.setChecked(days == self._back)
            chips.append(chip)
        every = press("做了的也列出", role="chip", does=self._toggle_done)
        every.setCheckable(True)
        return across(self.school, *chips, SPACE.m, every, None, pad=(SPACE.page, 0, SPACE.l, SPACE.s))

    def _look_back(self, days: int) -> None:
        self._back = days
        self.fill()

    def _toggle_done(self) -> None:
        self._only_open = not self._only_open
        self.fill()

    def fill(self) -> None:
        today, school = self.office.today, self.school.value
        first, last = today - timedelta(days=self._back), today + timedelta(days=AHEAD)
        every: list[Due] = self.try_to(partial(duties.board, self.office, first, last, school or None)) or []
        self.found = [due for due in every if due.open or not self._only_open]
        self.table.put([self._row(due) for due in self.found])
        late = sum(due.state == rule.OVERDUE for due in every)
        done = sum(due.state in (rule.DONE, rule.LATE, rule.EXCUSED) for due in every)
        self._sum.setText(f"应做 {len(every)} 件，已做 {done} 件，逾期未做 {late} 件")
        row = max(min(self.table.currentIndex().row(), len(self.found) - 1), 0)
        self.table.selectRow(row)
        self._show(row)

    def _row(self, due: Due) -> list[Cell]:
        state, tone = STATES[due.state]
        done = f"{due.done_on:%m-%d}" if due.done_on else ""
        return [
            Cell(f"{due.occasion.due_on:%m-%d}", "red" if due.state == rule.OVERDUE else ""), Cell(due.name),
            Cell(due.school_name), Cell(due.occasion.label), Cell(state, tone, tag=True),
            Cell("　".join(part for part in (done, due.by) if part)),
        ]  # fmt: skip

    # -- the chosen one -----------------------------------------------------------------------------------

    @property
    def chosen(self) -> Due | None:
        row = self.table.currentIndex().row()
        return self.found[row] if 0 <= row < len(self.found) else None

    def _show(self, _row: int) -> None:
        layout = self._place.layout()
        assert layout is not None
        self.remark.setParent(None)
        empty(layout)
        due = self.chosen
        if due is None:
            layout.addWidget(words("没有未做的。", "soft") if self._only_open else words("这段时间没有职责。", "soft"))
            layout.addStretch(1)  # type: ignore[attr-defined]
            return
        duty = self.office.linked("duties", due.duty) or {}
        lines = [
            ("学校", due.school_name), ("应做", f"{due.occasion.due_on:%Y-%m-%d} 前（{due.occasion.label}）"),
            ("岗位", due.post), ("留下什么", str(duty.get("evidence") or "")), ("依据", str(duty.get("source") or "")),
        ]  # fmt: skip
        layout.addWidget(words(due.name, "head", wrap=True))
        for label, said in lines:
            if said:
                name = words(label, "soft")
                name.setFixedWidth(WIDTH.label)
                layout.addWidget(across(name, (words(said, wrap=True), 1)))
        self._offer(due)
        layout.addStretch(1)  # type: ignore[attr-defined]

    def _offer(self, due: Due) -> None:
        """Open its ledger, tick it, excuse it; only where this machine may write."""
        layout = self._place.layout()
        assert layout is not None
        if due.place:
            layout.addWidget(across(press("打开台账", "arrow-right", "link", does=self._open), None))
        if due.open and not self.office.read_only and due.school in (self.office.school_id, *self._mine()):
            self.remark.clear()
            layout.addWidget(self.remark)
            done = press("做了", "check", "primary", does=self._tick)
            layout.addWidget(across(press("这次免做", does=self._excuse), None, done))

    def _mine(self) -> set[bytes]:
        return set() if self.office.bound else set(self.office.titles("schools"))

    def _open(self) -> None:
        due = self.chosen
        if due is not None and due.place:
            self.host.open_place(due.place)

    def _tick(self) -> None:
        due = self.chosen
        if due is not None:
            said = self.remark.text().strip()
            self._done(lambda: duties.tick(self.office, due.duty, due.school, due.occasion.due_on, remark=said))

    def _excuse(self) -> None:
        due = self.chosen
        if due is not None:
            said = self.remark.text()
            self._done(lambda: duties.excuse(self.office, due.duty, due.school, due.occasion.due_on, said))

    def _done(self, does: Callable[[], Outcome]) -> None:
        self.tell(self.try_to(does))
