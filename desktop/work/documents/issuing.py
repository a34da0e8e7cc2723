"""Issuing: the number is taken, the pages are made, kept and hashed, all in one unit of work; then nothing changes."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from db.change import Change
from db.errors import Rejected, Trouble
from db.registers import Document, DocumentField, DocumentPaper
from db.registers.documents import SEALED, seal_of
from db.rules import document_numbers
from desktop.work.documents import drafting, reading
from desktop.work.documents.orders import Also, Made, Order
from desktop.work.documents.reading import Read
from desktop.work.documents.speaking import Speech
from desktop.work.office import Office
from desktop.work.outcome import Outcome, Progress, silent

REGISTERS = frozenset({
    "documents", "document_fields", "document_subjects", "document_recipients", "document_papers",
})  # fmt: skip
FIELD_SEALED = ("name", "line", "value")


def draft(office: Office, order: Order, also: Also | None = None) -> Outcome:
    """A draft as rows. Raises NotFound, NotOurs, Trouble."""
    prepared = drafting.prepare(office, order)
    with office.change(f"起草{prepared.kind.name}") as rows:
        prepared.put_into(rows)
        if also is not None:
            rows.flush()
            also(rows, Made(prepared.id, order))
    return Outcome(f"已起草：{prepared.kind.name}。", REGISTERS, {"id": prepared.id.hex()})


def issue(
    office: Office, document: bytes, on: date | None = None, signed_by: str = "", *, known: bool = False,
    also: Also | None = None,
) -> Outcome:  # fmt: skip
    """Numbers a draft and keeps its pages; a revised one keeps its number and becomes the next version.

    known: characters that cannot be printed are known and will be written by hand. Raises Rejected, NotOurs, Trouble.
    """
    read = reading.reader(office)
    row = reading.document(read, document)
    drafting.only_issuer(office, row["issuer_id"])
    kind = reading.kind_of(read, row["kind_id"])
    with office.change(f"签发{kind.name}") as rows:
        made = _issue_into(office, rows, document, on or office.today, signed_by, known)
        if also is not None:
            rows.flush()
            also(rows, made)
    return Outcome(f"已签发：{made.number or kind.name}，共 {made.pages} 页。", REGISTERS, _told(made))


def issue_many(
    office: Office, orders: Sequence[Order], also: Also | None = None, *, known: bool = False,
    progress: Progress = silent,
) -> Outcome:  # fmt: skip
    """Draws up and issues all of them as one entry, numbered in this order: all or none. Raises as `issue` does."""
    prepared = []
    for number, order in enumerate(orders):
        progress("填写公文", number, 2 * len(orders))
        prepared.append(drafting.prepare(office, order))
    names = "、".join(dict.fromkeys(one.kind.name for one in prepared))
    done: list[Made] = []
    with office.change(f"签发{names} {len(prepared)} 份") as rows:
        for number, one in enumerate(prepared):
            progress(f"签发{one.kind.name}", len(orders) + number, 2 * len(orders))
            one.put_into(rows)
            rows.flush()
            on = one.order.on or office.today
            made = _issue_into(office, rows, one.id, on, one.order.signed_by, known, one.order)
            rows.flush()
            if also is not None:
                also(rows, made)
            done.append(made)
    first, last = (done[0].number, done[-1].number) if done else ("", "")
    span = f"：{first}" + (f" 至 {last}" if last != first else "") if first else ""
    return Outcome(f"已签发{names} {len(done)} 份{span}。", REGISTERS, {"documents": [_told(one) for one in done]})


def give(office: Office, order: Order, also: Also | None = None, *, known: bool = False) -> Outcome:
    """One document drawn up and issued in one entry."""
    outcome = issue_many(office, [order], also, known=known)
    return Outcome(outcome.sentence, outcome.changed, outcome.data["documents"][0])


def _issue_into(
    office: Office, rows: Change, document: bytes, on: date, signed_by: str, known: bool, order: Order | None = None
) -> Made:
    row = rows.get(Document, document)
    if row.state != "draft":
        raise Trouble("这份公文不是草稿。", "已签发的要改请先“修订”；作废的请“另起草一份”。")
    read: Read = rows.rows
    signed = signed_by or row.signed_by or _principal(office, row.issuer_id)
    speech = Speech(office, read, row.values(), on)
    wrong = speech.problems() + ([] if known else speech.unprintable())
    if wrong:
        raise Rejected(wrong)
    if speech.kind.row["numbered"] and not row.number:
        _take_number(read, row, speech.word, on.year)
    body, pages = _pages(speech, row.mark or "", signed)
    papers = reading.rows(read, DocumentPaper, "document_id = ?", (document,))
    version = max((int(paper["version"] or 0) for paper in papers), default=0) + 1
    row.state, row.issued_on, row.signed_by, row.version = "issued", on, signed or None, version
    name = rows.keep(body)
    rows.add(
        DocumentPaper(
            document_id=document, version=version, issued_on=on, signed_by=signed or None, pages=pages, file=name,
            because=row.because if version > 1 else None,
        )
    )  # fmt: skip
    _seal(rows, row)
    return Made(document, order, row.mark or "", name, pages)


def _principal(office: Office, issuer: bytes | None) -> str:
    school = office.linked("schools", issuer) if issuer else None
    return str((school or {}).get("principal") or "")


def _take_number(read: Read, row: Document, word: str, year: int) -> None:
    """The next number of this school, word and year, inside the unit of work: two windows never take the same."""
    series = "issuer_id IS ? AND word = ? AND year = ? AND number IS NOT NULL"
    taken = reading.rows(read, Document, series, (row.issuer_id, word, year))
    row.word, row.year = word, year
    row.number = document_numbers.following(int(one["number"]) for one in taken)
    row.mark = document_numbers.written(word, year, row.number)


def _pages(speech: Speech, mark: str, signed_by: str) -> tuple[bytes, int]:
    from desktop.reports import documents as paper

    with tempfile.TemporaryDirectory(prefix="xiangxiao-") as folder:  # gone at once: it may hold names of children
        target = Path(folder) / "公文.pdf"
        drawn = paper.draw(target, speech.said(mark, signed_by))
        return target.read_bytes(), drawn.pages


def _seal(rows: Change, row: Document) -> None:
    row.seal = seal_of(row.values(), SEALED)
    for (key,) in rows.rows("SELECT id FROM document_fields WHERE document_id = ? AND deleted = 0", (row.id,)):
        cell = rows.get(DocumentField, key)
        cell.seal = seal_of(cell.values(), FIELD_SEALED)


def _told(made: Made) -> dict[str, Any]:
    return {"id": made.id.hex(), "number": made.number, "hash": made.hash, "pages": made.pages}


__all__ = ["REGISTERS", "draft", "give", "issue", "issue_many"]
