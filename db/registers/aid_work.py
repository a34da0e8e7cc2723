"""The school's own work on aid: the term's file, the review meetings with who sat in them, the lists that were posted."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from db.fields import code, day, link, note, number, person, photo, telephone, text, yesno
from db.register import Context, Problem, Register
from db.rules import aid_steps


class AidTerm(Register):
    """What a school has done about aid in one term besides the children's own papers: 宣传 at its head, 归档 at its end."""

    __tablename__ = "aid_terms"
    title, one, tab, group, icon = "资助学期档案", "学期档案", "花名册", "资助", "folder-open"
    key = ("school_id", "year", "term")
    title_field, order = "year", ("-year", "-term", "school")
    natural_keys = (("school_id", "year", "term"),)
    sums = (("学期档案", "", ""),)

    year: Mapped[int | None] = number("学年起始年", required=True, listed=True, width=4)
    term: Mapped[str | None] = code("学期", "term", required=True, listed=True, width=4)
    announced_on: Mapped[date | None] = day("宣传日期", listed=True)
    announced_how: Mapped[str | None] = text("宣传方式", listed=True, width=10, hint="如 家长会、致家长一封信、村广播")
    letters: Mapped[int | None] = number("告知书份数", width=4)
    filed_on: Mapped[date | None] = day("归档日期", listed=True)
    filed_by: Mapped[str | None] = person("归档人", width=4)
    filed_at: Mapped[str | None] = text("存放处", listed=True, width=8, hint="如 档案柜3号2层")
    remark: Mapped[str | None] = note("备注", listed=True)


class AidReview(Register):
    """A meeting of the review committee (评审会议); its decisions stand in the applications of that day."""

    __tablename__ = "aid_reviews"
    title, one, tab, group, icon = "资助评审会议", "评审会议", "花名册", "资助", "messages-square"
    title_field, order = "matter", ("-held_on", "school")
    natural_keys = (("school_id", "held_on"),)
    sums = (("评审会议", "", ""),)
    parts = ("aid_reviewers",)

    held_on: Mapped[date | None] = day("评审日期", required=True, listed=True)
    matter: Mapped[str] = text("议题", required=True, listed=True, searchable=True, width=12)
    place: Mapped[str | None] = text("地点", listed=True, width=6)
    host: Mapped[str | None] = person("主持人", listed=True, width=4)
    recorder: Mapped[str | None] = person("记录人", listed=True, width=4)
    minutes: Mapped[str | None] = note("会议记录", width=16)
    remark: Mapped[str | None] = note("备注")

    def problems(self, context: Context) -> list[Problem]:
        if self.host and self.host == self.recorder:
            return [Problem("recorder", "warning", "主持人和记录人是同一个人。", "请另请一位老师记录。")]
        return []


class AidReviewer(Register):
    """One person of a review meeting: the school's, the teachers', the parents' or the village's."""

    __tablename__ = "aid_reviewers"
    title, one = "评审小组成员", "评审小组成员"
    key, follows = ("review_id", "name"), "review"
    order = ("review", "role", "name")
    natural_keys = (("review_id", "name"),)

    review_id: Mapped[bytes | None] = link("评审会议", "aid_reviews", required=True, listed=True, width=10)
    name: Mapped[str] = person("姓名", required=True, listed=True, searchable=True)
    role: Mapped[str | None] = code("身份", "aid_role", listed=True, width=6)
    present: Mapped[bool | None] = yesno("到会", listed=True, default=True, width=3)
    remark: Mapped[str | None] = text("备注", listed=True)


class AidPosting(Register):
    """A list that was posted (公示): where, from when to when, who could be telephoned, what was objected."""

    __tablename__ = "aid_postings"
    title, one, tab, group, icon = "资助公示", "公示", "花名册", "资助", "megaphone"
    title_field, order = "matter", ("-posted_from", "school")
    natural_keys = (("school_id", "posted_from", "matter"),)
    sums = (("公示", "", ""),)

    matter: Mapped[str] = text("公示内容", required=True, listed=True, searchable=True, width=14)
    posted_from: Mapped[date | None] = day("公示开始", required=True, listed=True)
    posted_to: Mapped[date | None] = day("公示结束", required=True, listed=True)
    pupils: Mapped[int | None] = number("公示人数", listed=True, width=4)
    place: Mapped[str | None] = text("张贴处", listed=True, width=8, hint="如 校门口公示栏、村委会")
    contact: Mapped[str | None] = telephone("监督电话", private=False, width=7)
    photo: Mapped[str | None] = photo("张贴照片")
    objections: Mapped[str | None] = note("异议及处理", listed=True, hint="没有异议请写“无”")
    remark: Mapped[str | None] = note("备注")

    def problems(self, context: Context) -> list[Problem]:
        found = [
            aid_steps.short_posting(
                self.posted_from, self.posted_to, context.setting("aid.posting_days"), context.special
            )
        ]
        if self.posted_from and self.posted_to and self.posted_to < self.posted_from:
            return [Problem("posted_to", "error", "公示结束比开始早。", "请改其中一个日期。")]
        over = self.posted_to is not None and self.posted_to < context.today
        said = [Problem(fault.field, "warning", fault.sentence, fault.advice) for fault in found if fault]
        if over and not self.objections:
            said.append(Problem("objections", "warning", "公示已结束，没有写有无异议。", "没有异议请写“无”。"))
        return said
