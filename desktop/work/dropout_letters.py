"""劝学（复学）通知书: issued for cases, numbered and kept, with what was tried before; the case knows it at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from db import query
from db.change import Change
from db.errors import Trouble
from db.query import Question
from db.register import Register
from db.registers import Child, DropoutCase, HomeVisit, Student
from desktop.work import documents
from desktop.work.documents import Made, Order, To
from desktop.work.office import Office
from desktop.work.outcome import Outcome

KIND = "return-notice"
MANY = 3
"""Visits that are named by their day; more are counted."""


def letters(office: Office, keys: Sequence[bytes], on: date | None = None) -> Outcome:
    """A letter for each of these open cases, as one entry. Raises Trouble where one is closed or lacks a guardian."""
    with office.look() as connection:
        rows = query.values(connection, DropoutCase, list(keys), office.context)
    on = on or office.today
    return_by = on + timedelta(days=int(office.context.setting("dropout.return_days")))
    cases = {row["id"]: row for row in rows}
    orders = [_order(office, row, on, return_by) for row in rows]

    def also(change: Change, made: Made) -> None:
        assert made.order is not None
        case = change.get(DropoutCase, made.order.about[-1][1])
        case.letter_on, case.return_by = on, return_by
        case.letter_mark, case.notice_id = made.number, made.id

    outcome = documents.issue_many(office, orders, also)
    names = "、".join(str(row["name"]) for row in cases.values())
    said = f"已出具劝学（复学）通知书 {len(orders)} 份：{names}。请在“公文”里打印，两人送达，请家长在回证上签名。"
    return Outcome(said, outcome.changed | {"dropout_cases"}, outcome.data, outcome.attention, outcome.advice)


def _order(office: Office, row: dict[str, Any], on: date, return_by: date) -> Order:
    """About the child first, whose facts fill the letter, then the case."""
    if row["back_on"] or row["placement"]:
        raise Trouble(f"{row['name']}的个案已经结案。", "请只选没有结案的。")
    if not row["guardian"]:
        raise Trouble(f"{row['name']}的个案没有写监护人。", "通知书要写给监护人，请先补上。")
    about: list[tuple[type[Register], bytes]] = []
    for register, column in ((Student, "student_id"), (Child, "child_id")):
        if row[column]:
            about = about or [(register, row[column])]
    fields = {
        "姓名": row["name"], "监护人": row["guardian"], "离校日期": row["left_on"], "返校期限": return_by.isoformat(),
        "情况": _tried(office, row["id"], on),
    }  # fmt: skip
    guardian = To(row["guardian"], relation="监护人")
    return Order(KIND, [*about, (DropoutCase, row["id"])], fields, [guardian], row["school_id"], on)


def _tried(office: Office, case: bytes, until: date) -> str:
    """学校已于11月9日、11月11日家访劝返。"""
    question = Question(where=[("case", case.hex())], sort=["on"])
    with office.look() as connection:
        ids = query.ids(connection, HomeVisit, question, office.context)
        visits = query.values(connection, HomeVisit, ids, office.context)
    days = [day for visit in visits if visit["on"] and (day := date.fromisoformat(visit["on"])) <= until]
    if not days:
        return ""
    named = "、".join(f"{day.month}月{day.day}日" for day in days[-MANY:])
    count = f"等{len(days)}次" if len(days) > MANY else ""
    return f"学校已于{named}{count}家访劝返。"


__all__ = ["letters"]
