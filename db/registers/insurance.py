"""Insurance of pupils (两险): the school's liability for all, the accident insurance that families choose."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Mapped

from db.fields import code, day, decimal, link, note, number, person, text, yesno
from db.register import Context, Problem, Register

LIABILITY, ACCIDENT = "1", "2"
"""Codes of the list insurance."""


class Insurance(Register):
    """One child, one school year, one kind. 源：E39 两险；学平险自愿，不买的由家长签字说明。"""

    __tablename__ = "insurances"
    title, one, tab, group, icon = "两险名册", "投保", "花名册", "资助", "umbrella"
    key, follows = ("student_id", "year", "kind"), "student"
    title_field, order = "student", ("-year", "kind", "class_name", "student")
    natural_keys = (("student_id", "year", "kind"),)
    sums = (
        ("记录", "", ""), ("校方责任险", "kind", "1"), ("学平险", "kind", "2"), ("家长不买", "declined", "1"),
    )  # fmt: skip
    chips = (("校方责任险", "kind", "1"), ("学平险", "kind", "2"), ("家长不买", "declined", "1"))

    student_id: Mapped[bytes | None] = link(
        "学生", "students", required=True, listed=True, searchable=True, width=4, headings=("姓名", "学生姓名")
    )
    class_name: Mapped[str | None] = text("班级", listed=True, width=5, hint="投保时所在的班")
    year: Mapped[int | None] = number("学年起始年", listed=True, width=4, headings=("学年", "年度"))
    kind: Mapped[str | None] = code("险种", "insurance", required=True, listed=True, width=6)
    insurer: Mapped[str | None] = text("保险公司", listed=True, width=8)
    policy: Mapped[str | None] = text("保单号", listed=True, width=8, headings=("保单号码",))
    paid_on: Mapped[date | None] = day("缴费日期", listed=True)
    amount: Mapped[Decimal | None] = decimal("保费（元）", listed=True, width=4, headings=("保费", "金额"))
    declined: Mapped[bool | None] = yesno("家长不买", listed=True, width=3)
    declined_by: Mapped[str | None] = person("不买说明签字人", width=5, hint="监护人签字的说明留在学校")
    remark: Mapped[str | None] = note("备注")

    def complete(self, context: Context) -> None:
        if self.year is None:
            self.year = context.school_year
        if not self.class_name and self.student_id:
            child = context.linked("students", self.student_id)
            self.class_name = context.titles("classes").get((child or {}).get("class_id") or b"") or None

    def problems(self, context: Context) -> list[Problem]:
        if self.declined and self.kind == LIABILITY:
            return [Problem("declined", "warning", "校方责任险由学校购买，不由家长选择。", "请核对险种。")]
        if self.declined and not self.declined_by:
            return [Problem("declined_by", "warning", "家长不买，还没有签字。", "请监护人在说明上签字后填写。")]
        if self.declined and (self.policy or self.paid_on):
            return [Problem("declined", "warning", "写了家长不买，又写了保单或缴费。", "请改其中一项。")]
        if self.amount is not None and self.amount < 0:
            return [Problem("amount", "error", "保费不能是负数。", "请核对。")]
        return []

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        return context.titles("students").get(values.get("student_id") or b"", "")


__all__ = ["ACCIDENT", "LIABILITY", "Insurance"]
