"""The year's turn as it was kept: each school's balanced account, and the counts of both sides at the 小升初 hand-over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlalchemy.orm import Mapped

from db.fields import code, computed, day, link, note, number, person
from db.register import Context, Finding, Problem, Register

COUNTS = ("boys", "girls", "boarders")


class YearTurn(Register):
    """One school in one year: on roll before = promoted + repeated + skipped + handed over + graduated + left."""

    __tablename__ = "year_turns"
    title, one, tab, group, icon = "升学年账", "升学年账", "花名册", "学籍异动", "calendar"
    key, title_field, order = ("school_id", "year"), "year", ("-year", "school")
    natural_keys = (("school_id", "year"),)
    sums = (("学校", "", ""),)

    year: Mapped[int | None] = number("学年起始年", required=True, listed=True, width=4)
    turned_on: Mapped[date | None] = day("升学年日期", required=True, listed=True)
    before: Mapped[int | None] = number("升前在籍", listed=True, width=4)
    promoted: Mapped[int | None] = number("升级", listed=True)
    repeated: Mapped[int | None] = number("留级", listed=True)
    skipped: Mapped[int | None] = number("跳级", listed=True)
    handed_over: Mapped[int | None] = number("升入镇内初中", listed=True, width=5)
    graduated: Mapped[int | None] = number("毕业离校", listed=True, width=4)
    gone: Mapped[int | None] = number("转出离校", listed=True, width=4)
    entered: Mapped[int | None] = number("已登记新生", listed=True, width=4)
    after: Mapped[int | None] = number("升后在籍", listed=True, width=4)
    remark: Mapped[str | None] = note("备注")

    def problems(self, context: Context) -> list[Problem]:
        parts = (self.promoted, self.repeated, self.skipped, self.handed_over, self.graduated, self.gone)
        told = sum(part or 0 for part in parts)
        if self.before is not None and self.before != told:
            return [Problem("before", "warning", f"升前 {self.before} 人，去处加起来 {told} 人，账不平。", "请核对。")]
        return []


class Handover(Register):
    """小升初 from one school to another, as one of the two counted it; both are compared.

    源：小升初无缝对接（systems B08）。
    """

    __tablename__ = "handovers"
    title, one, tab, group, icon = "小升初交接", "小升初交接", "花名册", "学籍异动", "clipboard-check"
    key = ("year", "from_school_id", "to_school_id", "side")
    title_field, order = "side", ("-year", "from_school", "to_school", "side")
    natural_keys = (key,)
    sums = (("交接", "", ""), ("送出", "side", "1"), ("接收", "side", "2"))
    figures = (computed("total", "人数", "number", listed=True),)

    year: Mapped[int | None] = number("学年起始年", required=True, listed=True, width=4)
    from_school_id: Mapped[bytes | None] = link("小学", "schools", required=True, listed=True, width=8)
    to_school_id: Mapped[bytes | None] = link("初中", "schools", required=True, listed=True, width=8)
    side: Mapped[str] = code("交接方", "handover_side", required=True, default="1", listed=True, width=3)
    boys: Mapped[int | None] = number("男", listed=True, required=True)
    girls: Mapped[int | None] = number("女", listed=True, required=True)
    boarders: Mapped[int | None] = number("住校", listed=True)
    counted_on: Mapped[date | None] = day("清点日期", listed=True)
    counted_by: Mapped[str | None] = person("清点人", listed=True)
    remark: Mapped[str | None] = note("不符说明", listed=True)

    def complete(self, context: Context) -> None:
        """The row belongs to the side that counts."""
        self.school_id = self.from_school_id if self.side == "1" else self.to_school_id

    def problems(self, context: Context) -> list[Problem]:
        if self.from_school_id is not None and self.from_school_id == self.to_school_id:
            return [Problem("to_school", "warning", "小学和初中是同一所学校。", "本校升本校的不用交接。")]
        if (self.boarders or 0) > (self.boys or 0) + (self.girls or 0):
            return [Problem("boarders", "error", "住校的比全部还多。", "请核对人数。")]
        return []

    @classmethod
    def expressions(cls, context: Context) -> dict[str, ColumnElement[Any]]:
        return {"total": func.coalesce(cls.boys, 0) + func.coalesce(cls.girls, 0)}

    @classmethod
    def checks(cls, rows: Sequence[Mapping[str, Any]], context: Context) -> list[Finding]:
        """Both sides of one hand-over say the same."""
        pairs: dict[Any, list[Mapping[str, Any]]] = defaultdict(list)
        for row in rows:
            pairs[row["year"], row["from_school_id"], row["to_school_id"]].append(row)
        return [
            Finding(row["id"], "boys", "送出和接收的人数不符，请双方对名单。")
            for pair in pairs.values()
            if len({tuple(row[name] or 0 for name in COUNTS) for row in pair}) > 1
            for row in pair
        ]


__all__ = ["COUNTS", "Handover", "YearTurn"]
