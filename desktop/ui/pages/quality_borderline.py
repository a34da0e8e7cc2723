"""列入临界生: which line pupils stand near is chosen, then they go on the list that teachers work from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from db.rules.borderline import EXCELLENT, LINE_WORDS, PASS, SENIOR, SENIOR_GRADE
from desktop.ui.parts import press
from desktop.work import helping

if TYPE_CHECKING:
    from desktop.ui.pages.quality import QualityPage


class Lists:
    """The button of the page, and the lines it offers."""

    def __init__(self, page: QualityPage) -> None:
        self.page = page
        self.button = press("列入临界生", "users", tip="线附近的学生，只供教师帮扶", does=self._open)

    def lines(self) -> list[tuple[str, str, bool]]:
        """(what it is called, line, of all papers together): of the chosen subject, of the total, of senior high."""
        found, subject = self.page.found, self.page.subject
        if found is None:
            return []
        of_one = [(f"{subject.text()}{LINE_WORDS[line]}", line, False) for line in (PASS, EXCELLENT)]
        of_all = [(f"总分{LINE_WORDS[line]}", line, True) for line in (PASS, EXCELLENT)]
        senior = [(f"总分{LINE_WORDS[SENIOR]}", SENIOR, True)] if found.sitting.last == SENIOR_GRADE else []
        return [*(of_one if subject.value else []), *of_all, *senior]

    def put(self, line: str, *, total: bool = False) -> None:
        """Those near the line go on the list; who is there already stays as he is."""
        page, found = self.page, self.page.found
        if found is None:
            return
        subject = page.subject.value or ""
        outcome = page.try_to(lambda: helping.put_on_list(page.office, found, subject, line, total=total))
        if outcome is not None:
            page.host.announce(outcome)
            page.banner.say(outcome.sentence, "", "good")

    def _open(self) -> None:
        menu = QMenu(self.page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for label, line, total in self.lines():
            menu.addAction(label).triggered.connect(partial(self._chosen, line, total))
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def _chosen(self, line: str, total: bool, _checked: bool = False) -> None:
        self.put(line, total=total)


__all__ = ["Lists"]
