"""What the papers of the hand-off share: schools at both ends, receipt numbers, moments as people write them."""

from __future__ import annotations

import json
from datetime import datetime
from typing import NamedTuple

from db.errors import PaperTrouble
from db.handoff import overview
from db.handoff.machines import Machine
from db.registers import School as Schools
from desktop.reports.source import Source

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""How the values of a conflict are told apart on paper; I and O are left out."""


class School(NamedTuple):
    """An end of a hand-off. machine: （第2台） where the school has several, else ""."""

    id: bytes | None
    name: str
    machine: str = ""


def own_school(source: Source) -> School:
    return School(source.school_id, source.school)


def other_school(source: Source, machine: Machine) -> School:
    name = source.title(Schools, machine.school_id.hex()) if machine.school_id else "未登记的学校"
    place = overview.place_of(source.connection, machine)
    return School(machine.school_id, name, f"（{place}）" if place else "")


def only_center(source: Source, paper: str) -> None:
    """Raises PaperTrouble at a school: the township's papers are the center's."""
    told = source.connection.exec_driver_sql("SELECT value FROM local WHERE name = 'center'").scalar()
    if told and source.school_id is not None and json.loads(told) != source.school_id.hex():
        raise PaperTrouble(f"{paper}由中心学校打印。", "本校交了哪些包，请看“交接”。")


def receipt_number(school: str, number: int | None, taken_at: str | None) -> str:
    """青石镇中心学校收〔2026〕3号; never 第, never 003."""
    if number is None:
        return "—"
    year = datetime.fromisoformat(taken_at).year if taken_at else ""
    return f"{school}收〔{year}〕{number}号"


def say_moment(text: str | None) -> str:
    """2026年11月20日 16:42."""
    if not text:
        return "—"
    at = datetime.fromisoformat(text)
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"


def say_short(text: str | None) -> str:
    """11月20日 16:42, with the year where it is another."""
    if not text:
        return "—"
    at = datetime.fromisoformat(text)
    return f"{at.month}月{at.day}日 {at:%H:%M}"
