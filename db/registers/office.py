"""The office itself: who uses the program, what it has decided once, and what its sheets call things."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from db.fields import RowId, day, number, text
from db.register import Register


class User(Register):
    """A person who uses the program; roles and passwords will stand here."""

    __tablename__ = "users"
    title, one = "使用人", "使用人"
    key = ("school_id", "name")

    name: Mapped[str] = text("姓名", required=True, listed=True, searchable=True)
    post: Mapped[str | None] = text("职务", listed=True)


class Setting(Register):
    """A decision of the office, common to the township."""

    __tablename__ = "settings"
    title, one = "设置", "设置"
    common, key, title_field, order = True, ("name",), "name", ("name",)

    name: Mapped[str] = text("名称", required=True, listed=True)
    value: Mapped[str | None] = text("值", listed=True)


class Shipped(Register):
    """What came with the program and was taken into the township's books, and in which version (db/shipped.py)."""

    __tablename__ = "shipped"
    title, one = "随程序的内容", "随程序的内容"
    common, key, title_field, order = True, ("name",), "name", ("name",)

    name: Mapped[str] = text("名称", required=True, listed=True)
    version: Mapped[int | None] = number("版本", listed=True)
    taken_on: Mapped[date | None] = day("采用日期", listed=True)


class HeadingChoice(Register):
    """Where a heading of this office's sheets goes, as somebody chose it once."""

    __tablename__ = "heading_choices"
    title, one = "表头对应", "表头"
    key, title_field, order = ("school_id", "register", "heading"), "heading", ("register", "heading")

    register: Mapped[str] = text("台账", required=True, listed=True)
    heading: Mapped[str] = text("表头", required=True, listed=True)
    field_name: Mapped[str | None] = text("栏目", listed=True, hint="空着表示不导入这一列")


class NotSame(Register):
    """Two people who are alike and are not the same, as a school or the center decided (db/duplicates.py)."""

    __tablename__ = "not_same"
    title, one = "不是同一人", "不是同一人"
    key, title_field, order = ("school_id", "register", "first_id", "second_id"), "register", ("register",)

    register: Mapped[str] = text("台账", required=True, listed=True)
    first_id: Mapped[bytes | None] = mapped_column(RowId(), nullable=True)
    second_id: Mapped[bytes | None] = mapped_column(RowId(), nullable=True)
