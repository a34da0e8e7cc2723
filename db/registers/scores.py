"""Scores: what each pupil reached in each paper, with class and school as they were then."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from db.fields import code, computed, decimal, link, number
from db.register import Context, Problem, Register
from db.registers.exams import LEVELS
from db.rules import exam_guard, exam_marks


class Score(Register):
    """One pupil in one paper. Belongs to the school where it was written, and stays there when the child moves.

    There may be half a million: the window shows them by class in a grid, and nothing reads them all one by one.
    """

    __tablename__ = "scores"
    __table_args__ = (Index("scores_paper", "paper_id", "class_id"),)
    title, one, icon = "成绩", "成绩", "pencil"
    key = ("paper_id", "student_id")
    numerous = True
    title_field, order = "title", ("paper", "student")
    natural_keys = (("paper", "student"),)
    figures = (computed("title", "学生与试卷", width=12),)
    sums = (("成绩", "", ""), ("缺考", "absence", "1"), ("免考", "absence", "2"), ("缓考", "absence", "3"))

    paper_id: Mapped[bytes | None] = link("试卷", "papers", required=True, listed=True, width=12, index=False)
    student_id: Mapped[bytes | None] = link("学生", "students", required=True, listed=True, width=5)
    class_id: Mapped[bytes | None] = link("班级", "classes", listed=True, width=5)
    mark: Mapped[Any | None] = decimal("分数", private=True, mask="whole", listed=True, width=4)
    absence: Mapped[str | None] = code("未考情况", "exam_absence", listed=True)
    level: Mapped[str | None] = code("等级", "score_level", private=True, mask="whole", listed=True)
    standing: Mapped[str | None] = code("统计身份", "score_standing", hurts=True)

    def problems(self, context: Context) -> list[Problem]:
        """What one cell of the grid may hold; the same rules as while it is typed (db/rules/exam_marks.py)."""
        paper = context.linked("papers", self.paper_id) if self.paper_id else None
        school = context.linked("schools", self.school_id) if self.school_id else None
        if school and school["kind"] == "kindergarten":
            refused = exam_guard.no_kindergarten("school")
            return [Problem(refused.field, refused.level, refused.sentence, refused.advice)]
        found = []
        if paper and paper["school_id"] not in (None, self.school_id):
            found.append(Problem("paper", "error", "这份试卷是别的学校的。", "请选本校的试卷。"))
        full = Decimal(paper["full_marks"]) if paper and paper["full_marks"] else None
        if self.mark is not None and (wrong := exam_marks.mark_problem(self.mark, full)):
            sentence, _, advice = wrong.partition("。")
            found.append(Problem("mark", "error", f"{sentence}。", advice))
        if self.mark is not None and self.absence:
            found.append(Problem("absence", "warning", "既有分数又写了未考，按未考统计。", "请留下其中一项。"))
        if self.level and paper and paper["scoring"] != LEVELS:
            found.append(Problem("level", "warning", "这份试卷记分数，等级由分数折算。", "请去掉等级。"))
        return found

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        paper = context.titles("papers").get(values.get("paper_id") or b"", "")
        return f"{context.titles('students').get(values.get('student_id') or b'', '')} {paper}".strip()


class ExamBase(Register):
    """How many a class has and had, for the denominators that count from rolls (facts 2.2)."""

    __tablename__ = "exam_bases"
    title, one, tab, group, icon = "考试基数", "考试基数", "质量目标", "考试与成绩", "users"
    key = ("exam_id", "class_id")
    title_field, order = "title", ("exam", "class")
    natural_keys = (("exam", "class"),)
    figures = (computed("title", "考试基数", width=8),)

    exam_id: Mapped[bytes | None] = link("考试", "exams", required=True, listed=True, width=12)
    class_id: Mapped[bytes | None] = link("班级", "classes", required=True, listed=True, width=5)
    enrolled: Mapped[int | None] = number("学籍人数", listed=True, width=4)
    started: Mapped[int | None] = number("起始人数", listed=True, width=4, hint="学年（学段）开始时的人数")
    came: Mapped[int | None] = number("转入", listed=True)
    gone: Mapped[int | None] = number("转出", listed=True)

    def problems(self, context: Context) -> list[Problem]:
        return [
            Problem(name, "error", "人数不能是负数。", "请填0或更大的数。")
            for name in ("enrolled", "started", "came", "gone")
            if (getattr(self, name) or 0) < 0
        ]

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        exam = context.titles("exams").get(values.get("exam_id") or b"", "")
        return f"{exam} {context.titles('classes').get(values.get('class_id') or b'', '')}".strip()


__all__ = ["ExamBase", "Score"]
