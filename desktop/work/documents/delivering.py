"""Whom a document goes to, who signed for it or would not, and which documents there are about a row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from db.register import Register
from db.registers import Document, DocumentRecipient, DocumentSubject
from desktop.work import rows
from desktop.work.documents import drafting, keeping, reading
from desktop.work.documents.issuing import REGISTERS
from desktop.work.office import Office
from desktop.work.outcome import Outcome


def send_to(office: Office, document: bytes, names: str) -> Outcome:
    """Whom a draft goes to: names with 、 between; those who are not named any more are taken out."""
    row = keeping.mine(office, document)
    to = drafting.recipients_named(office, names, row["issuer_id"])
    with office.change("公文发给谁") as work:
        standing = work.get(Document, document)
        standing.school_id = drafting.school_of(office, to, row["issuer_id"])
        wanted = drafting.recipient_rows(office, standing, to)
        kept = {one.id for one in wanted}
        for key in (one["id"] for one in recipients(office, document)):
            if key not in kept:
                work.remove(work.get(DocumentRecipient, key))
        for one in wanted:
            work.add(one)
    return Outcome(f"发给 {len(wanted)} 处。", REGISTERS, {"id": document.hex()})


def receipt(
    office: Office, recipient: bytes, on: date, by: str, how: str = "1", *, refused: bool = False, place: str = "",
    served_by: str = "",
) -> Outcome:  # fmt: skip
    """Somebody signed for it, or would not. With an error nothing is saved, and the problems come back."""
    typed = {"delivered_on": on.isoformat(), "how": how, "signed_by": by, "refused": "是" if refused else "否"}
    typed |= {name: text for name, text in (("served_at", place), ("served_by", served_by)) if text}
    return rows.change(office, DocumentRecipient, recipient, typed)


def signed_today(office: Office, keys: Sequence[bytes]) -> Outcome:
    """The recipients themselves signed today; who has signed already stays as it was noted. Raises NotOurs."""
    count = 0
    with office.change("登记签收") as work:
        for key in keys:
            row = work.get(DocumentRecipient, key)
            if row.delivered_on is None:
                row.delivered_on, row.how, row.signed_by, count = office.today, row.how or "1", row.name, count + 1
    return Outcome(f"已登记今天签收 {count} 份。", REGISTERS, {"signed": count})


def recipients(office: Office, document: bytes) -> list[dict[str, Any]]:
    """Whom it went to, as stored rows."""
    found = reading.rows(reading.reader(office), DocumentRecipient, "document_id = ?", (document,))
    return sorted(found, key=lambda row: str(row["name"]))


def share(office: Office, document: bytes) -> dict[str, int]:
    """How many were to get it, signed, refused, replied."""
    found = recipients(office, document)
    return {
        "recipients": len(found),
        "signed": sum(1 for row in found if row["delivered_on"] and not row["refused"]),
        "refused": sum(1 for row in found if row["refused"]),
        "replied": sum(1 for row in found if row["replied_on"]),
    }


def about(office: Office, register: type[Register], row: bytes) -> list[dict[str, Any]]:
    """The documents about this row, the newest first."""
    read = reading.reader(office)
    subjects = reading.rows(read, DocumentSubject, "register = ? AND row_id = ?", (register.register_name(), row))
    found = [
        one for key in {s["document_id"] for s in subjects} for one in reading.rows(read, Document, "id = ?", (key,))
    ]
    return sorted(found, key=lambda one: (one["issued_on"] or "9999", one["number"] or 0), reverse=True)


__all__ = ["about", "receipt", "recipients", "send_to", "share", "signed_today"]
