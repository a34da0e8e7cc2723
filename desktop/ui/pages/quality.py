"""学业质量分析: the whole of an examination in cards, class by class below; every figure opens its working."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from desktop.ui.editors.chooser import Picker
from desktop.ui.empty import Empty
from desktop.ui.icons import Picture
from desktop.ui.late import LatePage
from desktop.ui.look import SIZE, SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.pages import quality_views as views
from desktop.ui.pages import quality_whole as whole
from desktop.ui.pages.quality_borderline import Lists
from desktop.ui.pages.quality_card import ChartCard, FigureCard
from desktop.ui.pages.quality_views import VIEWS, View
from desktop.ui.pages.quality_working import WorkingPanel
from desktop.ui.pages.quality_workings import Workings
from desktop.ui.parts import Scrolled, across, down, empty, heading, press, put, words
from desktop.ui.plain_table import PlainTable
from desktop.work import analysis, exams
from desktop.work.analysis import Analysis, Composites, Line, Progress
from desktop.work.exams import Sitting

NOTICE = "内部资料，不得公开。只看班级和等级，不排学生名次；一、二年级不设纸笔考试。"
CONCERNS = frozenset(
    {"exams", "papers", "scores", "exam_bases", "score_lines", "settings", "formulas", "formula_terms", "teachings"}
)
ALL = "各学科"


class QualityPage(LatePage):
    """The analysis of one examination."""

    help_page = "analysis"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.sittings: list[Sitting] = []
        self.found: Analysis | None = None
        self.measured: Progress | None = None
        self.composites: Composites | None = None
        self.setProperty("role", "canvas")
        self.view = views.RATES
        self.shown: View | None = None
        self.exam, self.school, self.subject = Picker([]), Picker([]), Picker([])
        for picker, name, wide in (
            (self.exam, "考试", WIDTH.exam),
            (self.school, "学校", WIDTH.find_narrow),
            (self.subject, "学科", WIDTH.subject),
        ):
            picker.setAccessibleName(name)
            picker.setFixedWidth(wide)
            picker.chosen.connect(partial(self._chosen, name))
        self.cards = [FigureCard(name, self._open_card) for name in views.SHOWN]
        self.chips = {name: press(label, role="chip", does=partial(self.choose_view, name)) for name, label in VIEWS}
        self.about, self._said = words("", "small", "amber"), words("", "small")
        self.workings, self.lists = Workings(self), Lists(self)
        self.panel = WorkingPanel(self.workings.choose, self.workings.print)
        self._table_place = down(gap=0, role="card")
        self._charts = across(gap=SPACE.m)
        self._empty, self._center = Empty(), QStackedWidget()
        self._lay_out()
        self.fill()

    def _lay_out(self) -> None:
        tools = (
            self.lists.button,
            press("打印", "printer", does=self.print),
            press("录成绩", "pencil", "primary", does=lambda: self.host.open_place("marks")),
        )
        strip = across(
            Picture("lock", "amber"),
            words(NOTICE, "small", "amber"),
            None,
            self.about,
            pad=(SPACE.m, SPACE.xs),
            role="doubt",
        )
        body = down(
            across((strip, 1)), across(*((card, 1) for card in self.cards), gap=SPACE.m),
            across(*self.chips.values(), None, self._said), (self._table_place, 3), (self._charts, 2),
            gap=SPACE.s, pad=(SPACE.page, SPACE.s, SPACE.l, SPACE.m), role="canvas",
        )  # fmt: skip
        body.setMinimumHeight(SIZE.analysis)
        scrolled = Scrolled(body)
        scrolled.setProperty("role", "canvas")
        self._center.addWidget(scrolled)
        self._center.addWidget(self._empty)
        for part, share in (
            (heading("学业质量分析", self.exam, self.school, self.subject, *tools), 0), (self.banner_place, 0),
            (across((self._center, 1), self.panel, gap=0), 1),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)
        shortcut = QShortcut(QKeySequence("Ctrl+P"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.print)

    # -- what is shown -------------------------------------------------------------------------------------

    def refresh(self, changed: frozenset[str]) -> None:
        if changed & CONCERNS:
            super().refresh(changed)

    def fill(self) -> None:
        """Examinations anew; the chosen one stays chosen."""
        kept = self.exam.value
        self.sittings = self.try_to(lambda: exams.sittings(self.office)) or []
        self.exam.offer([(one.id, one.label) for one in self.sittings])
        known = [one.id for one in self.sittings]
        own = [one.id for one in self.sittings if one.school_id in (None, self.office.school_id)] or known
        self.exam.put(kept if kept in known else (own[0] if own else None))
        self._read()

    def _chosen(self, which: str, _label: str) -> None:
        self.panel.shut()
        if which == "考试":
            self._read()
        else:
            self.show_view()

    def _read(self) -> None:
        """The analysis of the chosen examination, its schools and subjects to choose from."""
        exam = self.exam.value
        self.found = self.try_to(lambda: analysis.of(self.office, exam)) if exam else None
        self.measured = self.composites = None
        if self.found is None or not self.found.subjects:
            self._say_first(exam)
            return
        found, titles = self.found, self.office.titles("schools")
        subject, school = self.subject.value, self.school.value
        self.subject.offer([(code, label) for code, label in found.subjects] + [("", ALL)])
        codes = [code for code, _ in found.subjects]
        self.subject.put(subject if subject in (*codes, "") and subject is not None else codes[0])
        every = [(None, "全部学校")] if found.comparable else []
        self.school.offer([*every, *((row, titles.get(row, "")) for row in found.schools)])
        known = [None] if found.comparable else []
        self.school.put(
            school if school in (*known, *found.schools) else (found.schools[0] if not found.comparable else None)
        )
        self.exam.setVisible(True)
        self.subject.setVisible(True)
        self.school.setVisible(len(found.schools) > 1)
        self._center.setCurrentIndex(0)
        self.show_view()

    def _say_first(self, exam: bytes | None) -> None:
        """Nothing to show yet: what to do first, and no picker that offers nothing."""
        self.exam.setVisible(bool(self.sittings))
        self.subject.setVisible(False)
        self.school.setVisible(False)
        self._center.setCurrentIndex(1)
        go = press("去登记成绩", "pencil", "primary", does=lambda: self.host.open_place("marks"))
        what = "这次考试还没有成绩" if exam else "还没有考试"
        self._empty.put("chart-column", what, "登记成绩或导入成绩册以后，这里就有各班的分析。", go)

    def choose_view(self, name: str) -> None:
        self.view = name
        self.panel.shut()
        self.show_view()

    def show_view(self) -> None:
        """Cards, table and charts of what is chosen."""
        found = self.found
        if found is None:
            return
        for name, chip in self.chips.items():
            chip.setChecked(name == self.view)
        subject, school = self.subject.value or "", self.school.value
        lines = found.classes(subject, school=school)
        self._show_cards([line for line in lines if line.figures])
        self.shown = self.try_to(lambda: self._made(found, lines, subject, school))
        if self.shown is not None:
            self._show(self.shown)

    def _made(self, found: Analysis, lines: list[Line], subject: str, school: bytes | None) -> View:
        if self.view == views.GAINED:
            self.measured = self.measured or analysis.progress(self.office, found)
            return views.gained(found, self.measured, subject, school)
        if self.view == views.WEAK:
            return views.weak(found, self.composites_of(), found.classes(school=school))
        if self.view == views.LEVELS:
            return views.levels(found, lines)
        return views.rates(found, lines) if subject else views.subjects(found, lines)

    def composites_of(self) -> Composites:
        """By the office's formula, worked out once."""
        assert self.found is not None
        self.composites = self.composites or analysis.composites(self.office, self.found)
        return self.composites

    def _show_cards(self, lines: list[Line]) -> None:
        """All the lines together, held against the examination before."""
        assert self.found is not None
        self.workings.whole = whole.of(self.found, lines)
        before = whole.before(self.office, self.found, lines)
        for card in self.cards:
            whole.fill(card, self.workings.whole, before)
        grades = sorted({line.paper.grade for line in lines})
        span = f"{grades[0]}—{grades[-1]} 年级" if len(grades) > 1 else f"{grades[0]} 年级" if grades else ""
        due, sat = sum(line.due for line in lines), sum(line.sat for line in lines)
        people = "人" if self.subject.value else "人次"
        self.about.setText(f"{span} · 应考 {due} {people}，实考 {sat} {people}")

    def _show(self, shown: View) -> None:
        for place in (self._table_place, self._charts):
            layout = place.layout()
            assert layout is not None
            empty(layout)
        self.table = PlainTable(shown.columns, "各班")
        self.table.put(shown.rows)
        self.table.clicked.connect(self._pressed)
        self.table.opened.connect(lambda row: self.workings.open(row, 0))
        table_layout, chart_layout = self._table_place.layout(), self._charts.layout()
        assert table_layout is not None
        table_layout.addWidget(self.table)
        for chart in shown.charts:
            card = ChartCard(chart.title)
            card.title.setText(chart.title)
            card.remark.setText(chart.remark)
            card.swatches.put(chart.swatches)
            card.chart.put(chart.draw, chart.spoken)
            put(chart_layout, (card, 1))  # type: ignore[arg-type]
        self._charts.setVisible(bool(shown.charts))
        self._said.setText(shown.sentence or ("" if self.found and self.found.comparable else analysis.NOT_COMPARED))

    # -- workings and paper --------------------------------------------------------------------------------

    def _pressed(self, index: QModelIndex) -> None:
        self.workings.open(index.row(), index.column())

    def _open_card(self, name: str) -> None:
        self.workings.open_whole(name)

    def print(self) -> None:
        """The paper of what is shown."""
        grades = sorted({line.paper.grade for line in self.shown.lines}) if self.shown else []
        options = {
            "report": "quality-analysis", "exam": self.exam.text(), "subject": str(self.subject.value or ""),
            "grade": str(grades[0]) if len(grades) == 1 else "",
        }  # fmt: skip
        self.host.open_print(None, {name: text for name, text in options.items() if text})


__all__ = ["QualityPage"]
