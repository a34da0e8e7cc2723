"""A child whom any ledger knows to be in need is named with the reason, the surest first."""

import pytest

from db.rules.aid_need import category_of, of_care, of_list, reasons


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


def test_roster_lists_care_file_and_the_term_before_are_reasons_the_surest_first() -> None:
    child = {"orphan": 1, "disability": "3", "needs_aid": 1}
    others = [of_list("民政", "低保"), *of_care({"poor": 1, "disability": "0"})]
    assert [reason.said for reason in reasons(child, others, last_term="")] == [
        "学籍登记为孤儿", "在民政名单上（低保）", "学籍登记有残疾", "关爱档案：家庭经济困难", "学籍登记需要申请资助",
        "上学期享受过",
    ]  # fmt: skip


def test_a_list_is_read_by_what_it_says_of_the_household_before_its_own_name() -> None:
    assert of_list("脱贫户监测户", "监测对象").category == "2"
    assert of_list("脱贫户监测户", None).category == "1"
    assert of_list("残联", "肢体二级").category == "6"


def test_a_closed_care_file_says_nothing() -> None:
    assert of_care({"orphan": 1, "closed_on": "2026-09-01"}) == []


def test_a_child_of_whom_nothing_is_known_has_no_reason() -> None:
    assert reasons({"orphan": 0, "disability": "0", "needs_aid": None}) == []


def test_one_reason_is_said_once() -> None:
    twice = [of_list("民政", "低保"), of_list("民政", "低保")]
    assert reasons({}, twice) == twice[:1]
