"""Dropout cases and care files as rows: what they know of the child, what state they are in, with whom they move."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.registers import CareContact, CareFile, Child, DropoutCase, DropoutReport, HomeVisit, School, Student
from db.registers.dropouts import steps_done
from db.rules import dropouts
from desktop.work import rows, tables
from desktop.work.frozen import Frozen
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from tests.desktop import founding

TODAY = date(2026, 11, 20)
POINT = "黑沟教学点"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = founding.found(tmp_path / "台账.xiangxiao", "青石镇中心学校", "center", "", "王秀兰", TODAY)
    rows.add(opened, School, {"name": POINT, "kind": "教学点"})
    person = {"name": "李强", "sex": "男", "born_on": "2015-12-09"}
    known = {"member1_name": "李大山", "member1_phone": "13812345678", "left_behind": "双方外出"}
    rows.add(opened, Student, person | known)
    yield opened
    opened.workspace.changed = False
    opened.close()


def saved(outcome: Outcome) -> bytes:
    assert not outcome.data.get("problems"), outcome.data
    return bytes.fromhex(outcome.data["id"])


def line(office: Office, register: Any, row: bytes) -> dict[str, Any]:
    return tables.rows(office, register, [row], show_private=True)[0]


def case(office: Office, **typed: str) -> bytes:
    return saved(rows.add(office, DropoutCase, {"student": "李强", "left_on": "2026-11-16", **typed}))


def test_a_case_takes_what_the_roster_knows_and_says_what_comes_next(office: Office) -> None:
    row = line(office, DropoutCase, case(office))
    assert (row["name"], row["guardian"], row["guardian_phone"]) == ("李强", "李大山", "13812345678")
    assert (row["state"], row["next_step"], row["due_on"], row["late"]) == ("待核查", "电话联系", "2026-11-16", "4")


def test_a_visit_counts_as_the_first_and_is_bound_to_the_case(office: Office) -> None:
    key = case(office)
    title = office.titles("dropout_cases")[key]
    saved(rows.add(office, HomeVisit, {"case": title, "on": "2026-11-16", "way": "上门", "visitors": "赵老师"}))
    visit = tables.table(office, HomeVisit).rows[0]
    assert (visit["name"], visit["student"], visit["purpose"]) == ("李强", "李强", "控辍劝返")
    row = line(office, DropoutCase, key)
    assert (row["visits"], row["first_visit"], row["state"]) == ("1", "2026-11-16", "劝返中")
    assert row["next_step"] == "报教导处"


def test_a_letter_sets_the_day_of_return_and_a_return_closes_the_case(office: Office) -> None:
    key = case(office)
    rows.change(office, DropoutCase, key, {"letter_on": "2026-11-18"})
    assert line(office, DropoutCase, key)["return_by"] == "2026-11-25"
    rows.change(office, DropoutCase, key, {"back_on": "2026-11-20"})
    row = line(office, DropoutCase, key)
    assert (row["state"], row["placement"], row["settled_on"], row["next_step"]) == (
        "已返校",
        "原班就读",
        "2026-11-20",
        "",
    )


def test_a_case_and_its_visit_go_with_the_pupil_to_another_school(office: Office) -> None:
    key = case(office)
    saved(rows.add(office, HomeVisit, {"case": "李强", "on": "2026-11-16"}))
    rows.change(office, Student, tables.ids(office, Student)[0], {"school": POINT})
    assert line(office, DropoutCase, key)["school"] == POINT
    assert tables.table(office, HomeVisit).rows[0]["school"] == POINT


def test_a_child_no_roster_knows_is_of_the_school_responsible_for_its_village(office: Office) -> None:
    saved(rows.add(office, Child, {"name": "马小山", "school": POINT, "householder": "马老汉"}))
    key = saved(rows.add(office, DropoutCase, {"child": "马小山", "left_on": "2026-09-01", "kind": "辍学"}))
    row = line(office, DropoutCase, key)
    assert (row["name"], row["guardian"], row["school"]) == ("马小山", "马老汉", POINT)
    saved(rows.add(office, HomeVisit, {"case": "马小山", "on": "2026-09-02"}))
    assert tables.table(office, HomeVisit).rows[0]["school"] == POINT


def test_two_open_cases_of_one_child_are_found(office: Office) -> None:
    case(office)
    case(office, left_on="2026-11-17")
    with office.look() as connection:
        from db import query

        ids = query.ids(connection, DropoutCase, query.Question(), office.context)
        found = DropoutCase.checks(query.values(connection, DropoutCase, ids, office.context), office.context)
    assert len(found) == 2
    assert "2 个没有结案" in found[0].sentence


STEPS = ("called_on", "dean_on", "report_on", "letter_on", "township_on", "court_on", "back_on")
step_days = st.sampled_from(["", "2026-11-17"])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    steps=st.fixed_dictionaries(dict.fromkeys(STEPS, step_days)),
    placement=st.sampled_from(["", "送教上门", "核实不属辍学"]),
)
def test_the_file_and_the_rule_agree_on_the_state(office: Office, steps: dict[str, str], placement: str) -> None:
    key = case(office, placement=placement, **steps)
    with office.look() as connection:
        from db import query

        values = query.values(connection, DropoutCase, [key], office.context)[0]
    said = dropouts.state(steps_done(values), back=bool(values["back_on"]), placement=values["placement"])
    assert values["state"] == said


# -- the monthly report ---------------------------------------------------------------------------------------


def test_a_closed_month_stays_until_it_is_opened_again(office: Office) -> None:
    key = saved(rows.add(office, DropoutReport, {"month": "2026-10", "at_start": "300", "closed_on": "2026-11-02"}))
    rows.change(office, DropoutReport, key, {"remark": "本月无新增"})
    with pytest.raises(Frozen, match="已经关账") as told:
        rows.change(office, DropoutReport, key, {"at_start": "301"})
    assert "清空关账日期" in told.value.advice
    rows.change(office, DropoutReport, key, {"closed_on": ""})
    rows.change(office, DropoutReport, key, {"at_start": "301"})
    assert line(office, DropoutReport, key)["at_start"] == "301"


# -- care -----------------------------------------------------------------------------------------------------


def test_a_care_file_begins_with_what_the_roster_knows(office: Office) -> None:
    outcome = rows.add(office, CareFile, {"student": "李强"})
    row = line(office, CareFile, saved(outcome))
    assert (row["left_behind"], row["guardian"], row["opened_on"]) == ("双方外出", "李大山", "2026-11-20")
    assert "委托监护书" in outcome.data["warnings"]["entrusted"]


def test_the_next_contact_is_a_rhythm_after_the_last_and_late_when_it_passed(office: Office) -> None:
    key = saved(rows.add(office, CareFile, {"student": "李强", "opened_on": "2026-10-01", "rhythm": "每周"}))
    row = line(office, CareFile, key)
    assert (row["last_on"], row["due_on"], row["overdue"]) == ("", "2026-10-08", "是")
    saved(rows.add(office, CareContact, {"care": "李强", "on": "2026-11-18", "kind": "亲情电话", "content": "想妈妈"}))
    row = line(office, CareFile, key)
    assert (row["last_on"], row["due_on"], row["overdue"]) == ("2026-11-18", "2026-11-25", "否")
    saved(rows.add(office, HomeVisit, {"student": "李强", "on": "2026-11-19"}))
    assert line(office, CareFile, key)["last_on"] == "2026-11-19", "a visit is a contact, and finds the file by itself"
    rows.change(office, CareFile, key, {"closed_on": "2026-11-20"})
    assert line(office, CareFile, key)["due_on"] == ""


def test_what_was_said_is_masked_and_the_file_is_found_by_the_childs_name(office: Office) -> None:
    saved(rows.add(office, CareFile, {"student": "李强"}))
    saved(rows.add(office, CareContact, {"care": "李强", "on": "2026-11-18", "content": "想妈妈了"}))
    shown = tables.rows(office, CareContact, tables.ids(office, CareContact, "lq"))
    assert [row["content"] for row in shown] == ["想***"]
    assert tables.ids(office, CareFile, "liqiang")


def test_one_child_has_one_file_whoever_writes_it(office: Office) -> None:
    saved(rows.add(office, CareFile, {"student": "李强"}))
    again = rows.add(office, CareFile, {"student": "李强"})
    assert "已经有这一条" in again.data["problems"]["student"]
