"""Health at school: what the morning and noon checks find, and pupils who stay away through illness until they are back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from db.fields import code, day, decimal, link, note, photo, text, yesno
from db.register import Context, Problem, Register
from db.registers.attendance import of_class, of_clock, of_day, tidy_clock

FEVER, COLDEST, HOTTEST = Decimal("37.3"), Decimal(34), Decimal(43)
"""℃. 源：学校晨午检以腋下体温 37.3℃ 为发热界线（M）."""

HOME, HOSPITAL = ("2",), ("3",)
FOUND, DOCTOR, RETURN = "发现", "就诊", "返校"


class MorningFinding(Register):
    """One pupil whom a check found unwell; whoever was well stands nowhere, the check is in the roll call."""

    __tablename__ = "morning_findings"
    title, one, tab, group, icon = "晨午检记录", "晨午检发现", "花名册", "考勤", "thermometer"
    key = ("student_id", "on", "check")
    title_field, order = "student", ("-on", "class", "student")
    natural_keys = (("student_id", "on", "check"),)
    sums = (("发现", "", ""), ("发热", "symptom", "1"), ("接回", "action", "2"), ("送医", "action", "3"))
    chips = (("发热", "symptom", "1"), ("接回", "action", "2"), ("送医", "action", "3"))
    __table_args__ = (Index("morning_findings_by_day", "on", "class_id"),)

    student_id: Mapped[bytes | None] = link(
        "学生", "students", required=True, listed=True, searchable=True, width=5, headings=("姓名", "学生姓名")
    )
    on: Mapped[date | None] = day("日期", required=True, listed=True)
    check: Mapped[str] = code("检查", "health_check", required=True, default="1", listed=True, width=3)
    class_id: Mapped[bytes | None] = link(
        "班级", "classes", required=True, listed=True, width=6, hint="检查那天所在的班"
    )
    temperature: Mapped[Any | None] = decimal("体温（℃）", listed=True, width=4, headings=("体温",))
    symptom: Mapped[str | None] = code("主要症状", "symptom", listed=True, width=4, headings=("症状",))
    remark: Mapped[str | None] = note("其他症状")
    action: Mapped[str | None] = code("处理", "health_action", listed=True, width=7)
    notified: Mapped[str | None] = text("通知了谁", listed=True, width=5, headings=("通知家长",))
    notified_at: Mapped[str | None] = text("通知时间", width=4)
    checked_by: Mapped[str | None] = text("检查人", listed=True, width=5)

    def complete(self, context: Context) -> None:
        self.notified_at = tidy_clock(self.notified_at)
        _take_class(self, context)
        if self.temperature is not None and _degrees(self.temperature) >= FEVER and not self.symptom:
            self.symptom = "1"

    def problems(self, context: Context) -> list[Problem]:
        found = [*of_class(self, context), *of_day(self.on, context), *of_clock(self.notified_at, "notified_at")]
        if self.temperature is not None and not COLDEST <= _degrees(self.temperature) <= HOTTEST:
            found.append(Problem("temperature", "warning", f"体温 {self.temperature} 不像是真的。", "请重新量一次。"))
        if self.action in (*HOME, *HOSPITAL) and not self.notified:
            found.append(Problem("notified", "warning", "接回或送医的，还没有写通知了谁。", "请写明通知了哪位家长。"))
        return found

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        return _pupil_and(values, "on", context)


class Illness(Register):
    """One illness of one pupil, from the first day away to the certificate with which the pupil comes back.

    源：因病缺课追踪登记制度（学校和托幼机构传染病疫情报告工作规范，卫办疾控发〔2006〕65号）.
    """

    __tablename__ = "illnesses"
    title, one, tab, group, icon = "因病缺课追踪", "因病缺课", "花名册", "考勤", "thermometer"
    key = ("student_id", "began_on")
    title_field, order = "student", ("-began_on", "class", "student")
    natural_keys = (("student_id", "began_on"),)
    sums = (("因病缺课", "", ""), ("传染病", "infectious", "1"), ("未返校", "back_on", ""))
    chips = (("未返校", "back_on", ""), ("传染病", "infectious", "1"), ("隔离", "course", "4"))
    __table_args__ = (Index("illnesses_by_day", "began_on", "class_id"),)

    student_id: Mapped[bytes | None] = link(
        "学生",
        "students",
        required=True,
        listed=True,
        searchable=True,
        width=5,
        group=FOUND,
        headings=("姓名", "学生姓名"),
    )
    began_on: Mapped[date | None] = day(
        "缺课开始日期", required=True, listed=True, group=FOUND, headings=("缺课日期", "日期")
    )
    class_id: Mapped[bytes | None] = link(
        "班级", "classes", required=True, listed=True, width=6, group=FOUND, hint="缺课那天所在的班"
    )
    fell_ill_on: Mapped[date | None] = day("发病日期", group=FOUND)
    symptom: Mapped[str | None] = code("主要症状", "symptom", listed=True, width=4, group=FOUND, headings=("症状",))
    temperature: Mapped[Any | None] = decimal("体温（℃）", width=4, group=FOUND, headings=("体温",))
    remark: Mapped[str | None] = note("其他症状", group=FOUND)
    reported_by: Mapped[str | None] = text("谁来请假", width=5, group=FOUND, headings=("请假人",))
    registered_by: Mapped[str | None] = text("登记人", width=5, group=FOUND)

    hospital: Mapped[str | None] = text("就诊医院", width=8, group=DOCTOR)
    diagnosis: Mapped[str | None] = text(
        "诊断", private=True, listed=True, width=7, group=DOCTOR, headings=("疾病名称", "病名")
    )
    infectious: Mapped[bool | None] = yesno("传染病", listed=True, width=3, group=DOCTOR, headings=("是否传染病",))
    told_on: Mapped[date | None] = day("报告疫情日期", group=DOCTOR, hint="报给中心学校和卫生院的日期")
    course: Mapped[str | None] = code("转归", "illness_course", listed=True, width=5, group=DOCTOR)

    isolated_until: Mapped[date | None] = day("隔离至", listed=True, group=RETURN)
    certificate_on: Mapped[date | None] = day("查验复课证明日期", group=RETURN, headings=("复课证明",))
    certificate: Mapped[str | None] = photo("复课证明", group=RETURN)
    back_on: Mapped[date | None] = day("返校日期", listed=True, group=RETURN, headings=("复课日期",))

    def complete(self, context: Context) -> None:
        _take_class(self, context)

    def problems(self, context: Context) -> list[Problem]:
        found = [*of_class(self, context), *of_day(self.began_on, context)]
        found = [Problem("began_on", p.level, p.sentence, p.advice) if p.field == "on" else p for p in found]
        if self.began_on and self.back_on and self.back_on < self.began_on:
            found.append(Problem("back_on", "error", "返校日期比缺课开始还早。", "请改其中一个日期。"))
        if self.isolated_until and self.back_on and self.back_on < self.isolated_until:
            found.append(
                Problem("back_on", "warning", "隔离期还没有满就返校了。", "请核对；确需返校的，请查验医院证明。")
            )
        if self.infectious and self.back_on and not self.certificate_on:
            sentence = "传染病痊愈返校，还没有查验复课证明。"
            found.append(Problem("certificate_on", "warning", sentence, "请查验医院或卫生院的复课证明，写上日期。"))
        if self.infectious and not self.told_on:
            found.append(Problem("told_on", "warning", "传染病还没有写报告日期。", "请当天报告中心学校和卫生院。"))
        return found

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        return _pupil_and(values, "began_on", context)


def _take_class(row: Any, context: Context) -> None:
    """The class is the pupil's own of today, where nobody has said another."""
    pupil = context.linked("students", row.student_id) if row.student_id and not row.class_id else None
    if pupil:
        row.class_id = pupil["class_id"]


def _pupil_and(values: Mapping[str, Any], name: str, context: Context) -> str:
    pupil = context.titles("students").get(values.get("student_id") or b"", "")
    return f"{pupil} {values.get(name) or ''}".strip()


def _degrees(value: Any) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


__all__ = ["Illness", "MorningFinding"]
