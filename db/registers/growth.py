"""Growth file (成长记录): a term's words, levels, works and honesty of one child; goes with it for twelve years."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Float, case, cast, func
from sqlalchemy.orm import Mapped

from db.fields import code, computed, day, decimal, link, note, number, person, photo, text
from db.register import Context, Problem, Register
from db.rules.calendar import term_at


class OfChild(Register):
    """What the rows of the growth file share: they follow their child, and are called by its name."""

    __abstract__ = True
    tab, group, follows, title_field = "花名册", "成长记录", "student", "student"

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        return context.titles("students").get(values.get("student_id") or b"", "")


class GrowthNote(OfChild):
    """One term of one child: class, conduct, and what teacher, child and family say of it."""

    __tablename__ = "growth_notes"
    title, one, icon = "学期评语", "学期评语", "messages-square"
    key, order = ("student_id", "year", "term"), ("-year", "-term", "class_name", "student")
    natural_keys = (("student_id", "year", "term"),)
    sums = (("评语", "", ""), ("操行优", "conduct", "1"), ("良", "conduct", "2"), ("合格", "conduct", "3"))
    chips = (
        ("没有教师寄语", "teacher_words", ""),
        ("没有自评", "self_words", ""),
        ("没有家长寄语", "parent_words", ""),
    )

    student_id: Mapped[bytes | None] = link(
        "学生", "students", required=True, listed=True, searchable=True, width=4, headings=("姓名", "学生姓名")
    )
    class_name: Mapped[str | None] = text("班级", listed=True, width=5, hint="那个学期所在的班，升级后不变")
    year: Mapped[int | None] = number("学年起始年", listed=True, width=4, headings=("学年",))
    term: Mapped[str | None] = code("学期", "term", listed=True, width=4)
    conduct: Mapped[str | None] = code("操行等级", "conduct", listed=True, width=4, headings=("操行", "操行评定"))
    teacher_words: Mapped[str | None] = note(
        "教师寄语", listed=True, width=16, headings=("评语", "班主任评语", "教师评语")
    )
    teacher: Mapped[str | None] = person("班主任", width=4)
    self_words: Mapped[str | None] = note("我的话", width=12, headings=("自我评价", "学生自评"))
    parent_words: Mapped[str | None] = note("家长寄语", width=12, headings=("家长的话", "家长评语"))
    parent: Mapped[str | None] = person("家长", width=4)
    honours: Mapped[str | None] = note("获得的荣誉", width=10, headings=("荣誉", "奖励"), hint="一行写一项")
    written_on: Mapped[date | None] = day("填写日期")

    def complete(self, context: Context) -> None:
        self.year, self.term = this_term(self.year, self.term, context)
        child = context.linked("students", self.student_id) if self.student_id else None
        room = (child or {}).get("class_id")
        if room and not self.class_name and self.year == context.school_year:
            self.class_name = context.titles("classes").get(room) or None
        if room and not self.teacher and self.year == context.school_year:
            led = (context.linked("classes", room) or {}).get("teacher_id")
            self.teacher = context.titles("staff").get(led) if led else None

    def problems(self, context: Context) -> list[Problem]:
        return mentions_marks("teacher_words", self.teacher_words)


class GrowthLevel(OfChild):
    """综合素质评价: one side of a child in one term, in a level; never in marks. 源：facts 0.2；教基〔2021〕3号。"""

    __tablename__ = "growth_levels"
    title, one, icon = "综合素质评价", "评价", "star"
    key, order = ("student_id", "year", "term", "side"), ("-year", "-term", "student", "side")
    natural_keys = (("student_id", "year", "term", "side"),)
    sums = (
        ("评价", "", ""),
        ("优", "level", "A"),
        ("良", "level", "B"),
        ("合格", "level", "C"),
        ("待提高", "level", "D"),
    )

    student_id: Mapped[bytes | None] = link(
        "学生", "students", required=True, listed=True, searchable=True, width=4, headings=("姓名", "学生姓名")
    )
    year: Mapped[int | None] = number("学年起始年", listed=True, width=4, headings=("学年",))
    term: Mapped[str | None] = code("学期", "term", listed=True, width=4)
    side: Mapped[str | None] = code("方面", "growth_side", required=True, listed=True, width=7, headings=("评价方面",))
    level: Mapped[str | None] = code("等级", "growth_level", listed=True, width=4, headings=("评价等级",))
    fact: Mapped[str | None] = note("写实记录", listed=True, width=16, hint="做了什么，什么时候；不写分数和名次")

    def complete(self, context: Context) -> None:
        self.year, self.term = this_term(self.year, self.term, context)

    def problems(self, context: Context) -> list[Problem]:
        return mentions_marks("fact", self.fact)


class Work(OfChild):
    """A work of the child, photographed: writing, drawing, something made, a moment on the stage."""

    __tablename__ = "works"
    title, one, icon = "作品与照片", "作品", "palette"
    title_field, order = "name", ("-made_on", "student")
    natural_keys = (("student_id", "name", "made_on"),)
    sums = (("作品", "", ""),)

    student_id: Mapped[bytes | None] = link(
        "学生", "students", required=True, listed=True, searchable=True, width=4, headings=("姓名", "学生姓名")
    )
    name: Mapped[str] = text(
        "作品名称", required=True, listed=True, searchable=True, width=10, headings=("作品", "题目")
    )
    kind: Mapped[str | None] = code("类别", "work_kind", listed=True, width=5)
    made_on: Mapped[date | None] = day("日期", listed=True)
    picture: Mapped[str | None] = photo("照片", listed=True)
    words: Mapped[str | None] = note("说明或点评", listed=True, width=14)

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        return str(values.get("name") or "")


class Measure(OfChild):
    """Height, weight and sight of one child on one day: the curve in its booklet, and who needs glasses.

    源：C40 体质健康监测；《中小学生体质健康》每学年一次。Sight by the standard logarithmic chart (5.0).
    """

    __tablename__ = "measures"
    title, one, icon = "身高体重视力", "测量", "ruler"
    key, order = ("student_id", "on"), ("-on", "student")
    natural_keys = (("student_id", "on"),)
    sums = (("测量", "", ""), ("视力低于5.0", "weak_sight", "1"))
    chips = (("视力低于5.0", "weak_sight", "1"),)
    figures = (computed("weak_sight", "视力低于5.0", "yesno", width=4),)

    student_id: Mapped[bytes | None] = link(
        "学生", "students", required=True, listed=True, searchable=True, width=4, headings=("姓名", "学生姓名")
    )
    on: Mapped[date | None] = day("测量日期", required=True, listed=True, headings=("日期", "体检日期"))
    height: Mapped[Decimal | None] = decimal("身高（厘米）", listed=True, headings=("身高", "身高(cm)", "身高（cm）"))
    weight: Mapped[Decimal | None] = decimal("体重（千克）", listed=True, headings=("体重", "体重(kg)", "体重（kg）"))
    sight_left: Mapped[Decimal | None] = decimal("左眼视力", listed=True, headings=("左眼", "裸眼视力左"))
    sight_right: Mapped[Decimal | None] = decimal("右眼视力", listed=True, headings=("右眼", "裸眼视力右"))
    remark: Mapped[str | None] = note("备注", listed=True)

    def problems(self, context: Context) -> list[Problem]:
        found = []
        for name, least, most, what in LIKELY:
            value = getattr(self, name)
            if value is not None and not least <= value <= most:
                found.append(Problem(name, "warning", f"{what} {value} 不像是真的。", "请核对数字和单位。"))
        return found

    @classmethod
    def expressions(cls, context: Context) -> dict[str, ColumnElement[Any]]:
        weaker = func.min(*(cast(func.coalesce(eye, "5.0"), Float) for eye in (cls.sight_left, cls.sight_right)))
        return {"weak_sight": case((weaker < 5, 1), else_=0)}


LIKELY = (
    ("height", 70, 210, "身高"), ("weight", 8, 150, "体重"), ("sight_left", 3, Decimal("5.3"), "左眼视力"),
    ("sight_right", 3, Decimal("5.3"), "右眼视力"),
)  # fmt: skip
"""Between which figures a child's measures lie, in centimetres, kilograms and by the standard chart."""


class Honesty(OfChild):
    """诚信档案: what the child did or promised; a reminder is between teacher and child, and prints only when chosen."""

    __tablename__ = "honesty_entries"
    title, one, icon = "诚信档案", "诚信记录", "handshake"
    order = ("-on", "student")
    natural_keys = (("student_id", "on", "kind"),)
    sums = (("记录", "", ""), ("诚信事例", "kind", "1"), ("承诺", "kind", "2"))
    chips = (("诚信事例", "kind", "1"), ("诚信承诺", "kind", "2"))

    student_id: Mapped[bytes | None] = link(
        "学生", "students", required=True, listed=True, searchable=True, width=4, headings=("姓名", "学生姓名")
    )
    on: Mapped[date | None] = day("日期", required=True, listed=True)
    kind: Mapped[str | None] = code("类别", "honesty", required=True, listed=True, hurts=True, width=5)
    what: Mapped[str | None] = note("事情", required=True, listed=True, hurts=True, width=18)
    after: Mapped[str | None] = note("后来", hurts=True, width=10, hint="提醒以后怎样了")
    written_by: Mapped[str | None] = person("记录人", listed=True, width=4)


def this_term(year: int | None, term: str | None, context: Context) -> tuple[int, str]:
    """Year and term as typed, the present ones where nothing was."""
    now = term_at(context.today)
    return now[0] if year is None else year, term or str(now[1])


MARKS = ("名次", "第一名", "全班第", "班级第", "分数", "总分", "平均分", "考了")


def mentions_marks(field: str, words: str | None) -> list[Problem]:
    """源：facts 0.2；评语和写实记录不写分数、名次。"""
    said = next((mark for mark in MARKS if mark in (words or "")), None)
    if said is None:
        return []
    return [Problem(field, "warning", f"里面写了“{said}”。", "成长记录只用等级和事实，不写分数、名次。")]


__all__ = ["GrowthLevel", "GrowthNote", "Honesty", "Measure", "Work", "mentions_marks"]
