"""Borderline pupils: who is near a line, who helps, and whether the line was reached. For teachers only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Mapped

from db.fields import code, computed, day, decimal, link, note, yesno
from db.register import Context, Problem, Register
from db.rules import borderline


class Borderline(Register):
    """A pupil near a line: what is weak, who helps, what is done, and whether the line was reached. Teachers only.

    Of one paper, or of all papers of an examination together: then the examination is named and no paper.
    """

    __tablename__ = "borderline"
    title, one, tab, group, icon = "临界生帮扶", "临界生", "质量目标", "分析", "users"
    key = ("paper_id", "exam_id", "student_id", "line")
    title_field, order = "title", ("exam", "paper", "class", "student")
    natural_keys = (("paper", "exam", "student", "line"),)
    figures = (computed("title", "临界生", width=8),)
    sums = (("临界生", "", ""), ("已转化", "converted", "1"))
    chips = (("没有帮扶教师", "helper", ""), ("没有复测", "retest", ""), ("已转化", "converted", "1"))

    paper_id: Mapped[bytes | None] = link("试卷", "papers", listed=True, width=12, hint="总分临界的不填")
    exam_id: Mapped[bytes | None] = link("总分的考试", "exams", listed=True, width=8, hint="单科临界的不填")
    student_id: Mapped[bytes | None] = link("学生", "students", required=True, listed=True, width=5)
    class_id: Mapped[bytes | None] = link("班级", "classes", listed=True, width=5)
    line: Mapped[str] = code("临界线", "border_line", required=True, listed=True)
    at: Mapped[Any | None] = decimal("线（分）", private=True, mask="whole")
    gap: Mapped[Any | None] = decimal("与线相差", private=True, mask="whole", listed=True)
    weak_points: Mapped[str | None] = note("薄弱内容", listed=True)
    helper_id: Mapped[bytes | None] = link("帮扶教师", "staff", listed=True, width=5)
    measures: Mapped[str | None] = note("帮扶措施")
    helped_until: Mapped[date | None] = day("帮扶到")
    retest: Mapped[Any | None] = decimal("复测成绩", private=True, mask="whole")
    converted: Mapped[bool | None] = yesno("已转化", listed=True)
    remark: Mapped[str | None] = note("备注")

    def complete(self, context: Context) -> None:
        """A re-test says by itself whether the line was reached."""
        if self.converted is None and self.at is not None:
            self.converted = borderline.converted(self.retest, Decimal(self.at))

    def problems(self, context: Context) -> list[Problem]:
        return [*self._of_what(), *self._of_retest()]

    def _of_what(self) -> list[Problem]:
        if self.paper_id is None and self.exam_id is None:
            return [Problem("paper", "error", "没有填试卷或考试。", "单科临界填试卷，总分临界填考试。")]
        if self.paper_id is not None and self.exam_id is not None:
            said = "试卷和总分的考试都填了，按单科算。"
            return [Problem("exam", "warning", said, "单科临界只填试卷，总分临界只填考试。")]
        if self.paper_id is not None and self.line == borderline.SENIOR:
            return [Problem("line", "error", "高中线是总分的线。", "请去掉试卷，填总分的考试。")]
        return []

    def _of_retest(self) -> list[Problem]:
        if self.retest is None or self.at is None or self.converted is None:
            return []
        if self.converted != borderline.converted(self.retest, Decimal(self.at)):
            said = "复测成绩和“已转化”对不上。"
            return [Problem("converted", "warning", said, "请核对复测成绩，或改“已转化”。")]
        return []

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        line = borderline.LINE_WORDS.get(values.get("line") or "", "")
        of_all = "" if values.get("paper_id") else "总分"
        return f"{context.titles('students').get(values.get('student_id') or b'', '')} {of_all}{line}".strip()
