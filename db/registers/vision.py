"""Eyesight: every pupil's test of a term, with the class of that day (systems K04)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Numeric, Text, case, func, literal_column, type_coerce
from sqlalchemy import cast as sql_cast
from sqlalchemy.orm import Mapped

from db.fields import code, computed, day, decimal, link, note, number, text, yesno
from db.register import Context, Offer, Problem, Register
from db.registers.attendance import of_class, of_day
from db.rules import vision


class VisionCheck(Register):
    """One pupil's eyes in one term. Class and school are those of the test and stay."""

    __tablename__ = "vision_checks"
    title, one, tab, group, icon = "视力检查", "视力检查", "花名册", "考勤", "eye"
    key = ("student_id", "year", "term")
    title_field, order = "student", ("-year", "-term", "class", "student")
    natural_keys = (("student_id", "year", "term"),)
    figures = (computed("sight", "视力", "code", codes="sight", listed=True, width=5),)
    sums = (("检查", "", ""), ("不良", "sight", "2,3,4"), ("重度", "sight", "4"), ("戴镜", "glasses", "1"))
    chips = (("视力不良", "sight", "2,3,4"), ("重度", "sight", "4"), ("没有告知", "told_on", ""))

    student_id: Mapped[bytes | None] = link(
        "学生", "students", required=True, listed=True, searchable=True, width=5, headings=("姓名", "学生姓名")
    )
    year: Mapped[int | None] = number("学年起始年", required=True, listed=True, width=4)
    term: Mapped[str] = code("学期", "term", required=True, default="1", listed=True)
    class_id: Mapped[bytes | None] = link("班级", "classes", required=True, listed=True, width=6, hint="检查时所在的班")
    on: Mapped[date | None] = day("检查日期", listed=True)
    left: Mapped[Any | None] = decimal(
        "左眼裸眼", listed=True, width=4, hint="五分记录，如 4.8", headings=("左眼", "左眼视力", "左")
    )
    right: Mapped[Any | None] = decimal(
        "右眼裸眼", listed=True, width=4, hint="五分记录，如 4.8", headings=("右眼", "右眼视力", "右")
    )
    glasses: Mapped[bool | None] = yesno("戴镜", listed=True, width=3, headings=("是否戴镜",))
    tested_by: Mapped[str | None] = text("检查人", width=5)
    told_on: Mapped[date | None] = day("告知家长日期")
    remark: Mapped[str | None] = note("备注")

    def complete(self, context: Context) -> None:
        """The class is the pupil's own of today, where nobody has said another."""
        pupil = context.linked("students", self.student_id) if self.student_id and not self.class_id else None
        if pupil:
            self.class_id = pupil["class_id"]

    def problems(self, context: Context) -> list[Problem]:
        found = [*of_class(self, context), *(of_day(self.on, context) if self.on else ())]
        for name in ("left", "right"):
            value = getattr(self, name)
            if value is None:
                continue
            eye = Decimal(str(value))
            points = vision.in_points(eye)
            if eye < vision.WORST and points is not None:
                said, offer = f"{value} 是小数记录，五分记录是 {points}。", Offer(f"改成 {points}", name, points)
                found.append(Problem(name, "warning", said, "统计按五分记录，请改过来。", offer))
            elif not vision.WORST <= eye <= vision.BEST:
                found.append(Problem(name, "warning", f"视力 {value} 不像是真的。", "请按视力表的五分记录填，如 4.8。"))
        return found

    @classmethod
    def expressions(cls, context: Context) -> dict[str, ColumnElement[Any]]:
        """sight: by the worse eye, as db.rules.vision has it; the one eye that was tested where there is but one."""
        left, right = (sql_cast(type_coerce(eye, Text), Numeric) for eye in (cls.left, cls.right))
        least = func.min(func.coalesce(left, right), func.coalesce(right, left))
        return {
            "sight": case(
                (least.is_(None), None),
                (least >= literal_column("5.0"), "1"),
                (least >= literal_column("4.9"), "2"),
                (least >= literal_column("4.6"), "3"),
                else_="4",
            )
        }

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        pupil = context.titles("students").get(values.get("student_id") or b"", "")
        return f"{pupil} {values.get('year') or ''}-{values.get('term') or ''}".strip()


__all__ = ["VisionCheck"]
