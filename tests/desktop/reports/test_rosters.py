"""The rosters a principal signs: pupils, staff, class lists."""

from __future__ import annotations

import pytest

from db.errors import NotFound, PaperTrouble, Trouble
from desktop import reports
from desktop.reports.furniture import CONFIDENTIAL
from tests.desktop.reports.township import CENTER, FULL_ID, PHONE, POINT, RARE, TODAY

FULL_WITHOUT_ROWS = ("manual", "receipt", "aid-index")
"""The index of the aid file names what must be in it, rows or none."""
PRIVATE = {"id_number": FULL_ID, "phone": PHONE, "address": "青石镇黑沟村3组17号"}


def test_rare_names_stand_on_the_roster_and_are_copied_right(township):
    township.pupils(township.room(2022, 1), *RARE)
    printed, paper = township.print("student-roster")
    assert printed.missing == ()
    assert all(name in paper.text for name in RARE)


def test_private_fields_are_masked_to_the_measure_of_the_paper_plan(township):
    township.pupils(township.room(2022, 1), "程语桐", **PRIVATE)
    printed, paper = township.print("student-roster")
    assert not printed.private
    assert "619901************" in paper.text
    assert "138****8000" in paper.text
    assert "黑沟村3组" in paper.text
    assert not any(told in paper.text for told in (FULL_ID, PHONE, "17号", CONFIDENTIAL))


def test_full_numbers_need_a_reason_and_bear_the_label(township):
    township.pupils(township.room(2022, 1), "程语桐", **PRIVATE)
    with pytest.raises(PaperTrouble, match="用途"):
        township.print("student-roster", show_private="yes")
    printed, paper = township.print("student-roster", show_private="yes", reason="上报县教体局")
    assert (printed.private, printed.reason) == (True, "上报县教体局")
    assert all(told in paper.text for told in (FULL_ID, PHONE, "17号", CONFIDENTIAL))


def test_what_hurts_prints_only_when_chosen(township):
    township.pupils(township.room(2022, 1), "程语桐", left_behind="2", inclusive="2", disability="2")
    _, paper = township.print("student-roster")
    assert not any(word in paper.text for word in ("留守", "双方外出", "残疾", "随班就读"))
    _, paper = township.print("student-roster", special="yes")
    assert all(word in paper.text for word in ("双方外出", "听力残疾", "留守1人", CONFIDENTIAL))


def test_each_page_has_its_total_and_the_last_the_grand_total(township):
    room = township.room(2022, 1)
    township.pupils(room, *(f"女生{n:02}" for n in range(40)))
    township.pupils(room, *(f"男生{n:02}" for n in range(5)), sex="1", boarding="2", nation="03")
    printed, paper = township.print("student-roster")
    assert printed.pages == 2
    assert "本页小计" in paper.pages[0]
    assert "总计" not in paper.pages[0]
    assert "45人，男5人，女40人，少数民族5人，住校5人" in paper.pages[1]
    assert all("校长（签字）" in page for page in paper.pages)


def test_only_those_who_are_there_stand_on_the_roster_in_the_order_of_classes(township):
    sixth, second, first = township.room(2021, 1), township.room(2022, 2), township.room(2022, 1)
    township.pupils(sixth, "六年级生", cohort=2021)
    township.pupils(second, "二班生")
    township.pupils(first, "一班生")
    township.pupils(first, "转走了", status="10")
    township.pupils(first, "休学了", status="02")
    township.pupils(first, "复学了", status="05")
    for report in ("student-roster", "class-list"):
        _, paper = township.print(report)
        assert "复学了" in paper.text, "who is back sits in the class"
        assert not {"转走了", "休学了"} & set(paper.text.split())
    _, paper = township.print("student-roster", status="休学")
    assert "休学了" in paper.text
    assert "一班生" not in paper.text
    _, paper = township.print("student-roster")
    assert paper.text.index("一班生") < paper.text.index("二班生") < paper.text.index("六年级生")
    _, paper = township.print("student-roster", grade="五年级")
    assert "六年级生" not in paper.text
    assert "年级：五年级" in paper.text
    for asked in ("五（2）班", second.hex()):
        _, paper = township.print("student-roster", **{"class": asked})
        assert "一班生" not in paper.text
        assert "班级：五（2）班" in paper.text


def test_every_school_has_its_own_paper(township):
    township.pupils(township.room(2022, 1), "中心的")
    township.pupils(None, "点上的", school_id=township.point)
    printed, paper = township.print("student-roster", school="全部")
    assert printed.pages == 2
    assert f"学校：{CENTER}" in paper.pages[0]
    assert f"学校：{POINT}" in paper.pages[1]
    assert all("第 1 页　共 1 页" in page for page in paper.pages)
    with pytest.raises(NotFound):
        township.print("student-roster", school="没有这所")


def test_an_empty_register_prints_a_page_that_says_so(township):
    said: list[Trouble] = []
    for report in [report for report in reports.REPORTS if report.name not in FULL_WITHOUT_ROWS]:
        given = {"register": "students"} if any(o.name == "register" for o in report.options) else {}
        try:
            _, paper = township.print(report.name, **given)
        except Trouble as trouble:  # a paper about one thing, where there is not one yet
            said.append(trouble)
            continue
        assert "没有" in paper.text, report.name
    assert said
    assert all(trouble.advice for trouble in said)


def test_a_character_no_face_has_is_told_with_the_pupil_and_the_column(township):
    township.pupils(township.room(2022, 1), "张😀三")
    printed, paper = township.print("student-roster")
    assert [(m.char, m.who, m.field) for m in printed.missing] == [("😀", "张😀三", "姓名")]
    assert "张〓三" in paper.text


def test_a_character_in_a_title_is_told_too(township):
    township.pupils(township.room(2022, 1), "程语桐")
    printed, _ = township.print("class-list", heading="春游🚌")
    assert [(m.char, m.who, m.field) for m in printed.missing] == [("🚌", "纸面", "标题或表头")]


def test_class_lists_follow_one_another_with_columns_to_fill_in(township):
    teacher = township.staff(township.center, name="马莹欣")
    township.pupils(township.room(2022, 2, teacher_id=teacher), "乙一", "乙二")
    township.pupils(township.room(2022, 1), "甲一")
    township.pupils(None, "没编班")
    printed, paper = township.print("class-list", columns="书本费,领取人", heading="2026年秋季教科书领取")
    assert printed.pages == 3
    assert ["五（1）班" in paper.pages[0], "五（2）班" in paper.pages[1], "未编班" in paper.pages[2]] == [True] * 3
    assert "班主任：马莹欣" in paper.pages[1]
    assert all(word in page for page in paper.pages for word in ("书本费", "领取人", "2026年秋季教科书领取"))
    with pytest.raises(PaperTrouble, match="空白栏太多"):
        township.print("class-list", columns="，".join("甲乙丙丁戊己庚辛壬"))


def test_a_full_class_signs_on_one_page_in_two_columns(township):
    township.pupils(township.room(2022, 1), *(f"学生{n:02}号" for n in range(1, 46)))
    printed, paper = township.print("class-list")
    assert printed.pages == 1
    assert all(f"学生{n:02}号" in paper.text for n in range(1, 46))
    assert paper.text.count("签名") == 3
    assert paper.outside == []


def test_the_staff_roster_leaves_out_those_who_have_gone(township):
    township.staff(township.center, name="在岗的", established=True, title_held="32", class_teacher=True, sex="2")
    township.staff(township.center, name="退休的", status="6")
    _, paper = township.print("staff-roster")
    assert "退休的" not in paper.text
    assert "1人，女1人，在编1人，班主任1人" in paper.text
    assert "小学高级" in paper.text
    _, paper = township.print("staff-roster", gone="yes")
    assert "退休的" in paper.text


def test_options_that_do_not_exist_are_named(township):
    with pytest.raises(PaperTrouble, match="班主任"):
        township.print("student-roster", 班主任="马莹欣")
    with pytest.raises(PaperTrouble, match="台账"):
        township.print("list")
    with pytest.raises(NotFound):
        township.print("没有这种")


def test_the_paper_says_school_term_form_and_the_day_it_was_printed(township):
    township.pupils(township.room(2022, 1), "程语桐")
    _, paper = township.print("student-roster")
    assert "2026—2027学年度第一学期" in paper.text
    assert f"表号 QS-XJ-01　{TODAY.year}年{TODAY.month}月{TODAY.day}日打印" in paper.text
