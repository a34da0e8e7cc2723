"""The printer: which one, how many copies, which pages; and sending the pages to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from db.errors import PaperTrouble, Stopped
from desktop.ui.editors.chooser import Picker
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Page
from desktop.ui.parts import across, words
from desktop.work import papers
from desktop.work.outcome import Progress

DOTS = 300  # an inch: as fine as an office printer shows
MOST_COPIES = 99


@dataclass(frozen=True)
class Settings:
    """pages count from 0."""

    name: str
    copies: int
    pages: tuple[int, ...]
    both_sides: bool


class PrinterChoice(QFrame):
    """Fields for the printer."""

    def __init__(self) -> None:
        super().__init__()
        names = QPrinterInfo.availablePrinterNames()
        usual = QPrinterInfo.defaultPrinterName()
        self._names = Picker(
            [(name, name) for name in names] or [("", "没有找到打印机")], usual or (names[0] if names else "")
        )
        self._copies, self._pages = QLineEdit("1"), QLineEdit()
        self._pages.setPlaceholderText("全部，或 1-3,5")
        self._sides = Picker([("", "单面"), ("both", "双面")])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        lines: list[tuple[str, QWidget]] = [("打印机", self._names)]
        lines += [("份数", self._copies), ("页", self._pages), ("双面", self._sides)] if names else []
        for label, line in lines:
            name = words(label, "soft")
            name.setFixedWidth(WIDTH.label)
            line.setAccessibleName(label)
            layout.addWidget(across(name, (line, 1)))

    @property
    def name(self) -> str:
        return str(self._names.value or "")

    def settings(self, count: int) -> Settings:
        copies = int(self._copies.text()) if self._copies.text().isdigit() else 1
        return Settings(
            self.name,
            max(1, min(copies, MOST_COPIES)),
            read_pages(self._pages.text(), count),
            self._sides.value == "both",
        )

    def print(self, page: Page, pdf: Path, count: int) -> None:
        """Send the chosen of its `count` pages beside the window; the page says how many it were."""
        chosen = self.settings(count)
        page.run(
            "正在打印……",
            lambda progress: send(pdf, chosen, progress),
            lambda pages: page.banner.say(f"已送到打印机，共 {pages} 页。", "", "good"),
        )


def read_pages(text: str, count: int) -> tuple[int, ...]:
    """1-3,5 → pages 0, 1, 2, 4; nothing readable means all."""
    found: list[int] = []
    for part in re.split("[,，、 ]+", text.strip()):
        ends = re.fullmatch(r"(\d+)(?:[-—~](\d+))?", part)
        if ends:
            first, last = int(ends[1]), int(ends[2] or ends[1])
            found += [page - 1 for page in range(first, min(last, count) + 1) if page >= 1]
    return tuple(dict.fromkeys(found)) or tuple(range(count))


def send(pdf: Path, chosen: Settings, progress: Progress, target: Path | None = None) -> int:
    """Prints these pages, each across or upright as it is; target: into a file, to see what a printer would get.

    Raises PaperTrouble, Stopped (the printer takes nothing then).
    """
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    if target is None:
        printer.setPrinterName(chosen.name)
    else:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
    printer.setResolution(DOTS)
    printer.setFullPage(True)
    printer.setCopyCount(chosen.copies)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setDuplex(QPrinter.DuplexMode.DuplexAuto if chosen.both_sides else QPrinter.DuplexMode.DuplexNone)
    sizes = papers.sizes(pdf)
    _turn(printer, sizes[chosen.pages[0]])
    painter = QPainter()
    if not painter.begin(printer):
        raise PaperTrouble(f"打印机“{chosen.name}”现在不能用。", "请检查打印机是否接好、开着、有纸，或先存为 PDF。")
    try:
        for done, page in enumerate(chosen.pages):
            progress("正在打印……", done, len(chosen.pages))
            if done:
                _turn(printer, sizes[page])
                printer.newPage()
            width = round(sizes[page][0] / 72 * DOTS)
            image = QImage.fromData(papers.picture(pdf, page, width))
            painter.drawImage(QRectF(painter.viewport()), image, QRectF(image.rect()))
    except Stopped:
        printer.abort()
        raise
    finally:
        painter.end()
    return len(chosen.pages) * chosen.copies


def _turn(printer: QPrinter, size: tuple[float, float]) -> None:
    across_ = size[0] > size[1]
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if across_ else QPageLayout.Orientation.Portrait)
