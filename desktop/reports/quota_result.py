"""指标生名额分配与录取结果: the largest remainder step by step, who was admitted by name only, places to sign.

源：最大余数法；教育部令第50号：不公布学生成绩和名次，名单按姓名排。
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from db import quota_places
from db.quota_places import Target, Year
from db.registers import Student
from db.rules.aid_standards import yuan as plain
from db.rules.quota import Share
from desktop.reports import blocks
from desktop.reports.faces import SONG
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column
from desktop.reports.source import Source
from desktop.reports.tables import Table
from desktop.reports.words import Words

FORM = "QS-ZB-01"
YEAR = Option("year", "招生年份", hint="如 2026；不填就是最近一年")
NAMES = Option("names", "附录取名单", "yesno", default="yes")
SHARES = (
    Column("序号", 11, "f"), Column("初中学校", 48, "f"), Column("符合条件人数", 22), Column("应得（个）", 24, "r"),
    Column("整数名额", 18), Column("余数", 20, "r"), Column("余数名额", 18), Column("指标名额", 18), Column("录取", 14),
    Column("空额退回", 18),
)  # fmt: skip
LISTED = (Column("序号", 12, "f"), Column("姓名", 28, "f"), Column("毕业学校", 47, "f"))
METHOD = (
    "算法（最大余数法）：应得＝指标名额×本校符合条件人数÷各校合计；先分整数部分，余下的名额按余数从大到小每校一个；"
    "余数相同的，符合条件人数多的在前。录取：第一志愿在前，同一志愿按成绩；不低于统招线降分后的分数；空额退回县统一录取。"
)
SIGNERS = ("计算人：______________", "复核人：______________", "监督人：______________", "（盖章）　____年____月____日")


def write(press: Press, source: Source, chosen: Chosen) -> None:
    known = quota_places.years(source.connection)
    asked = chosen.text(YEAR.name)
    year = int(asked) if asked.isdigit() else known[0] if known else source.today.year
    found = quota_places.of_year(source.connection, source.context, year)
    press.begin(Sheet(source.school, source.term, FORM, source.today))
    if not found.targets:
        blocks.title(press, f"{year}年指标生名额分配表")
        blocks.nothing(press, "还没有指标生计划。")
        return
    for number, target in enumerate(found.targets):
        if number:
            press.turn()
        _target(press, source, found, target, year)
        if chosen.yes(NAMES.name) and found.filled:
            blocks.gap(press, 4)
            _names(press, source, found, target)
        blocks.signatures(press, *SIGNERS)


def _target(press: Press, source: Source, found: Year, target: Target, year: int) -> None:
    row = target.row
    blocks.title(press, f"{year}年{target.name}指标生名额分配表", 2)
    share = f"，指标比例 {plain(Decimal(row['share']))} %" if row["share"] else ""
    line = f"统招线 {plain(target.line)} 分，降 {plain(target.lower)} 分" if target.line is not None else "统招线待定"
    said = f"招生计划 {row['plan'] or '—'} 人{share}，指标名额 {row['given'] or 0} 个"
    blocks.ends(press, said, f"{line}　{chinese_day(source.today)}", 9.5, 0.55)
    blocks.gap(press, 1)
    if target.wrong:
        blocks.nothing(press, target.wrong)
        return
    table = Table(press, spread(SHARES, press.width), row_height=19, head_height=30, who=1)
    empty = found.empty_of(target.id)
    for number, one in enumerate(sorted(target.shares, key=lambda s: (-s.school.eligible, s.school.key)), 1):
        admitted = len(found.admitted_to(target.id, bytes.fromhex(one.school.key))) if found.filled else None
        table.row([
            str(number), one.school.name, str(one.school.eligible), _places(one.exact), str(one.whole),
            _places(one.remainder), Cell("1" if one.extra else "", strong=True), Cell(str(one.places), strong=True),
            "" if admitted is None else str(admitted), str(empty.get(one.school.key, "")) if found.filled else "",
        ])  # fmt: skip
    _total(table, target.shares, found, target)
    table.close()
    blocks.note(press, METHOD)
    if found.why_not:
        blocks.note(press, f"录取还没有计算：{found.why_not}")
    if found.filled and found.filled.undecided:
        blocks.note(press, f"有 {len(found.filled.undecided)} 名考生在最后一个名额上同分，须按当地规定比较后再定。")


def _total(table: Table, shares: Sequence[Share], found: Year, target: Target) -> None:
    whole, extra = sum(one.whole for one in shares), sum(one.extra for one in shares)
    eligible = sum(one.school.eligible for one in shares)
    admitted = str(len(found.admitted_to(target.id))) if found.filled else ""
    empty = str(sum(found.empty_of(target.id).values())) if found.filled else ""
    cells = [str(eligible), "", str(whole), "", str(extra), str(whole + extra), admitted, empty]
    table.put([Cell("合　计", 2, strong=True), *cells], tall=19)


def _places(exact: Fraction) -> str:
    """Three places, cut off."""
    thousandths = exact.numerator * 1000 // exact.denominator
    return f"{thousandths // 1000}.{thousandths % 1000:03}"


def _names(press: Press, source: Source, found: Year, target: Target) -> None:
    """By name, two side by side; no score, no rank."""
    names, schools = source.context.titles(Student.register_name()), source.context.titles("schools")
    rows = [found.candidates[one.candidate.key] for one in found.admitted_to(target.id)]
    order = {child: place for place, child in enumerate(names)}
    rows.sort(key=lambda row: order.get(row["student_id"], len(order)))
    blocks.heading(press, f"录取名单（{len(rows)} 人，按姓名排列）")
    if not rows:
        blocks.write(press, Words("没有。", SONG, 10.5, 18))
        return
    cells = [
        [str(n), names.get(row["student_id"], ""), schools.get(row["school_id"], "")] for n, row in enumerate(rows, 1)
    ]
    table = Table(press, spread(LISTED * 2, press.width), row_height=18, head_height=20, who=1)
    half = (len(cells) + 1) // 2
    for i in range(half):
        right = cells[half + i] if half + i < len(cells) else ["", "", ""]
        table.row([*cells[i], *right])
    table.close()


REPORT = Report(
    "quota", "指标生分配与录取表", write, (YEAR, NAMES), ("quota_rounds", "quota_shares", "quota_candidates")
)
