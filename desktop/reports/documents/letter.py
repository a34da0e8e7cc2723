"""A letter between offices (信函格式): name in red over double rules, the number at the right below them."""

from __future__ import annotations

from db.rules import headline
from desktop.reports import blocks as plain
from desktop.reports.documents import official
from desktop.reports.documents.flow import Flow
from desktop.reports.documents.manner import OFFICIAL
from desktop.reports.documents.said import Said
from desktop.reports.documents.sheets import LINE, LetterSheet
from desktop.reports.faces import FANG, SONG
from desktop.reports.press import Press
from desktop.reports.words import Words

NUMBER_BELOW = 16 * 7 / 8
"""Points between the first red rules and the number: seven eighths of its height."""


def write(press: Press, said: Said) -> None:
    sheet = LetterSheet(said.issuer, said.term, said.form, said.issued_on, name=said.issuer)
    press.begin(sheet)
    _number(press, said, sheet)
    words = "\n".join(headline.lines(said.headline, official.TITLE_MOST))
    plain.write(press, Words(words, SONG, official.TITLE_SIZE, official.TITLE_LEADING, "center", bold=True))
    press.y -= LINE
    flow = Flow(press, said, OFFICIAL)
    flow.settle()
    official.text(flow, said)
    if said.copies:
        press.need(LINE)
        press.pen.text(press.left + 14, press.bottom + 5, f"抄送：{said.copies.rstrip('。')}。", FANG, 14)


def _number(press: Press, said: Said, sheet: LetterSheet) -> None:
    """At the right edge of the text; the title stands two lines below."""
    top = sheet.rule(press.pen) - 3.2 - NUMBER_BELOW
    width = press.faces.face(FANG).width(said.mark, official.TEXT_SIZE)
    press.pen.text(
        press.left + press.width - width, top - 0.86 * official.TEXT_SIZE, said.mark, FANG, official.TEXT_SIZE
    )
    press.y = min(press.y, top - official.TEXT_SIZE) - 2 * LINE
