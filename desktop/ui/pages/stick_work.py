"""What is done with a stick: noticed, looked at beside the window, handed in and out, and told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from desktop.ui.aside import ask
from desktop.ui.page import Page
from desktop.ui.pages.date_card import DateCard
from desktop.ui.pages.stick_card import StickCard
from desktop.ui.sticks import Stick, Sticks
from desktop.work import carrying, handing, taking
from desktop.work.outcome import Outcome


class StickWork(QObject):
    """The stick of a page: its card, and the question for the day. `done` after a hand-off."""

    done = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self._office = page, page.office
        self.stick: Stick | None = None
        self.card, self.date = StickCard(), DateCard()
        self._day_told = False
        self.card.wanted.connect(self.begin)
        self.card.folder_wanted.connect(self._choose_folder)
        self.card.taken.connect(self.take)
        self.date.told.connect(self._day)
        self.sticks = Sticks(self)
        self.sticks.changed.connect(self._changed)

    # -- noticed ------------------------------------------------------------------------------------------

    def _changed(self, there: list[Stick]) -> None:
        if self._page.host.working_now():
            return  # the hand-off itself says what happens to its stick
        known = self.stick
        self.stick = known if known in there else there[-1] if there else None
        if self.stick is None:
            self.card.show_none()
            return
        if self.stick != known:
            self.take(self.stick)
        self.card.offer(there, self.stick)

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._page, "选一个文件夹当U盘用", self._page.host.machine.folder())
        if folder:
            self.sticks.choose(Path(folder))

    def take(self, stick: Stick) -> None:
        """This stick is meant: what would go and come is read beside the window."""
        self.stick = stick
        self.card.show_looking(stick)
        self.card.offer(self.sticks.there, stick)
        office = self._office
        ask(
            lambda: (stick, taking.what_would_come(office, stick.root), taking.what_would_go(office, stick.root)),
            self._looked, self._not_looked,
        )  # fmt: skip

    def _looked(self, found: tuple[Stick, dict[str, Any], list[dict[str, Any]]]) -> None:
        stick, come, go = found
        if stick == self.stick and not self._page.host.working_now():
            self.card.show_found(stick, come, go, self._held_back(stick))
            if self.card.isVisible():
                self.card.button.setFocus()

    def _not_looked(self, trouble: Exception) -> None:
        if self.stick is not None:
            self.card.show_unreadable(self.stick, "".join(self._page.host.bridge.words(trouble)))

    def _held_back(self, stick: Stick) -> str:
        if self._office.read_only:
            return f"{self._office.read_only}现在不能交接。"
        return "这个U盘不许写入，请关掉写保护开关再插上。" if stick.read_only else ""

    # -- in and out ---------------------------------------------------------------------------------------

    def begin(self) -> None:
        """In, then out, beside the window."""
        stick = self.stick
        if stick is None or self._page.host.working_now():
            return
        doubt = "" if self._day_told else carrying.date_doubt(self._office)
        if doubt:
            self.date.ask(doubt)
            return
        self.card.show_working()
        office = self._office
        self._page.host.run(
            "正在交接……", lambda progress: handing.exchange(office, stick.root, progress), self._done, self.failed
        )

    def _day(self, day: date) -> None:
        """A person vouches for the day; on with the hand-off."""
        self._day_told, self._office.today = True, day
        self.begin()

    def _done(self, outcome: Outcome) -> None:
        self.done.emit(outcome)
        self._tell(outcome)

    def failed(self, trouble: Exception) -> None:
        """Nothing was changed, or as much as the sentence says."""
        sentence, advice = self._page.host.bridge.words(trouble)
        self._tell(Outcome(sentence, attention=True, advice=advice))

    def _tell(self, outcome: Outcome) -> None:
        """What was said stays when the stick was pulled meanwhile; only the button goes."""
        self.card.show_done(outcome)
        if self.stick is not None and not self.stick.root.is_dir():
            self.stick = None
            self.card.button.hide()
        self.sticks.look()
