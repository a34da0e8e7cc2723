"""交接: the stick above, who has handed in below, the conflicts beside it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QFrame

from desktop.ui.aside import ask
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.pages.conflict_card import ConflictCard, Queue, sign
from desktop.ui.pages.stick_work import StickWork
from desktop.ui.pages.township_card import OwnCard, TownshipCard
from desktop.ui.parts import Scrolled, across, down, empty, words
from desktop.work import conflicts, duplicates, parcel_book
from desktop.work.outcome import Outcome

LISTED = 4  # conflicts named below the card
ALL = frozenset({"handoff", "conflicts", "duplicates", "receipts", "not_taken", "machines"})


class HandoffPage(LatePage):
    """The first place of the tab."""

    help_page = "handoff"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.setProperty("role", "canvas")
        self.handing = StickWork(self)
        self.handing.done.connect(self._done)
        self.card = self.handing.card
        self.township = TownshipCard(self) if parcel_book.is_center(self.office) else None
        self.own = OwnCard(self) if self.township is None else None
        if self.township is not None:
            self.township.printing.connect(lambda name: host.open_print(None, {"report": name}))
            self.township.inviting.connect(self._invite)
        self.queue = Queue(lambda private: conflicts.conflicts(self.office, private))
        self.conflict = ConflictCard(self)
        self.conflict.settled.connect(self._settled)
        self.conflict.passed.connect(self._pass)
        self.conflict.revealed.connect(self._reveal)
        self._log, self._rest = (
            down(gap=SPACE.s, pad=(SPACE.l, SPACE.m), role="card"),
            down(gap=SPACE.s, pad=(SPACE.l,), role="card"),
        )
        self._side = down(self.conflict, self._rest, None, gap=SPACE.m)
        self._side.setFixedWidth(WIDTH.conflict)
        self._lay_out()
        self.fill()
        self.setFocusProxy(self.card.button)

    def _lay_out(self) -> None:
        book: QFrame | None = self.township or self.own
        assert book is not None
        left = down(book, self._log, None, gap=SPACE.m)
        body = down(
            self.card,
            self.handing.date,
            across((left, 1), self._side, gap=SPACE.m),
            None,
            gap=SPACE.m,
            pad=(SPACE.page, SPACE.l),
            role="canvas",
        )
        area = Scrolled(body)
        area.setProperty("role", "canvas")
        self.layout_.addWidget(self.banner_place)
        beside = self.banner_place.layout()
        assert beside is not None
        beside.setContentsMargins(SPACE.page, SPACE.m, SPACE.page, 0)
        self.layout_.addWidget(area, 1)

    # -- what stands there --------------------------------------------------------------------------------

    def fill(self) -> None:
        if self.township is not None:
            self.township.fill()
        if self.own is not None:
            self.own.fill()
        self.queue.fill()
        self._show_conflict()
        self._show_log()
        self._find_duplicates()

    def _show_conflict(self) -> None:
        waiting = self.queue.all
        self._side.setVisible(bool(waiting))
        if not waiting:
            return
        first = waiting[0]
        self.conflict.put(first, 1, len(waiting), self.queue.alike(first))
        layout = self._rest.layout()
        assert layout is not None
        empty(layout)
        self._rest.setVisible(len(waiting) > 1)
        layout.addWidget(across(words("后面还有"), None, words(f"{len(waiting) - 1} 个", "small")))
        for one in waiting[1 : LISTED + 1]:
            schools = (
                "、".join(dict.fromkeys(head.school for head in one.heads if not head.standing)) or one.heads[0].school
            )
            line = across((words(f"{one.title} · {one.label}"), 1), words(schools, "hint"))
            layout.addWidget(line)

    def _show_log(self) -> None:
        layout = self._log.layout()
        assert layout is not None
        empty(layout)
        told = parcel_book.happened(self.office)
        self._log.setVisible(bool(told))
        layout.addWidget(words("刚才" if told and told[0][1].date() == self.office.today else "上次交接"))
        for sentence, at in told:
            when = f"{at:%H:%M}" if at.date() == self.office.today else f"{at:%m-%d}"
            layout.addWidget(across(sign(), (words(sentence, "soft", wrap=True), 1), words(when, "hint")))

    def _find_duplicates(self) -> None:
        """How many may be there twice is counted beside the window: it reads every name."""
        if duplicates.known_count(self.office) is None:
            office = self.office
            ask(lambda: duplicates.duplicates(office), self._counted, self._counted)

    def _counted(self, _found: Any) -> None:
        self.host.recount()

    def _done(self, outcome: Outcome) -> None:
        self.host.announce(Outcome(outcome.sentence, outcome.changed | ALL))
        if outcome.data.get("newcomers"):
            self.banner.ask(
                "有新机器等电话核对四个词。", "去核对", lambda: self.host.open_place("machines"), "以后再说"
            )

    # -- conflicts beside it ------------------------------------------------------------------------------

    def _settled(self, outcome: Outcome) -> None:
        self.host.announce(outcome)
        self.banner.say(outcome.sentence, "", "good")
        self.conflict.first_button()

    def _pass(self) -> None:
        if self.conflict.conflict is not None:
            self.queue.leave(self.conflict.conflict)
            self._show_conflict()
            self.conflict.first_button()

    def _reveal(self) -> None:
        self.queue.private = True
        self.queue.fill()
        self._show_conflict()

    def _invite(self, school: str | None) -> None:
        self.host.open_place("machines")
        page = self.host.page
        if school is not None and hasattr(page, "invite"):
            page.invite(school)


__all__ = ["HandoffPage"]
