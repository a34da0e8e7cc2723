"""The year turns as one entry: nobody is missing, graduates are handed over, classes end, and all can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db.errors import Trouble
from db.register import Context
from db.registers import Handover, Movement, Promotion, SchoolClass, SchoolYear, Student, Term, YearTurn
from db.rules import roll
from desktop.work import checking, history, rows, tables, year_reading, year_turning
from desktop.work.office import Office
from tests.desktop.work.turning import (
    CENTER,
    JUNIOR,
    NURSERY,
    POINT,
    SUMMER,
    YEAR,
    add,
    of,
    on_roll,
    pupils,
    school,
    township,
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = township(tmp_path)
    yield opened
    opened.workspace.changed = False
    opened.close()


def everything(office: Office) -> dict[str, list[dict[str, object]]]:
    """All rows that a turn could touch, as a script lists them."""
    kinds = (Student, SchoolClass, Movement, Promotion, Handover, YearTurn, SchoolYear, Term)
    return {register.register_name(): tables.table(office, register).rows for register in kinds}


def state(office: Office, name: str) -> str:
    return next(one.state for one in year_reading.plan(office).schools if one.name == name)


def test_before_anything_is_written_the_plan_says_what_becomes_of_everybody(office: Office) -> None:
    before = everything(office)
    plan = year_turning.described(year_reading.plan(office))
    told = {one["school"]: one for one in plan["schools"]}
    assert told[CENTER] == {
        "school": CENTER, "state": "可以升", "before": 45, "promoted": 40, "repeated": 0, "skipped": 0,
        "handed_over": 5, "graduated": 0, "gone": 0, "entered": 0, "undecided": 0, "after": 40, "classes_closed": 1,
    }  # fmt: skip
    assert (told[JUNIOR]["graduated"], told[NURSERY]["graduated"], told[POINT]["promoted"]) == (6, 7, 9)
    assert everything(office) == before


def test_the_turn_is_one_entry_and_is_taken_back_as_one(office: Office) -> None:
    before = everything(office)
    outcome = year_turning.turn(office)
    assert "4 所学校，升前 67 人" in outcome.sentence
    assert everything(office) != before
    history.undo(office)
    assert everything(office) == before
    assert checking.check(office).data["findings"] == []


def without_keys(told: dict[str, list[dict[str, object]]], name: str) -> list[str]:
    """Rows in words only: a class that is made again has another key."""
    return sorted(str({k: v for k, v in row.items() if not k.endswith("id")}) for row in told[name])


def test_a_turn_that_was_taken_back_can_be_done_again(office: Office) -> None:
    year_turning.turn(office)
    done = everything(office)
    history.undo(office)
    year_turning.turn(office)
    for name in ("students", "promotions", "handovers", "year_turns"):
        assert without_keys(everything(office), name) == without_keys(done, name)


def test_grade_six_goes_to_the_junior_school_with_counts_that_both_sides_can_compare(office: Office) -> None:
    year_turning.turn(office)
    assert [row["status"] for row in of(office, JUNIOR, YEAR, "2")] == ["在读"] * 5
    assert all(row["class"] == "" and row["grade"] == "七年级" for row in of(office, JUNIOR, YEAR, "2"))
    (sent,) = tables.table(office, Handover).rows
    assert (sent["side"], sent["boys"], sent["girls"], sent["boarders"], sent["total"]) == ("送出", 3, 2, 2, 5)
    moved = tables.table(office, Movement, where=[("kind", "升入镇内初中")]).rows
    assert {(row["out_school"], row["in_school"], row["school"]) for row in moved} == {(CENTER, JUNIOR, JUNIOR)}
    assert len(moved) == 5


def test_start_and_movements_give_the_end_at_every_school(office: Office) -> None:
    from db import roll as known

    before = {name: on_roll(office, name) for name in (CENTER, POINT, JUNIOR, NURSERY)}
    year_turning.turn(office)
    with office.look() as connection:
        lines = roll.table(known.flows(connection), SUMMER, SUMMER, lambda place: place.school)
    for name, number in before.items():
        line = lines[school(office, name)]
        assert sum(line.start.values()) == number
        assert sum(line.end.values()) == on_roll(office, name)
    assert on_roll(office, JUNIOR) == 5


def test_classes_of_graduates_end_and_a_composite_class_keeps_its_grades(office: Office) -> None:
    year_turning.turn(office)
    titles = {row["title"]: row["closed_on"] for row in tables.table(office, SchoolClass).rows}
    assert titles["2021级小学（1）班"] == "2027-08-26"
    assert titles["一、二年级复式班"] == ""
    assert {row["class"] for row in of(office, POINT, 2026)} == {"一、二年级复式班"}
    assert {row["class"] for row in of(office, POINT, 2025)} == {"三（1）班"}
    assert {row["class"] for row in of(office, POINT, 2024)} == {"四（1）班"}


def test_a_composite_class_that_goes_up_takes_its_pupils_along(office: Office) -> None:
    room = tables.ids(office, SchoolClass, where=[("composite", "是")])[0]
    rows.change(office, SchoolClass, room, {"goes_up": "是"})
    year_turning.turn(office)
    assert tables.rows(office, SchoolClass, [room])[0]["title"] == "二、三年级复式班"
    assert {row["class"] for row in of(office, POINT, 2025) + of(office, POINT, 2026)} == {"二、三年级复式班"}


def test_who_repeats_or_skips_sits_with_the_other_grade(office: Office) -> None:
    slow, quick = of(office, CENTER, 2023)[0], of(office, CENTER, 2024)[0]
    for pupil, decision in ((slow, "留级"), (quick, "跳级")):
        typed = {"student": pupil["name"], "year": "2027", "decision": decision, "reason": "家长申请"}
        assert not rows.add(office, Promotion, typed).attention
    year_turning.turn(office)
    after = {row["id"]: row for row in tables.rows(office, Student, [slow["id"], quick["id"]])}
    assert (after[slow["id"]]["grade"], after[slow["id"]]["class"]) == ("四年级", "四（1）班")
    assert (after[quick["id"]]["grade"], after[quick["id"]]["class"]) == ("五年级", "五（1）班")
    kinds = sorted(row["kind"] for row in tables.table(office, Movement).rows)
    assert (kinds.count("留级"), kinds.count("跳级"), kinds.count("升入镇内初中")) == (1, 1, 5)
    assert tables.table(office, Promotion, where=[("decision", "留级")]).rows[0]["reason"] == "家长申请"


def test_a_school_where_somebody_is_undecided_waits_and_the_others_turn(office: Office) -> None:
    (unknown,) = pupils(office, POINT, None, 1)
    outcome = year_turning.turn(office)
    assert outcome.attention
    assert [one["name"] for one in outcome.data["undecided"]] == ["黑沟None0"]
    assert state(office, POINT) == "待定"
    assert state(office, CENTER) == "已升"
    rows.change(office, Student, unknown, {"stage": "小学", "cohort": "2026"})
    assert "1 所学校，升前 10 人" in year_turning.turn(office).sentence


def test_who_leaves_for_elsewhere_is_named_with_where(office: Office) -> None:
    away, gone = of(office, CENTER, 2021)[0], of(office, CENTER, 2025)[0]
    for pupil, decision, place in ((away, "毕业离校", "县第三中学"), (gone, "转出离校", "县第二小学")):
        typed = {"student": pupil["name"], "year": "2027", "decision": decision, "destination_name": place}
        rows.add(office, Promotion, typed)
    year_turning.turn(office)
    after = {row["id"]: row["status"] for row in tables.rows(office, Student, [away["id"], gone["id"]])}
    assert after == {away["id"]: "毕业", gone["id"]: "转学（转出）"}
    moved = {row["name"]: (row["kind"], row["place"]) for row in tables.table(office, Movement).rows}
    assert moved[away["name"]] == ("毕业", "县第三中学")
    assert moved[gone["name"]] == ("转出（省内）", "县第二小学")
    (turn,) = tables.table(office, YearTurn, where=[("school", CENTER)]).rows
    assert (turn["before"], turn["handed_over"], turn["graduated"], turn["gone"], turn["after"]) == (45, 4, 1, 1, 39)


def test_without_a_junior_school_grade_six_goes_where_the_office_has_said(office: Office, tmp_path: Path) -> None:
    from desktop.work import settings

    rows.change(office, type_of_school(), school(office, JUNIOR), {"kind": "完小"})
    assert state(office, CENTER) == "待定"
    settings.decide(office, "year.junior", "县第三中学")
    assert state(office, CENTER) == "可以升"
    year_turning.turn(office)
    listed = tables.table(office, Promotion, where=[("from_school", CENTER)]).rows
    assert {(row["destination"], row["destination_name"]) for row in listed} == {("初中", "县第三中学")}


def type_of_school() -> type:
    from db.registers import School

    return School


def test_turning_early_begins_the_school_year_on_that_day(office: Office) -> None:
    assert office.school_year == 2026
    year_turning.turn(office)
    assert office.school_year == 2027
    years = {row["year"]: (row["starts_on"], row["ends_on"]) for row in tables.table(office, SchoolYear).rows}
    assert years == {2027: ("2027-08-26", "2028-08-31"), 2026: ("2026-09-01", "2027-08-25")}
    assert len(tables.table(office, Term).rows) == 4


@pytest.mark.parametrize(("day", "word"), [(date(2027, 6, 30), "7月1日"), (date(2027, 3, 1), "7月1日")])
def test_before_summer_the_plan_is_shown_and_not_carried_out(office: Office, day: date, word: str) -> None:
    office.today = day
    assert year_reading.plan(office).year == 2027
    with pytest.raises(Trouble, match=word):
        year_turning.turn(office)


def test_a_year_that_has_been_turned_is_not_turned_twice(office: Office) -> None:
    year_turning.turn(office)
    with pytest.raises(Trouble, match="已经升过"):
        year_turning.turn(office)


def test_an_account_that_does_not_agree_keeps_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody drops a graduate on the way: the count at the end notices, and nothing is written."""
    from desktop.work import movements

    done = movements.many
    monkeypatch.setattr(
        movements, "many", lambda rows, kind, students, on, **words: done(rows, kind, students[1:], on, **words)
    )
    before = everything(office)
    with pytest.raises(Trouble, match="账不平"):
        year_turning.turn(office)
    assert everything(office) == before


def test_a_class_of_two_years_ago_whose_pupils_are_still_there_is_asked_about(office: Office) -> None:
    room = add(office, SchoolClass(school_id=office.school_id, entry_year=2019, number=1))
    pupils(office, CENTER, room, 2, stage="1", cohort=2019)
    (waiting,) = [one for one in year_reading.plan(office).schools if one.name == CENTER]
    assert [one.after.because for one in waiting.undecided] == ["小学早该毕业了，请定毕业、离校，或改正入学年。"] * 2


def test_context_and_titles_follow_the_new_year(office: Office) -> None:
    year_turning.turn(office)
    assert isinstance(office.context, Context)
    assert "六（1）班" in office.titles("classes").values()
    assert {row["grade"] for row in of(office, CENTER, 2022)} == {"六年级"}
