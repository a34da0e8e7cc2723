"""Below a row's own fields: its details from other ledgers, a line each, and a way to add one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui.look import SPACE
from desktop.ui.parts import Elided, across, empty, hairline, press, words
from desktop.work import details
from desktop.work.details import Part
from desktop.work.office import Office

FEW = 6  # lines of a section at first


class Details(QFrame):
    """A section for each part of the register. `asked` with the part and the key of a row, or none for a new one."""

    asked = Signal(object, bytes)

    def __init__(self, office: Office, parts: tuple[Part, ...]) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        self.sections = [Section(office, part) for part in parts]
        for section in self.sections:
            section.asked.connect(partial(self.asked.emit, section.part))
            layout.addWidget(section)
        self.setVisible(bool(parts))

    def fill(self, whole: bytes) -> None:
        """The details of this row as they stand; of a row that is not saved yet, none."""
        for section in self.sections:
            section.fill(whole)

    def section(self, part: Part) -> Section:
        return next(section for section in self.sections if section.part == part)


class Section(QFrame):
    """One part: 家访 3, its rows, ＋."""

    asked = Signal(bytes)

    def __init__(self, office: Office, part: Part) -> None:
        super().__init__()
        self.part, self._office = part, office
        self._whole, self._all = b"", False
        self.keys: list[bytes] = []
        one = part.register.one
        self._head, self._count = words(part.register.title), words("", "hint")
        self._add = press("", "plus", "ghost", tip=f"新增{one}", does=lambda: self.asked.emit(b""))
        self._add.setEnabled(not office.read_only)
        self._place = QVBoxLayout()
        self._place.setSpacing(SPACE.hair)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.hair)
        layout.addWidget(hairline())
        layout.addWidget(across(self._head, self._count, None, self._add))
        layout.addLayout(self._place)

    def fill(self, whole: bytes) -> None:
        if whole != self._whole:
            self._all = False
        self._whole = whole
        lines = details.lines(self._office, self.part, whole) if whole else []
        self.keys = [line.key for line in lines]
        self._count.setText(f"{len(lines)}" if lines else "")
        self.setAccessibleName(f"{self.part.register.title} {len(lines)}")
        empty(self._place)
        shown = lines if self._all or len(lines) <= FEW else lines[: FEW - 1]
        for line in shown:
            made = _Row(line)
            made.clicked.connect(partial(self._ask, line.key))
            self._place.addWidget(made)
        if len(shown) < len(lines):
            self._place.addWidget(press(f"全部 {len(lines)} 条", role="link", does=self._open_all))

    def focus(self, key: bytes) -> None:
        """Go back to the line one came from, or to ＋, as soon as it is shown."""
        QTimer.singleShot(0, self, partial(self._focus, key))

    def _focus(self, key: bytes) -> None:
        number = self.keys.index(key) if key in self.keys else -1
        item = self._place.itemAt(number) if 0 <= number < self._place.count() else None
        target: QWidget | None = item.widget() if item is not None else self._add
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _ask(self, key: bytes, _checked: bool = False) -> None:
        self.asked.emit(key)

    def _open_all(self) -> None:
        self._all = True
        self.fill(self._whole)


class _Row(QPushButton):
    """One detail; Enter, Space or a click opens it."""

    def __init__(self, line: details.Line) -> None:
        super().__init__()
        self.setProperty("role", "ledger")
        self.setAutoDefault(True)  # Enter presses it as Space does
        self.setAccessibleName(f"{line.when} {line.said}".strip())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        layout.setSpacing(SPACE.s)
        if line.when:
            layout.addWidget(words(line.when, "small"))
        said = Elided()
        said.setText(line.said or "（未填）")
        layout.addWidget(said, 1)
