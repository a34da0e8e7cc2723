"""资助办理: one batch of aid on its way through the six steps; a step is done for all who wait for it at once."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtGui import QKeySequence, QShortcut

from db.errors import Rejected
from db.rules.aid_standards import money
from desktop.ui.editors.chooser import Picker
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.pages.aid_lines import APPLICATIONS, CHILDREN, application, child, matters, station
from desktop.ui.parts import Scrolled, across, down, empty, foot, heading, press, words
from desktop.ui.questions import Questions
from desktop.ui.step_strip import StepStrip
from desktop.ui.tick_table import TickTable
from desktop.work import aid_desk, terms
from desktop.work.aid_desk import DESKS, SIGN, Desk

ALL_CLASSES = "全校"


class AidPage(LatePage):
    """Strip of steps above, the children it concerns in the middle, what the step asks at the right."""

    help_page = "aid"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.term = Picker([(f"{t.year}-{t.term}", t.short) for t in terms.known(self.office)], _now(self))
        self.kind = Picker([(row["code"], row["name"]) for row in aid_desk.kinds_of(self.office)])
        self.room = Picker([(ALL_CLASSES, ALL_CLASSES)])
        self.strip = StepStrip("资助的六步")
        self.strip.chosen.connect(lambda _: self._step_chosen())
        self.applications, self.children_ = TickTable(APPLICATIONS, "资助申请"), TickTable(CHILDREN, "应助未助")
        self.questions = Questions(self.office)
        self._missing = down(gap=SPACE.xs)
        self._lay_out()
        for picker, name in ((self.term, "学期"), (self.kind, "资助项目"), (self.room, "班级")):
            picker.setAccessibleName(name)
            picker.setFixedWidth(WIDTH.find_narrow)
            picker.chosen.connect(lambda _: self.fill())
        for table in (self.applications, self.children_):
            table.ticked_now.connect(self._count)
            table.opened.connect(self._open_row)
        back = QShortcut(QKeySequence.StandardKey.Undo, self)
        back.activated.connect(self.take_back)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._print)
        self.setFocusProxy(self.strip)
        self.fill()
        self.go_on()

    # -- putting it together ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._head, self._hint = words("", "head"), words("", "soft", wrap=True)
        self._act = press("", role="primary", does=self._do)
        self._paper = press("打印", "printer", tip="打印这一步的纸", does=self._print)
        self._sign = press("登记签领", does=self._do_sign)
        self._tick = press("全选 / 全不选", role="link", does=self._tick_all)
        self._sum = words("", "small")
        body = down(
            self._head, self._hint, self._missing, self.questions, None, gap=SPACE.m,
            pad=(SPACE.page, SPACE.l, SPACE.page, SPACE.m),
        )  # fmt: skip
        tools = across(self._paper, None, self._sign, self._act, pad=(SPACE.page, SPACE.s, SPACE.page, SPACE.l))
        side = down((Scrolled(body), 1), tools, gap=0, role="form")
        side.setFixedWidth(WIDTH.form)
        self._nobody = across(words("没有等着这一步的学生。", "soft"), None, pad=(SPACE.page, SPACE.l))
        tables = down((self.applications, 1), (self.children_, 1), self._nobody, gap=0)
        tables.layout().addStretch(0)  # type: ignore[union-attr]
        for part, share in (
            (heading("资助办理", self.room, self.kind, self.term), 0),
            (across((self.strip, 1), pad=(SPACE.m, SPACE.s, SPACE.m, SPACE.s)), 0),
            (self.banner_place, 0),
            (across((tables, 1), side, gap=0), 1),
            (foot(self._sum, None, self._tick), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)

    # -- what is asked for --------------------------------------------------------------------------------

    @property
    def scope(self) -> aid_desk.Scope:
        room = "" if self.room.value in (None, ALL_CLASSES) else str(self.room.value)
        return aid_desk.scope(self.office, str(self.kind.value or ""), str(self.term.value or ""), room=room)

    @property
    def desk(self) -> Desk:
        return self._desks[self.strip.at]

    def fill(self) -> None:
        """Read the batch again; the step one is at stays."""
        if not self.kind.value:
            self.banner.say("还没有资助项目。", "请在“资助项目”台账里新增一项。", "doubt")
            return
        scope = self.try_to(lambda: self.scope)
        if scope is None:
            return
        whole = aid_desk.entries(self.office, aid_desk.of_class(scope, ""))
        self._offer_rooms([one.room for one in whole])
        self.found = [one for one in whole if not scope.room or one.room == scope.room]
        self.steps = aid_desk.steps(self.office, scope, self.found)
        self.in_need = aid_desk.not_applied(self.office, scope)
        names = {step.name for step in self.steps}
        self._desks = [desk for desk in DESKS if desk.step in names]
        self.strip.put([station(step) for step in self.steps])
        self._show_step()

    def _offer_rooms(self, rooms: list[str]) -> None:
        now = self.room.value
        self.room.offer([(room, room) for room in (ALL_CLASSES, *dict.fromkeys(room for room in rooms if room))])
        self.room.put(now if now in rooms else ALL_CLASSES)

    def go_on(self) -> None:
        """To the first step that is not whole."""
        waiting = [n for n, step in enumerate(self.steps) if step.done < step.total]
        self.strip.choose(waiting[0] if waiting else 0)

    # -- one step -----------------------------------------------------------------------------------------

    def _step_chosen(self) -> None:
        self.banner.hide()
        self._show_step()

    def _show_step(self) -> None:
        desk, step = self.desk, self.steps[self.strip.at]
        self._head.setText(f"{step.name}　{step.done}/{step.total}")
        self._hint.setText(matters(desk.step))
        self._say_missing(step.missing, len(self.in_need) if desk.children else 0)
        self._show_lines(desk)
        self.questions.ask(desk.fields, desk.first(self.office))
        self._act.setText(desk.button)
        writes = not self.office.read_only
        self._act.setEnabled(writes)
        self._sign.setVisible(desk.step == aid_desk.desk(SIGN).step or desk.paper == "aid-signatures")
        self._sign.setEnabled(writes)
        self._paper.setVisible(bool(desk.paper))
        self._count()

    def _say_missing(self, missing: tuple[str, ...], in_need: int) -> None:
        layout = self._missing.layout()
        assert layout is not None
        empty(layout)
        said = [*missing, *([f"{in_need} 人有困难线索、还没有申请，列在左边"] if in_need else [])]
        for text in said:
            layout.addWidget(words(f"▲ {text}", tone="amber", wrap=True))
        if not said:
            layout.addWidget(words("✓ 这一步没有缺的。", tone="green"))

    def _show_lines(self, desk: Desk) -> None:
        """Who is concerned: children in need for the application, those who wait for the step, else all."""
        self.children_.setVisible(desk.children)
        self.applications.setVisible(not desk.children)
        if desk.children:
            self.children_.offer([one.child["id"] for one in self.in_need], [child(one) for one in self.in_need])
        else:
            states = desk.states + (aid_desk.desk(SIGN).states if desk.paper == "aid-signatures" else "")
            lines = [one for one in self.found if not states or one.state in states]
            self.applications.offer([one.id for one in lines], [application(one) for one in lines])
        table = self.table
        self._tick.setVisible(bool(table.keys) and bool(desk.states))
        self._nobody.setVisible(not table.keys)
        table.setVisible(bool(table.keys))
        if table.keys:
            table.selectRow(0)

    @property
    def table(self) -> TickTable:
        return self.children_ if self.desk.children else self.applications

    def _count(self) -> None:
        """How many are ticked, their money, and how many of them each button would take."""
        desk, table = self.desk, self.table
        if not desk.states:
            self._sum.setText(f"{len(table.keys)} 人")
            return
        amount = sum((one.amount or Decimal(0) for one in self.found if one.id in table.ticked), Decimal(0))
        money_ = "" if desk.children else f"，金额 {money(amount)} 元"
        self._sum.setText(f"{len(table.keys)} 人，已勾选 {len(table.wanted)} 人{money_}。空格勾选，Ctrl+A 全选")
        for button, one in ((self._act, desk), (self._sign, aid_desk.desk(SIGN))):
            button.setText(f"{one.button} {len(self._wanted(one))} 人")

    def _wanted(self, desk: Desk) -> list[bytes]:
        """The ticked lines that wait for this step."""
        waiting = {one.id for one in self.found if one.state in desk.states}
        return [key for key in self.table.wanted if desk.children or not desk.states or key in waiting]

    def _tick_all(self) -> None:
        self.table.tick_all()

    # -- doing it -----------------------------------------------------------------------------------------

    def _do(self) -> None:
        self._take(self.desk)

    def _do_sign(self) -> None:
        self._take(aid_desk.desk(SIGN))

    def _take(self, desk: Desk) -> None:
        """With the lines that are ticked and wait for this step; one entry, so one undo."""
        wanted, asked = self._wanted(desk), {field.name for field in desk.fields}
        said = {name: text for name, text in self.questions.answers().items() if name in asked}
        try:
            outcome = aid_desk.do(self.office, desk.step, self.scope, said, wanted)
        except Rejected as trouble:
            if not self.questions.refuse(trouble):
                self.failed(trouble)
        except Exception as trouble:
            self.failed(trouble)
        else:
            self.tell(outcome)

    def _open_row(self, row: int) -> None:
        key = self.table.keys[row]
        self.host.open_row("students" if self.desk.children else "aid_applications", key)

    def _print(self) -> None:
        scope = self.scope
        options = {"report": self.desk.paper or "aid-summary", "term": scope.term.label}
        if options["report"] not in ("aid-summary", "aid-review", "aid-index"):
            options |= {"kind": self.kind.text(), **({"class": scope.room} if scope.room else {})}
        if options["report"] == "aid-review":
            options.pop("term")
        self.host.open_print(None, options)


def _now(page: LatePage) -> str:
    now = terms.current(page.office)
    return f"{now.year}-{now.term}"
