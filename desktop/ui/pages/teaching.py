"""教师常规: each teacher's term in a line: lessons heard against the quota, sheets and their mean, what went wrong."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QBoxLayout, QLabel

from db.rules.routine import Routine
from desktop.ui.editors.chooser import Picker
from desktop.ui.empty import Empty
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.parts import FindBox, Scrolled, across, down, empty, foot, heading, press, words
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.work import teaching
from desktop.work.teaching import Summary

COLUMNS = (
    Column("姓名"), Column("任教学科", 110, keep=False), Column("应听", 60, right=True),
    Column("实听", 60, right=True), Column("差", 66, right=True), Column("检查", 60, right=True),
    Column("常规得分", 88, right=True), Column("被听", 60, right=True), Column("问题", 60, right=True),
)  # fmt: skip
SCORE = next(number for number, column in enumerate(COLUMNS) if column.label == "常规得分")
CONCERNS = frozenset({"inspections", "inspection_marks", "observations", "staff", "settings", "terms"})


class TeachingPage(LatePage):
    """A list of teachers, and beside it what the term's rounds say of the chosen one. Nobody is ranked."""

    help_page = "rounds"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.found: list[Summary] = []
        self._whole: Routine | None = None
        self.shown: list[Summary] = []
        self.table = PlainTable(COLUMNS, "教师教学常规")
        self.table.chosen.connect(self._show)
        self.table.opened.connect(lambda _: self._print())
        schools = self.office.titles("schools")
        self.school = Picker([(key, name) for key, name in schools.items()], self.office.school_id)
        self.school.setAccessibleName("学校")
        self.school.setFixedWidth(WIDTH.find_narrow)
        self.school.setVisible(not self.office.bound and len(schools) > 1)
        self.school.chosen.connect(lambda _: self.fill())
        self.find_line = FindBox("姓名、拼音")
        self.find_line.setFixedWidth(WIDTH.find_narrow)
        self.find_line.textChanged.connect(lambda _: self._list())
        self._place = down(gap=SPACE.s, pad=(SPACE.page, SPACE.l, SPACE.page, SPACE.m))
        self.side = down((Scrolled(self._place), 1), gap=0, role="form")
        self.side.setFixedWidth(WIDTH.form)
        self._sum, self._note, self._empty = words("", "small"), words("", "soft"), Empty()
        printing = press("打印教师常规情况", "printer", tip="选中的一位，每人一页", does=self._print)
        everyone = press("打印听课情况表", "printer", "ghost", does=self._print_heard)
        for part, share in (
            (heading("教师常规", everyone, printing, note=self._note), 0),
            (across(self.find_line, self.school, None, pad=(SPACE.page, SPACE.s, SPACE.l, SPACE.s)), 0),
            (self.banner_place, 0), (across((self.table, 1), self.side, gap=0), 1), (self._empty, 1),
            (foot(self._sum, None), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)
        self._empty.put("users", "还没有教职工", "先在“教职工”里添加教师，这里就能看到每人的听课和检查。")
        self.setFocusProxy(self.table)
        self.fill()

    def fill(self) -> None:
        school = self.school.value or self.office.school_id
        found = self.try_to(lambda: teaching.summaries(self.office, school))
        self.found, self._whole = found or ([], None)
        self._note.setText(teaching.term(self.office).label)
        self._list()

    def _list(self) -> None:
        self.shown = teaching.fitting(self.office, self.found, self.find_line.text())
        self.table.put([self._row(one) for one in self.shown])
        for part in (self.table, self.side):
            part.setVisible(bool(self.found))
        self._empty.setVisible(not self.found)
        missing = sum(one.missing > 0 for one in self.found)
        whole = self._whole
        scored = f"全校常规得分 {whole.score}（{whole.said}）。" if whole and whole.score is not None else ""
        said = f"{len(self.found)} 人，听课没有达到节数的 {missing} 人。{scored}按姓名排列，不排名次。"
        self._sum.setText(said if self.found else "")
        if self.shown and self.table.currentIndex().row() < 0:
            self.table.selectRow(0)
        self._show(self.table.currentIndex().row())

    def _row(self, one: Summary) -> list[Cell]:
        short = f"差{one.missing}" if one.missing > 0 else ""
        score = "" if one.routine.score is None else str(one.routine.score)
        return [
            Cell(one.name), Cell(one.subject, "ink2"), Cell(str(one.due)),
            Cell(str(one.heard)), Cell(short, "red"), Cell(str(one.sheets or "")),
            Cell(score), Cell(str(one.taught or "")), Cell(str(one.faults or ""), "amber"),
        ]  # fmt: skip

    def _show(self, row: int) -> None:
        """The chosen teacher's term: counts, sheets, what is to be put right."""
        layout = self._place.layout()
        assert isinstance(layout, QBoxLayout)
        empty(layout)
        if not 0 <= row < len(self.shown):
            return
        record = self.try_to(lambda: teaching.record(self.office, self.shown[row].id))
        if record is None:
            return
        for part in self._said(record):
            layout.addWidget(part)
        layout.addStretch(1)

    def _said(self, record: teaching.Record) -> list[QLabel]:
        routine = record.routine
        scored = f"常规得分 {routine.score}　" if routine.score is not None else ""
        lines = [
            words(record.person["name"], "title"),
            words(f"{scored}{routine.said}", "soft", wrap=True),
            words(f"听课 {record.heard.done}/{record.heard.due} 节", "soft"),
        ]
        lines += [
            words(
                f"{one.what}　{one.done}/{one.due}" + (f"　差{one.missing}" if one.missing else ""), "small", wrap=True
            )
            for one in record.quotas
        ]
        if record.by_list:
            lines.append(words("检查", "head"))
        lines += [
            words(f"{name}　{count} 次　平均 {mean}%", "small", wrap=True) for name, count, mean in record.by_list
        ]
        if record.taught:
            lines.append(words("被听的课", "head"))
        lines += [
            words(f"{one.heard_on}　{one.topic or '（没有写课题）'}　{_percent(one.mean)}", "small", wrap=True)
            for one in record.taught
        ]
        if record.faults:
            lines.append(words("需要改进", "head"))
        lines += [words(f"{what}{'：' + said if said else ''}", "small", wrap=True) for _, what, said in record.faults]
        return lines

    @property
    def _chosen(self) -> Summary | None:
        row = self.table.currentIndex().row()
        return self.shown[row] if 0 <= row < len(self.shown) else None

    def _print(self) -> None:
        if self._chosen is not None:
            self.host.open_print(None, {"report": "teacher-routine", "teacher": self._chosen.id.hex()})

    def _print_heard(self) -> None:
        school = self.school.value or self.office.school_id
        name = self.office.titles("schools").get(school or b"", "")
        self.host.open_print(None, {"report": "lessons-heard", "school": name})

    def refresh(self, changed: frozenset[str]) -> None:
        if changed & CONCERNS:
            super().refresh(changed)


def _percent(mean: Decimal | None) -> str:
    return "" if mean is None else f"{mean}%"
