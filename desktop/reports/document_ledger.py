"""发文登记簿 and 送达登记表: every number that was given out, void ones too, and who has signed for what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from db.registers import Document, DocumentRecipient
from desktop.reports import blocks
from desktop.reports.furniture import CONFIDENTIAL, Sheet, chinese_day
from desktop.reports.options import SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.source import ALL_SCHOOLS, Reader, Source
from desktop.reports.tables import Table

LEDGER_FORM, DELIVERY_FORM = "QS-BG-01", "QS-BG-03"
YEAR = Option("year", "年份", hint="不填就是今年")
DOCUMENT = Option("document", "公文", "link", target="documents", hint="不填就是全部")
WAITING = Option("waiting", "只印未签收的", "yesno", default="no")
LEDGER = (
    Column("序号", 11), Column("文号", 42, "f"), Column("标题", 74, "l"), Column("种类", 28, "f"),
    Column("主送", 36, "l"), Column("签发日期", 24), Column("签发人", 18, "f"), Column("签收", 14), Column("备注", 16),
)  # fmt: skip
DELIVERY = (
    Column("序号", 11), Column("公文", 72, "l"), Column("受文人", 36, "f"), Column("与学生关系", 20),
    Column("送达日期", 24), Column("方式", 22), Column("签收人", 24, "f"), Column("回执日期", 24), Column("签名", 30),
)  # fmt: skip
STYLE = Style(size=9, pad=3)
NOTE = (
    "说明：1. 文号按学校、代字和年份连续编排，作废的号码保留。2. 签收栏为已签收数和受文数。"
    "3. 存档件由程序按原样保存，可随时重印。"
)


def write_ledger(press: Press, source: Source, chosen: Chosen) -> None:
    year = chosen.text(YEAR.name) or str(source.today.year)
    press.begin(Sheet(source.school, source.term, LEDGER_FORM, source.today, landscape=True))
    blocks.title(press, "发文登记簿", 1)
    issuers = {row for row, _ in source.schools(chosen.text(SCHOOL.name) or ALL_SCHOOLS)}
    found = [
        row
        for row in source.rows(Document, sort=("issuer", "word", "number", "issued_on"))
        if row["issuer_id"] in issuers and row["state"] != "draft" and year == str(row["year"] or row["issued_on"])[:4]
    ]
    found.sort(key=lambda row: row["number"] is None)  # what bears no number comes after what does
    void = sum(row["state"] == "void" for row in found)
    blocks.ends(press, f"登记单位：{source.school}　　{year}年", f"共{len(found)}份，其中作废{void}份")
    blocks.gap(press, 1)
    if not found:
        blocks.nothing(press, f"{year}年还没有签发公文。")
        return
    reader = Reader(Document, source.context)
    table = Table(press, spread(LEDGER, press.width), style=STYLE, row_height=18, who=1)
    for number, row in enumerate(found, 1):
        texts = (reader.text(row, name) for name in ("mark", "headline", "kind", "addressee", "issued_on", "signed_by"))
        table.row([str(number), *texts, row["signed"], _remark(row)])
    table.close()
    blocks.note(press, NOTE)
    blocks.signatures(press, "登记人：______________", "办公室负责人：______________", "______年____月____日")


def _remark(row: Mapping[str, Any]) -> Cell:
    if row["state"] == "void":
        return Cell("作废", strong=True)
    return Cell(f"第{row['version']}版" if (row["version"] or 1) > 1 else "")


def write_delivery(press: Press, source: Source, chosen: Chosen) -> None:
    press.begin(Sheet(source.school, source.term, DELIVERY_FORM, source.today, landscape=True, label=CONFIDENTIAL))
    blocks.title(press, "公文送达登记表", 1)
    found = list(_recipients(source, chosen))
    signed = sum(row["delivered_on"] is not None for row in found)
    blocks.ends(
        press, f"登记单位：{source.school}　　{chinese_day(source.today)}", f"应送达{len(found)}，已签收{signed}"
    )
    blocks.gap(press, 1)
    if not found:
        blocks.nothing(press, "没有要登记的送达。")
        return
    reader = Reader(DocumentRecipient, source.context)
    table = Table(press, spread(DELIVERY, press.width), style=STYLE, row_height=22, who=2)
    names = ("document", "name", "relation", "delivered_on", "how")
    for number, row in enumerate(found, 1):
        by = "拒收" if row["refused"] else reader.text(row, "signed_by")
        table.row([str(number), *(reader.text(row, name) for name in names), by, reader.text(row, "replied_on"), ""])
    table.close()
    blocks.note(press, "说明：拒收的由两名送达人留置送达，写明情况。本表按年装订，保存三年以上。")
    blocks.signatures(press, "登记人：______________", "审核人：______________", "______年____月____日")


def _recipients(source: Source, chosen: Chosen) -> Iterator[dict[str, Any]]:
    """Of issued documents; of one where one was asked for; only those who have not signed where that was asked."""
    issued = {row["id"] for row in source.rows(Document, [("state", "已签发")])}
    asked = chosen.text(DOCUMENT.name)
    where = [("document", asked)] if asked else []
    where += [("delivered_on", "")] if chosen.yes(WAITING.name) else []
    for row in source.rows(DocumentRecipient, where, ("document", "name")):
        if row["document_id"] in issued:
            yield row


LEDGER_REPORT = Report("document-ledger", "发文登记簿", write_ledger, (YEAR, SCHOOL), ("documents",))
DELIVERY_REPORT = Report(
    "document-delivery", "公文送达登记表", write_delivery, (DOCUMENT, WAITING), ("document_recipients",)
)
