"""Filters over a table: the ledger's own chips, and any column one adds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from db.fields import Field
from db.register import Register
from desktop.ui.columns import heading_of
from desktop.ui.editors.chooser import Chooser
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.parts import across, press, words

Condition = tuple[str, str]
CHOSEN = ("code", "link", "yesno")
CROSS = "  ×"  # on a chip that goes when it is pressed
NOT_FILTERED = ("photo", "file")


class Filters(QWidget):
    """Chips that are pressed or not; `changed` when the conditions are others."""

    changed = Signal()

    def __init__(self, register: type[Register], choices: Callable[[Field], Sequence[tuple[Any, str]]]) -> None:
        super().__init__()
        self._register, self._choices = register, choices
        self._chips: list[tuple[QPushButton, Condition]] = []
        self._added: dict[str, QPushButton] = {}
        self._popup: FilterBox | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE.s)
        for label, name, value in register.chips:
            chip = press(label, role="chip", does=self.changed.emit)
            self._chips.append((chip, (name, value)))
            self._row.addWidget(chip)
        self._others, self._usual = None, (register.at_first[1], register.at_first[2])
        if register.at_first[0]:
            tip = f"平时不显示{register.at_first[0]}，按下一起显示"
            self._others = press(f"含{register.at_first[0]}", role="chip", tip=tip, does=self.changed.emit)
            self._row.addWidget(self._others)
        self.more = press("添加筛选", "plus", "ghost", does=self._open_menu)
        self._row.addWidget(self.more)
        self._row.addStretch(1)

    def _fit(self) -> None:
        """The last chips go when room is short; those that are pressed stay."""
        room = self.width() - self.more.sizeHint().width() - SPACE.s
        room -= self._others.sizeHint().width() + SPACE.s if self._others is not None else 0
        wide = {chip: chip.sizeHint().width() + SPACE.s for chip, _ in self._chips}
        needed = sum(wide.values())
        for chip, _ in reversed(self._chips):
            gone = needed > room and not chip.isChecked()
            needed -= wide[chip] if gone else 0
            chip.setVisible(not gone)

    @property
    def asked(self) -> list[Condition]:
        """What was asked for, beyond what the ledger usually shows."""
        return [condition for chip, condition in self._chips if chip.isChecked()]

    @property
    def conditions(self) -> list[Condition]:
        """All that holds; what is usual gives way to a question about the same field."""
        name, value = self._usual
        if not name or self.others_too or any(field == name for field, _ in self.asked):
            return self.asked
        return [*self.asked, (name, value)]

    @property
    def others_too(self) -> bool:
        """Whether those that are usually left out are shown as well."""
        return self._others is not None and self._others.isChecked()

    def in_words(self) -> list[str]:
        """The conditions as a paper says them: 就读方式=住校."""
        found = []
        for name, value in self.asked:
            field = self._register.fields()[name]
            labels = {str(one): label for one, label in self._choices(field)} if field.kind == "code" else {}
            sign = "!" if value.startswith("!") else ""
            parts = value.removeprefix("!").split(",") if field.kind == "code" else [value.removeprefix("!")]
            found.append(f"{field.label}={sign}{','.join(labels.get(part, part) for part in parts)}")
        return found

    @property
    def said(self) -> str:
        """The pressed chips in words."""
        return "、".join(chip.text().removesuffix(CROSS) for chip, _ in self._chips if chip.isChecked())

    def fields(self) -> list[Field]:
        """What may be filtered: shown or often asked for first; no private values, they are masked here."""
        found = [f for f in self._register.fields().values() if not f.private and f.kind not in NOT_FILTERED]
        return sorted(found, key=lambda field: not (field.listed or field.searchable))

    def add(self, field: Field, value: str, shown: str) -> None:
        """A chip for this condition, in the place of an earlier one on the same column."""
        self.drop(field.name, quietly=True)
        chip = press(
            f"{heading_of(field)}：{shown}{CROSS}",
            role="chip",
            tip="按一下去掉这个筛选",
            does=lambda: self.drop(field.name),
        )
        chip.setChecked(True)
        self._chips.append((chip, (field.name, value)))
        self._added[field.name] = chip
        self._row.insertWidget(self._row.indexOf(self.more), chip)
        self._fit()
        self.changed.emit()

    def drop(self, name: str, *, quietly: bool = False) -> None:
        chip = self._added.pop(name, None)
        if chip is not None:
            self._chips = [(one, condition) for one, condition in self._chips if one is not chip]
            chip.hide()
            chip.deleteLater()
            if not quietly:
                self.changed.emit()

    def clear(self) -> None:
        for name in list(self._added):
            self.drop(name, quietly=True)
        for chip, _ in self._chips:
            chip.setChecked(False)
        self.changed.emit()

    def show_all(self) -> None:
        """No condition at all, not even the usual one."""
        if self._others is not None:
            self._others.setChecked(True)
        self.clear()

    def open_for(self, field: Field, place: QPoint) -> None:
        """The box that asks for the value of one column."""
        self._popup = FilterBox(field, self._choices(field) if field.kind in CHOSEN else [], self)
        self._popup.chosen.connect(lambda value, shown: self.add(field, value, shown))
        self._popup.open_at(place)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        listed = [field for field in self.fields() if field.listed or field.searchable]
        others = [field for field in self.fields() if field not in listed]
        below = self.more.mapToGlobal(QPoint(0, self.more.height()))
        for field in listed:
            menu.addAction(heading_of(field)).triggered.connect(
                lambda _=False, field=field: self.open_for(field, below)
            )
        if others:
            more = menu.addMenu("其他栏目")
            for field in others:
                more.addAction(field.label).triggered.connect(lambda _=False, field=field: self.open_for(field, below))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class FilterBox(QFrame):
    """Asks for one value: chosen from what the column may hold, or typed."""

    chosen = Signal(str, str)

    def __init__(self, field: Field, choices: Sequence[tuple[Any, str]], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._field = field
        self.line: QLineEdit = Chooser(choices) if field.kind in CHOSEN else QLineEdit()
        self.line.setAccessibleName(heading_of(field))
        self.line.setPlaceholderText(
            "选一个" if field.kind in CHOSEN else "等于" if field.kind in ("number", "decimal") else "包含的字"
        )
        self.line.returnPressed.connect(self._take)
        if isinstance(self.line, Chooser):
            self.line.chosen.connect(self._take)
        self.setMinimumWidth(WIDTH.find)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.m, SPACE.m, SPACE.m, SPACE.m)
        layout.addWidget(words(heading_of(field), "small"))
        layout.addWidget(self.line)
        layout.addWidget(
            across(
                press("没有填的", role="ghost", does=lambda: self._close("", "没有填")),
                press("填了的", role="ghost", does=lambda: self._close("!", "填了")),
                None,
                press("筛选", role="primary", does=self._take),
                gap=SPACE.xs,
            )
        )

    def open_at(self, place: QPoint) -> None:
        self.adjustSize()
        self.move(place)
        self.show()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def _take(self, _label: str = "") -> None:
        shown = self.line.text().strip()
        if not shown:
            return
        value: Any = shown
        if isinstance(self.line, Chooser):
            self.line.settle()
            shown, value = self.line.text(), self.line.value
            if value is None:
                self.line.open()
                return
        self._close(self._asked(value, shown), shown)

    def _asked(self, value: Any, shown: str) -> str:
        """The value as the question wants it: rows by their name (五（1）班 of every school), parts with ~."""
        if isinstance(value, bytes):
            return shown
        if isinstance(value, bool):
            return "是" if value else "否"
        return f"~{value}" if self._field.kind in ("day", "month", "phone", "person_id") else str(value)

    def _close(self, value: str, shown: str) -> None:
        self.hide()
        self.chosen.emit(value, shown)
        self.close()
