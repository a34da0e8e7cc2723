"""Long work: done beside the window, which stays alive, says what it is at, and can stop it without harm."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRectF, Qt, QThread, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout

from db.errors import Stopped
from desktop.ui.look import SIZE, SPACE, TIME, colour
from desktop.ui.parts import across, press, words

Progress = Callable[[str, int, int], None]
Work = Callable[[Progress], Any]


class Job(QThread):
    """One piece of work on its own thread."""

    moved = Signal(str, int, int)
    done = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._stopping, self._last = work, False, 0.0

    def stop(self) -> None:
        self._stopping = True

    def run(self) -> None:
        try:
            result = self._work(self._progress)
        except Exception as trouble:
            self.failed.emit(trouble)
        else:
            self.done.emit(result)

    def _progress(self, at: str, done: int, total: int) -> None:
        if self._stopping:
            raise Stopped
        now = time.monotonic()
        if now - self._last > TIME.tick / 1000 or done == total:
            self._last = now
            self.moved.emit(at, done, total)


class Bar(QProgressBar):
    """How far long work has come; a moving light while nobody can know."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setFixedHeight(SIZE.bar)
        self.setMaximum(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track, half = QRectF(self.rect()), self.height() / 2
        painter.setBrush(colour("grey_soft"))
        painter.drawRoundedRect(track, half, half)
        share = self.value() / self.maximum() if self.maximum() > 0 else 0
        if share > 0:
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(QRectF(0, 0, max(track.width() * share, self.height()), track.height()), half, half)


class Working(QFrame):
    """The strip that stands in the window while a job runs: what it is at, how far, and a way to stop."""

    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "foot")
        self._job: Job | None = None
        self._then: tuple[Callable[[Any], None], Callable[[Exception], None]] | None = None
        self._at = words("", "soft")
        self._count = words("", "small")
        self._bar = Bar()
        self._stop = press("停止", "x", tip="停下来，什么都不改动", does=self._ask_stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.page, SPACE.s, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.xs)
        layout.addWidget(across(self._at, self._count, None, self._stop))
        layout.addWidget(self._bar)
        self.hide()

    @property
    def busy(self) -> bool:
        return self._job is not None

    def begin(self, title: str, work: Work, done: Callable[[Any], None], failed: Callable[[Exception], None]) -> None:
        """Run the work beside the window; `done` or `failed` is called in the window afterwards. One at a time."""
        assert self._job is None, "one long work at a time"
        job = self._job = Job(work, self)
        self._at.setText(title)
        self._count.setText("")
        self._bar.setMaximum(0)
        self._stop.setEnabled(True)
        job.moved.connect(self._moved)
        self._then = done, failed
        job.done.connect(self._well)  # methods of a widget: called in the window's thread, not in the job's
        job.failed.connect(self._badly)
        self.show()
        job.start()

    def abandon(self) -> None:
        """Whoever asked has gone: the work stops, and nobody is told."""
        if self._job is not None:
            self._then = _nobody, _nobody
            self._job.stop()

    def wait(self) -> None:
        """Stop what runs and wait for its end: the window is closing."""
        if self._job is not None:
            self._job.stop()
            self._job.wait()

    def _moved(self, at: str, done: int, total: int) -> None:
        self._at.setText(at)
        self._count.setText(f"{done:,} / {total:,}" if total else f"{done:,}" if done else "")
        self._bar.setMaximum(total)
        self._bar.setValue(done)

    def _ask_stop(self) -> None:
        if self._job is not None:
            self._stop.setEnabled(False)
            self._at.setText("正在停下来……")
            self._job.stop()

    def _well(self, result: object) -> None:
        done, _ = self._end()
        done(result)
        self.finished.emit()

    def _badly(self, trouble: Exception) -> None:
        _, failed = self._end()
        failed(trouble)
        self.finished.emit()

    def _end(self) -> tuple[Callable[[Any], None], Callable[[Exception], None]]:
        job, then = self._job, self._then
        assert job is not None
        assert then is not None
        self._job = self._then = None
        job.wait()
        job.deleteLater()
        self.hide()
        return then


def _nobody(_answer: object) -> None:
    """Hears an answer that no page waits for."""
