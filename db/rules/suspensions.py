"""Suspension (休学): what the papers must show before a pupil stays away for months. 源：facts 3.6 (M)."""

from __future__ import annotations

from datetime import date

from db.rules.days import months_after

MONTHS = 3
Lack = tuple[str, str, str]
"""Field, sentence, advice."""


def too_short(begins: date, until: date, months: int = MONTHS) -> bool:
    """Suspension is for an inability of so many months or more."""
    return until < months_after(begins, months)


def lacking(begins: date | None, until: date | None, *, proved: bool, months: int = MONTHS) -> list[Lack]:
    """What is missing from an application: until when, long enough, and the hospital's proof."""
    found: list[Lack] = []
    if until is None:
        found.append(("until", "没有填休学到哪一天。", "期满要办复学，请填上。"))
    elif begins is not None and too_short(begins, until, months):
        found.append(("until", f"休学不满{months}个月。", f"因病不能上学{months}个月以上才办休学，较短的请办请假。"))
    if not proved:
        found.append(("proof", "没有写证明材料。", f"因病休学要有医院证明（不能上学{months}个月以上），拍照存上。"))
    return found
