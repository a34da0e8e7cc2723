"""考勤统计: a week or a month by class or school; the days nobody has called are named beside the chosen line."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from desktop.ui.empty import Empty
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.parts import Scrolled, across, down, foot, heading, press, words
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.work import attendance_sums
from desktop.work.attendance_sums import Line, Sums

COLUMNS = (
    Column("班级", 0), Column("学校", WIDTH.marks, keep=False), Column("人数", WIDTH.figure, right=True),
    Column("应点", WIDTH.figure, right=True), Column("已点", WIDTH.figure, right=True),
    Column("出勤率", WIDTH.state, right=True), Column("病假", WIDTH.figure, right=True),
    Column("事假", WIDTH.figure, right=True), Column("旷课", WIDTH.figure, right=True),
    Column("未说明", WIDTH.figure, right=True), Column("迟到", WIDTH.figure, right=True, keep=False),
    Column("早退", WIDTH.figure, right=True, keep=False),
)  # fmt: skip
CONCERNS = frozenset({"roll_calls", "absences", "students", "classes", "morning_findings", "illnesses", "holidays"})


class AttendanceSumsPage(LatePage):
    """A table of lines with a sum, and what is to be said of the chosen line."""

    help_page = "attendance"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.on, self.weekly, self.by_school = self.office.today, False, False
        self.sums: Sums | None = None
        self.lines: list[Line] = []
        self.table = PlainTable(COLUMNS, "考勤统计")
        self.table.chosen.connect(self._show)
        self._span = words("", "soft")
        self._month, self._week = (
            press("月", role="chip", does=partial(self._choose, weekly=False)),
            press("周", role="chip", does=partial(self._choose, weekly=True)),
        )
        self._classes, self._schools = (
            press("按班级", role="chip", does=partial(self._choose, by_school=False)),
            press("按学校", role="chip", does=partial(self._choose, by_school=True)),
        )
        self._said = words("", "soft", wrap=True)
        self._said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._about = words("", "head", wrap=True)
        self._sum = words("", "small")
        self._empty, self._center = Empty(), QStackedWidget()
        self._lay_out()
        self.setFocusProxy(self.table)
        self.fill()

    def _lay_out(self) -> None:
        back = press("", "arrow-left", "ghost", tip="前一个（PageUp）", does=partial(self._step, -1))
        on = press("", "arrow-right", "ghost", tip="后一个（PageDown）", does=partial(self._step, 1))
        side = across(
            (Scrolled(down(self._about, self._said, None, pad=(SPACE.page, SPACE.l, SPACE.page, SPACE.m))), 1),
            role="form",
        )
        side.setFixedWidth(WIDTH.find_narrow + SPACE.xl * 2)
        self._center.addWidget(across((self.table, 1), side, gap=0))
        self._center.addWidget(self._empty)
        chips = across(
            self._month, self._week, SPACE.m, self._classes, self._schools, None,
            pad=(SPACE.page, SPACE.xs, SPACE.l, SPACE.s),
        )  # fmt: skip
        printing = press("打印报表", "printer", does=self._print)
        for part, share in (
            (heading("考勤统计", back, on, printing, note=self._span), 0), (chips, 0), (self.banner_place, 0),
            (self._center, 1), (foot(self._sum, None), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)
        for keys, does in (
            ("PgUp", partial(self._step, -1)), ("PgDown", partial(self._step, 1)), ("Ctrl+P", self._print),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)

    def fill(self) -> None:
        first, last = attendance_sums.span(
            self.office, "" if self.weekly else self.on.isoformat()[:7], self.on if self.weekly else None
        )
        school = self.office.school_id if self.office.bound else None
        found = self.try_to(lambda: attendance_sums.over(self.office, first, last, school))
        if found is None:
            return
        self.sums = found
        names = self.office.titles("schools")
        whole = found.total()
        by_class = [line for line in found.lines if line.pupils or line.called]
        self.lines = found.schools(lambda row: names.get(row, "")) if self.by_school else by_class
        self.lines = [*self.lines, whole] if len(self.lines) > 1 else self.lines
        self.table.put([self._row(line, names.get(line.school_id or b"", "")) for line in self.lines])
        for chip, here in (
            (self._month, not self.weekly), (self._week, self.weekly),
            (self._classes, not self.by_school), (self._schools, self.by_school),
        ):  # fmt: skip
            chip.setChecked(here)
        self._schools.setVisible(not self.office.bound)
        span = (
            f"{first.month}月{first.day}日至{last.month}月{last.day}日"
            if self.weekly
            else f"{first:%Y}年{first.month}月"
        )
        self._span.setText(f"{span}　上课 {len(found.days)} 天")
        self._center.setCurrentIndex(0 if self.lines else 1)
        self._empty.put("users", "还没有可以统计的班", "学生有了班级、点了名，这里就有数。")
        self._sum.setText(_summed(whole) if self.lines else "")
        if self.lines:
            place = max(min(self.table.currentIndex().row(), len(self.lines) - 1), 0)
            self.table.selectRow(place)
            self._show(place)

    def _row(self, line: Line, school: str) -> list[Cell]:
        said = attendance_sums.figures(line, self.lines)
        behind = line.called < line.due
        figures = [Cell(said[name]) for name in ("病假", "事假", "旷课", "未说明", "迟到", "早退")]
        return [
            Cell(line.title), Cell(school if line.room else ""), Cell(f"{line.pupils:,}"), Cell(str(line.due)),
            Cell(str(line.called), "red" if behind else ""), Cell(said["出勤率"], "ink"), *figures,
        ]  # fmt: skip

    def _show(self, row: int) -> None:
        if 0 <= row < len(self.lines):
            line = self.lines[row]
            self._about.setText(line.title)
            self._said.setText("\n\n".join(attendance_sums.remarks(line)) or "都点过名，人数与名单相符。")

    def _choose(self, *, weekly: bool | None = None, by_school: bool | None = None) -> None:
        self.weekly = self.weekly if weekly is None else weekly
        self.by_school = self.by_school if by_school is None else by_school
        self.fill()

    def _step(self, direction: int) -> None:
        """The week or month before or after, up to today's."""
        if self.weekly:
            on = self.on + timedelta(days=7 * direction)
        else:
            months = self.on.year * 12 + self.on.month - 1 + direction
            on = date(months // 12, months % 12 + 1, 1)
        if attendance_sums.span(self.office, on.isoformat()[:7])[0] <= self.office.today:
            self.on = min(on, self.office.today)
            self.fill()

    def _print(self) -> None:
        first = self.sums.first if self.sums else self.on
        asked = {"report": "attendance-week", "week": first.isoformat()}
        if not self.weekly:
            asked = {"report": "attendance-month", "month": first.isoformat()[:7]}
        self.host.open_print(None, asked)

    def refresh(self, changed: frozenset[str]) -> None:
        if changed & CONCERNS:
            super().refresh(changed)


def _summed(whole: Line) -> str:
    said = attendance_sums.figures(whole)
    left = f"　没点名 {len(whole.uncalled)} 次" if whole.uncalled else ""
    return f"{whole.pupils:,} 人　出勤率 {said['出勤率']}　缺勤 {said['缺勤']} 人日{left}"
