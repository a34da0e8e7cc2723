"""升学年: all that changes before anything is written, what is undecided on top; one button, one entry, one undo."""

from __future__ import annotations

from collections import Counter
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from db.registers import SchoolClass
from db.rules.grades import school_year_label
from db.rules.year_turn import Account, Fate
from desktop.ui.editors.chooser import Picker
from desktop.ui.late import LatePage
from desktop.ui.look import SIZE, SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.pages import year_lines
from desktop.ui.pages.year_decide import DecidePage
from desktop.ui.parts import Scrolled, across, down, empty, foot, hairline, heading, press, restyle, words
from desktop.ui.plain_table import PlainTable
from desktop.ui.tick_table import TickTable
from desktop.work import entry_figures, handovers, rows, year_reading, year_return, year_turning
from desktop.work.handovers import Handing
from desktop.work.outcome import Outcome
from desktop.work.year_plan import DONE, READY, UNDECIDED, Plan, SchoolTurn

MOST = 6
"""Lines of undecided pupils that are seen at once; the table scrolls."""


class YearPage(LatePage):
    """Undecided pupils, schools with their accounts, and at the right the chosen school's classes and hand-overs."""

    help_page = "year"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        now = self.office.today.year
        self.year = Picker([(str(y), school_year_label(y)) for y in (now, now + 1)], str(now))
        self.year.setAccessibleName("升入哪个学年")
        self.year.setFixedWidth(WIDTH.find_narrow)
        self.year.chosen.connect(lambda _: self.fill())
        self.waiting = TickTable(year_lines.OPEN_ONES, "待定的学生")
        self.waiting.opened.connect(lambda row: host.open_row("students", self.waiting.keys[row]))
        self.schools = PlainTable(year_lines.SCHOOLS, "各学校")
        self.schools.chosen.connect(self._show)
        self.plan: Plan | None = None
        self.shown: list[SchoolTurn] = []
        self._lay_out()
        back = QShortcut(QKeySequence.StandardKey.Undo, self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.take_back)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._print)
        self.setFocusProxy(self.schools)
        self.fill()

    # -- putting it together ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._account, self._balance = words("", "head", wrap=True), words("", "small")
        self._turn = press("升学年", "arrow-up", "primary", does=self._ask)
        self._decide = press("把勾选的定下来……", "pencil", does=self._open_decision)
        self._open_head = words("", "head")
        self._open = down(
            across(self._open_head, None, self._decide, pad=(SPACE.page, SPACE.s, SPACE.l, SPACE.s)), self.waiting,
            gap=0,
        )  # fmt: skip
        self._place = down(gap=SPACE.s, pad=(SPACE.page, SPACE.m, SPACE.page, SPACE.l))
        side = down((Scrolled(down(self._place, None, gap=0)), 1), gap=0, role="form")
        side.setFixedWidth(WIDTH.form)
        self._sum = words("", "small")
        printing = press("打印平衡表", "printer", does=self._print)
        middle = down(self._open, hairline(), (self.schools, 1), gap=0)
        account = across((self._account, 1), self._balance, pad=(SPACE.page, SPACE.s, SPACE.l, SPACE.m))
        for part, share in (
            (heading("升学年", self.year, printing, self._turn), 0), (account, 0), (self.banner_place, 0),
            (across((middle, 1), side, gap=0), 1), (foot(self._sum, None), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)

    def fill(self) -> None:
        """Read the plan anew; the chosen school stays."""
        year = int(self.year.value or self.office.today.year)
        plan = self.plan = self.try_to(lambda: year_reading.plan(self.office, year))
        if plan is None:
            return
        self.shown = [one for one in plan.schools if one.account.before or one.kept is not None or one.account.after]
        self._say_account(plan)
        names = {one.school: one.name for one in plan.schools}
        open_ones = plan.undecided
        self._open.setVisible(bool(open_ones))
        self._open_head.setText(f"待定 {len(open_ones)} 人：定下来以后，他们的学校才能升")
        self.waiting.offer(
            [one.pupil.row for one in open_ones], [year_lines.undecided(one, names) for one in open_ones], on=False
        )
        self.waiting.setFixedHeight(SIZE.table_head + min(len(open_ones), MOST) * SIZE.row + SPACE.hair)
        self.schools.put([year_lines.school(one) for one in self.shown])
        row = max(min(self.schools.currentIndex().row(), len(self.shown) - 1), 0)
        if self.shown:
            self.schools.selectRow(row)
        self._show(row)

    def _say_account(self, plan: Plan) -> None:
        """One sentence that has to add up, and whether the button may be pressed today."""
        ready, why = plan.of(READY), year_turning.why_not(self.office, plan)
        counts = [one.account for one in (ready or plan.of(UNDECIDED))]
        whole = Account(sum((one.counts for one in counts), start=Counter()))
        if counts:
            self._account.setText(year_lines.sentence(whole))
        else:
            done = len(plan.of(DONE))
            nobody = "没有要升的学校：先在“在校学生”里登记学生和年级，这里就有了。"
            self._account.setText(f"{plan.label}已升 {done} 所学校。" if done else nobody)
        agrees = whole.balanced and bool(counts)
        self._balance.setText("✓ 账相符" if agrees else f"▲ 待定 {whole.counts[Fate.UNDECIDED]} 人" if counts else "")
        restyle(self._balance, tone="green" if agrees else "amber")
        self._turn.setText(f" 升学年（{len(ready)} 所）" if ready else " 升学年")
        self._turn.setEnabled(bool(ready) and why is None and not self.office.read_only)
        self._turn.setToolTip("".join(why) if why else "全部写成一次改动，可以一次撤销")
        new = f"新学年从{plan.starts_on:%Y-%m-%d}算起" + ("" if plan.in_calendar else "（校历里还没有，升时一起建）")
        self._sum.setText(f"{new}。{''.join(why) if why else '升以后按 Ctrl+Z 可以一次撤销。'}")

    # -- one school ---------------------------------------------------------------------------------------

    def _show(self, row: int) -> None:
        layout = self._place.layout()
        assert layout is not None
        empty(layout)
        if self.plan is None or not 0 <= row < len(self.shown):
            return
        one = self.shown[row]
        account = [words("人数", "head"), *(words(line, "soft", wrap=True) for line in year_lines.told(one))]
        parts = (*account, *self._classes(one), *self._handings(one), *self._entry(one))
        for part in (words(one.name, "title", wrap=True), *parts):
            layout.addWidget(part)
        if one.state == DONE and not self.office.bound:
            back = press("退回这所学校的升学年", "undo-2", does=partial(self._ask_back, one))
            layout.addWidget(across(back, None))

    def _classes(self, one: SchoolTurn) -> list[QWidget]:
        assert self.plan is not None
        year, closed = self.plan.year, [room for room in one.rooms if room.key in one.after.closed]
        parts: list[QWidget] = [words("班级", "head")]
        if closed and one.kept is None:
            parts.append(words(f"结束：{year_lines.rooms(closed, year - 1)}", "soft", wrap=True))
        mixed = [room for room in one.rooms if room.cohort is None and one.kept is None]
        parts += [self._composite(one, room.key, year_lines.room(room, year - 1)) for room in mixed]
        going = len(one.rooms) - len(closed)
        led = f"{going} 个班继续，班主任沿用" + (f"，其中 {one.unled} 个班还没有班主任。" if one.unled else "。")
        return [*parts, words(led, "soft", wrap=True)]

    def _composite(self, one: SchoolTurn, room: bytes, title: str) -> QWidget:
        """Whether a composite class keeps its grades or goes up with its pupils, and the other way at one press."""
        goes = room in one.following
        kept = one.after.regraded.get(room)
        after = "、".join(str(grade) for grade in sorted(kept)) + "年级" if kept else "年级不变，升出去的到下一个班"
        change = press(
            "改为年级不变" if goes else "改为随学生升", role="link", does=partial(self._follow, room, not goes)
        )
        change.setEnabled(not self.office.read_only)
        return down(
            words(f"{title}：{f'随学生升到{after}' if goes else after}", "soft", wrap=True), across(change, None), gap=0
        )

    def _follow(self, room: bytes, goes: bool) -> None:
        typed = {"goes_up": "是" if goes else "否"}
        self.tell(self.try_to(lambda: rows.change(self.office, SchoolClass, room, typed)))

    def _handings(self, one: SchoolTurn) -> list[QWidget]:
        assert self.plan is not None
        year, names = self.plan.year, {other.school: other.name for other in self.plan.schools}
        names |= dict(self.office.titles("schools"))
        found = [h for h in handovers.handings(self.office, year) if one.school in (h.out, h.into)]
        parts: list[QWidget] = [words("小升初交接", "head")] if found else []
        for handing in found:
            way, counts, tone = year_lines.handing(handing, names)
            parts.append(across((words(way, "soft", wrap=True), 1), words(handing.state, tone=tone)))
            parts.append(words(counts, "small", wrap=True))
            if handing.into == one.school and one.ours and not self.office.read_only:
                parts.append(across(press("接收点数", "list-checks", does=partial(self._receive, handing)), None))
        if found:
            printing = press("打印交接名册", "printer", "link", does=partial(self._print_book, year))
            parts.append(across(printing, None))
        return parts

    def _entry(self, one: SchoolTurn) -> list[QWidget]:
        """The new first grade, as far as its list has come."""
        assert self.plan is not None
        told = entry_figures.described(self.office, self.plan.year, one.school)["total"]
        if not told["due"]:
            return []
        said = f"名单 {told['due']} 人，已报到 {told['registered']} 人，未报到 {told['unregistered']} 人。"
        to = press("到招生", "arrow-right", "link", does=lambda: self.host.open_place("entry"))
        return [words("新一年级", "head"), words(said, "soft", wrap=True), across(to, None)]

    # -- doing --------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        assert self.plan is not None
        ready = self.plan.of(READY)
        number = sum(one.account.before for one in ready)
        asked = f"{self.plan.label}：{len(ready)} 所学校 {number} 人一起升？写成一次改动，可以一次撤销。"
        self.banner.ask(asked, "升学年", self._run, "先不升")

    def _run(self) -> None:
        assert self.plan is not None
        year = self.plan.year
        self.run("正在升学年……", lambda _progress: year_turning.turn(self.office, year), self.tell)

    def _open_decision(self) -> None:
        assert self.plan is not None
        wanted = self.waiting.wanted or self.waiting.keys
        self.host.go(DecidePage(self.host, wanted, self.plan.year))

    def _receive(self, one: Handing) -> None:
        self.tell(self.try_to(lambda: handovers.receive(self.office, one.out, one.into, one.year)))

    def _ask_back(self, one: SchoolTurn) -> None:
        asked = f"退回{one.name}的升学年？学生和班级回到升以前，交给初中的也回来。"
        self.banner.ask(asked, "退回", partial(self._give_back, one), "不退")

    def _give_back(self, one: SchoolTurn) -> None:
        self.tell(self.try_to(lambda: year_return.give_back(self.office, one.school, one.year)))

    def tell(self, outcome: Outcome | None) -> None:
        super().tell(outcome)
        if outcome is not None:
            self.schools.setFocus()  # the button that was pressed may be gone

    def _print(self) -> None:
        year = str(self.plan.year if self.plan else self.office.today.year)
        self.host.open_print(None, {"report": "year-account", "year": year})

    def _print_book(self, year: int) -> None:
        self.host.open_print(None, {"report": "handover-list", "year": str(year)})
