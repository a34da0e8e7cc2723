"""How balance figures come about: every number that was put in, so that the office can do them again by hand."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db.registers import School, SchoolResource
from db.rules.working import Working
from desktop.work import balance, settings
from desktop.work.office import Office
from tests.desktop import founding
from tests.desktop.work.balanced import Township

BOOKS, DEGREE, MEDIA = 4, 0, 6  # places in the sets of 2012 and of 2017


@pytest.fixture
def five(tmp_path: Path) -> Iterator[Office]:
    """The five schools and their books, as the source of the formula reckons them; a point of twelve beside them."""
    office = founding.found(tmp_path / "镇.xiangxiao", "青石镇中心学校", "center", "", "王秀兰", date(2026, 11, 20))
    with office.change("图书") as rows:
        known = zip("甲乙丙丁戊", (45, 37, 89, 76, 55), (279, 137, 935, 160, 402), strict=True)
        for name, pupils, books in (*known, ("己", 12, 900)):
            school = rows.add(School(name=f"{name}校", kind="point" if name == "己" else "primary"))
            rows.add(SchoolResource(school_id=school.id, year=2026, stage="1", pupils=pupils, books=books))
    yield office
    office.workspace.changed = False
    office.close()


def puts(working: Working) -> dict[str, str]:
    return {put.label: put.value for put in working.puts}


def test_the_coefficient_of_the_source_is_opened_step_by_step(five: Office) -> None:
    (stand,) = balance.stands(five, 2026, "2012")
    working = balance.of_variation(stand, BOOKS)
    given = puts(working)
    assert given["丙校　P 89"] == "X ＝ 935 ÷ 89 ＝ 10.5056；P ÷ ΣP ×（X − 平均）² ＝ 5.1274"
    assert given["ΣP 学生总数"] == "302 人"
    assert given["平均（各校总数之和 ÷ ΣP）"] == "6.3344"
    assert given["S² 各校之和"] == "10.6528"
    assert given["S ＝ √S²"] == "3.2639"
    assert given["S ÷ 平均 ＝ 3.2639 ÷ 6.3344"] == "0.5153", "0.4888 would be the plain one"
    assert working.result == "0.515"
    assert working.counted == ("丙校", "丁校", "戊校", "甲校", "乙校")
    assert working.apart == (("己校（12人）", "不足50人的教学点"),)


def test_the_mean_is_of_all_pupils_and_says_so(five: Office) -> None:
    (stand,) = balance.stands(five, 2026, "2012")
    working = balance.of_mean(stand, BOOKS)
    assert puts(working)["合计"] == "1913 册，302 人"
    assert puts(working)["1913 ÷ 302"] == "6.3344"
    assert (working.result, working.notes) == ("6.33", ("不是各校平均数的平均。",))


def test_a_limit_that_is_passed_is_named_and_the_figure_never_rounded_down_to_it(five: Office, tmp_path: Path) -> None:
    town = Township(tmp_path / "town")
    settings.decide(town.office, "balance.small_point", "30")
    with town.office.change("骨干") as rows:
        for row in [line.row["id"] for line in balance.stands(town.office, 2026)[0].lines if "大湾" in line.name]:
            rows.get(SchoolResource, row).backbone = 40
    primary, junior = balance.stands(town.office, 2026)
    working = balance.of_variation(primary, 1)
    assert (puts(working)["限额（不高于）"], working.result) == ("0.50", "1.230　超过")
    assert puts(working)["S ÷ 平均 ＝ 5.4295 ÷ 4.4173"] == "1.2291"
    assert "超过限额的只进不舍。" in working.notes
    assert not working.apart
    assert balance.of_variation(junior, 1).result == "—", "one school has nobody to differ from"
    town.close()


def test_what_nobody_filled_in_names_the_school_instead_of_a_figure(five: Office) -> None:
    (stand,) = balance.stands(five, 2026, "2012")
    working = balance.of_variation(stand, 0)
    assert working.result == "算不出：丙校、丁校、戊校、甲校、乙校没有填数。"
    assert balance.of_composite(stand).result == "算不出：有一项没有差异系数。"
    assert balance.of_school(stand, stand.lines[0], 0).result == "算不出：没有填数。在“办学条件”里补上。"


def test_a_schools_figure_is_opened_with_threshold_and_shortage(tmp_path: Path) -> None:
    town = Township(tmp_path)
    primary, _ = balance.stands(town.office, 2026)
    short = balance.missing(town.office, 2026)
    (white,) = [line for line in primary.lines if line.name == "白杨小学"]
    working = balance.of_school(primary, white, MEDIA, short)
    assert working.formula == "网络多媒体教室 ÷ 学生数 × 100"
    assert puts(working) == {
        "网络多媒体教室": "4 间", "学生数": "174 人", "4 ÷ 174 × 100": "2.2989", "标准（不低于）": "2.3",
        "距标准还差": "0.01",
    }  # fmt: skip
    assert working.result == "2.29　未达标"
    assert working.notes == ("网络多媒体教室缺1间（应有5，现有4）。", "低于标准的数只舍不入。")
    far = balance.of_school(primary, white, 1, short)
    assert far.result == "0.57　低于85%"
    town.close()


def test_the_command_prints_the_same_workings(five: Office) -> None:
    (stage,) = balance.described(five, 2026, "2012")
    books = stage["indicators"][BOOKS]
    assert books["variation"] == "0.5153"
    assert books["workings"]["variation"]["given"]["S ÷ 平均 ＝ 3.2639 ÷ 6.3344"] == "0.5153"
    assert books["workings"]["mean"]["given"]["合计"] == "1913 册，302 人"
    assert stage["why_left_out"] == {"己校（12人）": "不足50人的教学点"}
    assert stage["schools"][0]["workings"][BOOKS]["given"]["935 ÷ 89"] == "10.5056"
