"""What is done to a score sheet: cells written, pasted, taken back; the rest absent; who is not counted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from desktop.ui.pages.marks_grid import FIRST
from desktop.work import history

if TYPE_CHECKING:
    from desktop.ui.pages.marks import MarksPage

STANDINGS = (("照常统计", ""), ("随班就读，不计入", "1"), ("学年中转入，不计入", "2"), ("学年中转出，保留", "3"))


class MarkWork:
    """The work of one page. changed: something was written that other pages do not know of; seen: up to which entry."""

    def __init__(self, page: MarksPage) -> None:
        self.page, self.changed, self.seen = page, False, -1

    def wrote(self) -> None:
        """The page shows already what it has written."""
        self.changed, self.seen = True, self.page.office.workspace.data_version()

    def written(self, row: int, column: int) -> None:
        self.wrote()
        if (row, column) not in self.page.model.wrong:
            self.page.beside.hide()
        self.say_sums()

    def say_beside(self, row: int, column: int) -> None:
        wrong = self.page.model.wrong.get((row, column))
        if wrong:
            self.page.beside.say(self.page.model.index(row, column), wrong[1])
        else:
            self.page.beside.hide()

    def say_sums(self) -> None:
        sheet = self.page.model.sheet
        if sheet is None:
            self.page.means.put([])
            self.page.total.setText("")
            return
        means = [sheet.mean(paper.subject) for paper in sheet.subjects]
        self.page.means.put(["均分", *("—" if mean is None else f"{mean:.2f}" for mean in means)])
        left = sum(sheet.left(paper.subject) for paper in sheet.subjects)
        wrong = f"，{len(self.page.model.wrong)} 格没有登记" if self.page.model.wrong else ""
        self.page.total.setText(f"{len(sheet.pupils)} 人，还空 {left} 格{wrong}")

    def take_back(self) -> None:
        outcome = self.page.try_to(lambda: history.undo(self.page.office))
        if outcome is not None:
            here = self.page.grid.currentIndex()
            self.page.open_sheet()
            self.page.grid.setCurrentIndex(self.page.model.index(here.row(), here.column()))
            self.page.banner.say(outcome.sentence, outcome.advice, "good")
            self.wrote()

    def lay_over(self, row: int, column: int, cells: list[list[str]]) -> None:
        for down_, line in enumerate(cells):
            for across_, text in enumerate(line):
                index = self.page.model.index(row + down_, column + across_)
                if index.isValid() and text.strip() and index.flags() & Qt.ItemFlag.ItemIsEditable:
                    self.page.model.setData(index, text)
        wrong = len(self.page.model.wrong)
        if wrong:
            self.page.banner.say(f"有 {wrong} 格填不进去，已标红。", "请逐格改好。", "doubt")

    def rest_absent(self) -> None:
        sheet, column = self.page.model.sheet, self.page.grid.currentIndex().column()
        if sheet is None or column < FIRST:
            return
        subject = sheet.subjects[column - FIRST]
        left = sheet.left(subject.subject)
        if left:
            self.page.banner.ask(
                f"{subject.label}空着的 {left} 格都填缺考？", "填缺考", partial(self._do_rest, subject.subject)
            )

    def _do_rest(self, subject: str) -> None:
        sheet = self.page.model.sheet
        outcome = self.page.try_to(lambda: sheet.rest_absent(subject, "1")) if sheet else None
        if outcome is not None:
            self.page.model.layoutChanged.emit()
            self.say_sums()
            self.page.banner.say(outcome.sentence, "", "good")
            self.wrote()

    def ask_standing(self, row: int) -> None:
        if self.page.model.sheet is None or not 0 <= row < self.page.model.rowCount() or self.page.office.read_only:
            return
        menu = QMenu(self.page)
        for label, code in STANDINGS:
            action = menu.addAction(label)
            action.setCheckable(True)
            action.setChecked((self.page.model.pupil(row).standing or "") == code)
            action.triggered.connect(partial(self._stand, row, code))
        menu.popup(self.page.grid.viewport().mapToGlobal(QPoint(0, self.page.grid.rowViewportPosition(row))))

    def _stand(self, row: int, code: str, _on: bool = False) -> None:
        sheet = self.page.model.sheet
        outcome = self.page.try_to(lambda: sheet.stand(self.page.model.pupil(row), code or None)) if sheet else None
        if outcome is not None:
            self.page.banner.say(outcome.sentence, "", "good")
            self.wrote()
