"""资助评审记录: one meeting of the committee, who was there, what was decided of each child, all to be signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from db.aid import batch
from db.errors import PaperTrouble
from db.registers import AidApplication, AidReview, AidReviewer
from desktop.reports import blocks
from desktop.reports.faces import SONG
from desktop.reports.furniture import CONFIDENTIAL, Sheet
from desktop.reports.options import SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.source import Reader, Source
from desktop.reports.tables import Table
from desktop.reports.words import Words

FORM = "QS-ZZ-02"
ON = Option("on", "评审日期", hint="如 2026-09-25；不填就是最近一次")
HEAD = (Column("", 24), Column("", 64, "l"), Column("", 24), Column("", 63, "l"))
MEMBERS = (Column("姓名", 26, "f"), Column("身份", 36, "f"), Column("到会", 14), Column("签名", 40))
DECIDED = (
    Column("序号", 9, "f"), Column("姓名", 19, "f"), Column("班级", 19, "f"), Column("资助项目", 30, "f"),
    Column("认定类别", 20, "f"), Column("等级", 18, "f"), Column("证明材料", 29, "l"), Column("赞成", 10),
    Column("反对", 10), Column("结果", 18, "f"),
)  # fmt: skip
HAND = Style(size=10.0)


def write(press: Press, source: Source, chosen: Chosen) -> None:
    (school, name), *_ = source.schools(chosen.text(SCHOOL.name))
    meeting = _meeting(source, chosen, school)
    press.begin(Sheet(name, source.term, FORM, source.today, label=CONFIDENTIAL))
    blocks.title(press, "家庭经济困难学生认定和资助评审记录", 2)
    if meeting is None:
        blocks.nothing(press, "没有评审会议。请先在“资助办理”里登记评审。")
        return
    _about(press, source, meeting)
    blocks.gap(press, 3)
    blocks.heading(press, "一、到会成员")
    _members(press, source, meeting)
    blocks.gap(press, 3)
    blocks.heading(press, "二、评审经过")
    words = str(meeting["minutes"] or "") or "________________________________________\n" * 3
    blocks.write(press, Words(words.strip(), SONG, 10.5, 18, "justify", indent=2))
    blocks.gap(press, 3)
    blocks.heading(press, "三、评审结果")
    _decided(press, source, meeting)
    signers = ("主持人（签字）：______________", "记录人（签字）：______________", "（盖章）　____年____月____日")
    blocks.signatures(press, *signers)


def _meeting(source: Source, chosen: Chosen, school: bytes) -> Mapping[str, Any] | None:
    """The meeting of that day, or the last one. Raises PaperTrouble."""
    held = list(source.rows(AidReview, [("school", school.hex())], ("-held_on",)))
    asked = chosen.text(ON.name)
    if not asked:
        return held[0] if held else None
    found = next((row for row in held if row["held_on"] == asked), None)
    if found is None:
        raise PaperTrouble(f"{asked} 没有评审会议。", "请照“资助评审会议”台账里的日期填写。")
    return found


def _about(press: Press, source: Source, meeting: Mapping[str, Any]) -> None:
    reader = Reader(AidReview, source.context)
    table = Table(press, spread(HEAD, press.width), head=(), style=HAND, row_height=22)
    for left, right in ((("议题", "matter"), ("评审日期", "held_on")), (("地点", "place"), ("主持人", "host"))):
        cells: list[str | Cell] = []
        for label, name in (left, right):
            cells += [Cell(label, strong=True), reader.text(meeting, name)]
        table.row(cells)
    table.row([Cell("记录人", strong=True), Cell(reader.text(meeting, "recorder"), 3)])
    table.close()


def _members(press: Press, source: Source, meeting: Mapping[str, Any]) -> None:
    """Two side by side, each with a place to sign; empty lines where nobody has been entered."""
    reader = Reader(AidReviewer, source.context)
    found = [
        [reader.text(row, "name"), reader.text(row, "role"), reader.text(row, "present"), ""]
        for row in source.rows(AidReviewer, [("review", meeting["id"].hex())], ("role", "name"))
    ]
    found += [[""] * len(MEMBERS)] * (max(6 - len(found), 0) + len(found) % 2)
    table = Table(press, spread(MEMBERS * 2, press.width), style=HAND, row_height=23, head_height=20)
    half = (len(found) + 1) // 2
    for left, right in zip(found[:half], found[half:], strict=True):
        table.row([*left, *right])
    table.close()


def _decided(press: Press, source: Source, meeting: Mapping[str, Any]) -> None:
    day = ("reviewed_on", str(meeting["held_on"]))
    found = _applications(source, [("school", meeting["school_id"].hex()), day])
    reader = Reader(AidApplication, source.context)
    table = Table(press, spread(DECIDED, press.width), row_height=17, head_height=20, who=1)
    names = ("kind", "category", "level", "proof", "votes_for", "votes_against", "result")
    for number, one in enumerate(found, 1):
        table.row([str(number), one.name, one.room, *(reader.text(one.row, name) for name in names)])
    agreed = sum(one.row["result"] == "1" for one in found)
    said = f"评审 {len(found)} 人，同意 {agreed} 人，不同意或再议 {len(found) - agreed} 人"
    table.put([Cell("合计", 2, strong=True), Cell(said, len(DECIDED) - 2, align="l")], tall=17)
    table.close()


def _applications(source: Source, where: Sequence[tuple[str, str]]) -> list[batch.Entry]:
    sort = ("kind", "class_name", "student")
    rows = batch.listed(source.connection, source.context, AidApplication, where, sort)
    return batch.of_rows(source.connection, source.context, rows)


REPORT = Report("aid-review", "资助评审记录", write, (SCHOOL, ON), ("aid_reviews",))
