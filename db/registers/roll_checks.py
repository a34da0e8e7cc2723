"""The term's check of every pupil (人籍核对): present and in the register, one without the other, and what was done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped

from db.fields import code, computed, day, link, note, number, person
from db.register import Context, Problem, Register
from db.rules.calendar import term_label


class RollCheck(Register):
    """One school's check in one term. 源：教基〔2025〕1号 第二十五条：每学期至少一次。"""

    __tablename__ = "roll_checks"
    title, one, icon = "人籍核对", "人籍核对", "list-checks"
    key, title_field, order = ("school_id", "year", "term"), "title", ("-year", "-term")
    natural_keys = (("school_id", "year", "term"),)
    figures = (computed("title", "核对学期", listed=True, width=12),)

    year: Mapped[int] = number("学年起始年", required=True, listed=True, width=4)
    term: Mapped[str] = code("学期", "term", required=True, listed=True)
    finished_on: Mapped[date | None] = day("完成日期", listed=True)
    checker: Mapped[str | None] = person("核对人", listed=True)
    remark: Mapped[str | None] = note("备注", listed=True)

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        """2026—2027学年度第一学期."""
        if not values.get("year") or values.get("term") not in ("1", "2"):
            return ""
        return term_label(values["year"], int(values["term"]))

    @classmethod
    def title_order(cls, values: Mapping[str, Any], context: Context) -> Any:
        return (-(values["year"] or 0), values["term"] or "")

    @classmethod
    def work_out(cls, values: dict[str, Any], context: Context) -> None:
        values["title"] = cls.title_of(values, context)


class RollCheckRow(Register):
    """What was found of one pupil. `other` names a child who sits in the class and stands in no register."""

    __tablename__ = "roll_check_rows"
    title, one, icon = "人籍核对明细", "核对结果", "list-checks"
    key, order = ("check_id", "student_id", "other"), ("class", "name")
    sums = (("核对", "", ""), ("一致", "finding", "1"), ("空挂", "finding", "2"), ("有人无籍", "finding", "3"))

    name: Mapped[str] = person("姓名", required=True, listed=True, searchable=True)
    check_id: Mapped[bytes | None] = link("哪一次核对", "roll_checks", width=9)
    student_id: Mapped[bytes | None] = link("学生", "students")
    other: Mapped[str | None] = person("册上没有的学生", hint="班里有、花名册没有的学生姓名")
    class_id: Mapped[bytes | None] = link("班级", "classes", listed=True, width=5)
    finding: Mapped[str] = code("核对结果", "roll_finding", required=True, listed=True, width=5)
    settled: Mapped[str | None] = code("怎样处理", "roll_settled", listed=True, width=6)
    settled_on: Mapped[date | None] = day("处理日期", listed=True)
    movement_id: Mapped[bytes | None] = link("异动", "movements")
    remark: Mapped[str | None] = note("说明", listed=True)

    def complete(self, context: Context) -> None:
        known = context.linked("students", self.student_id) if self.student_id and not self.name else None
        self.name = known["name"] if known else self.name or self.other or ""

    def problems(self, context: Context) -> list[Problem]:
        if self.finding == "3" and self.student_id is None and not self.other:
            return [Problem("other", "warning", "没有写这个学生的姓名。", "请写班里有、册上没有的学生姓名。")]
        return []


__all__ = ["RollCheck", "RollCheckRow"]
