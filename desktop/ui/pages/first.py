"""The first start: set up a center school, or look at the sample; and why a data file cannot be opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from db.errors import FileTrouble, Trouble
from desktop.ui.banner import Banner
from desktop.ui.hills import Hills
from desktop.ui.icons import Picture
from desktop.ui.look import SIZE, SPACE, WIDTH
from desktop.ui.pages.first_forms import Join, SetUp, field
from desktop.ui.parts import MIDDLE, across, down, press, words

if TYPE_CHECKING:
    from desktop.ui.start import Start

FOUND = "建立全镇的台账，从各校现有的 Excel 名册导入学生和教职工。"
LOOK = "打开样例乡镇：7 所学校的假数据，随便点，随便改，不影响以后。"
INVITED = "插上带邀请的U盘，学校名称和校历会自动装好。"


class Welcome(QFrame):
    """Name, drawing, and below them what is to be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "canvas")
        self.banner = Banner()
        self._below = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.inner)
        layout.addStretch(1)
        layout.addWidget(words("乡校台账", "brand", align=MIDDLE))
        said = "学校的花名册、检查、隐患和目标，都在这一个窗口里。不用联网，数据只在这台电脑上。"
        layout.addWidget(words(said, "soft", align=MIDDLE))
        layout.addSpacing(SPACE.xs)
        layout.addWidget(Hills())
        layout.addSpacing(SPACE.xl)
        layout.addLayout(self._below)
        layout.addStretch(1)

    def put(self, *cards: QWidget, below: QWidget | None = None) -> None:
        while (item := self._below.takeAt(0)) is not None:
            if item.widget() is not None:
                item.widget().setParent(None)
        row = across(None, *cards, None, gap=SPACE.l)
        self.banner = Banner()
        self._below.addWidget(row)
        self._below.addSpacing(SPACE.l)
        self._below.addWidget(across(None, self.banner, None))
        if below is not None:
            self._below.addWidget(below)


class First(Welcome):
    """Three ways to begin."""

    def __init__(self, start: Start) -> None:
        super().__init__()
        self._start = start
        self._offer()

    def _offer(self) -> None:
        hint = words("不清楚选哪个？按 F1 看图文说明。以后也能从样例换成正式的。", "hint", align=MIDDLE)
        cards = [
            _card("school", "我是中心学校", FOUND, "建立中心学校", self._set_up, "primary"),
            _card("eye", "先看看样子", LOOK, "打开样例", self._sample),
        ]
        cards.insert(1, _card("ticket", "中心学校给了我邀请", INVITED, "用邀请加入", self._invited))
        known = press("我有数据文件，打开它", "folder-open", "ghost", does=self._start.choose_file)
        self.put(*cards, below=down(hint, across(None, known, None), gap=SPACE.s))
        first = cards[0].findChild(QWidget, "do")
        assert first is not None
        first.setFocus()

    def _set_up(self) -> None:
        form = SetUp(self._start, self._offer)
        self.put(form)
        form.school.setFocus()

    def _invited(self) -> None:
        form = Join(self._start, self._offer)
        self.put(form)
        form.choose.setFocus()

    def _sample(self) -> None:
        from desktop.work import sample

        folder = self._start.data.with_name("样例乡镇")
        known = next(iter(sorted(folder.glob("*.xiangxiao"))), None) if folder.is_dir() else None
        if known is not None:
            self._open_sample(known)
            return
        working = self._start.window.working
        if working.busy:
            return
        self._enable(False)
        self._below.addWidget(working)
        working.begin(
            "正在建立样例乡镇……",
            partial(sample.build, folder, papers_too=False),
            lambda made: self._open_sample(made.center),
            self._failed,
        )

    def _open_sample(self, data: Path) -> None:
        """Today is a day of the sample's own term; its clerk sits here unless somebody has given a name."""
        from desktop.work import sample

        plan = sample.plan()
        self._start.today, self._start.who = plan["today"], self._start.who or plan["clerk"]
        self._start.open(data)

    def _enable(self, on: bool) -> None:
        for button in self.findChildren(QPushButton, "do"):
            button.setEnabled(on)

    def _failed(self, trouble: Exception) -> None:
        self._enable(True)
        self.banner.say(*self._start.window.bridge.words(trouble))


class AskName(Welcome):
    """Who sits here: asked once on each computer."""

    def __init__(self, start: Start, then: Callable[[], None]) -> None:
        super().__init__()
        self._start, self._then = start, then
        self.name = QLineEdit()
        self.name.setAccessibleName("姓名")
        self.name.setPlaceholderText("改动会记在这个名下")
        self.name.returnPressed.connect(self._do)
        card = down(
            words("您是哪一位？", "head"), field("姓名", self.name),
            across(None, press("进入", role="primary", does=self._do)),
            gap=SPACE.m, pad=(SPACE.page,), role="card",
        )  # fmt: skip
        card.setFixedWidth(WIDTH.form)
        self.put(card)
        self.name.setFocus()

    def _do(self) -> None:
        if self.name.text().strip():
            self._start.named(self.name.text().strip())
            self._then()


class NotOpened(Welcome):
    """Why the data file cannot be opened, and the newest good backups to go back to."""

    def __init__(self, start: Start, data: Path, trouble: FileTrouble) -> None:
        super().__init__()
        from desktop.work import keeping

        self._start, self._data = start, data
        lines: list[QWidget | None] = [
            words(trouble.sentence, "head", wrap=True),
            words(trouble.advice, "soft", wrap=True),
        ]
        for backup in keeping.backups(data)[:3]:
            when = f"{backup.at:%Y-%m-%d %H:%M}"
            button = press("从它恢复", does=partial(self._restore, backup.path))
            button.setAccessibleName(f"从 {when} 的备份恢复")
            lines.append(across(words(f"备份 {when}"), words(backup.why, "hint"), None, button))
        again = press("再试一次", "rotate-ccw", "ghost", does=start.begin)
        lines.append(across(again, None, press("打开别的文件", "folder-open", does=start.choose_file)))
        card = down(*lines, gap=SPACE.m, pad=(SPACE.page,), role="card")
        card.setFixedWidth(WIDTH.choice * 2)
        self.put(card)

    def _restore(self, backup: Path) -> None:
        from desktop.work import keeping

        try:
            keeping.restore(None, self._data, backup)
        except Trouble as trouble:
            self.banner.say(trouble.sentence, trouble.advice)
            return
        self._start.open(self._data)


def _card(icon: str, title: str, text: str, button: str, does: Callable[[], None], role: str = "") -> QFrame:
    pressed = press(button, role=role, does=does)
    pressed.setObjectName("do")
    card = down(
        Picture(icon, "accent", SIZE.choice_icon), SPACE.xs, words(title, "head"), words(text, "soft", wrap=True),
        None, pressed,
        pad=(SPACE.page,), role="card",
    )  # fmt: skip
    card.setFixedSize(WIDTH.choice, WIDTH.choice_height)
    return card
