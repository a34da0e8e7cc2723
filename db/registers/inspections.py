"""Inspections: a checklist filled in for a school, a teacher, a class or a lesson, mark by mark."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Mapped

from db import tallies
from db.fields import code, computed, day, decimal, link, note, number, person, photo, text
from db.register import Context, Problem, Register
from db.rules import scoring, serials

RESULT, END = "结果", "总评"


class Inspection(Register):
    """One sheet: belongs to the school that is inspected, whoever fills it in, so it travels down to it and up again.

    A finished sheet carries its totals as a signed one does; its marks are frozen with them, and its list's version never
    changes. An old result of which only the totals are known is entered with them.
    """

    __tablename__ = "inspections"
    title, one, tab, group, icon = "检查记录", "检查", "检查记录", "检查", "clipboard-list"
    title_field, order = "serial", ("-inspected_on", "school")
    natural_keys = (("serial",),)
    sums = (("检查", "", ""), ("已完成", "state", "done"), ("不合格", "grade", "D"))
    chips = (("填写中", "state", "open"), ("空表已印", "state", "blank"), ("不合格", "grade", "D"))

    # fmt: off
    checklist_id: Mapped[bytes | None] = link("检查表", "checklists", required=True, listed=True, width=12)
    staff_id: Mapped[bytes | None] = link("受检教师", "staff", listed=True, searchable=True, width=4, headings=("教师", "被检教师"))
    class_id: Mapped[bytes | None] = link("班级", "classes", width=5)
    subject: Mapped[str | None] = code("学科", "subject", width=4)
    inspected_on: Mapped[date | None] = day("检查日期", listed=True, headings=("日期",))
    inspector: Mapped[str | None] = person("检查人", listed=True, searchable=True)
    companions: Mapped[str | None] = text("同行人员", width=8)
    host: Mapped[str | None] = person("陪同人", headings=("受检方人员",))
    round_id: Mapped[bytes | None] = link("轮次", "rounds", width=10)
    serial: Mapped[str | None] = text("编号", listed=True, searchable=True, width=5, hint="印在空表右上角，录入时按它找")
    state: Mapped[str] = code("状态", "sheet_state", required=True, default="open", listed=True, width=4)
    score: Mapped[Any | None] = decimal("得分", width=3, group=RESULT, hint="完成时由程序算出；只有总分的旧记录可以直接填")
    full: Mapped[Any | None] = decimal("应得", width=3, group=RESULT, hint="满分，不适用的项目不算在内")
    share: Mapped[Any | None] = decimal("得分率%", listed=True, width=4, group=RESULT)
    grade: Mapped[str | None] = code("等次", "check_grade", listed=True, width=3, group=RESULT)
    faults: Mapped[int | None] = number("问题", listed=True, group=RESULT, headings=("问题数",))
    merits: Mapped[str | None] = note("主要优点", group=END)
    advice: Mapped[str | None] = note("问题与建议", group=END)
    # fmt: on

    def complete(self, context: Context) -> None:
        """The number that is printed; share and grade of totals that were typed in."""
        if not self.serial:
            self.serial = serials.serial_of(self.id)
        if self.score is not None and self.full and self.share is None:
            known = context.linked("checklists", self.checklist_id) if self.checklist_id else None
            lines = tallies.lines_of(known) if known else scoring.Lines()
            self.share = scoring.share(self.score, self.full, lines)
            self.grade = self.grade or scoring.grade(self.score, self.full, lines) or None

    def problems(self, context: Context) -> list[Problem]:
        found = []
        if self.school_id is None:
            found.append(Problem("school", "error", "没有填学校。", "查谁，就填谁的学校。"))
        if self.inspected_on and self.inspected_on > context.today:
            found.append(Problem("inspected_on", "warning", "检查日期还没有到。", "请核对日期。"))
        if self.state == "done" and not self.inspected_on:
            found.append(Problem("inspected_on", "error", "没有填检查日期。", "完成前请填哪一天查的。"))
        if self.score is not None and not 0 <= self.score <= (self.full or 0):
            found.append(Problem("score", "error", "得分要在 0 和应得之间。", "请核对得分和应得。"))
        return found

    @classmethod
    def frozen(cls, row: Mapping[str, Any], edits: Mapping[str, Any], context: Context) -> str:
        """A finished sheet stands as it was signed, until it is taken up again."""
        if row["state"] != "done" or row["deleted"] or not edits or "state" in edits:
            return ""
        return f"编号 {row['serial']} 的检查已经完成，不能再改。"


class InspectionMark(Register):
    """What stands beside one item of one sheet."""

    __tablename__ = "inspection_marks"
    title, one = "逐项记录", "逐项记录"
    key, title_field, order = ("inspection_id", "item_id"), "remark", ("inspection", "item")
    follows = "inspection"

    # fmt: off
    inspection_id: Mapped[bytes | None] = link("检查", "inspections", required=True, listed=True)
    item_id: Mapped[bytes | None] = link("检查内容", "checklist_items", required=True, listed=True, width=14)
    answer: Mapped[str | None] = code("结果", "check_answer", listed=True)
    points: Mapped[Any | None] = decimal("得分或扣分", listed=True, hint="打分的项目是得分，扣分的项目是扣了几分")
    faults: Mapped[int | None] = number("几处", listed=True)
    due: Mapped[Any | None] = decimal("应有", listed=True)
    done: Mapped[Any | None] = decimal("实有", listed=True)
    remark: Mapped[str | None] = note("情况说明", listed=True)
    photo: Mapped[str | None] = photo("照片")
    # fmt: on

    def problems(self, context: Context) -> list[Problem]:
        found = [
            Problem(name, "error", "不能是负数。", "请填零或正数。")
            for name in ("points", "faults", "due", "done")
            if (getattr(self, name) or 0) < 0
        ]
        item = context.linked("checklist_items", self.item_id) if self.item_id else None
        full = _decimal(item["full"]) if item else None
        if item and full is not None and self.points is not None and self.points > full:
            said = f"这一项满分 {full} 分。"
            found.append(Problem("points", "error", said, f"请填 0 到 {full} 之间的数。"))
        if item and item["always"] and self.answer == "na":
            found.append(Problem("answer", "error", "这一项不能填“不适用”。", "请填查到的结果。"))
        return found

    @classmethod
    def frozen(cls, row: Mapping[str, Any], edits: Mapping[str, Any], context: Context) -> str:
        """A finished sheet stands as it was signed; to change it, it is first taken up again."""
        sheet = context.linked("inspections", row["inspection_id"]) if row.get("inspection_id") else None
        if sheet is None or sheet["state"] != "done" or sheet["deleted"]:
            return ""
        return f"编号 {sheet['serial']} 的检查已经完成，不能再改。"


class Observation(Register):
    """听课记录：one listener's record of one lesson. It is the taught school's row where the center writes it, else the
    listener's own school's. 源：facts 6.3.
    """

    __tablename__ = "observations"
    title, one, tab, group, icon = "听课记录", "听课", "检查记录", "检查", "ear"
    title_field, order = "topic", ("-heard_on", "listener_name")
    natural_keys = (("heard_on", "period", "listener_name", "teacher_name"),)
    figures = (
        computed("score", "得分", "decimal", listed=True, width=3),
        computed("grade", "等次", "code", codes="check_grade", listed=True, width=3),
    )
    sums = (("听课", "", ""),)

    # fmt: off
    heard_on: Mapped[date | None] = day("听课日期", required=True, listed=True, headings=("日期", "时间"))
    period: Mapped[int | None] = number("第几节", listed=True, headings=("节次",))
    listener_name: Mapped[str] = person("听课人", required=True, listed=True, searchable=True, headings=("听课教师",))
    listener_id: Mapped[bytes | None] = link("听课人（教职工）", "staff", width=4, hint="计算听课节数用，一般自动对上")
    teacher_name: Mapped[str] = person("授课人", required=True, listed=True, searchable=True, headings=("授课教师", "执教", "上课教师"))
    teacher_id: Mapped[bytes | None] = link("授课人（教职工）", "staff", width=4)
    taught_at: Mapped[str | None] = text("授课学校", width=8, hint="别校的课写校名", headings=("上课学校",))
    taught_to: Mapped[str | None] = text("授课班级", listed=True, width=5, headings=("班级",))
    subject: Mapped[str | None] = code("学科", "subject", listed=True, width=4)
    topic: Mapped[str | None] = text("课题", listed=True, searchable=True, width=10, headings=("教学内容", "课题名称"))
    lesson_kind: Mapped[str | None] = code("课型", "lesson_kind", listed=True)
    process: Mapped[str | None] = note("教学过程")
    merits: Mapped[str | None] = note("优点")
    advice: Mapped[str | None] = note("建议", headings=("不足与建议", "问题与建议"))
    low_effect: Mapped[str | None] = text("低效课处理", hint="低效、无效的课，写明约谈、结对或跟岗")
    inspection_id: Mapped[bytes | None] = link("评分表", "inspections", width=5)
    # fmt: on

    def complete(self, context: Context) -> None:
        """Names from the staff roster, and the roster's row from a name that only one of the school has."""
        titles = context.titles("staff")
        for name, pointer in (("listener_name", "listener_id"), ("teacher_name", "teacher_id")):
            if not getattr(self, name) and getattr(self, pointer):
                setattr(self, name, titles.get(getattr(self, pointer)))
            elif getattr(self, name) and not getattr(self, pointer):
                setattr(self, pointer, self._one_called(getattr(self, name), titles, context))

    def _one_called(self, name: str, titles: Mapping[bytes, str], context: Context) -> bytes | None:
        rows = ((row, context.linked("staff", row)) for row, title in titles.items() if title == name)
        mine = [row for row, known in rows if known and known["school_id"] == self.school_id and not known["deleted"]]
        return mine[0] if len(mine) == 1 else None

    def problems(self, context: Context) -> list[Problem]:
        if self.heard_on and self.heard_on > context.today:
            return [Problem("heard_on", "error", "听课日期还没有到。", "请核对日期。")]
        if self.listener_id and self.listener_id == self.teacher_id:
            return [Problem("teacher", "warning", "听课人和授课人是同一个人。", "请核对。")]
        titles = context.titles("staff")
        return [
            Problem(name, "warning", f"与教职工“{titles.get(row or b'')}”不是同一个名字。", "请改名字，或改选教职工。")
            for name, row in (("listener_name", self.listener_id), ("teacher_name", self.teacher_id))
            if row is not None and titles.get(row, getattr(self, name)) != getattr(self, name)
        ]

    @classmethod
    def expressions(cls, context: Context) -> dict[str, ColumnElement[Any]]:
        """Those of the sheet it was scored with."""
        sheet = (Inspection.id == cls.inspection_id, Inspection.deleted == 0)
        return {
            "score": select(Inspection.score).where(*sheet).scalar_subquery(),
            "grade": select(Inspection.grade).where(*sheet).scalar_subquery(),
        }


def _decimal(stored: Any) -> Any:
    from decimal import Decimal

    return None if stored is None else Decimal(str(stored))


__all__ = ["Inspection", "InspectionMark", "Observation"]
