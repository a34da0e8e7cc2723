"""Insurance for a class or a school at once: entered as bought, or as declined by the family in writing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from db.aid import cover
from db.aid.cover import DECLINED, INSURED, OPEN, Cover, Line
from db.errors import Trouble
from db.register import key_id, plain
from db.registers import Insurance
from db.rules.participation import percent
from desktop.work.meals import schools
from desktop.work.office import Office
from desktop.work.outcome import Outcome


@dataclass(frozen=True)
class Policy:
    """What is the same for all who are insured together."""

    kind: str
    year: int
    insurer: str = ""
    policy: str = ""
    paid_on: date | None = None
    amount: Decimal | None = None


def covers(office: Office, year: int, school: bytes | None = None) -> list[Cover]:
    """Both kinds, over the children of one school or of all this office writes for."""
    wanted = [pair for pair in schools(office) if school in (None, pair[0])]
    with office.look() as connection:
        return cover.covers(connection, office.context, year, wanted)


def described(office: Office, year: int) -> list[dict[str, Any]]:
    """Both kinds as --json prints them: how many, the share in percent, the target, whether it is reached."""
    return [
        {
            "label": one.label, "pupils": one.pupils, "insured": one.insured, "declined": len(one.refused),
            "open": len(one.open), "percent": str(percent(one.share) or ""), "target": str(one.target),
            "reached": one.reached,
        }
        for one in covers(office, year)
    ]  # fmt: skip


def insure(office: Office, students: Sequence[bytes], policy: Policy) -> Outcome:
    """These children are insured; one whose family had declined is insured from now on."""
    said = {
        "insurer": policy.insurer or None, "policy": policy.policy or None, "paid_on": policy.paid_on,
        "amount": policy.amount, "declined": None, "declined_by": None,
    }  # fmt: skip
    return _write(office, students, policy, said, "投保")


def decline(office: Office, students: Sequence[bytes], policy: Policy, by: str = "") -> Outcome:
    """These families do not want it; who signed the statement stays with it."""
    said = {"insurer": None, "policy": None, "paid_on": None, "amount": None}
    return _write(office, students, policy, {**said, "declined": True, "declined_by": by or None}, "家长不买")


def _write(office: Office, students: Sequence[bytes], policy: Policy, said: dict[str, Any], why: str) -> Outcome:
    """Set-based: a school of a thousand children is one insert, and cells for those who were known."""
    if not students:
        raise Trouble("还没有选学生。", "请先在表里勾选。")
    label = next(name for kind, name, _ in cover.KINDS if kind == policy.kind)
    ids = {key_id("insurances", [child, policy.year, policy.kind]): child for child in students}
    stored = {name: plain(value) for name, value in said.items()}
    with office.change(f"{label}{why}：{len(ids)} 人") as rows:
        known = {row for (row,) in rows.rows("SELECT id FROM insurances") if row in ids}
        rows.set_cells(
            Insurance, [(row, name, value) for row in known for name, value in {**stored, "deleted": 0}.items()]
        )
        titles, there = office.titles("classes"), "SELECT id, school_id, class_id FROM students"
        rooms = {child: (school, titles.get(room)) for child, school, room in rows.rows(there)}
        new = [
            (row, *rooms[child], child, policy.year, policy.kind, *stored.values())
            for row, child in ids.items()
            if row not in known
        ]
        rows.insert_rows(Insurance, [*COLUMNS, *stored], new)
    return Outcome(f"已登记 {len(ids)} 人{label}：{why}。按 Ctrl+Z 可以撤销。", frozenset({"insurances"}))


COLUMNS = ("id", "school_id", "class_name", "student_id", "year", "kind")

__all__ = ["DECLINED", "INSURED", "OPEN", "Cover", "Line", "Policy", "covers", "decline", "described", "insure"]
