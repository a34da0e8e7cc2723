"""The files of a teacher: training, exchange between schools, yearly appraisal, visits; they go along with the person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Mapped

from db import codes
from db.fields import code, day, decimal, link, note, number, photo, text, yesno
from db.register import Context, Finding, Problem, Register
from db.rules.participation import percent, rate


class Training(Register):
    """One training of one teacher, with its hours; the lesson shown afterwards stands beside it (systems C25)."""

    __tablename__ = "trainings"
    title, one, tab, group, icon = "继续教育", "培训", "花名册", "教师", "graduation-cap"
    follows, title_field, order = "staff", "staff", ("-last_on", "staff")
    natural_keys = (("staff_id", "name", "last_on"),)
    sums = (
        ("培训", "", ""),
        ("国家级", "level", "1"),
        ("省级", "level", "2"),
        ("县级", "level", "4"),
        ("校本", "level", "6"),
    )
    chips = (("未上示范课", "demo_on", ""),)

    staff_id: Mapped[bytes | None] = link(
        "教职工", "staff", required=True, listed=True, searchable=True, width=5, headings=("姓名", "教师")
    )
    name: Mapped[str] = text(
        "培训名称", required=True, listed=True, searchable=True, width=12, headings=("项目名称", "培训项目")
    )
    level: Mapped[str | None] = code("级别", "training_level", listed=True, width=5)
    first_on: Mapped[date | None] = day("开始日期")
    last_on: Mapped[date | None] = day("结束日期", required=True, listed=True, headings=("培训时间", "结业日期"))
    hours: Mapped[Any | None] = decimal("学时", required=True, listed=True, width=3)
    place: Mapped[str | None] = text("地点或平台", width=8)
    certificate: Mapped[str | None] = text("证书编号", width=8)
    proof: Mapped[str | None] = photo("证书照片")
    demo_on: Mapped[date | None] = day("示范课日期", listed=True, hint="培训回来后上的示范课或作的讲座")
    demo_topic: Mapped[str | None] = text("示范课课题", width=10)
    remark: Mapped[str | None] = note("备注")

    def problems(self, context: Context) -> list[Problem]:
        found = []
        if self.hours is not None and Decimal(str(self.hours)) <= 0:
            found.append(Problem("hours", "error", "学时要大于零。", "请按证书填写。"))
        if self.first_on and self.last_on and self.last_on < self.first_on:
            found.append(Problem("last_on", "error", "结束比开始还早。", "请改其中一个日期。"))
        if self.demo_on and self.last_on and self.demo_on < self.last_on:
            found.append(Problem("demo_on", "warning", "示范课在培训结束之前。", "请核对日期。"))
        return found

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        return f"{_staff(values, context)} {values.get('name') or ''}".strip()


class Rotation(Register):
    """One exchange of one teacher: from which school to which, and how."""

    __tablename__ = "rotations"
    title, one, tab, group, icon = "交流轮岗", "交流", "花名册", "教师", "repeat"
    follows, title_field, order = "staff", "staff", ("-year", "staff")
    natural_keys = (("staff_id", "year", "way"),)
    sums = (("交流", "", ""), ("骨干", "backbone", "1"), ("支教", "way", "2"), ("走教", "way", "5"))
    chips = (("骨干", "backbone", "1"), ("走教", "way", "5"))

    staff_id: Mapped[bytes | None] = link(
        "教职工", "staff", required=True, listed=True, searchable=True, width=5, headings=("姓名", "教师")
    )
    year: Mapped[int | None] = number(
        "学年起始年", required=True, listed=True, width=4, hint="2026 表示 2026—2027 学年度"
    )
    way: Mapped[str] = code("方式", "rotation_way", required=True, default="1", listed=True, width=5)
    from_id: Mapped[bytes | None] = link("从", "schools", listed=True, width=9, headings=("派出学校", "原学校"))
    to_id: Mapped[bytes | None] = link("到", "schools", listed=True, width=9, headings=("接收学校", "交流学校"))
    to_outside: Mapped[str | None] = text("到外面的学校", width=9, hint="不在本镇的学校，写名称")
    subject: Mapped[str | None] = code("任教学科", "subject", width=5)
    backbone: Mapped[bool | None] = yesno("骨干教师", listed=True, width=3, hint="交流时是县级以上骨干教师")
    first_on: Mapped[date | None] = day("开始日期")
    last_on: Mapped[date | None] = day("结束日期")
    paper: Mapped[str | None] = text("文件号", width=8)
    remark: Mapped[str | None] = note("备注", listed=True)

    def complete(self, context: Context) -> None:
        """Backbone or not, and the subject, as the roster has them now, where nobody has said."""
        person = context.linked("staff", self.staff_id) if self.staff_id else None
        if person:
            if self.backbone is None:
                self.backbone = person["backbone"] in ("1", "2", "3", "4")
            self.subject = self.subject or person["subject"]

    def problems(self, context: Context) -> list[Problem]:
        found = []
        if self.from_id and self.from_id == self.to_id:
            found.append(Problem("to", "warning", "派出和接收是同一所学校。", "请核对。"))
        if self.first_on and self.last_on and self.last_on < self.first_on:
            found.append(Problem("last_on", "error", "结束比开始还早。", "请改其中一个日期。"))
        return found

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        return f"{_staff(values, context)} {values.get('year') or ''}".strip()


class AnnualReview(Register):
    """The yearly appraisal of one member of staff. No list of last places is ever made of it (decisions: law before custom)."""

    __tablename__ = "annual_reviews"
    title, one, tab, group, icon = "年度考核", "考核", "花名册", "教师", "clipboard-check"
    follows, title_field, order = "staff", "staff", ("-year", "staff")
    key = ("staff_id", "year")
    natural_keys = (("staff_id", "year"),)
    sums = (
        ("考核", "", ""),
        ("优秀", "grade", "1"),
        ("合格", "grade", "2"),
        ("基本合格", "grade", "3"),
        ("不合格", "grade", "4"),
    )
    chips = (("优秀", "grade", "1"), ("不合格", "grade", "4"), ("师德不合格", "ethics", "4"))

    staff_id: Mapped[bytes | None] = link(
        "教职工", "staff", required=True, listed=True, searchable=True, width=5, headings=("姓名", "教师")
    )
    year: Mapped[int | None] = number("年度", required=True, listed=True, width=4)
    grade: Mapped[str | None] = code("考核等次", "review_grade", listed=True, width=5, headings=("等次", "考核结果"))
    ethics: Mapped[str | None] = code("师德等次", "review_grade", listed=True, width=5, headings=("师德考核",))
    score: Mapped[Any | None] = decimal("量化得分", private=True, width=4)
    comment: Mapped[str | None] = note("评语", private=True)
    decided_on: Mapped[date | None] = day("审定日期")
    shown_from: Mapped[date | None] = day("公示开始")
    shown_until: Mapped[date | None] = day("公示结束")
    objection: Mapped[str | None] = note("异议与处理", private=True)

    def problems(self, context: Context) -> list[Problem]:
        found = []
        if self.year is not None and not 1990 <= self.year <= context.today.year:
            found.append(Problem("year", "warning", f"年度 {self.year} 不像是真的。", "请核对。"))
        if self.ethics == "4" and self.grade in ("1", "2", "3"):
            said = "师德不合格的，年度考核应为不合格。"
            found.append(Problem("grade", "warning", said, "源：师德一票否决，请核对等次。"))
        return found

    @classmethod
    def checks(cls, rows: Sequence[Mapping[str, Any]], context: Context) -> list[Finding]:
        """More excellent ones in a school and year than may be."""
        of: dict[tuple[Any, Any], list[Mapping[str, Any]]] = defaultdict(list)
        for row in rows:
            if row["grade"] in ("1", "2", "3", "4"):
                of[row["school_id"], row["year"]].append(row)
        most = context.setting("review.excellent")
        found = []
        for same in of.values():
            best = [row for row in same if row["grade"] == "1"]
            share = rate(len(best), len(same))
            if share is not None and share * 100 > most and len(best) > 1:
                said = f"本校这一年度优秀占 {percent(share)}%，超过 {most}%。"
                found += [Finding(row["id"], "grade", said) for row in best]
        return found

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        grade = codes.code_list("review_grade").label(values.get("grade"))
        return f"{_staff(values, context)} {values.get('year') or ''} {grade}".strip()


class StaffVisit(Register):
    """A visit to somebody who is retired, ill, bereaved or in need (三个必访、重阳和春节走访)."""

    __tablename__ = "staff_visits"
    title, one, tab, group, icon = "慰问走访", "走访", "花名册", "教师", "gift"
    follows, title_field, order = "staff", "staff", ("-on", "staff")
    natural_keys = (("staff_id", "on"),)
    sums = (("走访", "", ""), ("重阳节", "occasion", "1"), ("春节", "occasion", "2"), ("生病住院", "occasion", "3"))
    chips = (("重阳节", "occasion", "1"), ("春节", "occasion", "2"))

    staff_id: Mapped[bytes | None] = link(
        "教职工", "staff", required=True, listed=True, searchable=True, width=5, headings=("姓名", "被访人")
    )
    on: Mapped[date | None] = day("日期", required=True, listed=True)
    occasion: Mapped[str] = code("事由", "staff_visit", required=True, default="1", listed=True, width=5)
    visitors: Mapped[str | None] = text("走访人", listed=True, searchable=True, width=8)
    gift: Mapped[str | None] = text("慰问品（金）", listed=True, width=8)
    said: Mapped[str | None] = note("情况和诉求", private=True)
    picture: Mapped[str | None] = photo("照片")

    def problems(self, context: Context) -> list[Problem]:
        if self.on and self.on > context.today:
            return [Problem("on", "error", "这一天还没有到。", "请改日期。")]
        return []

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        return f"{_staff(values, context)} {values.get('on') or ''}".strip()


def _staff(values: Mapping[str, Any], context: Context) -> str:
    return context.titles("staff").get(values.get("staff_id") or b"", "")


__all__ = ["AnnualReview", "Rotation", "StaffVisit", "Training"]
