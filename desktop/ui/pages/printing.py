"""Printing: choose the paper and what stands on it, see every page, then printer or PDF."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from db.register import Register
from desktop.ui.editors.chooser import Finder
from desktop.ui.icons import Picture
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host, Page
from desktop.ui.pages.paper_options import Options
from desktop.ui.pages.papers import Desk
from desktop.ui.pages.printer import PrinterChoice
from desktop.ui.parts import Scrolled, across, down, hairline, press, words
from desktop.work import papers
from desktop.work.outcome import Outcome

LIST = "list"


class PrintPage(Page):
    """The page before the printer."""

    help_page = "print"

    def __init__(self, host: Host, register: type[Register] | None = None, asked: dict[str, str] | None = None) -> None:
        super().__init__(host)
        self._asked = dict(asked or {})
        wanted = self._asked.pop("report", "")
        self._folder = tempfile.TemporaryDirectory(
            prefix="xiangxiao-"
        )  # gone with the page: it may hold names of children
        self._number, self.pdf = 0, Path()
        self._known = {str(report["name"]): report for report in papers.reports()}
        chosen = bool(set(self._asked) - {"register"})
        choices = papers.offered(register.register_name() if register else "")
        self._reports = Finder(choices, wanted or (LIST if chosen else choices[0][0]))
        self._reports.setAccessibleName("打印什么")
        self._reports.chosen.connect(lambda _: self._new_report())
        self.options = Options(self.office)
        self.options.changed.connect(self.make)
        self.desk = Desk()
        self.printer = PrinterChoice()
        self._about, self._sign, self._rare = (
            words("", "small", wrap=True),
            Picture("circle-check", "green"),
            words("", "small", wrap=True),
        )
        self._save = press("存为 PDF", "download", does=self._save_pdf)
        self._print = press("打印", "printer", "primary", does=self._to_printer)
        self._lay_out()
        self._new_report()

    def _lay_out(self) -> None:
        bar = across(
            press("返回", "arrow-left", "ghost", does=self.host.back), None, self.desk.zoom_tools(), None,
            gap=SPACE.xs, pad=(SPACE.m, SPACE.inner), role="page",
        )  # fmt: skip
        what = words("打印什么", "soft")
        what.setFixedWidth(WIDTH.label)
        fields = down(
            across(what, (self._reports, 1)), self.options, SPACE.xs, hairline(), SPACE.xs, self.printer,
            across(down(self._sign, None), (self._rare, 1)), None, gap=SPACE.s,
            pad=(SPACE.page, SPACE.xs, SPACE.page, SPACE.m),
        )  # fmt: skip
        side = QFrame()
        side.setProperty("role", "form")
        side.setFixedWidth(WIDTH.print)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(
            down(words("打印", "title"), self._about, gap=SPACE.xs, pad=(SPACE.page, SPACE.l, SPACE.page, 0))
        )
        column.addWidget(Scrolled(fields), 1)
        column.addWidget(
            across((self._save, 1), (self._print, 1), gap=SPACE.cell, pad=(SPACE.page, SPACE.s, SPACE.page, SPACE.page))
        )
        middle = down(bar, self.banner_place, (self.desk, 1), gap=0)
        self.layout_.addWidget(across((middle, 1), side, gap=0))
        QWidget.setTabOrder(self._save, self._print)

    def gone(self) -> None:
        self._folder.cleanup()

    @property
    def report(self) -> str:
        return str(self._reports.value)

    def choose(self, name: str) -> None:
        self._reports.put(name)
        self._new_report()

    def _new_report(self) -> None:
        options: Any = self._known[self.report]["options"]
        self.options.put(
            options, {name: text for name, text in self._asked.items() if any(o["name"] == name for o in options)}
        )
        self.make()

    # -- the pages ----------------------------------------------------------------------------------------

    def make(self) -> None:
        """Print into a file of our own and show it."""
        if self.host.working_now():
            return
        self._number += 1
        target, given, name = Path(self._folder.name) / f"{self._number}.pdf", self.options.values(), self.report
        self._enable(False)
        self.run(
            "正在排版……", lambda progress: (target, papers.make(self.office, name, target, given, progress)), self._made
        )

    def _made(self, answer: tuple[Path, Outcome]) -> None:
        if self.pdf.name:
            self.pdf.unlink(missing_ok=True)
        self.pdf, outcome = answer
        self.banner.hide()
        self.desk.put(self.pdf)
        self._about.setText(f"{self._known[self.report]['title']}，{outcome.data['pages']} 页")
        self._sign.show_as(
            "triangle-alert" if outcome.attention else "circle-check", "amber" if outcome.attention else "green"
        )
        self._rare.setText(outcome.advice or "生僻字已检查，都能印出来。")
        self._enable(True)

    def failed(self, trouble: Exception) -> None:
        super().failed(trouble)
        self.desk.put(None)
        self._about.setText("")
        self._rare.setText("")

    def _enable(self, on: bool) -> None:
        self._save.setEnabled(on)
        self._print.setEnabled(on and bool(self.printer.name))

    # -- out ----------------------------------------------------------------------------------------------

    def _save_pdf(self) -> None:
        name = Path(self.host.machine.folder()) / f"{self._known[self.report]['title']}.pdf"
        file, _ = QFileDialog.getSaveFileName(self, "存到哪里", str(name), "PDF (*.pdf)")
        if file:
            self.save(Path(file))

    def save(self, file: Path) -> None:
        self.host.machine.keep_folder(str(file))
        given, name = self.options.values(), self.report
        self.run("正在存为 PDF……", lambda progress: papers.make(self.office, name, file, given, progress), self._saved)

    def _saved(self, outcome: Outcome) -> None:
        self.banner.say(outcome.sentence, "", "good")

    def _to_printer(self) -> None:
        self.printer.print(self, self.pdf, self.desk.count)
