"""The press: pages of a PDF file, each with its head and foot, counted when the last one is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from db.errors import PaperTrouble
from desktop.reports.faces import Faces
from desktop.reports.furniture import Missing, Sheet
from desktop.reports.imposing import Imposition, Placed
from desktop.reports.pen import Pen


class _Page(NamedTuple):
    paper: int
    number: int
    sheet: Sheet


class _Loose(NamedTuple):
    code: list[str]
    pictures: list[str]


class Press:
    """Writes one PDF file, page by page; nothing is left behind when the work stops half way.

    `y` is where the next thing goes (points from the foot of the page), `left` and `width` the room for it.
    `on_page(n)` is called after each page and may raise to stop.
    """

    def __init__(
        self, target: Path, title: str, author: str = "", on_page: Callable[[int], None] | None = None
    ) -> None:
        self.target = target
        self._part = target.with_name(target.name + ".part")
        self._canvas = _Sheets(str(self._part), pageCompression=1, lang="zh-CN")
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setCreator("乡校台账")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self.faces = Faces(self._canvas._doc)
        self.pen = Pen(self.faces)
        self.missing: list[Missing] = []
        self.sheet = Sheet("", "", "", date.min)
        self.y = self.top = self.left = self.width = self.bottom = 0.0
        self._on_page, self._on_top = on_page, _nothing
        self._pages: list[_Page] = []
        self._loose: list[_Loose] = []
        self._imposition: Imposition | None = None
        self._paper = self._number = 0

    # -- pages -------------------------------------------------------------------------------------------

    def begin(self, sheet: Sheet, on_top: Callable[[], None] | None = None) -> None:
        """A new paper with its own page numbers; `on_top` writes what stands above the text on each of its pages."""
        self._end_page()
        self._paper += 1
        self._number = 0
        self.sheet, self._on_top = sheet, on_top or _nothing
        self._start_page()

    def turn(self) -> None:
        """The next page of this paper."""
        self._end_page()
        self._start_page()

    def turn_to(self, sheet: Sheet) -> None:
        """The next page of this paper, with other furniture."""
        self._end_page()
        self.sheet, self._on_top = sheet, _nothing
        self._start_page()

    def need(self, height: float) -> None:
        """Turn the page if less than this height is left, so that what belongs together stays together."""
        if self.y - height < self.bottom - 0.01 and self.y < self.top:
            self.turn()

    @property
    def room(self) -> float:
        return self.y - self.bottom

    @property
    def page(self) -> int:
        """The page of this paper that is being written, from 1."""
        return self._number

    def _start_page(self) -> None:
        self._number += 1
        (_, high), (top, left, bottom, right) = self.sheet.size, self.sheet.margins
        self._canvas.setPageSize(self.sheet.size)
        self.left, self.bottom, self.y = left, bottom, high - top
        self.width = self.sheet.size[0] - left - right
        self.sheet.head(self.pen, self._number)
        self._on_top()
        self.top = self.y

    def _end_page(self) -> None:
        if not self._number:
            return
        self._canvas.addLiteral(self.pen.operators())
        if self._imposition is None:
            self._canvas.showPage()
        else:
            self._loose.append(self._canvas.take_off())
        self._pages.append(_Page(self._paper, self._number, self.sheet))
        if self._on_page:
            self._on_page(len(self._pages))

    def picture(self, file: Path, widest: float) -> None:
        """A picture in its own proportions, as wide as told (points) or as fits the page."""
        pixels = ImageReader(str(file))
        across, down = pixels.getSize()
        width = min(widest, (self.top - self.bottom) * 0.9 * across / down)
        height = width * down / across
        self.need(height)
        self.y -= height
        self._canvas.drawImage(pixels, self.left + (self.width - width) / 2, self.y, width, height)

    def image(self, body: bytes, x: float, y: float, width: float, height: float) -> None:
        """A picture kept in the file, in its own proportions within this box (points, from its lower left)."""
        reader = ImageReader(BytesIO(body))
        self._canvas.drawImage(reader, x, y, width, height, preserveAspectRatio=True, anchor="c")

    def impose(self, imposition: Imposition) -> None:
        """Pages lie on sheets of another size from now on (a booklet); said before the first page."""
        self._imposition = imposition

    # -- the end -----------------------------------------------------------------------------------------

    def finish(self) -> int:
        """Number the pages, write the file, and say how many pages it has."""
        self._end_page()
        totals = Counter(page.paper for page in self._pages)
        sheets = self._lay_down(totals) if self._imposition else 0
        for page, stream in zip(self._pages, self._canvas.pages(), strict=True) if not sheets else ():
            page.sheet.foot(self.pen, page.number, totals[page.paper])
            content = f"{stream.stream}{self.pen.operators()}\n"
            stream.Contents = pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])
            stream.stream = None
        try:
            self._canvas.save()
            self._part.replace(self.target)
        except OSError as error:
            advice = "如果它正开着，请先关掉；或者换一个文件夹。"
            raise PaperTrouble(f"写不了文件“{self.target.name}”。", advice) from error
        self._tell_of_the_rest()
        return sheets or len(self._pages)

    def _lay_down(self, totals: Mapping[int, int]) -> int:
        """Each paper's pages onto its sheets, in the order the imposition has them; how many sides there are."""
        assert self._imposition is not None
        sides = start = 0
        for count in totals.values():
            for side in self._imposition.sheets(count):
                self._canvas.setPageSize(self._imposition.size)
                for placed in side:
                    page = self._pages[start + placed.page]
                    page.sheet.foot(self.pen, page.number, count)
                    self._canvas.put_on(self._loose[start + placed.page], placed, self.pen.operators())
                self._canvas.showPage()
                sides += 1
            start += count
        return sides

    def _tell_of_the_rest(self) -> None:
        """Characters that could not be printed outside of tables, where no row gives them a name."""
        told = {missing.char for missing in self.missing}
        self.missing += [Missing(char, "纸面", "标题或表头") for char in sorted(self.faces.missing - told)]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):
            self._part.unlink(missing_ok=True)


class _Sheets(Canvas):
    """A canvas that names no font of the reader's own (Helvetica): every letter on our paper is embedded."""

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"

    def pages(self) -> list[Any]:
        return list(self._doc.Pages.pages)

    def take_off(self) -> _Loose:
        """What was drawn, and the pictures it uses; the canvas is empty afterwards."""
        taken = _Loose(list(self._code), list(self._formsinuse))
        self._code: list[str] = []
        self._formsinuse: list[str] = []
        return taken

    def put_on(self, page: _Loose, placed: Placed, more: str) -> None:
        """A page that was taken off, where it lies on the sheet."""
        scale = f"{placed.scale:.6g}"
        self.addLiteral(f"q {scale} 0 0 {scale} {placed.x:.4f} {placed.y:.4f} cm")
        self._code += page.code
        self.addLiteral(f"{more} Q")
        self._formsinuse += page.pictures


def _nothing() -> None:
    pass
