"""The window: tabs across the top, ledgers at the left, the page in the middle; the parts are put together here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from db.register import Register
from desktop.ui.help import Help
from desktop.ui.jobs import Work, Working
from desktop.ui.look import TIME, WIDTH
from desktop.ui.machine import Machine
from desktop.ui.page import Page
from desktop.ui.parts import across
from desktop.ui.places import places
from desktop.ui.stage import Stage
from desktop.ui.term import week_and_day
from desktop.ui.topbar import TopBar
from desktop.ui.troubles import Bridge
from desktop.work import shipped
from desktop.work.office import Office
from desktop.work.outcome import Outcome

MORE = [
    ("backups", "备份与恢复"),
    ("check", "体检"),
    ("settings", "设置"),
    ("shipped", "随程序的内容"),
    ("", ""),
    ("open", "打开别的数据文件……"),
    ("name", "换姓名……"),
    ("manual", "说明书"),
]


class MainWindow(QMainWindow):
    """One office's window; also what its pages ask for things (`page.Host`)."""

    other_file_wanted = Signal()
    other_name_wanted = Signal()

    def __init__(self, machine: Machine, bridge: Bridge) -> None:
        super().__init__()
        self.machine, self.bridge = machine, bridge
        self.office: Office = None  # type: ignore[assignment]
        self.working = Working()
        self._version = -1
        self._start_page: QWidget | None = None
        self._help = Help(self)
        self._help.printing.connect(self._print_manual)
        self.setWindowTitle("乡校台账")
        self.setMinimumSize(WIDTH.window_min, WIDTH.window_min_height)
        self.resize(WIDTH.window, WIDTH.window_height)
        self.restoreGeometry(machine.place())
        bridge.said.connect(self._say_trouble)
        QShortcut(QKeySequence(Qt.Key.Key_F1), self).activated.connect(self.help)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._see_others)

    # -- which file ---------------------------------------------------------------------------------------

    def show_start(self, page: QWidget) -> None:
        """The first start, or why the data file cannot be opened: a page without tabs."""
        self.forget()
        self.working.setParent(None)
        self._start_page = page
        self.setCentralWidget(across((page, 1), gap=0))

    def forget(self) -> None:
        """No data file is shown any more."""
        self._clock.stop()
        self._farewell()
        self.office = None  # type: ignore[assignment]

    def open_file(self, office: Office) -> None:
        """Show this data file from now on."""
        self._farewell()
        self.office = office
        self._top = TopBar({place.tab for place in places()}, MORE)
        self.stage = Stage(self, self.working, self._top)
        self._top.printing.connect(self.print_here)
        self._top.helping.connect(self.help)
        self._top.more_chosen.connect(self._open_more)
        self._top.put(week_and_day(office), office.school)
        self.working.setParent(None)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part, share in ((self._top, 0), (self.stage, 1), (self.working, 0)):
            layout.addWidget(part, share)
        self.setCentralWidget(whole)
        self.setWindowTitle(f"{office.school} — 乡校台账")
        self.stage.begin()
        self._version = office.workspace.data_version()
        self._clock.start(TIME.look_again)
        if office.read_only:
            self.page.banner.say(office.read_only, "", "doubt")
        elif shipped.waiting(office):
            self.page.banner.ask(
                "程序带来了公文、检查表等的新内容，还没有采用。", "看一看", lambda: self.open_extra("shipped"), "以后"
            )
            self.page.setFocus()

    def _farewell(self) -> None:
        if self.office is not None:
            self.stage.farewell()

    # -- which page ---------------------------------------------------------------------------------------

    @property
    def page(self) -> Page:
        """The page one sees."""
        return self.stage.page

    def open_place(self, name: str) -> None:
        self.stage.open_place(name)

    def open_row(self, register: str, key: bytes) -> None:
        self.stage.open_row(register, key)

    def recount(self) -> None:
        self.stage.recount(frozenset())

    def go(self, page: Page) -> None:
        self.stage.go(page)

    def back(self) -> None:
        self.stage.back()

    def open_print(self, register: type[Register] | None = None, options: dict[str, str] | None = None) -> None:
        from desktop.ui.pages.printing import PrintPage

        self.go(PrintPage(self, register, options or {}))

    def _print_manual(self) -> None:
        if self.office is not None:
            self.open_print()
            self.page.choose("manual")  # type: ignore[attr-defined]
            self.activateWindow()

    def print_here(self) -> None:
        tools = getattr(self.page, "files", None)
        if tools is not None:
            tools.print()
        elif not self.stage.covered:
            self.open_print()

    def _open_more(self, name: str) -> None:
        if name == "manual":
            self._help.show_page("start")
        elif name == "open":
            self.other_file_wanted.emit()
        elif name == "name":
            self.other_name_wanted.emit()
        else:
            self.open_extra(name)

    def open_extra(self, name: str) -> None:
        """Backups, the check-up, the settings or what ships, over the present page."""
        if self.page.leave():
            self.go(self._extra(name))

    def _extra(self, name: str) -> Page:
        if name == "backups":
            from desktop.ui.pages.backups import BackupsPage

            return BackupsPage(self)
        if name == "settings":
            from desktop.ui.pages.settings import SettingsPage

            return SettingsPage(self)
        if name == "shipped":
            from desktop.ui.pages.shipped import ShippedPage

            return ShippedPage(self)
        from desktop.ui.pages.checkup import CheckPage

        return CheckPage(self)

    def help(self) -> None:
        self._help.show_page(self.page.help_page if self.office is not None else "start")

    # -- what was done ------------------------------------------------------------------------------------

    def announce(self, outcome: Outcome) -> None:
        if outcome.changed:
            self.refresh(outcome.changed)
            self._version = self.office.workspace.data_version()
        self.page.say(outcome)

    def refresh(self, changed: frozenset[str]) -> None:
        self.stage.refresh(changed)
        if changed & {"terms", "schools"}:
            self._top.put(week_and_day(self.office), self.office.school)

    def run(self, title: str, work: Work, done: Callable[[Any], None], failed: Callable[[Exception], None]) -> None:
        if self.working.busy:
            self.page.banner.say("还有一件事没有做完。", "请等它做完，或先按“停止”。", "doubt")
        else:
            self.working.begin(title, work, done, failed)

    def working_now(self) -> bool:
        return self.working.busy

    def _say_trouble(self, sentence: str, advice: str) -> None:
        page = self.page if self.office is not None else self._start_page
        banner = getattr(page, "banner", None)
        if banner is not None:
            banner.say(sentence, advice)

    def _see_others(self) -> None:
        """Another program may have written to the file."""
        if self.working.busy:
            return
        version = self.office.workspace.data_version()
        if version != self._version:
            self._version = version
            self.refresh(self.stage.everything)
            reload = getattr(getattr(self.page, "work", None), "reload", None)
            if reload is not None:
                reload()

    # -- size and end -------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.office is not None and not self.page.leave():
            event.ignore()
            return
        self.working.wait()
        self._clock.stop()
        self._farewell()
        self.machine.keep_place(self.saveGeometry())
        if self.office is not None:
            self.office.close()
        super().closeEvent(event)
