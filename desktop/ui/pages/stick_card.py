"""The stick: what would go and come, one large button, then one sentence and whether it may be pulled out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.ui.icons import Picture
from desktop.ui.look import SIZE, SPACE
from desktop.ui.parts import across, down, empty, press, restyle, words
from desktop.ui.sticks import Stick
from desktop.work.outcome import Outcome

PULL, DONE = "U盘可以拔了。", "交接好了，U盘可以拔了。"
WAITING = "插上U盘，这里会自己认出来。也可以选一个文件夹当U盘用。"


class StickCard(QFrame):
    """`wanted` when in and out is to begin, `folder_wanted` for a folder by hand, `taken` for one of several."""

    wanted = Signal()
    folder_wanted = Signal()
    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "now")
        self._picture = Picture("usb", "accent", SIZE.stick_icon)
        self._title, self._text = words("", "title", wrap=True), words("", "soft", wrap=True)
        self._title.setObjectName("stick")
        self.button = press("开始交接", "arrow-right", "big", does=self.wanted.emit)
        self._folder = press("选文件夹……", "folder-open", "link", does=self.folder_wanted.emit)
        self._several = QFrame()
        self._chips = QHBoxLayout(self._several)
        self._chips.setContentsMargins(0, 0, 0, 0)
        self._chips.setSpacing(SPACE.inner)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE.xl, SPACE.page, SPACE.xl, SPACE.page)
        layout.setSpacing(SPACE.l)
        left = down(None, self._title, self._text, self._several, across(self._folder, None), None, gap=SPACE.xs)
        for part, share in ((self._picture, 0), (left, 1), (self.button, 0)):
            layout.addWidget(part, share)
        self.show_none()

    @property
    def said(self) -> str:
        """What stands there, title and text."""
        return f"{self._title.text()}\n{self._text.text()}"

    def _put(self, title: str, text: str, tone: str = "accent", icon: str = "usb") -> None:
        self._picture.show_as(icon, tone)
        self._title.setText(title)
        restyle(self._title, role="title" if len(title) < 40 else "head")
        self._text.setText(text)
        self._text.setVisible(bool(text))

    # -- what there is to say -----------------------------------------------------------------------------

    def show_none(self) -> None:
        self._put("没有U盘", WAITING, "ink3")
        self.button.hide()
        self._folder.show()
        self._several.hide()

    def show_looking(self, stick: Stick) -> None:
        self._put(f"找到U盘「{stick.name}」", "正在看U盘上有什么……")
        self.button.setText("开始交接  ")
        self.button.show()
        self.button.setEnabled(False)
        self._folder.hide()

    def show_found(self, stick: Stick, come: dict[str, Any], go: Sequence[dict[str, Any]], held_back: str) -> None:
        """held_back: why nothing can be handed over now, or ""."""
        ready = bool(come["parcels"] or come["receipts"] or go)
        title = f"找到U盘「{stick.name}」，" + ("可以交接了" if ready else "没有新的内容要交接")
        self._put(
            title,
            held_back or f"{told_come(come)}{told_go(go)}{told_strange(come)}",
            "amber" if come["suspicious"] else "accent",
        )
        self.button.show()
        self.button.setEnabled(not held_back)

    def show_unreadable(self, stick: Stick, sentence: str) -> None:
        self._put(f"U盘「{stick.name}」读不了", sentence, "amber", "triangle-alert")
        self.button.setEnabled(False)

    def show_working(self) -> None:
        self._put("正在交接，请不要拔U盘", "下面写着做到哪里，可以停下来，停了什么都不会改动。")
        self.button.setEnabled(False)

    def show_done(self, outcome: Outcome) -> None:
        tone, icon = ("amber", "triangle-alert") if outcome.attention else ("green", "circle-check")
        whole = outcome.sentence.endswith(PULL)
        title = DONE if whole else outcome.sentence
        rest = f"{outcome.sentence.removesuffix(PULL)}{outcome.advice}" if whole else outcome.advice
        self._put(title, rest, tone, icon)
        self.button.setText("再交接一次  ")
        self.button.setEnabled(True)

    def offer(self, sticks: Sequence[Stick], chosen: Stick) -> None:
        """Several sticks at once: which one."""
        empty(self._chips)
        self._several.setVisible(len(sticks) > 1)
        for stick in sticks if len(sticks) > 1 else ():
            chip = press(stick.name, role="chip", does=partial(self.taken.emit, stick))
            chip.setChecked(stick == chosen)
            self._chips.addWidget(chip)
        self._chips.addStretch(1)

    def buttons(self) -> list[QWidget]:
        return [self.button, self._folder]


def told_come(come: dict[str, Any]) -> str:
    """要收：黑沟教学点第 5 包，86 处改动。"""
    parcels = come["parcels"]
    operations = sum(parcel["operations"] for parcel in parcels)
    parts = []
    if len(parcels) == 1:
        parts.append(f"{parcels[0]['from']}第 {parcels[0]['number']} 包，{operations:,} 处改动")
    elif parcels:
        schools = list(dict.fromkeys(parcel["from"] for parcel in parcels))
        listed = "、".join(schools[:3]) + ("等" if len(schools) > 3 else "")
        parts.append(f"{listed}的 {len(parcels)} 个包，{operations:,} 处改动")
    parts += [f"回执 {come['receipts']} 张"] if come["receipts"] else []
    return f"要收：{'；'.join(parts)}。" if parts else "没有要收的。"


def told_go(go: Sequence[dict[str, Any]]) -> str:
    """要带走：给黑沟教学点的新内容 3 条。"""
    if not go:
        return "没有要带走的。"
    entries = sum(one["entries"] for one in go)
    schools = list(dict.fromkeys(one["for"] for one in go))
    listed = schools[0] if len(schools) == 1 else f" {len(schools)} 所学校"
    return f"要带走：给{listed}的新内容 {entries:,} 条。"


def told_strange(come: dict[str, Any]) -> str:
    if not come["suspicious"]:
        return ""
    return f"U盘上有可疑的程序（{'、'.join(come['suspicious'][:3])}），不要打开它，请先用杀毒软件检查。"
