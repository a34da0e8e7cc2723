"""Filling in a checklist at speed: sections at the left, lines in the middle, one key an answer, each kept at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog

from db import kinds
from db.errors import Trouble
from db.fields import Field
from db.registers import Inspection
from db.rules.marks import Mark
from desktop.ui.editors.photos import smaller
from desktop.ui.page import Host, Page
from desktop.ui.pages.inspect_end import EndCard
from desktop.ui.pages.inspect_head import Foot, Head
from desktop.ui.pages.inspect_middle import Middle
from desktop.ui.pages.inspect_side import Side, parts_of
from desktop.ui.parts import across, down, hairline
from desktop.ui.photo_store import PhotoStore
from desktop.work import lessons, tables
from desktop.work.history import undo
from desktop.work.inspecting import CHANGED, Filling, Line
from desktop.work.inspections import described

PICTURES = "照片 (*.jpg *.jpeg *.png *.bmp)"
EVIDENCE = 1280
"""Pixels of the longer side of a photograph that is evidence."""


class InspectPage(Page):
    """One sheet. Nothing has to be saved: what is answered stands in the file."""

    help_page = "rounds"

    def __init__(self, host: Host, key: bytes) -> None:
        super().__init__(host)
        self.filling = Filling.open(self.office, key)
        self.parts = parts_of(self.filling.sheet)
        self.here, self._own = 0, False
        self._photos = PhotoStore(self.office, host.machine)
        self.side, self.head, self.middle = Side(), Head(self._print_sheet), Middle()
        self.foot = Foot(self.mark_rest, partial(self._turn, 1), self._take_up, self.finish)
        self.end = EndCard(self._choices, self.office.today, self.filling.sheet.checklist["target"])
        right = (self.head, hairline(), self.banner_place, (self.middle, 1), self.foot.frame)
        self.layout_.addWidget(across(self.side, (down(*right, gap=0, role="page"), 1), gap=0))
        self._connect()
        self.side.put(*described(self.office, self.filling.sheet), self.parts)
        self.open_part(self._first_left)

    def _connect(self) -> None:
        self.end.typed.connect(self._write)
        self.side.chosen.connect(self.open_part)
        self.side.back.connect(self.host.back)
        self.middle.answered.connect(self._answer)
        self.middle.remarked.connect(self._remark)
        self.middle.photo.connect(self._take_photo)
        self.middle.refused.connect(lambda said: self.banner.say(said, "", "doubt"))
        self.middle.turned.connect(self._turn)
        for keys, does in (
            ("Ctrl+Return", self.mark_rest), ("Ctrl+Z", self._take_back), ("Ctrl+P", self._print_sheet),
            ("Ctrl+PgDown", partial(self._turn, 1)), ("Ctrl+PgUp", partial(self._turn, -1)),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)

    # -- which section ------------------------------------------------------------------------------------

    @property
    def _first_left(self) -> int:
        """Where somebody stopped: the first section with an open line, else the end."""
        left = {line.number for line in self.filling.unanswered}
        open_ = [place for place, part in enumerate(self.parts) if left & {line.number for line in part.lines}]
        return open_[0] if open_ else len(self.parts) - 1

    def open_part(self, place: int) -> None:
        """Show a section, at its first open line."""
        self._tell()
        self.here = place
        self.middle.put(self.parts[place].lines, self.end, self.filling.answered)
        self.show_state()
        if not self.parts[place].lines and self.foot.finish.isVisible():
            self.foot.finish.setFocus()

    def _turn(self, by: int) -> None:
        if 0 <= self.here + by < len(self.parts):
            self.open_part(self.here + by)

    # -- answering ----------------------------------------------------------------------------------------

    def _keep(self, does: Callable[[], Any]) -> None:
        """Into the file; what went wrong is said, and the page shows what stands."""
        self._own = True
        if self.try_to(lambda: (does(), True)[1]):
            self.banner.hide()
        self._own = False
        self.show_state()

    def _answer(self, line: Line, mark: Mark) -> None:
        if mark != self.filling.sheet.marks.get(line.number):
            self._keep(lambda: self.filling.put(line, mark))
        else:
            self.show_state()

    def _remark(self, line: Line, text: str) -> None:
        self._keep(lambda: self.filling.put(line, self._mark(line), remark=text))

    def _mark(self, line: Line) -> Mark:
        return self.filling.sheet.marks.get(line.number, Mark())

    def _take_photo(self, line: Line) -> None:
        if not self.filling.done:
            file, _ = QFileDialog.getOpenFileName(self, "选照片", self._photos.folder(), PICTURES)
            if file:
                self.put_photo(line, file)

    def put_photo(self, line: Line, file: str) -> None:
        """A picture beside a line, made smaller; it says nothing of where it was taken."""
        photo = self.try_to(lambda: self._photos.keep(smaller(file, EVIDENCE)))
        if photo:
            self._keep(lambda: self.filling.put(line, self._mark(line), photo=photo))

    def mark_rest(self) -> None:
        """All that is open on this page as it usually is; what has to be counted is left for somebody to count."""
        here = self.parts[self.here].lines
        if self.filling.done or not here:
            return
        self._keep(lambda: self.filling.mark_rest(here))
        still = [line for line in here if not self.filling.answered(line)]
        if still:
            self.banner.say(f"还有 {len(still)} 项要打分、打等级或填数。", "", "doubt")
            self.middle.stand_first(self.filling.answered)
        else:
            self._turn(1)

    def _write(self, name: str, text: object) -> None:
        """A field of the end: the sheet's own, or the lesson's."""
        editor = self.end.rows[name].editor
        try:
            self.filling.type(name, str(text))
        except Trouble as trouble:
            self.failed(trouble)
            editor.mark("wrong")
            return
        editor.mark("")
        self.show_state()

    # -- the sheet as a whole -----------------------------------------------------------------------------

    def finish(self) -> None:
        self._tell()
        left = self.filling.unanswered
        if left:
            self.open_part(self._first_left)
            self.banner.say(f"还有 {len(left)} 项没有查，已翻到第 {left[0].number} 项。", "不适用的请按 N。", "doubt")
            return
        outcome = self.try_to(self.filling.finish)
        if outcome is not None:
            self.host.announce(outcome)
            self.show_state()
            self.foot.again.setFocus()
            self.banner.say(outcome.sentence, "要改请按“重新填写”。", "good")

    def _take_up(self) -> None:
        outcome = self.try_to(self.filling.reopen)
        if outcome is not None:
            self.host.announce(outcome)
            self.open_part(0)

    def _take_back(self) -> None:
        outcome = self.try_to(lambda: undo(self.office))
        if outcome is not None:
            self.filling = Filling.open(self.office, self.filling.key)
            self.show_state()
            self.banner.say(outcome.sentence, "", "good")

    def show_state(self) -> None:
        """Every figure and every line as the sheet stands."""
        part, writes = self.parts[self.here], not self.filling.done and not self.office.read_only
        self.middle.show_state(self.filling, self._photos.body, writes=writes)
        self.side.mark(self.here, [sum(map(self.filling.answered, one.lines)) for one in self.parts])
        self.head.put(self.filling, part, several=len(self.parts) > 2, writes=writes)
        following = self.parts[self.here + 1].name if self.here + 1 < len(self.parts) else ""
        read_only = bool(self.office.read_only)
        self.foot.put(self.filling, following, lines=bool(part.lines), writes=writes, read_only=read_only)
        self.end.put(self._end_words())
        if self.filling.differs:
            self.banner.say("表上的合计与各项对不上，两处各填过一遍。", "请按“重新填写”核对，再完成一次。", "doubt")
        self.end.set_enabled(enabled=writes)

    def _end_words(self) -> dict[str, str]:
        row, fields = self.filling.sheet.row, Inspection.fields()
        shown = {name: kinds.show(fields[name], row[fields[name].column]) for name in self.end.rows if name in fields}
        if self.filling.of_lesson:
            lesson = lessons.of_sheet(self.office, self.filling.key)
            shown |= {name: lessons.shown(self.office, lesson, name) for name in lessons.FIELDS}
        return shown

    def _choices(self, field: Field) -> list[tuple[Any, str]]:
        return tables.choices(self.office, field, self.filling.sheet.row["school_id"])

    def _print_sheet(self) -> None:
        self._tell()
        self.host.open_print(None, {"report": "inspection-sheet", "sheet": self.filling.sheet.row["serial"]})

    # -- leaving ------------------------------------------------------------------------------------------

    def _tell(self) -> None:
        """What is still in a field is told before it goes away."""
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            focus.clearFocus()
            focus.setFocus()
        self.end.tell()

    def refresh(self, changed: frozenset[str]) -> None:
        if changed & CHANGED and not self._own:
            self.filling = Filling.open(self.office, self.filling.key)
            self.show_state()

    def leave(self) -> bool:
        self._tell()
        self._own = True
        self.host.refresh(CHANGED)
        self._own = False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.host.back()
        else:
            super().keyPressEvent(event)


def open_sheet(host: Host, keys: list[bytes]) -> InspectPage:
    """For a button of the ledger."""
    return InspectPage(host, keys[0])
