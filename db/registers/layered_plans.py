"""Plans for pupils who are ahead, gifted or in difficulty: what is wanted, who helps, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Mapped

from db import codes
from db.fields import code, link, note, number, text, yesno
from db.register import Context, Register
from db.registers.targets import term_words

FOUND, DONE = "现状与目标", "进展"


class LayeredPlan(Register):
    """One pupil's plan for a year or a term; the teachers' own, never posted. 源：systems D12（三种学生分层培养）."""

    __tablename__ = "layered_plans"
    title, one, tab, group, icon = "分层培养", "培养计划", "质量目标", "分析", "users"
    follows, title_field, order = "student", "student", ("-year", "-term", "student")
    key = ("student_id", "year", "term", "layer")
    natural_keys = (("student_id", "year", "term", "layer"),)
    sums = (("计划", "", ""), ("达到目标", "reached", "1"))
    chips = (("没有辅导教师", "helper", ""), ("没有期末情况", "result", ""), ("达到目标", "reached", "1"))

    student_id: Mapped[bytes | None] = link("学生", "students", required=True, listed=True, searchable=True, width=5)
    layer: Mapped[str] = code("类别", "pupil_layer", required=True, default="3", listed=True, hurts=True, width=5)
    year: Mapped[int | None] = number("学年起始年", required=True, listed=True, width=4)
    term: Mapped[str | None] = code("学期", "term", listed=True, hint="空着就是全学年")
    about: Mapped[str | None] = text("学科或特长", listed=True, width=6)
    stands: Mapped[str | None] = note("现状", group=FOUND, hint="写学习习惯和薄弱内容，不写名次")
    goal: Mapped[str | None] = note("目标", listed=True, group=FOUND)
    measures: Mapped[str | None] = note("培养措施", group=FOUND)
    helper_id: Mapped[bytes | None] = link("辅导教师", "staff", listed=True, width=5, group=FOUND)
    halfway: Mapped[str | None] = note("期中情况", group=DONE)
    result: Mapped[str | None] = note("期末情况", listed=True, group=DONE)
    reached: Mapped[bool | None] = yesno("达到目标", listed=True, group=DONE)

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        who = context.titles("students").get(values.get("student_id") or b"", "")
        layer = codes.code_list("pupil_layer").label(values.get("layer"))
        return f"{who} {layer} {term_words(values.get('year'), values.get('term'))}".strip()


__all__ = ["LayeredPlan"]
