"""Pages that read anew only when somebody sees them: a change elsewhere must not cost what nobody looks at."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent

from desktop.ui.page import Host, Page


class LatePage(Page):
    """Its `fill` is called at once while it is seen, else when it is seen again."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._stale = False

    def fill(self) -> None:
        """Read everything anew."""
        raise NotImplementedError

    def refresh(self, changed: frozenset[str]) -> None:
        self._stale = True
        if self.isVisible():
            self._fill_now()

    def _fill_now(self) -> None:
        self._stale = False
        self.fill()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._fill_now()
