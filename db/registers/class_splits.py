"""Balanced classes as they were split: seed, witnesses, every pupil's class, and the teams drawn by lot."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Mapped

from db import codes
from db.fields import code, computed, day, link, month, note, number, text
from db.register import Context, Problem, Register
from db.rules.grades import cohort_from_grade


class ClassSplit(Register):
    """One grade of one school in one year, split once; split again, the same row says so.

    源：均衡分班（facts 9.2）；the seed repeats the run.
    """

    __tablename__ = "class_splits"
    title, one, tab, group, icon = "分班记录", "分班", "花名册", "招生", "history"
    key, title_field, order = ("school_id", "year", "grade"), "title", ("-year", "school", "grade")
    natural_keys = (key,)
    sums = (("分班", "", ""),)
    parts = ("split_places", "split_teams")
    figures = (computed("title", "分班", listed=True, width=12), computed("pupils", "人数", "number", listed=True))

    year: Mapped[int | None] = number("学年起始年", required=True, listed=True, width=4)
    grade: Mapped[str | None] = code("年级", "grade", required=True, listed=True, width=4)
    classes: Mapped[int | None] = number("班数", required=True, listed=True)
    seed: Mapped[str] = text("随机种子", required=True, listed=True, width=5, hint="同一种子、同一名单，结果一定相同")
    split_on: Mapped[date | None] = day("分班日期", listed=True)
    place: Mapped[str | None] = text("地点", width=8)
    host: Mapped[str | None] = text("主持人", width=5)
    witnesses: Mapped[str | None] = note("见证人", listed=True, hint="家长代表、监督人员，用、隔开")
    basis: Mapped[str | None] = text("依据", width=8, hint="起始年级以外重新分班，写批准文号")
    remark: Mapped[str | None] = note("备注")

    def problems(self, context: Context) -> list[Problem]:
        found = []
        if self.classes is not None and not 1 <= self.classes <= 30:
            found.append(Problem("classes", "error", f"分 {self.classes} 个班不对。", "请填 1 到 30。"))
        if self.split_on and not self.witnesses:
            found.append(Problem("witnesses", "warning", "没有写见证人。", "请填到场的家长代表和监督人员。"))
        return found

    @classmethod
    def expressions(cls, context: Context) -> dict[str, ColumnElement[Any]]:
        placed = select(func.count()).where(SplitPlace.split_id == cls.id, SplitPlace.deleted == 0)
        return {"pupils": placed.correlate(cls).scalar_subquery()}

    @classmethod
    def work_out(cls, values: dict[str, Any], context: Context) -> None:
        values["title"] = cls.title_of(values, context)

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        school = context.titles("schools").get(values.get("school_id") or b"", "")
        grade = codes.code_list("grade").label(values.get("grade") or "")
        return f"{school}{values.get('year') or ''}年{grade}分班"


class SplitPlace(Register):
    """One pupil's class in one split, and the number under which the list is posted; a child not yet registered too."""

    __tablename__ = "split_places"
    title, one = "分班名单", "学生"
    key = ("split_id", "student_id", "admission_id")
    title_field, order = "student", ("split", "class_number", "posted")

    split_id: Mapped[bytes | None] = link("分班", "class_splits", required=True, listed=True, width=6)
    student_id: Mapped[bytes | None] = link("学生", "students", listed=True, searchable=True, width=4)
    admission_id: Mapped[bytes | None] = link("入学登记", "admissions", width=4)
    class_number: Mapped[int | None] = number("班号", required=True, listed=True)
    posted: Mapped[int | None] = number("公示编号", listed=True, width=4)
    sex: Mapped[str | None] = code("性别", "sex", width=2, hint="分班时的")
    born_in: Mapped[str | None] = month("出生年月", width=4, hint="分班时的")
    spread: Mapped[str | None] = text(
        "分散的类别", private=True, hurts=True, width=6, hint="分班时的：住校、留守、残疾、来自哪里，用、隔开"
    )
    siblings: Mapped[str | None] = text("双胞胎", listed=True, width=5, hint="同一组写同一个字，加“同”或“分”")

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        return context.titles("students").get(values.get("student_id") or b"", "") or f"{values.get('posted') or ''}号"


class SplitTeam(Register):
    """The team of teachers that the lot gave to one class."""

    __tablename__ = "split_teams"
    title, one = "抽签结果", "教师组"
    key = ("split_id", "class_number")
    title_field, order = "others", ("split", "class_number")

    split_id: Mapped[bytes | None] = link("分班", "class_splits", required=True, listed=True, width=6)
    class_number: Mapped[int | None] = number("班号", required=True, listed=True)
    teacher_id: Mapped[bytes | None] = link("班主任", "staff", listed=True, searchable=True, width=5)
    others: Mapped[str | None] = text("搭班教师", listed=True, width=12)


def cohort_of(year: int, grade: str) -> tuple[int, int]:
    """Stage and year of entry of those in this grade (code of the list grade) in this school year."""
    number = int(grade)
    stage = 0 if number < 1 else 1 if number < 7 else 2
    return stage, cohort_from_grade(stage, number + 3 if stage == 0 else number, year)


__all__ = ["ClassSplit", "SplitPlace", "SplitTeam", "cohort_of"]
