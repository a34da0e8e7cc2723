"""The six steps of a batch of aid, each with how many are through it and what is still missing, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from db.aid.batch import Entry, Row, Scope, kind_of, listed
from db.register import Context
from db.registers import AidPosting, AidReview, AidReviewer, AidTerm
from db.registers.aid import needs_of
from db.rules import aid_steps
from db.rules.aid_steps import Step

NAMES = ("宣传", "申请", "评审", "公示", "发放", "归档")
TELL, APPLY, REVIEW, POST, PAY, FILE = NAMES


def steps(connection: Connection, context: Context, scope: Scope, found: Sequence[Entry]) -> list[Step]:
    """宣传 → 申请 → 评审 → 公示 → 发放 → 归档; a kind that is neither reviewed nor posted leaves these out."""
    needs = needs_of(kind_of(context, scope.kind))
    files = listed(connection, context, AidTerm, scope.in_term)
    agreed = [one for one in found if one.agreed]
    made = [_told(files), _applied(found)]
    if needs.review:
        made.append(_reviewed(connection, context, scope, found))
    if needs.posting:
        made.append(_posted(connection, context, scope, agreed))
    return [*made, _paid(agreed), _filed(files)]


def _told(files: Sequence[Row]) -> Step:
    done = sum(bool(row["announced_on"]) for row in files)
    return Step(TELL, done, max(len(files), 1), () if done else ("还没有登记宣传日期",))


def _applied(found: Sequence[Entry]) -> Step:
    undated = sum(not one.row["applied_on"] for one in found)
    missing = _counts(
        ("没有申请日期", undated),
        ("没有认定类别", sum(not one.row["category"] for one in found)),
        ("没有证明材料", sum(not one.proved for one in found)),
    )
    return Step(APPLY, len(found) - undated, len(found), missing)


def _reviewed(connection: Connection, context: Context, scope: Scope, found: Sequence[Entry]) -> Step:
    waiting = sum(one.state == aid_steps.TO_REVIEW for one in found)
    held = {(row["school_id"], row["held_on"]): row for row in listed(connection, context, AidReview, scope.at_school)}
    missing = list(_counts(("待评审", waiting)))
    least = context.setting("aid.review_members")
    for place in sorted({(one.row["school_id"], one.row["reviewed_on"]) for one in found if one.row["reviewed_on"]}):
        meeting, day = held.get(place), say(place[1])
        if meeting is None:
            missing.append(f"{day}的评审没有会议记录")
            continue
        members = listed(connection, context, AidReviewer, [("review", meeting["id"].hex())])
        there = sum(bool(row["present"]) for row in members)
        missing += [f"{day}的评审到会 {there} 人，应不少于 {least} 人"] if there < least else []
        missing += [] if meeting["minutes"] else [f"{day}的评审还没有写记录"]
    return Step(REVIEW, len(found) - waiting, len(found), tuple(missing))


def _posted(connection: Connection, context: Context, scope: Scope, agreed: Sequence[Entry]) -> Step:
    waiting = sum(one.state == aid_steps.TO_POST for one in agreed)
    running = sum(one.state == aid_steps.POSTED for one in agreed)
    least = context.setting("aid.posting_days")
    short = sum(
        aid_steps.short_posting(_day(one.row["posted_from"]), _day(one.row["posted_to"]), least, context.special)
        is not None
        for one in agreed
    )
    missing = list(_counts(("待公示", waiting), ("正在公示", running), (f"公示不足 {least} 个工作日", short)))
    starts = {(one.row["school_id"], one.row["posted_from"]) for one in agreed if one.row["posted_from"]}
    for row in listed(connection, context, AidPosting, scope.at_school):
        if (row["school_id"], row["posted_from"]) in starts:
            day, over = say(row["posted_from"]), (row["posted_to"] or "") < context.today.isoformat()
            missing += [] if row["photo"] else [f"{day}的公示没有照片"]
            missing += [f"{day}的公示没有写有无异议"] if over and not row["objections"] else []
    return Step(POST, len(agreed) - waiting - running, len(agreed), tuple(missing), running)


def _paid(agreed: Sequence[Entry]) -> Step:
    signed = sum(one.state == aid_steps.SIGNED for one in agreed)
    missing = _counts(
        ("没有金额", sum(one.amount is None for one in agreed)),
        ("待发放", sum(one.state not in (aid_steps.PAID, aid_steps.SIGNED) for one in agreed)),
        ("待签领", sum(one.state == aid_steps.PAID for one in agreed)),
    )
    return Step(PAY, signed, len(agreed), missing, sum(one.state == aid_steps.PAID for one in agreed))


def _filed(files: Sequence[Row]) -> Step:
    done = sum(bool(row["filed_on"]) for row in files)
    return Step(FILE, done, max(len(files), 1), () if done else ("材料还没有归档",))


def _counts(*said: tuple[str, int]) -> tuple[str, ...]:
    return tuple(f"{count} 人{what}" for what, count in said if count)


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None


def say(day: str) -> str:
    found = date.fromisoformat(day)
    return f"{found.month}月{found.day}日"


__all__ = ["APPLY", "FILE", "NAMES", "PAY", "POST", "REVIEW", "TELL", "steps"]
