"""资助归档目录: the first sheet of the term's bound file: what lies in it, how many, and what is still missing."""

from __future__ import annotations

from collections.abc import Sequence

from db.aid import batch
from db.aid.batch import Entry, Row, Scope
from db.aid.steps import steps
from db.registers import AidPosting, AidReview, AidTerm
from db.rules.aid_steps import Step
from desktop.reports import aid_scope, blocks
from desktop.reports.furniture import Sheet
from desktop.reports.options import SCHOOL, TERM, Chosen, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.source import Source
from desktop.reports.tables import Table

FORM = "QS-ZZ-07"
COLUMNS = (
    Column("序号", 12, "f"),
    Column("材料", 62, "l"),
    Column("应有", 20),
    Column("核对份数", 24),
    Column("备注", 57, "l"),
)
MISSING = (Column("步骤", 20), Column("资助项目", 44, "f"), Column("还缺什么", 111, "l"))
HAND = Style(size=11.0)


def write(press: Press, source: Source, chosen: Chosen) -> None:
    term = aid_scope.term_of(source, chosen)
    for school, name in source.schools(chosen.text(SCHOOL.name)):
        scopes = [Scope(kind["id"], term, school) for kind in batch.kinds(source.context)]
        found = [(scope, batch.entries(source.connection, source.context, scope)) for scope in scopes]
        files = batch.listed(source.connection, source.context, AidTerm, scopes[0].in_term) if scopes else []
        press.begin(Sheet(name, term.label, FORM, source.today))
        blocks.gap(press, 4)
        blocks.title(press, "学生资助材料归档目录", 3)
        where = (files[0]["filed_at"] if files else "") or "______________"
        blocks.ends(press, f"学校：{name}　　学期：{term.label}", f"存放处：{where}", 11)
        blocks.gap(press, 2)
        _contents(press, source, scopes[0], [one for _, there in found for one in there], files)
        blocks.gap(press, 5)
        _missing(press, source, [(scope, there) for scope, there in found if there])
        blocks.signatures(press, "整理人：______________", "接收人：______________", "归档日期：______年____月____日")


def _contents(press: Press, source: Source, scope: Scope, found: Sequence[Entry], files: Sequence[Row]) -> None:
    days = {one.row["reviewed_on"] for one in found}
    starts = {one.row["posted_from"] for one in found}
    reviews = [row for row in source.rows(AidReview, scope.at_school) if row["held_on"] in days]
    postings = [row for row in source.rows(AidPosting, scope.at_school) if row["posted_from"] in starts]
    photos = sum(bool(row["photo"]) for row in postings)
    letters = files[0]["letters"] if files and files[0]["letters"] else 0
    paid = sum(one.state in ("6", "7") for one in found)
    lines = (
        ("宣传材料、致家长一封信", f"{letters} 份" if letters else "有"),
        ("资助申请表（附证明材料）", f"{len(found)} 份"),
        ("评审小组名单、评审记录", f"{len(reviews)} 份"),
        ("公示原件", f"{len(postings)} 份"),
        ("公示张贴照片", f"{photos} 张"),
        ("发放签领表、银行回单", f"{paid} 人"),
        ("资助汇总表", "1 份"),
    )
    table = Table(press, spread(COLUMNS, press.width), style=HAND, row_height=26, head_height=26, who=1)
    for number, (what, count) in enumerate(lines, 1):
        table.row([str(number), what, count, "", ""])
    table.close()


def _missing(press: Press, source: Source, found: Sequence[tuple[Scope, list[Entry]]]) -> None:
    blocks.heading(press, "归档前还要补齐", 12)
    lines: list[tuple[Step, str, str]] = []
    for scope, there in found:
        name = str(batch.kind_of(source.context, scope.kind)["name"])
        for step in steps(source.connection, source.context, scope, there):
            lines += [(step, name, said) for said in step.missing]
    if not lines:
        blocks.nothing(press, "材料齐全，可以归档。")
        return
    table = Table(press, spread(MISSING, press.width), row_height=20, head_height=20, who=1)
    for step, name, said in lines:
        table.row([Cell(step.name), name, said])
    table.close()


REPORT = Report("aid-index", "资助归档目录", write, (SCHOOL, TERM), ("aid_terms",))
