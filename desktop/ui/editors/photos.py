"""A photograph in a form: shown small, chosen from a file, made smaller before it is kept."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from db.errors import Trouble
from db.fields import Field
from desktop.ui.icons import draw
from desktop.ui.look import SIZE, SPACE, colour
from desktop.ui.parts import down, press

LARGEST = 720  # pixels of the longer side: enough for a card of 3 × 4 cm at 300 dpi
QUALITY = 88
LARGEST_READ = 200  # megabytes of memory a picture may want while it is read


class Photos(Protocol):
    """Where pictures are kept."""

    def keep(self, body: bytes) -> str: ...

    def body(self, name: str) -> bytes | None: ...

    def folder(self) -> str: ...


class PhotoEditor(QWidget):
    """The value is the picture's name in the data file; empty for none."""

    typed = Signal(object)
    failed = Signal(object)

    def __init__(self, field: Field, photos: Photos) -> None:
        super().__init__()
        self._photos = photos
        self._view = _View()
        self._choose = press("选照片", "image", tip="从文件里选一张照片", does=self._ask)
        self._drop = press("不要照片", role="ghost", does=lambda: self._set(""))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self._view)
        layout.addWidget(down(self._choose, self._drop, None))
        layout.addStretch(1)
        self.setFocusProxy(self._choose)
        self.put("")

    def put(self, name: str) -> None:
        body = self._photos.body(name) if name else None
        self._view.put(
            QPixmap.fromImage(QImage.fromData(body)) if body else QPixmap(), waiting=bool(name) and body is None
        )
        self._drop.setVisible(bool(name))

    def mark(self, role: str) -> None:
        """No rule speaks of photographs."""

    def tell(self) -> None:
        """Told when chosen."""

    def take(self, file: str) -> None:
        """Keep the picture of this file as the row's."""
        self._set(self._photos.keep(smaller(file)))

    def _ask(self) -> None:
        file, _ = QFileDialog.getOpenFileName(self, "选照片", self._photos.folder(), "照片 (*.jpg *.jpeg *.png *.bmp)")
        if file:
            try:
                self.take(file)
            except Trouble as trouble:
                self.failed.emit(trouble)

    def _set(self, name: str) -> None:
        self.put(name)
        self.typed.emit(name)


def smaller(file: str, largest: int = LARGEST) -> bytes:
    """The picture as a JPEG no larger than it is printed (pixels of the longer side). Raises Trouble."""
    reader = QImageReader(file)
    reader.setAutoTransform(True)
    QImageReader.setAllocationLimit(LARGEST_READ)
    image = reader.read()
    if image.isNull():
        raise Trouble("这个文件不是能看的照片。", "请选 .jpg 或 .png 的照片。")
    if max(image.width(), image.height()) > largest:
        image = image.scaled(
            largest, largest, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.convertToFormat(QImage.Format.Format_RGB32).save(buffer, "JPEG", QUALITY)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


class _View(QWidget):
    """The picture on a ground of its own; a camera where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._picture, self._waiting = QPixmap(), False
        self.setFixedSize(QSize(SIZE.photo_width, SIZE.photo_height))

    def put(self, picture: QPixmap, waiting: bool) -> None:
        self._picture, self._waiting = picture, waiting
        self.setToolTip("照片还没有传到这台电脑" if waiting else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), colour("sunken"))
        if self._picture.isNull():
            middle = QRectF(0, 0, SIZE.choice_icon, SIZE.choice_icon)
            middle.moveCenter(QRectF(self.rect()).center())
            draw(painter, middle, "hourglass" if self._waiting else "camera", "ink3")
        else:
            size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            area = QRectF(0, 0, size.width(), size.height())
            area.moveCenter(QRectF(self.rect()).center())
            painter.drawPixmap(area, self._picture, QRectF(self._picture.rect()))
        painter.setPen(colour("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
