"""Parents and the school: their meetings, and who sits on the parents' and the next generation's committee."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped

from db.fields import code, day, link, note, number, person, photo, telephone, text
from db.register import Context, Problem, Register


class ParentMeeting(Register):
    """家长会、家长学校. 源：规划文本002、003（家长会、家访、家长学校定期开展）."""

    __tablename__ = "parent_meetings"
    title, one, tab, group, icon = "家长活动", "家长活动", "花名册", "关爱", "megaphone"
    title_field, order = "topic", ("-on", "topic")
    natural_keys = (("on", "topic", "class_id"),)
    sums = (("活动", "", ""), ("家长会", "kind", "1"), ("家长学校", "kind", "2"), ("家长开放日", "kind", "3"))
    chips = (("家长会", "kind", "1"), ("家长学校", "kind", "2"))

    # fmt: off
    topic: Mapped[str] = text("主题", required=True, listed=True, searchable=True, width=12, headings=("名称", "内容"))
    kind: Mapped[str] = code("类别", "parent_meeting", required=True, default="1", listed=True, width=5)
    on: Mapped[date | None] = day("日期", required=True, listed=True)
    class_id: Mapped[bytes | None] = link("班级", "classes", listed=True, width=5, hint="全校的不填")
    place: Mapped[str | None] = text("地点", width=6)
    host: Mapped[str | None] = text("主持人", listed=True, width=5)
    speaker: Mapped[str | None] = text("主讲人", width=6)
    expected: Mapped[int | None] = number("应到家长", listed=True)
    present: Mapped[int | None] = number("实到家长", listed=True)
    minutes: Mapped[str | None] = note("会议记录")
    opinions: Mapped[str | None] = note("家长意见和答复")
    picture: Mapped[str | None] = photo("照片")
    # fmt: on

    def problems(self, context: Context) -> list[Problem]:
        found = []
        if self.on and self.on > context.today:
            found.append(Problem("on", "error", "这一天还没有到。", "请改日期。"))
        if self.present is not None and self.expected is not None and self.present > self.expected:
            found.append(Problem("present", "warning", "实到的比应到的还多。", "请核对应到和实到。"))
        return found


class CommitteeMember(Register):
    """家长委员会、关工委的一名成员. 源：规划文本001（家长委员会、关工委）."""

    __tablename__ = "committee_members"
    title, one, tab, group, icon = "家委会关工委", "成员", "花名册", "关爱", "users"
    order = ("committee", "name")
    natural_keys = (("committee", "name", "from_on"),)
    sums = (("成员", "", ""), ("家长委员会", "committee", "1"), ("关工委", "committee", "2"))
    chips = (("家长委员会", "committee", "1"), ("关工委", "committee", "2"))

    # fmt: off
    name: Mapped[str] = person("姓名", required=True, listed=True, searchable=True)
    committee: Mapped[str] = code("组织", "committee", required=True, default="1", listed=True, width=6)
    post: Mapped[str | None] = text("职务", listed=True, width=5, hint="主任、副主任、委员")
    work: Mapped[str | None] = text("工作单位或身份", listed=True, width=8, hint="关工委的写五老身份，如退休教师")
    student_id: Mapped[bytes | None] = link("孩子", "students", width=5, hint="家长委员会的，选他的孩子")
    phone: Mapped[str | None] = telephone("联系电话")
    duty: Mapped[str | None] = text("分工", listed=True, width=8)
    from_on: Mapped[date | None] = day("任期开始", listed=True)
    until_on: Mapped[date | None] = day("任期结束", listed=True)
    remark: Mapped[str | None] = note("备注")
    # fmt: on

    def problems(self, context: Context) -> list[Problem]:
        if self.from_on and self.until_on and self.until_on < self.from_on:
            return [Problem("until_on", "warning", "任期结束比开始还早。", "请核对日期。")]
        return []

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        return str(values.get("name") or "")


__all__ = ["CommitteeMember", "ParentMeeting"]
