"""Merging: many offices' histories come in, one comes out; whole or not at all (handoff.md, merge law)."""

from db.merge.incoming import (
    Account,
    Arrival,
    CopiedFile,
    EntryHead,
    Operation,
    Ranges,
    Result,
    Unbalanced,
)  # fmt: skip
from db.merge.leaving import outgoing
from db.merge.taking import take_in, take_in_at
from db.merge.waiting import apply_after_upgrade, apply_waiting

__all__ = [
    "Account", "Arrival", "CopiedFile", "EntryHead", "Operation", "Ranges", "Result", "Unbalanced",
    "apply_after_upgrade", "apply_waiting", "outgoing", "take_in", "take_in_at",
]  # fmt: skip
