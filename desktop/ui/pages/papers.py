"""Pages of paper on the screen: small ones in a strip at the left, the chosen one large."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from desktop.ui.look import SIZE, SPACE, colour, font
from desktop.ui.parts import MIDDLE, across, press, words
from desktop.work import papers

Index = QModelIndex | QPersistentModelIndex
FINER = 4  # a small page is drawn large and made small, or its lines would be all one sees
KEPT = 60  # pictures of pages remembered
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
POINTS = 96 / 72  # pixels of the screen for a point of paper


class Paper:
    """A PDF whose pages are drawn when they are looked at."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.sizes = papers.sizes(file)
        self._kept: OrderedDict[tuple[int, int], QPixmap] = OrderedDict()

    def picture(self, page: int, width: int, ratio: float) -> QPixmap:
        key = page, round(width * ratio)
        if key not in self._kept:
            made = QPixmap.fromImage(QImage.fromData(papers.picture(self.file, page, key[1])))
            made.setDevicePixelRatio(ratio)
            self._kept[key] = made
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return self._kept[key]


class Pages(QListView):
    """The strip of small pages."""

    looked_at = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "desk")
        self.setAccessibleName("各页")
        self.setFixedWidth(SIZE.thumb_width + 2 * SPACE.page + SPACE.m)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self._model = _Numbers()
        self.setModel(self._model)
        self._drawer = _Small(self)
        self.setItemDelegate(self._drawer)
        self.selectionModel().currentChanged.connect(
            lambda now, _: self.looked_at.emit(now.row()) if now.isValid() else None
        )

    def put(self, paper: Paper | None) -> None:
        self._drawer.paper = paper
        self._model.put(len(paper.sizes) if paper else 0)
        if paper:
            self.setCurrentIndex(self._model.index(0, 0))


class _Numbers(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._count = 0

    def put(self, count: int) -> None:
        self.beginResetModel()
        self._count = count
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        return f"第 {index.row() + 1} 页" if role == Qt.ItemDataRole.AccessibleTextRole else None


class _Small(QStyledItemDelegate):
    def __init__(self, view: Pages) -> None:
        super().__init__(view)
        self.paper: Paper | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(SIZE.thumb_width, SIZE.thumb_height + SPACE.xl + SPACE.m)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if self.paper is None or index.row() >= len(self.paper.sizes):
            return
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        wide, high = self.paper.sizes[index.row()]
        width = min(SIZE.thumb_width, SIZE.thumb_height * wide / high)
        sheet = QRectF(
            rect.left() + SPACE.page + (SIZE.thumb_width - width) / 2, rect.top() + SPACE.m, width, width * high / wide
        )
        picture = self.paper.picture(index.row(), round(width) * FINER, painter.device().devicePixelRatioF())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(sheet, picture, QRectF(picture.rect()))
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRect(sheet.adjusted(-2, -2, 2, 2))
        painter.setFont(font(SIZE.small))
        painter.setPen(colour("ink2"))
        painter.drawText(
            QRectF(SPACE.page, sheet.bottom() + SPACE.xs, SIZE.thumb_width, SPACE.l), MIDDLE, str(index.row() + 1)
        )


class Desk(QFrame):
    """The preview: strip, page, and how large it is."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "desk")
        self._paper: Paper | None = None
        self._page, self._zoom = 0, 0.0
        self.strip = Pages()
        self.strip.looked_at.connect(self._look_at)
        self._sheet = QLabel()
        self._sheet.setAlignment(MIDDLE)
        self._area = QScrollArea()
        self._area.setProperty("role", "desk")
        self._area.setAlignment(MIDDLE)
        self._area.setWidget(self._sheet)
        self._area.setWidgetResizable(True)
        self._said = words("", "small")
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.strip)
        row.addWidget(self._area, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)

    def zoom_tools(self) -> QFrame:
        smaller = press("", "minus", "ghost", tip="缩小", does=lambda: self._step(-1))
        whole = press("整页", role="ghost", does=self._whole)
        larger = press("", "plus", "ghost", tip="放大", does=lambda: self._step(1))
        return across(smaller, whole, self._said, larger, gap=SPACE.xs)

    def put(self, file: Path | None) -> None:
        self._paper = Paper(file) if file else None
        self._page = 0
        self.strip.put(self._paper)
        self._draw()

    @property
    def count(self) -> int:
        return len(self._paper.sizes) if self._paper else 0

    def _look_at(self, page: int) -> None:
        self._page = page
        self._draw()

    def _whole(self) -> None:
        self._zoom = 0.0
        self._draw()

    def _step(self, way: int) -> None:
        now = self._zoom or self._fitting()
        further = [zoom for zoom in ZOOMS if (zoom > now + 0.01 if way > 0 else zoom < now - 0.01)]
        if further:
            self._zoom = further[0] if way > 0 else further[-1]
            self._draw()

    def _fitting(self) -> float:
        """The largest zoom at which the whole page is seen."""
        if not self._paper:
            return 1.0
        wide, high = self._paper.sizes[self._page]
        room = self._area.viewport().size()
        return max(
            min((room.width() - 2 * SPACE.xl) / (wide * POINTS), (room.height() - 2 * SPACE.page) / (high * POINTS)),
            0.1,
        )

    def _draw(self) -> None:
        if not self._paper or not self._paper.sizes:
            self._sheet.clear()
            self._said.setText("")
            return
        zoom = self._zoom or self._fitting()
        width = round(self._paper.sizes[self._page][0] * POINTS * zoom)
        self._sheet.setPixmap(self._paper.picture(self._page, width, self.devicePixelRatioF()))
        self._sheet.setAccessibleName(f"第 {self._page + 1} 页")
        self._said.setText(f"{zoom * 100:.0f} %")

    def resizeEvent(self, event: object) -> None:
        if not self._zoom:
            self._draw()
