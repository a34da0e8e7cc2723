"""What a document says, ready for the page: its texts with everything filled in, its tables, who issues it and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from db.rules import document_text
from db.rules.document_text import Block


@dataclass(frozen=True)
class Lines:
    """A table: heading, width (mm) and alignment of each column, and the lines that are filled in."""

    labels: Sequence[str]
    widths: Sequence[float]
    aligns: str
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Said:
    """mark: the number, or where it will stand; size: points of a form's text, 0 for the usual; signer: 签发人 of a
    document to those above."""

    layout: str
    headline: str
    issuer: str
    term: str
    issued_on: date
    mark: str = ""
    addressee: str = ""
    body: str = ""
    closing: str = ""
    stub: str = ""
    receipt: str = ""
    copies: str = ""
    printer: str = ""
    signer: str = ""
    form: str = ""
    size: float = 0.0
    label: str = ""
    name: str = ""
    tables: Mapping[str, Lines] = field(default_factory=dict)

    def blocks(self, text: str) -> list[Block]:
        return document_text.blocks(text)

    @cached_property
    def annexes(self) -> list[str]:
        """What the annexes are called, in order."""
        return [block.text for block in self.blocks(self.body) if block.kind == "annex"]

    @property
    def texts(self) -> list[str]:
        """All that will stand on the paper, to be looked through for characters that cannot be printed."""
        cells = [cell for table in self.tables.values() for row in table.rows for cell in row]
        own = (self.headline, self.issuer, self.mark, self.addressee, self.body, self.closing, self.stub, self.receipt)
        return [*own, self.copies, self.printer, self.signer, *cells]
