"""Retention and dropout rates of a school year, with the working and who was counted."""

from __future__ import annotations

from typing import Any

from db.dropouts import rates
from db.dropouts.rates import Figure
from desktop.work.dropouts import compulsory
from desktop.work.office import Office
from desktop.work.outcome import Outcome


def of_year(office: Office, year: int | None = None, school: str = "") -> list[Figure]:
    """The figures of one school, or of all whose rows this file has, taken together. Raises NotFound."""
    schools = [office.school_called(school)] if school else compulsory(office)
    with office.look() as connection:
        return rates.of_year(connection, office.context, year or office.school_year, schools)


def described(office: Office, year: int | None = None, school: str = "") -> Outcome:
    """The same in words, and as --json prints them."""
    found = of_year(office, year, school)
    said = "\n".join(_line(figure) for figure in found)
    return Outcome(said, data={"year": year or office.school_year, "figures": [_data(figure) for figure in found]})


def _line(figure: Figure) -> str:
    names = "".join(f"\n　　{of}：{'、'.join(who)}" for of, who in figure.counted.items() if who)
    account = f"\n　　人数账：{figure.working.account}" if figure.working.account else ""
    return f"{figure.working.name}：{figure.working.filled}{account}{names}"


def _data(figure: Figure) -> dict[str, Any]:
    working = figure.working
    return {
        "name": working.name, "formula": working.formula, "given": dict(working.given),
        "percent": None if working.per_cent is None else str(working.per_cent), "source": working.source,
        "account": working.account, "counted": figure.counted,
    }  # fmt: skip


__all__ = ["Figure", "described", "of_year"]
