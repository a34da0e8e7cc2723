"""考核表: one appraisal a page, every head with how its marks come about."""

from __future__ import annotations

from decimal import Decimal

from db import codes
from db.appraisals import appraised
from db.appraisals.appraised import Sheet as Appraised
from db.registers.appraisals import period_code
from db.rules.targets import plain
from desktop.reports import blocks
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column
from desktop.reports.source import ALL_SCHOOLS, Source
from desktop.reports.tables import Table

FORM = "QS-KH-01"
PERIOD = Option("period", "时间", hint="2026、2026-1 或 2026-10；不填就是所有的")
SCHEME = Option("scheme", "考核方案", "link", target="appraisal_schemes", hint="不填就是所有方案")
COLUMNS = (
    Column("序号", 11), Column("项目", 26, "f"), Column("内容", 42, "l"), Column("满分", 13), Column("得分", 14),
    Column("来源", 13), Column("怎么得的分", 62, "l"),
)  # fmt: skip
SIGNERS = ("考核人：______________", "被考核单位（签字）：______________", "____年____月____日")


def write_sheets(press: Press, source: Source, chosen: Chosen) -> None:
    every = found(source, chosen)
    press.begin(Sheet(source.school, source.term, FORM, source.today))
    if not every:
        blocks.title(press, "考核表")
        blocks.nothing(press, "还没有考核。")
    for number, one in enumerate(every):
        if number:
            press.turn()
        _one(press, source, one)


def found(source: Source, chosen: Chosen) -> list[Appraised]:
    """The appraisals asked for, as the ledger has them."""
    scheme, school, period = (chosen.text(one.name) for one in (SCHEME, SCHOOL, PERIOD))
    keys = None if school in ("", ALL_SCHOOLS) else {key for key, _ in source.schools(school)}
    return [
        one
        for one in appraised.sheets(source.connection, source.context)
        if scheme in ("", one.scheme["name"], one.scheme["sign"], one.scheme["id"].hex())
        and period in ("", period_code(one.row))
        and (keys is None or one.row["school_id"] in keys)
    ]


def _one(press: Press, source: Source, one: Appraised) -> None:
    by, result = codes.code_list("appraisal_by"), one.result
    blocks.title(press, f"{one.scheme['name']}表")
    blocks.ends(press, f"被考核：{one.who}　　{one.period}", chinese_day(source.today))
    blocks.gap(press, 1)
    table = Table(press, spread(COLUMNS, press.width), row_height=20, head_height=22, who=1)
    for head in one.heads:
        mark, points = one.marks.get(head["id"]) or {}, one.points(head)
        how = str(mark.get("working") or "").replace("\n", "；")
        if mark.get("appeal"):
            how += f"；申诉：{mark['appeal']}；答复：{mark['answer'] or '还没有答复'}"
        table.row([
            str(head["number"]), str(head["section"] or ""), str(head["text"]), plain(Decimal(head["full"])),
            Cell("" if points is None else plain(points), strong=True), by.label(mark.get("by")) if mark else "待评定",
            how,
        ])  # fmt: skip
    vetoed = "（一票否决）" if result.vetoed else ""
    grade = codes.code_list("check_grade").label(result.grade) if result.complete else "待评定"
    said = f"得分率 {result.share}%　等次 {grade}{vetoed}" if result.share is not None else "还没有得分"
    table.put(
        [Cell("合　计", 3, strong=True), plain(result.full), Cell(plain(result.score), strong=True), Cell(said, 2)],
        tall=22,
    )
    table.close()
    blocks.note(press, "从台账取的按“实际÷要求”的比例得分，不超过满分，截到两位小数；没有评定的项目不计入满分。")
    blocks.signatures(press, *SIGNERS)


SHEETS = Report("appraisal-sheet", "考核表", write_sheets, (SCHEME, PERIOD, SCHOOL), ("appraisals", "appraisal_marks"))

__all__ = ["PERIOD", "SCHEME", "SHEETS", "found"]
