"""均衡分班: a split proposed with its measures, tried again with another seed, and kept with its witnesses."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from db.errors import Rejected
from db.fields import Field
from db.register import key_id
from db.rules.class_measures import gaps
from desktop.ui.editors.chooser import Picker
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.pages import splitting_lines
from desktop.ui.parts import Scrolled, across, down, empty, foot, heading, press, words
from desktop.ui.plain_table import Column, PlainTable
from desktop.ui.questions import Questions
from desktop.work import class_candidates, class_splits, class_splitting, tables
from desktop.work.class_asking import Asked
from desktop.work.class_splitting import Proposal
from desktop.work.outcome import Outcome

AS_IT_COMES, TOGETHER, APART = "不作要求", "同班", "分开"


class SplittingPage(LatePage):
    """Measures and list in the middle; at the right what was asked for, twins, and who was there."""

    help_page = "entry"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        schools = tables.choices(self.office, Field("学校", "link", target="schools"))
        own = self.office.school_id if any(row == self.office.school_id for row, _ in schools) else None
        self.school = Picker(schools, own)
        self.grade = Picker(tables.choices(self.office, Field("年级", "code", codes="grade")), "1")
        for picker, name in ((self.school, "学校"), (self.grade, "年级")):
            picker.setAccessibleName(name)
            picker.setFixedWidth(WIDTH.find_narrow)
            picker.chosen.connect(lambda _: self._begin())
        self.measures = PlainTable((Column("班"),), "各班情况")
        self.list = PlainTable(splitting_lines.LIST, "分班名单")
        self.list.opened.connect(self._open_row)
        self.questions = Questions(self.office)
        self.wishes: list[tuple[list[str], Picker]] = []
        self.proposal: Proposal | None = None
        self._lay_out()
        back = QShortcut(QKeySequence.StandardKey.Undo, self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.take_back)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._print)
        self.setFocusProxy(self.questions)
        self._begin()

    def _lay_out(self) -> None:
        self._twins = down(gap=SPACE.s)
        self._keep = press("确认分班", "check", "primary", does=self._ask)
        self._more = press("换个种子再分", "dices", does=self._again)
        self._try = press("按现在的要求分", "rotate-ccw", does=self.propose)
        self._verify = press(
            "按种子重算", "shield-check", "link", tip="已确认的分班，按记录的种子再算一次", does=self._run_again
        )
        self._sum, self._stands = words("", "small"), words("", "soft", wrap=True)
        body = down(
            self._stands, across(self._verify, None), self.questions, self._twins, None, gap=SPACE.m,
            pad=(SPACE.page, SPACE.l, SPACE.page, SPACE.m),
        )  # fmt: skip
        tools = down(
            across(self._try, self._more, None), across(None, self._keep), gap=SPACE.s,
            pad=(SPACE.page, SPACE.s, SPACE.page, SPACE.l),
        )  # fmt: skip
        side = down((Scrolled(body), 1), tools, gap=0, role="form")
        side.setFixedWidth(WIDTH.form)
        self._above = down(gap=0)
        middle = down(self._above, (self.list, 1), gap=SPACE.m)
        printing = press("打印结果", "printer", does=self._print)
        for part, share in (
            (heading("均衡分班", self.grade, self.school, printing), 0), (down(pad=(0, SPACE.xs)), 0),
            (self.banner_place, 0), (across((middle, 1), side, gap=0), 1), (foot(self._sum, None), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)

    # -- what is asked ------------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Another school or grade: as many classes as the standard needs, a new seed, its twins."""
        school, grade, year = self.school.value, str(self.grade.value), self.office.today.year
        if not isinstance(school, bytes):
            return
        classes = self.try_to(lambda: class_splitting.usual(self.office, school, year, grade)) or 1
        self.questions.ask(splitting_lines.ASKED, {"classes": str(classes), "seed": class_splitting.new_seed()})
        found = self.try_to(lambda: class_candidates.candidates(self.office, school, year, grade)) or []
        self._offer_twins([[(one.key, one.name) for one in group] for group in class_candidates.twins(found)])
        self.fill()

    def _offer_twins(self, groups: list[list[tuple[str, str]]]) -> None:
        layout = self._twins.layout()
        assert layout is not None
        empty(layout)
        self.wishes = []
        if groups:
            layout.addWidget(words("可能是双胞胎（生日、监护人或电话相同）", "head", wrap=True))
        for group in groups:
            picker = Picker([(word, word) for word in (AS_IT_COMES, TOGETHER, APART)], AS_IT_COMES)
            names = "、".join(name for _, name in group)
            picker.setAccessibleName(f"{names}的要求")
            picker.chosen.connect(lambda _: self.propose())
            self.wishes.append(([key for key, _ in group], picker))
            layout.addWidget(across((words(names, wrap=True), 1), picker))

    def fill(self) -> None:
        """The ledgers may have changed: the same question asked again."""
        self._stands.setText("")
        kept = self._kept_split()
        if kept:
            self._stands.setText(
                f"今年已经分过：{self.office.titles('class_splits').get(kept, '')}。再确认一次，就以新的为准。"
            )
        self._verify.setVisible(bool(kept))
        self.propose()

    def _asked(self) -> Asked:
        said = self.questions.answers()
        together = [",".join(keys) for keys, picker in self.wishes if picker.value == TOGETHER]
        apart = [",".join(keys) for keys, picker in self.wishes if picker.value == APART]
        typed = said.get("teachers", "").replace("，", "、").replace(",", "、")
        teachers = [name for name in typed.split("、") if name.strip()]
        number = "".join(mark for mark in said.get("classes", "") if mark.isdigit())
        return Asked(
            self.office, self.grade.text(), self.school.text(), None, int(number) if number else None,
            said.get("seed", ""), together, apart, teachers,
        )  # fmt: skip

    def propose(self) -> None:
        """The split as it would be now; nothing is written."""
        self.proposal = None
        try:
            self.proposal = self._asked().propose()
        except Exception as trouble:
            self.failed(trouble)
        else:
            self.banner.hide()
        self._show()

    def _again(self) -> None:
        said = {**self.questions.answers(), "seed": class_splitting.new_seed()}
        self.questions.ask(splitting_lines.ASKED, said)
        self.propose()

    # -- what comes of it ---------------------------------------------------------------------------------

    def _show(self) -> None:
        proposal = self.proposal
        self._keep.setEnabled(proposal is not None and not self.office.read_only)
        self._show_measures()
        if proposal is None:
            self.list.put([])
            self._sum.setText("")
            return
        lines = sorted(proposal.found, key=lambda one: (proposal.placed[one.key], one.sex or "", one.name))
        self._lines = lines
        self.list.put([splitting_lines.line(one, proposal.placed[one.key]) for one in lines])
        told = "，".join(f"{name} {gap}" for name, gap in gaps(proposal.measures).items())
        self._sum.setText(f"{len(lines)} 人，种子 {proposal.seed}。最大差：{told}")

    def _show_measures(self) -> None:
        """A line a class; the columns follow from what is spread."""
        layout = self._above.layout()
        assert layout is not None
        empty(layout)
        if self.proposal is None:
            return
        heads, lines = splitting_lines.measured(self.proposal.measures)
        columns = [Column(head, right=n > 0) for n, head in enumerate(heads)]
        self.measures = PlainTable(columns, "各班情况", whole=True)
        self.measures.put(lines)
        layout.addWidget(self.measures)

    # -- keeping ------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        if self.proposal is not None:
            number, classes = len(self.proposal.found), self.proposal.classes
            asked = f"{number} 人分成 {classes} 个班，编好班、记下种子和见证人？可以一次撤销。"
            self.banner.ask(asked, "确认分班", self._do_keep, "再看看")

    def _do_keep(self) -> None:
        said = self.questions.answers()
        try:
            proposal = self._asked().propose()
            typed = {name: said[name] for name in splitting_lines.KEPT if said.get(name)}
            self.tell(class_splitting.keep(self.office, proposal, typed))
        except Rejected as trouble:
            if not self.questions.refuse(trouble):
                self.failed(trouble)
        except Exception as trouble:
            self.failed(trouble)

    def _kept_split(self) -> bytes | None:
        key = key_id("class_splits", [self.school.value, self.office.today.year, str(self.grade.value)])
        known = self.office.linked("class_splits", key)
        return key if known is not None and not known["deleted"] else None

    def _run_again(self) -> None:
        split = self._kept_split()
        if split is not None:
            self._say(self.try_to(partial(class_splits.verify, self.office, split)))

    def _say(self, outcome: Outcome | None) -> None:
        if outcome is not None:
            tone = "doubt" if outcome.attention else "good"
            self.banner.say(outcome.sentence, outcome.advice, tone)

    def _open_row(self, row: int) -> None:
        one = self._lines[row]
        if one.student is not None:
            self.host.open_row("students", one.student)
        elif one.admission is not None:
            self.host.open_row("admissions", one.admission)

    def _print(self) -> None:
        split = self._kept_split()
        self.host.open_print(None, {"report": "split-result", **({"split": split.hex()} if split else {})})
