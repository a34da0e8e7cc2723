"""应助未助名单: children in need by the ledgers who have not applied, and aid without a proof; to be asked about."""

from __future__ import annotations

from collections.abc import Sequence

from db import codes
from db.aid import batch, need
from db.aid.batch import Entry, Row, Scope
from db.aid.need import InNeed
from desktop.reports import aid_scope, blocks
from desktop.reports.furniture import CONFIDENTIAL, Sheet, chinese_day
from desktop.reports.options import SCHOOL, Chosen, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column
from desktop.reports.source import Source
from desktop.reports.tables import Table

FORM = "QS-ZZ-06"
UNSEEN = (
    Column("序号", 10, "f"), Column("姓名", 22, "f"), Column("性别", 11), Column("班级", 22, "f"),
    Column("就读方式", 16), Column("线索", 50, "l"), Column("核实情况", 34, "l"), Column("处理", 20, "l"),
)  # fmt: skip
UNPROVED = (
    Column("序号", 10, "f"), Column("姓名", 22, "f"), Column("班级", 22, "f"), Column("资助项目", 36, "f"),
    Column("认定类别", 24, "f"), Column("要补的材料", 48, "l"), Column("补齐日期", 22),
)  # fmt: skip
WRITTEN = 20.0


def write(press: Press, source: Source, chosen: Chosen) -> None:
    term = aid_scope.term_of(source, chosen)
    for school, name in source.schools(chosen.text(SCHOOL.name)):
        press.begin(Sheet(name, term.label, FORM, source.today, label=CONFIDENTIAL))
        blocks.title(press, "应助未助和缺证明名单", 1)
        blocks.ends(press, f"学校：{name}　　学期：{term.label}", f"统计日期：{chinese_day(source.today)}")
        blocks.gap(press, 2)
        scopes = [
            (kind, Scope(kind["id"], term, school, chosen.text(aid_scope.CLASS.name)))
            for kind in aid_scope.kinds(source, chosen)
        ]
        _unseen(press, source, scopes)
        blocks.gap(press, 4)
        _unproved(press, source, scopes)
        blocks.signatures(press)


def _unseen(press: Press, source: Source, scopes: Sequence[tuple[Row, Scope]]) -> None:
    found = [
        (kind, one)
        for kind, scope in scopes
        if kind["boarding"]  # a kind for everybody is asked for by nobody in particular
        for one in need.not_applied(source.connection, source.context, scope)
    ]
    blocks.heading(press, f"一、有困难线索、还没有申请的学生（{len(found)} 人）")
    if not found:
        blocks.nothing(press, "没有。台账里有困难线索的学生都已申请。")
        return
    table = Table(press, spread(UNSEEN, press.width), row_height=WRITTEN, head_height=20, who=1)
    for number, (_, one) in enumerate(found, 1):
        table.row([str(number), *_cells(one), "", ""])
    table.close()


def _cells(one: InNeed) -> list[str]:
    sex, boarding = codes.code_list("sex"), codes.code_list("boarding")
    child = one.child
    return [child["name"], sex.label(child["sex"]), one.room, boarding.label(child["boarding"]), one.because]


def _unproved(press: Press, source: Source, scopes: Sequence[tuple[Row, Scope]]) -> None:
    found: list[tuple[Row, Entry]] = []
    for kind, scope in scopes:
        there = batch.entries(source.connection, source.context, scope)
        found += [(kind, one) for one in need.without_proof(there)]
    blocks.heading(press, f"二、已申请或享受、没有证明材料的学生（{len(found)} 人）")
    if not found:
        blocks.nothing(press, "没有。申请资助的学生都有证明材料。")
        return
    category = codes.code_list("aid_category")
    table = Table(press, spread(UNPROVED, press.width), row_height=WRITTEN, head_height=20, who=1)
    for number, (kind, one) in enumerate(found, 1):
        kinds = category.label(one.row["category"])
        table.row([str(number), one.name, one.room, str(kind["name"]), Cell(kinds), "", ""])
    table.close()


OPTIONS = aid_scope.ASKED
REPORT = Report("aid-missing", "应助未助名单", write, OPTIONS, ("aid_applications",))
