"""Admission notices: issued with a number for each child, kept as printed, two to a page with their receipts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from db.change import Change
from db.errors import Trouble
from db.registers import Admission
from desktop.work import documents
from desktop.work.documents import Made, Order, To
from desktop.work.entry_figures import rows as rows_of
from desktop.work.office import Office
from desktop.work.outcome import Outcome, Progress, silent

KIND = "admission-notice"


def unprinted(office: Office, year: int | None = None, school: bytes | None = None) -> list[bytes]:
    """Rows that need a notice and have none: neither put off nor at school elsewhere."""
    return [
        row["id"]
        for row in rows_of(office, year, school)
        if not (row["printed_on"] or row["registered_on"] or row["deferred_on"] or row["elsewhere"])
    ]


def issue(
    office: Office, wanted: Sequence[bytes], when: str, where: str = "", phone: str = "", on: date | None = None,
    progress: Progress = silent,
) -> Outcome:  # fmt: skip
    """A numbered notice for each of these children, all in one entry. when, where: of registering; phone: of the
    school, if it is not in the ledger of schools. Raises Rejected, NotOurs, Trouble."""
    if not wanted:
        raise Trouble("没有要印的通知书。", "请先生成入学名单；缓学和外地就读的不印。")
    if not when:
        raise Trouble("没有写报到时间。", "请写成 2027年8月30日 8:30—16:30 这样。")
    orders = [_order(office, row, when, where, phone, on) for row in wanted]

    def also(rows: Change, made: Made) -> None:
        assert made.order is not None
        kept = rows.get(Admission, made.order.about[0][1])
        kept.notice_id, kept.notice_number, kept.printed_on = made.id, made.number, made.order.on or office.today

    outcome = documents.issue_many(office, orders, also, progress=progress)
    return Outcome(outcome.sentence, outcome.changed | {"admissions"}, outcome.data, outcome.attention, outcome.advice)


def _order(office: Office, row: bytes, when: str, where: str, phone: str, on: date | None) -> Order:
    admission = dict(office.linked("admissions", row) or {})
    child: Any = office.linked("children", admission.get("child_id") or b"")
    if not child:
        raise Trouble("有一名儿童不在村里的名单上了。", "请刷新后再印。")
    if admission["printed_on"]:
        raise Trouble(f"{child['name']}的通知书已经印过了。", "要再印一份，请按“再印”，文号不变。")
    if not child["householder"]:
        raise Trouble(f"{child['name']}没有填户主。", "请先在“适龄儿童”里补上，通知书要写给家长。")
    school = dict(office.linked("schools", admission["school_id"]) or {})
    told = {"报到时间": when, "入学年份": str(admission["year"])}
    told |= {"报到地点": where or str(school.get("name") or "")}
    told |= {"联系电话": phone or str(school.get("phone") or "")}
    return Order(
        KIND, about=[(Admission, row)], fields=told, recipients=[To(child["householder"])],
        issuer=admission["school_id"], on=on,
    )  # fmt: skip


def print_again(office: Office, wanted: Sequence[bytes], target: Path) -> Outcome:
    """The notices as they were issued, two to a page. Raises Trouble where none was."""
    known = [(office.linked("admissions", row) or {}).get("notice_id") for row in wanted]
    found = [document for document in known if document]
    if not found:
        raise Trouble("这些儿童还没有通知书。", "请先按“印通知书”。")
    return documents.print_many(office, found, target)
