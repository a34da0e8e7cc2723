"""Building projects and purchases of a school: from the plan to the acceptance, and where the money stands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, case
from sqlalchemy.orm import Mapped

from db.fields import code, computed, day, decimal, note, number, person, photo, text
from db.register import Context, Problem, Register

MONEY, DAYS, SHOWN = "资金（元）", "进度", "验收"
PLANNED, UNDER_WAY, LATE, DONE, ACCEPTED = "1", "2", "3", "4", "5"


class Project(Register):
    """One project of one school. 源：systems H02–H08, H12（一校四园）: the money, the three meetings, the acceptance."""

    __tablename__ = "projects"
    title, one, tab, group, icon = "建设项目", "项目", "质量目标", "均衡监测", "building-2"
    order = ("-planned_on", "school", "name")
    natural_keys = (("name", "planned_on"),)
    figures = (computed("state", "状态", "code", codes="project_state", listed=True, width=4),)
    sums = (("项目", "", ""), ("在建", "state", "2,3"), ("逾期", "state", "3"), ("已验收", "state", "5"))
    chips = (("在建", "state", "2,3"), ("逾期", "state", "3"), ("待验收", "state", "4"))
    tones = (("state", "2", "blue"), ("state", "3", "red"), ("state", "4", "amber"), ("state", "5", "green"))
    leading = ("school", "kind", "state", "progress")
    bars = (("progress", 100, ""),)

    name: Mapped[str] = text(
        "项目名称", required=True, listed=True, searchable=True, width=12, headings=("项目", "建设项目")
    )
    kind: Mapped[str | None] = code("类别", "project_kind", listed=True, width=5, headings=("项目类别",))
    size: Mapped[str | None] = text("建设内容与规模", listed=True, width=12, headings=("建设内容", "规模"))
    source: Mapped[str | None] = text("资金来源", listed=True, width=8)
    planned: Mapped[Any | None] = decimal("计划资金", listed=True, width=5, group=MONEY, headings=("概算", "总投资"))
    arrived: Mapped[Any | None] = decimal("到位资金", listed=True, width=5, group=MONEY)
    spent: Mapped[Any | None] = decimal("已用资金", listed=True, width=5, group=MONEY, headings=("完成投资",))
    planned_on: Mapped[date | None] = day("立项日期", group=DAYS)
    from_on: Mapped[date | None] = day("开工日期", listed=True, group=DAYS)
    due_on: Mapped[date | None] = day("计划完工", listed=True, group=DAYS)
    done_on: Mapped[date | None] = day("实际完工", group=DAYS)
    progress: Mapped[int | None] = number("进度%", listed=True, width=4, group=DAYS, headings=("形象进度",))
    contractor: Mapped[str | None] = text("施工（供货）单位", searchable=True, width=8, group=DAYS)
    responsible: Mapped[str | None] = person("项目负责人", listed=True, searchable=True, group=DAYS)
    meetings: Mapped[str | None] = note("推进情况", group=DAYS, hint="哪天开会、定了什么、还差什么")
    accepted_on: Mapped[date | None] = day("验收日期", listed=True, group=SHOWN)
    result: Mapped[str | None] = text("验收意见", width=8, group=SHOWN)
    before: Mapped[str | None] = photo("建设前照片", group=SHOWN)
    after: Mapped[str | None] = photo("建成照片", group=SHOWN)
    remark: Mapped[str | None] = note("备注", group=SHOWN)

    def problems(self, context: Context) -> list[Problem]:
        found = [
            Problem(name, "error", "资金不能是负数。", "请核对。")
            for name in ("planned", "arrived", "spent")
            if (getattr(self, name) or 0) < 0
        ]
        if self.spent is not None and self.arrived is not None and Decimal(self.spent) > Decimal(self.arrived):
            found.append(Problem("spent", "warning", "已用资金比到位资金还多。", "请核对，多出的写明由谁垫付。"))
        if self.progress is not None and not 0 <= self.progress <= 100:
            found.append(Problem("progress", "error", "进度要在0到100之间。", "请改进度。"))
        if self.accepted_on and not self.done_on:
            found.append(Problem("done_on", "warning", "已经验收，没有填实际完工。", "请补填完工日期。"))
        if self.from_on and self.done_on and self.done_on < self.from_on:
            found.append(Problem("done_on", "error", "完工比开工还早。", "请改其中一个日期。"))
        return found

    @classmethod
    def expressions(cls, context: Context) -> dict[str, ColumnElement[Any]]:
        """Planned, under way, late, to be accepted, accepted."""
        late = cls.due_on < context.today.isoformat()
        return {
            "state": case(
                (cls.accepted_on.is_not(None), ACCEPTED),
                (cls.done_on.is_not(None), DONE),
                (cls.from_on.is_(None), PLANNED),
                (late, LATE),
                else_=UNDER_WAY,
            )
        }


__all__ = ["Project"]
