"""Kept pages laid together in one file for the printer: halves two to a sheet, everything else as it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from reportlab.lib.pagesizes import A4

from db.errors import PaperTrouble

HALF_WIDTH = A4[1] / 2 + 1


def write(bodies: Sequence[bytes], target: Path) -> int:
    """One file of all these, in order; answers its pages. Raises PaperTrouble."""
    whole = pypdfium2.PdfDocument.new()
    halves = pypdfium2.PdfDocument.new()
    try:
        for body in bodies:
            document = pypdfium2.PdfDocument(body)
            if document[0].get_width() <= HALF_WIDTH and document[0].get_height() < A4[1] - 1:
                halves.import_pages(document)
            else:
                _lay_down(halves, whole)
                halves = pypdfium2.PdfDocument.new()
                whole.import_pages(document)
        _lay_down(halves, whole)
        part = target.with_name(target.name + ".part")
        whole.save(part)
        part.replace(target)
        return len(whole)
    except OSError as error:
        advice = "如果它正开着，请先关掉；或者换一个文件夹。"
        raise PaperTrouble(f"写不了文件“{target.name}”。", advice) from error
    finally:
        whole.close()


def _lay_down(halves: pypdfium2.PdfDocument, whole: pypdfium2.PdfDocument) -> None:
    """Two halves on each sheet lying on its side."""
    if len(halves):
        sheet = pdfium.FPDF_ImportNPagesToOne(halves, A4[1], A4[0], 2, 1)
        laid = pypdfium2.PdfDocument(sheet)
        whole.import_pages(laid)
        laid.close()
    halves.close()
