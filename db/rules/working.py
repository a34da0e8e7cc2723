"""A figure with its working: the formula in words, the numbers put in, who was counted and who was not, and why.

Nobody in an office believes a figure that cannot be done again by hand; here every figure can.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from db.rules.participation import decimal_of


class Put(NamedTuple):
    """One number put into the formula: what it is, and how it stands there."""

    label: str
    value: str


@dataclass(frozen=True)
class Working:
    """What stands behind one figure. counted and apart name pupils by their key, those apart with the reason."""

    title: str
    formula: str
    puts: tuple[Put, ...]
    result: str
    notes: tuple[str, ...] = ()
    counted: tuple[Hashable, ...] = ()
    apart: tuple[tuple[Hashable, str], ...] = ()

    def of(self, title: str) -> "Working":
        return replace(self, title=title)

    def noting(self, note: str) -> "Working":
        return replace(self, notes=(*self.notes, note))

    def naming(self, counted: list[Hashable], apart: list[tuple[Hashable, str]]) -> "Working":
        """The same with the pupils behind it."""
        return replace(self, counted=tuple(counted), apart=tuple(apart))


Explained = tuple[str, tuple[Put, ...], tuple[str, ...]]
"""The formula in words, the numbers put in, and remarks."""


@dataclass(frozen=True)
class Figure:
    """A figure: its exact value (None where it cannot be said, then `why` says what is missing); `working` opens it.

    scale: what the value is multiplied with to be shown (100 for a share in percent); places: how many it is shown to;
    explain: formula and numbers, put together only when somebody asks.
    """

    name: str
    label: str
    value: Fraction | None
    explain: Callable[[], Explained]
    unit: str = ""
    scale: int = 1
    places: int = 1
    why: str = ""
    small: bool = False

    @property
    def working(self) -> Working:
        formula, puts, notes = self.explain()
        result = f"算不出：{self.why}。" if self.why else self.with_unit
        return Working(self.label, formula, puts, result, notes)

    @property
    def shown(self) -> str:
        """78.4, 91.1; a dash where it cannot be said."""
        return figure(self.value, self.scale, self.places)

    @property
    def with_unit(self) -> str:
        return f"{self.shown}{self.unit}" if self.value is not None else self.shown


def figure(value: Fraction | None, scale: int = 1, places: int = 1) -> str:
    """A figure as it is printed, rounded half up."""
    return "—" if value is None else f"{decimal_of(value * scale, places):f}"


def signed(value: Fraction | None, scale: int = 1, places: int = 1) -> str:
    """A difference: +1.2, −0.9, 0.0; a dash where there is none."""
    if value is None:
        return "—"
    rounded = decimal_of(value * scale, places)
    return f"{'+' if rounded > 0 else '−' if rounded < 0 else ''}{abs(rounded):f}"


def number(value: Fraction | Decimal | int) -> str:
    """A number put into a formula: whole ones plainly, others to four places at most."""
    exact = Fraction(value)
    if exact.denominator == 1:
        return str(exact.numerator)
    return f"{decimal_of(exact, 4):f}".rstrip("0").rstrip(".")
