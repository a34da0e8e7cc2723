"""The copy list (版记): at the foot of the last page, which is an even one.

源：GB/T 9704-2012 7.4（版记的分隔线首末条0.35毫米、中间0.25毫米；末条与最后一面版心下边缘重合）。
"""

from __future__ import annotations

from desktop.reports.documents.said import Said
from desktop.reports.faces import FANG
from desktop.reports.furniture import chinese_day
from desktop.reports.press import Press
from desktop.reports.words import Words, one_line

SIZE, STEP = 14.0, 21.0
OUTER, INNER = 1.0, 0.7
CLEAR = 14.0
"""Points left free above it."""


def write(press: Press, said: Said, silent: set[int]) -> None:
    copies = _copies(press, said)
    tall = (len(copies.lines) if copies else 0) * STEP + STEP
    _to_an_even_page(press, tall + CLEAR, silent)
    left, right, y = press.left, press.left + press.width, press.bottom
    press.pen.line(left, y, right, y, OUTER)
    date = f"{chinese_day(said.issued_on)}印发"
    long = press.faces.face(FANG).width(date, SIZE)
    office, size = one_line(said.printer or said.issuer, press.faces, FANG, SIZE, press.width - long - 4 * SIZE)
    press.pen.text(left + SIZE, y + 0.3 * STEP, office, FANG, size)
    press.pen.text(right - SIZE - long, y + 0.3 * STEP, date, FANG, SIZE)
    y += STEP
    if copies:
        press.pen.line(left, y, right, y, INNER)
        y += len(copies.lines) * STEP
        _write_copies(press, copies, y)
    press.pen.line(left, y, right, y, OUTER)


def _copies(press: Press, said: Said) -> Words | None:
    """抄送：… with a stop at its end; further lines hang under the first name."""
    if not said.copies:
        return None
    text = said.copies.rstrip("。") + "。"
    words = Words(text, FANG, SIZE, STEP)
    return words.lay(press.faces, press.width - 2 * SIZE - 3 * SIZE)


def _write_copies(press: Press, copies: Words, top: float) -> None:
    press.pen.text(press.left + SIZE, top - 0.7 * STEP, "抄送：", FANG, SIZE)
    base = top - 0.7 * STEP
    for line in copies.lines:
        press.pen.text(press.left + 4 * SIZE, base, line.text, FANG, SIZE)
        base -= STEP


def _to_an_even_page(press: Press, tall: float, silent: set[int]) -> None:
    """Turns to the foot of an even page with room. A blank page before it, and then its own, bear no number."""
    blank = False
    while press.page % 2 or press.room < tall:
        press.turn()
        if press.page % 2:
            silent.add(press.page)
            blank = True
    if blank:
        silent.add(press.page)
