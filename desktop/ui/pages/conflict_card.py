"""One conflict as a card: both values side by side with school, who and when; keep one, type another, or leave it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.ui.editors.chooser import Chooser
from desktop.ui.icons import Picture
from desktop.ui.look import SPACE
from desktop.ui.page import Page
from desktop.ui.parts import across, down, empty, press, words
from desktop.work import conflicts
from desktop.work.conflicts import Conflict, Head
from desktop.work.outcome import Outcome

EMPTY = "（空）"


class ConflictCard(QFrame):
    """Shows one of the open conflicts. `settled` with what was done; `passed` when it is left for later."""

    settled = Signal(object)
    passed = Signal()
    revealed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._page, self._office = page, page.office
        self._one: Conflict | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.l)
        self._column.setSpacing(SPACE.cell)
        self._line: QLineEdit = QLineEdit()
        self._hand: QWidget = self._line
        self._said = words("", "small", "red", wrap=True)

    @property
    def conflict(self) -> Conflict | None:
        return self._one

    def put(self, one: Conflict, place: int, count: int, alike: list[Conflict]) -> None:
        """The conflict to decide; alike: others that the same decision could settle."""
        self._one = one
        empty(self._column)
        where = f"（{one.about}）" if one.about else ""
        asked = f"{one.title}{where}的{one.label}，{_times(one)}，互相没有看到。请选一个。"
        grid = QFrame()
        cells = QGridLayout(grid)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setSpacing(SPACE.cell)
        for spot, head in enumerate(sorted(one.heads, key=lambda head: not head.standing)):
            cells.addWidget(self._version(one, head), spot // 2, spot % 2)
            cells.setColumnStretch(spot % 2, 1)
        self._said = words("", "small", "red", wrap=True)
        self._said.hide()
        self._hand = self._by_hand(one)
        self._hand.hide()
        for part in (
            across(words("修改冲突", "head"), None, words(f"第 {place} 个，共 {count} 个", "small")),
            words(asked, "soft", wrap=True), grid, self._hand, self._said, self._tools(one),
        ):  # fmt: skip
            self._column.addWidget(part)
        if alike:
            self._column.addWidget(self._alike(one, alike))

    def first_button(self) -> None:
        """The keyboard goes on with this conflict."""
        button = self.findChild(QWidget, "keep")
        if button is not None:
            button.setFocus()

    # -- parts of the card --------------------------------------------------------------------------------

    def _version(self, one: Conflict, head: Head) -> QFrame:
        keep = press("保留现值" if head.standing else "采用此值", does=partial(self._keep, head.number))
        keep.setAccessibleName(f"{keep.text()}：{head.text or EMPTY}，{head.school}{head.who}")
        keep.setEnabled(not self._office.read_only)
        if head.standing:
            keep.setObjectName("keep")
        wrong = [words("那台电脑的时钟不准", "hint", "amber", wrap=True)] if head.clock_wrong else []
        stands = [words("暂取", "small", "accent")] if head.standing else []
        return down(
            across((words(head.school, wrap=True), 1), *stands, gap=SPACE.xs),
            words(f"{head.who} · {moment(head.at)}", "hint", wrap=True), *wrong, SPACE.hair, words(one.label, "hint"),
            words(head.text or EMPTY, "", "" if head.text else "soft", wrap=True), None, keep,
            gap=SPACE.inner, pad=(SPACE.m,), role="now" if head.standing else "well",
        )  # fmt: skip

    def _tools(self, one: Conflict) -> QFrame:
        by_hand = press("手工填写", "pencil", "link", does=self._open_hand)
        by_hand.setVisible(one.by_hand and not self._office.read_only)
        eye = press("显示完整内容", "eye", "link", tip="查看会记下是谁", does=self.revealed.emit)
        eye.setVisible(one.masked)
        return across(by_hand, eye, None, press("暂不处理", "arrow-right", "ghost", does=self.passed.emit), gap=SPACE.m)

    def _by_hand(self, one: Conflict) -> QFrame:
        listed = conflicts.choices(self._office, one) if one.by_hand else []
        self._line = Chooser(listed) if listed else QLineEdit()
        self._line.setAccessibleName(f"手工填写{one.label}")
        self._line.setPlaceholderText(f"填核实后的{one.label}")
        self._line.returnPressed.connect(self._save_hand)
        return across((self._line, 1), press("就用这个", does=self._save_hand))

    def _alike(self, one: Conflict, alike: list[Conflict]) -> QFrame:
        numbers = [one.id, *(other.id for other in alike)]
        said = f"还有 {len(alike)} 处同样的（{one.register.title}的{one.label}），可以一起处理："
        buttons = [press("都保留现值", does=lambda: self._settle_alike(numbers, None))]
        here = {head.site for head in one.heads if head.standing}
        same = all({head.site for head in other.heads if head.standing} == here for other in alike)
        for site, school in {head.site: head.school for head in one.heads if not (same and head.standing)}.items():
            buttons.append(press(f"都采用{school}的", does=partial(self._settle_alike, numbers, site)))
        for button in buttons:
            button.setEnabled(not self._office.read_only)
        return down(words(said, "small", wrap=True), *buttons, gap=SPACE.inner, pad=(0, SPACE.s, 0, 0))

    # -- deciding -----------------------------------------------------------------------------------------

    def _keep(self, number: int) -> None:
        one = self._one
        if one is not None:
            self._done(self._page.try_to(lambda: conflicts.settle(self._office, one.id, keep=number)))

    def _open_hand(self) -> None:
        self._hand.show()
        self._line.setFocus()

    def _save_hand(self) -> None:
        one = self._one
        if one is None or not self._line.text().strip():
            return
        try:
            outcome = conflicts.settle(self._office, one.id, value=self._line.text())
        except Exception as trouble:
            self._said.setText("".join(self._page.host.bridge.words(trouble)))
            self._said.show()
            return
        self._done(outcome)

    def _settle_alike(self, numbers: list[int], site: int | None) -> None:
        self._done(self._page.try_to(lambda: conflicts.settle_alike(self._office, numbers, site)))

    def _done(self, outcome: Outcome | None) -> None:
        if outcome is not None:
            self.settled.emit(outcome)


class Queue:
    """Which of the open conflicts is before somebody; what was left for later comes last."""

    def __init__(self, read: Callable[[bool], list[Conflict]]) -> None:
        self._read, self._later = read, list[int]()
        self.private = False
        self.all: list[Conflict] = []

    def fill(self) -> None:
        self.all = self._read(self.private)
        known = {one.id for one in self.all}
        self._later = [number for number in self._later if number in known]
        self.all.sort(key=lambda one: (self._later.index(one.id) if one.id in self._later else -1, one.id))

    def leave(self, one: Conflict) -> None:
        self._later = [*(number for number in self._later if number != one.id), one.id]
        self.fill()

    def alike(self, one: Conflict) -> list[Conflict]:
        return [other for other in self.all if other.alike == one.alike and other.id != one.id]


def _times(one: Conflict) -> str:
    return "两边各改了一次" if len(one.heads) == 2 else f"{len(one.heads)} 处各改了一次"


def moment(text: str) -> str:
    """11月12日 15:40, as that machine's clock had it."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    year = "" if at.year == datetime.now().year else f"{at.year}年"
    return f"{year}{at.month}月{at.day}日 {at:%H:%M}"


def sign(tone: str = "green") -> Picture:
    return Picture("circle-check" if tone == "green" else "triangle-alert", tone)
