"""Papers of the office in a form of their own: records, agreements, letters to parents, halves, certificates."""

from __future__ import annotations

from dataclasses import replace

from reportlab.lib.units import mm

from db.rules import headline
from db.rules.document_text import Block
from desktop.reports import blocks as plain
from desktop.reports.documents import grids
from desktop.reports.documents import manner as manners
from desktop.reports.documents.flow import CUT_HEIGHT, Flow, cut_line, title
from desktop.reports.documents.manner import Manner
from desktop.reports.documents.said import Said
from desktop.reports.documents.sheets import FramedSheet, HalfSheet, SlipSheet
from desktop.reports.faces import KAI, SONG
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.press import Press
from desktop.reports.words import Words

USUAL_SIZE, LARGE = 12.0, 14.0
SPARE, MOST_STRETCHED = 36.0, 1.6
SMALLER, HEAD = (0.0, 0.5, 1.0, 1.5, 2.0), 62.0
HALF_SIZES = (12.0, 11.5, 11.0, 10.5, 10.0)


def write_form(press: Press, said: Said) -> None:
    """Title, number, addressee, text, who signs; a receipt below a cut line where there is room, else overleaf."""
    press.begin(Sheet(said.issuer, said.term, said.form, said.issued_on, label=said.label))
    flow = Flow(press, said, manners.form(_fitting_size(press, said)))
    plain.gap(press, 1.5)
    size = 22.0 if said.size >= LARGE else 18.0
    name = "\n".join(headline.lines(said.headline, int(press.width / size)))
    plain.write(press, Words(name, SONG, size, size * 1.35, "center", bold=True))
    if said.mark:
        plain.write(press, Words(said.mark, SONG, 10.5, 16, "right"))
    plain.gap(press, 1.5)
    _addressee(flow, said)
    body = said.blocks(said.body)
    _fill_page(flow, said, body)
    closing = said.blocks(said.closing)
    start = _last_paragraph(body)
    flow.write(body[:start])
    if body[start:]:  # goes over with the signatures, rather than leave them alone there
        press.need(flow.height([*body[start:], *closing]))
        flow.write(body[start:])
    _closing(flow, said)
    _receipt(press, said)


def _last_paragraph(body: list[Block]) -> int:
    """Where the last paragraph begins, with the headings over it; the end of the text where it ends otherwise."""
    if not body or body[-1].kind != "text" or body[-1].text.startswith("|"):
        return len(body)
    start = len(body) - 1
    while start and body[start - 1].kind in ("first", "second"):
        start -= 1
    return start


def _fill_page(flow: Flow, said: Said, body: list[Block]) -> None:
    """What is left of the page goes to the rows that people write in, as far as it makes a good form."""
    asked = sum(grids.asked(block) for block in body)
    left = flow.press.room - flow.height([*body, *said.blocks(said.closing), *said.blocks(said.receipt)]) - SPARE
    if asked and left > 0:
        flow.stretch = min(1.0 + left / asked, MOST_STRETCHED)


def _fitting_size(press: Press, said: Said) -> float:
    """A little smaller where that keeps a short paper on one page."""
    usual = said.size or USUAL_SIZE
    for less in SMALLER:
        flow = Flow(press, said, manners.form(usual - less))
        tall = flow.height([*said.blocks(said.body), *said.blocks(said.closing)]) + HEAD
        tall += flow.manner.leading if said.addressee else 0.0
        if tall <= press.room:
            return usual - less
    return usual


def _addressee(flow: Flow, said: Said) -> None:
    if said.addressee:
        text = said.addressee if said.addressee.endswith("：") else f"{said.addressee}："
        plain.write(flow.press, Words(text, SONG, flow.manner.size, flow.manner.leading))


def _closing(flow: Flow, said: Said) -> None:
    """Places to sign; `【居右】` lines in it are office and date."""
    found = said.blocks(said.closing)
    if found:
        flow.press.need(flow.height(found))
        flow.write(found)


def _receipt(press: Press, said: Said) -> None:
    found = said.blocks(said.receipt)
    if not found:
        return
    flow = Flow(press, said, manners.form(11))
    tall = CUT_HEIGHT + 24 + flow.height(found)
    if press.room < tall:
        press.turn()
    else:
        press.y = press.bottom + tall
    cut_line(press, f"✂　{said.mark or said.headline}　填好后裁下交回")
    _titled(flow, found, f"{said.name or said.headline}（回执）")


def _titled(flow: Flow, found: list[Block], name: str, size: float = 14.0) -> None:
    """A slip's own title, unless its text brings one."""
    if found and found[0].kind == "center":
        title(flow.press, found[0].text, size)
        found = found[1:]
    else:
        title(flow.press, name, size)
    flow.write(found)


def write_slips(press: Press, said: Said) -> None:
    """存根 stays in the pad, 回执 comes back; the seal goes across the cut between them."""
    stub, receipt = said.blocks(said.stub), said.blocks(said.receipt)
    if not stub and not receipt:
        return
    press.begin(SlipSheet(said.issuer, said.term, said.form, said.issued_on, label=said.label))
    flow = Flow(press, said, manners.SLIP)
    for name, found in (("存根", stub), ("回执", receipt)):
        if not found:
            continue
        if name == "回执" and stub:
            press.need(CUT_HEIGHT + 40 + flow.height(receipt)) if press.room < 200 else None
            plain.gap(press, 5)
            cut_line(press, f"✂　　{said.mark or said.headline}　　（骑缝盖章）")
            plain.gap(press, 5)
        title(press, f"{said.name or said.headline}（{name}）", 16.0)
        if said.mark:
            plain.write(press, Words(said.mark, SONG, 11, 17, "right"))
        plain.gap(press, 0.5)
        flow.write(found)


# -- half a page ----------------------------------------------------------------------------------------------


def write_half(press: Press, said: Said) -> None:
    """A notice with its slip at the foot; the text is made smaller as long as it does not fit half a page."""
    press.begin(HalfSheet(said.issuer, said.term, said.form, said.issued_on))
    slip = said.blocks(said.receipt or said.stub)
    size = next((one for one in HALF_SIZES if _half_height(press, said, slip, one) <= press.room), HALF_SIZES[-1])
    flow = Flow(press, said, manners.half(size))
    title(press, said.headline, 20.0, leading=26)
    if said.mark:
        plain.write(press, Words(said.mark, SONG, 9.5, 14, "right"))
    plain.gap(press, 1)
    _addressee(flow, said)
    flow.write(said.blocks(said.body))
    _half_office(flow, said)
    if slip:
        _half_slip(flow, said, slip)


def _half_height(press: Press, said: Said, slip: list[Block], size: float) -> float:
    flow = Flow(press, said, manners.half(size))
    body = flow.height(said.blocks(said.body)) + (flow.manner.leading if said.addressee else 0.0)
    foot = flow.height(slip) + CUT_HEIGHT + 24 if slip else 0.0
    return 26 + 14 + 6 + body + _office_height(flow.manner) + foot


def _office_height(manner: Manner) -> float:
    return 3.4 * manner.leading


def _half_office(flow: Flow, said: Said) -> None:
    """Office and date at the right, with room for the seal over them."""
    press, manner = flow.press, flow.manner
    press.need(_office_height(manner))
    press.y -= manner.leading * 1.2
    for text in (f"{said.issuer}（盖章）", chinese_day(said.issued_on)):
        plain.write(press, Words(f"{text}　　", SONG, manner.size, manner.leading, "right", fit=True))


def _half_slip(flow: Flow, said: Said, slip: list[Block]) -> None:
    press = flow.press
    tall = flow.height(slip) + CUT_HEIGHT + 24
    press.need(tall)
    press.y = min(press.y, press.bottom + tall)
    cut_line(press, f"✂　{said.mark or said.headline}　送达后裁下，学校存档")
    _titled(flow, slip, "送达回证" if said.receipt else f"{said.headline}（存根）", 13.0)


# -- certificates and honour rolls ----------------------------------------------------------------------------


def write_certificate(press: Press, said: Said) -> None:
    press.begin(FramedSheet(said.issuer, said.term, said.form, said.issued_on, landscape=True))
    flow = Flow(press, said, manners.AWARD)
    plain.gap(press, 4)
    title(press, "　".join(said.headline) if len(said.headline) <= 5 else said.headline, 44.0, leading=66)
    plain.gap(press, 5)
    _addressee(flow, replace(said, addressee=said.addressee))
    flow.write(said.blocks(said.body))
    _signed_at_foot(press, said, manners.AWARD)


def write_poster(press: Press, said: Said) -> None:
    press.begin(FramedSheet(said.issuer, said.term, said.form, said.issued_on, landscape=True))
    flow = Flow(press, said, manners.ROLL)
    title(press, said.headline, 34.0, leading=52)
    plain.gap(press, 2)
    _addressee(flow, said)
    flow.write(said.blocks(said.body))
    _signed_at_foot(press, said, manners.ROLL)


def _signed_at_foot(press: Press, said: Said, manner: Manner) -> None:
    """Office and date at the foot of the last page, the number beside them."""
    size, step = manner.sign + 2, (manner.sign + 2) * 1.7
    press.need(3.2 * step)
    press.y = press.bottom + 2.4 * step
    letters = press.faces.face(KAI)
    for text in (said.issuer, chinese_day(said.issued_on)):
        width = min(letters.width(text, size), press.width * 0.6)
        words = Words(text, KAI, size, step, "center", fit=True).lay(press.faces, press.width * 0.6)
        words.draw(press.pen, press.left + press.width * 0.97 - max(width, 60 * mm), press.y, max(width, 60 * mm), 0, 1)
        press.y -= step
    if said.mark:
        press.pen.text(press.left, press.bottom + 0.55 * step, said.mark, SONG, 10.5)
