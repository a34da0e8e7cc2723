"""Sums of aid: how many applied, were agreed to, were paid; boys and girls, boarders and day pupils, and the money."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from db.rules.aid_steps import PAID, REFUSED, SIGNED, TO_REVIEW

K = TypeVar("K", bound=Hashable)


class Line(NamedTuple):
    """One application as the sums see it."""

    state: str
    sex: str
    boarding: str
    amount: Decimal | None


class Sum(NamedTuple):
    """Counts of applications; `agreed` are those a review let pass, `yuan` their money, `paid_yuan` what was given."""

    applied: int = 0
    agreed: int = 0
    paid: int = 0
    signed: int = 0
    boys: int = 0
    girls: int = 0
    boarders: int = 0
    day: int = 0
    yuan: Decimal = Decimal(0)
    paid_yuan: Decimal = Decimal(0)

    def with_(self, other: "Sum") -> "Sum":
        """Both together."""
        mine: tuple[Any, ...] = self
        return Sum._make(a + b for a, b in zip(mine, other, strict=True))


def of(line: Line) -> Sum:
    """One application; sex and boarding are counted of those agreed to."""
    agreed = line.state not in (TO_REVIEW, REFUSED)
    paid = line.state in (PAID, SIGNED)
    amount = line.amount or Decimal(0)
    return Sum(
        1,
        int(agreed),
        int(paid),
        int(line.state == SIGNED),
        int(agreed and line.sex == "1"),
        int(agreed and line.sex == "2"),
        int(agreed and line.boarding == "2"),
        int(agreed and line.boarding == "1"),
        amount if agreed else Decimal(0),
        amount if paid else Decimal(0),
    )


def summed(lines: Iterable[tuple[K, Line]]) -> dict[K, Sum]:
    """The sums of each group, in the order the groups first come."""
    found: dict[K, Sum] = {}
    for key, line in lines:
        found[key] = found.get(key, Sum()).with_(of(line))
    return found


def total(sums: Iterable[Sum]) -> Sum:
    """All groups together."""
    whole = Sum()
    for one in sums:
        whole = whole.with_(one)
    return whole


def line_of(row: Mapping[str, Any], sex: Callable[[Any], str]) -> Line:
    """An application as stored; `sex` looks the child up."""
    amount = None if row["amount"] in (None, "") else Decimal(str(row["amount"]))
    return Line(str(row["state"]), sex(row["student_id"]), row["boarding"] or "", amount)
