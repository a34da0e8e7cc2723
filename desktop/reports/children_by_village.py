"""适龄儿童少年花名册: village by village, with where each child is in school, and the summary before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from db.registers.children import Child
from db.registers.schools import School, Village
from db.registers.students import IN_CLASS, Student
from db.rules import participation
from db.rules.comparison import Rosters, Standing
from desktop.reports import blocks
from desktop.reports.furniture import CONFIDENTIAL, Sheet, chinese_day
from desktop.reports.options import PRIVATE, REASON, SPECIAL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import Line, Roster, spread
from desktop.reports.rows import Cell, Column
from desktop.reports.source import Reader, Source
from desktop.reports.tables import Table
from desktop.reports.totals import Counted, Total, having

FORM, SUMMARY_FORM = "QS-XJ-05", "QS-XJ-06"
SIGNERS = ("填表人：______________", "村（社区）负责人：______________", "学校负责人：______________", blocks.FILLED_ON)
OF_AGE = (Standing.HERE, Standing.ELSEWHERE, Standing.NOWHERE, Standing.UNCLEAR)

COLUMNS = (
    Column("姓名", 26, "f"),
    Column("性别", 10),
    Column("出生日期", 21),
    Column("身份证件号", 36),
    Column("户主", 22, "f"),
    Column("关系", 16, "f"),
    Column("联系电话", 24),
    Column("住址", 24, "l"),
    Column("就学情况", 18),
    Column("就读学校、班级", 46, "f"),
    Column("未入学原因", 26, "l"),
)

NOTE = (
    "说明：1. 本镇在读：在本镇学校学生花名册中查到（按身份证件号，没有的按姓名和出生日期）。"
    "2. 外地就读：花名册中没有，登记的就读学校不在本镇。"
    "3. 待核实：登记在本镇学校就读而花名册中没有，或没有登记去向，请逐人核实。"
    "4. 学龄按8月31日满6周岁计，共9年。"
)

OPTIONS = (
    Option("village", "村（社区）", "link", target="villages", hint="不填就是所有村"),
    Option("only_unclear", "只打印未入学和待核实的", "yesno", default="no"),
    SPECIAL,
    PRIVATE,
    REASON,
)

Compared = tuple[Mapping[str, Any], Standing, Mapping[str, Any] | None]


def write(press: Press, source: Source, chosen: Chosen) -> None:
    villages = _compared(source, chosen.text("village"))
    if chosen.yes("only_unclear"):
        wanted = (Standing.NOWHERE, Standing.UNCLEAR)
        villages = {name: [c for c in children if c[1] in wanted] for name, children in villages.items()}
        villages = {name: children for name, children in villages.items() if children}
    if len(villages) != 1:
        _summary(press, source, villages)
    for name, children in villages.items():
        _village(press, source, chosen, name, children)


def _compared(source: Source, village: str) -> dict[str, list[Compared]]:
    """Each village's children with where they are, and the pupil each of them is."""
    titles = source.context.titles(Village.register_name())
    schools = [str(row["name"]) for row in source.rows(School)]
    rosters = Rosters(source.rows(Student, [IN_CLASS]), schools)
    found: dict[str, list[Compared]] = {}
    for child in source.rows(Child, [("village", village)] if village else (), ("village", "name")):
        name = titles.get(child["village_id"], "没有填村的")
        standing = rosters.standing(child, source.context.school_year)
        found.setdefault(name, []).append((child, standing, rosters.student(child)))
    return found


def _village(press: Press, source: Source, chosen: Chosen, name: str, children: Sequence[Compared]) -> None:
    label = CONFIDENTIAL if chosen.sensitive else ""
    sheet = Sheet(source.school, source.term, FORM, source.today, landscape=True, label=label)
    ends = (f"村（社区）：{name}", f"统计日期：{chinese_day(source.today)}　　单位：人")
    parts = [Counted(standing.value, having("standing", standing)) for standing in Standing]
    reader = Reader(Child, source.context, chosen.private)
    pupils = Reader(Student, source.context)
    special = chosen.yes(SPECIAL.name)

    def lines() -> Iterator[Line]:
        for child, standing, student in children:
            where = f"{pupils.text(student, 'school')} {pupils.text(student, 'class')}" if student else ""
            reason = [reader.text(child, "reason")]
            if special and (child["disability"] or "0") != "0":
                reason.append(reader.text(child, "disability"))
            names = ("name", "sex", "born_on", "id_number", "householder", "relation", "phone", "address")
            yield (
                {"standing": standing},
                [
                    *(reader.text(child, field) for field in names),
                    standing.value,
                    where or reader.text(child, "attends"),
                    "；".join(part for part in reason if part),
                ],
            )

    Roster(press, sheet, "适龄儿童少年花名册", ends, COLUMNS, Total("人", parts), SIGNERS).write(lines())


def _summary(press: Press, source: Source, villages: Mapping[str, Sequence[Compared]]) -> None:
    """One row a village: how many of school age, where they are, and the share that is in school."""
    press.begin(Sheet(source.school, source.term, SUMMARY_FORM, source.today, landscape=True))
    blocks.title(press, "适龄儿童少年入学情况汇总表")
    blocks.ends(press, f"填报单位：{source.school}", f"统计日期：{chinese_day(source.today)}　　单位：人")
    blocks.gap(press, 1)
    if not villages:
        blocks.nothing(press)
        return
    columns = [Column("村（社区）", 44, "l"), Column("登记人数", 22), Column("其中学龄", 22)]
    columns += [Column(standing.value, 22) for standing in OF_AGE]
    columns += [Column("入学率", 22), Column("未到学龄", 22), Column("超过学龄", 22)]
    table = Table(press, spread(columns, press.width), row_height=18, head_height=22)
    everybody: Counter[Standing] = Counter()
    for name, children in villages.items():
        counts = Counter(standing for _, standing, _ in children)
        everybody += counts
        table.row([name, *_figures(counts)])
    table.put([Cell("合计", strong=True, align="c"), *_figures(everybody)], tall=18)
    table.close()
    blocks.note(press, NOTE)
    blocks.signatures(press)


def _figures(counts: Mapping[Standing, int]) -> list[str]:
    of_age = sum(counts.get(s, 0) for s in OF_AGE)
    schooled = counts.get(Standing.HERE, 0) + counts.get(Standing.ELSEWHERE, 0)
    rest = [counts.get(Standing.YOUNG, 0), counts.get(Standing.GROWN, 0)]
    figures = [sum(counts.values()), of_age, *(counts.get(s, 0) for s in OF_AGE)]
    return [*map(str, figures), share(schooled, of_age), *map(str, rest)]


def share(part: int, whole: int) -> str:
    """98.7%, cut off rather than rounded up to 100 % while a child is missing."""
    exact = participation.rate(part, whole)
    return "—" if exact is None else f"{participation.against(exact * 100, Fraction(100), 1)}%"


REPORT = Report("children-by-village", "适龄儿童少年花名册", write, OPTIONS, ("children", "villages"))
