"""Who teaches which class what: the teacher beside each figure of a class."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Mapped

from db.codes import code_list
from db.fields import code, computed, link, number
from db.register import Context, Register


class Teaching(Register):
    """Who teaches which class what, in one term."""

    __tablename__ = "teachings"
    title, one, tab, group, icon = "任课安排", "任课", "花名册", "教师", "users"
    key = ("year", "term", "class_id", "subject")
    title_field, order = "title", ("-year", "-term", "class", "subject")
    natural_keys = (("year", "term", "class", "subject"),)
    figures = (computed("title", "任课", width=8),)

    year: Mapped[int] = number("学年起始年", required=True, listed=True, width=4)
    term: Mapped[str] = code("学期", "term", required=True, listed=True)
    class_id: Mapped[bytes | None] = link("班级", "classes", required=True, listed=True, width=5)
    subject: Mapped[str] = code("学科", "subject", required=True, listed=True, width=5)
    teacher_id: Mapped[bytes | None] = link("任课教师", "staff", required=True, listed=True, width=5)

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        room = context.titles("classes").get(values.get("class_id") or b"", "")
        term = f"{values.get('year')}-{values.get('term')}"
        return f"{term} {room}{code_list('subject').label(values.get('subject'))}"
