"""Papers of staff leave: who was away with whose leave, who taught meanwhile, what the month comes to."""

from datetime import date

import pytest

from db.registers import StaffLeave, Substitution
from tests.desktop.reports.township import Township


@pytest.fixture
def away(township: Township) -> Township:
    absent = township.staff(township.center, name="陈𬀩", status="1")
    other = township.staff(township.center, name="赵㠇", status="1")
    words = {"school_id": township.center}
    leave = StaffLeave(
        staff_id=absent, kind="1", first_on=date(2026, 11, 9), last_on=date(2026, 11, 12), reason="腰椎间盘突出",
        recognised_by="学校工会", approved_post="3", approved_by="周国栋", **words,
    )  # fmt: skip
    township.add(leave)
    lesson = {"leave_id": leave.id, "substitute_id": other, "period": "第2节", "subject": "03", **words}
    township.add(*(Substitution(on=date(2026, 11, day), pay="15", **lesson) for day in (9, 10)))
    return township


def test_a_leave_stands_with_its_days_approval_and_no_reason_for_everybody(away: Township) -> None:
    printed, paper = away.print("staff-leaves", month="2026-11")
    assert printed.missing == ()
    assert paper.outside == []
    said = "".join(paper.text.split())
    assert all(word in said for word in ("陈𬀩", "病假", "11-0911-124", "学校工会认定", "中心学校周国栋", "假满未归"))
    assert "腰椎" not in said
    _, paper = away.print("staff-leaves", month="2026-11", show_private="yes", reason="核查")
    assert "腰椎间盘突出" in "".join(paper.text.split())


def test_lessons_for_others_are_listed_and_summed(away: Township) -> None:
    _, paper = away.print("substitutions", month="2026-11")
    assert "共2次，2节。" in paper.text
    assert "赵㠇 2 30" in paper.text.replace("\u3000", " ")


def test_the_month_has_days_due_worked_and_away(away: Township) -> None:
    _, paper = away.print("staff-attendance", month="2026-11")
    line = next(line for line in paper.lines if "陈𬀩" in line)
    assert line.split()[2:] == ["15", "11", "4"]
    assert "应出勤15天" in paper.text


def test_who_has_not_come_back_is_on_the_list_which_is_not_for_the_public(away: Township) -> None:
    _, paper = away.print("ghost-pay")
    assert "假满未归" in paper.text
    assert "内部资料" in paper.text
