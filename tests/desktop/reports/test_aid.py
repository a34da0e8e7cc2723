"""The papers of aid: sums in capital figures on every page, and a notice that says of a child name and class only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from db.registers import AidApplication, MealMonth, Student
from desktop.work import aid_acts, insurances, meals, papers, rows, tables
from desktop.work.aid_acts import Meeting
from desktop.work.insurances import Policy
from tests.desktop.reports.reading import Paper
from tests.desktop.work.aids import CENTER, Township

NUMBER, PHONE, CARD = "11010519491231002X", "13812345678", "6217000010001234567"
MANY = [f"阿依古丽·买买提{n}" for n in range(1, 31)]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Township]:
    """Thirty boarders with long names and the five: reviewed, posted and to be paid; two others refused and waiting."""
    made = Township(tmp_path_factory.mktemp("papers"))
    office = made.office
    with office.change("三十名住校生") as change:
        for name in MANY:
            child = Student(name=name, school_id=office.school_id, sex="2", stage="1", cohort=2022, boarding="2")
            made.child[name] = change.add(child).id
    boarders = [row for name, row in made.child.items() if name != "张三"]
    aid_acts.announce(office, made.term, date(2026, 9, 2), "家长会", 330)
    aid_acts.apply_for(office, made.scope(), boarders, date(2026, 9, 10), dict.fromkeys(boarders, "3"))
    names = {one.name: one.id for one in made.entries()}
    rows.change(office, AidApplication, names["白雨桐"], {"proof": "低保证", "account": CARD, "reason": "父亲重病"})
    rows.change(office, Student, made.child["白雨桐"], {"phone": PHONE})
    agreed = [row for name, row in names.items() if name not in ("赵诗", "李强")]
    aid_acts.review(office, agreed, Meeting(date(2026, 9, 25), "会议室", "周国栋", "罗正平", "逐人评议。", 6, 1))
    aid_acts.review(office, [names["李强"]], Meeting(date(2026, 9, 25), result="2", votes_for=1, votes_against=6))
    aid_acts.post(office, agreed, date(2026, 9, 28))
    aid_acts.pay(office, agreed[:10], date(2026, 10, 20))
    yield made
    office.workspace.changed = False
    office.close()


def printed(town: Township, name: str, **options: str) -> Paper:
    target = town.office.path.with_name(f"{name}.pdf")
    papers.make(town.office, name, target, options)
    paper = Paper(target)
    assert paper.outside == []
    return paper


def test_every_signature_sheet_has_its_sum_in_capital_figures_and_the_last_the_whole(town: Township) -> None:
    paper = printed(town, "aid-signatures")
    first, last = paper.pages
    assert "22 人　　13,750.00 元　　大写：壹万叁仟柒佰伍拾元整" in first.replace("\n", "")
    assert "10 人　　6,250.00 元　　大写：陆仟贰佰伍拾元整" in last.replace("\n", "")
    assert "32 人　　20,000.00 元　　大写：贰万元整" in last.replace("\n", "")
    assert CARD not in paper.text
    assert "****4567" in paper.text
    assert "李强" not in paper.text


def test_card_numbers_print_whole_for_a_reason_only(town: Township) -> None:
    assert CARD in printed(town, "aid-signatures", show_private="yes", reason="银行代发").text


def test_the_notice_says_name_class_and_item_and_nothing_else_of_a_child(town: Township) -> None:
    paper = printed(town, "aid-posting", phone="0719-8812345")
    text = paper.text
    for said in (
        "公　示",
        "下列32名学生寄宿生生活补助",
        "2026年9月28日至2026年10月9日（5个工作日）",
        "0719-8812345",
        CENTER,
    ):
        assert said in text.replace("\n", "")
    assert all(name in text for name in MANY)
    for hidden in (NUMBER, PHONE, CARD, "138****", "****4567", "低保", "父亲重病", "李强", "赵诗"):
        assert hidden not in text


def test_the_record_of_the_meeting_has_votes_and_decisions_and_places_to_sign(town: Township) -> None:
    text = printed(town, "aid-review").text
    for said in (
        "家庭经济困难学生认定和资助评审记录",
        "周国栋",
        "逐人评议。",
        "评审 33 人，同意 32 人，不同意或再议 1 人",
        "签名",
    ):
        assert said in text
    assert "赵诗" not in text, "who was not reviewed that day is not in its record"


def test_the_form_is_filled_from_the_roster_and_category_and_reason_print_when_chosen(town: Township) -> None:
    plain = printed(town, "aid-form", student="白雨桐").text
    assert "白大山" in plain
    assert "父亲重病" not in plain
    full = printed(town, "aid-form", student="白雨桐", special="yes").text
    assert "父亲重病" in full
    assert "陆佰贰拾伍元整" in full
    assert PHONE not in full


def test_an_empty_form_can_be_printed_to_be_copied(town: Township) -> None:
    paper = printed(town, "aid-form", blank="yes")
    assert len(paper.pages) == 1
    assert "家庭经济困难学生认定及资助申请表" in paper.text


def test_the_summary_adds_up_and_shows_the_term_before(town: Township) -> None:
    text = " ".join(printed(town, "aid-summary").text.split())
    assert f"寄宿生生活补助 {CENTER} 34 32 0 32 32 0 20,000.00 10 6,250.00 0 0.00 +32" in text
    assert "大写：陆仟贰佰伍拾元整" in text


def test_the_list_of_the_unseen_names_the_reason_and_who_lacks_a_proof(town: Township) -> None:
    text = printed(town, "aid-missing").text
    assert "一、有困难线索、还没有申请的学生（1 人）" in text
    assert "学籍登记需要申请资助" in text
    assert "二、已申请或享受、没有证明材料的学生（32 人）" in text


def test_the_index_of_the_bound_file_counts_what_lies_in_it_and_what_is_missing(town: Township) -> None:
    text = " ".join(printed(town, "aid-index").text.split())
    assert "资助申请表（附证明材料） 34 份" in text
    assert "9月28日的公示没有照片" in text
    assert "22 人待发放" in text


def test_meals_are_reckoned_by_calendar_and_roster_until_somebody_writes_them_down(town: Township) -> None:
    before = " ".join(printed(town, "meal-month", month="2026-10").text.split())
    assert f"{CENTER}* 35 17 595 5 2,975.00" in before
    meals.write_down(town.office, meals.reckoned(town.office, "2026-10"), "牛奶、鸡蛋")
    (row,) = tables.ids(town.office, MealMonth, where=[("school", CENTER)])
    rows.change(town.office, MealMonth, row, {"meals": "590", "spent": "2940"})
    after = " ".join(printed(town, "meal-month", month="2026-10").text.split())
    assert f"{CENTER} 35 17 590 5 2,950.00 2,940.00 +10.00" in after
    assert "大写：贰仟玖佰伍拾元整" in after


def test_cover_is_counted_class_by_class_against_the_target(town: Township) -> None:
    office, year = town.office, 2026
    every = list(town.child.values())
    insurances.insure(office, every, Policy("1", year, "人保财险", "PZ001"))
    insurances.insure(office, every[:-2], Policy("2", year, "人保财险", "PE001"))
    insurances.decline(office, every[-1:], Policy("2", year), "买买提")
    text = printed(town, "insurance").text
    assert "校方责任险：35／35 人，100.0%，达到目标 100%。" in text
    assert "学平险：33／35 人，94.3%，没有达到目标 99%，家长书面不买 1 人。" in text
    assert "还没有投保、也没有书面说明的学生（1 人）" in text
