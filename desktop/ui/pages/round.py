"""One round: every planned sheet, done or not; lots are drawn here, blank sheets printed, the next one is opened."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame

from db import kinds
from db.fields import Field
from db.registers import Round
from desktop.ui.editors.chooser import Picker
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.pages.inspect import InspectPage
from desktop.ui.parts import Elided, Scrolled, across, down, foot, press, words
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.ui.questions import Questions
from desktop.work import catalogue, inspections, lots, round_state, rounds
from desktop.work.outcome import Outcome
from desktop.work.round_state import Due, State

COLUMNS = (
    Column("学校", 150, keep=False), Column("受检对象", 110), Column("检查表"), Column("情况", 90),
    Column("得分率", 74, right=True), Column("等次", 66), Column("问题", 52, right=True),
    Column("检查人", 78, keep=False), Column("检查日期", 92, keep=False),
)  # fmt: skip
STATES = {"": ("未查", "red"), "blank": ("空表已印", "amber"), "open": ("填写中", "blue"), "done": ("已查", "green")}
PLANNING = (
    Field("对象", "code", "what", codes="draw_what"),
    Field("学校", "link", "school", target="schools", hint="空着是全部学校"),
    Field("抽几个", "number", "count"),
    Field("每校各抽", "yesno", "per_school", hint="每所学校各抽这么多"),
    Field("抽签种子", "number", "seed", hint="空着就随机；填同一个种子，抽出来的一样，可以复核"),
)
PAPERS = (("round-plan", "安排表"), ("round-results", "情况一览表"), ("round-items", "逐项得分表"))
ALL, OPEN = "全部", "没查的"


class RoundPage(LatePage):
    """The table of what is planned; beside it the drawing of lots."""

    help_page = "rounds"

    def __init__(self, host: Host, keys: list[bytes]) -> None:
        super().__init__(host)
        self.key = keys[0]
        self.state: State | None = None
        self.shown: list[Due] = []
        self.table = PlainTable(COLUMNS, "受检名单")
        self.table.opened.connect(self.open_due)
        self.which = Picker([(ALL, ALL), (OPEN, OPEN)], ALL)
        self.which.setAccessibleName("列出哪些")
        self.which.setFixedWidth(WIDTH.find_narrow)
        self.which.chosen.connect(lambda _: self.fill())
        self._title, self._note, self._sum = Elided("title"), words("", "soft"), words("", "small")
        self._draw_said = words("", "small", wrap=True)
        self.questions = Questions(self.office)
        self.questions.ask(PLANNING, {"what": "教师", "count": "2", "per_school": "是"})
        self._lay_out()
        for keys_, does in (("Ctrl+P", partial(self._print, "round-plan")), ("Ctrl+Return", self.open_next)):
            shortcut = QShortcut(QKeySequence(keys_), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)
        self.setFocusProxy(self.table)
        self.fill()

    def _lay_out(self) -> None:
        self.next = press(
            "继续检查", "arrow-right", "primary", tip="打开下一张没查的（Ctrl+Enter）", does=self.open_next
        )
        self._blank = press("印空表", "printer", tip="没查的都印一张有编号的空表，带下去填", does=self.print_blank)
        papers = [press(label, role="ghost", does=partial(self._print, name)) for name, label in PAPERS]
        name = down(self._title, self._note, gap=SPACE.hair)
        head = across(
            press("返回", "arrow-left", "ghost", does=self.host.back), (name, 1), *papers, self._blank, self.next,
            pad=(SPACE.m, SPACE.m, SPACE.l, SPACE.s),
        )  # fmt: skip
        for button in (self.next, self._blank):
            button.setEnabled(not self.office.read_only)
        for part, share in (
            (head, 0), (across(self.which, None, pad=(SPACE.page, 0, SPACE.l, SPACE.s)), 0), (self.banner_place, 0),
            (across((self.table, 1), self._side(), gap=0), 1), (foot(self._sum, None), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)

    def _side(self) -> QFrame:
        draw = press("抽签", "dices", does=self.draw)
        every = press("全部加入名单", "plus", "ghost", tip="不抽签，这些全都查", does=self.add_all)
        body = down(
            words("定名单", "head"), self.questions, across(draw, every, None), self._draw_said, None, gap=SPACE.m,
            pad=(SPACE.page, SPACE.l, SPACE.page, SPACE.m),
        )  # fmt: skip
        side = down((Scrolled(body), 1), gap=0, role="form")
        side.setFixedWidth(WIDTH.print)
        side.setVisible(not self.office.read_only)
        return side

    # -- what stands there --------------------------------------------------------------------------------

    def fill(self) -> None:
        state = self.state = self.try_to(lambda: round_state.state(self.office, self.key))
        if state is None:
            return
        fields = Round.fields()
        span = "至".join(day for day in (state.row["starts_on"], state.row["ends_on"]) if day)
        kind = kinds.show(fields["kind"], state.row["kind"])
        self._title.setText(state.row["name"])
        led = f"　组织人 {state.row['led_by']}" if state.row["led_by"] else ""
        self._note.setText(f"{kind}　{span}{led}")
        self._draw_said.setText(f"抽签记录：{state.row['draw']}" if state.row["draw"] else "")
        self.shown = [due for due in state.due if self.which.value == ALL or not due.done]
        self.table.put([self._row(due) for due in self.shown])
        if self.shown and self.table.currentIndex().row() < 0:
            self.table.selectRow(0)
        left = len(state.due) - state.done
        more = f"，另有计划外 {len(state.unplanned)} 份" if state.unplanned else ""
        self._sum.setText(f"应查 {len(state.due)} 份，已查 {state.done} 份，还差 {left} 份{more}。")
        if not state.due:
            self.banner.say("名单还没有定。", "请在右边抽签，或者全部加入名单。", "doubt")

    def _row(self, due: Due) -> list[Cell]:
        sheet = due.sheet or {}
        label, tone = STATES[due.state]
        grade = {"A": "优", "B": "良", "C": "合格", "D": "不合格"}.get(str(sheet.get("grade") or ""), "")
        share = f"{sheet['share']}%" if sheet.get("share") and due.done else ""
        faults = str(sheet.get("faults") or "") if due.done else ""
        return [
            Cell(self.office.titles("schools").get(due.of.school, ""), "ink2"), Cell(due.of.title(self.office.context)),
            Cell(self.office.titles("checklists").get(due.checklist, "")), Cell(label, tone, tag=True), Cell(share),
            Cell(grade, "red" if grade == "不合格" else ""), Cell(faults), Cell(str(sheet.get("inspector") or "")),
            Cell(str(sheet.get("inspected_on") or due.target["planned_on"] or "")),
        ]  # fmt: skip

    # -- inspecting ---------------------------------------------------------------------------------------

    def open_due(self, row: int) -> None:
        """The sheet of this line: begun if nobody has yet."""
        if not 0 <= row < len(self.shown):
            return
        due = self.shown[row]
        if due.sheet is None and self.office.read_only:
            return
        key = due.sheet["id"] if due.sheet else self.try_to(lambda: self._begin(due))
        if key is not None:
            self.host.go(InspectPage(self.host, key))

    def _begin(self, due: Due) -> bytes:
        inspector = due.target["inspector"] or ""
        return inspections.begin(self.office, due.checklist, due.of, round_=self.key, inspector=inspector)

    def open_next(self) -> None:
        """The first sheet that is not done, from the chosen line on."""
        here = max(self.table.currentIndex().row(), 0)
        order = [*range(here, len(self.shown)), *range(here)]
        left = next((row for row in order if not self.shown[row].done), None)
        if left is None:
            self.banner.say("名单上的都查完了。", "", "good")
        else:
            self.table.selectRow(left)
            self.open_due(left)

    def print_blank(self) -> None:
        """A numbered sheet for each that is not begun; then the preview of them all."""
        assert self.state is not None
        waiting = [(due.checklist, due.of) for due in self.state.due if due.sheet is None]
        if waiting:
            make = partial(inspections.begin_many, self.office, waiting, round_=self.key, blank=True)
            if self.try_to(make) is None:
                return
            self.host.announce(Outcome(f"已准备 {len(waiting)} 张空表。", inspections.CHANGED))
        if any(due.state == "blank" for due in self.state.due):
            asked = {"report": "inspection-sheet", "round": self.key.hex(), "state": "空表已印"}
            self.host.open_print(None, asked)
        else:
            self.banner.say("没有要印空表的。", "查过的和正在填的不再印空表。", "doubt")

    def _print(self, name: str) -> None:
        self.host.open_print(None, {"report": name, "round": self.key.hex()})

    # -- who is inspected ---------------------------------------------------------------------------------

    def _asked(self) -> tuple[str, list[bytes], dict[str, str]]:
        """What is drawn, from which schools, and all answers. Raises Trouble."""
        said = self.questions.answers()
        what = catalogue.read_code("draw_what", said.get("what") or "教师")
        school = inspections.school_asked(self.office, said.get("school", ""))
        return what, [school] if school else [], said

    def draw(self) -> None:
        def work() -> Outcome:
            what, schools, said = self._asked()
            count, seed = int(said.get("count") or 0), int(said["seed"]) if said.get("seed") else None
            per_school = (said.get("per_school") or "") in ("是", "True", "1")
            return lots.draw(self.office, self.key, what, count, per_school=per_school, seed=seed, schools=schools)

        self.tell(self.try_to(work))

    def add_all(self) -> None:
        def work() -> Outcome:
            what, schools, _ = self._asked()
            own = (self.state.row["school_id"],) if self.state and self.state.row["school_id"] else schools
            groups = lots.candidates(self.office, what, own)
            return rounds.add_targets(self.office, self.key, [of for group in groups.values() for of in group])

        self.tell(self.try_to(work))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.host.back()
        else:
            super().keyPressEvent(event)
