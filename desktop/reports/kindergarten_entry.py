"""学前入园情况表: by village and together, children of five, four and five, three to five, and how many have entered.

源：systems B12 (学前一、二、三年入园率); facts 2.6. Children are counted, none is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from datetime import date
from fractions import Fraction

from db.quality.books import Books
from db.rules import ages
from db.rules.grades import school_year_label
from db.rules.working import figure
from db.targets import stand
from db.targets.registers import AGES, YEARS
from desktop.reports import blocks
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import SCHOOL, Chosen, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column
from desktop.reports.source import Source
from desktop.reports.tables import Table

FORM = "QS-XQ-01"
COLUMNS = (
    Column("村（社区）", 34, "f"),
    *(column for words in YEARS.values() for column in (
        Column(f"{words}适龄", 18), Column("已入园", 16), Column("入园率", 18))),
)  # fmt: skip
Line = tuple[str, list[tuple[int, int]]]


def write(press: Press, source: Source, chosen: Chosen) -> None:
    year = source.context.school_year
    asked = chosen.text(SCHOOL.name)
    schools = {key for key, _ in source.schools(asked or "全部")}
    lines = list(_lines(source, schools, year))
    press.begin(Sheet(source.school, source.term, FORM, source.today))
    blocks.title(press, "学前儿童入园情况表")
    where = asked if asked and asked != "全部" else "全镇"
    left = f"范围：{where}　　{school_year_label(year)}"
    blocks.ends(press, left, f"统计日期：{chinese_day(source.today)}　　单位：人", 9.5)
    blocks.gap(press, 1)
    if not lines:
        blocks.nothing(press, "适龄儿童名册里没有3至5周岁的儿童。")
        return
    table = Table(press, spread(COLUMNS, press.width), row_height=20, head_height=30, who=0)
    for name, counts in lines:
        table.row([name, *_cells(counts)])
    whole = [tuple(map(sum, zip(*(counts[n] for _, counts in lines), strict=True))) for n in range(len(AGES))]
    table.put([Cell("合　计", strong=True), *_cells([(one[0], one[1]) for one in whole])], tall=22)
    table.close()
    for said in _targets(source, year):
        blocks.note(press, said)
    blocks.note(
        press, f"年龄按{year}年8月31日的周岁：学前一年5岁，学前二年4至5岁，学前三年3至5岁；以适龄儿童名册为准。"
    )
    blocks.signatures(press, "填表人：______________", "审核人：______________", "（盖章）　____年____月____日")


def _cells(counts: Sequence[tuple[int, int]]) -> list[str]:
    return [
        text
        for there, every in counts
        for text in (str(every), str(there), f"{figure(Fraction(there, every), 100, 1)}%" if every else "—")
    ]


def _lines(source: Source, schools: set[bytes], year: int) -> Iterator[Line]:
    """Of each village: for each span of ages how many have entered, and how many there are."""
    found = source.connection.exec_driver_sql(
        "SELECT c.village_id, c.born_on, c.in_school, c.school_id FROM children c "
        "WHERE c.deleted = 0 AND c.same_as IS NULL AND c.born_on IS NOT NULL"
    )
    by_village: dict[bytes, list[tuple[int, bool]]] = {}
    for village, born, there, school in found:
        age = ages.age_at_opening(date.fromisoformat(born), year)
        if school in schools and 3 <= age <= 5:
            by_village.setdefault(village or b"", []).append((age, bool(there)))
    titles = source.context.titles("villages")
    for village in sorted(by_village, key=lambda key: list(titles).index(key) if key in titles else len(titles)):
        mine = by_village[village]
        spans = [[there for age, there in mine if age in span] for span in AGES.values()]
        yield titles.get(village, "没有写村"), [(sum(one), len(one)) for one in spans]


def _targets(source: Source, year: int) -> Iterator[str]:
    """What was promised of it, and how it stands."""
    books = Books(lambda: nullcontext(source.connection), source.context, source.school_id)
    where = [("year", str(year)), ("measure", ",".join(AGES))]
    for one in stand.stood(source.connection, books, where):
        yield f"{one.school}{one.title}目标{one.wanted}，现为{one.shown}，{one.state}。"


REPORT = Report("kindergarten-entry", "学前儿童入园情况表", write, (SCHOOL,), ("targets", "children"))
