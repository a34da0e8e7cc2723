"""What the sample's schools wrote down at the gate, in the canteen, the dormitory, the buses and on safety Mondays."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from db import patrolled, query
from db.register import Register
from db.registers import Bus, BusRun, DormitoryCheck, Facility, FoodSample, HeadMeal, SafetyLesson, Visitor, Water
from desktop.work import rows
from desktop.work.office import Office

FILE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "operations.toml"
LUNCH, MORNING, EVENING = "2", "1", "2"
"""Codes of meal, and of bus_run."""
MONDAY, FRIDAY = 0, 4


def school(office: Office, leaders: list[str]) -> None:
    """The books of one school, of what it has: no canteen, no samples."""
    said = tomllib.loads(FILE.read_text("utf-8"))
    for register, name, day in ((Visitor, "visitors", "on"), (Water, "waters", "checked_on")):
        for typed in said[name]:
            if typed["school"] == office.school:
                on = office.today - timedelta(days=typed["days"])
                words = {key: text for key, text in typed.items() if key not in ("school", "days")}
                rows.add(office, register, {**words, day: on.isoformat()})
    lacking = _lacking(office)
    days = _days(office)
    with office.change("安全课、食堂、宿舍和校车") as change:
        made = [*_lessons(office, days, said["lessons"], leaders)]
        if "canteen" not in lacking:
            made += _meals(office, days[: said["canteen"]["days"]], said["canteen"], leaders)
        if "dormitory" not in lacking:
            made += _nights(office, days, said["dormitory"])
        for row in made:
            change.add(row)
    if "bus" not in lacking:
        _bus(office, days[: said["runs"]["days"]], said)


def _lacking(office: Office) -> set[str]:
    with office.look() as connection:
        standing = list(query.standing(connection, Facility))
    return {one["kind"] for one in standing if one["school_id"] == office.school_id and not one["present"]}


def _days(office: Office) -> list[date]:
    """School days before today, the last one first, back to the month before."""
    found = []
    for year, month in ((office.today.year, office.today.month), (office.today.year, office.today.month - 1)):
        found += [day for day in patrolled.school_days(office.context, year, month) if day < office.today]
    return sorted(found, reverse=True)


def _lessons(office: Office, days: list[date], said: dict[str, Any], leaders: list[str]) -> Iterator[Register]:
    mondays = [day for day in days if day.weekday() == MONDAY]
    for number, (on, subject, topic) in enumerate(zip(mondays, said["subjects"], said["topics"], strict=False)):
        yield SafetyLesson(
            school_id=office.school_id, on=on, topic=topic, subject=subject,
            teacher=leaders[number % len(leaders)], minutes=40,
        )  # fmt: skip


def _meals(office: Office, days: list[date], said: dict[str, Any], leaders: list[str]) -> Iterator[Register]:
    """Two dishes kept and one leader at the table each day; what is older than two days has been thrown away."""
    for number, on in enumerate(days):
        dishes = said["menu"][number % len(said["menu"])]
        over = on + timedelta(days=3)
        for dish in dishes:
            thrown = f"{over.month}月{over.day}日 11:30" if over <= office.today else None
            yield FoodSample(
                school_id=office.school_id, on=on, meal=LUNCH, name=dish, grams=Decimal(said["grams"]), kept_at="11:30",
                hours=48, by=said["by"], thrown_at=thrown, thrown_by=said["by"] if thrown else None,
            )  # fmt: skip
        opinion = said["opinions"][number % len(said["opinions"])]
        name = leaders[number % len(leaders)]
        yield HeadMeal(
            school_id=office.school_id, on=on, meal=LUNCH, name=name, dishes="、".join(dishes), opinion=opinion
        )


def _nights(office: Office, days: list[date], said: dict[str, Any]) -> Iterator[Register]:
    """Every room each night before a school day; in one of them somebody is away on the last night."""
    nights = [day for day in days if day.weekday() != FRIDAY][: said["nights"]]
    for number, on in enumerate(nights):
        for room, expected in said["rooms"]:
            absent = said["absent"].get(room) if number == 0 else None
            yield DormitoryCheck(
                school_id=office.school_id, on=on, room=room, expected=expected, present=expected - bool(absent),
                absent=absent, checked_at=said["at"], by=said["by"][number % len(said["by"])],
            )  # fmt: skip


def _bus(office: Office, days: list[date], said: dict[str, Any]) -> None:
    """The bus, and each of its departures counted."""
    bus = bytes.fromhex(rows.add(office, Bus, said["bus"]).data["id"])
    with office.change("校车清点") as change:
        for on, up in zip(days, said["runs"]["up"], strict=True):
            for run in (MORNING, EVENING):
                change.add(
                    BusRun(
                        school_id=office.school_id, bus_id=bus, on=on, run=run, up=up, down=up,
                        attendant=said["bus"]["attendant"], walked=True,
                    )
                )  # fmt: skip


__all__ = ["school"]
