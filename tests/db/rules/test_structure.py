"""The make-up of a staff is told in the order of the ladder, old titles on their new step."""

from decimal import Decimal

import pytest

from db.codes import code_list
from db.rules import structure
from db.rules.structure import Share, shares


@pytest.mark.parametrize(
    ("age", "band"), [(18, "25岁及以下"), (25, "25岁及以下"), (26, "26—30岁"), (55, "51—55岁"), (60, "56岁及以上")]
)
def test_every_age_has_its_band(age: int, band: str) -> None:
    assert structure.age_band(age) == band


@pytest.mark.parametrize(
    ("written", "step"),
    [
        ("小学高级", "一级"),
        ("中学高级", "高级"),
        ("中学一级", "一级"),
        ("小学一级", "二级"),
        ("中学二级", "二级"),
        ("一级教师", "一级"),
        ("正高级", "正高级"),
        ("未评", "未评"),
    ],
)
def test_an_old_title_stands_on_the_step_it_became(written: str, step: str) -> None:
    assert structure.title_step(code_list("title").read(written)) == step


def test_primary_senior_and_above_means_first_grade_and_above() -> None:
    read = code_list("title").read
    assert structure.title_at_least(read("小学高级"), "一级")
    assert structure.title_at_least(read("高级教师"), "一级")
    assert not structure.title_at_least(read("二级教师"), "一级")
    assert not structure.title_at_least(None, "一级")


def test_every_title_and_degree_of_the_lists_has_its_place() -> None:
    assert {code.code for code in code_list("title")} == {c for codes in structure.TITLE_LADDER.values() for c in codes}
    assert tuple(code.code for code in code_list("degree")) == structure.DEGREE_ORDER


def test_the_degree_above_the_required_one_differs_by_stage() -> None:
    assert structure.above_required_degree("30", "1")
    assert not structure.above_required_degree("30", "2")
    assert structure.above_required_degree("20", "2")
    assert not structure.above_required_degree("30", "1", lowest="20")
    assert not structure.above_required_degree(None, "1")


def test_backbone_of_the_county_and_up_leaves_the_schools_own_out() -> None:
    assert structure.backbone_at_least("4")
    assert not structure.backbone_at_least("5")
    assert not structure.backbone_at_least("9")


def test_shares_keep_the_order_and_name_who_is_not_filled_in() -> None:
    found = shares(["本科", "专科", "本科", None, "函授"], ["研究生", "本科", "专科"])
    assert found == [
        Share("研究生", 0, Decimal("0.0")),
        Share("本科", 2, Decimal("40.0")),
        Share("专科", 1, Decimal("20.0")),
        Share("函授", 1, Decimal("20.0")),
        Share("未填", 1, Decimal("20.0")),
    ]
    assert shares([], ["本科"]) == [Share("本科", 0, None)]
