"""整改通知书: numbered, with stub and reply, for one or several hazards or findings of one school, in one entry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from db.change import Change
from db.errors import Trouble
from db.register import Register
from db.rules import rectification as rule
from desktop.work import documents, rectification
from desktop.work.documents import Made, Order, To
from desktop.work.office import Office
from desktop.work.outcome import Outcome

KIND = "rectification-notice"
SORTS = {"hazards": "安全隐患", "findings": "教学常规"}


def issue(
    office: Office, register: type[Register], wanted: Sequence[bytes], due_on: date, *, signed_by: str = ""
) -> Outcome:
    """Issues the notice and sets each row's deadline, notice number and state. Raises Trouble, Rejected."""
    rows_ = [rectification.standing(office, register, row) for row in wanted]
    if not rows_:
        raise Trouble("没有选中要下达的。", "请先在台账里选一条或几条。")
    schools = {values["school_id"] for values, _ in rows_}
    if len(schools) > 1:
        raise Trouble("选中的属于几所学校。", "一份整改通知书只发给一所学校，请分开选。")
    late = [values for values, case in rows_ if rule.state(case) not in (rule.WAITING, rule.UNDER_WAY)]
    if late:
        raise Trouble(f"“{late[0]['what']}”还没有定级，或已经在等复查。", "请先定级；已申请复查的先复查。")
    (school,) = schools
    name = office.titles("schools").get(school, "")
    order = Order(
        KIND,
        about=[(register, row) for row in wanted],
        fields={
            "受检单位": name,
            "类别": SORTS.get(register.register_name(), "校园管理"),
            "整改期限": due_on.isoformat(),
            "处数": _count(rows_),
            "检查人": str(rows_[0][0]["found_by"] or office.who.name),
        },
        recipients=[To(name, school=school)],
        signed_by=signed_by,
        reply_by=due_on,
    )

    def also(rows: Change, made: Made) -> None:
        for row in wanted:
            rectification.notify(office, register, row, due_on, number=made.number, rows=rows)
            rows.get(register, row).notice_id = made.id  # type: ignore[attr-defined]

    done = documents.give(office, order, also)
    said = f"整改通知书{done.data['number']}已下达，{len(rows_)} 条，时限 {due_on.isoformat()}。"
    return Outcome(said, done.changed | {register.register_name()}, done.data)


def _count(rows_: Sequence[tuple[dict[str, object], rule.Case]]) -> str:
    major = sum(case.level == rule.MAJOR for _, case in rows_)
    return f"{len(rows_)}处" + (f"（一般{len(rows_) - major}，重大{major}）" if major else "")


__all__ = ["issue"]
