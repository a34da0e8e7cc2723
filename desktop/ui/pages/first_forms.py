"""What the first start asks: a new center school's name, or an invitation; and who sits here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit, QVBoxLayout

from db.errors import Trouble
from desktop.ui.aside import ask
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.parts import across, press, words
from desktop.ui.sticks import Stick, Sticks, invitations

if TYPE_CHECKING:
    from desktop.ui.start import Start

INVITATIONS = "邀请 (*.xxi)"


class SetUp(QFrame):
    """The few things a new township needs: the school, its code, who sits here."""

    def __init__(self, start: Start, back: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFixedWidth(WIDTH.form + WIDTH.label)
        self._start = start
        self.school, self.code, self.name = QLineEdit(), QLineEdit(), QLineEdit()
        self.school.setPlaceholderText("全称，如 青石镇中心学校")
        self.code.setPlaceholderText("学校标识码，10 位，可以以后再填")
        self.name.setPlaceholderText("您的姓名，改动会记在这个名下")
        self.name.setText(start.who)
        self._said = words("", "small", "red", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.page, SPACE.page, SPACE.page, SPACE.page)
        layout.setSpacing(SPACE.s)
        layout.addWidget(words("建立中心学校", "head"))
        for label, line in (("学校", self.school), ("标识码", self.code), ("姓名", self.name)):
            line.setAccessibleName(label)
            line.returnPressed.connect(self._do)
            layout.addWidget(field(label, line))
        layout.addWidget(self._said)
        layout.addWidget(
            across(press("返回", "arrow-left", "ghost", does=back), None, press("建立", role="primary", does=self._do))
        )

    def _do(self) -> None:
        if not self.school.text().strip() or not self.name.text().strip():
            empty_ = self.school if not self.school.text().strip() else self.name
            self._said.setText(f"还没有填{empty_.accessibleName()}。")
            empty_.setFocus()
            return
        try:
            self._start.found(self.school.text(), self.code.text(), self.name.text().strip())
        except Trouble as trouble:
            self._said.setText(trouble.sentence + trouble.advice)


class Join(QFrame):
    """The invitation's file, and who sits here."""

    def __init__(self, start: Start, back: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFixedWidth(WIDTH.form + WIDTH.label)
        self._start = start
        self.file, self.name = QLineEdit(), QLineEdit()
        self.file.setReadOnly(True)
        self.file.setPlaceholderText("U盘上的邀请文件")
        self.file.setAccessibleName("邀请")
        self.name.setPlaceholderText("您的姓名，改动会记在这个名下")
        self.name.setAccessibleName("姓名")
        self.name.setText(start.who)
        self.name.returnPressed.connect(self._do)
        self.choose = press("选文件", "folder-open", does=self._choose)
        self._said = words("", "small", "red", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.page, SPACE.page, SPACE.page, SPACE.page)
        layout.setSpacing(SPACE.s)
        layout.addWidget(words("用邀请加入", "head"))
        layout.addWidget(words("插上带邀请的U盘，这里会自己找到它。", "soft"))
        layout.addWidget(across((field("邀请", self.file), 1), self.choose))
        layout.addWidget(field("姓名", self.name))
        layout.addWidget(self._said)
        layout.addWidget(
            across(press("返回", "arrow-left", "ghost", does=back), None, press("加入", role="primary", does=self._do))
        )
        self.sticks = Sticks(self)
        self.sticks.changed.connect(self._look)

    def _look(self, sticks: list[Stick]) -> None:
        """An invitation on a stick is taken by itself where there is just one."""
        ask(lambda: invitations(sticks), self._found, self._none)

    def _found(self, files: list[Path]) -> None:
        if len(files) == 1 and not self.file.text():
            self.file.setText(str(files[0]))
            self.name.setFocus()

    def _none(self, _trouble: Exception) -> None:
        self.choose.setFocus()  # the stick is gone again: the file can still be chosen by hand

    def _choose(self) -> None:
        file, _ = QFileDialog.getOpenFileName(self, "选邀请", self._start.window.machine.folder(), INVITATIONS)
        if file:
            self.file.setText(file)
            self.name.setFocus()

    def _do(self) -> None:
        if not self.file.text() or not self.name.text().strip():
            self._said.setText("还没有选邀请文件。" if not self.file.text() else "还没有填姓名。")
            return
        try:
            self._start.join(Path(self.file.text()), self.name.text().strip())
        except Trouble as trouble:
            self._said.setText(trouble.sentence + trouble.advice)


def field(label: str, line: QLineEdit) -> QFrame:
    name = words(label, "soft")
    name.setFixedWidth(WIDTH.label)
    name.setBuddy(line)
    return across(name, (line, 1))
