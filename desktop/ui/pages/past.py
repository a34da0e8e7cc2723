"""The history of a row: who changed what, when and why, the newest first."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QFrame, QWidget

from db.register import Register
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host, Page
from desktop.ui.parts import Elided, Scrolled, across, down, press, words
from desktop.work import tables
from desktop.work.history import history, undo

EMPTY = "（空）"


class HistoryPage(Page):
    """One row's past; private values masked until asked for."""

    help_page = "undo"

    def __init__(self, host: Host, register: type[Register], key: bytes) -> None:
        super().__init__(host)
        self.register, self.key, self.private = register, key, False
        self._title = Elided("title")
        self._eye = press("查看完整号码", "eye", tip="查看会记下是谁", does=self._reveal)
        head = across(
            press("返回", "arrow-left", "ghost", does=host.back), self._title, words("修改历史", "small"), None,
            self._eye,
            gap=SPACE.m, pad=(SPACE.m, SPACE.m, SPACE.l, SPACE.s),
        )  # fmt: skip
        self.layout_.addWidget(head)
        self.layout_.addWidget(self.banner_place)
        self._place = down(gap=0)
        self.layout_.addWidget(self._place, 1)
        self._fill()

    def _fill(self) -> None:
        shown = tables.rows(self.office, self.register, [self.key])
        self._title.setText(str(shown[0].get(self.register.title_field, "")) if shown else self.register.one)
        entries = self.try_to(lambda: history(self.office, self.register, self.key, self.private)) or []
        cards: list[QWidget | None] = [self._card(entry) for entry in reversed(entries)]
        layout = self._place.layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            if item.widget() is not None:
                item.widget().deleteLater()
        layout.addWidget(Scrolled(down(*cards, None, gap=SPACE.m, pad=(SPACE.page, SPACE.s, SPACE.page, SPACE.l))))
        self._eye.setVisible(not self.private and any(f.private for f in self.register.fields().values()))

    def _card(self, entry: dict[str, Any]) -> QFrame:
        when = str(entry["at"]).replace("T", " ")[:16]
        back = press("撤销这一步", "undo-2", "link", does=lambda: self._ask(entry))
        if self.office.read_only:
            back.hide()
        lines = [self._line(change) for change in entry["changes"]]
        head = across(words(entry["why"]), words(entry["who"], "small"), words(when, "hint"), None, back)
        return down(head, *lines, gap=SPACE.xs, pad=(SPACE.l, SPACE.m), role="card")

    def _line(self, change: dict[str, Any]) -> QFrame:
        label = words(str(change.get("label") or change["field"]), "small")
        label.setFixedWidth(WIDTH.find_narrow)
        if change["field"] == "deleted":
            return across(label, words("删除了这一行" if change["new"] else "恢复了这一行"), None)
        old, new = str(change["old"] or EMPTY), str(change["new"] or EMPTY)
        said = (
            [words(old, "soft", wrap=True), words("→", "hint"), words(new, wrap=True)]
            if change["old"]
            else [words(new, wrap=True)]
        )
        note = [] if change["standing"] else [words("后来又改过", "hint")]
        return across(label, *said, *note, None)

    def _ask(self, entry: dict[str, Any]) -> None:
        self.banner.ask(
            f"撤销“{entry['why']}”这一步？它改过的别的行也一起撤销。",
            "撤销",
            lambda: self._undo(entry["entry"]),
            "不撤",
        )

    def _undo(self, number: int) -> None:
        outcome = self.try_to(lambda: undo(self.office, number))
        if outcome is not None:
            self.host.announce(outcome)
            self._fill()

    def _reveal(self) -> None:
        self.private = True
        self._fill()

    def refresh(self, changed: frozenset[str]) -> None:
        if self.register.register_name() in changed:
            self._fill()
