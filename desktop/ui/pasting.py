"""What WPS and Excel put on the clipboard: rows by lines, cells by tabs, quotation marks round cells with line ends."""

from __future__ import annotations

import csv
import io

MOST_CELLS = 200_000


def read_pasted(text: str) -> list[list[str]]:
    """The pasted cells, all rows equally long; the empty last line that spreadsheets add is dropped."""
    if not text.strip("\r\n"):
        return []
    quoted = text.lstrip().startswith('"') or '\t"' in text or '\n"' in text
    csv.field_size_limit(1 << 24)
    rows = list(
        csv.reader(
            io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
        )
    )
    while rows and not any(rows[-1]):
        rows.pop()
    wide = max((len(row) for row in rows), default=0)
    kept = rows[: max(1, MOST_CELLS // max(wide, 1))]
    return [[*row, *[""] * (wide - len(row))] for row in kept]
