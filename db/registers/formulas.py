"""How results are weighed: lines that differ from the settings, and composite formulas as rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Mapped

from db.codes import code_list
from db.fields import code, decimal, link, note, text
from db.register import Context, Problem, Register


class ScoreLine(Register):
    """Lines of one grade or subject where they differ from the settings; percent of the full mark."""

    __tablename__ = "score_lines"
    title, one, tab, group, icon = "另定的分数线", "分数线", "质量目标", "分析", "minus"
    common, key, title_field, order = True, ("grade", "subject"), "grade", ("grade", "subject")
    natural_keys = (("grade", "subject"),)

    grade: Mapped[str | None] = code("年级", "exam_grade", listed=True, hint="空着就是各年级")
    subject: Mapped[str | None] = code("学科", "subject", listed=True, width=5, hint="空着就是各学科")
    passing: Mapped[Any | None] = decimal("及格线（%）", listed=True)
    good: Mapped[Any | None] = decimal("良好线（%）", listed=True)
    excellent: Mapped[Any | None] = decimal("优秀线（%）", listed=True)
    low: Mapped[Any | None] = decimal("低分线（%）", listed=True)
    remark: Mapped[str | None] = note("备注", listed=True, hint="哪一年、依据哪个文件")

    def problems(self, context: Context) -> list[Problem]:
        found = [
            Problem(name, "error", "分数线要在0到100之间。", "请填占满分的百分数。")
            for name in ("passing", "good", "excellent", "low")
            if (line := getattr(self, name)) is not None and not 0 <= line <= 100
        ]
        steps = [line for line in (self.low, self.passing, self.good, self.excellent) if line is not None]
        if not found and steps != sorted(steps):
            found.append(Problem("passing", "warning", "分数线没有从低到高。", "请核对低分、及格、良好、优秀四条线。"))
        return found

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        """五年级数学, 各年级数学, 五年级各学科."""
        grade, subject = values.get("grade"), values.get("subject")
        first = code_list("exam_grade").label(grade) if grade else "各年级"
        return first + (code_list("subject").label(subject) if subject else "各学科")


class Formula(Register):
    """A composite formula; its terms and weights are rows of their own."""

    __tablename__ = "formulas"
    title, one, tab, group, icon = "综合公式", "公式", "质量目标", "分析", "target"
    common, key, title_field, order = True, ("sign",), "name", ("sign",)
    shipped, parts = True, ("formula_terms", "formula_weights")
    natural_keys = (("sign",),)

    sign: Mapped[str] = text("代号", required=True, listed=True, searchable=True, width=3)
    name: Mapped[str] = text("名称", required=True, listed=True, searchable=True, width=12)
    denominator: Mapped[str | None] = code("统计人数", "quality_denominator", width=5, hint="空着就按设置里的口径")
    source: Mapped[str | None] = text("出处", listed=True, width=16)
    remark: Mapped[str | None] = note("说明", listed=True)


class FormulaTerm(Register):
    """One term of a formula, in some grades: which figure, how heavy, measured by what."""

    __tablename__ = "formula_terms"
    title, one, icon = "公式各项", "公式的一项", "target"
    common, key, title_field, order = True, ("formula_id", "from_grade", "term"), "term", ("formula", "from_grade")
    natural_keys = (("formula", "from_grade", "term"),)
    shipped = True

    formula_id: Mapped[bytes | None] = link("公式", "formulas", required=True, listed=True, width=12)
    from_grade: Mapped[str | None] = code("从年级", "exam_grade", listed=True)
    to_grade: Mapped[str | None] = code("到年级", "exam_grade", listed=True)
    term: Mapped[str] = code("指标", "figure_term", required=True, listed=True, width=5)
    weight: Mapped[Any | None] = decimal("权重", required=True, listed=True)
    normaliser: Mapped[str | None] = code("折算方法", "normaliser", listed=True, default="raw", width=5)


class FormulaWeight(Register):
    """How heavy a subject is in a school's whole; or, with a level, what that level counts in assessed subjects."""

    __tablename__ = "formula_weights"
    title, one, icon = "公式学科权重", "学科权重", "target"
    common, title_field = True, "subject"
    key, order = ("formula_id", "from_grade", "subject", "level"), ("formula", "from_grade", "subject")
    natural_keys = (("formula", "from_grade", "subject", "level"),)
    shipped = True

    formula_id: Mapped[bytes | None] = link("公式", "formulas", required=True, listed=True, width=12)
    from_grade: Mapped[str | None] = code("从年级", "exam_grade", listed=True)
    to_grade: Mapped[str | None] = code("到年级", "exam_grade", listed=True)
    subject: Mapped[str | None] = code("学科", "subject", listed=True, width=5)
    level: Mapped[str | None] = code("等级", "score_level", listed=True, hint="考核、考查学科里这一等级按多少计")
    weight: Mapped[Any | None] = decimal("权重", required=True, listed=True)
