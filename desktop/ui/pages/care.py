"""关爱工作: whom the roster points out without a file, whom to be in touch with, who is taught too little at home."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QWidget

from desktop.ui.empty import Empty
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE
from desktop.ui.page import Host
from desktop.ui.parts import across, foot, heading, press, words
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.work import care
from desktop.work.outcome import Outcome

WAITING, CANDIDATES, TAUGHT = range(3)
TABS = ("该联系的", "该建档的", "送教上门")
COLUMNS = {
    WAITING: (
        Column("姓名", 110), Column("等级", 92), Column("下次联系", 110), Column("逾期", 84), Column("最近联系", 110),
        Column("结对教师", 100), Column("学校", keep=False),
    ),
    CANDIDATES: (Column("姓名", 110), Column("花名册上的情况"), Column("班级", 120), Column("学校", 180, keep=False)),
    TAUGHT: (Column("姓名", 110), Column("要求", 200), Column("本学期", 160), Column("不足的周")),
}  # fmt: skip
HOW = {
    WAITING: ("circle-check", "没有到期要联系的", "每份档案按联系节奏排出下次联系的日子，快到期的会列在这里。"),
    CANDIDATES: (
        "circle-check", "花名册上勾了情况的都有档案", "学生表里勾了留守、孤儿、残疾或随班就读，还没有档案的会列在这里。"
    ),
    TAUGHT: ("school", "没有送教上门的儿童", "关爱档案的教育安置选“送教上门”，就按周核对送了几次、几课时。"),
}  # fmt: skip


class CarePage(LatePage):
    """Three lists of one kind each; Enter opens the child's file."""

    help_page = "care"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.chips = [press(name, role="chip", does=partial(self._choose, place)) for place, name in enumerate(TABS)]
        for chip in self.chips:
            chip.setAutoExclusive(True)
        self.tables = [PlainTable(COLUMNS[place], TABS[place]) for place in range(len(TABS))]
        self.tables[CANDIDATES].setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._empty = Empty()
        self._center = QStackedWidget()
        for table in self.tables:
            table.opened.connect(self._open)
            self._center.addWidget(table)
        self._center.addWidget(self._empty)
        self._make = press("给选中的人建档", "plus", "primary", does=self._open_files)
        self._all = press("全部建档", does=self._ask_for_all)
        sums = press("统计表", "chart-column", does=lambda: host.open_print(None, {"report": "care-sums"}))
        printing = press("打印台账", "printer", tip="打印（Ctrl+P）", does=self.print)
        self._sum = words("", "small")
        chips = across(*self.chips, None, self._all, self._make, pad=(SPACE.page, SPACE.s, SPACE.l, SPACE.s))
        for part, share in (
            (heading("关爱工作", sums, printing), 0), (chips, 0), (self.banner_place, 0), (self._center, 1),
            (foot(self._sum, None), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)
        QWidget.setTabOrder(self.chips[-1], self.tables[0])
        self.files = self  # Ctrl+P prints this page
        self.here = WAITING
        self.chips[WAITING].setChecked(True)
        self.setFocusProxy(self.chips[WAITING])
        self.fill()

    def _choose(self, place: int) -> None:
        self.here = place
        self._show()

    def fill(self) -> None:
        self.work = care.work(self.office)
        schools, rooms, names = (self.office.titles(name) for name in ("schools", "classes", "students"))
        self.tables[WAITING].put([self._waiting(one) for one in self.work.waiting])
        self.tables[CANDIDATES].put(
            [
                [Cell(one.name, "ink"), Cell(care.because(one), "red" if one.urgent else ""),
                 Cell(rooms.get(one.room or b"", "")), Cell(schools.get(one.school, ""))]
                for one in self.work.candidates
            ]
        )  # fmt: skip
        self.tables[TAUGHT].put([self._taught(one, names.get(one.student, "")) for one in self.work.taught])
        counts = (len(self.work.waiting), len(self.work.candidates), len(self.work.taught))
        for chip, name, count in zip(self.chips, TABS, counts, strict=True):
            chip.setText(f"{name} {count:,}" if count else name)
        short = sum(bool(one.short) for one in self.work.taught)
        self._sum.setText(f"联系逾期 {self.work.overdue} 人　没有建档 {counts[CANDIDATES]} 人　送教不足 {short} 人")
        self._show()

    def _waiting(self, one: care.Waiting) -> list[Cell]:
        late = Cell(f"逾期{one.late}天", "red", tag=True) if one.late else Cell("")
        return [
            Cell(one.name, "ink"), Cell(one.level), Cell(one.due), late, Cell(one.last or "还没有"),
            Cell(one.teacher or "未结对", "" if one.teacher else "amber"), Cell(one.school),
        ]  # fmt: skip

    def _taught(self, one: care.Taught, name: str) -> list[Cell]:
        visits = sum(week.visits for week in one.weeks)
        short = "；".join(f"第{week.number}周{week.said}" for week in one.short)
        asked = f"每周{one.asked.visits}次、每次{one.asked.lessons}课时"
        told = Cell(short, "red") if short else Cell("都够", "green")
        return [Cell(name, "ink"), Cell(asked), Cell(f"{visits} 次，{one.lessons} 课时"), told]

    def _show(self) -> None:
        table = self.tables[self.here]
        filled = table.lines.rowCount() > 0
        self._make.setVisible(self.here == CANDIDATES and filled and not self.office.read_only)
        self._all.setVisible(self.here == CANDIDATES and filled and not self.office.read_only)
        if not filled:
            self._empty.put(*HOW[self.here])
        self._center.setCurrentWidget(table if filled else self._empty)
        if filled and not table.currentIndex().isValid():
            table.selectRow(0)

    # -- what is done -------------------------------------------------------------------------------------

    def _open(self, row: int) -> None:
        """The child's file, or of one without a file its line in the roster."""
        if self.here == WAITING:
            self.host.open_row("care_files", self.work.waiting[row].file)
        elif self.here == TAUGHT:
            self.host.open_row("care_files", self.work.taught[row].file)
        else:
            self.host.open_row("students", self.work.candidates[row].student)

    def _open_files(self) -> None:
        rows = sorted({index.row() for index in self.tables[CANDIDATES].selectionModel().selectedRows()})
        self._write([self.work.candidates[row].student for row in rows])

    def _ask_for_all(self) -> None:
        count = len(self.work.candidates)
        self.banner.ask(f"给这 {count} 人都建关爱档案？算一步，可以撤销。", "都建", self._open_all, "先不建")

    def _open_all(self) -> None:
        self._write([one.student for one in self.work.candidates])

    def _write(self, students: list[bytes]) -> None:
        outcome = self.try_to(lambda: care.open_files(self.office, students))
        if isinstance(outcome, Outcome):
            self.host.announce(outcome)
            self.banner.say(outcome.sentence, "", "good")

    def print(self) -> None:
        report = "home-teaching" if self.here == TAUGHT else "care-ledger"
        self.host.open_print(None, {"report": report})
