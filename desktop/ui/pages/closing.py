"""学校撤并: which school goes into which, and beforehand all that would go along; then one press, taken back as one."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout

from db.errors import Trouble
from db.fields import Field
from desktop.ui.editors.chooser import Picker
from desktop.ui.editors.days import DayEditor
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.parts import Scrolled, across, down, empty, foot, heading, press, words
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.work import closing, closing_plan, tables
from desktop.work.catalogue import read_day
from desktop.work.closing_plan import Closing, Plan
from desktop.work.history import undo
from desktop.work.outcome import Outcome

LINES = (Column("台账"), Column("条数", WIDTH.state, right=True), Column("到哪里", WIDTH.marks))
GRADES = ("一", "二", "三", "四", "五", "六")
SAID = (
    "撤并一次办完，学生、班级、教职工、包村和各种记录都归入接续的学校，前后数目核对相符；办错了可以一次撤销。"
    "原来的学校还在“学校”里，写明撤并日期和并入哪所，从前的报表照样能看。"
)


class ClosingPage(LatePage):
    """Only the center does it; a school's machine reads here what it would mean."""

    help_page = "closing"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        choices = tables.choices(self.office, Field("", "link", target="schools"))
        self.school, self.heir = Picker(choices), Picker(choices, self.office.school_id)
        self.day = DayEditor(Field("撤并日期", "day"), self.office.today)
        self.day.setText(self.office.today.isoformat())
        self.grades = [press(f"{word}年级", role="chip", does=self.told) for word in GRADES]
        self.table = PlainTable(LINES, "会移交的记录")
        self._side, self._nothing = QVBoxLayout(), down(None)
        self._do = press("", "git-merge", "primary", does=self._ask)
        self._printing = press("打印移交清单", "printer", does=self._print)
        self._sum = words("", "small")
        for part, label in ((self.school, "撤并的学校"), (self.heir, "并入"), (self.day, "撤并日期")):
            part.setAccessibleName(label)
        self.school.chosen.connect(lambda _: self.told())
        self.heir.chosen.connect(lambda _: self.told())
        self.day.typed.connect(lambda _: self.told())
        self.school.setPlaceholderText("选一所")
        self.school.setText("")
        self._lay_out()
        self.setFocusProxy(self.school)
        self.fill()

    def _lay_out(self) -> None:
        asked = across(
            words("撤并的学校", "soft"), self.school, words("并入", "soft"), self.heir, words("日期", "soft"), self.day,
            None, pad=(SPACE.page, SPACE.s, SPACE.l, 0),
        )  # fmt: skip
        for picker in (self.school, self.heir):
            picker.setFixedWidth(WIDTH.find)
        self.day.setFixedWidth(WIDTH.roll_day)
        some = across(
            words("只移这些年级（都不选就是整校撤并）", "soft"),
            *self.grades,
            None,
            pad=(SPACE.page, SPACE.s, SPACE.l, 0),
        )
        side = QFrame()
        side.setLayout(self._side)
        self._side.setContentsMargins(SPACE.page, SPACE.m, SPACE.page, SPACE.l)
        self._side.setSpacing(SPACE.s)
        right = Scrolled(side)
        right.setProperty("role", "form")
        right.setFixedWidth(WIDTH.form)
        said = across((words(SAID, "soft", wrap=True), 1), pad=(SPACE.page, SPACE.m, SPACE.page, SPACE.m))
        middle = down(said, (self.table, 1), self._nothing, gap=0)
        for part, share in (
            (heading("学校撤并", self._printing), 0), (asked, 0), (some, 0), (self.banner_place, 0),
            (across((middle, 1), right, gap=0), 1), (foot(self._sum, None, self._do), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)

    # -- what would become of it --------------------------------------------------------------------------

    def fill(self) -> None:
        closed = {row["id"] for row in self.office.known.small("schools") if row["closed_on"]}
        choices = tables.choices(self.office, Field("", "link", target="schools"))
        going = [(row, name) for row, name in choices if row != self.office.school_id]
        for picker, listed in ((self.school, going), (self.heir, choices)):
            picker.offer([one for one in listed if one[0] not in closed])
        self._printing.setVisible(bool(closed))
        self.told()

    @property
    def closing(self) -> Closing | None:
        """What stands in the fields; nothing as long as one of them is missing."""
        if not isinstance(self.school.value, bytes) or not isinstance(self.heir.value, bytes):
            return None
        chosen = tuple(number for number, chip in enumerate(self.grades, 1) if chip.isChecked())
        return Closing(self.school.value, self.heir.value, read_day(self.day.text()), chosen)

    def told(self) -> None:
        plan: Plan | None = None
        why = "先选撤并的学校。"
        try:
            asked = self.closing
            plan = closing_plan.plan(self.office, asked) if asked else None
        except Trouble as trouble:
            why = trouble.sentence + trouble.advice
        self._do.setEnabled(plan is not None and not self.office.read_only)
        whole = not any(chip.isChecked() for chip in self.grades)
        self._do.setText(" 办理撤并" if whole else " 移交年级")
        pupils = sum(count for _, count in plan.pupils) if plan else 0
        self._sum.setText(
            f"学生 {pupils} 人" + (f"　记录 {plan.going:,} 条" if plan and plan.going else "") if plan else why
        )
        lines = plan.lines if plan else []
        self.table.put([self._line(line) for line in lines])
        self.table.setVisible(bool(lines))
        self._nothing.setVisible(not lines)
        self._fill_side(plan)

    def _line(self, line: closing_plan.Line) -> list[Cell]:
        to = Cell("归入接续学校") if line.goes else Cell("留在原校名下，只读", "ink3")
        return [Cell(line.register.title, "ink"), Cell(f"{line.rows:,}"), to]

    def _fill_side(self, plan: Plan | None) -> None:
        empty(self._side)
        if plan is not None:
            self._group("学生", [f"{label} {count} 人" for label, count in plan.pupils] or ["没有在籍学生"])
            renamed = [f"{one.before} 改为 {one.then}" for one in plan.renamed]
            self._group("班号重了，改班号", renamed)
            self._group("负责的", [f"{word}：{name}" for word, name in plan.in_charge])
            if plan.machines:
                goes = (
                    "下次交接后就是接续学校的电脑，不用另发邀请。"
                    if plan.machine_goes_on
                    else "请收齐最后一包，然后停用。"
                )
                self._group("那里的电脑", [f"{plan.machines} 台。{goes}还在路上的交接包照收。"])
        self._side.addStretch(1)

    def _group(self, title: str, lines: list[str]) -> None:
        if lines:
            self._side.addWidget(down(words(title, "head"), *(words(line, "soft", wrap=True) for line in lines)))

    # -- doing --------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        asked = self.closing
        if asked is not None:
            question = f"{self.school.text()}并入{self.heir.text()}：{self._sum.text()}，一起过去？"
            self.banner.ask(question, "办理", partial(self._close, asked))

    def _close(self, asked: Closing) -> None:
        self._done(self.try_to(lambda: closing.close(self.office, asked)))

    def take_back(self) -> None:
        self._done(self.try_to(lambda: undo(self.office)))

    def _done(self, outcome: Outcome | None) -> None:
        if outcome is not None:
            for chip in self.grades:
                chip.setChecked(False)
            self.host.announce(outcome)
            self.fill()
            self.banner.say(outcome.sentence, outcome.advice + "要撤销，到“学校”里按 Ctrl+Z。", "good")

    def _print(self) -> None:
        self.host.open_print(None, {"report": "school-closing"})
