"""How the cells of a table to read look: text, tags, and the numbered squares of parcels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from desktop.ui.look import DRESS, RADIUS, SIZE, SPACE, colour, font
from desktop.ui.parts import LEFT, MIDDLE, RIGHT
from desktop.ui.tags import paint_tags

Index = QModelIndex | QPersistentModelIndex
SQUARE, STEP = 22, 27  # pixels of a parcel's square, and from one to the next


@dataclass(frozen=True)
class Column:
    """A heading and its room in pixels, 0 takes what is left. Where room is short, what is not kept goes first."""

    label: str
    width: int = 0
    right: bool = False
    keep: bool = True


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: text, or a tag, or squares (number, came), or a bar (how far, where it ought to be; both
    from 0 to 1) with its tone."""

    text: str = ""
    tone: str = ""
    tag: bool = False
    squares: tuple[tuple[int, bool], ...] = ()
    bar: tuple[float, float] | None = None

    @property
    def spoken(self) -> str:
        if not self.squares:
            return self.text
        return "、".join(f"第{n}包" if came else f"缺第{n}包" for n, came in self.squares)


class Head(QHeaderView):
    """The first heading begins where the page's content does."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        model = self.model()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(rect, colour("sunken"))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(rect.topLeft(), rect.topRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(font(SIZE.small))
        painter.setPen(colour("ink2"))
        inner = rect.adjusted(SPACE.page if self.visualIndex(logicalIndex) == 0 else SPACE.cell, 0, -SPACE.cell, 0)
        align = model.headerData(logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        painter.drawText(inner, align, str(model.headerData(logicalIndex, Qt.Orientation.Horizontal)))


class Painter(QStyledItemDelegate):
    lead = SPACE.page
    """Pixels before the text of the first column."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        here = index.row() == self._view.currentIndex().row()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(rect, colour("accent_soft" if here else "surface"))
        painter.setPen(QPen(colour("hair"), 0))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        first = index.column() == 0
        if here and first:
            painter.fillRect(QRect(rect.left(), rect.top(), SPACE.bar, rect.height()), colour("accent"))
        cell: Cell = index.data(Qt.ItemDataRole.UserRole)
        inner = rect.adjusted(self.lead if first else SPACE.cell, 0, -SPACE.cell, -1)
        if cell.squares:
            paint_squares(painter, inner, cell.squares)
        elif cell.bar is not None:
            paint_bar(painter, inner, cell.bar, cell.tone)
        elif cell.tag and cell.text:
            paint_tags(painter, inner, [cell.text], cell.tone)
        else:
            right = index.model().columns[index.column()].right  # type: ignore[attr-defined]
            self._write(painter, inner, cell, right=right, quiet=not first)

    def _write(self, painter: QPainter, rect: QRect, cell: Cell, *, right: bool, quiet: bool) -> None:
        painter.setFont(font(SIZE.text))
        painter.setPen(colour(cell.tone or ("ink2" if quiet else "ink")))
        shown = painter.fontMetrics().elidedText(
            cell.text.replace("\n", " "), Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.drawText(rect, RIGHT if right else LEFT, shown)


def paint_bar(painter: QPainter, rect: QRect, bar: tuple[float, float], tone: str) -> None:
    """A track, filled as far as the figure reaches, and a mark where its target stands."""
    share, mark = (min(max(one, 0.0), 1.0) for one in bar)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    track = QRectF(rect.left(), rect.center().y() - SIZE.bar / 2, rect.width(), SIZE.bar)
    painter.setBrush(colour("grey_soft"))
    painter.drawRoundedRect(track, SIZE.bar / 2, SIZE.bar / 2)
    if share:
        filled = QRectF(track.left(), track.top(), max(track.width() * share, SIZE.bar), SIZE.bar)
        painter.setBrush(colour(tone))
        painter.drawRoundedRect(filled, SIZE.bar / 2, SIZE.bar / 2)
    at = track.left() + min(track.width() * mark, track.width() - SPACE.hair)
    painter.fillRect(QRectF(at, track.top() - SPACE.xs, SPACE.hair, SIZE.bar + 2 * SPACE.xs), colour("ink"))


def paint_squares(painter: QPainter, rect: QRect, squares: Sequence[tuple[int, bool]]) -> None:
    """Numbered squares: filled came, dashed red is missing. Where room is short the oldest that came are left out."""
    fitting = max(rect.width() // STEP, 1)
    shown = list(squares)
    while len(shown) > fitting and (oldest := next((s for s in shown if s[1]), None)) is not None:
        shown.remove(oldest)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font(SIZE.small))
    for place, (number, came) in enumerate(shown[-fitting:]):
        square = QRectF(rect.left() + place * STEP + 0.5, rect.center().y() - 9.5, SQUARE, SIZE.tag)
        painter.setPen(QPen(DRESS.mixed("accent", 0.45), 1) if came else QPen(colour("red"), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(colour("accent_soft" if came else "surface"))
        painter.drawRoundedRect(square, RADIUS.field - 1, RADIUS.field - 1)
        painter.setPen(colour("accent" if came else "red"))
        painter.drawText(square, MIDDLE, str(number))
