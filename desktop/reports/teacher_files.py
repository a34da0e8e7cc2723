"""交流轮岗情况、年度考核结果、慰问走访登记: exchange against the national shares, grades by school, who was visited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from db import codes, staff_sums
from db.registers.staff_files import AnnualReview, Rotation, StaffVisit
from db.rules import participation, rotation
from db.rules.grades import school_year_label
from db.rules.rotation import Exchange
from desktop.reports import blocks
from desktop.reports.furniture import INTERNAL, Sheet
from desktop.reports.options import SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column
from desktop.reports.source import ALL_SCHOOLS, Reader, Source
from desktop.reports.tables import Table

EXCHANGE_FORM, REVIEW_FORM, VISIT_FORM = "QS-JS-09", "QS-JS-10", "QS-JS-11"
YEAR = Option("year", "年份", hint="学年起始年或年度，如 2026；不填就是今年")
SHARES = (
    Column("学校", 48, "f"), Column("符合条件", 18), Column("交流人数", 18), Column("占比", 18),
    Column("其中骨干", 18), Column("骨干占比", 18), Column("没有进校年月", 24),
)  # fmt: skip
WENT = (
    Column("序号", 10), Column("姓名", 22, "f"), Column("方式", 24, "f"), Column("从", 40, "f"), Column("到", 40, "f"),
    Column("骨干", 12), Column("起止", 34),
)  # fmt: skip
VISITS = (
    Column("序号", 10), Column("日期", 22), Column("姓名", 22, "f"), Column("事由", 22), Column("走访人", 40, "f"),
    Column("慰问品（金）", 40, "l"), Column("签名", 24),
)  # fmt: skip


def _year(source: Source, chosen: Chosen, otherwise: int) -> int:
    text = chosen.text("year")
    return int(text[:4]) if text[:4].isdecimal() else otherwise


def write_exchange(press: Press, source: Source, chosen: Chosen) -> None:
    year = _year(source, chosen, source.context.school_year)
    found = staff_sums.exchange(source.connection, source.context, year)
    names, said = source.context.titles("schools"), source.context.setting
    press.begin(Sheet(source.school, source.term, EXCHANGE_FORM, source.today))
    blocks.title(press, "教师交流轮岗情况", 0.5)
    blocks.ends(press, f"填报单位：{source.school}", f"{school_year_label(year)}　单位：人", 10)
    blocks.gap(press, 1)
    asked = {row for row, _ in source.schools(chosen.text(SCHOOL.name) or ALL_SCHOOLS)}
    shown = {row: one for row, one in found.items() if row in asked}
    if not shown:
        blocks.nothing(press, "还没有教职工。")
        return
    table = Table(press, spread(SHARES, press.width), row_height=16, head_height=20)
    whole = sum(shown.values(), Exchange(0, 0, 0))
    for row, one in sorted(shown.items(), key=lambda pair: names.get(pair[0], "")):
        table.row([names.get(row, ""), *_shares(one)])
    table.put([Cell("合计", strong=True, align="c"), *_shares(whole)], tall=16)
    table.close()
    share, best = said("rotation.share"), said("rotation.backbone")
    told = f"交流占符合条件的{_against(whole.share, share)}；骨干占交流的{_against(whole.backbone_share, best)}。"
    years = said("rotation.years")
    blocks.note(press, f"{told}符合条件指在本校满{years}年的专任教师；没有填进校年月的不算在内。走教不计入交流人数。")
    _went(press, source, year, asked)
    blocks.signatures(press)


def _shares(one: Exchange) -> list[str]:
    shares = _percent(one.share), _percent(one.backbone_share)
    return [str(one.due), str(one.went), shares[0], str(one.backbone), shares[1], str(one.unknown or "")]


def _percent(share: Fraction | None) -> str:
    found = participation.percent(share)
    return "—" if found is None else f"{found}%"


def _against(share: Fraction | None, percent: int) -> str:
    """12.5%（要求不低于10%，达到）."""
    if share is None:
        return f"——没有人可算（要求不低于{percent}%）"
    return f"{_percent(share)}（要求不低于{percent}%，{'达到' if rotation.enough(share, percent) else '没有达到'}）"


def _went(press: Press, source: Source, year: int, asked: set[bytes]) -> None:
    reader = Reader(Rotation, source.context)
    rows = source.rows(Rotation, sort=("staff",))
    found = [row for row in rows if row["year"] == year and (row["from_id"] or row["school_id"]) in asked]
    if not found:
        return
    blocks.gap(press, 2)
    blocks.heading(press, "交流人员")
    table = Table(press, spread(WENT, press.width), row_height=16, who=1)
    for number, row in enumerate(found, 1):
        text = {name: reader.text(row, name) for name in Rotation.fields()}
        span = f"{text['first_on'][:7]} 至 {text['last_on'][:7]}" if row["first_on"] else ""
        to = text["to"] or text["to_outside"]
        table.row([str(number), text["staff"], text["way"], text["from"], to, "是" if row["backbone"] else "", span])
    table.close()


def write_reviews(press: Press, source: Source, chosen: Chosen) -> None:
    year = _year(source, chosen, source.today.year)
    found = staff_sums.reviews(source.connection, year)
    names, grades = source.context.titles("schools"), codes.code_list("review_grade")
    asked = {row for row, _ in source.schools(chosen.text(SCHOOL.name) or ALL_SCHOOLS)}
    press.begin(Sheet(source.school, source.term, REVIEW_FORM, source.today, label=INTERNAL))
    blocks.title(press, "教职工年度考核结果", 0.5)
    blocks.ends(press, f"填报单位：{source.school}", f"{year}年度　单位：人", 10)
    blocks.gap(press, 1)
    shown = {row: one for row, one in found.items() if row in asked}
    if not shown:
        blocks.nothing(press, "这一年度还没有考核结果。")
        return
    labels = [grade.label for grade in grades]
    columns = [
        Column("学校", 46, "f"),
        Column("考核人数", 18),
        *(Column(label, 17, "f") for label in labels),
        Column("优秀率", 18),
    ]
    table = Table(press, spread(columns, press.width), row_height=16, head_height=20)
    whole: Counter[str] = Counter()
    for row, one in sorted(shown.items(), key=lambda pair: names.get(pair[0], "")):
        whole += one
        table.row([names.get(row, ""), *_grades(one)])
    table.put([Cell("合计", strong=True, align="c"), *_grades(whole)], tall=16)
    table.close()
    most = source.context.setting("review.excellent")
    blocks.note(
        press, f"说明：优秀率=优秀÷（优秀、合格、基本合格、不合格之和），一般不超过{most}%。只汇总等次，不排名。"
    )
    if chosen.yes("names"):
        _by_grade(press, source, year, asked)
    blocks.signatures(press)


def _grades(one: Counter[str]) -> list[str]:
    rated = sum(one[code] for code in ("1", "2", "3", "4"))
    counts = [str(one[grade.code] or "") for grade in codes.code_list("review_grade")]
    return [str(sum(one.values())), *counts, _percent(participation.rate(one["1"], rated))]


def _by_grade(press: Press, source: Source, year: int, asked: set[bytes]) -> None:
    """Names under each grade, in the order of pinyin."""
    staff, grades = source.context.titles("staff"), codes.code_list("review_grade")
    rows: list[Mapping[str, Any]] = [
        row for row in source.rows(AnnualReview, sort=("staff",)) if row["year"] == year and row["school_id"] in asked
    ]
    for grade in grades:
        people = [staff.get(row["staff_id"] or b"", "") for row in rows if row["grade"] == grade.code]
        if people:
            blocks.note(press, f"{grade.label}（{len(people)}人）：{'、'.join(people)}。", 9.5)


def write_visits(press: Press, source: Source, chosen: Chosen) -> None:
    year = _year(source, chosen, source.today.year)
    reader = Reader(StaffVisit, source.context)
    for school_id, school in source.schools(chosen.text(SCHOOL.name), StaffVisit):
        press.begin(Sheet(school, source.term, VISIT_FORM, source.today))
        blocks.title(press, "教职工慰问走访登记", 0.5)
        blocks.ends(press, f"单位：{school}", f"{year}年", 10)
        blocks.gap(press, 1)
        rows = source.rows(StaffVisit, [("school", school_id.hex())], ("on", "staff"))
        found = [row for row in rows if row["on"][:4] == str(year)]
        if not found:
            blocks.nothing(press, "这一年还没有走访。")
        else:
            table = Table(press, spread(VISITS, press.width), row_height=20, head_height=20, who=2)
            for number, row in enumerate(found, 1):
                names = ("on", "staff", "occasion", "visitors", "gift")
                table.row([str(number), *(reader.text(row, name) for name in names), ""])
            table.close()
        blocks.note(press, _not_visited(source, school_id, found))
        blocks.signatures(press)


def _not_visited(source: Source, school: bytes, found: list[dict[str, Any]]) -> str:
    """Retired staff whom nobody visited at Double Ninth or at Spring Festival."""
    retired = staff_sums.retired(source.connection, school)
    told = []
    for code, label in (("1", "重阳节"), ("2", "春节")):
        seen = {row["staff_id"] for row in found if row["occasion"] == code}
        left = [one.name for one in retired if one.id not in seen]
        told.append(f"{label}走访{len(retired) - len(left)}人" + (f"，没有走访：{'、'.join(left)}" if left else ""))
    return f"退休{len(retired)}人。" + "；".join(told) + "。" if retired else "花名册里没有退休人员。"


EXCHANGE = Report("teacher-exchange", "教师交流轮岗情况", write_exchange, (YEAR, SCHOOL), ("rotations",))
REVIEWS = Report(
    "annual-reviews", "年度考核结果", write_reviews,
    (YEAR, SCHOOL, Option("names", "列出各等次的人员", "yesno", default="no")), ("annual_reviews",),
)  # fmt: skip
VISITED = Report("staff-visits", "慰问走访登记", write_visits, (YEAR, SCHOOL), ("staff_visits",))
