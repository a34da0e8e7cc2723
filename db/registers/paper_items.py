"""Questions of a paper: what each is about, and what each class reached in it; no pupil is named."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Mapped

from db.fields import computed, decimal, link, note, number, text
from db.register import Context, Problem, Register


class PaperItem(Register):
    """One question of a paper: what it is about and what it counts."""

    __tablename__ = "paper_items"
    title, one, icon = "试题", "试题", "clipboard-check"
    key, title_field, order = ("paper_id", "number"), "title", ("paper", "number")
    natural_keys = (("paper", "number"),)
    parts = ("item_results",)
    figures = (computed("title", "试题", width=8),)

    paper_id: Mapped[bytes | None] = link("试卷", "papers", required=True, listed=True, width=12)
    number: Mapped[int] = number("题号", required=True, listed=True)
    content: Mapped[str | None] = text("考查内容", listed=True, width=12)
    full_marks: Mapped[Any | None] = decimal("分值", required=True, listed=True, width=3)

    def complete(self, context: Context) -> None:
        """A question is of the school whose paper it stands in."""
        paper = context.linked("papers", self.paper_id) if self.paper_id else None
        if paper:
            self.school_id = paper["school_id"]

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        paper = context.titles("papers").get(values.get("paper_id") or b"", "")
        return f"{paper} 第{values.get('number')}题"


class ItemResult(Register):
    """What a class reached in one question, on average, and the mistake most made; no pupil is named."""

    __tablename__ = "item_results"
    title, one, icon = "试题得分", "试题得分", "clipboard-check"
    key, title_field, order = ("item_id", "class_id"), "title", ("item", "class")
    natural_keys = (("item", "class"),)
    figures = (computed("title", "试题得分", width=8),)

    item_id: Mapped[bytes | None] = link("试题", "paper_items", required=True, listed=True, width=14)
    class_id: Mapped[bytes | None] = link("班级", "classes", required=True, listed=True, width=5)
    mean: Mapped[Any | None] = decimal("平均得分", required=True, listed=True)
    mistake: Mapped[str | None] = note("典型错误", listed=True)

    def problems(self, context: Context) -> list[Problem]:
        item = context.linked("paper_items", self.item_id) if self.item_id else None
        if item and item["full_marks"] and self.mean is not None and not 0 <= self.mean <= Decimal(item["full_marks"]):
            said = f"这道题{item['full_marks']}分，平均得分不能是{self.mean}。"
            return [Problem("mean", "error", said, "请核对平均得分。")]
        return []

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        room = context.titles("classes").get(values.get("class_id") or b"", "")
        return f"{context.titles('paper_items').get(values.get('item_id') or b'', '')} {room}".strip()
