"""Leave of staff as one does it: back at work, the month's figures, who is on the list of 清理吃空饷."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from db import codes, leaves
from db.attendance import days
from db.errors import Trouble
from db.leaves import Listed, Person
from db.registers import StaffLeave
from desktop.work.office import Office
from desktop.work.outcome import Outcome


def returned(office: Office, keys: Sequence[bytes]) -> Outcome:
    """These are back at work today. Raises Trouble where a return was booked before."""
    titles = office.titles("staff")
    with office.change(f"销假 {len(keys)} 人") as rows:
        for key in keys:
            kept = rows.get(StaffLeave, key)
            if kept.returned_on is not None:
                raise Trouble(f"{titles.get(kept.staff_id or b'', '')}已经销过假了。", "请只选还没有销假的。")
            if kept.first_on is not None and kept.first_on > office.today:
                raise Trouble(f"{titles.get(kept.staff_id or b'', '')}的假还没有开始。", "不请了的，请删除这一条。")
            kept.returned_on = office.today
    return Outcome(f"已销假 {len(keys)} 人。", frozenset({"staff_leaves"}), {"count": len(keys)})


def people(office: Office, first: date, last: date, school: bytes | None = None) -> list[Person]:
    with office.look() as connection:
        return leaves.people(connection, office.context, first, last, school)


def listed(office: Office, school: bytes | None = None) -> list[Listed]:
    with office.look() as connection:
        return leaves.listed(connection, office.context, school)


def month(office: Office, asked: str = "", school: bytes | None = None) -> Outcome:
    """The month's figures of everybody who was away or taught for others; all of them in data."""
    first, last = days.month_span(asked or office.today.isoformat()[:7])
    found, schools = people(office, first, last, school), office.titles("schools")
    kinds = codes.code_list("leave_kind")
    lines = []
    for one in found:
        away = "、".join(f"{kinds.label(kind)} {count} 天" for kind, count in one.away.items() if count)
        taught = f"代课 {one.hours} 节" if one.hours else ""
        if away or taught:
            lines.append(
                f"{one.name}　{schools.get(one.school_id or b'', '')}　" + "　".join(filter(None, (away, taught)))
            )
    data = {
        "first": first.isoformat(), "last": last.isoformat(),
        "staff": [
            {
                "name": one.name, "id": one.id.hex(), "school": schools.get(one.school_id or b"", ""), "due": one.due,
                "worked": str(one.worked), "hours": str(one.hours), "pay": str(one.pay),
                "away": {kinds.label(kind): str(count) for kind, count in one.away.items() if count},
            }
            for one in found
        ],
    }  # fmt: skip
    return Outcome("\n".join([*lines, f"共 {len(found)} 人，{len(lines)} 人有请假或代课。"]), data=data)


def ghost_pay(office: Office, school: bytes | None = None) -> Outcome:
    """Who is on the roll and not at work; needs a person as long as anybody is."""
    found, schools = listed(office, school), office.titles("schools")
    kinds, statuses = codes.code_list("leave_kind"), codes.code_list("staff_status")
    lines = [
        f"{one.name}　{schools.get(one.school_id or b'', '')}　{one.why.value}"
        + (
            f"　{kinds.label(one.kind)}从 {one.since} 起 {one.days} 天"
            if one.since
            else f"　{statuses.label(one.status)}"
        )
        for one in found
    ]
    data: list[dict[str, Any]] = [
        {
            "name": one.name, "id": one.id.hex(), "school": schools.get(one.school_id or b"", ""),
            "because": one.why.value, "status": statuses.label(one.status), "kind": kinds.label(one.kind),
            "since": one.since.isoformat() if one.since else None,
            "until": one.until.isoformat() if one.until else None, "days": str(one.days),
        }
        for one in found
    ]  # fmt: skip
    return Outcome("\n".join(lines) or "没有要清理的人员。", data={"staff": data}, attention=bool(found))
