"""A movement is one piece of work: its row and all that follows, taken back as one; the law stands before it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db import roll
from db.errors import Trouble
from db.registers import Movement, School, SchoolClass, Student
from db.rules.roll import table
from desktop.work import checking, handing, history, movements, rows, tables
from desktop.work.movement_form import MovementForm
from desktop.work.movement_preview import along, consequences
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.rights import NotOurs
from tests.desktop.work.offices import CENTER, OTHER, POINT, TODAY, Offices

NUMBER = "420321201603127025"


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = Offices(tmp_path)
    yield made
    made.close()


def done(outcome: Outcome) -> Outcome:
    assert not outcome.attention, outcome.sentence
    return outcome


def pupil(office: Office, child: bytes) -> dict[str, Any]:
    return dict(office.linked("students", child) or {})


def move(office: Office, kind: str, child: bytes | None, **typed: str) -> Outcome:
    return done(movements.do(office, kind, child, typed))


def test_leaving_the_township_empties_the_class_and_keeps_what_was_before(offices: Offices) -> None:
    center = offices.center
    room = offices.room(center)
    child = offices.pupil(center, "田小禾", class_id=room)
    made = move(center, "31", child, happened_on="2026-11-09", place="郧阳区实验小学", asked_on="2026-11-04")
    assert (pupil(center, child)["status"], pupil(center, child)["class_id"]) == ("10", None)
    row = tables.rows(center, Movement, [bytes.fromhex(made.data["id"])])[0]
    assert (row["class_before"], row["status_before"], row["out_school"]) == ("三（1）班", "在读", POINT)
    assert (row["stand"], row["due_on"], row["late"]) == ("等转入学校", "2026-11-18", "2")
    history.undo(center)
    assert (pupil(center, child)["status"], pupil(center, child)["class_id"]) == ("01", room)
    assert tables.ids(center, Movement) == []
    assert checking.check(center).data["ok"]


def test_an_application_changes_nothing_until_it_takes_effect(offices: Offices) -> None:
    center = offices.center
    child = offices.pupil(center, "田小禾")
    made = move(center, "31", child, place="郧阳区实验小学", asked_on="2026-11-17")
    assert pupil(center, child)["status"] == "01"
    application = bytes.fromhex(made.data["id"])
    done(movements.do(center, "31", child, {"happened_on": "2026-11-20"}, application=application))
    assert pupil(center, child)["status"] == "10"
    assert tables.ids(center, Movement) == [application]


def test_a_suspension_and_the_return_into_a_lower_grade(offices: Offices) -> None:
    center = offices.center
    offices.room(center)
    offices.room(center, entry_year=2025)
    child = offices.pupil(center, "田小禾")
    short = movements.do(center, "41", child, {"happened_on": "2026-09-07", "until": "2026-10-07"})
    assert "不满3个月" in short.data["warnings"]["until"]
    assert "证明" in short.data["warnings"]["proof"]
    assert pupil(center, child)["status"] == "02"
    [row] = tables.rows(center, Movement, tables.ids(center, Movement, where=[("stand", "休学期满未复学")]))
    assert row["name"] == "田小禾"
    move(center, "42", child, happened_on="2026-11-16", class_after="二（1）班")
    assert (pupil(center, child)["status"], pupil(center, child)["cohort"]) == ("01", 2025)
    assert tables.ids(center, Movement, where=[("stand", "休学中,休学期满未复学")]) == []


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        ("21", {"in_school": OTHER}, "休学期间"),
        ("31", {"place": "外镇小学"}, "休学期间"),
        ("41", {"until": "2027-03-01"}, "休学期间"),
        ("11", {"place": "外镇小学"}, "正在休学"),
    ],
)
def test_nobody_is_transferred_during_a_suspension(
    offices: Offices, kind: str, typed: dict[str, str], words: str
) -> None:
    child = offices.pupil(offices.center, "田小禾", status="02")
    with pytest.raises(Trouble, match=words):
        movements.do(offices.center, kind, child, {"happened_on": "2026-11-09", **typed})


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        ("64", {}, "义务教育阶段不得退学"),
        ("42", {}, "没有休学"),
        ("11", {"place": "外镇小学"}, "本来就在校"),
        ("21", {"in_school": POINT}, "就是现在的学校"),
        ("54", {}, "没有写要改成什么"),
        ("31", {"place": "外镇小学", "happened_on": "2026-12-01"}, "还没有到"),
    ],
)
def test_what_cannot_be_done_says_why_and_what_to_do_instead(
    offices: Offices, kind: str, typed: dict[str, str], words: str
) -> None:
    child = offices.pupil(offices.center, "田小禾")
    with pytest.raises(Trouble, match=words) as refused:
        movements.do(offices.center, kind, child, {"happened_on": "2026-11-09", **typed})
    assert refused.value.advice
    assert tables.ids(offices.center, Movement) == []


def test_who_is_gone_cannot_leave_again_and_no_movement_comes_before_the_last(offices: Offices) -> None:
    child = offices.pupil(offices.center, "田小禾")
    move(offices.center, "31", child, happened_on="2026-11-09", place="外镇小学")
    with pytest.raises(Trouble, match="已经不在校"):
        movements.do(offices.center, "41", child, {"happened_on": "2026-11-10", "until": "2027-03-01"})
    with pytest.raises(Trouble, match="不能更早"):
        movements.do(offices.center, "43", child, {"happened_on": "2026-11-08"})
    move(offices.center, "43", child, happened_on="2026-11-16")
    assert pupil(offices.center, child)["status"] == "01"


def test_repeating_and_skipping_move_the_year_of_entry_by_one(offices: Offices) -> None:
    center = offices.center
    offices.room(center, entry_year=2025)
    child = offices.pupil(center, "田小禾")
    asked = movements.do(
        center, "51", child, {"happened_on": "2026-09-01", "applicant": "学校", "class_after": "二（1）班"}
    )
    assert "不得责令" in asked.data["warnings"]["applicant"]
    assert (pupil(center, child)["cohort"], tables.rows(center, Student, [child])[0]["class"]) == (2025, "二（1）班")
    move(center, "52", child, happened_on="2026-09-02")
    assert (pupil(center, child)["cohort"], pupil(center, child)["class_id"]) == (2024, None)
    with pytest.raises(Trouble, match="不是四年级"):
        movements.do(center, "52", child, {"happened_on": "2026-09-03", "class_after": "二（1）班"})


def test_another_class_is_of_the_same_grade(offices: Offices) -> None:
    center = offices.center
    for number, year in ((1, 2024), (2, 2024), (1, 2025)):
        offices.room(center, number=number, entry_year=year)
    child = offices.pupil(center, "田小禾")
    move(center, "53", child, happened_on="2026-11-02", class_after="三（2）班")
    assert tables.rows(center, Student, [child])[0]["class"] == "三（2）班"
    with pytest.raises(Trouble, match="另一个年级"):
        movements.do(center, "53", child, {"happened_on": "2026-11-03", "class_after": "二（1）班"})
    missing = movements.do(center, "53", child, {"happened_on": "2026-11-03"})
    assert missing.data["problems"] == {"class_after": "没有填编入班级。"}


def test_a_corrected_fact_keeps_the_old_one_beside_the_new(offices: Offices) -> None:
    center = offices.center
    child = offices.pupil(center, "田小禾", sex="1", id_number=NUMBER)
    made = move(center, "54", child, happened_on="2026-11-02", new_name="田小荷", new_sex="女", proof="户口簿")
    assert (pupil(center, child)["name"], pupil(center, child)["sex"]) == ("田小荷", "2")
    row = tables.rows(center, Movement, [bytes.fromhex(made.data["id"])])[0]
    assert (row["old_name"], row["new_name"], row["old_sex"], row["new_sex"]) == ("田小禾", "田小荷", "男", "女")
    history.undo(center)
    assert pupil(center, child)["name"] == "田小禾"


def test_an_arrival_is_a_new_pupil_in_a_class(offices: Offices) -> None:
    center = offices.center
    offices.room(center, school_id=center.school_id)
    came = {"name": "向晚晴", "id_number": NUMBER, "member1_name": "向大山"}
    typed = {
        "happened_on": "2026-11-09",
        "place": "茅箭区第一小学",
        "class_after": "三（1）班",
        "asked_on": "2026-11-09",
    }
    made = done(movements.do(center, "12", None, typed, came))
    child = tables.rows(center, Student, [bytes.fromhex(made.data["student"])], show_private=True)[0]
    assert (child["name"], child["sex"], child["class"], child["grade"]) == ("向晚晴", "女", "三（1）班", "三年级")
    assert child["school"] == CENTER
    lacking = movements.do(center, "12", None, {"happened_on": "2026-11-09"}, {"name": "无名"})
    assert lacking.data["problems"] == {"place": "没有填镇外学校。"}
    history.undo(center)
    assert tables.ids(center, Student) == []


def test_who_comes_back_from_outside_is_known_by_the_id_number(offices: Offices) -> None:
    center = offices.center
    child = offices.pupil(center, "向晚晴", id_number=NUMBER)
    move(center, "31", child, happened_on="2026-09-07", place="外镇小学")
    form = MovementForm(center, "11")
    form.type_pupil("name", "向晚晴")
    form.type_pupil("phone", "13972600018")
    form.type_pupil("id_number", NUMBER)
    assert "认出来了" in form.recognised
    for name, text in {"happened_on": "2026-11-09", "place": "外镇小学"}.items():
        form.type(name, text)
    made = movements.save(form)
    assert made.data["student"] == child.hex()
    assert (pupil(center, child)["status"], pupil(center, child)["school_id"]) == ("01", center.school_id)
    assert pupil(center, child)["phone"] == "13972600018"
    again = movements.do(
        center, "11", None, {"happened_on": "2026-11-16", "place": "外"}, {"name": "向", "id_number": NUMBER}
    )
    assert "在读" in again.data["problems"]["id_number"]


def test_before_it_is_done_one_sees_what_will_follow(offices: Offices) -> None:
    center = offices.center
    offices.room(center, school_id=offices.other_id)
    child = offices.pupil(center, "田小禾", class_id=offices.room(center))
    move(center, "53", child, happened_on="2026-09-07", class_after="三（1）班")
    form = MovementForm(center, "21", child)
    form.type("in_school", OTHER)
    form.type("class_after", "三（1）班")
    assert consequences(form) == [("班级", "三（1）班", "三（1）班"), ("学校", POINT, OTHER)]
    assert along(form) == [("学籍异动", 1)]


# -- two machines and a stick ---------------------------------------------------------------------------------


def test_a_child_the_center_moves_leaves_the_old_school_a_readable_row(offices: Offices) -> None:
    child = offices.pupil(offices.point, "田小禾")
    offices.carry()
    made = move(offices.center, "21", child, happened_on="2026-11-09", in_school=CENTER, reason="随父母进镇")
    offices.carry()
    for office in (offices.center, offices.point):
        [row] = tables.rows(office, Movement, [bytes.fromhex(made.data["id"])])
        assert (row["name"], row["out_school"], row["in_school"], row["reason"]) == (
            "田小禾",
            POINT,
            CENTER,
            "随父母进镇",
        )
        assert row["school"] == CENTER
        assert tables.rows(office, Student, [child])[0]["school"] == CENTER
        assert checking.check(office).data["ok"]
    with pytest.raises(NotOurs):
        rows.change(offices.point, Movement, bytes.fromhex(made.data["id"]), {"remark": "改"})


def test_a_school_sends_its_own_child_away_and_all_of_it_is_taken(offices: Offices) -> None:
    point = offices.point
    child = offices.pupil(point, "田小禾", class_id=offices.room(point))
    move(point, "53", child, happened_on="2026-09-07", class_after="三（1）班")
    offices.carry()
    made = move(point, "21", child, happened_on="2026-11-09", in_school=CENTER)
    handing.handoff(point, offices.stick)
    parcels = handing.merge(offices.center, [offices.stick]).data["parcels"]
    assert {p["account"]["total"]["quarantined"] for p in parcels if p["account"]} == {0}
    center = offices.center
    assert (pupil(center, child)["school_id"], pupil(center, child)["class_id"]) == (center.school_id, None)
    assert {row["school"] for row in tables.rows(center, Movement, tables.ids(center, Movement))} == {CENTER}
    assert bytes.fromhex(made.data["id"]) in tables.ids(point, Movement)
    assert checking.check(center).data["ok"]


def test_a_school_may_not_fetch_a_child_nor_write_anothers(offices: Offices) -> None:
    child = offices.pupil(offices.center, "田小禾", school_id=offices.other_id)
    with offices.point.look() as connection:
        assert connection.exec_driver_sql("SELECT 1 FROM students WHERE id = ?", (child,)).first() is None
    mine = offices.pupil(offices.point, "田小苗")
    offices.carry()
    move(offices.center, "21", mine, happened_on="2026-11-09", in_school=OTHER)
    offices.carry()
    with pytest.raises(NotOurs):
        movements.do(offices.point, "21", mine, {"happened_on": "2026-11-10", "in_school": POINT})


# -- many at once ---------------------------------------------------------------------------------------------


def test_a_whole_grade_graduates_within_one_piece_of_work(offices: Offices) -> None:
    center = offices.center
    junior = offices.add(center, School(name="青石初级中学", kind="junior"))
    room = offices.add(center, SchoolClass(school_id=junior, stage="2", entry_year=2027, number=1))
    children = [offices.pupil(center, name, cohort=2021) for name in ("田小禾", "田小苗", "田小穗")]
    before = tables.table(center, Student).rows
    with center.change("升学年") as work:
        movements.many(work, "22", children[:2], "2027-08-31", rooms={children[0]: room}, in_school_id=junior)
        movements.many(work, "61", children[2:], "2027-08-31")
    lines = {row["name"]: row for row in tables.rows(center, Student, children)}
    assert [lines[n]["status"] for n in ("田小禾", "田小苗", "田小穗")] == ["在读", "在读", "毕业"]
    assert (lines["田小禾"]["class"], lines["田小苗"]["class"]) == ("2027级初中（1）班", "")
    assert {(pupil(center, c)["stage"], pupil(center, c)["cohort"]) for c in children[:2]} == {("2", 2027)}
    history.undo(center)
    assert tables.table(center, Student).rows == before
    assert tables.ids(center, Movement) == []


def test_the_roll_is_replayed_from_the_movements(offices: Offices) -> None:
    center = offices.center
    for name in ("田小禾", "田小苗", "田小穗"):
        offices.pupil(center, name)
    first, second = tables.ids(center, Student)[:2]
    move(center, "21", first, happened_on="2026-10-12", in_school=CENTER)
    move(center, "31", second, happened_on="2026-10-19", place="外镇小学")
    with center.look() as connection:
        lines = table(
            roll.flows(connection), TODAY.replace(month=10, day=1), TODAY.replace(month=10, day=31), lambda p: p.school
        )
        assert roll.differing(connection) == []
    point, middle = lines[offices.point_id], lines[center.school_id]
    assert (
        sum(point.start.values()),
        point.of(point.left, "21"),
        point.of(point.left, "31"),
        sum(point.end.values()),
    ) == (3, 1, 1, 1)
    assert (middle.of(middle.came, "21"), sum(middle.end.values())) == (1, 1)
    rows.change(center, Student, first, {"status": "转出"})
    with center.look() as connection:
        assert roll.differing(connection) == [first]
