"""Documents: notices, circulars, letters and certificates, numbered without gaps; what was issued stays as it was."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Text, func, select
from sqlalchemy.orm import Mapped, mapped_column

from db.fields import code, computed, day, link, note, number, person, text
from db.register import Context, Finding, Problem, Register, plain
from db.rules import document_numbers

SEALED = (
    "kind_id", "headline", "mark", "issuer_id", "addressee", "copies", "issued_on", "signed_by", "reply_by", "version",
)  # fmt: skip
"""Columns that stand on the paper: once issued they change only as a new version."""
CHANGED = "已签发的公文不能直接改。"
HOW_TO_CHANGE = "要改请先按“修订”，改好再签发，号码不变，原件留存。"


class Document(Register):
    """Drawn up, issued with a number, perhaps void later. What it says stands in document_fields, whom it went to in
    document_recipients, what was printed in document_papers. A document of several schools is common to the township,
    one for a single school is that school's row, so that it arrives there; `issuer` says who numbered it."""

    __tablename__ = "documents"
    title, one, tab, group, icon = "公文", "公文", "检查记录", "公文", "stamp"
    title_field, order, stays = "called", ("-issued_on", "-number"), True
    natural_keys = (("mark",),)
    parts = ("document_recipients", "document_papers")
    figures = (
        computed("called", "公文", listed=True, width=24),
        computed("recipients", "受文数", "number"),
        computed("received", "已签收", "number"),
        computed("signed", "签收", listed=True, width=4),
    )
    sums = (("公文", "", ""), ("草稿", "state", "draft"), ("已签发", "state", "issued"), ("作废", "state", "void"))
    tones = (("state", "draft", "amber"), ("state", "void", "grey"))
    chips = (("草稿", "state", "draft"), ("已签发", "state", "issued"), ("作废", "state", "void"))

    kind_id: Mapped[bytes | None] = link("种类", "document_kinds", listed=True, width=7)
    headline: Mapped[str] = text("标题", required=True, searchable=True, width=20, headings=("文件标题", "题名"))
    mark: Mapped[str | None] = text("文号", searchable=True, width=9, headings=("发文字号", "编号", "发文号"))
    state: Mapped[str] = code("状态", "document_state", listed=True, default="draft")
    issued_on: Mapped[date | None] = day("签发日期", listed=True, headings=("成文日期", "发文日期", "日期"))
    signed_by: Mapped[str | None] = person("签发人", listed=True)
    issuer_id: Mapped[bytes | None] = link("发文单位", "schools", listed=True, width=8)
    addressee: Mapped[str | None] = text("主送", searchable=True, width=10, headings=("主送机关", "受文单位"))
    copies: Mapped[str | None] = text("抄送", width=10)
    reply_by: Mapped[date | None] = day("回复期限")
    version: Mapped[int | None] = number("版次", default=1)
    purpose: Mapped[str | None] = text("印全证件号的用途", width=10)
    voided_on: Mapped[date | None] = day("作废日期")
    because: Mapped[str | None] = text("修订或作废原因", width=10)
    word: Mapped[str | None] = text("发文代字", group="编号")
    year: Mapped[int | None] = number("年份", group="编号")
    number: Mapped[int | None] = number("序号", group="编号")
    remark: Mapped[str | None] = note("备注")
    seal: Mapped[str | None] = mapped_column(Text(), nullable=True)

    def complete(self, context: Context) -> None:
        """A number as somebody wrote it is put as the standard wants it; its parts follow."""
        read = document_numbers.read(self.mark or "")
        if read is not None and not self.seal:
            self.word, self.year, self.number = read
            self.mark = document_numbers.written(*read)

    def problems(self, context: Context) -> list[Problem]:
        if self.seal and self.seal != seal_of(self.values(), SEALED):
            return [Problem("headline", "error", CHANGED, HOW_TO_CHANGE)]
        if self.mark and document_numbers.read(self.mark) is None:
            said = f"“{self.mark}”不像文号。"
            return [Problem("mark", "warning", said, "文号由代字、年份和序号组成，如 青校整〔2026〕12号。")]
        if self.state == "void" and not self.because:
            return [Problem("because", "warning", "没有写为什么作废。", "请写明原因，作废的号码保留备查。")]
        return []

    @classmethod
    def checks(cls, rows: Sequence[Mapping[str, Any]], context: Context) -> list[Finding]:
        """Numbers that two machines gave out at once, and numbers that are missing, per school, word and year."""
        series: dict[tuple[Any, ...], list[Mapping[str, Any]]] = defaultdict(list)
        for row in rows:
            if row["number"] is not None:
                series[row["issuer_id"], row["word"], row["year"]].append(row)
        found: list[Finding] = []
        for members in series.values():
            standing = [row["number"] for row in members if row["state"] != "void"]
            for twice in document_numbers.doubled(standing):
                found += [_double(row) for row in members if row["number"] == twice and row["state"] != "void"]
            found += _gaps(members)
        return found

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        """青校整〔2026〕12号 关于…的通报; a draft goes by its title alone."""
        return " ".join(part for part in (values.get("mark"), values.get("headline")) if part)

    @classmethod
    def title_order(cls, values: Mapping[str, Any], context: Context) -> Any:
        return (values["year"] or 9999, values["word"] or "", values["number"] or 0, values["headline"] or "")

    @classmethod
    def expressions(cls, context: Context) -> dict[str, ColumnElement[Any]]:
        from db.registers.document_parts import DocumentRecipient

        sent = select(func.count()).where(DocumentRecipient.document_id == cls.id, DocumentRecipient.deleted == 0)
        signed = sent.where(DocumentRecipient.delivered_on.is_not(None))
        return {"recipients": sent.scalar_subquery(), "received": signed.scalar_subquery()}

    @classmethod
    def work_out(cls, values: dict[str, Any], context: Context) -> None:
        values["called"] = cls.title_of(values, context)
        sent = values.get("recipients")
        values["signed"] = f"{values['received']}/{sent}" if sent else ""


def seal_of(values: Mapping[str, Any], columns: Sequence[str]) -> str:
    """A short sum over these cells of a row, as it stands in the file."""
    cells = (values.get(column) for column in columns)
    words = "\x1f".join(
        cell.hex() if isinstance(cell, bytes) else "" if cell is None else str(plain(cell)) for cell in cells
    )
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _double(row: Mapping[str, Any]) -> Finding:
    said = f"{row['mark']}有两份：两台电脑各用了一次这个号。请作废其中一份，再“另起草一份”换新号。"
    return Finding(row["id"], "mark", said, "error")


def _gaps(members: Sequence[Mapping[str, Any]]) -> list[Finding]:
    """Missing numbers are told at the document that comes after them."""
    lost = document_numbers.missing(row["number"] for row in members)
    if not lost:
        return []
    after = min((row for row in members if row["number"] > lost[0]), key=lambda row: row["number"])
    listed = "、".join(f"{number}号" for number in lost[:10]) + ("等" if len(lost) > 10 else "")
    said = f"{after['word']}〔{after['year']}〕缺{listed}。可能在还没有交来的U盘上，或者被删除了，可在修改历史里找回。"
    return [Finding(after["id"], "mark", said)]


__all__ = ["SEALED", "Document", "seal_of"]
