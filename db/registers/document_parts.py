"""The parts of a document: what it says, what it is about, whom it went to and who signed, what was printed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from db.fields import RowId, code, day, kept, link, note, number, person, text, yesno
from db.register import Context, Problem, Register
from db.registers.documents import CHANGED, HOW_TO_CHANGE, seal_of


class DocumentField(Register):
    """One thing a document says: a word filled in, or a cell of a table (its line from 1)."""

    __tablename__ = "document_fields"
    title, one = "公文内容", "公文内容"
    key, order, follows = ("document_id", "name", "line"), ("document", "name", "line"), "document"

    document_id: Mapped[bytes | None] = link("公文", "documents", required=True, listed=True, width=14)
    name: Mapped[str] = text("栏目", required=True, listed=True)
    line: Mapped[int | None] = number("行", listed=True, default=0)
    value: Mapped[str | None] = note("内容", listed=True, private=True)
    seal: Mapped[str | None] = mapped_column(Text(), nullable=True)

    def problems(self, context: Context) -> list[Problem]:
        if self.seal and self.seal != seal_of(self.values(), ("name", "line", "value")):
            return [Problem("value", "error", CHANGED, HOW_TO_CHANGE)]
        return []


class DocumentSubject(Register):
    """A row of another ledger that a document is about."""

    __tablename__ = "document_subjects"
    title, one = "公文所涉记录", "所涉记录"
    key, follows = ("document_id", "register", "row_id"), "document"
    order = ("document", "register", "name")

    document_id: Mapped[bytes | None] = link("公文", "documents", required=True, listed=True, width=14)
    register: Mapped[str] = text("台账", required=True, listed=True)
    row_id: Mapped[bytes | None] = mapped_column(RowId(), nullable=True, index=True)
    name: Mapped[str | None] = text("名称", listed=True)


class DocumentRecipient(Register):
    """Somebody a document went to, and who signed for it. A school's own row where the recipient is a school."""

    __tablename__ = "document_recipients"
    title, one, tab, group, icon = "公文送达", "受文人", "检查记录", "公文", "mailbox"
    key, order = ("document_id", "name"), ("document", "name")
    sums = (
        ("应送达", "", ""),
        ("已签收", "delivered_on", "!"),
        ("拒收", "refused", "1"),
        ("已回执", "replied_on", "!"),
    )
    chips = (("未签收", "delivered_on", ""), ("拒收", "refused", "1"), ("未回执", "replied_on", ""))

    document_id: Mapped[bytes | None] = link("公文", "documents", required=True, listed=True, searchable=True, width=20)
    name: Mapped[str] = text(
        "受文人", required=True, listed=True, searchable=True, width=8, headings=("受送达人", "受文单位")
    )
    relation: Mapped[str | None] = text("与学生关系", width=4)
    target_id: Mapped[bytes | None] = link("受文学校", "schools", width=8)
    delivered_on: Mapped[date | None] = day("送达日期", listed=True, headings=("签收日期",))
    how: Mapped[str | None] = code("送达方式", "delivery", listed=True, width=5)
    signed_by: Mapped[str | None] = person("签收人", listed=True)
    refused: Mapped[bool | None] = yesno("拒收", listed=True)
    served_by: Mapped[str | None] = text("送达人", hint="留置送达要有两人", width=6)
    served_at: Mapped[str | None] = text("送达地点", width=8)
    replied_on: Mapped[date | None] = day("回执日期", listed=True)
    reply: Mapped[str | None] = note("回执内容")
    remark: Mapped[str | None] = note("备注")

    def problems(self, context: Context) -> list[Problem]:
        if self.delivered_on and self.delivered_on > context.today:
            return [Problem("delivered_on", "error", "送达日期在今天以后。", "请填实际送到的那一天。")]
        witnesses = [name for name in (self.served_by or "").replace("，", "、").split("、") if name.strip()]
        if self.how == "2" and len(witnesses) < 2:
            return [Problem("served_by", "warning", "留置送达要有两名送达人签名。", "请写上两个人的姓名，用、隔开。")]
        return []


class DocumentPaper(Register):
    """A version as it was issued: the page file, kept under its SHA-256."""

    __tablename__ = "document_papers"
    title, one, icon = "公文存档", "存档件", "file-check"
    key, follows = ("document_id", "version"), "document"
    title_field, order = "version", ("document", "-version")

    document_id: Mapped[bytes | None] = link("公文", "documents", required=True, listed=True, width=14)
    version: Mapped[int] = number("版次", required=True, listed=True)
    issued_on: Mapped[date | None] = day("签发日期", listed=True)
    signed_by: Mapped[str | None] = person("签发人", listed=True)
    pages: Mapped[int | None] = number("页数", listed=True)
    file: Mapped[str | None] = kept("存档文件", width=6)
    because: Mapped[str | None] = text("为什么修订", listed=True, width=10)


__all__ = ["DocumentField", "DocumentPaper", "DocumentRecipient", "DocumentSubject"]
