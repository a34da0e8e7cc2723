"""An official document: red head, number, title, text on the grid, annexes, seal room and copy list.

源：GB/T 9704-2012 第7章；页面尺寸见 facts 7.1。
"""

from __future__ import annotations

from math import ceil

from reportlab.lib.units import mm

from db.rules import headline
from db.rules.document_text import Block
from desktop.reports import blocks as plain
from desktop.reports.documents import colophon
from desktop.reports.documents.flow import Flow
from desktop.reports.documents.manner import OFFICIAL
from desktop.reports.documents.said import Said
from desktop.reports.documents.sheets import LINE, PITCH, RED, OfficialSheet
from desktop.reports.faces import FANG, HEI, KAI, SONG
from desktop.reports.furniture import chinese_day
from desktop.reports.press import Press
from desktop.reports.words import Words

NAME_SIZE, NAME_SMALLEST, NAME_DROP = 43.0, 22.0, 35 * mm
TITLE_SIZE, TITLE_LEADING, TITLE_MOST = 22.0, 34.0, 20
TEXT_SIZE = 16.0
RULE_BELOW, RULE = 4 * mm, 1.6
SEAL_LINES = 4
DATE_INDENT = 4
RISE = 0.38
"""Of a size: how far the base line lies below the middle of a line of Chinese text."""


def write(press: Press, said: Said) -> None:
    sheet = OfficialSheet(said.issuer, said.term, said.form, said.issued_on)
    press.begin(sheet)
    _red_head(press, said)
    title(press, said.headline)
    flow = Flow(press, said, OFFICIAL)
    flow.settle()
    text(flow, said)
    colophon.write(press, said, sheet.silent)


def text(flow: Flow, said: Said) -> None:
    """Addressee, body with its annex list, the seal room, what is noted below it (附注), then the annexes."""
    main, annexes = parted(said.blocks(said.body))
    if said.addressee:
        address = said.addressee if said.addressee.endswith("：") else f"{said.addressee}："
        plain.write(flow.press, Words(address, FANG, TEXT_SIZE, LINE, "left", 0, PITCH))
    below = said.blocks(said.closing)
    tail = (1 + len(annexes) if annexes else 0) + SEAL_LINES + ceil(flow.height(below) / LINE)
    _body(flow, main, tail)
    _annex_list(flow.press, said)
    _seal_room(flow.press, said)
    flow.write(below)
    for number, annex in enumerate(annexes, 1):
        _annex(flow, annex, number if len(annexes) > 1 else 0)


def parted(found: list[Block]) -> tuple[list[Block], list[list[Block]]]:
    """The text itself, and each annex with its heading first."""
    main: list[Block] = []
    annexes: list[list[Block]] = []
    for block in found:
        if block.kind == "annex":
            annexes.append([block])
        elif annexes:
            annexes[-1].append(block)
        else:
            main.append(block)
    return main, annexes


# -- the head of the first page -------------------------------------------------------------------------------


def _red_head(press: Press, said: Said) -> None:
    """The issuer's name, its upper edge 35 mm below that of the text; two lines below the number; 4 mm below a rule."""
    name, letters = f"{said.issuer}文件", press.faces.face(SONG)
    size = max(min(NAME_SIZE, press.width / letters.width(name, 1.0)), NAME_SMALLEST)
    words = Words(name, SONG, size, size * 1.2, "center", bold=True, ink=RED).lay(press.faces, press.width)
    top = press.y - NAME_DROP
    words.draw(press.pen, press.left, top + (words.leading - size) / 2, press.width)
    bottom = top - size - (len(words.lines) - 1) * words.leading
    base = bottom - 2 * LINE - LINE / 2 - RISE * TEXT_SIZE
    _number(press, said, base)
    press.y = base - 0.14 * TEXT_SIZE - RULE_BELOW
    press.pen.line(press.left, press.y, press.left + press.width, press.y, RULE, ink=RED)
    press.y -= 2 * LINE


def _number(press: Press, said: Said, base: float) -> None:
    """In the middle; of a document to those above at the left, with who signed it at the right."""
    letters, wide = press.faces.face(FANG), press.left + press.width
    if not said.signer:
        x = press.left + (press.width - letters.width(said.mark, TEXT_SIZE)) / 2
        press.pen.text(x, base, said.mark, FANG, TEXT_SIZE)
        return
    press.pen.text(press.left + PITCH, base, said.mark, FANG, TEXT_SIZE)
    label, kai = "签发人：", press.faces.face(KAI)
    x = wide - PITCH - kai.width(said.signer, TEXT_SIZE)
    press.pen.text(x, base, said.signer, KAI, TEXT_SIZE)
    press.pen.text(x - letters.width(label, TEXT_SIZE), base, label, FANG, TEXT_SIZE)


def title(press: Press, text: str, *, following: float = 0.8 * LINE) -> None:
    """Size 2 (22 pt), over several lines in the shape of a trapezoid; one line is left free below."""
    broken = headline.lines(text, TITLE_MOST)
    words = Words("\n".join(broken), SONG, TITLE_SIZE, TITLE_LEADING, "center", bold=True)
    plain.write(press, words)
    press.y -= following


# -- the text -------------------------------------------------------------------------------------------------


def _body(flow: Flow, main: list[Block], tail: int) -> None:
    """The last paragraph goes over to the next page with what follows it, rather than leave the seal alone there."""
    press = flow.press
    flow.write(main[:-1])
    last = main[-1] if main else None
    if last is None or last.kind not in ("text", "left", "center", "right", "note"):
        flow.write(main[-1:])
        return
    words = flow.words(last).lay(press.faces, press.width)
    left = int(press.room / LINE + 0.01)
    if len(words.lines) <= left < len(words.lines) + tail:
        over = 2 if len(words.lines) >= 4 else len(words.lines)  # two lines at least on either page
        _lines(press, words, 0, len(words.lines) - over)
        press.turn()
        _lines(press, words, len(words.lines) - over, len(words.lines))
    else:
        flow.write([last])


def _lines(press: Press, words: Words, start: int, stop: int) -> None:
    words.draw(press.pen, press.left, press.y, press.width, start, stop)
    press.y -= (stop - start) * words.leading


def _annex_list(press: Press, said: Said) -> None:
    """附件：1. … one line below the text, names of several under one another, no stop at their ends."""
    if not said.annexes:
        return
    press.need((1 + len(said.annexes)) * LINE)
    press.y -= LINE
    alone = len(said.annexes) == 1
    for number, name in enumerate(said.annexes, 1):
        label = "附件：" if number == 1 else "　　　"
        counted = name if alone else f"{number}. {name}"
        hanging = 2 + 3
        words = Words(counted, FANG, TEXT_SIZE, LINE, "left", 0, PITCH)
        words.lay(press.faces, press.width - hanging * PITCH)
        y = press.y - LINE / 2 - RISE * TEXT_SIZE
        press.pen.text(press.left + 2 * PITCH, y, label, FANG, TEXT_SIZE, spacing=PITCH - TEXT_SIZE)
        words.draw(press.pen, press.left + hanging * PITCH, press.y, press.width - hanging * PITCH)
        press.y -= words.height


def _seal_room(press: Press, said: Said) -> None:
    """Office over date, the date four characters from the right, the office in the middle over it; four lines, so
    that a seal of 42 mm covers both."""
    press.need(SEAL_LINES * LINE)
    letters, date = press.faces.face(FANG), chinese_day(said.issued_on)
    long, name = letters.width(date, TEXT_SIZE), letters.width(said.issuer, TEXT_SIZE)
    size = min(TEXT_SIZE, TEXT_SIZE * press.width * 0.9 / name)
    name = letters.width(said.issuer, size)
    edge = press.left + press.width
    right = min(edge - DATE_INDENT * PITCH, edge - PITCH / 2 - max(name - long, 0.0) / 2)
    down = press.y - LINE / 2 - RISE * TEXT_SIZE
    press.pen.text(right - long / 2 - name / 2, down - 2 * LINE, said.issuer, FANG, size)
    press.pen.text(right - long, down - 3 * LINE, date, FANG, TEXT_SIZE)
    press.y -= SEAL_LINES * LINE


def _annex(flow: Flow, found: list[Block], number: int) -> None:
    """A page of its own: 附件1 in Hei at the left edge, the title in the middle; several short ones share a page."""
    press, (head, *rest) = flow.press, found
    tall = 4 * LINE + flow.height(rest)
    if number <= 1 or press.room < tall + LINE:
        press.turn()
    else:
        press.y -= LINE
        flow.settle()
    plain.write(press, Words(f"附件{number or ''}", HEI, TEXT_SIZE, LINE))
    title(press, head.text, following=LINE / 2)
    flow.settle()
    flow.write(rest)
