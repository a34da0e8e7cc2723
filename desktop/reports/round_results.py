"""检查情况一览表: every finished sheet of a round with its score, school by school; nobody is ranked."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from db import codes, filled, planned
from db.filled import Sheet
from db.rules.marks import HUNDRED, ZERO, rounded, written
from db.rules.scoring import Result
from desktop.reports import blocks
from desktop.reports.furniture import INTERNAL
from desktop.reports.furniture import Sheet as Page
from desktop.reports.options import Chosen, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.round_plan import ROUND, called
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.ruling import TINT
from desktop.reports.source import Source
from desktop.reports.tables import Table

FORM = "QS-JC-03"
TABLE = (
    Column("序号", 9), Column("受检对象", 30, "f"), Column("检查表", 50, "l"), Column("检查日期", 22),
    Column("检查人", 20, "f"), Column("得分", 14), Column("满分", 13), Column("得分率", 15),
    Column("等次", 15), Column("问题", 12), Column("主要问题", 57, "l"),
)  # fmt: skip
SMALL = 2
"""So many faults are named, the others counted."""


def write(press: Press, source: Source, chosen: Chosen) -> None:
    state = planned.state(source.connection, source.context, called(source, chosen.text(ROUND.name)))
    done = [due.sheet["id"] for due in state.due if due.done and due.sheet]
    done += [sheet["id"] for sheet in state.unplanned if sheet["state"] == "done"]
    sheets = filled.read_many(source.connection, done)
    owner = source.context.titles("schools").get(state.row["school_id"] or b"", source.school)
    press.begin(Page(owner, source.term, FORM, source.today, landscape=True, label=INTERNAL))
    blocks.title(press, f"{state.row['name']}情况一览表", 1)
    kind = codes.code_list("round_kind").label(state.row["kind"])
    blocks.ends(
        press, f"类别：{kind}　　组织人：{state.row['led_by'] or ''}", f"应查 {len(state.due)} 份，已查 {state.done} 份"
    )
    blocks.gap(press, 1.5)
    if not sheets:
        blocks.nothing(press, "还没有完成的检查。")
        return
    _table(press, source, sheets)
    blocks.note(
        press, "说明：得分率＝得分÷（满分－不适用项目的满分）；等次按没有舍入的得分率定。按学校、检查表排列，不排名次。"
    )
    blocks.signatures(
        press,
        "填表人：______________",
        "检查组长：______________",
        "审核人：______________",
        "日期：______年____月____日",
    )


def _table(press: Press, source: Source, sheets: Sequence[Sheet]) -> None:
    schools = source.context.titles("schools")
    table = Table(
        press, spread(TABLE, press.width), style=Style(size=8.5, pad=2.5, air=1), row_height=15, head_height=20, who=1
    )
    number = 0
    for school in dict.fromkeys(sheet.row["school_id"] for sheet in sheets):
        mine = [(sheet, sheet.result) for sheet in sheets if sheet.row["school_id"] == school]
        table.keep(48)
        said = f"{schools.get(school, '')}　　{len(mine)} 份，平均得分率 {_mean([result for _, result in mine])}"
        table.row([Cell(said, len(TABLE), align="l", strong=True, grey=TINT)])
        for sheet, result in mine:
            number += 1
            table.row([str(number), *_row(source, sheet, result)])
    table.close()


def _mean(results: Sequence[Result]) -> str:
    """The mean of the shares, one decimal."""
    shares = [result.score * HUNDRED / result.full for result in results if result.full]
    return f"{rounded(sum(shares, ZERO) / len(shares), Decimal('0.1'))}%" if shares else "—"


def _row(source: Source, sheet: Sheet, result: Result) -> list[str | Cell]:
    whom = planned.Whom(sheet.row["school_id"], sheet.row["staff_id"], sheet.row["class_id"]).title(source.context)
    share = "" if result.share is None else f"{result.share}%"
    grade = Cell(codes.code_list("check_grade").label(result.grade), strong=result.grade == "D")
    who: list[str | Cell] = [whom, source.context.titles("checklists").get(sheet.row["checklist_id"], "")]
    when = [sheet.row["inspected_on"] or "", sheet.row["inspector"] or ""]
    figures: list[str | Cell] = [written(result.score), written(result.full), share, grade]
    return [*who, *when, *figures, str(len(result.faulty) or ""), _faults(sheet)]


def _faults(sheet: Sheet) -> str:
    faulty = sheet.faulty
    named = "；".join(f"{line.number}.{_said(sheet, line.number) or line.content}" for line in faulty[:SMALL])
    return named + (f"等 {len(faulty)} 项" if len(faulty) > SMALL else "")


def _said(sheet: Sheet, number: int) -> str:
    note = sheet.notes.get(number)
    return note.remark.replace("\n", " ") if note else ""


REPORT = Report("round-results", "检查情况一览表", write, (ROUND,), ledgers=("rounds",))
