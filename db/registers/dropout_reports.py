"""The school's monthly report of dropout control, with its figures as they stood when it was closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped

from db.fields import day, month, note, number, person
from db.register import Context, Problem, Register
from db.rules import dropout_month

ROLL, CASES, WORK = "在校", "辍学", "工作"


class DropoutReport(Register):
    """学校一月一报告. 源：教育部办公厅2024年4月通知. The center's sum is the sum of these rows; nobody types it."""

    __tablename__ = "dropout_reports"
    title, one, tab, group, icon = "控辍保学月报", "月报", "花名册", "控辍保学", "calendar"
    key, title_field, order = ("school_id", "month"), "month", ("-month", "school")
    natural_keys = (("school_id", "month"),)
    sums = (("月报", "", ""), ("未关账", "closed_on", ""))
    chips = (("未关账", "closed_on", ""),)

    # fmt: off
    month: Mapped[str] = month("月份", required=True, listed=True)
    at_start: Mapped[int | None] = number("月初在校", listed=True, group=ROLL)
    came: Mapped[int | None] = number("本月转入", listed=True, group=ROLL, hint="连同复学")
    left: Mapped[int | None] = number("本月转出", listed=True, group=ROLL, hint="连同休学、毕业")
    died: Mapped[int | None] = number("死亡", group=ROLL)
    at_end: Mapped[int | None] = number("月末在校", listed=True, group=ROLL)
    suspended: Mapped[int | None] = number("月末休学", group=ROLL)
    of_age: Mapped[int | None] = number("适龄儿童", group=ROLL, hint="包村的学龄儿童，以适龄儿童台账为准")
    not_in_school: Mapped[int | None] = number("其中未在校", group=ROLL)

    suspected_before: Mapped[int | None] = number("月初疑似辍学", group=CASES)
    suspected_new: Mapped[int | None] = number("本月新发现", listed=True, group=CASES)
    dropped_before: Mapped[int | None] = number("月初辍学", group=CASES)
    dropped_new: Mapped[int | None] = number("本月认定辍学", listed=True, group=CASES, hint="新发现的和原来疑似的，本月认定为辍学")
    back: Mapped[int | None] = number("本月返校", listed=True, group=CASES)
    placed: Mapped[int | None] = number("其他安置", group=CASES)
    excluded: Mapped[int | None] = number("核实排除", group=CASES)
    suspected_left: Mapped[int | None] = number("月末疑似辍学", listed=True, group=CASES)
    dropped_left: Mapped[int | None] = number("月末辍学", listed=True, group=CASES)

    visits: Mapped[int | None] = number("家访人次", listed=True, group=WORK)
    letters: Mapped[int | None] = number("劝学通知书", listed=True, group=WORK)
    township: Mapped[int | None] = number("报镇政府", group=WORK)
    court: Mapped[int | None] = number("司法程序", group=WORK)
    filler: Mapped[str | None] = person("填报人", group=WORK)
    closed_on: Mapped[date | None] = day("关账日期", listed=True, group=WORK, hint="关账后数字不再变")
    remark: Mapped[str | None] = note("情况说明", group=WORK, hint="主要原因、采取的措施、需要上级协助的事")
    # fmt: on

    def problems(self, context: Context) -> list[Problem]:
        found = []
        if self.month and self.month > context.today.isoformat()[:7]:
            found.append(Problem("month", "error", "这个月还没有到。", "请改月份。"))
        for field, said in dropout_month.disagreeing({name: getattr(self, name) for name in dropout_month.FIGURES}):
            found.append(Problem(field, "warning", said, "请重新生成，或核对这几个数。"))
        return found

    @classmethod
    def frozen(cls, row: Mapping[str, Any], edits: Mapping[str, Any], context: Context) -> str:
        """Closed figures stay; they may be opened again by taking the day of closing away."""
        if not row.get("closed_on") or ("closed_on" in edits and not edits["closed_on"]):
            return ""
        free = {"remark", "filler", "deleted", "school_id"}
        return "" if set(edits) <= free else "这份月报已经关账，数字不能改。要改请先清空关账日期。"


__all__ = ["DropoutReport"]
