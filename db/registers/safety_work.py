"""Safety work: drills, lessons, meetings, agreements, disputes and plans, each a line a clerk writes after the event."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Mapped

from db.fields import code, computed, day, decimal, link, note, number, person, photo, text, yesno
from db.register import Context, Problem, Register, Values

TAB, GROUP = "安全隐患", "安全工作"
QUICKEST = Decimal(2)
"""Minutes within which a building of less than four floors is empty. 源：教基一厅〔2014〕2号."""


class Drill(Register):
    """应急演练: monthly, in kindergartens once a quarter. 源：教基一厅〔2014〕2号."""

    __tablename__ = "drills"
    title, one, tab, group, icon = "应急演练", "演练", TAB, GROUP, "footprints"
    title_field, order = "topic", ("-on",)
    natural_keys = (("on", "kind"),)
    sums = (("演练", "", ""), ("消防", "kind", "1"), ("地震", "kind", "2"))

    on: Mapped[date | None] = day("日期", required=True, listed=True, headings=("演练时间", "演练日期"))
    kind: Mapped[str | None] = code("类别", "drill_kind", listed=True, width=5, headings=("演练类别", "演练项目"))
    topic: Mapped[str | None] = text("主题", listed=True, searchable=True, width=8, headings=("演练主题", "演练内容"))
    led_by: Mapped[str | None] = person("总指挥", listed=True, headings=("负责人", "组织人"))
    pupils: Mapped[int | None] = number("参加学生", listed=True)
    staff: Mapped[int | None] = number("参加教职工", listed=True)
    minutes: Mapped[Any | None] = decimal("疏散用时（分）", listed=True, headings=("用时", "疏散时间"))
    faults: Mapped[str | None] = note("存在问题", listed=True)
    mended: Mapped[str | None] = note("改进办法")
    photo: Mapped[str | None] = photo("照片")

    def problems(self, context: Context) -> list[Problem]:
        if self.minutes is not None and Decimal(self.minutes) > QUICKEST and not self.faults:
            return [Problem("minutes", "warning", "四层以下的楼应在 2 分钟内疏散完。", "请写明慢在哪里、怎样改进。")]
        return []


class SafetyLesson(Register):
    """安全课: the first lesson of every Monday, with homework. 源：systems.md E12."""

    __tablename__ = "safety_lessons"
    title, one, tab, group, icon = "安全课", "安全课", TAB, GROUP, "flag"
    title_field, order = "subject", ("-on", "class")
    natural_keys = (("on", "class_id"),)
    sums = (("安全课", "", ""), ("没有作业", "homework", ""))

    on: Mapped[date | None] = day("日期", required=True, listed=True)
    class_id: Mapped[bytes | None] = link("班级", "classes", listed=True, width=6)
    topic: Mapped[str | None] = code("内容", "lesson_topic", listed=True, width=6)
    subject: Mapped[str | None] = text("课题", listed=True, searchable=True, width=8)
    teacher: Mapped[str | None] = person("授课教师", listed=True)
    minutes: Mapped[int | None] = number("时长（分）", listed=True)
    homework: Mapped[str | None] = text("安全作业", listed=True, width=8)
    remark: Mapped[str | None] = note("备注")


class Meeting(Register):
    """会议: the monthly safety meeting, the township's four a year, and others with their decisions."""

    __tablename__ = "meetings"
    title, one, tab, group, icon = "会议", "会议", TAB, GROUP, "users"
    title_field, order = "topic", ("-on",)
    natural_keys = (("on", "topic"),)
    sums = (("会议", "", ""), ("月例会", "kind", "1"), ("全镇", "kind", "2"))

    on: Mapped[date | None] = day("日期", required=True, listed=True)
    kind: Mapped[str | None] = code("类别", "meeting_kind", listed=True, width=6)
    topic: Mapped[str] = text(
        "议题", required=True, listed=True, searchable=True, width=10, headings=("会议名称", "主题")
    )
    place: Mapped[str | None] = text("地点")
    host: Mapped[str | None] = person("主持人", listed=True)
    invited: Mapped[int | None] = number("应到", listed=True)
    present: Mapped[int | None] = number("实到", listed=True)
    absent: Mapped[str | None] = text("缺席", width=8)
    told: Mapped[str | None] = note("内容")
    decided: Mapped[str | None] = note("议定事项", listed=True)
    recorder: Mapped[str | None] = person("记录人")

    def problems(self, context: Context) -> list[Problem]:
        if self.present is not None and self.invited is not None and self.present > self.invited:
            return [Problem("present", "warning", "实到的比应到的还多。", "请核对人数。")]
        return []


class SafetyAgreement(Register):
    """责任书: one layer of a school year, how many have to sign and how many have. 源：systems.md E16."""

    __tablename__ = "safety_agreements"
    title, one, tab, group, icon = "责任书签订", "责任书", TAB, GROUP, "pencil"
    key = ("school_id", "year", "layer")
    title_field, order = "layer", ("-year", "layer")
    natural_keys = (("year", "layer"),)
    figures = (computed("share", "签订率", listed=True, width=4),)
    sums = (("责任书", "", ""),)

    year: Mapped[int | None] = number("年度", required=True, listed=True)
    layer: Mapped[str | None] = code("层级", "agreement_layer", required=True, listed=True, width=8)
    wanted: Mapped[int | None] = number("应签", listed=True)
    signed: Mapped[int | None] = number("已签", listed=True)
    signed_on: Mapped[date | None] = day("签订日期", listed=True)
    missing: Mapped[str | None] = note("未签的人", listed=True)
    kept: Mapped[str | None] = text("存放处", listed=True)

    def problems(self, context: Context) -> list[Problem]:
        if self.signed is not None and self.wanted is not None and self.signed > self.wanted:
            return [Problem("signed", "error", "已签的比应签的还多。", "请核对份数。")]
        return []

    @classmethod
    def work_out(cls, values: Values, context: Context) -> None:
        wanted, signed = values.get("wanted"), values.get("signed")
        if wanted:
            hundredths = 1000 * (signed or 0) // wanted  # never rounded up to all
            values["share"] = f"{hundredths // 10}.{hundredths % 10} %"


class Dispute(Register):
    """矛盾纠纷排查调处: one of the ten safety heads. 源：systems.md E23."""

    __tablename__ = "disputes"
    title, one, tab, group, icon = "矛盾纠纷", "纠纷", TAB, GROUP, "git-compare"
    title_field, order = "what", ("-on",)
    natural_keys = (("on", "what"),)
    sums = (("纠纷", "", ""), ("未化解", "settled_on", ""))
    chips = (("未化解", "settled_on", ""),)

    on: Mapped[date | None] = day("排查日期", required=True, listed=True)
    kind: Mapped[str | None] = code("类别", "dispute_kind", listed=True, width=5)
    what: Mapped[str] = text("事由", required=True, listed=True, searchable=True, width=10)
    parties: Mapped[str | None] = text("当事人", private=True, width=8)
    handled_by: Mapped[str | None] = person("调处人", listed=True)
    handled: Mapped[str | None] = note("调处经过", private=True)
    settled_on: Mapped[date | None] = day("化解日期", listed=True)
    result: Mapped[str | None] = note("结果", listed=True)


class EmergencyPlan(Register):
    """应急预案 with the day it is looked through again."""

    __tablename__ = "emergency_plans"
    title, one, tab, group, icon = "应急预案", "预案", TAB, GROUP, "file-spreadsheet"
    order = ("review_on", "name")
    natural_keys = (("name",),)
    figures = (computed("stands", "状态", listed=True, width=5),)
    sums = (("预案", "", ""),)

    name: Mapped[str] = text("预案名称", required=True, listed=True, searchable=True, width=10, headings=("名称",))
    kind: Mapped[str | None] = code("类别", "plan_kind", listed=True, width=5)
    led_by: Mapped[str | None] = person("总指挥", listed=True)
    approved_on: Mapped[date | None] = day("批准日期", listed=True)
    review_on: Mapped[date | None] = day("下次修订", listed=True)
    drilled_on: Mapped[date | None] = day("最近演练", listed=True)
    filed: Mapped[bool | None] = yesno("已备案", listed=True)
    body: Mapped[str | None] = note("要点")
    paper: Mapped[str | None] = photo("扫描件")

    @classmethod
    def work_out(cls, values: Values, context: Context) -> None:
        due = values.get("review_on")
        if due:
            values["stands"] = "该修订了" if str(due)[:10] <= context.today.isoformat() else "有效"


__all__ = ["Dispute", "Drill", "EmergencyPlan", "Meeting", "SafetyAgreement", "SafetyLesson"]
