"""The month's figures of dropout control from its cases, and whether figures agree with each other.

Suspected and confirmed cases are counted at both ends of the month; before + found − closed = left, and the end of a
month is the start of the next. 源：学校一月一报告（facts 8.1）.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from db.rules.dropouts import BACK, EXCLUDED, PLACED

FIGURES = (
    "at_start", "came", "left", "died", "at_end", "suspected_before", "dropped_before", "suspected_new", "dropped_new",
    "back", "placed", "excluded", "suspected_left", "dropped_left",
)  # fmt: skip
"""Names of the figures that must agree."""


class Case(NamedTuple):
    """A case as a month sees it: when it was found, confirmed as dropping out, closed, and how (dropout_state)."""

    found: date
    confirmed: date | None = None
    closed: date | None = None
    how: str = ""


def month_of(month: str) -> tuple[date, date]:
    """The first and last day of 2026-11. Raises ValueError."""
    year, number = (int(part) for part in month.split("-"))
    first = date(year, number, 1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def figures(cases: Iterable[Case], first: date, last: date) -> dict[str, int]:
    """The month's counts of cases by name; days in the month are from first to last, both counted."""
    counts = dict.fromkeys(FIGURES[5:], 0)
    for case in cases:
        if case.found > last or (case.closed is not None and case.closed < first):
            continue
        confirmed = case.confirmed
        if case.found < first:
            counts["dropped_before" if confirmed and confirmed < first else "suspected_before"] += 1
        else:
            counts["suspected_new"] += 1
        if confirmed is not None and confirmed <= last and max(confirmed, case.found) >= first:
            counts["dropped_new"] += 1
        if case.closed is not None and case.closed <= last:
            counts[{BACK: "back", PLACED: "placed", EXCLUDED: "excluded"}.get(case.how, "placed")] += 1
        else:
            counts["dropped_left" if confirmed and confirmed <= last else "suspected_left"] += 1
    return counts


class Sum(NamedTuple):
    """Names of figures of which before + more − less must be after."""

    before: tuple[str, ...]
    more: tuple[str, ...]
    less: tuple[str, ...]
    after: tuple[str, ...]


SUMS = (
    Sum(("at_start",), ("came",), ("left", "died"), ("at_end",)),
    Sum(
        ("suspected_before", "dropped_before"),
        ("suspected_new",),
        ("back", "placed", "excluded"),
        ("suspected_left", "dropped_left"),
    ),
)


def disagreeing(given: Mapping[str, int | None]) -> list[tuple[str, str]]:
    """(figure, sentence) for each sum that does not come out; what is not filled in is not judged."""
    found = []
    for one in SUMS:
        if any(given.get(name) is None for names in one for name in names):
            continue
        before, more, less, after = (sum(given[name] or 0 for name in names) for names in one)
        if before + more - less != after:
            found.append((one.after[-1], f"{before}＋{more}－{less}不等于{after}。"))
    return found


__all__ = ["FIGURES", "SUMS", "Case", "Sum", "disagreeing", "figures", "month_of"]
