"""小升初学生交接名册: whom a primary school hands to a junior school, with both sides' counts and signatures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from db import handed_over, query
from db.errors import PaperTrouble
from db.registers import Handover, School, Student
from desktop.reports.furniture import CONFIDENTIAL, Sheet
from desktop.reports.options import PRIVATE, REASON, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import Line, Roster
from desktop.reports.rows import Column
from desktop.reports.source import Reader, Source
from desktop.reports.totals import Counted, Total, having
from desktop.reports.year_account import YEAR, year_of

FORM = "QS-XJ-32"
FROM = Option("from", "小学", "link", target="schools", hint="不填就是所有小学，一校一册")
TO = Option("to", "初中", "link", target="schools", hint="不填就是所有初中")
COLUMNS = (
    Column("姓名", 28, "f"), Column("性别", 10), Column("出生日期", 22), Column("身份证件号", 36),
    Column("原班级", 22, "f"), Column("就读方式", 16), Column("监护人", 24, "f"), Column("联系电话", 26),
    Column("现住址", 34, "l"), Column("备注", 22, "l"),
)  # fmt: skip
TOTAL = Total(
    "人",
    (Counted("男", having("sex", "1")), Counted("女", having("sex", "2")), Counted("住校", having("boarding", "2"))),
)
SIGNERS = ("送出学校（盖章）经手人：__________", "接收学校（盖章）经手人：__________", "交接日期：______年____月____日")


def write(press: Press, source: Source, chosen: Chosen) -> None:
    """Raises PaperTrouble where nobody was handed over."""
    year = year_of(source, chosen)
    pairs = [(out, into) for out, into, *_ in handed_over.arrived(source.connection, year)]
    for option, place in ((FROM, 0), (TO, 1)):
        if chosen.text(option.name):
            wanted = source.schools(chosen.text(option.name))[0][0]
            pairs = [pair for pair in pairs if pair[place] == wanted]
    if not pairs:
        raise PaperTrouble(f"{year}年还没有小升初交接的学生。", "请先升学年，六年级会交给初中。")
    counted = {
        (row["from_school_id"], row["to_school_id"], row["side"]): row
        for row in source.rows(Handover, [("year", str(year))])
    }
    names = source.context.titles("schools")
    for out, into in sorted(pairs, key=lambda pair: (names.get(pair[1], ""), names.get(pair[0], ""))):
        _book(press, source, chosen, year, (out, into), counted)


def _book(
    press: Press, source: Source, chosen: Chosen, year: int, pair: tuple[bytes, bytes], counted: dict[Any, Any]
) -> None:
    out, into = pair
    label = CONFIDENTIAL if chosen.private else ""
    sheet = Sheet(source.school, source.term, FORM, source.today, landscape=True, label=label)
    sides = "　".join(
        f"{word}：{_said(counted.get((out, into, side)))}" for word, side in (("送出点数", "1"), ("接收点数", "2"))
    )
    ends = (f"从：{source.title(School, out.hex())}　　到：{source.title(School, into.hex())}", sides)
    reader = Reader(Student, source.context, chosen.private)

    def lines() -> Iterator[Line]:
        listed = list(handed_over.pupils(source.connection, year, out, into))
        rows = {
            r["id"]: r for r in query.values(source.connection, Student, [row for row, _ in listed], source.context)
        }
        for row, room in listed:
            pupil = rows[row]
            gone = "" if pupil["school_id"] == into and (pupil["status"] or "01") in ("01", "05") else "未到"
            yield pupil, [
                *(reader.text(pupil, name) for name in ("name", "sex", "born_on", "id_number")), room,
                *(reader.text(pupil, name) for name in ("boarding", "member1_name", "member1_phone", "address")), gone,
            ]  # fmt: skip

    Roster(press, sheet, f"{year}年小升初学生交接名册", ends, COLUMNS, TOTAL, SIGNERS).write(lines())


def _said(row: Any) -> str:
    if row is None:
        return "——"
    boys, girls = row["boys"] or 0, row["girls"] or 0
    return f"{boys + girls}人（男{boys}女{girls}，住校{row['boarders'] or 0}）"


REPORT = Report(
    "handover-list", "小升初学生交接名册", write, (FROM, TO, YEAR, PRIVATE, REASON), ledgers=("handovers", "promotions")
)
