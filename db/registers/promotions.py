"""What becomes of pupils when the year turns, where it is not simply the next grade; and where graduates go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped

from db.fields import code, day, link, note, number, text
from db.register import Context, Problem, Register
from db.rules.year_turn import Decision

BEFORE, AFTER = "决定", "去向"


class Promotion(Register):
    """One pupil in one school year: decided before the turn, kept as the list of who went where after it.

    源：小升初无缝对接、升学去向（systems B08、B15）。Follows its pupil; the school it left stays named.
    """

    __tablename__ = "promotions"
    title, one, tab, group, icon = "升学去向", "升学去向", "花名册", "学籍异动", "target"
    key, follows = ("student_id", "year"), "student"
    title_field, order = "student", ("-year", "from_school", "left_class", "student")
    natural_keys = (("student_id", "year"),)
    sums = (
        ("人", "", ""), ("留级", "decision", "2"), ("跳级", "decision", "3"), ("升入镇内初中", "decision", "4"),
        ("毕业离校", "decision", "5"), ("已填去向", "destination", "!"),
    )  # fmt: skip
    chips = (
        ("未办", "done_on", ""), ("升入镇内初中", "decision", "4"), ("毕业离校", "decision", "5"), ("留级", "decision", "2"),
    )  # fmt: skip

    student_id: Mapped[bytes | None] = link(
        "学生",
        "students",
        required=True,
        listed=True,
        searchable=True,
        width=4,
        group=BEFORE,
        headings=("姓名", "学生姓名"),
    )
    year: Mapped[int | None] = number(
        "学年起始年",
        required=True,
        listed=True,
        width=4,
        group=BEFORE,
        headings=("学年",),
        hint="2027 表示升入 2027—2028 学年度",
    )
    decision: Mapped[str | None] = code("决定", "year_decision", required=True, listed=True, width=6, group=BEFORE)
    reason: Mapped[str | None] = note("原因", group=BEFORE, hint="留级、跳级写明谁申请、为什么；学校不得责令留级")
    approval: Mapped[str | None] = text("批准文号", width=8, group=BEFORE)
    to_school_id: Mapped[bytes | None] = link(
        "升入学校（镇内）", "schools", listed=True, width=8, group=AFTER, headings=("升入学校",)
    )
    destination: Mapped[str | None] = code(
        "去向", "destination", listed=True, width=6, group=AFTER, headings=("毕业去向",)
    )
    destination_name: Mapped[str | None] = text(
        "去向学校或单位", listed=True, width=9, group=AFTER, headings=("去向学校", "录取学校")
    )
    from_school_id: Mapped[bytes | None] = link("原学校", "schools", listed=True, width=8, group=AFTER)
    left_class: Mapped[str | None] = text("原班级", listed=True, width=5, group=AFTER, headings=("毕业班级",))
    done_on: Mapped[date | None] = day("办理日期", listed=True, group=AFTER)

    def complete(self, context: Context) -> None:
        """Until it is carried out, the school it will leave is the one it is at."""
        if self.done_on is None and self.from_school_id is None:
            self.from_school_id = self.school_id

    def problems(self, context: Context) -> list[Problem]:
        found = []
        if self.year is not None and not 2000 <= self.year <= context.school_year + 2:
            found.append(Problem("year", "warning", f"学年 {self.year} 不对。", "请填起始年，如 2027。"))
        if self.decision in (Decision.STAYS_DOWN, Decision.SKIPS) and not self.reason:
            word = "留级" if self.decision == Decision.STAYS_DOWN else "跳级"
            found.append(Problem("reason", "warning", f"{word}没有写原因。", "请写明谁申请、为什么。"))
        if self.decision == Decision.LEAVES_STAGE and not (self.destination or self.destination_name):
            found.append(Problem("destination", "warning", "还没有写去向。", "请填去向，或去向学校。"))
        if self.decision == Decision.LEAVES and not self.destination_name:
            found.append(Problem("destination_name", "warning", "还没有写转到哪里。", "请填去向学校。"))
        return found

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        return context.titles("students").get(values.get("student_id") or b"", "")


__all__ = ["Promotion"]
