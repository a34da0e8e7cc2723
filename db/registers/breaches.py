"""Breaches of conduct by staff: what was reported, whether it was found true, and what followed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped

from db.codes import code_list
from db.fields import code, day, link, note, person, text, yesno
from db.register import Context, Problem, Register

FOUND, HANDLED = "线索", "查处"


class Breach(Register):
    """One lead about one member of staff; only what was found true counts. 源：systems F02、F03（违规清理，零容忍）."""

    __tablename__ = "breaches"
    title, one, tab, group, icon = "违规查处", "线索", "花名册", "教师", "triangle-alert"
    follows, title_field, order = "staff", "staff", ("-on", "staff")
    natural_keys = (("staff_id", "on", "kind"),)
    sums = (("线索", "", ""), ("查实", "proved", "1"))
    chips = (("没有结论", "proved", ""), ("查实", "proved", "1"), ("没有处理", "handled_on", ""))

    staff_id: Mapped[bytes | None] = link("教职工", "staff", required=True, listed=True, searchable=True, width=5)
    on: Mapped[date | None] = day("日期", required=True, listed=True, group=FOUND)
    kind: Mapped[str] = code("类别", "breach_kind", required=True, default="9", listed=True, width=7, group=FOUND)
    came_from: Mapped[str | None] = text("线索来源", listed=True, width=6, group=FOUND, hint="举报、家长反映、检查发现")
    what: Mapped[str | None] = note("反映的事", private=True, group=FOUND, hint="写事，不写举报人")
    looked_into_by: Mapped[str | None] = person("核查人", group=HANDLED)
    proved: Mapped[bool | None] = yesno("查实", listed=True, group=HANDLED, hint="没有查完就空着")
    facts: Mapped[str | None] = note("查明的事实", private=True, group=HANDLED)
    handled: Mapped[str | None] = note("处理结果", private=True, listed=True, group=HANDLED)
    handled_on: Mapped[date | None] = day("处理日期", listed=True, group=HANDLED)
    answered_on: Mapped[date | None] = day("答复反映人日期", group=HANDLED)

    def problems(self, context: Context) -> list[Problem]:
        found = []
        if self.on and self.on > context.today:
            found.append(Problem("on", "error", "这一天还没有到。", "请改日期。"))
        if self.handled_on and self.proved is None:
            found.append(Problem("proved", "warning", "有处理日期，没有写查实不查实。", "请补填。"))
        if self.handled_on and self.on and self.handled_on < self.on:
            found.append(Problem("handled_on", "error", "处理比线索还早。", "请改其中一个日期。"))
        return found

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        who = context.titles("staff").get(values.get("staff_id") or b"", "")
        return f"{who} {code_list('breach_kind').label(values.get('kind'))} {values.get('on') or ''}".strip()


__all__ = ["Breach"]
