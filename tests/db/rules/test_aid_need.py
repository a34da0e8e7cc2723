"""A child whom any ledger knows to be in need is named with the reason, the surest first."""

import pytest

from db.rules.aid_need import Reason, category_of, reasons


@pytest.mark.parametrize(
    ("title", "category"),
    [
        ("青石镇脱贫户名单2026", "1"),
        ("防止返贫监测对象", "2"),
        ("农村低保", "3"),
        ("特困供养人员", "4"),
        ("事实无人抚养儿童", "5"),
        ("持证残疾学生", "6"),
        ("残疾人子女", "7"),
        ("大病救助", "9"),
    ],
)
def test_the_name_of_a_list_says_which_category_it_proves(title: str, category: str) -> None:
    assert category_of(title) == category


def test_the_roster_and_the_term_before_are_reasons_too() -> None:
    child = {"orphan": 1, "disability": "3", "needs_aid": 1}
    assert [reason.said for reason in reasons(child, ["农村低保"], last_term="")] == [
        "学籍登记为孤儿", "在“农村低保”上", "学籍登记有残疾", "学籍登记需要申请资助", "上学期享受过",
    ]  # fmt: skip


def test_a_child_of_whom_nothing_is_known_has_no_reason() -> None:
    assert reasons({"orphan": 0, "disability": "0", "needs_aid": None}) == []


def test_one_reason_is_said_once() -> None:
    assert reasons({}, ["农村低保", "农村低保"]) == [Reason("3", "在“农村低保”上")]
