"""The pages of documents: official ones, letters, forms, halves, certificates; one kit for all kinds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.reports.documents import letter, office_form, official
from desktop.reports.documents.said import Lines, Said
from desktop.reports.press import Press

_LAYOUTS: Mapping[str, Callable[[Press, Said], None]] = {
    "official": official.write, "letter": letter.write, "form": office_form.write_form,
    "half": office_form.write_half, "certificate": office_form.write_certificate, "poster": office_form.write_poster,
}  # fmt: skip
_WITH_SLIPS = ("official", "letter")
"""Layouts whose stub and reply stand on a page of their own."""


@dataclass(frozen=True)
class Drawn:
    """Pages of the file, and the characters that no face has."""

    pages: int
    missing: frozenset[str]


def draw(target: Path, said: Said) -> Drawn:
    """A document into a PDF file. Raises PaperTrouble when the file cannot be written."""
    with Press(target, said.headline, said.issuer) as press:
        _LAYOUTS[said.layout](press, said)
        if said.layout in _WITH_SLIPS:
            office_form.write_slips(press, said)
        pages = press.finish()
        return Drawn(pages, frozenset(press.faces.missing))


__all__ = ["Drawn", "Lines", "Said", "draw"]
