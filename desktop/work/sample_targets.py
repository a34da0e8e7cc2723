"""The sample's targets: last year's settled, this year's with their baselines, and the agreements signed on them."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from db.change import Change
from db.registers import Child, Target
from db.rules import ages
from desktop.work import tables, target_agreements, targets
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.sample_term import Term

SOURCE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "targets.toml"


def play(term: Term) -> None:
    """The chapter, at the center; the agreements go to the schools by stick."""
    told = tomllib.loads(SOURCE.read_text("utf-8"))
    term.do(term.center, lambda office: _in_kindergarten(office, told["kindergarten"], int(told["year"])))
    term.do(term.center, lambda office: _promise(office, told))
    term.friday("白杨小学")


def _promise(office: Office, told: dict[str, Any]) -> Outcome:
    year = int(told["year"])
    with office.change("上学年质量目标") as rows:
        _add(office, rows, told["settled"], year - 1)
    targets.settle_period(office, str(year - 1))
    with office.change("本学年质量目标") as rows:
        made = _add(office, rows, told["targets"], year)
    targets.take_baselines(office, made)
    return target_agreements.agree_period(office, str(year))


def _in_kindergarten(office: Office, told: dict[str, Any], year: int) -> Outcome:
    """Children of five on the villages' lists go to kindergarten, all but the last few by name."""
    with office.change("登记在园儿童") as rows:
        every = tables.ids(office, Child, sort=["name"])
        young = [
            one for one in rows.several(Child, every) if one.born_on and ages.age_at_opening(one.born_on, year) == 5
        ]
        for child in young[: len(young) - int(told["away"])]:
            child.in_school, child.attends = True, told["school"]
    return Outcome()


def _add(office: Office, rows: Change, lines: list[dict[str, Any]], year: int) -> list[bytes]:
    made = []
    for line in lines:
        words = {name: line.get(name) for name in ("measure", "grade", "subject", "name", "wanted")}
        value = Decimal(line["value"]) if "value" in line else None
        weight = Decimal(line["weight"]) if "weight" in line else None
        for name in line["schools"]:
            school = office.school_called(name) if name else None
            made.append(rows.add(Target(school_id=school, year=year, value=value, weight=weight, **words)).id)
    return made
