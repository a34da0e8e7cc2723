"""考核结果: a scheme's appraisals by grade, with their titles; 考核汇总表: the same head by head."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from db import codes
from db.appraisals.appraised import Sheet as Appraised
from db.appraisals.appraised import title_of
from db.registers.appraisals import period_code
from db.rules.statistics_spread import ranks
from db.rules.targets import plain
from desktop.reports import blocks
from desktop.reports.appraisal_sheet import PERIOD, SCHEME, found
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import SCHOOL, Chosen, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.source import Source
from desktop.reports.tables import Table

RESULT_FORM, SUMMARY_FORM = "QS-KH-02", "QS-KH-03"
RESULTS = (
    Column("序号", 11), Column("单位或姓名", 46, "f"), Column("得分", 18), Column("满分", 16), Column("得分率", 18),
    Column("等次", 18), Column("称号", 52, "l"),
)  # fmt: skip
PRIZES = (Column("序号", 14), Column("奖项", 62, "f"), Column("得奖单位", 104, "l"))
PLACE = Column("位次", 12)
SMALL = Style(size=8.5, pad=2)
TAKEN = 0.9
"""How grey the ground of a mark is that the ledgers gave."""

MOST = 12
"""Heads beside each other on one page; a scheme with more goes on in a second table."""

NO_PLACES = "按等次排列，同一等次不分先后；不排名次，不搞末位淘汰。"
PLACES = "位次按本地文件在设置里打开，并列取同一位次；不搞末位淘汰。"


def write_results(press: Press, source: Source, chosen: Chosen) -> None:
    groups = _groups(source, chosen)
    press.begin(Sheet(source.school, source.term, RESULT_FORM, source.today))
    if not groups:
        blocks.title(press, "考核结果")
        blocks.nothing(press, "还没有考核。")
    for number, mine in enumerate(groups):
        if number:
            press.turn()
        _results(press, source, mine)


def _groups(source: Source, chosen: Chosen) -> list[list[Appraised]]:
    """By scheme and time, in the order of the ledger."""
    groups: dict[tuple[bytes, str], list[Appraised]] = {}
    for one in found(source, chosen):
        groups.setdefault((one.row["scheme_id"], period_code(one.row)), []).append(one)
    return list(groups.values())


def _results(press: Press, source: Source, mine: Sequence[Appraised]) -> None:
    """By grade, within a grade in the order of the ledger; places of schools only where the office has set so."""
    first = mine[0]
    if first.scheme["single"]:
        _prizes(press, source, mine)
        return
    placed = bool(source.context.setting("appraisal.places")) and first.scheme["about"] == "school"
    blocks.title(press, f"{first.scheme['name']}结果")
    blocks.ends(press, first.period, chinese_day(source.today))
    blocks.gap(press, 1)
    columns = (*RESULTS[:-1], PLACE, RESULTS[-1]) if placed else RESULTS
    table = Table(press, spread(columns, press.width), row_height=20, head_height=22, who=1)
    for number, (one, place) in enumerate(_ordered(mine), 1):
        table.row(_result(number, one, [str(place or "")] if placed else []))
    table.close()
    blocks.note(press, PLACES if placed else NO_PLACES)
    blocks.signatures(press, "考核组长：______________", "审核人：______________", "（盖章）　____年____月____日")


def _prizes(press: Press, source: Source, mine: Sequence[Appraised]) -> None:
    """A scheme whose every head is a prize: who has each of them."""
    first = mine[0]
    blocks.title(press, f"{first.scheme['name']}结果")
    blocks.ends(press, first.period, chinese_day(source.today))
    blocks.gap(press, 1)
    table = Table(press, spread(PRIZES, press.width), row_height=20, head_height=22)
    for head in first.heads:
        number = int(head["number"])
        winners = "、".join(one.who for one in mine if number in one.titles)
        table.row([str(number), title_of(head), winners or "—"])
    table.close()
    open_ = sum(not one.settled for one in mine)
    blocks.note(
        press, f"得分率到优的线就得奖，单位按台账的次序，不分先后。{f'还有 {open_} 所学校没有评定。' if open_ else ''}"
    )
    blocks.signatures(press, "考核组长：______________", "审核人：______________", "（盖章）　____年____月____日")


def _ordered(mine: Sequence[Appraised]) -> list[tuple[Appraised, int | None]]:
    """By grade; the place by the share, of those that are wholly judged."""
    shares = [_share(one) for one in mine]
    placed = list(zip(mine, ranks(shares), strict=True))
    return sorted(placed, key=lambda line: line[0].result.grade if line[0].result.complete else "Z")


def _share(one: Appraised) -> Fraction | None:
    result = one.result
    return Fraction(result.score) / Fraction(result.full) if result.complete and result.full else None


def _result(number: int, one: Appraised, place: list[str]) -> list[str | Cell]:
    result = one.result
    grade = codes.code_list("check_grade").label(result.grade) if result.complete else "待评定"
    share = f"{result.share}%" if result.share is not None and result.complete else ""
    return [
        str(number), one.who, plain(result.score), plain(result.full), share, Cell(grade, strong=True), *place,
        "、".join(one.prizes),
    ]  # fmt: skip


def write_summary(press: Press, source: Source, chosen: Chosen) -> None:
    """Every head beside the other."""
    groups = _groups(source, chosen)
    press.begin(Sheet(source.school, source.term, SUMMARY_FORM, source.today, landscape=True))
    if not groups:
        blocks.title(press, "考核汇总表")
        blocks.nothing(press, "还没有考核。")
    for number, mine in enumerate(groups):
        if number:
            press.turn()
        blocks.title(press, f"{mine[0].scheme['name']}汇总表")
        blocks.ends(press, mine[0].period, chinese_day(source.today))
        for start in range(0, max(len(mine[0].heads), 1), MOST):
            blocks.gap(press, 1)
            _summary(press, mine, start, last=start + MOST >= len(mine[0].heads))
        blocks.note(press, "空着的还没有评定；灰底的从台账取，其余由人评定。每一项怎么得的分，见考核表。")
        blocks.signatures(press, "考核人：______________", "考核组长：______________", "____年____月____日")


def _summary(press: Press, mine: Sequence[Appraised], start: int, *, last: bool) -> None:
    heads = mine[0].heads[start : start + MOST]
    columns = [Column("序号", 10), Column("单位或姓名", 34, "f")]
    columns += [Column(f"{head['text']}（{plain(Decimal(head['full']))}）", 19) for head in heads]
    columns += [Column("得分", 16), Column("等次", 16)] if last else []
    table = Table(press, spread(columns, press.width), style=SMALL, row_height=18, head_height=34, who=1)
    for number, one in enumerate(mine, 1):
        cells: list[str | Cell] = [str(number), one.who]
        for head in heads:
            points, mark = one.points(head), one.marks.get(head["id"]) or {}
            taken = mark.get("by") == "record"
            cells.append("" if points is None else Cell(plain(points), grey=TAKEN if taken else 1.0))
        result = one.result
        grade = codes.code_list("check_grade").label(result.grade) if result.complete else ""
        if last:
            cells += [Cell(plain(result.score), strong=True), grade]
        table.row(cells)
    table.close()


RESULT = Report("appraisal-results", "考核结果", write_results, (SCHEME, PERIOD, SCHOOL), ("appraisals",))
SUMMARY = Report("appraisal-summary", "考核汇总表", write_summary, (SCHEME, PERIOD, SCHOOL), ("appraisals",))

__all__ = ["RESULT", "SUMMARY"]
