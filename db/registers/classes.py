"""Classes: who sits where, and whether a class is too big."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Mapped

from db.fields import code, computed, day, link, note, number, text, yesno
from db.register import Context, Problem, Register
from db.rules import class_size, class_titles, grades
from db.rules.grades import Stage
from db.rules.movements import PRESENT

GRADE_FLAGS = tuple(f"grade{n}" for n in range(1, 7))


class SchoolClass(Register):
    """A class keeps its year of entry and number for life; its grade follows from the school year.

    A composite class (复式班) has no year of entry: it holds the grades that are ticked.
    """

    __tablename__ = "classes"
    title, one, tab, group, icon = "班级", "班级", "花名册", "学生", "school"
    title_field, order = "title", ("school", "title")
    natural_keys = (("stage", "entry_year", "number"),)
    figures = (
        computed("title", "班级", listed=True, searchable=True, width=6, headings=("班级名称", "班名")),
        computed("size", "人数", "number", listed=True, width=3),
        computed("size_state", "班额", listed=True, width=5),
    )
    sums = (("班级", "closed_on", ""), ("复式班", "composite", "1"))
    chips = (("没有班主任", "teacher", ""),)
    at_first = ("已结束的班", "closed_on", "")

    stage: Mapped[str] = code("学段", "stage", required=True, default="1", width=3)
    entry_year: Mapped[int | None] = number("入学年", listed=True, width=4, headings=("入学年份", "级"))
    number: Mapped[int | None] = number("班号", listed=True, width=3, headings=("班序",))
    composite: Mapped[bool | None] = yesno("复式班", width=3, group="复式班", headings=("是否复式",))
    grade1: Mapped[bool | None] = yesno("含一年级", group="复式班")
    grade2: Mapped[bool | None] = yesno("含二年级", group="复式班")
    grade3: Mapped[bool | None] = yesno("含三年级", group="复式班")
    grade4: Mapped[bool | None] = yesno("含四年级", group="复式班")
    grade5: Mapped[bool | None] = yesno("含五年级", group="复式班")
    grade6: Mapped[bool | None] = yesno("含六年级", group="复式班")
    goes_up: Mapped[bool | None] = yesno(
        "年级随学生升", group="复式班", hint="不勾：升学年时年级不变，升出去的学生到下一个班"
    )
    kind: Mapped[str | None] = code("班级类型", "class_kind", width=6)
    teacher_id: Mapped[bytes | None] = link(
        "班主任", "staff", listed=True, searchable=True, width=5, headings=("班主任姓名",)
    )
    room: Mapped[str | None] = text("教室", listed=True, width=5)
    closed_on: Mapped[date | None] = day("结束日期", listed=True, hint="毕业或撤班以后，不再编入学生")
    remark: Mapped[str | None] = note("备注", listed=True)

    def complete(self, context: Context) -> None:
        if self.kind == "12":
            self.composite = True

    def problems(self, context: Context) -> list[Problem]:
        if self.composite:
            if not any(getattr(self, flag) for flag in GRADE_FLAGS):
                return [Problem("grade1", "error", "复式班还没有选年级。", "请勾选这个班有哪几个年级。")]
            return []
        found = []
        if self.entry_year is None:
            found.append(Problem("entry_year", "error", "没有入学年。", "请填这个班是哪一年入学的，如 2022。"))
        elif not 1990 <= self.entry_year <= context.school_year + 1:
            found.append(Problem("entry_year", "warning", f"入学年 {self.entry_year} 不像是真的。", "请核对。"))
        if self.number is None:
            found.append(Problem("number", "error", "没有班号。", "只有一个班也请填 1。"))
        return found

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        """五（2）班 of this school year; a composite class 一、二年级复式班."""
        if values.get("composite"):
            several = [(Stage.PRIMARY, n) for n, flag in enumerate(GRADE_FLAGS, 1) if values.get(flag)]
            return class_titles.composite_title(several) if several else "复式班"
        if values.get("entry_year") is None:
            return "未分班"
        stage, year, number = int(values["stage"]), values["entry_year"], values.get("number") or 1
        grade = grades.grade_of(year, stage, context.school_year)
        if grade is None:
            return f"{year}级{grades.STAGE_LABELS[Stage(stage)]}（{number}）班"
        return class_titles.class_title(stage, grade, number)

    @classmethod
    def title_order(cls, values: Mapping[str, Any], context: Context) -> Any:
        """By stage, the highest year of entry last among its grades, then class number; composite classes at the end."""
        return (values["stage"], bool(values["composite"]), -(values["entry_year"] or 0), values["number"] or 0)

    @classmethod
    def expressions(cls, context: Context) -> dict[str, ColumnElement[Any]]:
        from db.registers.students import Student

        size = (
            select(func.count())
            .where(Student.class_id == cls.id, Student.deleted == 0, Student.status.in_(PRESENT))
            .scalar_subquery()
        )
        return {"size": size}

    @classmethod
    def work_out(cls, values: dict[str, Any], context: Context) -> None:
        """Fill in the computed fields that only words can say."""
        values["title"] = cls.title_of(values, context)
        values["size_state"] = class_size.state(values.get("size") or 0, values["stage"])
