"""A school closes: everything goes to the successor, counted; its machine goes on; what is under way still comes in."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db import roll, succession
from db.errors import Trouble
from db.register import Register
from db.registers import REGISTERS, Child, Movement, School, SchoolClass, Staff, Student, Village
from db.rules.roll import table
from desktop.work import checking, closing, closing_plan, handing, history, movements, rows, sites, tables
from desktop.work.closing_plan import Closing
from desktop.work.office import Office
from tests.desktop.work.offices import CENTER, OTHER, POINT, TODAY, Offices

ON = date(2026, 11, 16)


@pytest.fixture
def offices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Offices]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    made = Offices(tmp_path)
    settle(made)
    yield made
    made.close()


def settle(offices: Offices) -> None:
    """The point: three pupils in two grades, one of them suspended, one long gone; a teacher, a village, a child."""
    center = offices.center
    third, fifth = offices.room(center), offices.room(center, entry_year=2022)
    offices.room(center, school_id=offices.other_id)
    offices.pupil(center, "田小禾", class_id=third)
    offices.pupil(center, "田小苗", class_id=fifth, cohort=2022)
    offices.pupil(center, "田小穗", class_id=third, status="02")
    offices.pupil(center, "田小麦", status="10")
    offices.add(center, Staff(name="刘运生", school_id=offices.point_id))
    village = offices.add(center, Village(name="黑沟村", responsible_id=offices.point_id))
    offices.add(center, Child(name="田小豆", school_id=offices.point_id, village_id=village))
    offices.carry()


def of(office: Office, register: type[Register], school: str) -> list[str]:
    found = tables.rows(office, register, tables.ids(office, register, where=[("school", school)]))
    return sorted(str(row[register.title_field]) for row in found)


def merged(offices: Offices, grades: tuple[int, ...] = ()) -> Any:
    return closing.close(offices.center, Closing(offices.point_id, offices.other_id, ON, grades)).data


def test_before_it_is_done_one_sees_what_goes_what_stays_and_which_class_is_renamed(offices: Offices) -> None:
    seen = closing_plan.plan(offices.center, Closing(offices.point_id, offices.other_id, ON))
    lines = {line.register.register_name(): (line.rows, line.goes) for line in seen.lines}
    assert lines == {"students": (4, True), "classes": (2, True), "staff": (1, True), "children": (1, True)}
    assert seen.pupils == [("三年级", 2), ("五年级", 1)]
    assert [(one.before, one.then) for one in seen.renamed] == [("三（1）班", "三（2）班")]
    assert seen.in_charge == [("包村", "黑沟村")]
    assert (seen.machines, seen.machine_goes_on) == (1, True)


def test_everything_goes_to_the_successor_and_comes_back_with_one_undo(offices: Offices) -> None:
    center = offices.center
    before = {r: tables.table(center, r, show_private=True).rows for r in REGISTERS}
    data = merged(offices)
    assert data["moved"] == {"students": 4, "classes": 2, "staff": 1, "children": 1}
    assert data["classes"] == {"三（1）班": "三（2）班"}
    for register in (Student, SchoolClass, Staff, Child, Movement):
        assert of(center, register, POINT) == []
    assert of(center, Student, OTHER) == ["田小禾", "田小穗", "田小苗", "田小麦"]
    assert of(center, SchoolClass, OTHER) == ["三（1）班", "三（2）班", "五（1）班"]
    pupils = {row["name"]: row for row in tables.table(center, Student).rows}
    assert [pupils[n]["class"] for n in ("田小禾", "田小苗", "田小穗")] == ["三（2）班", "五（1）班", "三（2）班"]
    assert (pupils["田小穗"]["status"], pupils["田小麦"]["status"]) == ("休学", "转学（转出）")
    assert tables.rows(center, Village, tables.ids(center, Village))[0]["responsible"] == OTHER
    closed = tables.rows(center, School, [offices.point_id])[0]
    assert (closed["closed_on"], closed["successor"]) == ("2026-11-16", OTHER)
    assert checking.check(center).data["ok"]
    history.undo(center)
    assert {r: tables.table(center, r, show_private=True).rows for r in REGISTERS} == before


def test_the_month_says_that_the_pupils_went_from_one_school_to_the_other(offices: Offices) -> None:
    merged(offices)
    with offices.center.look() as connection:
        lines = table(roll.flows(connection), date(2026, 11, 1), date(2026, 11, 30), lambda place: place.school)
        assert roll.differing(connection) == []
    old, new = lines[offices.point_id], lines[offices.other_id]
    assert (sum(old.start.values()), old.of(old.left, "23"), old.end) == (2, 2, {})
    assert (sum(new.start.values()), new.of(new.came, "23"), sum(new.end.values())) == (0, 2, 2)


def test_the_upper_grades_alone_move_and_the_school_stays_open(offices: Offices) -> None:
    center = offices.center
    data = merged(offices, (5, 6))
    assert data["pupils"] == 1
    assert of(center, Student, OTHER) == ["田小苗"]
    assert of(center, SchoolClass, OTHER) == ["三（1）班", "五（1）班"]
    assert of(center, Student, POINT) == ["田小禾", "田小穗", "田小麦"]
    assert tables.rows(center, School, [offices.point_id])[0]["closed_on"] == ""
    assert of(center, Staff, POINT) == ["刘运生"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda o: Closing(o.point_id, o.point_id, ON), "不能相同"),
        (lambda o: Closing(o.center.school_id, o.point_id, ON), "中心学校"),
        (lambda o: Closing(o.point_id, o.other_id, date(2026, 12, 1)), "还没有到"),
    ],
)
def test_what_cannot_be_closed_says_why(offices: Offices, change: Any, words: str) -> None:
    with pytest.raises(Trouble, match=words):
        closing.close(offices.center, change(offices))
    with pytest.raises(Trouble, match="只有中心学校"):
        closing.close(offices.point, Closing(offices.point_id, offices.other_id, ON))


def test_a_closed_school_takes_nobody_and_invites_no_machine(offices: Offices) -> None:
    merged(offices)
    child = offices.pupil(offices.center, "新来的", school_id=offices.center.school_id)
    with pytest.raises(Trouble, match="已经撤并"):
        movements.do(offices.center, "21", child, {"happened_on": "2026-11-18", "in_school": POINT})
    with pytest.raises(Trouble, match="已经撤并"):
        handing.invite(offices.center, POINT, offices.stick)
    with pytest.raises(Trouble, match="已经撤并"):
        closing.close(offices.center, Closing(offices.point_id, offices.other_id, ON))


# -- the closed school's machine ------------------------------------------------------------------------------


def test_the_machine_goes_on_as_the_successors_and_gets_all_of_it(offices: Offices) -> None:
    center, point = offices.center, offices.point
    offices.pupil(center, "石头", school_id=offices.other_id)  # of the successor, and never seen at the point
    offices.carry()
    merged(offices)
    handing.exchange(center, offices.stick)
    told = handing.exchange(point, offices.stick)
    assert f"这台电脑以后是{OTHER}的电脑" in told.sentence
    assert (point.school, point.school_id, point.bound) == (OTHER, offices.other_id, True)
    offices.carry()
    offices.carry()
    assert of(point, Student, OTHER) == ["田小禾", "田小穗", "田小苗", "田小麦", "石头"]
    assert checking.check(point).data["ok"]
    assert checking.check(center).data["ok"]
    stone = tables.ids(point, Student, "石头")[0]
    rows.change(point, Student, stone, {"talent": "画画"})
    fresh = rows.add(point, Student, {"name": "石小草"}).data["id"]
    offices.carry()
    assert tables.rows(center, Student, [stone])[0]["talent"] == "画画"
    assert tables.rows(center, Student, [bytes.fromhex(fresh)])[0]["school"] == OTHER
    assert [one["school"] for one in sites.sites(center).data["sites"] if not one["own"]] == [OTHER]
    assert checking.check(center).data["ok"]
    again = Office.open(point.path, "刘运生", TODAY)
    assert (again.school, again.notice) == (OTHER, "")
    again.close()


def test_work_under_way_when_the_school_closed_comes_in_and_goes_along(offices: Offices) -> None:
    center, point = offices.center, offices.point
    child = tables.ids(point, Student, "田小禾")[0]
    rows.change(point, Student, child, {"talent": "唱歌"})
    late = bytes.fromhex(rows.add(point, Student, {"name": "田小薯", "sex": "女"}).data["id"])
    handing.handoff(point, offices.stick)
    merged(offices)
    done = handing.exchange(center, offices.stick)
    assert f"{POINT}撤并以后又交来 1 条，已归入{OTHER}" in done.sentence
    accounts = [p["account"]["total"] for p in done.data["parcels"] if p["account"]]
    assert {account["quarantined"] for account in accounts} == {0}
    assert tables.rows(center, Student, [child])[0]["talent"] == "唱歌"
    assert tables.rows(center, Student, [late])[0]["school"] == OTHER
    assert tables.count(center, Movement, where=[("kind", "撤并划转")]) == 4
    offices.carry()
    offices.carry()
    assert checking.check(point).data["ok"]
    assert "田小薯" in of(point, Student, OTHER)


def test_a_village_schools_machine_never_becomes_a_centers(offices: Offices) -> None:
    center, point = offices.center, offices.point
    done = closing.close(center, Closing(offices.point_id, center.school_id or b"", ON))
    assert "停用" in done.advice
    offices.carry()
    assert (point.school, point.school_id) == (POINT, offices.point_id)
    with center.look() as connection:
        assert succession.heirs(connection) == {}
        assert succession.former(connection, center.school_id or b"") == [(POINT, "2026-11-16")]
    assert of(center, Student, CENTER) == ["田小禾", "田小穗", "田小苗", "田小麦"]
    assert checking.check(point).data["ok"]


def test_a_closing_taken_back_gives_the_machine_back(offices: Offices) -> None:
    center, point = offices.center, offices.point
    merged(offices)
    offices.carry()
    assert point.school == OTHER
    history.undo(center)
    offices.carry()
    assert (point.school, point.school_id) == (POINT, offices.point_id)
    offices.carry()
    assert of(point, Student, POINT) == ["田小禾", "田小穗", "田小苗", "田小麦"]
    assert checking.check(point).data["ok"]
