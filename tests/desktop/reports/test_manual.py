"""The manual as a booklet."""

from __future__ import annotations

from desktop.reports import manual
from desktop.reports.faces import missing_characters


def test_the_booklet_has_every_page_of_the_manual_and_nothing_outside_the_paper(township):
    printed, paper = township.print("manual")
    assert printed.pages > len(manual.pages())
    assert printed.missing == ()
    assert paper.outside == []
    for name in manual.pages():
        source = (manual.FOLDER / f"{name}.md").read_text("utf-8")
        title = next(block.text for block in manual.blocks_of(source) if block.kind == "title")
        assert any(line == title for line in paper.lines), name


def test_the_manual_has_no_character_that_cannot_be_printed():
    assert missing_characters(file.read_text("utf-8") for file in manual.FOLDER.glob("*.md")) == set()
