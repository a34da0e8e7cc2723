"""What came with the program: what is newer than the township's books, beside what the office changed itself."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host, Page
from desktop.ui.parts import Scrolled, across, down, empty, hairline, press, words
from desktop.work import shipped

MOST = 40  # lines of one kind; the rest is counted
SHORT = 60  # characters of a text that is shown to tell it from another


class ShippedPage(Page):
    """随程序的内容."""

    help_page = "settings"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        head = across(
            press("返回", "arrow-left", "ghost", does=host.back), words("随程序的内容", "title"), None,
            pad=(SPACE.m, SPACE.m, SPACE.l, SPACE.s),
        )  # fmt: skip
        told = "这些内容程序自带，成为全镇共用的台账后由本单位修改。新版由中心学校采用，随交接发到各校。"
        self.layout_.addWidget(head)
        self.layout_.addWidget(across((words(told, "soft", wrap=True), 1), pad=(SPACE.page, 0, SPACE.l, SPACE.s)))
        self.layout_.addWidget(self.banner_place)
        self._list = down(gap=SPACE.cell, pad=(SPACE.page, SPACE.s, SPACE.l, SPACE.l))
        self.layout_.addWidget(Scrolled(self._list), 1)
        self.fill()

    def fill(self) -> None:
        layout = self._list.layout()
        assert layout is not None
        empty(layout)
        for one in shipped.offers(self.office).data["shipped"]:
            layout.addWidget(self._card(one))
        layout.addStretch(1)  # type: ignore[attr-defined]

    def _card(self, one: dict[str, Any]) -> QFrame:
        if not one["offered"]:
            line = across(words(one["title"], "head"), None, words(f"第 {one['held']} 版，已是最新", "small"))
            return down(line, pad=(SPACE.l, SPACE.m), role="card")
        held = f"现有第 {one['held']} 版，" if one["held"] else ""
        head = across(
            words(one["title"], "head"), None, words(f"{held}程序带来第 {one['version']} 版", "small", "blue")
        )
        parts: list[QWidget] = [head]
        parts += [self._names("新增", one["new"])] if one["new"] else []
        parts += [self._names("不再使用，删去", one["dropped"])] if one["dropped"] else []
        parts += self._cells("更新", one["updated"])
        parts += self._cells("本单位改过，采用时保留", one["own"])
        if not (self.office.bound or self.office.read_only):
            take = press("采用新版", "check", "primary", does=partial(self._take, one["name"]))
            every = press("全部换成新版", does=partial(self._ask, one))
            every.setVisible(bool(one["own"]))
            parts.append(across(None, every, take))
        return down(*parts, gap=SPACE.s, pad=(SPACE.l, SPACE.m), role="card")

    def _names(self, label: str, names: list[str]) -> QFrame:
        more = f"等 {len(names)} 项" if len(names) > MOST else ""
        said = words(f"{label} {len(names)} 项", "soft")
        said.setFixedWidth(WIDTH.marks)
        return across(said, (words("、".join(names[:MOST]) + more, "small", wrap=True), 1))

    def _cells(self, label: str, cells: list[dict[str, str]]) -> list[QWidget]:
        if not cells:
            return []
        lines: list[QWidget] = [hairline(), words(f"{label}（{len(cells)} 处）", "soft")]
        for cell in cells[:MOST]:
            which = words(f"{cell['row']}　{cell['label']}", "small", wrap=True)
            which.setFixedWidth(WIDTH.marks)
            both = (
                f"{_short(cell['stands']) or '（空）'} → {_short(cell['shipped']) or '（空）'}" if cell["field"] else ""
            )
            text = words(both, "small", wrap=True)
            text.setToolTip(cell["shipped"])
            lines.append(across(which, (text, 1)))
        lines += [words(f"另有 {len(cells) - MOST} 处", "hint")] if len(cells) > MOST else []
        return lines

    def _ask(self, one: dict[str, Any]) -> None:
        self.banner.ask(
            f"本单位改过的 {len(one['own'])} 处也换成新版？换了可以撤销。",
            "全部换",
            partial(self._take, one["name"], True),
        )

    def _take(self, name: str, overwrite: bool = False) -> None:
        outcome = self.try_to(lambda: shipped.take(self.office, name, overwrite=overwrite))
        if outcome is not None:
            self.host.announce(outcome)
            self.banner.say(outcome.sentence, "", "good")
        self.fill()


def _short(text: str) -> str:
    """A long text with line breaks, as one line that tells it from another."""
    line = text.replace("\n", " ")
    return line if len(line) <= SHORT else line[:SHORT] + "…"
