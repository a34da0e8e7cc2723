"""数据交接回执: what was taken in of one parcel, register by register, signed and sealed by who received it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from db import conflict_words, conflicts
from db.errors import PaperTrouble
from db.handoff import ledger, machines, overview
from db.handoff.ledger import Entered
from db.registers import BY_NAME, Student
from db.registers.students import IN_CLASS
from desktop.reports import blocks
from desktop.reports.furniture import Sheet
from desktop.reports.handing import LETTERS, School, other_school, own_school, receipt_number, say_moment
from desktop.reports.options import Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.source import Source
from desktop.reports.tables import Table

FORM = "QS-JJ-01"
WAY_IN, WAY_OUT = "收下", "交出"
OPTIONS = (
    Option("school", "学校", "link", target="schools", hint="不填就是最近的一个包"),
    Option("number", "包号", hint="第几包，只填数字；不填就是最近的一个"),
    Option("way", "方向", hint="填“收下”或“交出”；不填就是收下的"),
)
KINDS = ("read", "added", "updated", "present", "overtaken", "waiting", "quarantined")
ACCOUNT = (
    Column("登记册", 27), Column("读入", 18), Column("新增", 18), Column("更新", 18), Column("已有", 18),
    Column("已有新值", 21), Column("待补齐", 19), Column("越权", 18), Column("合计相符", 18),
)  # fmt: skip
NOTE = (
    "单位：处（新增的一行算一处，改动的一格算一处）。读入＝新增＋更新＋已有＋已有新值＋待补齐＋越权，每册都要相符；"
    "有一册不符，本次交接整体不收。“已有新值”指已有新值未采用：对方的旧值晚于我方新值到达，已留底。"
)
OPEN = (
    Column("号", 11), Column("登记册", 22), Column("对象", 42, "l"), Column("栏目", 22), Column("A", 33, "l"),
    Column("B", 33, "l"), Column("暂取", 12),
)  # fmt: skip
MOST = 12
"""Conflicts and causes listed; the rest is counted, and stands on the sheet for conflicts."""


@dataclass(frozen=True)
class Handed:
    """The parcel that the receipt is for. sender, receiver: schools; out: it is our own."""

    entered: Entered
    sender: School
    receiver: School
    out: bool
    missing: tuple[int, ...]
    before: int


def write(press: Press, source: Source, chosen: Chosen) -> None:
    handed = _asked(source, chosen)
    entered = handed.entered
    press.begin(Sheet(source.school, source.term, FORM, source.today))
    blocks.title(press, "数据交接回执", 1)
    number = receipt_number(handed.receiver.name, entered.receipt, entered.taken_at)
    blocks.ends(press, f"回执编号：{number}", f"接收时间：{say_moment(entered.taken_at)}（接收方时间）")
    blocks.gap(press, 1)
    _about(press, source, handed)
    blocks.gap(press, 3)
    blocks.heading(press, "一、账目")
    _account(press, entered.account or {})
    if not handed.out:
        _conflicts(press, source, entered.site)
        _left(press, source, entered.site)
    blocks.gap(press, 3)
    press.need(110)
    blocks.signatures(
        press, "送交人（签字）：____________", "接收人（签字）：____________", "接收单位（盖章）：　　　　"
    )
    blocks.gap(press, 12)
    blocks.signatures(press, "　", "　", "______年____月____日")


def _asked(source: Source, chosen: Chosen) -> Handed:
    """The parcel asked for, else the last one taken in. Raises PaperTrouble."""
    connection = source.connection
    out = chosen.text("way") == WAY_OUT
    known = machines.machines(connection)
    school = source.schools(chosen.text("school"))[0][0] if chosen.text("school") else None
    wanted = chosen.text("number").strip("第包 ")
    found = [
        one for one in ledger.entered(connection, ledger.OUT if out else ledger.IN)
        if one.account is not None and one.site in known
        and (school is None or known[one.site].school_id == school) and (not wanted or str(one.number) == wanted)
    ]  # fmt: skip
    if not found:
        raise PaperTrouble("没有这个包的回执。", "请在“交接 → 回执”里选一个再打印。")
    one = max(found, key=lambda e: (e.taken_at or "", e.number))
    own, other = own_school(source), other_school(source, known[one.site])
    before = [
        e.number
        for e in ledger.entered(connection, one.way, one.site)
        if e.number < one.number and e.account is not None
    ]
    missing = () if out else tuple(n for n in ledger.missing(connection, one.site))
    return Handed(one, own if out else other, other if out else own, out, missing, max(before, default=0))


def _about(press: Press, source: Source, handed: Handed) -> None:
    entered = handed.entered
    before = f"（上次收到第{handed.before}包）" if handed.before else "（第一个包）"
    lacking = f"{handed.sender.name} {overview.named(handed.missing)}未到" if handed.missing else "不缺"
    count = _pupils(source, handed)
    lines = [
        ("送交单位", f"{handed.sender.name}{handed.sender.machine}", "接收单位", handed.receiver.name),
        ("交接包", f"第{entered.number}包{before}", "生成时间", say_moment(entered.at)),
        ("签名", "相符，送交单位所发", "缺包", lacking),
        (
            "收后在校人数",
            f"{count:,}人" if count is not None else "—",
            "打印单位",
            source.school or handed.receiver.name,
        ),
    ]
    columns = [Column("", 26), Column("", 64, "l"), Column("", 22), Column("", 63, "l")]
    table = Table(press, spread(columns, press.width), head=(), style=Style(size=9.5, pad=3), row_height=19)
    table.rows(lines)
    table.close()


def _pupils(source: Source, handed: Handed) -> int | None:
    """How many pupils the sender's school has on roll now."""
    if handed.sender.id is None:
        return None
    return source.count(Student, [("school", handed.sender.id.hex()), IN_CLASS])


def _account(press: Press, account: Mapping[str, Any]) -> None:
    registers: Mapping[str, Mapping[str, int]] = account.get("registers", {})
    table = Table(press, spread(ACCOUNT, press.width), style=Style(size=9.5), row_height=19, head_height=19)
    for name in [n for n in BY_NAME if n in registers] + [n for n in registers if n not in BY_NAME]:
        title = BY_NAME[name].title if name in BY_NAME else f"{name}（新版）"
        table.row([title, *_figures(registers[name])])
    table.put([Cell("合计", strong=True), *_figures(account.get("total", {}))], tall=19)
    table.close()
    blocks.note(press, NOTE)


def _figures(one: Mapping[str, int]) -> list[str]:
    balanced = one.get("read", 0) == sum(one.get(kind, 0) for kind in KINDS[1:])
    return [*(f"{one.get(kind, 0):,}" for kind in KINDS), "√" if balanced else "不符"]


def _conflicts(press: Press, source: Source, site: int) -> None:
    found = [c for c in conflicts.open_ones(source.connection) if any(head.site == site for head in c.heads)]
    if not found:
        return
    blocks.gap(press, 3)
    blocks.heading(press, f"二、修改冲突{len(found)}处（双方都改过，等待处理；另附冲突处理单）")
    table = Table(press, spread(OPEN, press.width), row_height=18, head_height=19, who=2)
    for one in found[:MOST]:
        words = conflict_words.words_of(one, source.context)
        title, about = conflict_words.named(source.connection, source.context, one.register, one.row)
        texts = ("见冲突处理单", "见冲突处理单") if words.laid_open else words.texts[:2]
        stands = LETTERS[one.standing - 1]
        table.row([str(one.id), one.register.title, f"{title}　{about}", words.label, *texts, stands])
    table.close()
    if len(found) > MOST:
        blocks.note(press, f"另有{len(found) - MOST}处，见冲突处理单。")


def _left(press: Press, source: Source, site: int) -> None:
    waiting, barred = _counts(source, site)
    lines = [
        ("待补齐", BY_NAME[n].title if n in BY_NAME else n, f"{c}处", "要等的内容还没有到，到后自动补上，不需重报。")
        for n, c in waiting
    ]
    lines += [
        (
            "越权",
            BY_NAME[n].title if n in BY_NAME else n,
            f"{c}处",
            "送交单位无权改这些记录。未采用，原样保存，请与对方学校核对。",
        )
        for n, c in barred
    ]
    if not lines:
        return
    blocks.gap(press, 3)
    blocks.heading(press, f"三、待补齐{sum(c for _, c in waiting)}处，越权未采用{sum(c for _, c in barred)}处")
    columns = [Column("情况", 17), Column("登记册", 26), Column("处数", 18), Column("说明与办法", 114, "l")]
    table = Table(press, spread(columns, press.width), row_height=18, head_height=19)
    table.rows(lines)
    table.close()


def _counts(source: Source, site: int) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    waiting = source.connection.exec_driver_sql(
        "SELECT w.register, count(*) FROM waiting w JOIN entries e ON e.id = w.entry WHERE e.site = ? GROUP BY 1",
        (site,),
    )
    barred = source.connection.exec_driver_sql(
        "SELECT register, count(*) FROM quarantine WHERE site = ? GROUP BY 1", (site,)
    )
    return [(str(n), int(c)) for n, c in waiting], [(str(n), int(c)) for n, c in barred]


REPORT = Report("receipt", "数据交接回执", write, OPTIONS)
