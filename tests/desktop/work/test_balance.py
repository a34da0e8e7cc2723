"""Balance indicators from the ledgers: what each school has for its pupils, and what it lacks."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from db.errors import Trouble
from db.registers import CountyFigure, SchoolClass, SchoolResource, Staff, Student
from desktop.work import balance, history, rows, settings, tables
from tests.desktop.work.balanced import Township


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Township:
    made = Township(tmp_path_factory.mktemp("镇"), (2025, 2026))
    made.close()
    return made


@pytest.fixture
def town(built: Township, tmp_path: Path) -> Iterator[Township]:
    made = built.copied(tmp_path)
    yield made
    made.close()


def resource(town: Township, school: str, stage: str = "小学", year: str = "2026") -> bytes:
    where = [("school", school), ("stage", stage), ("year", year)]
    (found,) = tables.ids(town.office, SchoolResource, where=where)
    return found


def test_primary_and_junior_count_apart_and_small_points_not_at_all(town: Township) -> None:
    primary, junior = balance.stands(town.office, 2026)
    assert [line.name for line in primary.lines] == [
        "龙泉九年一贯制学校（小学部）", "大湾小学", "白杨小学", "柳树坪小学",
    ]  # fmt: skip
    assert primary.left_out == ("黑沟教学点（31人）",)
    assert [line.name for line in junior.lines] == ["龙泉九年一贯制学校（初中部）"]
    assert (primary.pupils, junior.pupils) == (1033, 216)


def test_a_school_passes_with_six_of_seven_and_none_far_below(town: Township) -> None:
    primary, junior = balance.stands(town.office, 2026)
    assert {line.school: (line.met, line.passed) for line in primary.lines} == {
        "龙泉九年一贯制学校": (6, True), "大湾小学": (7, True), "白杨小学": (2, False), "柳树坪小学": (0, False),
    }  # fmt: skip
    assert {line.school: (line.met, line.passed) for line in junior.lines} == {"龙泉九年一贯制学校": (1, False)}
    settings.decide(town.office, "balance.least_met", "7")
    primary, _ = balance.stands(town.office, 2026)
    assert [line.school for line in primary.lines if line.passed] == ["大湾小学"]


def test_a_point_counts_once_the_office_says_how_small_is_small(town: Township) -> None:
    settings.decide(town.office, "balance.small_point", "30")
    primary, _ = balance.stands(town.office, 2026)
    assert "黑沟教学点" in [line.school for line in primary.lines]


def test_one_figure_that_nobody_filled_in_is_no_zero(town: Township) -> None:
    rows.change(town.office, SchoolResource, resource(town, "白杨小学"), {"media_rooms": ""})
    primary, _ = balance.stands(town.office, 2026)
    (line,) = [line for line in primary.lines if line.school == "白杨小学"]
    assert (line.values[6], line.states[6], line.passed) == (None, "", None)
    assert primary.spreads[6] is None
    assert primary.spreads[5] is not None
    assert not [one for one in balance.missing(town.office, 2026) if one.line.school == "白杨小学" and
                one.indicator.number == 7]  # fmt: skip


def test_what_is_missing_in_pieces_and_yuan(town: Township) -> None:
    settings.decide(town.office, "balance.price_teaching_area", "2600")
    found = {(one["school"], one["indicator"]): one for one in balance.told_missing(town.office, 2026)}
    teacher = found["白杨小学", "高于规定学历教师"]
    assert (teacher["has"], teacher["needs"], teacher["missing"], teacher["cost"]) == ("7", "8", "1", "")
    room = found["柳树坪小学", "教学及辅助用房面积"]
    assert (room["has"], room["needs"], room["missing"], room["cost"]) == ("609", "639", "30", "78000")
    equipment = found["柳树坪小学", "教学仪器设备值"]
    assert (equipment["missing"], equipment["cost"]) == ("42600", "42600")
    assert found["白杨小学", "网络多媒体教室"]["cost"] == "", "no price has been decided"


def test_of_one_junior_school_no_coefficient_is_reckoned(town: Township) -> None:
    _, junior = balance.stands(town.office, 2026)
    assert [balance.coefficient(one, junior.limit) for one in junior.spreads] == ["—"] * 7


def test_the_eight_of_2012_have_a_composite_and_no_thresholds(town: Township) -> None:
    primary, junior = balance.stands(town.office, 2026, "2012")
    each = [spread.variation for spread in primary.spreads if spread is not None and spread.variation is not None]
    assert len(each) == 8
    assert primary.composite == sum(each, Decimal(0)) / 8
    assert junior.composite is None
    assert all(line.passed is None for line in primary.lines)


def test_years_stand_side_by_side_the_oldest_first(town: Township) -> None:
    found = balance.several(town.office)
    assert list(found) == [2025, 2026]
    assert balance.years(town.office) == [2026, 2025]
    before, now = (balance.mean_of(found[year][0].indicators.each[5], found[year][0].spreads[5]) for year in found)
    assert (before, now) == ("998", "1996")


def test_what_the_county_published_stands_beside(town: Township) -> None:
    said = {
        "year": "2026",
        "stage": "小学",
        "indicator": "优质2 县级以上骨干教师",
        "mean": "1.12",
        "variation": "0.438",
    }
    rows.add(town.office, CountyFigure, said)
    primary, junior = balance.described(town.office, 2026)
    assert (primary["indicators"][1]["county_mean"], primary["indicators"][1]["county_variation"]) == ("1.12", "0.438")
    assert {one["county_mean"] for one in junior["indicators"]} == {""}


def figures(town: Township, school: str, stage: str = "小学") -> dict[str, Any]:
    where = [("school", school), ("stage", stage), ("year", "2026")]
    (row,) = tables.table(town.office, SchoolResource, where=where).rows
    return row


# -- what the rosters know --------------------------------------------------------------------------------------


def roster(town: Township) -> None:
    """Thirty pupils and three teachers at 白杨小学, two stages at 龙泉."""
    with town.office.change("花名册") as change:
        for school, stage, count in (
            ("白杨小学", "1", 30),
            ("龙泉九年一贯制学校", "1", 4),
            ("龙泉九年一贯制学校", "2", 5),
        ):
            for number in range(count):
                change.add(Student(name=f"学生{number}", school_id=town.school[school], stage=stage, status="01"))
        here = town.school["白杨小学"]
        change.add(Student(name="转走的", school_id=here, stage="1", status="10"))
        change.add(SchoolClass(school_id=here, stage="1", entry_year=2024, number=1))
        change.add(SchoolClass(school_id=here, stage="1", entry_year=2018, number=1))
        for name, said in {
            "甲": {"degree": "20", "title_held": "32", "backbone": "4", "subject": "11"},
            "乙": {"degree": "30", "title_held": "33", "backbone": "5", "subject": "02"},
            "丙": {"degree": "40", "kind": "1", "subject": "13"},
            "厨师": {"degree": "70", "kind": "4"},
            "退休的": {"degree": "20", "status": "6"},
        }.items():
            change.add(Staff(name=name, school_id=here, **said))
        change.add(Staff(name="丁", school_id=town.school["龙泉九年一贯制学校"], degree="20", stage="2"))


def test_the_rosters_fill_only_what_is_empty(town: Township) -> None:
    roster(town)
    row = resource(town, "白杨小学")
    rows.change(town.office, SchoolResource, row, {"pupils": "", "above_degree": "", "middle_title": ""})
    outcome = balance.fill_from_roster(town.office)
    held = figures(town, "白杨小学")
    assert (held["pupils"], held["classes"], held["above_degree"], held["middle_title"]) == (30, 1, 2, 1)
    assert (held["backbone"], held["teachers"]) == (1, 14), "what was there is kept"
    assert outcome.data == {"rows": 3, "cells": 6}  # with the classes of 龙泉, none
    history.undo(town.office)
    held = figures(town, "白杨小学")
    assert (held["pupils"], held["classes"]) == (None, None)


def test_a_school_of_two_stages_needs_its_teachers_stages_first(town: Township) -> None:
    roster(town)
    for stage in ("小学", "初中"):
        blank = dict.fromkeys(("teachers", "above_degree"), "")
        rows.change(town.office, SchoolResource, resource(town, "龙泉九年一贯制学校", stage), blank)
    with town.office.change("新来的") as change:
        stranger = change.add(Staff(name="戊", school_id=town.school["龙泉九年一贯制学校"], degree="20"))
    assert "龙泉九年一贯制学校（1人）" in balance.fill_from_roster(town.office).sentence
    assert figures(town, "龙泉九年一贯制学校", "初中")["teachers"] is None
    rows.change(town.office, Staff, stranger.id, {"stage": "初中"})
    balance.fill_from_roster(town.office)
    assert figures(town, "龙泉九年一贯制学校", "初中")["teachers"] == 2


def test_a_stricter_degree_is_a_setting(town: Township) -> None:
    roster(town)
    settings.decide(town.office, "balance.degree_primary", "本科")
    rows.change(town.office, SchoolResource, resource(town, "白杨小学"), {"above_degree": ""})
    balance.fill_from_roster(town.office)
    assert figures(town, "白杨小学")["above_degree"] == 1


def test_without_pupils_the_office_is_told_what_to_do(town: Township) -> None:
    with pytest.raises(Trouble, match="还没有中小学在读学生"):
        balance.fill_from_roster(town.office)
