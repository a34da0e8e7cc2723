"""Paper as a reader sees it: what can be copied out of a page, and where on the page it stands."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

EDGE = 7 * 72 / 25.4
"""Nothing comes nearer than 7 mm to an edge of the sheet."""


class Paper:
    """A printed file, read back: the text of each page, and what stands outside it."""

    def __init__(self, path: Path) -> None:
        self.pages: list[str] = []
        self.outside: list[str] = []
        self.sizes: list[tuple[float, float]] = []
        with pypdfium2.PdfDocument(path) as file:
            for page in file:
                text, (width, height) = page.get_textpage(), page.get_size()
                self.sizes.append((width, height))
                read = text.get_text_range()
                self.pages.append(read.replace("\r\n", "\n"))
                for i in range(text.count_chars()):
                    left, bottom, right, top = text.get_charbox(i)
                    inside = left >= EDGE and right <= width - EDGE and bottom >= EDGE and top <= height - EDGE
                    if not inside and text.get_text_range(i, 1).strip():
                        self.outside.append(text.get_text_range(i, 1))

    @property
    def text(self) -> str:
        return "\n".join(self.pages)

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")
