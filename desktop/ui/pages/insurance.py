"""两险: how many children are insured against the target, who is not, and entering a class or the school at once."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from PySide6.QtGui import QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from db import kinds
from db.errors import Rejected
from db.fields import Field
from db.register import Problem
from db.rules.grades import school_year_label
from db.rules.participation import percent
from desktop.ui.editors.chooser import Picker
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.parts import Scrolled, across, down, foot, heading, press, restyle, words
from desktop.ui.plain_table import Cell, Column
from desktop.ui.questions import Questions
from desktop.ui.target_bar import TargetBar
from desktop.ui.tick_table import TickTable
from desktop.work import insurances
from desktop.work.insurances import DECLINED, INSURED, OPEN, Cover, Line, Policy

COLUMNS = (
    Column("姓名", 136), Column("学校", 170, keep=False), Column("班级", 92), Column("状态", 92), Column("保单或签字"),
)  # fmt: skip
TONES = {OPEN: "amber", INSURED: "green", DECLINED: "grey"}
ALL_CLASSES = "全部班级"
BOUGHT = (
    Field("保险公司", "text", "insurer"), Field("保单号", "text", "policy"), Field("缴费日期", "day", "paid_on"),
    Field("保费（元）", "decimal", "amount"),
)  # fmt: skip
SIGNER = Field("签字人", "name", "by", hint="不买的，监护人在说明上签字")


class Card(QFrame):
    """One kind of insurance: its share, the target, and the bar between; chosen by a click anywhere."""

    def __init__(self, choose: partial[None]) -> None:
        super().__init__()
        self._choose = choose
        self.setProperty("role", "card")
        self.name: QPushButton = press("", role="link", does=choose)
        self.figure, self.said, self.bar = words("", "title"), words("", "small"), TargetBar()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.s, SPACE.l, SPACE.s)
        layout.setSpacing(SPACE.xs)
        layout.addWidget(across(self.name, None, self.figure))
        layout.addWidget(self.bar)
        layout.addWidget(self.said)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._choose()

    def put(self, cover: Cover, here: bool) -> None:
        restyle(self, role="now" if here else "card")
        self.name.setText(cover.label)
        share = percent(cover.share)
        self.figure.setText("—" if share is None else f"{share} %")
        short = 0
        while cover.pupils and Fraction(cover.insured + short, cover.pupils) * 100 < Fraction(cover.target):
            short += 1
        state = "已达到" if cover.reached else f"还差 {short} 人"
        self.said.setText(f"{cover.insured}/{cover.pupils} 人　目标 {cover.target} %，{state}")
        self.bar.put(cover.share, Fraction(cover.target) / 100)


class InsurancePage(LatePage):
    """Two cards above; below, the children of the chosen kind, and what to write down for those who are ticked."""

    help_page = "aid"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        year = self.office.school_year
        years = range(year, year - 3, -1)
        self.year = Picker([(str(one), school_year_label(one)) for one in years], str(year))
        self.room = Picker([(ALL_CLASSES, ALL_CLASSES)])
        self.kind, self.state = 0, OPEN
        self.cards = [Card(partial(self._choose_kind, n)) for n in range(2)]
        self.chips = [press(state, role="chip", does=partial(self._choose_state, state)) for state in TONES]
        self.table = TickTable(COLUMNS, "学生")
        self.table.ticked_now.connect(self._count)
        self.table.opened.connect(lambda row: self.host.open_row("students", self.table.keys[row]))
        self.questions = Questions(self.office)
        self.questions.ask((*BOUGHT, SIGNER), {"paid_on": self.office.today.isoformat()})
        self._sum = words("", "small")
        self._lay_out()
        for picker, name in ((self.year, "学年"), (self.room, "班级")):
            picker.setAccessibleName(name)
            picker.setFixedWidth(WIDTH.find_narrow)
            picker.chosen.connect(lambda _: self.fill())
        QShortcut(QKeySequence.StandardKey.Undo, self).activated.connect(self.take_back)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._print)
        self.setFocusProxy(self.table)
        self.fill()

    def _lay_out(self) -> None:
        self._buy = press("", role="primary", does=self._insure)
        self._not = press("", does=self._decline)
        for button in (self._buy, self._not):
            button.setEnabled(not self.office.read_only)
        self._head = words("", "head")
        said = "同一份保单的学生一起登记。家长不买学平险的，填签字人。"
        side = down(
            (Scrolled(down(self._head, words(said, "soft", wrap=True), self.questions, None, gap=SPACE.m,
                           pad=(SPACE.page, SPACE.l, SPACE.page, SPACE.m))), 1),
            across(None, self._not, self._buy, pad=(SPACE.page, SPACE.s, SPACE.page, SPACE.l)), gap=0, role="form",
        )  # fmt: skip
        side.setFixedWidth(WIDTH.form)
        printing = press("打印", "printer", does=self._print)
        for part, share in (
            (heading("两险", self.room, self.year, printing), 0),
            (across(*((card, 1) for card in self.cards), gap=SPACE.m, pad=(SPACE.page, SPACE.s, SPACE.l, SPACE.s)), 0),
            (across(*self.chips, None, pad=(SPACE.page, 0, SPACE.l, SPACE.s)), 0), (self.banner_place, 0),
            (across((self.table, 1), side, gap=0), 1), (foot(self._sum, None), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)

    # -- what is shown ------------------------------------------------------------------------------------

    def fill(self) -> None:
        self.covers = self.try_to(lambda: insurances.covers(self.office, int(self.year.value))) or []
        if not self.covers:
            return
        self._several = len({room.school for room in self.covers[0].rooms}) > 1
        rooms = list(dict.fromkeys(self._room(room.school, room.name) for room in self.covers[0].rooms))
        now = self.room.value
        self.room.offer([(room, room) for room in (ALL_CLASSES, *rooms)])
        self.room.put(now if now in rooms else ALL_CLASSES)
        self._show()

    def _room(self, school: str, room: str) -> str:
        """A class is named with its school where there are several."""
        return f"{school} {room}" if self._several else room

    def _choose_kind(self, kind: int) -> None:
        self.kind = kind
        self._show()

    def _choose_state(self, state: str) -> None:
        self.state = state
        self._show()

    def _show(self) -> None:
        """The lines of the chosen kind, state and class; ticked at once where something is to be written down."""
        cover = self.covers[self.kind]
        for number, card in enumerate(self.cards):
            card.put(self.covers[number], number == self.kind)
        wanted = self.room.value
        here = [line for line in cover.lines if wanted in (ALL_CLASSES, self._room(line.school, line.room))]
        for chip, state in zip(self.chips, TONES, strict=True):
            chip.setText(f"{state} {sum(line.state == state for line in here)}")
            chip.setChecked(state == self.state)
        lines = [line for line in here if line.state == self.state]
        self.table.offer([line.child["id"] for line in lines], [self._row(line) for line in lines], on=False)
        self._head.setText(cover.label)
        self._count()

    def _row(self, line: Line) -> list[Cell]:
        row = line.row or {}
        said = row.get("declined_by") if line.state == DECLINED else row.get("policy")
        return [
            Cell(str(line.child["name"])), Cell(line.school), Cell(line.room),
            Cell(line.state, TONES[line.state], tag=True), Cell(str(said or "")),
        ]  # fmt: skip

    def _count(self) -> None:
        count = len(self.table.ticked)
        self._sum.setText(f"{len(self.table.keys)} 人，已勾选 {count} 人。空格勾选，Ctrl+A 全选")
        self._buy.setText(f"登记投保 {count} 人")
        self._not.setText(f"家长不买 {count} 人")
        self._not.setVisible(self.covers[self.kind].kind != "1")

    # -- writing it down ----------------------------------------------------------------------------------

    def _policy(self) -> Policy | None:
        """What was typed; None where something cannot be read, and says so at its field."""
        said, wrong, values = self.questions.answers(), [], {}
        for field in BOUGHT:
            try:
                values[field.name] = kinds.read(field, said.get(field.name))
            except ValueError as error:
                wrong.append(Problem(field.name, "error", str(error)))
        if wrong:
            self.questions.refuse(Rejected(wrong))
            return None
        texts = {name: values[name] or "" for name in ("insurer", "policy")}
        kind, year = self.covers[self.kind].kind, int(self.year.value)
        return Policy(kind, year, texts["insurer"], texts["policy"], values["paid_on"], values["amount"])

    def _insure(self) -> None:
        policy = self._policy()
        if policy is not None:
            self.tell(self.try_to(lambda: insurances.insure(self.office, self.table.wanted, policy)))

    def _decline(self) -> None:
        policy = self._policy()
        if policy is not None:
            by = self.questions.answers().get("by", "")
            self.tell(self.try_to(lambda: insurances.decline(self.office, self.table.wanted, policy, by)))

    def _print(self) -> None:
        self.host.open_print(None, {"report": "insurance", "year": str(self.year.value)})
