"""Where the photographs of a form come from and go to: the data file."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPixmap

from desktop.ui.look import SIZE
from desktop.ui.machine import Machine
from desktop.work import pictures
from desktop.work.office import Office

MOST_SMALL = 300
"""Small pictures that are remembered; a table shows about twenty."""


class PhotoStore:
    """Pictures of one office's data file."""

    def __init__(self, office: Office, machine: Machine) -> None:
        self._office, self._machine = office, machine

    def keep(self, body: bytes) -> str:
        return pictures.keep(self._office, body)

    @lru_cache(maxsize=MOST_SMALL)  # noqa: B019 - gone with the window
    def small(self, name: str) -> QPixmap | None:
        """The picture as a table shows it, cut to its place; None while it has not arrived here."""
        body, picture = self.body(name), QPixmap()
        if body is None or not picture.loadFromData(body):
            return None
        place = QSize(SIZE.picture_width, SIZE.picture_height) * 2  # sharp at 200 % too
        wide = picture.scaled(
            place, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
        )
        return wide.copy(QRect(QPoint((wide.width() - place.width()) // 2, 0), place))

    def body(self, name: str) -> bytes | None:
        return pictures.body(self._office, name)

    def folder(self) -> str:
        return self._machine.folder()
