"""Examinations and their papers: which school examines whom, in what, when, and whether the rules allow it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Mapped

from db.codes import code_list
from db.fields import code, computed, day, decimal, link, note, number, person, yesno
from db.register import Context, Problem, Register
from db.rules import calendar, exam_guard, grades
from db.rules.borderline import SENIOR_GRADE
from db.rules.exam_guard import Allowed, Examination, Objection
from db.rules.exam_marks import shown

KIND_ORDER = {exam_guard.MIDTERM: 0, exam_guard.MOCK: 1, exam_guard.FINAL: 2, exam_guard.ASSESSMENT: 3}
MARKS, LEVELS = "1", "2"
ON_PAPER, OTHERWISE = "1", "2"


class Exam(Register):
    """One examination of one school; where the school is left empty, one paper for the whole township."""

    __tablename__ = "exams"
    title, one, tab, group, icon = "考试", "考试", "质量目标", "考试与成绩", "calendar"
    key = ("school_id", "year", "term", "kind", "number")
    title_field, order = "title", ("school", "-year", "-term", "kind")
    natural_keys = (("year", "term", "kind", "number"),)
    parts = ("papers", "exam_bases")
    figures = (computed("title", "考试", listed=True, width=12, headings=("考试名称",)),)
    sums = (("考试", "", ""), ("期末", "kind", "1"), ("期中", "kind", "2"), ("毕业班模拟", "kind", "3"))
    chips = (("期末", "kind", "1"), ("学业评价", "kind", "4"), ("各校同卷", "same_paper", "1"))

    year: Mapped[int] = number("学年起始年", required=True, width=4, hint="2025 表示 2025—2026 学年度")
    term: Mapped[str] = code("学期", "term", required=True)
    kind: Mapped[str] = code("类别", "exam_kind", required=True, listed=True, width=5, headings=("考试类别",))
    number: Mapped[int | None] = number("第几次", default=1, hint="一学期里同类考试的第几次，一般是1")
    from_grade: Mapped[str | None] = code("从年级", "exam_grade", required=True, listed=True)
    to_grade: Mapped[str | None] = code("到年级", "exam_grade", required=True, listed=True)
    on: Mapped[date | None] = day("考试日期", listed=True)
    same_paper: Mapped[bool | None] = yesno("各校同卷", listed=True, width=4, hint="同一份试卷才能作校际比较；学校留空")
    township_wide: Mapped[bool | None] = yesno("全镇统一组织", width=5, hint="非毕业年级不得组织")
    senior_line: Mapped[Any | None] = decimal("高中线（总分）", hint="九年级各科总分多少分；只供教师列临界生")
    remark: Mapped[str | None] = note("备注")

    def problems(self, context: Context) -> list[Problem]:
        """源：facts 0.1, 0.11 (db/rules/exam_guard.py); a single school's paper is not that of all schools."""
        school = context.linked("schools", self.school_id) if self.school_id else None
        first, last = int(self.from_grade or 0), int(self.to_grade or 0)
        if first and last and last < first:
            return [Problem("to_grade", "error", "到年级比从年级低。", "请改其中一个年级。")]
        seen = Examination(
            self.year or 0, self.kind or "", self._how_many(context), first, last if first else -1,
            bool(self.same_paper), bool(self.township_wide), bool(school and school["kind"] == "kindergarten"),
        )  # fmt: skip
        found = [said(one) for one in exam_guard.objections(seen, allowed(context))]
        if self.school_id is not None and self.same_paper:
            what = "写了学校，又写了各校同卷。"
            found.append(Problem("same_paper", "warning", what, "各校同卷的考试请把学校留空，由中心学校建。"))
        if self.on and self.year and grades.school_year(self.on) != self.year:
            found.append(Problem("on", "warning", "考试日期不在这个学年里。", "请核对学年和日期。"))
        if self.senior_line is not None and last != SENIOR_GRADE:
            found.append(Problem("senior_line", "warning", "高中线只用于九年级。", "没有九年级的考试，请去掉高中线。"))
        return found

    def _how_many(self, context: Context) -> int:
        """The how manieth of its kind this is: in its term as it says, mock examinations in the whole school year."""
        number = 1 if self.number is None else self.number
        if self.kind != exam_guard.MOCK or number < 1:
            return number
        earlier = [
            row
            for row in context.rows("exams")
            if (row["school_id"], row["year"], row["kind"]) == (self.school_id, self.year, self.kind)
            and (row["term"] or "") < (self.term or "")
        ]
        return number + len(earlier)

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        """2025—2026学年度第二学期期末; the second mock adds （第2次）, one paper for all schools （各校同卷）."""
        if values.get("year") is None or not values.get("term"):
            return ""
        kind = exam_guard.KIND_WORDS.get(values.get("kind") or "", "")
        again = f"（第{values['number']}次）" if (values.get("number") or 1) > 1 else ""
        shared = "（各校同卷）" if values.get("same_paper") else ""
        return f"{calendar.term_label(values['year'], int(values['term']))}{kind}{again}{shared}"

    @classmethod
    def title_order(cls, values: Mapping[str, Any], context: Context) -> Any:
        """The latest first; within a term the final examination before the one in its middle."""
        kind = KIND_ORDER.get(values.get("kind") or "", 9)
        return (-(values.get("year") or 0), -int(values.get("term") or 0), -kind, -(values.get("number") or 1))


class Paper(Register):
    """One paper of an examination: a grade and a subject, its full mark, and what its analysis came to."""

    __tablename__ = "papers"
    title, one, tab, group, icon = "试卷", "试卷", "质量目标", "考试与成绩", "clipboard-check"
    key = ("exam_id", "grade", "subject")
    title_field, order = "title", ("exam", "grade", "subject")
    natural_keys = (("exam", "grade", "subject"),)
    parts = ("paper_items",)
    figures = (computed("title", "试卷", width=12),)
    sums = (("试卷", "", ""), ("考试学科", "course_kind", "1"), ("等级评价", "scoring", "2"))

    exam_id: Mapped[bytes | None] = link("考试", "exams", required=True, listed=True, width=12, headings=("考试名称",))
    grade: Mapped[str] = code("年级", "exam_grade", required=True, listed=True)
    subject: Mapped[str] = code("学科", "subject", required=True, listed=True, width=5, headings=("科目",))
    full_marks: Mapped[Any | None] = decimal("满分", listed=True, width=3, default=Decimal(100))
    course_kind: Mapped[str | None] = code("课程类别", "course_kind", listed=True, default="1")
    way: Mapped[str | None] = code("考核方式", "exam_way", width=6, default=ON_PAPER)
    scoring: Mapped[str | None] = code("记分方式", "scoring", listed=True, default=MARKS)
    setter: Mapped[str | None] = person("命题人")
    weak_points: Mapped[str | None] = note("主要问题", group="分析与改进", hint="失分较多的内容，不写学生姓名")
    remedies: Mapped[str | None] = note("改进措施", group="分析与改进")

    def complete(self, context: Context) -> None:
        """A paper is of the school whose examination it belongs to."""
        exam = context.linked("exams", self.exam_id) if self.exam_id else None
        if exam:
            self.school_id = exam["school_id"]

    def problems(self, context: Context) -> list[Problem]:
        exam = context.linked("exams", self.exam_id) if self.exam_id else None
        found = []
        if self.full_marks is not None and not 0 < self.full_marks <= 1000:
            found.append(Problem("full_marks", "error", f"满分{shown(self.full_marks)}不合常理。", "请填1到1000。"))
        if self.scoring != LEVELS and self.full_marks is None:
            found.append(Problem("full_marks", "error", "没有填满分。", "记分的试卷要有满分。"))
        if exam and self.grade:
            first, last = int(exam["from_grade"] or 1), int(exam["to_grade"] or 9)
            if not first <= int(self.grade) <= last:
                found.append(Problem("grade", "warning", "这个年级不在这次考试的年级里。", "请核对年级。"))
            on_paper, with_marks = self.way != OTHERWISE, self.scoring != LEVELS
            found += [
                said(one)
                for one in exam_guard.paper_objections(
                    exam["year"],
                    int(self.grade),
                    on_paper=on_paper,
                    with_marks=with_marks,
                    kind=exam["kind"],
                    allowed=allowed(context),
                )
            ]
        return found

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        """2025—2026学年度第二学期期末 五年级数学."""
        exam = context.titles("exams").get(values.get("exam_id") or b"", "")
        grade = code_list("exam_grade").label(values.get("grade"))
        return f"{exam} {grade}{code_list('subject').label(values.get('subject'))}".strip()

    @classmethod
    def title_order(cls, values: Mapping[str, Any], context: Context) -> Any:
        exams = {row: place for place, row in enumerate(context.titles("exams"))}
        return (exams.get(values.get("exam_id") or b"", 0), values.get("grade") or "", values.get("subject") or "")


def allowed(context: Context) -> Allowed:
    """What this office has decided about examinations; the law where it has not."""
    return Allowed(**{name: context.setting(f"quality.{name}") for name in _DECIDED})


_DECIDED = ("low_grade_papers", "primary_midterm", "finals", "midterms", "mocks")


def said(one: Objection) -> Problem:
    return Problem(one.field, one.level, one.sentence, one.advice)


__all__ = ["LEVELS", "MARKS", "ON_PAPER", "OTHERWISE", "Exam", "Paper", "allowed"]
