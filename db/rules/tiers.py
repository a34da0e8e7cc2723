"""Tiers: which lines of a checklist a school is asked, by what kind of school it is and what it has.

源：村小与中心校两种要求（systems C20）；没有食堂就不查食堂（facts 5.4）.
"""

from collections.abc import Mapping
from typing import Any

TIERS_OF = {
    "center": ("center",),
    "primary": ("primary",),
    "point": ("point",),
    "junior": ("junior",),
    "nine_year": ("primary", "junior"),
    "kindergarten": ("kindergarten",),
    "county": (),
}


def meant_for(row: Mapping[str, Any], school_kind: str) -> bool:
    """Whether a list or a line is for such a school: a flag that is empty does not shut it out."""
    tiers = TIERS_OF.get(school_kind, tuple(TIERS_OF))
    return any(row.get(tier) is None or row[tier] for tier in tiers)


def asked(row: Mapping[str, Any], school_kind: str, lacking: frozenset[str]) -> bool:
    """Whether a line stands on this school's sheet: `lacking` are facilities that the school said it has not."""
    return meant_for(row, school_kind) and row.get("needs") not in lacking
