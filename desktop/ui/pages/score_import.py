"""导入成绩册: a workbook with a tab for each class; every row is shown with what becomes of it, then one button."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QStackedWidget

from db.registers import Score
from db.rules.exam_marks import said, shown
from desktop.ui.empty import Empty
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host, Page
from desktop.ui.pages.doubts import DoubtsPage
from desktop.ui.pages.ledger_files import SHEETS_IN
from desktop.ui.parts import across, down, empty, press, words
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.work import score_sheets, score_taking
from desktop.work.outcome import Outcome, Progress
from desktop.work.score_sheets import ScoreBook, SheetPupil

STATES = {"new": ("新增", "green"), "changed": ("变更", "blue"), "same": ("相同", "grey"), "doubt": ("存疑", "amber")}
FULL_HINT = "没有写明的满分是从成绩推定的，请核对："


class ScoreImportPage(Page):
    """One workbook. Nothing is written before the button at the end."""

    help_page = "scores"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.book: ScoreBook | None = None
        self._state = ""
        self.setAcceptDrops(True)
        self._about = words("", "soft")
        self._chips = {
            state: press(label, role="chip", does=partial(self._only, state))
            for state, (label, _) in {"": ("全部", ""), **STATES}.items()
        }
        for chip in self._chips.values():
            chip.setAutoExclusive(True)
        self.do = press("导入", "download", "primary", does=self.apply)
        self._full = QHBoxLayout()
        self._full.setSpacing(SPACE.s)
        self._full_line = QFrame()
        self._full_line.setLayout(self._full)
        self._place, self._center = down(gap=0), QStackedWidget()
        self._empty = Empty()
        self._empty.put(
            "file-spreadsheet", "选一本成绩册", "每班一张工作表，表头有“姓名”和学科；总分、平均分、名次不用删。",
            press("选文件", "folder-open", "primary", does=self.choose_file),
        )  # fmt: skip
        self._center.addWidget(self._empty)
        self._center.addWidget(self._place)
        self._lay_out()

    def _lay_out(self) -> None:
        head = across(
            press("返回", "arrow-left", "ghost", does=self.host.back), words("导入成绩册", "title"), self._about, None,
            press("换一个文件", "folder-open", does=self.choose_file), self.do,
            gap=SPACE.m, pad=(SPACE.m, SPACE.m, SPACE.l, SPACE.s),
        )  # fmt: skip
        chips = across(*self._chips.values(), None, pad=(SPACE.page, 0, SPACE.l, SPACE.s))
        self._shown_with_book = (chips, self._full_line, self.do)
        for part, share in (
            (head, 0), (self.banner_place, 0), (chips, 0),
            (across((self._full_line, 1), pad=(SPACE.page, 0, SPACE.l, SPACE.s)), 0), (self._center, 1),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)
        for part in self._shown_with_book:
            part.hide()

    # -- the file ------------------------------------------------------------------------------------------

    def choose_file(self) -> None:
        file, _ = QFileDialog.getOpenFileName(self, "选择成绩册", self.host.machine.folder(), SHEETS_IN)
        if file:
            self.host.machine.keep_folder(file)
            self.take(Path(file))

    def take(self, file: Path) -> None:
        """Reads it beside the window."""
        office = self.office
        self.run("读成绩册……", lambda _progress: score_sheets.open_book(office, file), self._read)

    def _read(self, book: ScoreBook) -> None:
        self.book = book
        self.banner.hide()
        self._show_full()
        self._only("")

    def _show_full(self) -> None:
        """Full marks nobody has written down, each to be corrected in place."""
        empty(self._full)
        book = self.book
        if book is None or not book.guessed:
            self._full_line.hide()
            return
        self._full.addWidget(words(FULL_HINT, "small", "amber"))
        from PySide6.QtWidgets import QLineEdit

        for subject, label, full in dict.fromkeys(
            (subject, book.papers[grade, subject].label, shown(full)) for (grade, subject), full in book.guessed.items()
        ):
            line = QLineEdit(full)
            line.setFixedWidth(WIDTH.full)
            line.setAccessibleName(f"{label}的满分")
            line.editingFinished.connect(partial(self._choose_full, subject, line))
            self._full.addWidget(words(label, "small"))
            self._full.addWidget(line)
        self._full.addStretch(1)
        self._full_line.show()

    def _choose_full(self, subject: str, line: object) -> None:
        from db.rules.exam_marks import read_entry

        book = self.book
        assert book is not None
        try:
            full = read_entry(line.text(), None).mark  # type: ignore[attr-defined]
        except ValueError as error:
            self.banner.say(str(error))
            return
        if full:
            book.choose_full(subject, full)
            self._only(self._state)

    # -- what becomes of it --------------------------------------------------------------------------------

    def _only(self, state: str) -> None:
        book = self.book
        if book is None:
            return
        self._state = state
        counts = book.counts()
        for name, chip in self._chips.items():
            label = STATES[name][0] if name else "全部"
            count = counts[name] if name else len(book.pupils)
            chip.setText(f"{label} {count}")
            chip.setChecked(name == state)
            chip.setVisible(bool(count) or not name)
        self._about.setText(f"{book.sitting.title}{'（新建）' if book.new_exam is not None else ''}")
        self._put([pupil for pupil in book.pupils if state in ("", pupil.state)])
        for part in (self._shown_with_book[0], self.do):
            part.show()
        self._center.setCurrentIndex(1)
        self.do.setEnabled(not self.office.read_only)

    def _put(self, pupils: list[SheetPupil]) -> None:
        """The table anew: its columns are the subjects of this book."""
        layout = self._place.layout()
        assert layout is not None
        empty(layout)
        assert self.book is not None
        subjects = list(dict.fromkeys((c.subject, c.heading) for table in self.book.tables for c in table.subjects))
        columns = [
            Column("班级", WIDTH.class_name),
            Column("行", WIDTH.min_column, right=True),
            Column("姓名", WIDTH.state),
            Column("结果", WIDTH.label),
            *(Column(heading, WIDTH.mark, right=True, keep=False) for _, heading in subjects),
            Column("处理建议"),
        ]
        self.table = PlainTable(columns, "成绩册里的每一行")
        self.table.put([self._row(pupil, [s for s, _ in subjects]) for pupil in pupils])
        layout.addWidget(self.table)

    def _row(self, pupil: SheetPupil, subjects: list[str]) -> list[Cell]:
        doubtful = {doubt.subject: doubt for doubt in pupil.doubts}
        label, tone = STATES[pupil.state]
        cells = [_cell(pupil, s, doubtful[s].value if s in doubtful else None) for s in subjects]
        advice = "；".join(f"{d.column}：{d.sentence}{d.advice}".rstrip("。") for d in pupil.doubts)
        return [
            Cell(pupil.room.title), Cell(str(pupil.row.number)), Cell(pupil.row.name), Cell(label, tone, tag=True),
            *cells, Cell(advice, "amber" if advice else ""),
        ]  # fmt: skip

    # -- doing it ------------------------------------------------------------------------------------------

    def apply(self) -> None:
        book = self.book
        if book is None:
            return
        self.do.setEnabled(False)

        def work(progress: Progress) -> Outcome:
            return score_taking.apply(book, progress)

        self.run("导入成绩……", work, self._done)

    def _done(self, outcome: Outcome) -> None:
        self.host.announce(outcome)
        self.host.back()
        page = self.host.page
        page.banner.say(outcome.sentence, outcome.advice, "doubt" if outcome.attention else "good")
        if outcome.data["refused"]:
            page.banner.ask(
                outcome.sentence + outcome.advice,
                "去处理",
                lambda: self.host.go(DoubtsPage(self.host, Score)),
                "以后再说",
            )

    def failed(self, trouble: Exception) -> None:
        super().failed(trouble)
        self.do.setEnabled(self.book is not None and not self.office.read_only)

    # -- a file dropped ------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.take(files[0])


def _cell(pupil: SheetPupil, subject: str, doubtful: str | None) -> Cell:
    if doubtful is not None:
        return Cell(doubtful or "（空）", "amber")
    return Cell(said(pupil.entries[subject]) if subject in pupil.entries else "")
