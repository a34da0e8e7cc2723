"""Papers of dropout control and care: what they show, what they leave out, and that sums are sums."""

from __future__ import annotations

import re
from datetime import date

import pytest

from db.errors import PaperTrouble
from db.registers import (
    CareContact,
    CareFile,
    Child,
    DropoutCase,
    DropoutReport,
    HomeTeaching,
    HomeVisit,
    Student,
)
from tests.desktop.reports.township import CENTER, PHONE, POINT, Township

DAY = date(2026, 11, 9)


def student(township: Township, name: str, **more: object) -> bytes:
    words = {"school_id": township.center, "sex": "2", "stage": "1", "cohort": 2022, "member1_phone": PHONE, **more}
    return township.add(Student(name=name, **words))


def case(township: Township, name: str = "丁梓豪", **more: object) -> bytes:
    row = student(township, name)
    words = {"kind": "1", "left_on": DAY, "found_on": DAY, "reason": "1", "category": "7", **more}
    words |= {"school_id": township.center, "student_id": row, "name": name, "guardian_phone": PHONE}
    made = township.add(DropoutCase(**words))
    township.add(HomeVisit(case_id=made, student_id=row, name=name, on=DAY, way="1", school_id=township.center))
    return made


def file(township: Township, name: str, **more: object) -> bytes:
    row = student(township, name)
    words = {"school_id": township.center, "student_id": row, "opened_on": date(2026, 9, 10), "level": "1", **more}
    return township.add(CareFile(**words))


# -- dropout control ------------------------------------------------------------------------------------------


def test_the_three_ledgers_hold_what_is_theirs(township):
    case(township)
    case(township, "马小山", kind="2", township_on=date(2026, 9, 25), township_note="约谈家长")
    township.add(Child(name="周小宝", born_on=date(2017, 1, 1), school_id=township.center, in_school=False))
    township.add(Child(name="丁小花", born_on=date(2005, 1, 1), school_id=township.center))
    _, suspected = township.print("dropout-ledger", ledger="疑似辍学")
    _, dropped = township.print("dropout-ledger", ledger="3")
    _, children = township.print("dropout-ledger", ledger="1")
    assert ("丁梓豪" in suspected.text, "马小山" in suspected.text) == (True, False)
    assert "1人，未返校1人" in suspected.text
    assert "约谈家长" in dropped.text.replace("\n", "")
    assert ("周小宝" in children.text, "丁小花" in children.text) == (True, False), "only those of school age"
    assert all(paper.outside == [] for paper in (suspected, dropped, children))


def test_what_hurts_stands_on_the_ledger_only_when_chosen_and_phones_are_masked(township):
    case(township)
    _, paper = township.print("dropout-ledger")
    assert "涉案" not in paper.text
    assert PHONE not in paper.text
    assert "涉案" in township.print("dropout-ledger", special="yes")[1].text


def test_a_month_shows_its_figures_and_the_cases_behind_them(township):
    case(township)
    _, paper = township.print("dropout-month", month="2026-11")
    assert "丁梓豪" in paper.text
    assert "未关账" in paper.text
    assert "零报告" in township.print("dropout-month", month="2026-10")[1].text
    with pytest.raises(PaperTrouble, match="不是月份"):
        township.print("dropout-month", month="十月")


def test_the_townships_month_is_the_sum_of_its_schools_and_names_who_has_not_handed_in(township):
    closed = {"month": "2026-10", "closed_on": date(2026, 11, 2), "died": 0, "visits": 2}
    township.add(DropoutReport(school_id=township.center, at_start=300, at_end=301, came=1, left=0, **closed))
    _, paper = township.print("dropout-month", month="2026-10", school="全部")
    assert f"未报送学校：{POINT}" in paper.text
    assert "应在11月5日前报送" in paper.text
    township.add(DropoutReport(school_id=township.point, at_start=20, at_end=20, came=0, left=0, **closed))
    _, paper = township.print("dropout-month", month="2026-10", school="全部")
    assert "未报送学校" not in paper.text
    total = next(line for line in paper.lines if line.startswith("合计"))
    assert total.split()[1:6] == ["320", "1", "0", "0", "321"]


def test_rates_are_printed_with_formula_numbers_and_names(township):
    case(township, kind="2", confirmed_on=DAY)
    _, paper = township.print("retention")
    assert "期末在籍数 ÷ （学年初在籍数 + 转入数 − 转出数 − 死亡数） × 100%" in paper.text
    assert re.search(r"人数账：学年初在籍 (\d+) \+ 转入 0 − 转出 0 − 死亡 0 − 流失 0 = 期末在籍 \1\b", paper.text)
    assert "实际辍学人数：丁梓豪 2026-11-09" in paper.text
    assert "100.00%" in paper.text
    assert "94.74%" in township.print("retention", nine="90,100,3,8", school="全部")[1].text
    for bad in ({"nine": "90,100"}, {"year": "今年"}):
        with pytest.raises(PaperTrouble):
            township.print("retention", **bad)


def test_a_comparison_prints_its_cells_and_whom_to_look_for(township):
    township.add(Child(name="马小山", born_on=date(2014, 11, 2), school_id=township.center))
    student(township, "李强", born_on=date(2015, 12, 9), status="01")
    _, paper = township.print("list-comparison")
    assert "有户籍，没有学籍，也不在校　1 人" in paper.text
    assert "李强" not in paper.text, "who is where he should be is counted, not named"


# -- care -----------------------------------------------------------------------------------------------------


def test_each_ledger_of_care_has_its_own_columns_and_bears_the_label(township):
    file(township, "曹龙军", left_behind="2", father_work="浙江义乌", guardian="曹有福", guardian_relation="61")
    file(township, "顾杰博", special_body=True, condition="先天性心脏病", must_not="不跑步")
    _, left = township.print("care-ledger")
    _, body = township.print("care-ledger", kind="特异体质")
    assert ("曹龙军" in left.text, "顾杰博" in left.text) == (True, False)
    assert "曹有福（祖父）" in left.text
    assert "浙江义乌" not in left.text, "masked until it is asked for with a reason"
    assert "不跑步" in body.text
    assert all("妥善保管" in page for page in (*left.pages, *body.pages))
    full = township.print("care-ledger", show_private="yes", reason="报民政")[1]
    assert "浙江义乌" in full.text.replace("\n", "")


@pytest.mark.parametrize("kind", list("12345678"))
def test_every_ledger_of_care_prints_the_longest_that_there_is(township, kind):
    ticked = dict.fromkeys(("single_parent", "special_body", "mind", "slow_learner", "orphan"), True)
    coded = {"left_behind": "2", "disability": "7", "disability_level": "1", "placement": "3", "warning": "1"}
    long = {"plan": "帮" * 300, "must_not": "跑" * 200, "father_work": "厂" * 60, "academic": "学" * 200}
    file(township, "阿依古丽·买买提艾力·库尔班江", **ticked, **coded, **long)
    printed, paper = township.print("care-ledger", kind=kind, show_private="yes", reason="试印")
    assert printed.pages >= 1
    assert paper.outside == []
    assert "1人" in paper.text


def test_a_closed_file_is_left_out_unless_asked_for(township):
    file(township, "曹龙军", left_behind="2", closed_on=date(2026, 10, 1))
    assert "曹龙军" not in township.print("care-ledger")[1].text
    assert "曹龙军" in township.print("care-ledger", closed="yes")[1].text


def test_sums_agree_by_school_and_by_grade(township):
    one = file(township, "曹龙军", left_behind="2", orphan=True)
    file(township, "白帅", left_behind="1")
    township.add(CareContact(care_id=one, on=DAY, kind="1", school_id=township.center))
    _, paper = township.print("care-sums")
    totals = [line.split()[1:] for line in paper.lines if line.startswith("合计")]
    assert len(totals) == 2
    assert totals[0] == totals[1]
    assert totals[0][:6] == ["2", "2", "1", "1", "0", "1"]
    assert CENTER in paper.text


def test_lessons_at_home_are_listed_with_the_weeks_that_fell_short(township):
    key = file(
        township, "蔡静妍", disability="4", placement="3", special_plan="认读五十字", opened_on=date(2026, 11, 2)
    )
    lesson = {"care_id": key, "on": date(2026, 11, 4), "lessons": 2, "content": "认读：天地人", "response": "愿意开口"}
    township.add(HomeTeaching(school_id=township.center, signer="蔡桂香", **lesson))
    _, paper = township.print("home-teaching")
    text = paper.text.replace("\n", "")
    assert "认读：天地人" in text
    assert "认读五十字" in text
    assert "愿意开口" not in text, "what is said of the child is masked until asked for"
    assert "第11周送教0次（应1次）" in text
    assert "没有送教上门的儿童" in township.print("home-teaching", child="别人")[1].text
    with pytest.raises(PaperTrouble, match="不是学期"):
        township.print("home-teaching", term="上学期")
