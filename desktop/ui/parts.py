"""The parts every screen is put together from: rows and columns of things, labels, buttons, fields, hairlines."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from desktop.ui.icons import icon
from desktop.ui.look import SIZE, SPACE

Item = QWidget | int | None | tuple[QWidget, int]
"""A widget, a distance, None for what is left over, or a widget with its share of the room."""

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MIDDLE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


def _box(direction: QBoxLayout.Direction, items: Sequence[Item], gap: int, pad: Sequence[int], role: str) -> QFrame:
    frame = QFrame()
    frame.setProperty("role", role)
    layout = QBoxLayout(direction, frame)
    layout.setSpacing(gap)
    layout.setContentsMargins(*(tuple(pad) * (4 // len(pad))))
    put(layout, *items)
    return frame


def put(layout: QBoxLayout, *items: Item) -> None:
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, tuple):
            layout.addWidget(item[0], item[1])
        else:
            layout.addWidget(item)


def across(*items: Item, gap: int = SPACE.s, pad: Sequence[int] = (0,), role: str = "") -> QFrame:
    return _box(QBoxLayout.Direction.LeftToRight, items, gap, pad, role)


def down(*items: Item, gap: int = SPACE.s, pad: Sequence[int] = (0,), role: str = "") -> QFrame:
    return _box(QBoxLayout.Direction.TopToBottom, items, gap, pad, role)


def empty(layout: QLayout) -> None:
    """Take everything out of a layout, to fill it anew."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            empty(inner)


class Scrolled(QScrollArea):
    """What is taller than its place scrolls; heads and feet stay."""

    def __init__(self, body: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(body)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)


def words(text: str = "", role: str = "", tone: str = "", wrap: bool = False, align: Qt.AlignmentFlag = LEFT) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)  # what users type is never taken for markup
    label.setProperty("role", role)
    label.setProperty("tone", tone)
    label.setWordWrap(wrap)
    label.setAlignment(align)
    return label


class Elided(QLabel):
    """A line that ends in … where the room ends; the tooltip has all of it."""

    def __init__(self, role: str = "", align: Qt.AlignmentFlag = LEFT) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self._align = align
        self.setMinimumWidth(SPACE.xl)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(SPACE.xl, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), self._align, shown)


def restyle(widget: QWidget, **properties: object) -> None:
    """Give a widget another role or tone while it stands there."""
    if all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def press(
    text: str = "",
    picture: str = "",
    role: str = "",
    *,
    tip: str = "",
    tone: str = "",
    does: Callable[[], object] | None = None,
) -> QPushButton:
    """A button; an arrow that leads on follows its words. One without words needs a tip, also its spoken name."""
    onward = picture == "arrow-right"
    button = QPushButton(text + "  " if onward and text else " " + text if picture and text else text)
    button.setProperty("role", role)
    button.setProperty("tone", tone)
    button.setAutoDefault(False)
    button.setAccessibleName(text or tip)
    if tip:
        button.setToolTip(tip)
    if picture:
        shade = {"primary": "on_accent", "big": "on_accent", "link": "accent"}.get(role, "ink2")
        button.setIcon(icon(picture, shade, "accent"))
        side = SIZE.tab_icon if role in ("tab", "big") else SIZE.icon
        button.setIconSize(QSize(side, side))
    if onward:
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    if role in ("chip", "tab"):
        button.setCheckable(True)
    if does is not None:
        button.clicked.connect(lambda _checked=False: does())
    return button


class FindBox(QLineEdit):
    """The find box over a table; Escape empties it."""

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setProperty("role", "find")
        self.setPlaceholderText(hint)
        self.setAccessibleName("查找")
        self.addAction(icon("search", "ink3"), QLineEdit.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        else:
            super().keyPressEvent(event)


def heading(title: str, *right: Item, note: QWidget | None = None) -> QFrame:
    """The head of a page: its title, a note beside it, its tools at the right."""
    name = words(title, "title")
    name.setObjectName("title")
    return across(name, SPACE.xs, *([note] if note else []), None, *right, pad=(SPACE.page, SPACE.m, SPACE.l, 0))


def foot(*items: Item) -> QFrame:
    line = across(*items, gap=SPACE.l, pad=(SPACE.page, 0, SPACE.l, 0), role="foot")
    line.setFixedHeight(SIZE.foot)
    return line


def hairline() -> QFrame:
    return down(role="line")
