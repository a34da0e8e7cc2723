"""Garbage is collected by the window's own thread: what Qt has made must not be unmade by the thread of a long work."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

from desktop.ui.look import TIME


class Tidying(QObject):
    """Python's own collector is off from now on; its three generations are looked after by a timer."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._limits = gc.get_threshold()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(TIME.tidy)

    def look(self) -> None:
        """Collect the oldest generation that is due."""
        counts = gc.get_count()
        due = [place for place, (count, limit) in enumerate(zip(counts, self._limits, strict=True)) if count > limit]
        if due:
            gc.collect(due[-1])

    def stop(self) -> None:
        self._timer.stop()
        gc.enable()


@contextmanager
def held() -> Iterator[None]:
    """No collecting at all for a short while: pictures, the proof of an installed copy."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
