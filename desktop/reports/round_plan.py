"""检查安排表: whom a round inspects, by which lists, how the names were drawn, and what is done of it."""

from __future__ import annotations

from db import codes, planned
from db.errors import PaperTrouble
from db.planned import Due, State
from db.registers import Round
from desktop.reports import blocks
from desktop.reports.furniture import Sheet
from desktop.reports.options import Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.source import Reader, Source
from desktop.reports.tables import Table

FORM = "QS-JC-02"
ROUND = Option("round", "轮次", "link", target="rounds", required=True)
TABLE = (
    Column("序号", 9), Column("学校", 40, "l"), Column("受检对象", 28, "f"), Column("检查表", 48, "l"),
    Column("计划日期", 20), Column("检查人", 18, "f"), Column("情况", 18),
)  # fmt: skip
STATES = {"": "未查", "blank": "空表已印", "open": "填写中", "done": "已查"}


def called(source: Source, asked: str) -> bytes:
    """The round of that name or id. Raises PaperTrouble."""
    titles = source.context.titles("rounds")
    found = [row for row, title in titles.items() if asked in (title, row.hex())]
    alive = [row for row in found if not (source.context.linked("rounds", row) or {"deleted": 1})["deleted"]]
    if not alive:
        raise PaperTrouble(f"没有叫“{asked}”的轮次。", "请从“检查轮次”里选。")
    return alive[0]


def write(press: Press, source: Source, chosen: Chosen) -> None:
    state = planned.state(source.connection, source.context, called(source, chosen.text(ROUND.name)))
    owner = source.context.titles("schools").get(state.row["school_id"] or b"", source.school)
    press.begin(Sheet(owner, source.term, FORM, source.today))
    blocks.title(press, f"{state.row['name']}安排表", 1)
    blocks.ends(press, f"类别：{_kind(state)}　　组织人：{state.row['led_by'] or '____________'}", _span(source, state))
    blocks.ends(
        press, f"检查人员：{state.row['team'] or '____________'}", f"应查 {len(state.due)} 份，已查 {state.done} 份"
    )
    blocks.gap(press, 1.5)
    if state.due:
        _table(press, source, state)
    else:
        blocks.nothing(press, "名单还没有定。")
    if state.row["scope"]:
        blocks.note(press, f"范围与要求：{state.row['scope']}")
    if state.row["draw"]:
        said = "抽签办法：每个名字按种子算出一个签，签小的抽中；同一个种子、同一份名单，任何人都能抽出同样的结果。"
        blocks.note(press, f"抽签记录：{state.row['draw']}。{said}")
    drawn = ("抽签人：______________", "监督人：______________") if state.row["draw"] else ("制表人：______________",)
    blocks.signatures(press, *drawn, "组织人（签字）：______________", "日期：______年____月____日")


def _kind(state: State) -> str:
    return codes.code_list("round_kind").label(state.row["kind"])


def _span(source: Source, state: State) -> str:
    reader = Reader(Round, source.context)
    return f"时间：{reader.text(state.row, 'starts_on')} 至 {reader.text(state.row, 'ends_on') or '____________'}"


def _table(press: Press, source: Source, state: State) -> None:
    schools, lists = source.context.titles("schools"), source.context.titles("checklists")
    table = Table(press, spread(TABLE, press.width), style=Style(pad=3, air=1), row_height=18, head_height=21, who=2)
    for number, due in enumerate(state.due, 1):
        table.row(
            [
                *(str(number), schools.get(due.of.school, ""), due.of.title(source.context)),
                *(lists.get(due.checklist, ""), due.target["planned_on"] or "", _inspector(due)),
                Cell(STATES.get(due.state, ""), strong=not due.done and due.state == ""),
            ]
        )
    table.close()


def _inspector(due: Due) -> str:
    return str((due.sheet or {}).get("inspector") or due.target["inspector"] or "")


REPORT = Report("round-plan", "检查安排表", write, (ROUND,), ledgers=("rounds",))
