"""What somebody asks to be drawn up: of which kind, about which rows, saying what, for whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from db.change import Change
from db.register import Register

Subject = tuple[type[Register], bytes]
Cells = Mapping[str, str]
Given = Mapping[str, "str | Sequence[Cells]"]
"""What is known, by the field's name: a text (days as 2026-11-27), or for a table a list of lines."""


@dataclass(frozen=True)
class To:
    """Somebody it goes to. A school's own machine gets what goes to that school."""

    name: str
    school: bytes | None = None
    relation: str = ""


@dataclass(frozen=True)
class Order:
    """purpose: what for private numbers stand in it in full; it is logged. issuer: whose number it bears, by default
    the school before whose file one sits. on: the day it is issued, by default today."""

    kind: str
    about: Sequence[Subject] = ()
    fields: Given = field(default_factory=dict)
    recipients: Sequence[To | str] = ()
    issuer: bytes | None = None
    on: date | None = None
    signed_by: str = ""
    headline: str = ""
    addressee: str = ""
    copies: str = ""
    reply_by: date | None = None
    purpose: str = ""


@dataclass(frozen=True)
class Made:
    """A document as it stands after its unit of work: number, sum and pages are empty while it is a draft."""

    id: bytes
    order: Order | None = None
    number: str = ""
    hash: str = ""
    pages: int = 0


Also = Callable[[Change, Made], object]
"""What a caller does in the same unit of work, with the document as it was made."""

__all__ = ["Also", "Cells", "Given", "Made", "Order", "Subject", "To"]
