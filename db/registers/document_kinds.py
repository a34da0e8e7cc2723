"""Kinds of documents: what a notice, a circular or a letter says, how its page looks and how it is numbered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Mapped

from db.fields import code, link, note, number, text, yesno
from db.register import Context, Finding, Problem, Register
from db.rules import honours


class DocumentKind(Register):
    """Shipped as resources/documents/*.toml; an office changes the wording here (resources/documents/README.md)."""

    __tablename__ = "document_kinds"
    title, one, tab, group, icon = "公文种类", "公文种类", "检查记录", "公文", "file-spreadsheet"
    common, shipped, key, order = True, True, ("kind",), ("place", "name")
    natural_keys = (("kind",),)
    sums = (("种类", "", ""),)

    kind: Mapped[str] = text("代号", required=True, width=9, hint="英文，命令行用")
    name: Mapped[str] = text("名称", required=True, listed=True, searchable=True, width=10)
    place: Mapped[int | None] = number("顺序")
    layout: Mapped[str] = code("版式", "document_layout", listed=True, required=True, default="form", width=7)
    numbered: Mapped[bool | None] = yesno("编号", listed=True)
    word: Mapped[str | None] = text(
        "文号用字", listed=True, width=4, hint="写在学校代字之后，如 整：青中校整〔2026〕12号"
    )
    headline: Mapped[str | None] = text("标题", listed=True, width=16, group="内容")
    addressee: Mapped[str | None] = text("主送", width=10, group="内容")
    body: Mapped[str | None] = note("正文", group="内容", hint="{ } 里是要填的栏目")
    closing: Mapped[str | None] = note("签字处", group="内容")
    recipient: Mapped[str | None] = text("送达对象", group="内容", hint="不写发给谁时发给他，如 {监护人}")
    copies: Mapped[str | None] = text("抄送", group="内容")
    stub: Mapped[str | None] = note("存根", group="存根与回执")
    receipt: Mapped[str | None] = note("回执", group="存根与回执")
    form: Mapped[str | None] = text("表号", group="版面")
    size: Mapped[int | None] = number("字号（磅）", group="版面")
    mark: Mapped[str | None] = text("页头标注", group="版面", hint="如 含个人信息　妥善保管")
    upward: Mapped[bool | None] = yesno("上行文（印签发人）", group="版面")
    honour: Mapped[bool | None] = yesno("荣誉类（不写分数、名次）", group="版面")
    basis: Mapped[str | None] = text("依据", listed=True, width=14)

    def problems(self, context: Context) -> list[Problem]:
        if not self.honour:
            return []
        for name in ("headline", "body"):
            said = honours.told(getattr(self, name) or "")
            if said:
                return [Problem(name, "error", f"荣誉类文书不能写“{said}”。", honours.ADVICE)]
        return []


class DocumentAsk(Register):
    """One thing that is filled in when a document of a kind is drawn up: {its name} stands in the text."""

    __tablename__ = "document_asks"
    title, one = "公文要填的栏目", "栏目"
    common, shipped, key, order = True, True, ("kind_id", "name"), ("kind", "place")

    kind_id: Mapped[bytes | None] = link("公文种类", "document_kinds", required=True, listed=True, width=8)
    name: Mapped[str] = text("栏目", required=True, listed=True, searchable=True, width=8)
    place: Mapped[int | None] = number("顺序", listed=True)
    input: Mapped[str] = code("填写方式", "document_input", listed=True, default="text")
    preset: Mapped[str | None] = note("默认内容", listed=True, hint="如 {students.name}：从相关的学生那一行取")
    needed: Mapped[bool | None] = yesno("必须填写", listed=True)
    private: Mapped[bool | None] = yesno("个人信息", hint="证件号、电话：默认遮住，写明用途才印全")
    options: Mapped[str | None] = text("可选项", hint="用、隔开")
    grid: Mapped[str | None] = text("所在表格", listed=True, hint="同名的栏目合成一张表，一行一行填")
    width: Mapped[int | None] = number("列宽（毫米）")
    align: Mapped[str | None] = text("对齐", hint="l 左 c 中 r 右")
    hint: Mapped[str | None] = text("说明")

    @classmethod
    def checks(cls, rows: Sequence[Mapping[str, Any]], context: Context) -> list[Finding]:
        """A certificate or honour roll asks for no marks and no ranks."""
        found = []
        for row in rows:
            kind = context.linked("document_kinds", row["kind_id"]) if row["kind_id"] else None
            said = honours.told(row["name"] or "") if kind and kind["honour"] else ""
            if said:
                found.append(Finding(row["id"], "name", f"荣誉类文书不能有“{said}”这一栏。{honours.ADVICE}", "error"))
        return found


__all__ = ["DocumentAsk", "DocumentKind"]
