"""Paper as a reader sees it: what can be copied out of a page, and where on the page it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from desktop.reports.furniture import Sheet
from desktop.reports.press import Press

PORTRAIT = Sheet("青石镇中心小学", "2026—2027学年度第一学期", "QS-XJ-01", date(2026, 11, 20))
LANDSCAPE = Sheet("青石镇中心小学", "2026—2027学年度第一学期", "QS-XJ-01", date(2026, 11, 20), landscape=True)


class Paper:
    """A printed file, read back."""

    def __init__(self, path: Path) -> None:
        with pypdfium2.PdfDocument(path) as file:
            self.pages: list[str] = []
            self.outside: list[str] = []
            for page in file:
                text = page.get_textpage()
                self.pages.append(text.get_text_range().replace("\r\n", "\n"))
                width, height = page.get_size()
                self.outside += [
                    text.get_text_range(i, 1)
                    for i in range(text.count_chars())
                    if text.get_text_range(i, 1).strip() and not _inside(text.get_charbox(i), width, height)
                ]

    @property
    def text(self) -> str:
        return "\n".join(self.pages)


def _inside(box: tuple[float, float, float, float], width: float, height: float) -> bool:
    """Nothing comes nearer than 7 mm to an edge of the sheet."""
    left, bottom, right, top = box
    edge = 7 * 72 / 25.4
    return edge <= left and right <= width - edge and edge <= bottom and top <= height - edge


@pytest.fixture
def read() -> Callable[[Path], Paper]:
    return Paper


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "花名册.pdf"


@pytest.fixture
def press(target: Path) -> Iterator[Press]:
    """A press with its first page open."""
    with Press(target, "花名册", "青石镇中心学校") as press:
        press.begin(PORTRAIT)
        yield press


@pytest.fixture
def wide_press(target: Path) -> Iterator[Press]:
    with Press(target, "花名册", "青石镇中心学校") as press:
        press.begin(LANDSCAPE)
        yield press
