"""Bringing in a workbook: choose the file, check where its headings go, look at every row, then one button."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QStackedWidget, QVBoxLayout, QWidget

from db.fields import Field
from db.register import Register
from desktop.ui.editors.chooser import Picker
from desktop.ui.empty import Empty
from desktop.ui.grid import Grid
from desktop.ui.icons import Picture
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host, Page
from desktop.ui.pages.ledger_files import SHEETS_IN
from desktop.ui.pages.matching import Matching
from desktop.ui.pages.preview import WORDS, PreviewCells, PreviewModel
from desktop.ui.parts import Elided, across, press, restyle, words
from desktop.work import tables
from desktop.work.imports import Import, Preview, open_sheet
from desktop.work.outcome import Outcome, Progress

STEPS = ("选文件", "核对表头", "看结果")


class ImportPage(Page):
    """One workbook into one ledger. Nothing is written before the button at the end."""

    help_page = "import"

    def __init__(self, host: Host, register: type[Register], given: dict[str, Any] | None = None) -> None:
        """given: values of every row whose sheet does not say them (of what day a list is)."""
        super().__init__(host)
        self.register, self._given = register, given
        self.file: Path | None = None
        self.sheet: Import | None = None
        self.setAcceptDrops(True)
        self._about = Elided("small")
        self._schools = Picker(tables.choices(self.office, Field("", "link", target="schools")), self.office.school_id)
        self._schools.setFixedWidth(WIDTH.find_narrow)
        self._schools.setAccessibleName("这些行属于哪所学校")
        self._schools.chosen.connect(lambda _: self.take(self.file) if self.file else None)
        self._stations = [(Picture("circle-dot", "ink3"), words(name, "soft")) for name in STEPS]
        self.matching = Matching(self._choose)
        self.model = PreviewModel(register, {})
        self.grid = Grid(lambda field, _index: tables.choices(self.office, field, self._schools.value))
        self.grid.setItemDelegate(PreviewCells(self.grid))
        self.grid.setModel(self.model)
        self.model.typed.connect(self._retype)
        self._chips = {
            state: press(label, role="chip", does=partial(self._only, state))
            for state, label in {"": "全部", **WORDS}.items()
        }
        for chip in self._chips.values():
            chip.setAutoExclusive(True)
        self._do = press("导入", "download", "primary", does=self._apply)
        self._lay_out()
        self._step(0)

    def _lay_out(self) -> None:
        choose = press("选文件", "folder-open", "primary", does=self.choose_file)
        start = Empty()
        start.put(
            "file-spreadsheet",
            f"从表格导入{self.register.one}",
            "把 Excel 或 WPS 表格拖到这里，或点“选文件”。导入前先给您看结果，不会直接改动。",
            choose,
        )
        choose.setFocus()
        result = QWidget()
        column = QVBoxLayout(result)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.cell)
        self._hint = words("黄色的格子在原处改；不改，这一行就不导入。", "small", "amber")
        column.addWidget(self.matching)
        column.addWidget(across(*self._chips.values(), None, self._hint, pad=(SPACE.page, SPACE.xs, SPACE.page, 0)))
        column.addWidget(self.grid, 1)
        column.addWidget(self._foot())
        self._center = QStackedWidget()
        self._center.addWidget(start)
        self._center.addWidget(result)
        belongs = across(words("属于", "small"), self._schools) if "school" in self.register.fields() else across()
        stations = across(*[across(picture, label, gap=SPACE.inner) for picture, label in self._stations], gap=SPACE.xl)
        head = across(
            press("返回", "arrow-left", "ghost", does=self.host.back), words(f"导入{self.register.one}", "title"),
            self._about, None, belongs, SPACE.l, stations, gap=SPACE.m, pad=(SPACE.m, SPACE.m, SPACE.page, SPACE.s),
        )  # fmt: skip
        self.layout_.addWidget(head)
        self.layout_.addWidget(self.banner_place)
        self.layout_.addWidget(self._center, 1)

    def _foot(self) -> QFrame:
        safe = words("表里空着的格子不会盖掉原有内容。导入算一步，可以一次撤销。", "soft")
        other = press("换一个文件", role="ghost", does=self.choose_file)
        return across(
            Picture("shield-check", "green"), safe, None, other, self._do, gap=SPACE.cell,
            pad=(SPACE.page, SPACE.cell), role="foot",
        )  # fmt: skip

    # -- the file and its headings ------------------------------------------------------------------------

    def choose_file(self) -> None:
        file, _ = QFileDialog.getOpenFileName(self, "选表格", self.host.machine.folder(), SHEETS_IN)
        if file:
            self.host.machine.keep_folder(file)
            self.take(Path(file))

    def take(self, file: Path) -> None:
        """Read this file and show what would become of each row."""
        self.file = file
        self.banner.hide()
        school = self._schools.value
        self.run(f"正在读{file.name}……", lambda progress: self._read(file, school, progress), self._arrived)

    def take_for(self, file: Path, school: str) -> None:
        """Read a file whose rows belong to another school."""
        self._schools.put(self.office.school_called(school))
        self.take(file)

    def _read(self, file: Path, school: bytes | None, progress: Progress) -> tuple[Import, Preview | None]:
        progress(f"正在读{file.name}……", 0, 0)
        sheet = open_sheet(self.office, self.register, file, school, given=self._given)
        return sheet, None if sheet.missing else sheet.preview(progress)

    def _arrived(self, answer: tuple[Import, Preview | None]) -> None:
        self.sheet, preview = answer
        found = self.sheet.tables
        count = sum(table.rows for table in found)
        tabs = "、".join(table.tab for table in found[:3] if table.tab) + ("等" if len(found) > 3 else "")
        self._about.setText(
            " · ".join(part for part in (self.file.name if self.file else "", tabs, f"{count:,} 行") if part)
        )
        self.model._labels = dict(self.sheet.fields())
        self.matching.put(self.sheet)
        if self.sheet.missing:
            self.banner.say(f"没有看出哪一列是{self.sheet.missing}。", "请在下面的表头里指出来。", "doubt")
        elif self.sheet.hidden:
            self.banner.say(self.sheet.hidden, "", "doubt")
        self._show(preview)

    def _choose(self, heading: str, name: str | None) -> None:
        sheet = self.sheet
        assert sheet is not None
        sheet.choose(heading, name)
        self.matching.put(sheet)
        if not sheet.missing:
            self.banner.hide()
            self.run("重新核对每一行……", sheet.preview, self._show)

    # -- the rows -----------------------------------------------------------------------------------------

    def _show(self, preview: Preview | None) -> None:
        self._center.setCurrentIndex(1)
        self._step(1 if preview is None else 2)
        self.model.put(preview.rows if preview else [])
        self.grid.heading.restore([])
        self._count()
        first = next(
            (state for state in ("doubt", "") if not state or any(row.state == state for row in self.model.rows)), ""
        )
        self._chips[first if first == "" else ""].setChecked(True)
        if self.model.rowCount():
            self.grid.setFocus()
            self.grid.setCurrentIndex(self.model.index(0, 0))

    def _count(self) -> None:
        counts = {state: sum(row.state == state for row in self.model.rows) for state in WORDS}
        self._chips[""].setText(f"全部 {len(self.model.rows):,}")
        for state, label in WORDS.items():
            self._chips[state].setText(f"{label} {counts[state]:,}")
            self._chips[state].setVisible(bool(counts[state]))
        coming, waiting = counts["new"] + counts["changed"], counts["doubt"]
        self._hint.setVisible(bool(waiting))
        if coming or waiting:
            tail = "，存疑的先不导" if waiting else ""
            self._do.setText(f" 导入 {coming:,} 行{tail}" if coming else f" 留下 {waiting:,} 行存疑的，以后再改")
        else:
            self._do.setText(" 都已在台账里，不用导入")
        self._do.setEnabled(bool(coming or waiting) and self.sheet is not None and not self.sheet.missing)

    def _only(self, state: str) -> None:
        self.model.only(state)
        if self.model.rowCount():
            self.grid.setCurrentIndex(self.model.index(0, 0))

    def _retype(self, number: int, name: str, text: str) -> None:
        sheet = self.sheet
        assert sheet is not None
        mended = self.try_to(lambda: sheet.retype(self.model.row_of(number), name, text))
        if mended is not None:
            self.model.replace(number, mended)
            self._count()

    def _apply(self) -> None:
        if self.sheet is not None:
            self._do.setEnabled(False)
            self.host.run("正在导入……", self.sheet.apply, self._done, self._not_done)

    def _done(self, outcome: Outcome) -> None:
        self.sheet = None
        self.host.back()
        self.host.announce(outcome)

    def _not_done(self, trouble: Exception) -> None:
        self._do.setEnabled(True)
        self.failed(trouble)

    def _step(self, here: int) -> None:
        for number, (picture, label) in enumerate(self._stations):
            picture.show_as("circle-check" if number < here else "circle-dot", "accent" if number <= here else "ink3")
            restyle(label, role="" if number == here else "soft", tone="accent" if number == here else "")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.take(Path(files[0]))
