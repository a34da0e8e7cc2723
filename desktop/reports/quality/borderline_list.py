"""临界生帮扶表: who is helped with what by whom, and what the re-test said. For teachers only."""

from __future__ import annotations

from db.registers import Borderline
from db.rules import borderline
from db.rules.working import figure
from desktop.reports import blocks
from desktop.reports.options import PRIVATE, REASON, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.quality.asked import EXAM, SCHOOL, SUBJECT, Asked, asked
from desktop.reports.roster import spread
from desktop.reports.rows import Column, Style
from desktop.reports.source import Reader, Source
from desktop.reports.tables import Table

FORM, TITLE = "QS-ZL-12", "临界生帮扶表（只供教师）"
MARKS = Option(PRIVATE.name, "打印差几分和复测成绩", "yesno", default="no")
COLUMNS = (
    Column("班级", 24, "f"), Column("姓名", 24, "f"), Column("临界线", 16), Column("差几分", 15),
    Column("薄弱内容", 40, "l"),
    Column("帮扶教师", 22, "f"), Column("帮扶措施", 52, "l"), Column("复测", 15), Column("转化", 13),
    Column("备注", 22, "l"),
)  # fmt: skip
TEXT = Style(size=9.5, leading=13)
WARNING = "本表只供教师帮扶使用，不得张贴、传阅给学生和家长，不得以此区别对待学生；不增加作业总量。"


def write(press: Press, source: Source, chosen: Chosen) -> None:
    about = asked(source, chosen)
    papers = {paper.id: paper for paper in about.found.papers if about.subject in ("", paper.subject)}
    known = list(source.rows(Borderline))
    rows = [row for row in known if row["paper_id"] in papers]
    of_all = [row for row in known if row["exam_id"] == about.sitting.id and row["paper_id"] is None]
    whole = [] if about.subject else of_all
    if not rows and not whole:
        press.begin(about.sheet(FORM, landscape=True))
        blocks.title(press, TITLE)
        blocks.nothing(press, "这次考试还没有列入临界生。")
    for paper in papers.values():
        mine = [row for row in rows if row["paper_id"] == paper.id]
        if mine:
            _page(press, about, chosen, about.about(paper), mine)
    if whole:
        _page(press, about, chosen, f"各科总分　{about.sitting.title.removesuffix('（各校同卷）')}", whole)


def _page(press: Press, about: Asked, chosen: Chosen, subject: str, rows: list[dict[str, object]]) -> None:
    def top() -> None:
        blocks.title(press, TITLE, 1)
        blocks.ends(press, subject, f"共 {len(rows)} 人", 10.5, 0.8)
        blocks.gap(press, 1)

    press.begin(about.sheet(FORM, landscape=True), top)
    reader = Reader(Borderline, about.source.context, chosen.private)
    table = Table(press, spread(COLUMNS, press.width), style=TEXT, row_height=24, who=1)
    titles = {room.id: room.title for room in about.found.rooms.values()}
    for row in rows:
        names = ("line", "gap", "weak_points", "helper", "measures", "retest", "converted", "remark")
        line, gap, weak, helper, measures, retest, done, remark = (reader.text(row, name) for name in names)
        where = titles.get(row["class_id"], reader.text(row, "class"))  # type: ignore[call-overload]
        table.row([where, reader.text(row, "student"), line, gap, weak, helper, measures, retest, done, remark])
    table.close()
    answers = [None if row["converted"] is None else bool(row["converted"]) for row in rows]
    rate = figure(borderline.conversion(answers), 100)
    said = f"列入{len(rows)}人，已转化{sum(map(bool, answers))}人，转化率{rate}%（已转化÷列入）。"
    blocks.note(press, f"{said}{WARNING}")
    blocks.signatures(press, "填表人：____________", "教研组长：____________", "教导主任：____________")


REPORT = Report("borderline", TITLE, write, (EXAM, SUBJECT, MARKS, REASON, SCHOOL), ledgers=("borderline",))
