"""六有: what comes of a round, six results in a row, each written, confirmed or drawn up here; then the round ends."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QPlainTextEdit

from db.fields import Field
from db.rules import round_figures as rule
from desktop.ui.editors.chooser import Picker
from desktop.ui.icons import Picture
from desktop.ui.late import LatePage
from desktop.ui.look import SIZE, SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.pages.document_desk import open_chosen
from desktop.ui.parts import Scrolled, across, down, empty, press, words
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.work import round_circular, six_results, tables
from desktop.work.outcome import Outcome
from desktop.work.six_results import Six

FAILING = (Column("项目"), Column("有问题", 74, right=True), Column("份数", 60, right=True))
PLACES = (Column("名次", 56), Column("学校"), Column("平均得分率", 96, right=True), Column("份数", 130, right=True))
TEXTS = (("analysis", "文字分析"), ("merits", "主要优点"), ("faults", "主要问题"))
MOST = 8


class SixResultsPage(LatePage):
    """The six at the left with what is missing; figures and texts in the middle."""

    help_page = "rounds"

    def __init__(self, host: Host, keys: list[bytes]) -> None:
        super().__init__(host)
        self.key = keys[0]
        self.found: Six | None = None
        self.texts = {name: QPlainTextEdit() for name, _ in TEXTS}
        for name, label in TEXTS:
            self.texts[name].setAccessibleName(label)
            self.texts[name].setTabChangesFocus(True)
            self.texts[name].setMinimumHeight(SIZE.note)
        ways = tables.choices(self.office, Field("评比方式", "code", codes="compare_way"))
        self.way = Picker(ways, "grade")
        self.way.setAccessibleName("评比方式")
        self.failing = PlainTable(FAILING, "问题最多的项目", whole=True)
        self.places = PlainTable(PLACES, "各校平均得分率", whole=True)
        self._title, self._list, self._sheets = words("", "title"), down(gap=SPACE.xs), down(gap=SPACE.xs)
        self._close = press("结束轮次", "check", "primary", does=lambda: self._do(six_results.close))
        self._lay_out()
        self.fill()

    def _lay_out(self) -> None:
        head = across(
            press("返回", "arrow-left", "ghost", does=self.host.back), self._title, None, self._close,
            pad=(SPACE.m, SPACE.m, SPACE.l, SPACE.s),
        )  # fmt: skip
        side = down(words("六有", "head"), self._list, None, gap=SPACE.m, pad=(SPACE.page, SPACE.l), role="form")
        side.setFixedWidth(WIDTH.print)
        middle = down(
            self._card("各校", self.places, across(self.way, press("确认评比结果", "check", does=self._confirm), None)),
            self._card("问题最多的项目", self.failing), self._writing(),
            self._card("列入整改", self._sheets, across(press("没有要整改的", role="ghost", does=self._nothing), None)),
            None, gap=SPACE.m, pad=(SPACE.page, SPACE.s, SPACE.page, SPACE.l),
        )  # fmt: skip
        for part, share in ((head, 0), (self.banner_place, 0), (across((Scrolled(middle), 1), side, gap=0), 1)):
            self.layout_.addWidget(part, share)

    def _card(self, title: str, *parts: QFrame | PlainTable) -> QFrame:
        return down(words(title, "head"), *parts, gap=SPACE.s, pad=(SPACE.l, SPACE.m, SPACE.l, SPACE.m), role="card")

    def _writing(self) -> QFrame:
        begin = press("按数据起草分析", "pencil", does=lambda: self._do(six_results.begin_analysis))
        keep = press("保存文字", "check", does=self.save)
        parts = [down(words(label, "soft"), self.texts[name], gap=SPACE.xs) for name, label in TEXTS]
        return down(
            words("文字分析、优劣记载", "head"), *parts, across(begin, None, keep), gap=SPACE.s,
            pad=(SPACE.l, SPACE.m, SPACE.l, SPACE.m), role="card",
        )  # fmt: skip

    # -- what stands there --------------------------------------------------------------------------------

    def fill(self) -> None:
        found = self.try_to(lambda: six_results.six(self.office, self.key))
        if found is None:
            return
        self.found = found
        self._title.setText(str(found.figures.state.row["name"]))
        closed = found.figures.state.row["state"] == "closed"
        self._close.setEnabled(not (found.missing or closed or self.office.read_only))
        self._close.setToolTip("" if not found.missing else f"还缺{'、'.join(found.missing)}")
        for name, _ in TEXTS:
            if not self.texts[name].hasFocus():
                self.texts[name].setPlainText(str(found.outcome.get(name) or ""))
        self._show_six(found, closed=closed)
        self._show_figures(found)
        self._show_sheets()

    def _show_six(self, found: Six, *, closed: bool) -> None:
        layout = self._list.layout()
        assert layout is not None
        empty(layout)
        for one in found.results:
            sign = Picture("circle-check" if one.there else "circle-alert", "green" if one.there else "amber")
            name = words(one.name)
            said = words(one.said, "small", "" if one.there else "amber", wrap=True)
            layout.addWidget(across(sign, (down(name, said, gap=SPACE.hair), 1), gap=SPACE.s, pad=(0, SPACE.xs)))
        circular = found.outcome.get("circular_id")
        label = "打开通报" if circular else "起草通报"
        layout.addWidget(across(press(label, "stamp", does=partial(self._circular, circular)), None))
        if closed:
            layout.addWidget(
                words(f"轮次已于 {found.figures.state.row['closed_on']} 结束。", "small", "green", wrap=True)
            )

    def _show_figures(self, found: Six) -> None:
        figures = found.figures
        placed = {one.key: one for one in figures.schools}
        lines = []
        for name, one in figures.by_school.items():
            place = f"{placed[name].place}" if name in placed and self.way.value == "place" else ""
            small = f"{one.sheets}（样本过小）" if one.small else str(one.sheets)
            lines.append([Cell(place), Cell(name), Cell(f"{rule.percent(one.mean)}%"), Cell(small)])
        self.places.put(lines)
        self.failing.put(
            [[Cell(text), Cell(str(one.faulty)), Cell(str(one.asked))] for _, text, one in figures.failing[:MOST]]
        )

    def _show_sheets(self) -> None:
        layout = self._sheets.layout()
        assert layout is not None
        empty(layout)
        left = self.try_to(lambda: six_results.sheets_at_fault(self.office, self.key)) or []
        for sheet, whom, count in left:
            take = press("列入整改", "flag", "link", does=partial(self._take_up, sheet))
            layout.addWidget(across(words(whom), words(f"{count} 项有问题", "small", "amber"), None, take))
        if not left:
            layout.addWidget(words("没有还没列入的问题。", "soft"))

    # -- what is done -------------------------------------------------------------------------------------

    def save(self) -> None:
        cells = {name: self.texts[name].toPlainText().strip() or None for name, _ in TEXTS}
        self._told(lambda: six_results.write(self.office, self.key, **cells))

    def leave(self) -> bool:
        """What was typed is kept when one goes."""
        held = self.found.outcome if self.found else {}
        if not self.office.read_only and any(
            self.texts[name].toPlainText().strip() != (held.get(name) or "") for name, _ in TEXTS
        ):
            self.save()
        return True

    def _confirm(self) -> None:
        self._told(lambda: six_results.confirm(self.office, self.key, str(self.way.value)))

    def _nothing(self) -> None:
        self._told(lambda: six_results.write(self.office, self.key, none_needed=True))

    def _take_up(self, sheet: bytes) -> None:
        self._told(lambda: six_results.take_up(self.office, sheet))

    def _do(self, work: Callable[..., Outcome]) -> None:
        self._told(lambda: work(self.office, self.key))

    def _circular(self, known: bytes | None) -> None:
        self.leave()
        if known is None:
            outcome = self.try_to(lambda: round_circular.circular(self.office, self.key))
            if outcome is None:
                return
            self.host.announce(outcome)
            known = bytes.fromhex(outcome.data["id"])
        self.host.go(open_chosen(self.host, [known]))

    def _told(self, does: Callable[[], Outcome]) -> None:
        outcome = self.try_to(does)
        if outcome is not None:
            self.host.announce(outcome)
            self.fill()
            self.banner.say(outcome.sentence, outcome.advice, "good")
