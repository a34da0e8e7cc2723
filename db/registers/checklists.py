"""Checklists: what is looked at, how each line is marked, and for which schools; changed only by a new version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Mapped

from db.fields import code, computed, day, decimal, link, note, number, text, yesno
from db.register import Context, Problem, Register

TIERS = ("center", "primary", "point", "junior", "kindergarten")
"""Kinds of school a list or a line is for; a nine-year school takes those of primary and junior."""

TIER = "适用学校"
SCORING = "评分"


class Checklist(Register):
    """One version of a list. Once it is in use nobody edits it: a change is a new version, so old scores stay."""

    __tablename__ = "checklists"
    title, one, tab, group, icon = "检查表", "检查表", "检查记录", "检查表", "list-checks"
    common, shipped, key = True, True, ("name", "version")
    title_field, order, parts = "title", ("area", "title"), ("checklist_items",)
    natural_keys = (("name", "version"),)
    """full: of the first kind of school the list is for; the others may be asked other lines."""
    figures = (
        computed("title", "检查表", listed=True, searchable=True, width=14),
        computed("items", "项目数", "number", listed=True, width=3),
        computed("full", "满分", "decimal", listed=True, width=3),
    )
    sums = (("检查表", "", ""), ("使用中", "state", "active"))
    chips = (("使用中", "state", "active"), ("草稿", "state", "draft"))

    # fmt: off
    heading: Mapped[str] = text("名称", required=True, searchable=True, width=14, headings=("检查表名称", "表名"))
    name: Mapped[str | None] = text("代号", hint="空着就用名称；各版本代号相同")
    version: Mapped[int] = number("版本", required=True, default=1, listed=True)
    state: Mapped[str] = code("状态", "list_state", required=True, default="draft", listed=True, width=4)
    area: Mapped[str | None] = code("方面", "check_area", listed=True, width=6)
    target: Mapped[str] = code("检查对象", "check_target", required=True, default="school", listed=True, width=4)
    valid_from: Mapped[date | None] = day("开始使用", listed=True)
    source: Mapped[str | None] = note("来源", hint="依据哪份文件，哪些数字可以按本地规定改")
    guide: Mapped[str | None] = note("填写说明", hint="印在表下面")

    excellent: Mapped[Any | None] = decimal("优（得分率%）", group=SCORING, hint="空着就不分这一等")
    good: Mapped[Any | None] = decimal("良（得分率%）", group=SCORING)
    passing: Mapped[Any | None] = decimal("合格（得分率%）", group=SCORING)

    center: Mapped[bool | None] = yesno("中心学校", group=TIER, hint="空着就是适用")
    primary: Mapped[bool | None] = yesno("完全小学", group=TIER)
    point: Mapped[bool | None] = yesno("教学点", group=TIER)
    junior: Mapped[bool | None] = yesno("初级中学", group=TIER)
    kindergarten: Mapped[bool | None] = yesno("幼儿园", group=TIER)
    # fmt: on

    def complete(self, context: Context) -> None:
        if not self.name:
            self.name = self.heading

    def problems(self, context: Context) -> list[Problem]:
        lines = [n for n in ("excellent", "good", "passing") if getattr(self, n) is not None]
        values = [getattr(self, n) for n in lines]
        if any(not 0 < value <= 100 for value in values):
            return [Problem(lines[0], "error", "等次线要在 0 和 100 之间。", "请填得分率，如 90、80、60。")]
        if values != sorted(values, reverse=True):
            return [Problem(lines[0], "error", "等次线要从高到低。", "例如优 90、良 80、合格 60。")]
        return []

    @classmethod
    def frozen(cls, row: Mapping[str, Any], edits: Mapping[str, Any], context: Context) -> str:
        """A list in use may be put aside or taken up again, nothing else."""
        if row["state"] == "draft" or not set(edits) - {"state", "shipped_as"}:
            return "检查表用过以后不能变回草稿。" if row["state"] != "draft" and edits.get("state") == "draft" else ""
        return f"“{cls.title_of(row, context)}”已经启用，不能再改。"

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        """教案检查表; from the second version on with its number."""
        version = values.get("version") or 1
        return f"{values.get('heading') or ''}（第{version}版）" if version > 1 else str(values.get("heading") or "")

    @classmethod
    def title_order(cls, values: Mapping[str, Any], context: Context) -> Any:
        return (values["area"] or "", values["heading"] or "", -(values["version"] or 0))

    @classmethod
    def work_out(cls, values: dict[str, Any], context: Context) -> None:
        values["title"] = cls.title_of(values, context)

    @classmethod
    def expressions(cls, context: Context) -> dict[str, ColumnElement[Any]]:
        mine = (ChecklistItem.checklist_id == cls.id, ChecklistItem.deleted == 0)
        counted = select(func.count()).where(*mine).scalar_subquery()

        def marks(tier: str) -> ColumnElement[Any]:
            asked = (ChecklistItem.bonus.is_not(True), getattr(ChecklistItem, tier).is_not(False))
            return select(func.exact_sum(ChecklistItem.full)).where(*mine, *asked).scalar_subquery()

        first = case(*((getattr(cls, tier).is_not(False), marks(tier)) for tier in TIERS))
        return {"items": counted, "full": first}


class ChecklistItem(Register):
    """One line of a checklist: what is looked at, what it is worth, how it is marked."""

    __tablename__ = "checklist_items"
    title, one = "检查项目", "项目"
    common, shipped, key = True, True, ("checklist_id", "number")
    title_field, order = "content", ("checklist", "number")
    natural_keys = (("checklist_id", "number"),)

    # fmt: off
    checklist_id: Mapped[bytes | None] = link("检查表", "checklists", required=True, listed=True, width=10)
    number: Mapped[int] = number("序号", required=True, listed=True, headings=("项次",))
    section: Mapped[str | None] = text("部分", listed=True, headings=("类别", "检查内容分类"))
    content: Mapped[str] = text("检查内容", required=True, listed=True, width=16, headings=("检查项目", "检查要点", "评价要点"))
    full: Mapped[Any | None] = decimal("满分", listed=True, headings=("分值", "权重"))
    way: Mapped[str] = code("评分方式", "scoring_way", required=True, default="fault", listed=True)
    evidence: Mapped[str | None] = text("查看什么", listed=True, width=8, headings=("查看材料", "检查方法"))
    usual: Mapped[str | None] = code("默认结果", "check_answer", hint="“其余都合格”时填它")

    step: Mapped[Any | None] = decimal("每处扣分", group=SCORING, hint="应有实有：每少一个扣几分；空着按比例得分")
    value_a: Mapped[Any | None] = decimal("A 值几分", group=SCORING)
    value_b: Mapped[Any | None] = decimal("B 值几分", group=SCORING)
    value_c: Mapped[Any | None] = decimal("C 值几分", group=SCORING)
    value_d: Mapped[Any | None] = decimal("D 值几分", group=SCORING)
    line: Mapped[Any | None] = decimal("要求比率（%）", group=SCORING, hint="应有实有：实有要达到应有的百分之几；空着是 100")
    due: Mapped[Any | None] = decimal("应有数", group=SCORING, hint="填表时的默认值")
    due_label: Mapped[str | None] = text("应有叫什么", group=SCORING, hint="例如 班级人数")
    done_label: Mapped[str | None] = text("实有叫什么", group=SCORING, hint="例如 评语份数")
    counts: Mapped[str | None] = code("取台账里的数", "item_count", group=SCORING, hint="应有、实有由程序先数好，可以改")
    bonus: Mapped[bool | None] = yesno("加分项", group=SCORING)
    veto: Mapped[bool | None] = yesno("一票否决", group=SCORING)
    always: Mapped[bool | None] = yesno("不能填“不适用”", group=SCORING)

    needs: Mapped[str | None] = code("有这个场所才查", "facility", group=TIER)
    center: Mapped[bool | None] = yesno("中心学校", group=TIER, hint="空着就是适用")
    primary: Mapped[bool | None] = yesno("完全小学", group=TIER)
    point: Mapped[bool | None] = yesno("教学点", group=TIER)
    junior: Mapped[bool | None] = yesno("初级中学", group=TIER)
    kindergarten: Mapped[bool | None] = yesno("幼儿园", group=TIER)
    # fmt: on

    def complete(self, context: Context) -> None:
        """What A to D are worth where nobody said: all, 80 %, 60 %, nothing (facts 2.3 C1)."""
        if self.way == "grade" and self.full is not None and self.value_a is None:
            self.value_a, self.value_b, self.value_c, self.value_d = (self.full * part / 10 for part in (10, 8, 6, 0))

    def problems(self, context: Context) -> list[Problem]:
        found = []
        if (self.full or 0) < 0:
            found.append(Problem("full", "error", "满分不能小于零。", "只勾选、不计分的项目填 0。"))
        over = [n for n in ("value_a", "value_b", "value_c", "value_d") if (getattr(self, n) or 0) > (self.full or 0)]
        if over and self.way == "grade":
            found.append(Problem(over[0], "error", "等级的分值超过了满分。", "请改分值或满分。"))
        if self.line is not None and not 0 < self.line <= 100:
            found.append(Problem("line", "error", "要求比率要在 0 和 100 之间。", "例如评语 10，出勤 95。"))
        return found

    @classmethod
    def frozen(cls, row: Mapping[str, Any], edits: Mapping[str, Any], context: Context) -> str:
        """The lines of a list in use stand as they are."""
        known = context.linked("checklists", row["checklist_id"]) if row.get("checklist_id") else None
        if known is None or known["state"] == "draft" or set(edits) == {"shipped_as"}:
            return ""
        return f"“{Checklist.title_of(known, context)}”已经启用，项目不能再改。"


__all__ = ["TIERS", "Checklist", "ChecklistItem"]
