"""Short questions beside the window: what lies on a stick, who may be there twice. Nobody waits for the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal
from shiboken6 import isValid

Told = Callable[[Any], None]
"""A method of something in the window."""

_ASKED: set[_Answer] = set()  # an answer belongs to the window's thread: it is let go there


class _Answer(QObject):
    """Carries what was found from the other thread into the window's."""

    come = Signal(object, object)

    def __init__(self, then: Told, failed: Told) -> None:
        super().__init__()
        self._then, self._failed = then, failed
        self.come.connect(self._tell)

    def _tell(self, found: Any, trouble: Exception | None) -> None:
        _ASKED.discard(self)
        told = self._then if trouble is None else self._failed
        if isValid(told.__self__):  # type: ignore[attr-defined]
            told(found if trouble is None else trouble)


def ask(work: Callable[[], Any], then: Told, failed: Told) -> None:
    """Does the work on another thread; the answer comes to `then` in the window, if that is still there."""
    answer = _Answer(then, failed)
    _ASKED.add(answer)

    def run() -> None:
        try:
            found = work()
        except Exception as trouble:
            answer.come.emit(None, trouble)
        else:
            answer.come.emit(found, None)

    QThreadPool.globalInstance().start(run)
