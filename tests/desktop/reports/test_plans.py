"""The week on one page and the year in a booklet, read back from the PDF."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdfium2

from db.registers import Assignment, Plan, PlanTask, WeekItem, WorkLog
from desktop.work import papers
from tests.desktop import founding

TODAY = date(2026, 11, 20)


def text_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join("".join(page.get_textpage().get_text_bounded() for page in document).split())
    finally:
        document.close()


def test_the_week_and_the_handbook_say_what_was_planned(tmp_path: Path) -> None:
    office = founding.found(tmp_path / "中心.xiangxiao", "青石镇中心学校", "center", "", "王秀兰", TODAY)
    own = office.school_id
    with office.change("计划") as rows:
        rows.add(WeekItem(school_id=own, on=date(2026, 11, 17), at="14:30", what="教研组周查", who="李春燕"))
        rows.add(WeekItem(school_id=own, on=date(2026, 11, 9), what="期中分析会"))
        plan = rows.add(Plan(school_id=own, name="秋季学期工作计划", kind="2", year=2026, aim="抓常规"))
        rows.add(
            PlanTask(school_id=own, plan_id=plan.id, what="校舍逐栋检查", who="陈大勇", until_on=date(2026, 11, 15))
        )
        rows.add(Assignment(school_id=own, kind="1", name="周正安", what="黑沟教学点"))
        rows.add(WorkLog(school_id=own, on=date(2026, 11, 20), name="周正安", did="到黑沟看边坡"))
    papers.make(office, "week-plan", tmp_path / "周.pdf", {})
    week = text_of(tmp_path / "周.pdf")
    assert "第12周工作安排表" in week
    assert "教研组周查" in week
    assert "期中分析会" not in week
    papers.make(office, "week-plan", tmp_path / "上.pdf", {"on": "2026-11-10"})
    assert "第11周工作安排表" in text_of(tmp_path / "上.pdf")
    papers.make(office, "work-handbook", tmp_path / "册.pdf", {})
    book = text_of(tmp_path / "册.pdf")
    for said in (
        "工作手册",
        "应急演练",
        "抓常规",
        "校舍逐栋检查",
        "期中分析会",
        "到黑沟看边坡",
        "黑沟教学点",
        "第12周",
    ):
        assert said in book
    office.workspace.changed = False
    office.close()
