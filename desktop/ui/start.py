"""Beginning: open the data file if there is one, set up a school if there is none, or say why it cannot be opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from db.errors import FileTrouble
from desktop.work.office import Office
from desktop.work.outcome import Outcome

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow

DATA_FILES = "乡校台账 (*.xiangxiao)"


class Start(QObject):
    """What stands between the start of the program and the first page."""

    def __init__(self, window: MainWindow, data: Path, who: str | None, today: date) -> None:
        super().__init__(window)
        self.window, self.data, self.today = window, data, today
        self.who = who or window.machine.name()
        window.other_file_wanted.connect(self.choose_file)
        window.other_name_wanted.connect(self.change_name)

    def begin(self) -> None:
        """The first page there is a way to."""
        if not self.data.exists():
            self._first()
        elif not self.who:
            self._ask_name(self.begin)
        else:
            self.open(self.data)

    def open(self, data: Path) -> None:
        """This data file, or in its place why not and what to do."""
        try:
            office = Office.open(data, self.who, self.today)
        except FileTrouble as trouble:
            from desktop.ui.pages.first import NotOpened

            self.window.show_start(NotOpened(self, data, trouble))
            return
        self.data = data
        self._enter(office)

    def found(self, school: str, code: str, who: str) -> None:
        """A new township with this school as its center. Raises Trouble."""
        self.data.parent.mkdir(parents=True, exist_ok=True)
        office = Office.found(self.data, school, "center", code, who, self.today)
        self.named(who)
        self._enter(office)

    def join(self, invitation: Path, who: str) -> None:
        """The data file of a school that was invited. Raises Trouble."""
        from desktop.work import handing

        self.data.parent.mkdir(parents=True, exist_ok=True)
        outcome = handing.join(invitation, self.data, who, self.today)
        self.named(who)
        self.open(self.data)
        self.window.announce(Outcome(outcome.sentence, attention=True, advice=outcome.advice))

    def named(self, who: str) -> None:
        self.who = who
        self.window.machine.keep_name(who)

    def choose_file(self) -> None:
        file, _ = QFileDialog.getOpenFileName(self.window, "打开数据文件", self.window.machine.folder(), DATA_FILES)
        if file and self._left():
            self.window.machine.keep_folder(file)
            self.data = Path(file)
            self.begin()

    def change_name(self) -> None:
        """Somebody else sits down here: what is changed from now on is noted under that name."""
        if self._left():
            self._ask_name(lambda: self.open(self.data))

    def _left(self) -> bool:
        office = self.window.office
        if office is None:
            return True
        if not self.window.page.leave():
            return False
        self.window.forget()
        office.close()
        return True

    def _enter(self, office: Office) -> None:
        self.window.open_file(office)

    def _first(self) -> None:
        from desktop.ui.pages.first import First

        self.window.show_start(First(self))

    def _ask_name(self, then: Callable[[], None]) -> None:
        from desktop.ui.pages.first import AskName

        self.window.show_start(AskName(self, then))
