"""Entry: from the village list to the pupil at the desk, and nobody's notice is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db.errors import Trouble
from db.registers import Admission, Child, DocumentRecipient, Movement, School, SchoolClass, Student, Village, Zone
from desktop.work import (
    checking,
    entry_figures,
    entry_lists,
    entry_notices,
    entry_registering,
    entry_serving,
    history,
    rows,
    tables,
)
from desktop.work.office import Office
from tests.desktop.work.turning import CENTER, NURSERY, POINT, add, pupils, school, township

SPRING = date(2027, 5, 20)
NUMBERS = {"张小满": "619901202103082014", "李谷雨": "619901202105210024"}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = township(tmp_path, SPRING)
    for name, responsible in (("青石社区", CENTER), ("黑沟村", POINT), ("无主村", "")):
        rows.add(opened, Village, {"name": name, "responsible": responsible})
    child(opened, "张小满", "男", "2021-03-08", "青石社区", householder="张建国", address="青石社区3组")
    child(opened, "李谷雨", "女", "2021-05-21", "黑沟村", householder="李大山", phone="13800000001")
    child(opened, "王立秋", "女", "2021-08-31", "黑沟村", householder="王大河")
    yield opened
    opened.workspace.changed = False
    opened.close()


def child(office: Office, name: str, sex: str, born: str, village: str, **more: str) -> str:
    number = {"id_number": NUMBERS[name]} if name in NUMBERS else {}
    typed = {"name": name, "sex": sex, "born_on": born, "village": village, "school": CENTER, **number, **more}
    outcome = rows.add(office, Child, typed)
    assert not outcome.attention, outcome.sentence
    return str(outcome.data["id"])


def prepared(office: Office) -> None:
    entry_lists.make_zones(office)
    entry_lists.prepare(office)


def listed(office: Office, *names: str) -> list[bytes]:
    """Keys of the rows of these children, of all without a name."""
    found = {row["child"]: bytes.fromhex(row["id"]) for row in tables.table(office, Admission).rows}
    return [found[name] for name in names or sorted(found)]


def states(office: Office) -> dict[str, str]:
    return {row["child"]: row["state"] for row in tables.table(office, Admission).rows}


def test_villages_make_zones_and_zones_say_which_school_a_child_enters(office: Office) -> None:
    assert entry_lists.make_zones(office).data == {"zones": 2}
    outcome = entry_lists.prepare(office)
    assert (outcome.data["entering"], outcome.data["added"], outcome.attention) == (3, 3, False)
    schools = {row["child"]: row["school"] for row in tables.table(office, Admission).rows}
    assert schools == {"张小满": CENTER, "李谷雨": POINT, "王立秋": POINT}
    assert tables.table(office, Child, where=[("name", "李谷雨")]).rows[0]["school"] == POINT
    with pytest.raises(Trouble, match="没有要补的划片"):
        entry_lists.make_zones(office)
    assert checking.check(office).data["findings"] == []


def test_preparing_again_adds_only_who_is_new(office: Office) -> None:
    prepared(office)
    child(office, "赵小寒", "男", "2021-01-05", "黑沟村")
    assert entry_lists.prepare(office).data["added"] == 1
    assert entry_lists.prepare(office).data["added"] == 0


def test_who_has_no_zone_or_no_birthday_is_named_and_not_forgotten(office: Office) -> None:
    child(office, "孙无主", "男", "2021-02-02", "无主村")
    rows.add(office, Child, {"name": "钱不详", "village": "黑沟村"})
    entry_lists.make_zones(office)
    outcome = entry_lists.prepare(office)
    assert outcome.attention
    assert [one["name"] for one in outcome.data["without_zone"]] == ["孙无主"]
    assert [one["name"] for one in outcome.data["without_birthday"]] == ["钱不详"]
    assert "1 人没有划片，1 人没有出生日期" in outcome.advice


def test_a_part_of_a_village_may_belong_to_another_school_until_the_notice_is_printed(office: Office) -> None:
    prepared(office)
    rows.add(office, Zone, {"year": "2027", "village": "青石社区", "part": "三组", "school": POINT})
    entry_lists.prepare(office)
    assert tables.table(office, Admission, where=[("school", POINT)]).count == 3
    entry_serving.note(office, listed(office, "张小满"), {"printed_on": "2027-06-20"})
    zone = tables.ids(office, Zone, where=[("part", "三组")])
    rows.change(office, Zone, zone[0], {"school": CENTER})
    entry_lists.prepare(office)
    assert tables.table(office, Admission, where=[("school", POINT)]).count == 3


def test_children_in_grade_one_elsewhere_and_older_ones_who_never_came(office: Office) -> None:
    child(office, "周外地", "男", "2021-04-04", "黑沟村", in_school="是", attends="县第二小学")
    child(office, "吴迟到", "女", "2019-04-04", "黑沟村", in_school="否")
    child(office, "郑还小", "女", "2021-09-01", "黑沟村")
    prepared(office)
    assert states(office) == {
        "张小满": "未印通知书", "李谷雨": "未印通知书", "王立秋": "未印通知书", "吴迟到": "未印通知书",
        "周外地": "外地就读",
    }  # fmt: skip


def test_notices_are_counted_to_a_hundred_percent_and_the_one_that_is_missing_is_named(office: Office) -> None:
    prepared(office)
    every = listed(office)
    entry_serving.note(office, every, {"printed_on": "2027-06-20"})
    office.today = date(2027, 9, 2)
    entry_serving.deliver(office, listed(office, "张小满", "李谷雨"), {"delivered_on": "2027-07-01"})
    entry_serving.returned(office, listed(office, "张小满"), "2027-07-02")
    told = entry_figures.described(office)
    counted = {name: told["total"][name] for name in ("due", "boys", "girls", "printed", "delivered", "returned")}
    assert counted == {"due": 3, "boys": 1, "girls": 2, "printed": 3, "delivered": 2, "returned": 1}
    assert told["undelivered"] == [{"id": listed(office, "王立秋")[0].hex(), "name": "王立秋", "village": "黑沟村"}]
    assert (told["villages"]["黑沟村"]["undelivered"], told["villages"]["青石社区"]["undelivered"]) == (1, 0)
    assert told["days_overdue"] == 2
    served = tables.table(office, Admission, where=[("delivered_on", "!")]).rows
    assert {(row["delivered_to"], row["way"]) for row in served} == {("张建国", "直接送达"), ("李大山", "直接送达")}
    with pytest.raises(Trouble, match="王立秋还没有登记送达"):
        entry_serving.returned(office, every)


def test_a_refused_notice_was_served_and_a_deferral_names_who_approved_it(office: Office) -> None:
    prepared(office)
    refusing, weak = listed(office, "张小满"), listed(office, "李谷雨")
    entry_serving.deliver(office, refusing, {"refused": "是", "refused_because": "要去外地，村干部张三见证留置"})
    assert tables.table(office, Admission, where=[("child", "张小满")]).rows[0]["way"] == "留置送达"
    outcome = entry_serving.note(office, weak, {"deferral_reason": "身体状况", "deferred_on": "2027-06-01"}, "缓学")
    assert "学校不能批准" not in outcome.sentence
    assert "缓学没有写批准机关。" in outcome.advice
    typed = {"deferral_office": "镇人民政府", "deferral_number": "青政教〔2027〕3号", "deferred_until": "2028"}
    assert not entry_serving.note(office, weak, typed, "缓学").attention
    figures = entry_figures.described(office)["total"]
    assert (figures["delivered"], figures["refused"], figures["deferred"], figures["needed"]) == (1, 1, 1, 2)
    office.today = date(2028, 5, 20)
    entry_lists.make_zones(office)
    entry_lists.prepare(office)
    assert tables.table(office, Admission, where=[("year", "2028"), ("child", "李谷雨")]).count == 1


def test_registering_makes_the_pupil_of_the_child_in_one_entry(office: Office) -> None:
    prepared(office)
    office.today = date(2027, 8, 30)
    outcome = entry_registering.register(office, listed(office, "李谷雨", "王立秋"), number=1)
    assert outcome.data == {"registered": 2, "refused": []}
    (made,) = tables.table(office, Student, where=[("name", "李谷雨")], show_private=True).rows
    told = {
        name: made[name] for name in ("school", "class", "sex", "id_number", "stage", "cohort", "entry_way", "status")
    }
    assert told == {
        "school": POINT, "class": "2027级小学（1）班", "sex": "女", "id_number": NUMBERS["李谷雨"], "stage": "小学",
        "cohort": 2027, "entry_way": "就近入学", "status": "在读",
    }  # fmt: skip
    assert (made["member1_name"], made["member1_phone"], made["village"]) == ("李大山", "13800000001", "黑沟村")
    assert states(office)["李谷雨"] == "已报到"
    assert tables.count(office, SchoolClass, where=[("school", POINT), ("entry_year", "2027")]) == 1
    assert {row["kind"] for row in tables.table(office, Movement).rows} == {"新建学籍"}
    (child_row,) = tables.table(office, Child, where=[("name", "李谷雨")]).rows
    assert (child_row["in_school"], child_row["attends"]) == (True, POINT)
    history.undo(office)
    assert tables.count(office, Student, where=[("cohort", "2027")]) == 0
    assert states(office)["李谷雨"] == "未印通知书"


def test_a_child_of_our_kindergarten_stays_one_person(office: Office) -> None:
    (small,) = pupils(office, NURSERY, None, 1, stage="0", cohort=2024)
    rows.change(office, Student, small, {"name": "张小满", "id_number": NUMBERS["张小满"]})
    prepared(office)
    assert states(office)["张小满"] == "未印通知书"
    office.today = date(2027, 8, 30)
    entry_registering.register(office, listed(office, "张小满"))
    (one,) = tables.table(office, Student, where=[("name", "张小满")]).rows
    assert (one["id"], one["school"], one["stage"], one["cohort"], one["grade"]) == (
        small.hex(), CENTER, "小学", 2027, "未入学" if one["grade"] == "未入学" else one["grade"],
    )  # fmt: skip


def test_who_is_on_a_roster_already_or_has_a_wrong_number_stays_behind_and_is_named(office: Office) -> None:
    prepared(office)
    add(
        office,
        Student(school_id=school(office, POINT), name="张小满", id_number=NUMBERS["张小满"], stage="1", cohort=2026),
    )
    office.today = date(2027, 8, 30)
    outcome = entry_registering.register(office, listed(office, "张小满", "王立秋"))
    assert outcome.data["registered"] == 1
    assert f"在{POINT}已有学籍" in outcome.data["refused"][0]["because"]
    again = entry_registering.register(office, listed(office, "王立秋"))
    assert again.data["refused"] == [{"name": "王立秋", "because": "已经报到了。"}]


def test_the_school_of_a_closed_village_school_is_not_offered(office: Office) -> None:
    rows.change(office, School, school(office, POINT), {"closed_on": "2027-03-01"})
    assert POINT not in [label for _, label in tables.choices(office, Zone.fields()["school"])]


def test_notices_are_numbered_issued_in_one_entry_and_printed_two_to_a_page(office: Office, tmp_path: Path) -> None:
    prepared(office)
    when = "2027年8月30日 8:30—16:30"
    with pytest.raises(Trouble, match="报到时间"):
        entry_notices.issue(office, entry_notices.unprinted(office), "")
    wanted = entry_notices.unprinted(office)
    assert not entry_notices.issue(office, wanted, when, phone="0918-5550126").attention
    assert {row["state"] for row in tables.table(office, Admission).rows} == {"已印"}
    numbers = sorted(row["notice_number"] for row in tables.table(office, Admission).rows)
    assert len(set(numbers)) == 3
    assert all("〔2027〕" in number and number.endswith("号") for number in numbers)
    assert entry_notices.unprinted(office) == []
    with pytest.raises(Trouble, match="已经印过"):
        entry_notices.issue(office, wanted, when)
    paper = tmp_path / "通知书.pdf"
    entry_notices.print_again(office, wanted, paper)
    text = pages(paper)
    assert len(text) == 2, "two to a page"
    assert all(word in "".join(text) for word in ("入学通知书", "送达回证", "张建国", "李谷雨", when, "0918-5550126"))
    entry_serving.deliver(office, listed(office, "张小满"), {"delivered_by": "杨晓梅、陈大勇"})
    (served,) = tables.table(office, DocumentRecipient, where=[("delivered_on", "!")]).rows
    assert (served["name"], served["signed_by"], served["served_by"]) == ("张建国", "张建国", "杨晓梅、陈大勇")
    history.undo(office)
    assert tables.count(office, DocumentRecipient, where=[("delivered_on", "!")]) == 0
    history.undo(office)
    assert len(entry_notices.unprinted(office)) == 3


def pages(paper: Path) -> list[str]:
    """The words of each page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(paper)
    try:
        return [document[n].get_textpage().get_text_range().replace("\r\n", "") for n in range(len(document))]
    finally:
        document.close()
