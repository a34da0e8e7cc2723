"""工作台: what is overdue, due today and coming; the weeks of the term; open hazards; who has not done what."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from desktop.ui.icons import Picture
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.pages.quality_card import Track
from desktop.ui.parts import RIGHT, Elided, Scrolled, across, down, empty, press, words
from desktop.ui.week_strip import Bars, WeekStrip
from desktop.work import today
from desktop.work.today import Bench, Item, School

MOST = 6  # lines of one group, so that today stays in sight; the rest is a press away


class Line(QFrame):
    """One thing to do: opened by a click, Enter or blank."""

    opened = Signal()

    def __init__(self, item: Item) -> None:
        super().__init__()
        self.setProperty("role", "todo")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{item.title}，{item.note}，{item.when}")
        title, note = Elided(), Elided("small")
        title.setText(item.title)
        note.setText(item.note)
        body = across(
            Picture(item.icon, item.tone or "accent"), (title, 2), (note, 3),
            words(item.when, "small", item.tone, align=RIGHT), Picture("chevron-right", "ink3"),
            gap=SPACE.m, pad=(SPACE.l, SPACE.s),
        )  # fmt: skip
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(body)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()
        super().mouseReleaseEvent(event)


class TodayPage(LatePage):
    """The page one begins the day with; every line opens its place."""

    help_page = "today"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.setProperty("role", "canvas")
        self.lines: list[Line] = []
        self.bench = Bench("", "", "")
        self._body = down(gap=0, pad=(SPACE.page, SPACE.l, SPACE.page, SPACE.l), role="canvas")
        scroll = Scrolled(self._body)
        scroll.setProperty("role", "canvas")
        self.layout_.addWidget(self.banner_place)
        self.layout_.addWidget(scroll, 1)
        self.fill()

    def fill(self) -> None:
        layout = self._body.layout()
        assert layout is not None
        found = self.try_to(lambda: today.bench(self.office))
        if found is None:
            return
        empty(layout)
        self.bench, self.lines = found, []
        side = [self._hazards(found), *([self._targets(found)] if found.targets else [])]
        side += [self._schools(found)] if found.center else []
        right = down(*side, None, gap=SPACE.m)
        right.setFixedWidth(WIDTH.form)
        left = down(self._calendar(found), self._todo(found), None, gap=SPACE.m)
        layout.addWidget(across((left, 1), right, gap=SPACE.m))
        if self.lines:
            self.setFocusProxy(self.lines[0])

    # -- the cards ----------------------------------------------------------------------------------------

    def _calendar(self, bench: Bench) -> QFrame:
        head = across(
            words(bench.day, "title"), words(bench.week, "soft"), None, words(bench.term, "small"), gap=SPACE.m
        )
        strip = [WeekStrip(bench)] if bench.weeks else []
        return down(head, *strip, gap=SPACE.s, pad=(SPACE.l, SPACE.m, SPACE.l, SPACE.l), role="card")

    def _todo(self, bench: Bench) -> QFrame:
        groups = (("已逾期", bench.overdue, "red"), ("今天要做", bench.today, ""), ("未来三天", bench.coming, ""))
        parts: list[QWidget] = []
        for title, items, tone in groups:
            if not items:
                continue
            head = words(title, "head", tone)
            count = words(f"{len(items)} 件", "small")
            parts.append(across(head, count, None, gap=SPACE.s, pad=(SPACE.l, SPACE.m, SPACE.l, SPACE.xs)))
            parts += [self._line(item) for item in items[:MOST]]
            if len(items) > MOST:
                more = press(
                    f"还有 {len(items) - MOST} 件", role="link", does=lambda: self.host.open_place("duty_board")
                )
                parts.append(across(more, None, pad=(SPACE.l, SPACE.s)))
        if not parts:
            done = words("今天没有到期的事，也没有逾期的。", "soft")
            parts.append(across(Picture("circle-check", "green"), done, None, gap=SPACE.s, pad=(SPACE.l,)))
        return down(*parts, gap=0, pad=(1, 0, 1, SPACE.s), role="card")

    def _line(self, item: Item) -> Line:
        line = Line(item)
        line.opened.connect(lambda: self._open(item))
        self.lines.append(line)
        return line

    def _open(self, item: Item) -> None:
        if item.row is not None:
            self.host.open_row(item.place, item.row)
        else:
            self.host.open_place(item.place)

    def _hazards(self, bench: Bench) -> QFrame:
        count = sum(number for _, number, _ in bench.ages)
        see = press("去看", role="link", does=lambda: self.host.open_place("hazards"))
        said = f"{count} 条" + (f"，其中重大 {bench.majors} 条" if bench.majors else "")
        head = across(words("未销号隐患", "head"), words(said, "small", "red" if bench.majors else ""), None, see)
        body = Bars(bench.ages) if count else words("没有未销号的隐患。", "soft")
        return down(head, body, gap=SPACE.s, pad=(SPACE.l, SPACE.m, SPACE.l, SPACE.l), role="card")

    def _targets(self, bench: Bench) -> QFrame:
        """目标进度: those that are short first, each with its bar and where its target stands."""
        see = press("去看", role="link", does=lambda: self.host.open_place("target-board"))
        parts: list[QWidget] = [across(words("目标进度", "head"), None, see)]
        for one in bench.targets:
            name = Elided()
            name.setText(one.title)
            parts.append(across((name, 1), words(one.shown), words(f"目标{one.wanted}", "small"), gap=SPACE.s))
            if one.bar is not None:
                track = Track()
                track.put(*one.bar, good=one.reached is True)
                parts.append(track)
        return down(*parts, gap=SPACE.xs, pad=(SPACE.l, SPACE.m, SPACE.l, SPACE.l), role="card")

    def _schools(self, bench: Bench) -> QFrame:
        behind = sum(1 for school in bench.schools if school.tone != "green")
        remind = press("打印催报单", role="link", does=lambda: self.host.open_print(None, {"report": "reminder"}))
        head = across(words("各校未报送、未做", "head"), None, remind)
        lines = [self._school(school) for school in bench.schools]
        total = words(f"{len(lines)} 所学校，{behind} 所有欠的" if lines else "还没有别的学校", "small")
        more = press("逐件看", role="link", does=lambda: self.host.open_place("duty_board"))
        return down(
            head, *lines, across(total, None, more), gap=SPACE.s, pad=(SPACE.l, SPACE.m, SPACE.l, SPACE.l), role="card"
        )

    def _school(self, school: School) -> QFrame:
        name = Elided()
        name.setText(school.name)
        said = words(school.said, "small", school.tone, align=RIGHT)
        sign = "circle-check" if school.tone == "green" else "circle-alert"
        return across(Picture(sign, school.tone), (name, 1), said, gap=SPACE.s)
