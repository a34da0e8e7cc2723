"""Writing a document: choose the kind, fill in what the rows do not say, see the page beside it, issue it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout

from db.errors import Rejected
from db.register import Register
from desktop.ui.editors.chooser import Finder
from desktop.ui.look import SPACE, TIME, WIDTH
from desktop.ui.page import Host, Page
from desktop.ui.pages.document_fields import DocumentFields
from desktop.ui.pages.papers import Desk
from desktop.ui.parts import Scrolled, across, down, press, words
from desktop.work import documents
from desktop.work.documents.writing import Writing, offered
from desktop.work.outcome import Outcome


class WritePage(Page):
    """A new document, about rows of a ledger or about none; or a draft that was saved."""

    help_page = "documents"

    def __init__(
        self, host: Host, about: list[tuple[type[Register], bytes]] | None = None, document: bytes | None = None
    ) -> None:
        super().__init__(host)
        self._about = about or []
        self._folder = tempfile.TemporaryDirectory(prefix="xiangxiao-")  # gone with the page: it may hold names
        self._number, self._gone = 0, False
        self._again = self._wanted = False
        self.writing: Writing | None = None
        register = self._about[0][0].register_name() if self._about else ""
        self._kinds = [(one["name"], str(one["title"])) for one in offered(self.office, register)]
        self.kind = Finder(self._kinds, self._kinds[0][0] if self._kinds else None)
        self.kind.setAccessibleName("公文种类")
        self.kind.chosen.connect(lambda _label: self.choose(str(self.kind.value)))
        self.fields = DocumentFields()
        self.fields.typed.connect(self._typed)
        self.desk = Desk()
        self._said, self._lacks = words("", "small", wrap=True), words("", "small", "amber", wrap=True)
        self._save = press("存为草稿", "download", does=self.save)
        self._issue = press("签发", "stamp", "primary", does=self.issue)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.preview)
        self._lay_out()
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.issue)
        self.setFocusProxy(self.kind)
        if document is not None:
            self.open_draft(document)
        elif self._kinds:
            self.choose(self._kinds[0][0])
        else:
            self.banner.say(
                "还没有公文种类。", "中心学校请在“更多 → 随程序的内容”里采用；各校先交接一次就会收到。", "doubt"
            )
            for button in (self._save, self._issue):
                button.setEnabled(False)

    def _lay_out(self) -> None:
        bar = across(
            press("返回", "arrow-left", "ghost", does=self.host.back), words("写公文", "title"), None,
            self.desk.zoom_tools(), gap=SPACE.xs, pad=(SPACE.m, SPACE.inner), role="page",
        )  # fmt: skip
        label = words("种类", "soft")
        label.setFixedWidth(WIDTH.label)
        head = down(
            across(label, (self.kind, 1)), self._said, gap=SPACE.xs, pad=(SPACE.page, SPACE.l, SPACE.page, SPACE.xs)
        )
        fields = down(self.fields, gap=0, pad=(SPACE.page, SPACE.xs, SPACE.page, SPACE.m))
        side = QFrame()
        side.setProperty("role", "form")
        side.setFixedWidth(WIDTH.form)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(Scrolled(fields), 1)
        column.addWidget(
            down(
                self._lacks, across((self._save, 1), (self._issue, 1), gap=SPACE.cell), gap=SPACE.xs,
                pad=(SPACE.page, SPACE.s, SPACE.page, SPACE.page),
            )
        )  # fmt: skip
        middle = down(bar, self.banner_place, (self.desk, 1), gap=0)
        self.layout_.addWidget(across((middle, 1), side, gap=0))

    # -- which one ----------------------------------------------------------------------------------------

    def choose(self, kind: str) -> None:
        """A new document of this kind, with what the rows say filled in."""
        made = self.try_to(lambda: Writing.new(self.office, kind, self._about))
        if made is not None:
            self.kind.put(kind)
            self._show(made)

    def open_draft(self, document: bytes) -> None:
        made = self.try_to(lambda: Writing.of(self.office, document))
        if made is not None:
            self.kind.put(made.kind.text("kind"))
            self.kind.setEnabled(False)
            self._save.setText("删除草稿" if not self._numbered(document) else "关上")
            self._show(made)

    def _numbered(self, document: bytes) -> bool:
        row = self.office.linked("documents", document)
        return bool(row and row["number"])

    def _show(self, writing: Writing) -> None:
        self.writing = writing
        self.banner.hide()
        count = f"共 {writing.count} 份，每行一份；右边是第 1 份的样子。" if writing.count > 1 else ""
        self._said.setText(count + (f"依据：{writing.kind.text('basis')}" if writing.kind.text("basis") else ""))
        self._issue.setText(f"签发 {writing.count} 份" if writing.count > 1 else " 签发")
        self.fields.show_kind(writing)
        self._tell_lacking()
        self.preview()

    def _typed(self, name: str, value: Any) -> None:
        writing = self.writing
        if writing is None or self.try_to(lambda: writing.type(name, value)) is None:
            return
        if writing.document is not None:
            self.host.refresh(documents.REGISTERS)
        self.fields.put(writing)
        self.fields.say({})
        self._tell_lacking()
        self._later.start(TIME.sums)

    def _tell_lacking(self) -> None:
        names = [problem.field for problem in self.writing.problems] if self.writing else []
        self._lacks.setText("还没有填：" + "、".join(names[:6]) + ("等" if len(names) > 6 else "") if names else "")
        self._lacks.setVisible(bool(names))

    # -- the page beside ----------------------------------------------------------------------------------

    def preview(self) -> None:
        """Draws the page again; while one is being drawn, afterwards."""
        writing = self.writing
        if writing is None or self._gone:
            return
        if self.host.working_now():
            self._again = True
            return
        self._number += 1
        target = Path(self._folder.name) / f"{self._number}.pdf"
        self.run("正在排版……", lambda _progress: (target, writing.preview(target)), self._drawn)

    def _drawn(self, answer: tuple[Path, Outcome]) -> None:
        if self._gone:
            return
        self.desk.put(answer[0])
        if self._wanted:
            self._wanted = False
            self.issue()
        elif self._again:
            self._again = False
            self.preview()

    # -- what becomes of it -------------------------------------------------------------------------------

    def save(self) -> None:
        writing = self.writing
        if writing is None:
            return
        self.fields.tell()
        if writing.document is not None and not self._numbered(writing.document):
            self.banner.ask("删除这份草稿？", "删除", self._discard, "不删除")
            return
        outcome = self.try_to(writing.save)
        if outcome is not None:
            self.host.back()
            self.host.announce(outcome)

    def _discard(self) -> None:
        assert self.writing is not None
        assert self.writing.document is not None
        document = self.writing.document
        outcome = self.try_to(lambda: documents.discard(self.office, document))
        if outcome is not None:
            self.writing = None
            self.host.back()
            self.host.announce(outcome)

    def issue(self, *, known: bool = False) -> None:
        writing = self.writing
        if writing is None:
            return
        self.fields.tell()
        self._later.stop()
        if self.host.working_now():
            self._wanted = True  # as soon as the page is drawn
            return
        self.run("正在签发……", lambda progress: writing.issue(known=known, progress=progress), self._issued)

    def _issued(self, outcome: Outcome) -> None:
        from desktop.ui.pages.document_shown import ShownPage

        made = outcome.data.get("documents", [outcome.data])
        self.writing = None
        self.host.back()
        self.host.announce(outcome)
        self.host.go(ShownPage(self.host, [bytes.fromhex(one["id"]) for one in made], outcome.sentence))

    def failed(self, trouble: Exception) -> None:
        if not isinstance(trouble, Rejected):
            super().failed(trouble)
            return
        self.fields.say({problem.field: problem for problem in reversed(trouble.problems)})
        if all("印不出来" in problem.sentence for problem in trouble.problems):
            said = "".join(problem.sentence for problem in trouble.problems[:5])
            self.banner.ask(f"{said}手工补写？", "照样签发", lambda: self.issue(known=True), "先改字")
            return
        super().failed(trouble)
        self.fields.focus(trouble.problems[0].field)

    def leave(self) -> bool:
        """A new one that was begun is kept as a draft, or nothing typed would be safe."""
        self.fields.tell()
        writing = self.writing
        if writing is not None and writing.document is None and writing.typed:
            outcome = self.try_to(writing.save)
            if outcome is None:
                return False
            self.writing = None
            self.host.refresh(outcome.changed)
        return True

    def gone(self) -> None:
        self._gone = True
        self._folder.cleanup()
