"""Where the headings of a sheet go: those that were not of the same name are shown, and each can be sent elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QVBoxLayout, QWidget

from desktop.ui.flow import Flow
from desktop.ui.look import SIZE, SPACE
from desktop.ui.parts import Scrolled, press, words
from desktop.work.imports import HeadingMatch, Import

NOWHERE = "不导入"


class Matching(QFrame):
    """A chip for each heading; pressing it offers all fields."""

    def __init__(self, choose: Callable[[str, str | None], None]) -> None:
        super().__init__()
        self._choose = choose
        self._labels: dict[str, str] = {}
        self._body = QWidget()
        self._flow = Flow(self._body)
        self._area = Scrolled(self._body)
        self._all = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.page, 0, SPACE.page, 0)
        layout.addWidget(self._area)

    def put(self, sheet: Import) -> None:
        self._sheet = sheet
        self._labels = dict(sheet.fields())
        while self._flow.count():
            item = self._flow.takeAt(0)
            if item is not None and item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()
        matches = list({match.text: match for table in sheet.tables for match in table.columns if match.text}.values())
        same = [match for match in matches if match.how == "same"]
        others = [match for match in matches if match.how != "same"]
        said = f"表头：{len(same)} 列同名" + ("，其余这样放" if others else "")
        label = words(said, "small")
        label.setFixedHeight(SIZE.popup_row)
        self._flow.addWidget(label)
        for match in [*others, *(same if self._all else [])]:
            self._flow.addWidget(self._chip(match))
        if same and not self._all:
            self._flow.addWidget(press("看全部", role="link", does=self._show_all))
        self._fit()

    def _chip(self, match: HeadingMatch) -> QPushButton:
        goes = self._labels.get(match.field or "", NOWHERE) if match.field else NOWHERE
        button = press(
            f"{match.text} → {goes}",
            role="match",
            tone="amber" if match.field is None else "",
            tip="按一下改放到别的栏目",
        )
        button.clicked.connect(lambda: self._open_menu(button, match))
        return button

    def _open_menu(self, button: QPushButton, match: HeadingMatch) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(NOWHERE).triggered.connect(lambda: self._choose(match.text, None))
        menu.addSeparator()
        for name, label in self._sheet.fields():
            menu.addAction(label).triggered.connect(lambda _=False, name=name: self._choose(match.text, name))
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _show_all(self) -> None:
        self._all = True
        self.put(self._sheet)

    def _fit(self) -> None:
        high = self._flow.heightForWidth(max(self.width() - 2 * SPACE.page - SPACE.m, SIZE.note))
        self._body.setMinimumHeight(high)
        self._area.setFixedHeight(min(high + SPACE.xs, SIZE.matching))

    def resizeEvent(self, event: object) -> None:
        self._fit()
