"""After issuing: the copy that was kept, who signed for it, revising, making void, drawing up another like it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from db import change
from db.errors import PaperTrouble, Trouble
from db.registers import Document, DocumentField, DocumentPaper, DocumentRecipient, DocumentSubject
from desktop.work import pictures
from desktop.work.documents import drafting, reading
from desktop.work.documents.issuing import REGISTERS, draft
from desktop.work.documents.orders import Order, To
from desktop.work.documents.speaking import Speech
from desktop.work.office import Office
from desktop.work.outcome import Outcome

# -- paper ----------------------------------------------------------------------------------------------------


def preview(office: Office, document: bytes, target: Path) -> Outcome:
    """A draft as it would be printed, its number's place free; names what cannot be printed."""
    from desktop.reports import documents as paper

    read = reading.reader(office)
    speech = Speech(office, read, reading.document(read, document))
    drawn = paper.draw(target, speech.said(speech.waiting_mark, speech.row["signed_by"] or ""))
    wrong = [*speech.problems(), *speech.unprintable()]
    advice = "".join(problem.sentence for problem in wrong[:20])
    data = {"pages": drawn.pages, "problems": {problem.field: problem.sentence for problem in wrong}}
    return Outcome(f"{speech.kind.name}（未签发），{drawn.pages} 页。", data=data, attention=bool(wrong), advice=advice)


def reprint(office: Office, document: bytes, target: Path, version: int | None = None) -> Outcome:
    """The copy that was kept, byte for byte; the newest version unless one is named. Raises PaperTrouble."""
    body, paper = _kept(office, document, version)
    _write(target, body)
    title = office.titles("documents").get(document, "公文")
    said = f"{title}（第{paper['version']}版），{paper['pages']} 页：{target}"
    return Outcome(said, data={"pages": paper["pages"], "hash": paper["file"], "version": paper["version"]})


def printed(office: Office, document: bytes, target: Path, version: int | None = None) -> Outcome:
    """The kept copy; of a draft how it would look."""
    row = reading.document(reading.reader(office), document)
    drafted = row["state"] == "draft" and version is None
    return preview(office, document, target) if drafted else reprint(office, document, target, version)


def print_many(office: Office, documents: Sequence[bytes], target: Path) -> Outcome:
    """Kept copies one after another in a file; halves two to a page. Raises PaperTrouble."""
    from desktop.reports.documents import together

    bodies = [_kept(office, document, None)[0] for document in documents]
    pages = together.write(bodies, target)
    return Outcome(f"{len(bodies)} 份公文，共 {pages} 页：{target}", data={"pages": pages, "documents": len(bodies)})


def _kept(office: Office, document: bytes, version: int | None) -> tuple[bytes, dict[str, Any]]:
    found = reading.rows(reading.reader(office), DocumentPaper, "document_id = ?", (document,))
    found = [paper for paper in found if version is None or paper["version"] == version]
    if not found:
        raise PaperTrouble("这份公文还没有签发。", "请先签发；草稿可以预览。")
    paper = max(found, key=lambda one: int(one["version"] or 0))
    body = pictures.body(office, paper["file"] or "")
    if body is None:
        raise PaperTrouble("存档文件还没有交来。", "下次交接会补上；着急时请向签发的学校要一份。")
    return body, paper


def _write(target: Path, body: bytes) -> None:
    part = target.with_name(target.name + ".part")
    try:
        part.write_bytes(body)
        part.replace(target)
    except OSError as error:
        raise PaperTrouble(f"写不了文件“{target.name}”。", "如果它正开着，请先关掉；或者换一个文件夹。") from error


# -- filling in a draft ---------------------------------------------------------------------------------------


def fill(office: Office, document: bytes, fields: Mapping[str, Any], **own: Any) -> Outcome:
    """Sets fields of a draft (a table as a list of lines), and columns of its row (headline, addressee, copies,
    signed_by, reply_by). Raises Trouble where it is no draft any more."""
    read = reading.reader(office)
    row = reading.document(read, document)
    drafting.only_issuer(office, row["issuer_id"])
    kind = reading.kind_of(read, row["kind_id"])
    drafting.refuse_unknown(kind, fields)
    with office.change(f"填写{kind.name}") as work:
        standing = work.get(Document, document)
        if standing.state != "draft":
            raise Trouble("已签发的公文不能直接改。", "要改请先按“修订”。")
        for column, value in own.items():
            setattr(standing, column, value)
        for name, value in fields.items():
            _put(work, kind, document, name, value)
    return Outcome(f"已保存：{kind.name}。", REGISTERS, {"id": document.hex()})


def _put(work: change.Change, kind: reading.Kind, document: bytes, name: str, value: Any) -> None:
    if isinstance(value, str):
        work.add(DocumentField(document_id=document, name=name, line=0, value=value.strip() or None))
        return
    wanted = drafting.cells(document, kind, name, value)
    kept = {row.id for row in wanted}
    names = [ask.name for ask in kind.grids[name]]
    for row in wanted:
        work.add(row)
    marks = ",".join("?" * len(names))
    old = f"SELECT id FROM document_fields WHERE document_id = ? AND line > 0 AND deleted = 0 AND name IN ({marks})"
    for (key,) in work.rows(old, (document, *names)):
        if key not in kept:
            work.remove(work.get(DocumentField, key))


# -- what becomes of it ---------------------------------------------------------------------------------------


def revise(office: Office, document: bytes, because: str) -> Outcome:
    """An issued document may be changed again; issuing it anew makes the next version under the same number."""
    row = mine(office, document)
    if row["state"] != "issued":
        raise Trouble("只有已签发的公文才用修订。", "草稿可以直接改；作废的请“另起草一份”。")
    if not because.strip():
        raise Trouble("没有写为什么修订。", "请写明原因，会记在存档里。")
    with office.change("修订公文") as work:
        standing = work.get(Document, document)
        standing.state, standing.seal, standing.because = "draft", None, because.strip()
        for (key,) in work.rows("SELECT id FROM document_fields WHERE document_id = ?", (document,)):
            work.get(DocumentField, key).seal = None
    return Outcome("可以修订了，改好后再签发，号码不变。", REGISTERS, {"id": document.hex()})


def void(office: Office, document: bytes, because: str) -> Outcome:
    """Makes an issued document void; its number stays listed and is not given out again."""
    row = mine(office, document)
    if row["state"] == "void":
        raise Trouble("这份公文已经作废了。", "要重发请“另起草一份”。")
    if not row["number"] and row["state"] == "draft":
        raise Trouble("草稿还没有编号，不用作废。", "不要了就删除草稿。")
    if not because.strip():
        raise Trouble("没有写为什么作废。", "请写明原因，作废的号码保留备查。")
    with office.change("作废公文") as work:
        standing = work.get(Document, document)
        standing.state, standing.voided_on, standing.because = "void", office.today, because.strip()
    return Outcome(f"已作废：{row['mark'] or row['headline']}。号码保留。", REGISTERS, {"id": document.hex()})


def discard(office: Office, document: bytes) -> Outcome:
    """Removes a draft that was never issued, with all its parts."""
    row = mine(office, document)
    if row["state"] != "draft" or row["number"]:
        raise Trouble("已经编号的公文不能删除。", "不用了请“作废”，号码保留备查。")
    with office.change("删除公文草稿") as work:
        for part in (DocumentField, DocumentSubject, DocumentRecipient):
            statement = f'SELECT id FROM "{part.register_name()}" WHERE document_id = ? AND deleted = 0'
            for (key,) in work.rows(statement, (document,)):
                work.remove(work.get(part, key))
        work.remove(work.get(Document, document))
    return Outcome("已删除草稿，按 Ctrl+Z 可以撤销。", REGISTERS, {"id": document.hex()})


def again(office: Office, document: bytes) -> Outcome:
    """Another draft that says the same, for a new number."""
    read = reading.reader(office)
    row = reading.document(read, document)
    speech = Speech(office, read, row)
    given: dict[str, Any] = {ask.name: speech.filling.given.get(ask.name, "") for ask in speech.kind.singles}
    given |= {grid: speech.lines(grid) for grid in speech.kind.grids}
    to = [To(one.name, one.school, one.relation) for one in speech.filling.to]
    issuer = office.school_id if office.bound else row["issuer_id"]
    reply_by = date.fromisoformat(row["reply_by"]) if row["reply_by"] else None
    order = Order(
        speech.kind.text("kind"),
        drafting.subjects_of(office, document),
        given,
        to,
        issuer,
        signed_by=row["signed_by"] or "",
        headline=row["headline"] or "",
        addressee=row["addressee"] or "",
        copies=row["copies"] or "",
        reply_by=reply_by,
        purpose=row["purpose"] or "",
    )
    return draft(office, order)


def mine(office: Office, document: bytes) -> dict[str, Any]:
    """The row of a document that may be changed here. Raises NotFound, NotOurs."""
    row = reading.document(reading.reader(office), document)
    drafting.only_issuer(office, row["issuer_id"])
    return row


__all__ = ["again", "discard", "fill", "mine", "preview", "print_many", "printed", "reprint", "revise", "void"]
