"""What every page has in common: a place of its own in the window, a banner, a page of the manual."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Protocol

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from db.errors import Trouble
from db.register import Register
from desktop.ui.banner import Banner, beside
from desktop.ui.jobs import Work
from desktop.ui.machine import Machine
from desktop.ui.troubles import Bridge
from desktop.work.history import undo
from desktop.work.office import Office
from desktop.work.outcome import Outcome


class Host(Protocol):
    """What a page may ask of the window it stands in."""

    office: Office
    machine: Machine
    bridge: Bridge

    def go(self, page: Page) -> None:
        """Put a page over the present one; `back` takes it away."""

    def back(self) -> None: ...

    def announce(self, outcome: Outcome) -> None:
        """Say what was done, and let every page read again what has changed."""

    def refresh(self, changed: frozenset[str]) -> None:
        """Let every page read again what has changed."""

    def run(self, title: str, work: Work, done: Callable[[Any], None], failed: Callable[[Exception], None]) -> None:
        """Long work beside the window."""

    def working_now(self) -> bool:
        """Whether long work is going on."""

    def open_print(self, register: type[Register] | None = None, options: dict[str, str] | None = None) -> None: ...

    def open_place(self, name: str) -> None:
        """Go to another line of the ledger lists."""

    def recount(self) -> None:
        """Say anew how much there is of what no register counts."""

    @property
    def page(self) -> Page:
        """The page one sees."""

    def open_row(self, register: str, key: bytes) -> None:
        """Go to the ledger and open the form of this row."""

    def open_file(self, office: Office) -> None:
        """Go on with another data file, or with this one opened anew."""


class Page(QFrame):
    """A page of the window."""

    help_page: ClassVar[str] = "start"

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.host, self.office = host, host.office
        self.banner = Banner()
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.layout_.setSpacing(0)
        self.banner_place: QWidget = beside(self.banner)

    def refresh(self, changed: frozenset[str]) -> None:
        """Rows of these registers have changed."""

    def leave(self) -> bool:
        """Whether this page may be left now; saves what is being typed."""
        return True

    def gone(self) -> None:
        """The page is taken away for good; what it kept beside itself goes with it."""

    def failed(self, trouble: Exception) -> None:
        """Say in the page what went wrong."""
        sentence, advice = self.host.bridge.words(trouble)
        self.banner.say(sentence, advice, "wrong" if not isinstance(trouble, Trouble) else "doubt")

    def try_to(self, does: Callable[[], Any]) -> Any:
        """Do it; what goes wrong is said in the page, and the answer is None."""
        try:
            return does()
        except Exception as trouble:
            self.failed(trouble)
            return None

    def tell(self, outcome: Outcome | None) -> None:
        """Tell every page and the person what was done; None is what went wrong and was said already."""
        if outcome is not None:
            self.host.announce(outcome)
            self.banner.say(outcome.sentence, outcome.advice, "doubt" if outcome.attention else "good")

    def take_back(self) -> None:
        """Undo the last entry of this office, and say so here."""
        self.tell(self.try_to(lambda: undo(self.office)))

    def say(self, outcome: Outcome) -> None:
        """What was done, where it was asked for; what needs a person stays until it is closed."""
        if outcome.attention:
            self.banner.say(outcome.sentence, outcome.advice, "doubt")
        else:
            self.banner.hide()

    def run(self, title: str, work: Work, done: Callable[[Any], None]) -> None:
        self.host.run(title, work, done, self.failed)
