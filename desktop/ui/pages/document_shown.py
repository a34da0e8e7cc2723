"""An issued document: the kept pages, whom it went to and who signed; printing, revising, making void."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit, QVBoxLayout

from db.registers import Document
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host, Page
from desktop.ui.pages.papers import Desk
from desktop.ui.pages.printer import PrinterChoice
from desktop.ui.parts import Scrolled, across, down, empty, hairline, press, words
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.work import documents, tables
from desktop.work.outcome import Outcome

RECIPIENTS = (Column("受文人", 150), Column("送达"), Column("回执", 60, keep=False))
FACTS = ("kind", "mark", "issued_on", "signed_by", "issuer", "addressee", "reply_by", "version", "because")
STATES = {"已签发": "green", "作废": "grey", "草稿": "amber"}


class ShownPage(Page):
    """One document with all that is known of it, or several, laid together for the printer."""

    help_page = "documents"

    def __init__(self, host: Host, keys: list[bytes], said: str = "") -> None:
        super().__init__(host)
        self.keys = keys
        self._folder = tempfile.TemporaryDirectory(prefix="xiangxiao-")  # gone with the page: it may hold names
        self.pdf = Path(self._folder.name) / "公文.pdf"
        self.desk, self.printer = Desk(), PrinterChoice()
        self._about = down(gap=SPACE.s)
        self.recipients = PlainTable(RECIPIENTS, "受文人", whole=True)
        self.recipients.opened.connect(self._open_recipient)
        self._rows: list[bytes] = []
        self.reason = QLineEdit()
        self.reason.setAccessibleName("原因")
        self._asking = down(gap=SPACE.s)
        self._asking.hide()
        self._save = press("存为 PDF", "download", does=self._save_pdf)
        self._print = press("打印", "printer", "primary", does=self._to_printer)
        self._lay_out()
        self.fill()
        if said:
            self.banner.say(said, "", "good")

    def _lay_out(self) -> None:
        bar = across(
            press("返回", "arrow-left", "ghost", does=self.host.back), None, self.desk.zoom_tools(), None,
            gap=SPACE.xs, pad=(SPACE.m, SPACE.inner), role="page",
        )  # fmt: skip
        self._steps = across(
            press("修订……", "pencil", does=partial(self._ask, "修订")),
            press("作废……", "x", does=partial(self._ask, "作废")),
            press("另起草一份", "file-pen-line", does=self._again), None, gap=SPACE.s,
        )  # fmt: skip
        body = down(
            self._about, self.recipients, hairline(), self._steps, self._asking, hairline(), self.printer, None,
            gap=SPACE.m, pad=(SPACE.page, SPACE.l, SPACE.page, SPACE.m),
        )  # fmt: skip
        side = QFrame()
        side.setProperty("role", "form")
        side.setFixedWidth(WIDTH.form)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Scrolled(body), 1)
        column.addWidget(
            across((self._save, 1), (self._print, 1), gap=SPACE.cell, pad=(SPACE.page, SPACE.s, SPACE.page, SPACE.page))
        )
        middle = down(bar, self.banner_place, (self.desk, 1), gap=0)
        self.layout_.addWidget(across((middle, 1), side, gap=0))

    # -- what is shown ------------------------------------------------------------------------------------

    def fill(self) -> None:
        """The pages as they were kept, and what stands in the books."""
        made = self.try_to(self._draw)
        self.desk.put(self.pdf if made is not None else None)
        for button in (self._save, self._print):
            button.setEnabled(made is not None)
        self._print.setEnabled(made is not None and bool(self.printer.name))
        layout = self._about.layout()
        assert layout is not None
        empty(layout)
        if len(self.keys) > 1:
            layout.addWidget(words(f"{len(self.keys)} 份公文", "title"))
        else:
            self._facts()
        for part in (self._steps, self.recipients):
            part.setVisible(len(self.keys) == 1)
        if len(self.keys) == 1:
            self._steps.setVisible(not self.office.read_only)
            self._put_recipients()

    def _draw(self) -> Outcome:
        if len(self.keys) > 1:
            return documents.print_many(self.office, self.keys, self.pdf)
        return documents.printed(self.office, self.keys[0], self.pdf)

    def _facts(self) -> None:
        row = tables.rows(self.office, Document, self.keys)[0]
        layout = self._about.layout()
        assert layout is not None
        layout.addWidget(words(row["headline"], "head", wrap=True))
        layout.addWidget(
            across(words(row["state"], "", STATES.get(row["state"], "")), words(row["signed"], "small"), None)
        )
        for name in FACTS:
            if not row[name] or (name == "version" and row[name] == "1"):
                continue
            label = words(Document.fields()[name].label, "soft", wrap=True)
            label.setFixedWidth(WIDTH.label)
            layout.addWidget(across(label, (words(row[name], wrap=True), 1)))

    def _put_recipients(self) -> None:
        found = documents.recipients(self.office, self.keys[0])
        self._rows = [row["id"] for row in found]
        self.recipients.put([
            [
                Cell(row["name"]),
                Cell("拒收" if row["refused"] else (row["delivered_on"] or "未签收"), _tone(row)),
                Cell("有" if row["replied_on"] else ""),
            ]
            for row in found
        ])  # fmt: skip
        self.recipients.setVisible(bool(found))

    def _open_recipient(self, row: int) -> None:
        if 0 <= row < len(self._rows):
            self.host.open_row("document_recipients", self._rows[row])

    def refresh(self, changed: frozenset[str]) -> None:
        if changed & documents.REGISTERS:
            self.fill()

    # -- what is done -------------------------------------------------------------------------------------

    def _ask(self, what: str) -> None:
        """Why is asked in the place where it will stand."""
        layout = self._asking.layout()
        assert layout is not None
        empty(layout)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(f"为什么{what}")
        self.reason.setPlaceholderText(f"为什么{what}")
        does = self._revise if what == "修订" else self._void
        self.reason.returnPressed.connect(does)
        layout.addWidget(self.reason)
        layout.addWidget(
            across(None, press("不了", role="ghost", does=self._asking.hide), press(what, "check", does=does))
        )
        self._asking.show()
        self.reason.setFocus()

    def _revise(self) -> None:
        outcome = self.try_to(lambda: documents.revise(self.office, self.keys[0], self.reason.text()))
        if outcome is not None:
            self._open_writing(self.keys[0], outcome)

    def _void(self) -> None:
        outcome = self.try_to(lambda: documents.void(self.office, self.keys[0], self.reason.text()))
        if outcome is not None:
            self._asking.hide()
            self.host.announce(outcome)
            self.banner.say(outcome.sentence, "", "good")

    def _again(self) -> None:
        outcome = self.try_to(lambda: documents.again(self.office, self.keys[0]))
        if outcome is not None:
            self._open_writing(bytes.fromhex(outcome.data["id"]), outcome)

    def _open_writing(self, document: bytes, outcome: Outcome) -> None:
        from desktop.ui.pages.document_writing import WritePage

        host = self.host
        host.back()
        host.announce(outcome)
        host.go(WritePage(host, document=document))

    # -- out ----------------------------------------------------------------------------------------------

    def _save_pdf(self) -> None:
        title = self.office.titles("documents").get(self.keys[0], "公文") if len(self.keys) == 1 else "公文"
        folder = Path(self.host.machine.folder())
        file, _ = QFileDialog.getSaveFileName(self, "存到哪里", str(folder / f"{title}.pdf"), "PDF (*.pdf)")
        if file:
            self.save(Path(file))

    def save(self, file: Path) -> None:
        self.host.machine.keep_folder(str(file))
        office, keys = self.office, self.keys
        outcome = self.try_to(
            lambda: (
                documents.print_many(office, keys, file) if len(keys) > 1 else documents.printed(office, keys[0], file)
            )
        )
        if outcome is not None:
            self.banner.say(outcome.sentence, "", "good")

    def _to_printer(self) -> None:
        self.printer.print(self, self.pdf, self.desk.count)

    def showEvent(self, event: QShowEvent) -> None:
        """The page fits the room only once there is any."""
        super().showEvent(event)
        QTimer.singleShot(0, self._fit)

    def _fit(self) -> None:
        if self.pdf.exists():
            self.desk.put(self.pdf)

    def gone(self) -> None:
        self._folder.cleanup()


def _tone(row: dict[str, object]) -> str:
    return "red" if row["refused"] else "" if row["delivered_on"] else "amber"
