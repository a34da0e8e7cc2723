"""Pictures of the window, and pages sent to a printer, as far as both can be had without a screen or a printer."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from db.errors import Stopped
from desktop.ui.pages.printer import Settings, send
from desktop.ui.scenes import SCENES
from desktop.ui.screens import take
from desktop.work import papers
from desktop.work.office import Office
from desktop.work.outcome import silent
from tests.desktop.ui.windows import TODAY


def test_every_page_has_its_picture_in_light_dark_large_and_enlarged(office: Office, tmp_path: Path) -> None:
    taken = take(office.path, tmp_path / "画面", TODAY)
    names = {file.name for file in taken}
    assert {f"{name}.png" for name in SCENES} <= names
    assert {"students-dark.png", "students-1920.png", "students-125.png"} <= names
    sizes = {file.name: QImage(str(file)).size().toTuple() for file in taken}
    assert sizes["students.png"] == (1366, 768)
    assert sizes["students-1920.png"] == (1920, 1080)
    assert sizes["students-125.png"] in ((1366, 768), (1366, 767), (1365, 768))
    light, dark = (QImage(str(tmp_path / "画面" / name)) for name in ("students.png", "students-dark.png"))
    assert light.pixelColor(700, 700).lightness() > 200 > 60 > dark.pixelColor(700, 700).lightness()


def test_chosen_pages_go_to_the_printer_as_they_lie(office: Office, tmp_path: Path) -> None:
    paper, printed = tmp_path / "花名册.pdf", tmp_path / "打印机.pdf"
    papers.make(office, "list", paper, {"register": "students"})
    assert send(paper, Settings("", 1, (0,), both_sides=False), silent, printed) == 1
    (wide, high), *rest = papers.sizes(printed)
    assert rest == []
    assert (wide > high) == (papers.sizes(paper)[0][0] > papers.sizes(paper)[0][1])


def test_a_print_that_is_stopped_ends_with_that_word(office: Office, tmp_path: Path) -> None:
    paper = tmp_path / "花名册.pdf"
    papers.make(office, "list", paper, {"register": "students"})

    def stop(_at: str, _done: int, _total: int) -> None:
        raise Stopped

    with pytest.raises(Stopped, match="已经停止"):
        send(paper, Settings("", 1, (0,), both_sides=False), stop, tmp_path / "打印机.pdf")
