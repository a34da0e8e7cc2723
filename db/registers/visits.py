"""Home visits: who went to which child's home, what was said, what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped

from db.fields import code, day, link, note, person, photo, text
from db.register import Context, Problem, Register, key_id


class HomeVisit(Register):
    """One visit or call (家访); a detail of the dropout case or the care file it belongs to, if any."""

    __tablename__ = "home_visits"
    title, one, tab, group, icon = "家访记录", "家访", "花名册", "关爱", "house"
    follows = "student"
    order = ("-on", "name")
    natural_keys = (("name", "on"),)
    sums = (
        ("家访", "", ""), ("上门", "way", "1"), ("控辍劝返", "purpose", "2"), ("关爱走访", "purpose", "3"),
        ("没有见到人", "result", "4"),
    )  # fmt: skip
    chips = (("控辍劝返", "purpose", "2"), ("关爱走访", "purpose", "3"), ("没有见到人", "result", "4"))

    # fmt: off
    name: Mapped[str] = person("姓名", required=True, listed=True, searchable=True, headings=("学生姓名", "学生"))
    on: Mapped[date | None] = day("日期", required=True, listed=True, headings=("家访日期", "家访时间"))
    way: Mapped[str] = code("方式", "visit_way", default="1", listed=True, headings=("家访方式",))
    purpose: Mapped[str | None] = code("事由", "visit_purpose", listed=True, width=5, headings=("家访事由", "家访目的"))
    visitors: Mapped[str | None] = text("家访人", listed=True, searchable=True, width=7, headings=("家访教师", "访问人"))
    met: Mapped[str | None] = text("见到谁", width=6, headings=("被访人", "受访家长"))
    said: Mapped[str | None] = note("谈话内容", private=True, headings=("家访内容", "主要内容", "家访记录"))
    result: Mapped[str | None] = code("结果", "visit_result", listed=True, width=6, headings=("家访结果", "家访效果"))
    result_note: Mapped[str | None] = text("结果说明", width=10)
    next_on: Mapped[date | None] = day("下次家访")
    picture: Mapped[str | None] = photo("现场照片")
    student_id: Mapped[bytes | None] = link("学生", "students", hint="花名册里的学生")
    case_id: Mapped[bytes | None] = link("控辍个案", "dropout_cases")
    care_id: Mapped[bytes | None] = link("关爱档案", "care_files")
    # fmt: on

    def complete(self, context: Context) -> None:
        """The child is that of the case or file; a pupil's visit also stands in the care file the pupil has."""
        for target, column in (("dropout_cases", "case_id"), ("care_files", "care_id")):
            whole = context.linked(target, getattr(self, column)) if getattr(self, column) else None
            if whole and self.student_id is None:
                self.student_id = whole["student_id"]
            if whole and not self.name and whole.get("name"):
                self.name = whole["name"]
        if self.case_id and not self.purpose:
            self.purpose = "2"
        if self.student_id is None:
            return
        if not self.name:
            pupil = context.linked("students", self.student_id)
            self.name = pupil["name"] if pupil else self.name
        if self.care_id is None:
            file = key_id("care_files", [self.student_id])
            known = context.linked("care_files", file)
            self.care_id = file if known and not known["deleted"] else None

    def follow(self, context: Context) -> None:
        """The pupil's school; of a child no roster knows, that of the case."""
        if self.student_id is not None:
            Register.follow(self, context)
        elif self.case_id and (case := context.linked("dropout_cases", self.case_id)):
            self.school_id = case["school_id"]

    def problems(self, context: Context) -> list[Problem]:
        found = []
        if self.on and self.on > context.today:
            found.append(Problem("on", "error", "这一天还没有到。", "请改日期；打算去的写在上一次的“下次家访”里。"))
        if self.on and self.next_on and self.next_on <= self.on:
            found.append(Problem("next_on", "warning", "下次家访不在这一次之后。", "请核对日期。"))
        return found

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        """李强 2026-11-13."""
        return f"{values.get('name') or ''} {values.get('on') or ''}".strip()


__all__ = ["HomeVisit"]
