"""Appraisals told: who was given what and how it came about, in words and for a script."""

from __future__ import annotations

from typing import Any

from db.appraisals import appraised
from db.appraisals.appraised import Sheet
from db.rules.scoring import Result
from desktop.work import appraisal_people as people
from desktop.work.appraising import scheme_called
from desktop.work.office import Office
from desktop.work.outcome import Outcome

TOLD = ("by", "working", "appeal", "answer")


def described(office: Office, scheme: str = "", period: str = "") -> Outcome:
    """Appraisals with their heads, in words and as --json prints them."""
    row = scheme_called(office, scheme) if scheme else None
    when = people.when_of(office, period) if period else None
    with office.look() as connection:
        found = [
            sheet
            for sheet in appraised.sheets(connection, office.context)
            if (row is None or sheet.row["scheme_id"] == row["id"])
            and (when is None or (sheet.row["year"], sheet.row["term"], sheet.row["month"]) == when)
        ]
    lines = [
        f"{one.who}　{one.scheme['name']}　{one.period}　{_result(one.result)}　{_left(one)}　{'、'.join(one.prizes)}"
        for one in found
    ]
    said = "\n".join(line.rstrip("　") for line in lines)
    return Outcome(said or "还没有考核。", data={"appraisals": [data(one) for one in found]})


def _result(result: Result) -> str:
    return f"{result.score}/{result.full}"


def _left(sheet: Sheet) -> str:
    left = sum(sheet.points(head) is None for head in sheet.heads)
    return f"还有 {left} 项没有评定" if left else "各项都有得分"


def data(sheet: Sheet) -> dict[str, Any]:
    return {
        "id": sheet.row["id"].hex(), "who": sheet.who, "scheme": sheet.scheme["sign"], "year": sheet.row["year"],
        "term": sheet.row["term"], "month": sheet.row["month"], "state": sheet.row["state"],
        "score": str(sheet.result.score), "full": str(sheet.result.full), "grade": sheet.result.grade,
        "vetoed": sheet.result.vetoed, "prizes": sheet.prizes,
        "heads": [
            {
                "number": head["number"], "section": head["section"], "text": head["text"], "full": str(head["full"]),
                "points": None if sheet.points(head) is None else str(sheet.points(head)),
                **{name: (sheet.marks.get(head["id"]) or {}).get(name) for name in TOLD},
            }
            for head in sheet.heads
        ],
    }  # fmt: skip


__all__ = ["data", "described"]
