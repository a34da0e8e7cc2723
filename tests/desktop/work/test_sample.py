"""The sample township: built by the work a clerk does, whole, and the same every time."""

import re
from pathlib import Path

import pypdfium2
import pytest

from db import safety_operations
from db.query import Question, count
from db.registers import (
    REGISTERS,
    Bus,
    BusRun,
    Child,
    DormitoryCheck,
    FoodSample,
    HeadMeal,
    SafetyLesson,
    School,
    SchoolClass,
    Score,
    Staff,
    Student,
    Village,
    Visitor,
    Water,
)  # fmt: skip
from desktop.work import analysis, checking, doubts, dropout_rates, exams, sample
from desktop.work.office import Office


@pytest.fixture
def office(town: sample.Sample):
    opened = Office.open(town.center, "王秀兰", sample.plan()["today"])
    yield opened
    opened.workspace.changed = False
    opened.close()


def test_all_workbooks_came_in(office: Office):
    with office.look() as connection:
        counts = {r: count(connection, r, Question(), office.context) for r in REGISTERS}
    assert counts[Staff] == 98 + 5  # leaders who are appraised
    came = 5 + 4 + 12 + 12  # in the term, by movements, graduates who wished for a quota place, and who did not
    assert counts[Student] == 312 + 36 + 4 + came  # four doubts were settled
    assert counts[Child] == 227 + 1  # whom no roster knows
    assert counts[School] == 9  # one of them has become part of another
    assert counts[Village] == 7
    assert counts[SchoolClass] == 12 + 3 + 2  # the point's first two grades learn together; two have left


def test_the_other_doubts_go_on_waiting(town: sample.Sample, office: Office):
    waiting = doubts.doubts(office, Student)
    assert town.waiting == len(waiting) == 3
    assert {doubt["title"] for doubt in waiting} == {"雷萱涵", "魏艳雪", "林然"}
    assert [doubt["title"] for doubt in doubts.doubts(office, Score)] == ["韩帅佑"], "a blank nobody could explain"


def test_two_school_years_of_examinations_can_be_measured_against_each_other(office: Office):
    found = analysis.of(office, exams.called(office, "2025—2026学年度第二学期期末").id)
    assert [label for _, label in found.subjects] == ["语文", "数学", "英语", "科学", "道德与法治"]
    measured = analysis.progress(office, found)
    assert measured is not None
    assert all(one.matched > 20 for one in measured.classes("03", school=office.school_id))
    assert len({one.year for one in exams.sittings(office)}) == 2


def test_schools_are_compared_on_the_one_paper_they_shared_and_only_there(office: Office):
    """A mock of the ninth grade, which the guard lets pass; ten and fourteen pupils say something."""
    shared = exams.called(office, "2025—2026学年度第二学期毕业班模拟（各校同卷）")
    found = analysis.of(office, shared.id)
    mathematics = found.paper_of(9, "04") or found.papers[1]
    lines = found.of_schools(mathematics)
    assert {line.title: (line.due, line.remark) for line in lines} == {
        "青石初级中学": (14, ""), "龙泉九年一贯制学校": (10, ""),
    }  # fmt: skip
    assert found.whole_words == "全镇"
    assert found.whole(mathematics).due == 24
    own = analysis.of(office, exams.called(office, "2025—2026学年度第二学期期末").id)
    assert not own.of_schools(own.papers[-1])
    with office.look() as connection:
        (rows,) = connection.exec_driver_sql("SELECT count(*) FROM exams WHERE same_paper = 1").one()
    assert rows == 1


def test_its_file_is_whole_and_equals_its_journal(office: Office):
    outcome = checking.check(office)
    assert outcome.data["ok"], outcome.sentence
    assert len(outcome.data["duplicates"]) == 2  # 汪浩飞, 田凯 are at the center and at the point; 孔博航 is joined


def test_retention_of_every_school_and_year_rests_on_an_account_that_comes_out(office: Office):
    names = [name for name in office.titles("schools").values() if "幼儿园" not in name]
    for year in (2025, 2026):
        for school in ("", *names):
            account = dropout_rates.of_year(office, year, school)[0].working.account
            start, came, left, died, lost, kept = map(int, re.findall(r" (\d+)", account))
            assert start + came - left - died - lost == kept, f"{school} {year}: {account}"
    center = dropout_rates.of_year(office, 2026, office.school)[0]
    assert center.working.account == "学年初在籍 312 + 转入 3 − 转出 2 − 死亡 0 − 流失 0 = 期末在籍 313"
    assert (center.counted["学年初休学"], center.counted["期末休学"]) == (["段健博"], ["段健博", "冯霞诺"])


def test_gate_canteen_dormitory_and_bus_keep_their_books_where_there_is_such_a_thing(office: Office):
    with office.look() as connection:
        found = safety_operations.month(connection, office.context, list(office.titles("schools")), 2026, 11)
    by_name = {name: found[key] for key, name in office.titles("schools").items()}
    center, point = by_name["青石镇中心学校"], by_name["黑沟教学点"]
    assert (center.visitors, center.unconfirmed, center.waters) == (4, 1, 1)
    assert (center.sampled, center.eaten, center.nights, center.runs) == (10, 10, 8, 10)
    assert (center.lessons, point.lessons) == (3, 3), "the Mondays of November up to the 20th"
    assert (point.visitors, point.sampled, point.nights, point.runs) == (1, 0, None, None)
    assert (point.waters, point.unsigned) == (1, 0)
    assert by_name["柳林教学点"].visitors == 1
    books = (Visitor, FoodSample, HeadMeal, DormitoryCheck, Bus, BusRun, Water, SafetyLesson)
    doubtful = {row["register"] for row in checking.check(office).data["rows"]}
    assert not doubtful & {register.register_name() for register in books}


def test_its_papers_can_be_read_back(town: sample.Sample):
    assert {paper.stem for paper in town.reports} >= {
        "学生花名册",
        "班级名单",
        "班额情况表",
        "教职工结构统计",
        "适龄儿童花名册",
    }
    roster = next(paper for paper in town.reports if paper.stem == "学生花名册")
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(roster))
    assert "阿依古丽·买买提" in text
    assert "619901201506150" not in text  # masked


def test_a_folder_that_has_a_township_already_is_left_alone(town: sample.Sample):
    from db.errors import FileTrouble

    before = town.center.read_bytes()
    with pytest.raises(FileTrouble, match="已经存在"):
        sample.build(town.center.parent)
    assert town.center.read_bytes() == before


def test_the_manual_prints_as_one_booklet(office: Office, tmp_path: Path):
    from desktop.work import papers

    made = papers.make(office, "manual", tmp_path / "手册.pdf", {})
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / "手册.pdf"))
    assert made.data["pages"] >= 13
    for title in ("开始使用", "导入表格", "待处理的行", "备份与恢复"):
        assert title in text
    assert "**" not in text
    assert "](" not in text


def test_every_page_of_the_manual_is_in_its_contents_and_links_only_to_pages_that_exist():
    import re

    from desktop.reports import manual

    pages = manual.pages()
    assert {file.stem for file in manual.FOLDER.glob("*.md")} == set(pages)
    for name in pages:
        for target in re.findall(r"\]\(([^)]+)\)", (manual.FOLDER / f"{name}.md").read_text("utf-8")):
            assert (manual.FOLDER / target).is_file(), f"{name}: {target}"
