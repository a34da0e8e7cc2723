"""Leave of staff: days, who must approve, back at work, figures of the month, and who is on the list."""

from datetime import date

import pytest

from db.errors import Trouble
from db.registers import Staff, StaffLeave, Substitution
from desktop.work import leave, rows, tables
from desktop.work.forms import Form
from desktop.work.office import Office

ASKED = {"staff": "陈大勇", "kind": "事假", "first_on": "2026-11-09", "last_on": "2026-11-12"}


@pytest.fixture
def staff(office: Office) -> Office:
    for name, status in (("陈大勇", "在岗"), ("赵诗", "在岗"), ("李强", "借出"), ("王老", "退休")):
        rows.add(office, Staff, {"name": name, "status": status})
    return office


def problems(office: Office, **typed: str) -> dict[str, str]:
    form = Form.blank(office, StaffLeave)
    for name, text in (ASKED | typed).items():
        form.type(name, text)
    return {name: problem.sentence for name, problem in form.problems.items()}


def test_the_form_says_who_must_approve_so_many_days(staff: Office) -> None:
    assert problems(staff)["approved_post"] == "还没有写谁批的；4 天要中心学校批。"
    assert problems(staff, approved_post="校长")["approved_post"] == "4 天要中心学校批。"
    assert "approved_post" not in problems(staff, approved_post="中心学校")
    assert "approved_post" not in problems(staff, last_on="2026-11-09", ends="上午", approved_post="教导处")


def test_a_sick_teacher_needs_hospital_papers_or_the_units_recognition(staff: Office) -> None:
    assert "责任单位认定" in problems(staff, kind="病假", papers="没有")["papers"]
    assert "papers" not in problems(staff, kind="病假", papers="医院证明")
    assert "papers" not in problems(staff, kind="病假", recognised_by="学校工会")


def test_figures_of_a_month_count_leave_by_kind_and_lessons_for_others(staff: Office) -> None:
    made = rows.add(staff, StaffLeave, ASKED)
    rows.add(staff, StaffLeave, ASKED | {"kind": "培训", "first_on": "2026-11-16", "last_on": "2026-11-16"})
    taught = {"leave": made.data["id"], "on": "2026-11-10", "substitute": "赵诗", "hours": "2", "pay": "30"}
    rows.add(staff, Substitution, taught | {"leave": "陈大勇 事假 2026-11-09"})
    people = {one.name: one for one in leave.people(staff, date(2026, 11, 1), date(2026, 11, 30))}
    assert set(people) == {"陈大勇", "赵诗", "李强"}
    away = people["陈大勇"]
    assert (away.due, away.missed, away.worked) == (15, 4, 11)
    assert {kind: str(count) for kind, count in away.away.items()} == {"2": "4", "9": "1"}
    assert (str(people["赵诗"].hours), str(people["赵诗"].pay)) == ("2", "30")


def test_who_is_back_is_booked_once_and_leaves_the_list(staff: Office) -> None:
    key = bytes.fromhex(rows.add(staff, StaffLeave, ASKED).data["id"])
    assert {one.name: one.why.value for one in leave.listed(staff)} == {"陈大勇": "假满未归", "李强": "不在岗又无假"}
    assert tables.rows(staff, StaffLeave, [key])[0]["state"] == "假满未归"
    assert leave.returned(staff, [key]).sentence == "已销假 1 人。"
    assert tables.rows(staff, StaffLeave, [key])[0]["state"] == "已销假"
    assert [one.name for one in leave.listed(staff)] == ["李强"]
    with pytest.raises(Trouble, match="已经销过假了"):
        leave.returned(staff, [key])


def test_a_substitute_is_somebody_else_on_a_day_of_the_leave(staff: Office) -> None:
    rows.add(staff, StaffLeave, ASKED)
    made = rows.add(
        staff, Substitution, {"leave": "陈大勇 事假 2026-11-09", "on": "2026-11-20", "substitute": "陈大勇"}
    )
    assert made.data["warnings"] == {"substitute": "代课的就是请假的人。", "on": "这一天不在请假的日期里。"}


def test_the_list_needs_a_person(staff: Office) -> None:
    outcome = leave.ghost_pay(staff)
    assert outcome.attention
    assert outcome.data["staff"][0]["because"] == "不在岗又无假"
    assert leave.month(staff, "2026-11").data["staff"][0]["due"] == 15
