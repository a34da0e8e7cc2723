"""The words and keys of the roll call: one letter a reason, one figure a symptom."""

from __future__ import annotations

from dataclasses import dataclass

from db import codes
from db.rules import attendance


@dataclass(frozen=True)
class Mark:
    """How one pupil was missing: a code of `absence_reason`, the symptom of an illness, a few words."""

    reason: str
    symptom: str = ""
    remark: str = ""


REASON_KEYS: dict[str, str] = {key: code for code, key in codes.code_list("absence_reason").told["keys"].items()}
"""The letter that is pressed, and the code it means."""

SYMPTOM_KEYS: dict[str, str] = {code.code: code.code for code in codes.code_list("symptom") if len(code.code) == 1}

SESSIONS: dict[str, str] = {code.code: code.label for code in codes.code_list("session")}


def reason_label(mark: Mark) -> str:
    """病假, or what it is: 病假 发热."""
    label = codes.code_list("absence_reason").label(mark.reason)
    return f"{label} {codes.code_list('symptom').label(mark.symptom)}" if mark.symptom else label


def said(mark: Mark) -> str:
    """病假（发热）, as it stands in a sentence."""
    label = codes.code_list("absence_reason").label(mark.reason)
    return f"{label}（{codes.code_list('symptom').label(mark.symptom)}）" if mark.symptom else label


def reasons() -> list[tuple[str, str, str]]:
    """(code, label, letter) of every reason, in the order in which they are offered."""
    told = codes.code_list("absence_reason").told["keys"]
    return [(code.code, code.label, told[code.code]) for code in codes.code_list("absence_reason")]


def symptoms() -> str:
    """1 发热　2 咳嗽 …: what the figures mean after 病假."""
    return "　".join(f"{key} {codes.code_list('symptom').label(code)}" for key, code in SYMPTOM_KEYS.items())


def counts(expected: int, marks: dict[bytes, Mark]) -> tuple[int, int, int]:
    """How many are there, missing, and late or gone early."""
    missing = sum(1 for mark in marks.values() if mark.reason in attendance.ABSENT)
    return expected - missing, missing, len(marks) - missing
