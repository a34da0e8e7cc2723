"""考核表: one appraisal a page, every head with how its marks come about; 考核结果: all of a scheme by grade."""

from __future__ import annotations

from collections.abc import Sequence

from db import appraised, codes
from db.appraised import Sheet as Appraised
from db.registers.targets import term_words
from db.rules.targets import plain
from desktop.reports import blocks
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column
from desktop.reports.source import ALL_SCHOOLS, Source
from desktop.reports.tables import Table

SHEET_FORM, RESULT_FORM = "QS-KH-01", "QS-KH-02"
SCHEME = Option("scheme", "考核方案", "link", target="appraisal_schemes", hint="不填就是所有方案")
COLUMNS = (
    Column("序号", 11), Column("项目", 26, "f"), Column("内容", 42, "l"), Column("满分", 13), Column("得分", 14),
    Column("来源", 13), Column("怎么得的分", 62, "l"),
)  # fmt: skip
RESULTS = (
    Column("序号", 12), Column("单位", 52, "f"), Column("得分", 24), Column("满分", 22), Column("得分率", 24),
    Column("等次", 22), Column("状态", 26),
)  # fmt: skip
SIGNERS = ("考核人：______________", "被考核单位（签字）：______________", "____年____月____日")


def write_sheets(press: Press, source: Source, chosen: Chosen) -> None:
    found = _found(source, chosen)
    press.begin(Sheet(source.school, source.term, SHEET_FORM, source.today))
    if not found:
        blocks.title(press, "考核表")
        blocks.nothing(press, "还没有考核。")
    for number, one in enumerate(found):
        if number:
            press.turn()
        _one(press, source, one)


def _found(source: Source, chosen: Chosen) -> list[Appraised]:
    scheme, school = chosen.text(SCHEME.name), chosen.text(SCHOOL.name)
    keys = None if school in ("", ALL_SCHOOLS) else {key for key, _ in source.schools(school)}
    return [
        one
        for one in appraised.sheets(source.connection, source.context)
        if scheme in ("", one.scheme["name"], one.scheme["sign"], one.scheme["id"].hex())
        and (keys is None or one.row["school_id"] in keys)
    ]


def _one(press: Press, source: Source, one: Appraised) -> None:
    by, result = codes.code_list("appraisal_by"), one.result
    blocks.title(press, f"{one.scheme['name']}表")
    blocks.ends(
        press, f"被考核：{one.who}　　{term_words(one.row['year'], one.row['term'])}", chinese_day(source.today)
    )
    blocks.gap(press, 1)
    table = Table(press, spread(COLUMNS, press.width), row_height=20, head_height=22, who=1)
    for head in one.heads:
        mark, points = one.marks.get(head["id"]) or {}, one.points(head)
        how = str(mark.get("working") or "").replace("\n", "；")
        if mark.get("appeal"):
            how += f"；申诉：{mark['appeal']}；答复：{mark['answer'] or '还没有答复'}"
        table.row([
            str(head["number"]), str(head["section"] or ""), str(head["text"]), plain_of(head["full"]),
            Cell("" if points is None else plain(points), strong=True), by.label(mark.get("by")) if mark else "待评定",
            how,
        ])  # fmt: skip
    grade = codes.code_list("check_grade").label(result.grade) if result.complete else "待评定"
    said = f"得分率 {result.share}%　等次 {grade}" if result.share is not None else "还没有得分"
    table.put(
        [Cell("合　计", 3, strong=True), plain(result.full), Cell(plain(result.score), strong=True), Cell(said, 2)],
        tall=22,
    )
    table.close()
    blocks.note(press, "从台账取的按“实际÷要求”的比例得分，不超过满分，截到两位小数；没有评定的项目不计入满分。")
    blocks.signatures(press, *SIGNERS)


def plain_of(text: object) -> str:
    from decimal import Decimal

    return "" if text is None else plain(Decimal(str(text)))


def write_results(press: Press, source: Source, chosen: Chosen) -> None:
    found = _found(source, chosen)
    press.begin(Sheet(source.school, source.term, RESULT_FORM, source.today))
    groups: dict[tuple[str, str], list[Appraised]] = {}
    for one in found:
        groups.setdefault((str(one.scheme["name"]), term_words(one.row["year"], one.row["term"])), []).append(one)
    if not groups:
        blocks.title(press, "考核结果")
        blocks.nothing(press, "还没有考核。")
    for number, ((scheme, period), mine) in enumerate(groups.items()):
        if number:
            press.turn()
        _results(press, source, f"{scheme}结果", period, mine)


def _results(press: Press, source: Source, title: str, period: str, mine: Sequence[Appraised]) -> None:
    """By grade, within a grade in the order of the ledger: no places, no last one."""
    grades, states = codes.code_list("check_grade"), codes.code_list("appraisal_state")
    blocks.title(press, title)
    blocks.ends(press, period, chinese_day(source.today))
    blocks.gap(press, 1)
    table = Table(press, spread(RESULTS, press.width), row_height=20, head_height=22, who=1)
    ordered = sorted(mine, key=lambda one: one.result.grade if one.result.complete else "Z")
    for number, one in enumerate(ordered, 1):
        result = one.result
        grade = grades.label(result.grade) if result.complete else "待评定"
        share = "" if result.share is None else f"{result.share}%"
        table.row([
            str(number), one.who, plain(result.score), plain(result.full), share, Cell(grade, strong=True),
            states.label(one.row["state"]),
        ])  # fmt: skip
    table.close()
    blocks.note(press, "按等次排列，同一等次不分先后；不排名次，不搞末位淘汰。")
    blocks.signatures(press, "考核组长：______________", "审核人：______________", "（盖章）　____年____月____日")


SHEETS = Report("appraisal-sheet", "考核表", write_sheets, (SCHEME, SCHOOL), ("appraisals", "appraisal_marks"))
RESULT = Report("appraisal-results", "考核结果", write_results, (SCHEME, SCHOOL), ("appraisals", "appraisal_schemes"))
