"""One pupil who is away without excuse: whom to call, what is done, what is due now with its fields open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui.icons import Picture
from desktop.ui.look import SPACE
from desktop.ui.page import Page
from desktop.ui.parts import across, down, empty, hairline, press, restyle, words
from desktop.work import follow_up
from desktop.work.follow_up import Away, Step
from desktop.work.outcome import Outcome

ASKS: dict[Step, tuple[tuple[str, str], ...]] = {
    Step.CALL: (("call_result", "通话情况，如：母亲说今天送来"),),
    Step.VISIT: (("visited_by", "家访人"), ("visit_result", "家访情况")),
    Step.DEAN: (),
    Step.HEAD: (("head_with", "同去的村干部和老师"), ("visit_result", "情况")),
    Step.REPORT: (("report_to", "报给，如：中心学校、镇政府"),),
}
"""What is written down of each step: a field of `absences` and what to write there."""

EXCUSES = ("病假", "事假", "其他")


class AwayCard(QFrame):
    """Shows one pupil; `done` with what was written down."""

    done = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._page, self._office = page, page.office
        self.one: Away | None = None
        self._lines: dict[str, QLineEdit] = {}
        self._reached: list[QPushButton] = []
        self._first: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE.page, SPACE.l, SPACE.page, SPACE.l)
        self._column.setSpacing(SPACE.s)

    def put(self, one: Away | None, *, shown: bool = False) -> None:
        """The pupil to follow up, the guardian's number masked until asked for."""
        self.one, self._first = one, None
        self._lines, self._reached = {}, []
        empty(self._column)
        if one is None:
            return
        days = "、".join(_day(day) for day in one.days[-6:])
        for part in (
            words(one.name, "head"),
            words(f"{one.title}　缺勤 {len(one.days)} 天：{days}", "soft", wrap=True),
            self._guardians(one, shown=shown),
            hairline(),
            *self._steps(one),
            hairline(),
            self._excuse(),
            self._case(one),
        ):
            self._column.addWidget(part)
        self._column.addStretch(1)

    def begin(self) -> None:
        """The keyboard goes on with what is due."""
        if self._first is not None:
            self._first.setFocus()

    # -- parts of the card --------------------------------------------------------------------------------

    def _guardians(self, one: Away, *, shown: bool) -> QFrame:
        found = follow_up.guardians(self._office, one, shown)
        lines: list[QWidget] = [words(said, wrap=True) for said in found or ["还没有登记监护人和电话。"]]
        eye = press("显示电话", "eye", "link", tip="查看会记下是谁", does=partial(self._reveal, one))
        eye.setVisible(bool(found) and not shown)
        return across((down(*lines, gap=SPACE.xs), 1), eye)

    def _reveal(self, one: Away) -> None:
        self.put(one, shown=True)

    def _steps(self, one: Away) -> list[QFrame]:
        """Done, due now with its fields open, and what would come next."""
        parts, open_ = [], True
        due = {step.step: step for step in one.due}
        for step in Step:
            if step in one.done:
                parts.append(across(Picture("circle-check", "green"), words(step.value, "soft"), None))
            elif step in due:
                said = f"{_moment(due[step].by)}前" if not due[step].overdue else f"已逾期，{_moment(due[step].by)}前"
                tone = "red" if due[step].overdue else "amber"
                head = across(
                    Picture("circle-alert" if due[step].overdue else "circle-dot", tone), words(step.value),
                    words(said, "small", tone), None,
                )  # fmt: skip
                parts.append(down(head, *(self._fields(step) if open_ else ()), gap=SPACE.inner))
                open_ = False
        return parts

    def _fields(self, step: Step) -> list[QWidget]:
        """What is written down of the step that comes next."""
        lines: list[QWidget] = []
        if step is Step.CALL:
            self._reached = [press("接通", role="chip"), press("没接通", role="chip")]
            for chip, other in zip(self._reached, reversed(self._reached), strict=True):
                chip.clicked.connect(lambda _=False, other=other: other.setChecked(False))
            lines.append(across(*self._reached, None))
            self._first = self._reached[0]
        for name, hint in ASKS[step]:
            line = self._lines[name] = QLineEdit()
            line.setPlaceholderText(hint)
            line.setAccessibleName(hint)
            line.returnPressed.connect(partial(self._record, step))
            lines.append(line)
            self._first = self._first or line
        save = press("记下", "check", does=partial(self._record, step))
        save.setAccessibleName(f"记下：{step.value}")
        save.setEnabled(not self._office.read_only)
        self._first = self._first or save
        self._wrong = words("", "small", "red", wrap=True)
        return [*lines, across((self._wrong, 1), save)]

    def _excuse(self) -> QFrame:
        chips = [press(label, role="chip", does=partial(self._excused, label)) for label in EXCUSES]
        back = press("已返校", "check", role="ghost", does=self._back)
        for button in (*chips, back):
            button.setEnabled(not self._office.read_only)
        return down(words("问清了原因，就记成：", "small"), across(*chips, None, back))

    def _case(self, one: Away) -> QFrame:
        """Register the pupil as perhaps dropping out, or go to the case there is."""
        known = follow_up.case_of(self._office, one)
        if known is not None:
            go = press(
                "打开个案", "arrow-right", "ghost", does=partial(self._page.host.open_row, "dropout_cases", known)
            )
            return across(words("已登记疑似辍学。", "small"), None, go)
        make = press("登记疑似辍学", "footprints", does=partial(self._make_case, one))
        make.setEnabled(not self._office.read_only)
        return across(None, make)

    def _make_case(self, one: Away) -> None:
        outcome = self._page.try_to(lambda: follow_up.make_case(self._office, one))
        if outcome is not None:
            self.done.emit(outcome)
            self._page.host.open_row("dropout_cases", bytes.fromhex(outcome.data["cases"][0]))

    # -- writing down -------------------------------------------------------------------------------------

    def _record(self, step: Step) -> None:
        one = self.one
        if one is None:
            return
        typed = {name: line.text().strip() for name, line in self._lines.items() if line.text().strip()}
        if self._reached:
            if not any(chip.isChecked() for chip in self._reached):
                restyle(self._wrong, tone="red")
                self._wrong.setText("请先选接通还是没接通。")
                return
            typed["reached"] = "是" if self._reached[0].isChecked() else "否"
        self._tell(lambda: follow_up.record(self._office, one, step, **typed))

    def _excused(self, reason: str) -> None:
        one = self.one
        if one is not None:
            self._tell(lambda: follow_up.excuse(self._office, one, reason))

    def _back(self) -> None:
        one = self.one
        if one is not None:
            self._tell(lambda: follow_up.seen_again(self._office, one))

    def _tell(self, does: Callable[[], Outcome]) -> None:
        outcome = self._page.try_to(does)
        if outcome is not None:
            self.done.emit(outcome)


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _moment(at: datetime) -> str:
    return f"{_day(at.date())} {at:%H:%M}"
