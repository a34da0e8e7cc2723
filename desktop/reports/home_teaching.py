"""送教上门记录: one child's lessons at home in a term, signed by the parents, and the weeks that fell short."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from db import care, school_terms
from db.care import Taught
from db.errors import PaperTrouble
from db.registers.care import CareFile
from db.registers.care_work import HomeTeaching
from db.registers.students import Student
from db.school_terms import SchoolTerm
from desktop.reports import blocks
from desktop.reports.faces import SONG
from desktop.reports.furniture import CONFIDENTIAL, Sheet, chinese_day
from desktop.reports.options import PRIVATE, REASON, SCHOOL, Chosen, Option, Report
from desktop.reports.photos import photos
from desktop.reports.press import Press
from desktop.reports.roster import NUMBER, spread
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.source import Reader, Source
from desktop.reports.tables import Table
from desktop.reports.words import Words

FORM = "GA-06"
TERM = Option("term", "学期", hint="如 2026-1；不填就是本学期")
WHO = Option("child", "儿童", hint="姓名；不填就是每个送教上门的儿童")
COLUMNS = (
    Column("日期", 23, "f"), Column("时间", 24, "f"), Column("课时", 10), Column("教师", 30, "l"),
    Column("内容", 56, "l"), Column("儿童反应", 34, "l"), Column("家长签字", 18),
)  # fmt: skip
SIGNERS = ("送教教师：______________", "家长：______________", "校长（签字）：______________", blocks.FILLED_ON)


def write(press: Press, source: Source, chosen: Chosen) -> None:
    try:
        term = school_terms.called(source.context, chosen.text(TERM.name))
    except ValueError as error:
        sentence, _, advice = str(error).partition("。")
        raise PaperTrouble(f"{sentence}。", advice) from error
    schools = dict(source.schools(chosen.text(SCHOOL.name), CareFile))
    nobody = True
    for taught in care.taught_at_home(source.connection, source.context, term):
        pupils = source.those(Student, [taught.student])
        named = chosen.text(WHO.name)
        if taught.school in schools and pupils and (not named or pupils[0]["name"] == named):
            nobody = False
            _child(press, source, chosen, term, taught, pupils[0], schools[taught.school])
    if nobody:
        press.begin(Sheet(source.school, term.label, FORM, source.today))
        blocks.title(press, "送教上门记录")
        blocks.nothing(press, "没有送教上门的儿童；教育安置填“送教上门”的关爱档案会印在这里。")


def _child(
    press: Press,
    source: Source,
    chosen: Chosen,
    term: SchoolTerm,
    taught: Taught,
    pupil: Mapping[str, Any],
    school: str,
) -> None:
    reader, pupils = Reader(CareFile, source.context, chosen.private), Reader(Student, source.context, chosen.private)
    file = source.those(CareFile, [taught.file])[0]
    press.begin(Sheet(school, term.label, FORM, source.today, label=CONFIDENTIAL))
    blocks.title(press, "送教上门记录", 1)
    told = [pupils.text(pupil, "name"), pupils.text(pupil, "sex"), pupils.text(pupil, "born_on")]
    told += [reader.text(file, "disability") + reader.text(file, "disability_level")]
    blocks.ends(press, "　".join(part for part in told if part), f"打印日期：{chinese_day(source.today)}")
    blocks.gap(press, 1)
    if plan := reader.text(file, "special_plan"):
        blocks.heading(press, f"个别化教育计划　{reader.text(file, 'plan_on')}", following=40)
        blocks.write(press, Words(plan, SONG, 9.5, 14.5))
        blocks.gap(press, 2)
    _lessons(press, source, chosen, taught, term)
    _frequency(press, taught)
    blocks.signatures(press, *SIGNERS)


def _lessons(press: Press, source: Source, chosen: Chosen, taught: Taught, term: SchoolTerm) -> None:
    reader = Reader(HomeTeaching, source.context, chosen.private)
    first = (term.starts_on or date.min).isoformat()
    last = (term.ends_on or date.max).isoformat()
    every = source.rows(HomeTeaching, [("care", taught.file.hex())], ("on", "starts_at"))
    rows = [row for row in every if first <= row["on"] <= last]
    blocks.heading(press, f"送教记录　{len(rows)} 次", following=50)
    table = Table(
        press, [NUMBER, *spread(COLUMNS, press.width - NUMBER.width * 72 / 25.4)], row_height=18,
        style=Style(size=9, pad=3, air=1.5),
    )  # fmt: skip
    for number, row in enumerate(rows, 1):
        spell = "—".join(part for part in (row["starts_at"], row["ends_at"]) if part)
        signed = row["signer"] or ("是" if row["signed"] else "")
        table.row(
            [
                *(str(number), row["on"], spell, str(row["lessons"] or ""), reader.text(row, "teachers")),
                *(reader.text(row, "content"), reader.text(row, "response"), signed),
            ]
        )
    if not rows:
        table.row(["", Cell("本学期还没有送教记录。", len(COLUMNS), align="l")])
    table.close()
    blocks.gap(press, 2)
    pictures = [(source.photo(row["picture"]), row["on"]) for row in rows if row["picture"]]
    if pictures:
        photos(press, pictures)


def _frequency(press: Press, taught: Taught) -> None:
    """应送几次、实送几次, week by week where it fell short."""
    asked = taught.asked
    wanted = f"每周{asked.visits}次、每次{asked.lessons}课时" + (
        f"，每年不少于{asked.yearly}课时" if asked.yearly else ""
    )
    visits = sum(week.visits for week in taught.weeks)
    said = f"要求{wanted}；本学期到今天 {len(taught.weeks)} 周，送教 {visits} 次、{taught.lessons} 课时"
    short = "；".join(f"第{week.number}周{week.said}" for week in taught.short)
    blocks.note(press, f"频次：{said}。" + (f"不足的周：{short}。" if short else "每周都够。"), 9)


REPORT = Report(
    "home-teaching", "送教上门记录", write, (SCHOOL, WHO, TERM, PRIVATE, REASON), ("home_teaching", "care_files")
)
