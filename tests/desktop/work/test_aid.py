"""Aid goes through its six steps for a whole class at once, each an entry that can be taken back."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from db.aid import need
from db.errors import Rejected, Trouble
from db.registers import AidApplication, AidPosting, AidReview, AidReviewer, AidTerm, Student
from desktop.work import aid_acts, history, rows, tables
from desktop.work.aid_acts import Meeting
from tests.desktop.work.aids import Township

APPLIED, REVIEWED = date(2026, 9, 10), date(2026, 9, 25)
BOARDERS = ("白雨桐", "何佳慧", "李强")


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Township]:
    made = Township(tmp_path)
    yield made
    made.office.workspace.changed = False
    made.office.close()


def apply(town: Township) -> None:
    aid_acts.apply_for(town.office, town.scope(), [town.child[name] for name in BOARDERS], APPLIED)


def review(town: Township, **more: object) -> None:
    said = {"on": REVIEWED, "host": "周国栋", "recorder": "罗正平", "votes_for": 5, "votes_against": 0, **more}
    aid_acts.review(town.office, town.ids(), Meeting(**said))  # type: ignore[arg-type]


def test_an_application_takes_class_guardian_and_sum_from_roster_and_standard(town: Township) -> None:
    apply(town)
    (first, *_) = town.entries()
    assert (first.name, first.room, first.row["applicant"]) == ("白雨桐", "五（1）班", "白大山")
    assert [one.amount for one in town.entries()] == [Decimal(625)] * 3
    assert first.row["standard"] == "小学住校，每学年1250元，一学期625元（2024年春季起）"


def test_who_has_applied_already_is_not_entered_twice(town: Township) -> None:
    apply(town)
    again = aid_acts.apply_for(town.office, town.scope(), [town.child["白雨桐"], town.child["赵诗"]], APPLIED)
    assert again.sentence == "已登记 1 人的申请。另有 1 人早已登记。"
    assert len(town.entries()) == 4


def test_a_batch_goes_from_review_to_signature_and_says_at_each_step_what_is_missing(town: Township) -> None:
    office = town.office
    apply(town)
    assert town.steps()["宣传"].missing == ("还没有登记宣传日期",)
    aid_acts.announce(office, town.term, date(2026, 9, 2), "家长会", 320)
    assert town.steps()["宣传"].whole
    assert "3 人没有证明材料" in town.steps()["申请"].missing
    assert town.steps()["评审"].missing == ("3 人待评审",)
    review(town)
    assert town.steps()["评审"].missing == ("9月25日的评审到会 0 人，应不少于 5 人", "9月25日的评审还没有写记录")
    assert town.steps()["公示"].missing == ("3 人待公示",)
    aid_acts.post(office, town.ids(), date(2026, 9, 28), place="校门口公示栏")
    assert {one.row["posted_to"] for one in town.entries()} == {"2026-10-09"}
    assert town.steps()["公示"].missing == ("9月28日的公示没有照片", "9月28日的公示没有写有无异议")
    aid_acts.pay(office, town.ids(), date(2026, 10, 20))
    assert town.steps()["发放"].missing == ("3 人待签领",)
    aid_acts.sign(office, town.ids(), date(2026, 10, 22))
    assert {one.row["signed_by"] for one in town.entries()} == {"白大山", "何大山", "李大山"}
    assert (town.steps()["发放"].done, town.steps()["发放"].whole) == (3, True)
    aid_acts.put_away(office, town.term, date(2026, 11, 1), at="档案柜3号")
    assert town.steps()["归档"].whole
    assert tables.count(office, AidTerm) == 1


def test_each_step_is_one_entry_and_taken_back_as_one(town: Township) -> None:
    apply(town)
    review(town)
    history.undo(town.office)
    assert {one.state for one in town.entries()} == {"1"}
    assert tables.count(town.office, AidReview) == 0
    history.undo(town.office)
    assert town.entries() == []


def test_the_next_meeting_begins_with_the_committee_of_the_last(town: Township) -> None:
    apply(town)
    review(town)
    (meeting,) = tables.ids(town.office, AidReview)
    town.committee(meeting, "周国栋", "罗正平", "吴长山")
    aid_acts.apply_for(town.office, town.scope(), [town.child["赵诗"]], date(2026, 10, 8))
    new = [one.id for one in town.entries() if one.name == "赵诗"]
    aid_acts.review(town.office, new, Meeting(date(2026, 10, 12), minutes="补评一人。"))
    assert tables.count(town.office, AidReview) == 2
    assert tables.count(town.office, AidReviewer) == 6


def test_nobody_is_posted_before_the_review_agreed(town: Township) -> None:
    apply(town)
    with pytest.raises(Trouble, match="还没有评审同意"):
        aid_acts.post(town.office, town.ids(), date(2026, 9, 28))
    assert tables.count(town.office, AidPosting) == 0
    assert {one.row["posted_from"] for one in town.entries()} == {None}


def test_what_the_review_refused_has_no_sum_and_is_never_paid(town: Township) -> None:
    apply(town)
    review(town, result="2")
    assert {(one.state, one.amount) for one in town.entries()} == {("2", None)}
    with pytest.raises(Trouble, match="还没有金额"):
        aid_acts.pay(town.office, town.ids(), date(2026, 10, 20))
    row = rows.change(town.office, AidApplication, town.ids()[0], {"amount": "625", "paid_on": "2026-10-20"})
    assert row.data["problems"] == {"paid_on": "评审没有同意，不能发放。"}


def test_food_is_never_given_as_money(town: Township) -> None:
    said = {"student": "张三", "kind": "营养改善计划", "way": "现金"}
    assert rows.add(town.office, AidApplication, said).data["problems"] == {
        "way": "营养改善计划只供等值食品，不得发钱。"
    }


def test_a_sum_other_than_the_standard_is_said_with_the_standard_beside_it(town: Township) -> None:
    apply(town)
    outcome = rows.change(town.office, AidApplication, town.ids()[0], {"amount": "500"})
    assert outcome.data["warnings"]["amount"].startswith("金额与标准不同：小学住校，每学年1250元，一学期625元")


def test_aid_goes_with_the_child_and_says_who_paid(town: Township) -> None:
    apply(town)
    review(town)
    aid_acts.post(town.office, town.ids(), date(2026, 9, 28))
    aid_acts.pay(town.office, town.ids(), date(2026, 10, 20))
    rows.change(town.office, Student, town.child["白雨桐"], {"school": "黑沟教学点", "class": ""})
    (moved,) = [one for one in tables.table(town.office, AidApplication).rows if one["student"] == "白雨桐"]
    assert (moved["school"], moved["paid_by"], moved["class_name"]) == ("黑沟教学点", "青石镇中心学校", "五（1）班")


def test_children_in_need_who_did_not_apply_are_named_with_the_reason(town: Township) -> None:
    with town.office.look() as connection:
        found = need.not_applied(connection, town.office.context, town.scope())
    assert [(one.child["name"], one.because, one.category) for one in found] == [
        ("白雨桐", "学籍登记为孤儿", "5"),
        ("何佳慧", "学籍登记需要申请资助", "9"),
        ("李强", "学籍登记有残疾", "6"),
    ]
    apply(town)
    with town.office.look() as connection:
        assert need.not_applied(connection, town.office.context, town.scope()) == []
        (day,) = need.not_applied(connection, town.office.context, town.scope("day"))
    assert day.child["name"] == "张三"


def test_the_day_pupils_kind_asks_the_day_pupils(town: Township) -> None:
    aid_acts.apply_for(town.office, town.scope("day"), [town.child["张三"]], APPLIED)
    (one,) = town.entries(town.scope("day"))
    assert one.amount == Decimal("312.5")


def test_a_child_with_both_kinds_in_one_term_is_found_by_the_check(town: Township) -> None:
    apply(town)
    aid_acts.apply_for(town.office, town.scope("day"), [town.child["白雨桐"]], APPLIED)
    found = AidApplication.checks(
        [dict(one.row) for one in [*town.entries(), *town.entries(town.scope("day"))]], town.office.context
    )
    assert {finding.sentence for finding in found} == {"同一学期又有寄宿生补助，又有非寄宿生补助。"}


def test_an_error_in_one_child_saves_nothing_of_the_batch(town: Township) -> None:
    apply(town)
    rows.change(town.office, AidApplication, town.ids()[1], {"result": "不同意"})
    with pytest.raises(Rejected, match="何佳慧：评审没有同意"):
        aid_acts.pay(town.office, town.ids(), date(2026, 10, 20))
    assert {one.row["paid_on"] for one in town.entries()} == {None}
