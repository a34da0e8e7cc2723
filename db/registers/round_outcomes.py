"""What comes of a round: the six results (六有) as far as people write them; figures and lists come from the sheets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped

from db.fields import code, day, link, note, person, yesno
from db.register import Context, Problem, Register


class RoundOutcome(Register):
    """文字分析、优劣记载、评比结果、情况通报、整改措施 of one round. 源：facts 6.1 六有."""

    __tablename__ = "round_outcomes"
    title, one, tab, group, icon = "轮次结果", "轮次结果", "检查记录", "检查", "file-check"
    key, title_field, order, follows = ("round_id",), "round", ("-confirmed_on",), "round"
    natural_keys = (("round_id",),)
    sums = (("轮次结果", "", ""),)

    round_id: Mapped[bytes | None] = link("轮次", "rounds", required=True, listed=True, width=14)
    analysis: Mapped[str | None] = note("文字分析", listed=True)
    merits: Mapped[str | None] = note("主要优点", listed=True)
    faults: Mapped[str | None] = note("主要问题", listed=True)
    way: Mapped[str | None] = code("评比方式", "compare_way", listed=True, width=6)
    confirmed_on: Mapped[date | None] = day("评比结果确认日期", listed=True)
    confirmed_by: Mapped[str | None] = person("确认人", listed=True)
    circular_id: Mapped[bytes | None] = link("通报", "documents", listed=True, width=8)
    none_needed: Mapped[bool | None] = yesno("没有要整改的", listed=True)

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        return context.titles("rounds").get(values.get("round_id") or b"", "")

    def problems(self, context: Context) -> list[Problem]:
        if self.confirmed_on and not self.way:
            return [Problem("way", "warning", "没有写怎样评比。", "请选只定等次、学校排名次或不评比。")]
        return []


__all__ = ["RoundOutcome"]
