"""Aid standards: what one child gets in a term, by the standard that holds then, and how that was worked out.

源：facts 8.4；standards are rows of the office (资助标准), this is how the one that holds is found.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from db.rules.calendar import season_label
from db.rules.grades import STAGE_LABELS, Stage

CENT = Decimal("0.01")


class Standard(NamedTuple):
    """One line of the standards: whom it is for ("" is everybody), how much, and from which term to which.

    yuan_year, yuan_term, yuan_day: what is given; one of them is enough. since and until are term numbers.
    """

    row: bytes
    stage: str = ""
    boarding: str = ""
    area: str = ""
    yuan_year: Decimal | None = None
    yuan_term: Decimal | None = None
    yuan_day: Decimal | None = None
    since: int | None = None
    until: int | None = None
    source: str = ""


def term_number(year: int, term: int | str) -> int:
    """Terms counted through: the second of 2025—2026 comes right before the first of 2026—2027."""
    return 2 * year + int(term) - 1


def term_of(number: int) -> tuple[int, int]:
    return number // 2, number % 2 + 1


def stage_at(stage: str, cohort: int | None, year: int) -> str:
    """The stage a pupil was in that year: one who is in the junior school now was in primary before entering it."""
    if cohort is None or year >= cohort or stage not in ("1", "2"):
        return stage
    return str(int(stage) - 1)


def standard_of(
    standards: Iterable[Standard], stage: str, boarding: str, year: int, term: int | str, area: str = ""
) -> Standard | None:
    """The standard that holds: the one that says most of whom it is for, and of those the latest to begin."""
    at = term_number(year, term)
    holding = [
        one
        for one in standards
        if (one.since is None or one.since <= at)
        and (one.until is None or at <= one.until)
        and one.stage in ("", stage)
        and one.boarding in ("", boarding)
        and one.area in ("", area)
    ]
    return max(holding, key=lambda one: (_said(one), one.since or 0, one.row), default=None)


def _said(one: Standard) -> int:
    return sum(bool(word) for word in (one.stage, one.boarding, one.area))


def for_term(standard: Standard, days: int | None = None) -> Decimal | None:
    """What a child gets in a term: by the term, else half a year's, else by the day; None if days are not known."""
    if standard.yuan_term is not None:
        return standard.yuan_term
    if standard.yuan_year is not None:
        return (standard.yuan_year / 2).quantize(CENT, ROUND_HALF_UP)
    if standard.yuan_day is not None and days is not None:
        return standard.yuan_day * days
    return None


def working(standard: Standard, days: int | None = None) -> str:
    """How the sum of a term follows: 小学住校，每学年1250元，一学期625元（2024年春季起）."""
    whom = (STAGE_LABELS[Stage(int(standard.stage))] if standard.stage else "") + (
        {"1": "走读", "2": "住校"}[standard.boarding] if standard.boarding else ""
    )
    since = f"（{season_label(*term_of(standard.since))}起）" if standard.since is not None else ""
    return "，".join(part for part in (whom, _rate(standard, days)) if part) + since


def _rate(standard: Standard, days: int | None) -> str:
    if standard.yuan_year is None and standard.yuan_term is None and standard.yuan_day is not None:
        said = f"每天{yuan(standard.yuan_day)}元"
        return said if days is None else f"{said}×{days}天＝{yuan(standard.yuan_day * days)}元"
    term = for_term(standard)
    year = f"每学年{yuan(standard.yuan_year)}元" if standard.yuan_year is not None else ""
    return "，".join(part for part in (year, f"一学期{yuan(term)}元" if term is not None else "") if part)


def yuan(amount: Decimal) -> str:
    """A sum without noughts that say nothing: 625, 312.5; never 1E+3."""
    said = f"{amount:f}"
    return said.rstrip("0").rstrip(".") if "." in said else said


def money(amount: Decimal) -> str:
    """A sum as it stands in a column of sums: 1,250.00."""
    return f"{amount.quantize(CENT, ROUND_HALF_UP):,f}"
