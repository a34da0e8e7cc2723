"""Three years of school resources in the sample township, what the county published, and the quota places of 2026."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from db.registers import (
    CountyFigure,
    QuotaCandidate,
    QuotaRound,
    QuotaShare,
    School,
    SchoolResource,
    Student,
)
from desktop.work import quota, rows, settings
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.sample_term import Term

FILE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "balance.toml"
MEASURED = ("teaching_area", "sports_area", "equipment")


def play(town: Term) -> None:
    plan = tomllib.loads(FILE.read_text("utf-8"))
    town.do(town.center, lambda office: write(office, plan))


def write(office: Office, plan: dict[str, Any]) -> Outcome:
    """The nine-year school is new to the township: its primary and its junior part count apart."""
    rows.add(office, School, plan["school"] | {"parent": office.school})
    _resources(office, plan)
    _county(office, plan)
    for name, value in plan["prices"].items():
        settings.decide(office, name, value)
    _quota(office, plan)
    return quota.settle(office, plan["quota"]["year"])


def _resources(office: Office, plan: dict[str, Any]) -> None:
    with office.change("录入办学条件") as change:
        for row in plan["rows"]:
            figures = {name: values for name, values in row.items() if name not in ("school", "stage")}
            for n, year in enumerate(plan["years"]):
                said = {name: Decimal(v[n]) if name in MEASURED else v[n] for name, v in figures.items()}
                school = office.school_called(row["school"])
                change.add(SchoolResource(school_id=school, year=year, stage=row["stage"], **said))


def _county(office: Office, plan: dict[str, Any]) -> None:
    with office.change("录入全县均衡数据") as change:
        for said in plan["county"]:
            for n, (mean, variation) in enumerate(zip(said["mean"], said["variation"], strict=True), 1):
                key = {"year": said["year"], "stage": said["stage"], "indicator": f"2017-{n}"}
                change.add(CountyFigure(**key, mean=Decimal(mean), variation=Decimal(variation), source=said["source"]))


def _quota(office: Office, plan: dict[str, Any]) -> None:
    """The plan with its shares, and the graduates who wished for it."""
    said = plan["quota"]
    with office.change(f"{said['year']}年指标生") as change:
        target = QuotaRound(
            name=said["name"], year=said["year"], plan=said["plan"], places=said["places"], line=Decimal(said["line"]),
            decided_on=said["decided_on"], basis=said["basis"],
        )  # fmt: skip
        change.add(target)
        for name, eligible in said["eligible"].items():
            change.add(QuotaShare(round_id=target.id, school_id=office.school_called(name), eligible=eligible))
        for few in said["candidates"]:
            school = office.school_called(few["school"])
            for n, name in enumerate(few["names"]):
                child = Student(school_id=school, name=name, sex=few["sexes"][n], stage="2", status="07")
                child.cohort = said["year"] - 3
                change.add(child)
                wish = QuotaCandidate(school_id=school, student_id=child.id, year=said["year"], wish1_id=target.id)
                wish.score, wish.eligible = Decimal(few["scores"][n]), n not in few.get("ineligible", ())
                wish.unified = n in few.get("unified", ()) or None
                change.add(wish)
