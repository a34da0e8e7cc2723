"""缺勤追踪: who must do what today for which pupil; who is ill and not registered; where illness gathers."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QStackedWidget

from desktop.ui.empty import Empty
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.pages.away_card import AwayCard
from desktop.ui.parts import Scrolled, across, down, foot, heading, press, words
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.work import follow_up
from desktop.work.follow_up import Away, Today
from desktop.work.outcome import Outcome

COLUMNS = (
    Column("学生", WIDTH.name), Column("班级", WIDTH.room), Column("缺勤", WIDTH.state, right=True), Column("要做"),
    Column("时限", WIDTH.marks), Column("学校", WIDTH.marks, keep=False),
)  # fmt: skip
ILL = (Column("学生", WIDTH.name), Column("班级", WIDTH.room), Column("哪天起"), Column("要做"))
CONCERNS = frozenset(
    {"roll_calls", "absences", "students", "illnesses", "morning_findings", "dropout_cases", "settings", "holidays"}
)
EMPTY = {
    False: ("没有要追踪的学生", "点名时记成“未说明”或“旷课”的，会出现在这里，直到问清或返校。"),
    True: ("因病缺课的都登记了", "点名时记成病假的，先出现在这里，登记以后在“因病缺课追踪”里。"),
}


class AwayPage(LatePage):
    """Pupils at the left, the chosen one beside them; a second list for those who are ill."""

    help_page = "attendance"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.now = Today()
        self.table, self.ill = PlainTable(COLUMNS, "要追踪的学生"), PlainTable(ILL, "因病缺课的学生")
        self.card = AwayCard(self)
        self.card.done.connect(self._done)
        self.table.chosen.connect(self._show)
        self.table.opened.connect(lambda _: self.card.begin())
        self.ill.opened.connect(self._open_ill)
        self._gathered = words("", "", "red", wrap=True)
        self._cluster = down(self._gathered, pad=(SPACE.m, SPACE.s), role="wrong")
        self._to_follow, self._to_register = (
            press(role="chip", does=partial(self._turn, False)), press(role="chip", does=partial(self._turn, True)),
        )  # fmt: skip
        self._register_all = press("全部登记", "plus", does=self._register)
        self._book = press("记返校", "check", does=self._book_return)
        side = across((Scrolled(down(self.card, None)), 1), role="form")
        side.setFixedWidth(WIDTH.form)
        self._center, self._empty = QStackedWidget(), Empty()
        self._center.addWidget(across((self.table, 1), side, gap=0))
        self._center.addWidget(self.ill)
        self._center.addWidget(self._empty)
        self._sum = words("", "small")
        chips = across(
            self._to_follow, self._to_register, None, self._book, self._register_all,
            pad=(SPACE.page, SPACE.xs, SPACE.l, SPACE.s),
        )  # fmt: skip
        for part, share in (
            (heading("缺勤追踪", press("打印追踪记录", "printer", does=self._print)), 0), (self.banner_place, 0),
            (across((self._cluster, 1), pad=(SPACE.page, SPACE.xs, SPACE.l, SPACE.xs)), 0), (chips, 0),
            (self._center, 1), (foot(self._sum, None), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)
        self._on_ill = False
        self.setFocusProxy(self.table)
        self.fill()

    # -- showing ------------------------------------------------------------------------------------------

    def fill(self) -> None:
        here = self.card.one.student if self.card.one else b""
        school = self.office.school_id if self.office.bound else None
        self.now = self.try_to(lambda: follow_up.today(self.office, school=school)) or self.now
        names = self.office.titles("schools")
        self.table.put([self._row(one, names.get(one.school_id or b"", "")) for one in self.now.away])
        self.ill.put(
            [[Cell(one.name), Cell(one.room), Cell(f"{one.since} 起病假"), Cell("登记", "red")] for one in self.now.ill]
            + [
                [Cell(one.name), Cell(one.room), Cell(f"{one.since} 已来上课"), Cell(*_return(one.infectious))]
                for one in self.now.well
            ]
        )
        self._cluster.setVisible(bool(self.now.clusters))
        told = "；".join(follow_up.said(self.office, one) for one in self.now.clusters)
        self._gathered.setText(f"聚集性：{told}。请24小时内报告中心学校和卫生院。")
        overdue = f"，{self.now.overdue} 人已逾期" if self.now.overdue else ""
        self._sum.setText(f"{len(self.now.away)} 人要追踪{overdue}" if self.now.away else "")
        self._turn(self._on_ill)
        place = next((i for i, one in enumerate(self.now.away) if one.student == here), 0)
        if self.now.away:
            self.table.selectRow(place)
        self.card.put(self.now.away[place] if self.now.away else None)

    def _turn(self, ill: bool) -> None:
        """Show those to follow up, or those who are ill."""
        self._on_ill = ill
        count = len(self.now.ill) + len(self.now.well) if ill else len(self.now.away)
        self._to_follow.setText(f"要追踪 {len(self.now.away)}")
        self._to_register.setText(f"因病缺课 {len(self.now.ill) + len(self.now.well)}")
        for chip, here in ((self._to_follow, not ill), (self._to_register, ill)):
            chip.setChecked(here)
        for button, of in ((self._register_all, self.now.ill), (self._book, self.now.well)):
            button.setVisible(ill and bool(of))
            button.setEnabled(not self.office.read_only)
        self._center.setCurrentIndex((1 if ill else 0) if count else 2)
        self._empty.put("circle-check", *EMPTY[ill])

    def _row(self, one: Away, school: str) -> list[Cell]:
        first = one.due[0] if one.due else None
        by = f"{first.by:%m-%d %H:%M}" if first else ""
        tone = "red" if one.overdue else "amber"
        return [
            Cell(one.name), Cell(one.title), Cell(f"{len(one.days)} 天"),
            Cell("、".join(due.step.value for due in one.due) or "继续劝返", "ink"),
            Cell(f"逾期 {by}" if first and first.overdue else by, tone if first else ""), Cell(school),
        ]  # fmt: skip

    def _show(self, row: int) -> None:
        if 0 <= row < len(self.now.away):
            self.card.put(self.now.away[row])

    # -- doing --------------------------------------------------------------------------------------------

    def _done(self, outcome: Outcome | None) -> None:
        if outcome is None:
            return
        self.host.announce(outcome)
        if not outcome.attention:
            self.banner.say(outcome.sentence, "", "good")

    def _register(self) -> None:
        self._done(self.try_to(lambda: follow_up.register_ill(self.office, self.now.ill)))

    def _book_return(self) -> None:
        self._done(self.try_to(lambda: follow_up.book_return(self.office, self.now.well)))

    def _open_ill(self, row: int) -> None:
        """Registered where that is to do, and opened, to write hospital, diagnosis or certificate into."""
        if row >= len(self.now.ill):
            return self.host.open_row("illnesses", self.now.well[row - len(self.now.ill)].illness)
        one = self.now.ill[row]
        self._done(self.try_to(lambda: follow_up.register_ill(self.office, (one,))))
        key = follow_up.illness_of(self.office, one)
        if key is not None:
            self.host.open_row("illnesses", key)

    def _print(self) -> None:
        self.host.open_print(None, {"report": "absence-follow-up"})

    def refresh(self, changed: frozenset[str]) -> None:
        if changed & CONCERNS:
            super().refresh(changed)


def _return(infectious: bool) -> tuple[str, str]:
    return ("查验复课证明", "red") if infectious else ("记返校", "amber")
