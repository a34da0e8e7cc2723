"""名单比对结果: how many stand in which lists, and by name who has to be looked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from db import pinyin
from db.codes import code_list
from db.dropouts.lists import COMPARISONS, TITLES, Compared, compared, told
from db.dropouts.meanings import MEANINGS, Meaning
from db.rules import masks
from db.rules.list_comparison import Person
from desktop.reports import blocks
from desktop.reports.furniture import CONFIDENTIAL, Sheet, chinese_day
from desktop.reports.options import PRIVATE, REASON, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import NUMBER, spread
from desktop.reports.rows import Cell, Column
from desktop.reports.source import Source
from desktop.reports.tables import Table

FORM = "KC-07"
WHICH = Option("comparison", "哪一种比对", "code", codes="comparison", default="1")
ALL = Option("all", "核查过的也印", "yesno", default="no")
PEOPLE = (
    Column("姓名", 22, "f"), Column("出生日期", 21), Column("证件号", 34), Column("名单上的情况", 52, "l"),
    Column("核查结果", 30, "l"), Column("核查人签字", 22),
)  # fmt: skip
COUNTED = (Column("说明", 84, "l"), Column("人数", 16), Column("待核查", 16))


def write(press: Press, source: Source, chosen: Chosen) -> None:
    code = code_list("comparison").read(chosen.text(WHICH.name))
    found = compared(source.connection, source.context, code)
    settled = _settled(source, code)
    title = code_list("comparison").label(code)
    label = CONFIDENTIAL if chosen.private else ""
    press.begin(Sheet(source.school, source.term, FORM, source.today, label=label))
    blocks.title(press, f"名单比对结果（{title}）", 1)
    blocks.ends(press, f"填报单位：{source.school}", f"比对日期：{chinese_day(source.today)}　　单位：人")
    blocks.gap(press, 1)
    _summary(press, found, settled)
    for cell, meaning in MEANINGS[code].items():
        persons = [p for p in found.cells.get(cell, []) if chosen.yes(ALL.name) or told(p.identity) not in settled]
        if persons and not meaning.fine:
            _people(press, found, meaning, persons, settled, chosen)
    blocks.note(press, _sources(found))
    blocks.signatures(press)


def _summary(press: Press, found: Compared, settled: Mapping[str, str]) -> None:
    names = COMPARISONS[found.code]
    columns = [*(Column(TITLES[name], 20) for name in names), *COUNTED]
    table = Table(press, spread(columns, press.width), row_height=17)
    for cell, meaning in MEANINGS[found.code].items():
        persons = found.cells.get(cell, [])
        left = 0 if meaning.fine else sum(told(person.identity) not in settled for person in persons)
        marks = ["有" if name in cell else "—" for name in names]
        shown: str | Cell = Cell(str(left), strong=True) if left else ""
        table.row([*marks, f"{meaning.title}。{meaning.advice}", str(len(persons)), shown])
    table.close()
    blocks.gap(press, 3)


def _people(
    press: Press,
    found: Compared,
    meaning: Meaning,
    persons: Sequence[Person],
    settled: Mapping[str, str],
    chosen: Chosen,
) -> None:
    blocks.heading(press, f"{meaning.title}　{len(persons)} 人")
    columns = [NUMBER, *spread(PEOPLE, press.width - NUMBER.width * 72 / 25.4)]
    table = Table(press, columns, row_height=17, who=1)
    for number, person in enumerate(sorted(persons, key=lambda p: pinyin.sort_key(found.line(p).name)), 1):
        line = found.line(person)
        number_ = line.id_number if chosen.private else masks.mask_id(line.id_number)
        born = line.born_on.isoformat() if line.born_on else ""
        table.row(
            [str(number), line.name, born, number_, found.where(person), settled.get(told(person.identity), ""), ""]
        )
    table.close()
    blocks.gap(press, 2)


def _settled(source: Source, code: str) -> dict[str, str]:
    """What was found out before, in words, by the person's key."""
    statement = """SELECT identity, outcome, said FROM compared_children
WHERE deleted = 0 AND comparison = ? AND coalesce(outcome, '') <> ''"""
    outcomes = code_list("compared_outcome")
    rows: Any = source.connection.exec_driver_sql(statement, (code,))
    return {key: outcomes.label(outcome) + (f"：{said}" if said else "") for key, outcome, said in rows}


def _sources(found: Compared) -> str:
    """说明：户籍用…，按证件号比对，没有证件号的按姓名读音和出生日期比对。"""
    used = []
    for name, one in found.lists.items():
        day = f"（{one.as_of.isoformat()}）" if one.as_of else ""
        used.append(f"{TITLES[name]}用{one.source}{day}，{len(one.lines)}人")
    doubtful = f"另有{len(found.alike)}组姓名读音和出生日期相同、证件号不同，请核对证件号。" if found.alike else ""
    return f"说明：{'；'.join(used)}。按证件号比对，没有证件号的按姓名读音和出生日期比对。{doubtful}"


REPORT = Report(
    "list-comparison", "名单比对结果", write, (WHICH, ALL, PRIVATE, REASON), ("compared_children", "outside_lists")
)
