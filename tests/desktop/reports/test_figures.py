"""Papers that count: class sizes, the structure of the staff, village children against the rosters."""

from __future__ import annotations

from datetime import date

import pytest

from db.registers import Child, School
from desktop.reports.children_by_village import share
from tests.desktop.reports.township import CENTER, FULL_ID, POINT


@pytest.mark.parametrize(
    ("size", "state"),
    [(45, "达标"), (46, "超标准"), (55, "超标准"), (56, "大班额"), (65, "大班额"), (66, "超大班额")],
)
def test_a_class_is_judged_by_those_who_sit_in_it(township, size, state):
    room = township.room(2022, 1)
    township.pupils(room, *(f"学生{n}" for n in range(size - 1)))
    township.pupils(room, "复学的", status="05")
    township.pupils(room, "休学的", status="02")
    _, paper = township.print("class-sizes")
    row = next(line for line in paper.lines if "五（1）班" in line)
    assert row.split() == [CENTER, "五（1）班", str(size), "0", str(size), "45", state]


def test_the_summary_of_class_sizes_adds_up_over_the_schools(township):
    township.pupils(township.room(2022, 1), *(f"学生{n}" for n in range(50)))
    township.pupils(township.room(2022, 2), "甲", "乙", sex="1")
    township.pupils(township.room(2021, 1, school_id=township.point), "丙", school_id=township.point)
    township.pupils(None, "没编班")
    township.pupils(None, "复学了还没编班", status="05")
    _, paper = township.print("class-sizes")
    assert f"{CENTER} 2 52 26.0 1 1 0 0" in paper.text
    assert f"{POINT} 1 1 1.0 1 0 0 0" in paper.text
    assert "合计 3 53 17.7 2 1 0 0" in paper.text
    assert "另有2名在校学生没有编班" in paper.text


def test_staff_are_counted_school_by_school_with_percents(township):
    township.staff(township.center, name="甲", degree="20", title_held="32", born_in="1990-06", subject="02")
    township.staff(township.center, name="乙", degree="30", title_held="3", born_in="1966-01", backbone="4")
    township.staff(township.point, name="丙", degree="20", title_held="9", born_in="2001-12", subject="02", sex="2")
    township.staff(township.point, name="走了", degree="20", status="7")
    _, paper = township.print("staff-structure")
    lines = [line.strip("　 ") for line in paper.lines]
    assert "教职工 3 100.0% 2 100.0% 1 100.0%" in lines
    assert "本科 2 66.7% 1 50.0% 1 100.0%" in lines
    assert "一级 2 66.7% 2 100.0% 0 0.0%" in lines  # 小学高级 counts as 一级
    assert "25岁及以下 1 33.3% 0 0.0% 1 100.0%" in lines  # born 2001-12: 24 until December
    assert "县级 1 33.3% 1 50.0% 0 0.0%" in lines
    assert "语文 2 66.7% 1 50.0% 1 100.0%" in lines
    assert "未填 1 33.3% 1 50.0% 0 0.0%" in lines
    assert not any(line.startswith("物理") for line in lines)


def test_a_school_alone_has_one_column(township):
    township.staff(township.point, name="丙", degree="20", established=True)
    township.staff(township.center, name="甲", degree="20")
    _, paper = township.print("staff-structure", school=POINT)
    assert "合计" not in paper.text
    assert "本科 1 100.0%" in paper.text.replace("　", "")


def test_a_township_of_many_schools_goes_over_several_tables(township):
    for n in range(15):
        school = township.add(School(name=f"第{n + 1:02}完全小学", kind="primary"))
        township.staff(school, name=f"教师{n}", degree="20")
    printed, paper = township.print("staff-structure")
    assert printed.pages >= 2
    assert all(f"第{n + 1:02}完全小学" in paper.text for n in range(15))
    assert paper.outside == []


def child(township, name: str, **words: object) -> None:
    born_on = date(2016, 3, 16)
    given = {"school_id": township.center, "village_id": township.village, "born_on": born_on, **words}
    township.add(Child(name=name, **given))


def test_children_of_a_village_are_found_in_the_rosters_or_not(township):
    room = township.room(2022, 1)
    township.pupils(room, "有号的", id_number=FULL_ID)
    township.pupils(room, "没号的", born_on=date(2016, 3, 16))
    child(township, "名字不同", id_number=FULL_ID, in_school=True, attends=CENTER)
    child(township, "没号的", in_school=False)
    child(township, "在县城的", in_school=True, attends="云岭县实验小学")
    child(township, "在家的", in_school=False, reason="厌学")
    child(township, "说在校的", in_school=True, attends=CENTER)
    child(township, "还小的", born_on=date(2021, 4, 3), in_school=False)
    _, paper = township.print("children-by-village", village="黑沟村")
    found = {word: next(line for line in paper.lines if word in line) for word in ("名字不同", "没号的", "在家的")}
    assert f"本镇在读 {CENTER} 五（1）班" in found["名字不同"]
    assert "本镇在读" in found["没号的"]
    assert "未入学 厌学" in found["在家的"]
    assert "6人，本镇在读2人，外地就读1人，未入学1人，待核实1人，未到学龄1人" in paper.text
    assert "村（社区）负责人" in paper.text
    assert FULL_ID not in paper.text


def test_the_summary_counts_village_by_village_and_all_together(township):
    for n in range(3):
        child(township, f"儿童{n}", in_school=True, attends="县城小学")
    child(township, "在家的", in_school=False)
    child(township, "没填村的", village_id=None, in_school=True, attends="县城小学")
    _, paper = township.print("children-by-village")
    assert "黑沟村 4 4 0 3 1 0 75.0% 0 0" in paper.pages[0]
    assert "合计 5 5 0 4 1 0 80.0% 0 0" in paper.pages[0]


def test_the_share_in_school_is_never_rounded_up_to_everybody():
    assert share(1999, 2000) == "99.9%"
    assert share(2000, 2000) == "100.0%"
    assert share(0, 0) == "—"


def test_only_those_to_be_asked_about_can_be_printed(township):
    child(township, "在县城的", in_school=True, attends="云岭县实验小学")
    child(township, "在家的", in_school=False)
    _, paper = township.print("children-by-village", only_unclear="yes")
    assert "在家的" in paper.text
    assert "在县城的" not in paper.text
