"""Documents: drawn up from what is known, issued with a number, kept as printed, delivered and signed for.

made = documents.draft(office, "rectification-notice", about=[(Hazard, row)], fields={"整改期限": "2026-11-27"})
documents.issue(office, bytes.fromhex(made.data["id"]))
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop.work.documents.delivering import about, receipt, recipients, send_to, share, signed_today
from desktop.work.documents.issuing import REGISTERS, give, issue, issue_many
from desktop.work.documents.issuing import draft as draft_of
from desktop.work.documents.keeping import again, discard, fill, preview, print_many, printed, reprint, revise, void
from desktop.work.documents.orders import Also, Given, Made, Order, Subject, To
from desktop.work.documents.reading import listed as kinds
from desktop.work.office import Office
from desktop.work.outcome import Outcome


def draft(
    office: Office,
    kind: str,
    about: Sequence[Subject] = (),
    fields: Given | None = None,
    recipients: Sequence[To | str] = (),
    issuer: bytes | None = None,
    on: date | None = None,
    also: Also | None = None,
    *,
    signed_by: str = "",
    headline: str = "",
    addressee: str = "",
    copies: str = "",
    reply_by: date | None = None,
    purpose: str = "",
) -> Outcome:
    """A draft; see Order for the words. Data: {"id"}. Raises NotFound, NotOurs, Trouble."""
    order = Order(
        kind, about, fields or {}, recipients, issuer, on, signed_by, headline, addressee, copies, reply_by, purpose
    )
    return draft_of(office, order, also)


__all__ = [
    "REGISTERS", "Made", "Order", "To", "about", "again", "discard", "draft", "draft_of", "fill", "give", "issue",
    "issue_many", "kinds", "preview", "print_many", "printed", "receipt", "recipients", "reprint", "revise", "send_to",
    "share", "signed_today", "void",
]  # fmt: skip
