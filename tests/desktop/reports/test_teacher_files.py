"""Papers of teachers' files: hours that lack, registrations that end, exchange, grades without a rank, visits."""

from datetime import date

import pytest

from db.registers import AnnualReview, Rotation, StaffVisit, Training
from tests.desktop.reports.township import Township


@pytest.fixture
def people(township: Township) -> list[bytes]:
    """Three teachers, one of them backbone and there for ten years; one who is retired."""
    words = {"status": "1", "kind": "1", "certificate": "2"}
    return [
        township.staff(
            township.center, name="陈𬀩", joined_in="2016-09", backbone="4", registered_on=date(2020, 6, 1), **words
        ),
        township.staff(township.center, name="赵㠇", joined_in="2025-09", registered_on=date(2022, 3, 1), **words),
        township.staff(township.center, name="文彧", status="1", kind="1"),
        township.staff(township.center, name="何老", status="6"),
    ]  # fmt: skip


def test_hours_of_the_cycle_year_by_year_and_what_lacks(township: Township, people: list[bytes]) -> None:
    words = {"school_id": township.center, "staff_id": people[0], "name": "国培"}
    township.add(
        Training(last_on=date(2026, 7, 1), hours="80", **words), Training(last_on=date(2025, 7, 1), hours="90", **words)
    )
    printed, paper = township.print("training-hours")
    assert printed.missing == ()
    line = next(line for line in paper.lines if "陈𬀩" in line)
    assert line.split()[2:] == ["80", "80", "280"]
    assert "达到的1人" in paper.text
    assert "何老" not in paper.text


def test_registrations_that_need_doing_stand_first(township: Township, people: list[bytes]) -> None:
    _, paper = township.print("registrations")
    names = [name for line in paper.lines for name in ("陈𬀩", "赵㠇", "文彧") if name in line]
    assert names == ["陈𬀩", "赵㠇", "文彧"], "run out, about to, and without a certificate"
    assert "2025-05-31" in paper.text
    assert "已到期1人" in "".join(paper.text.split())
    assert "持证率66.7%" in "".join(paper.text.split())


def test_exchange_is_held_against_the_national_shares(township: Township, people: list[bytes]) -> None:
    words = {"staff_id": people[0], "school_id": township.center, "from_id": township.center, "to_id": township.point}
    township.add(Rotation(year=2026, backbone=True, **words))
    _, paper = township.print("teacher-exchange")
    said = "".join(paper.text.split())
    assert "交流占符合条件的100.0%（要求不低于10%，达到）" in said
    assert "骨干占交流的100.0%（要求不低于20%，达到）" in said
    assert "黑沟教学点" in said


def test_grades_are_counted_by_school_and_nobody_is_ranked(township: Township, people: list[bytes]) -> None:
    grades = zip(people[:3], "122", strict=True)
    township.add(
        *(AnnualReview(staff_id=who, school_id=township.center, year=2025, grade=grade) for who, grade in grades)
    )
    _, paper = township.print("annual-reviews", year="2025")
    line = next(line for line in paper.lines if line.startswith("合计"))
    assert line.split()[1:] == ["3", "1", "2", "33.3%"]
    assert "内部资料" in paper.text
    assert "陈𬀩" not in paper.text
    _, paper = township.print("annual-reviews", year="2025", names="yes")
    assert "优秀（1人）：陈𬀩。" in paper.text


def test_retired_people_nobody_visited_are_named(township: Township, people: list[bytes]) -> None:
    township.add(StaffVisit(staff_id=people[3], school_id=township.center, on=date(2026, 10, 18), occasion="1"))
    _, paper = township.print("staff-visits")
    assert "重阳节走访1人；春节走访0人，没有走访：何老。" in "".join(paper.text.split())
