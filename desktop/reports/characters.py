"""Characters on paper: what is left out of a text, and how a name is copied out of a PDF file."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Control characters, soft hyphens, marks of direction, joiners, variation selectors, tags: they have no picture of
# their own. Left in, they would print as empty boxes.
UNSEEN = "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
UNSEEN += "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff"
BREAKS, BLANKS = "\\r\u2028\u2029", "\\t\xa0"

_odd = re.compile(f"[{UNSEEN}{BREAKS}{BLANKS}]")
_unseen = re.compile(f"[{UNSEEN}]+")
_breaks = re.compile(f"\\r\\n|[{BREAKS}]")
_blanks = re.compile(f"[{BLANKS}]")

MOST_IN_A_BLOCK = 100
"""Adobe's rule for the entries of one block of a copy table."""


def clean(text: str) -> str:
    """The text as paper shows it: without what cannot be seen, tabs as blanks, every kind of line end as one."""
    if not _odd.search(text):
        return text
    return _unseen.sub("", _blanks.sub(" ", _breaks.sub("\n", text)))


def copy_table(name: str, codes: Sequence[int]) -> str:
    """What a reader copies for each letter of an embedded face (ToUnicode).

    reportlab writes U+2C029 (𬀩) as five hexadecimal digits, which readers take for another character; a PDF file
    wants UTF-16. 源：ISO 32000-1, 9.10.3.
    """
    pairs = [f"<{i:02X}> <{_utf16(code)}>" for i, code in enumerate(codes)]
    blocks = [pairs[i : i + MOST_IN_A_BLOCK] for i in range(0, len(pairs), MOST_IN_A_BLOCK)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        f"/CMapName /{name} def\n/CMapType 2 def\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


def _utf16(code: int) -> str:
    return chr(code).encode("utf-16-be", "surrogatepass").hex().upper()
