"""A month of safety work on paper: each figure counted by hand, what a school does not have left out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from db import safety_operations
from db.errors import PaperTrouble
from db.register import Register
from db.registers import (
    Bus,
    BusRun,
    DormitoryCheck,
    Drill,
    DutyShift,
    Facility,
    FoodSample,
    HeadMeal,
    Holiday,
    MealMonth,
    Meeting,
    SafetyAgreement,
    SafetyLesson,
    Visitor,
    Water,
)
from db.rules.safety_operations import of_month
from tests.desktop.reports.township import CENTER, POINT, Township

DAYS = [2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 17, 18, 19, 20]
"""School days of November up to the 20th; the 16th is off."""


def on(day: int, month: int = 11) -> date:
    return date(2026, month, day)


@pytest.fixture
def month(township: Township) -> Township:
    """The center keeps its books; at the point nobody wrote anything, and it has no canteen, dormitory or bus."""
    mine: dict[str, Any] = {"school_id": township.center}
    bus = township.add(Bus(plate="青A0001", **mine))
    made: list[Register] = [
        Holiday(on=on(16), name="校庆"),
        *(Drill(on=day, kind="1", **mine) for day in (on(3), on(18), on(20, 10))),
        *(SafetyLesson(on=on(day), subject=said, **mine) for day, said in ((2, "一"), (2, "二"), (9, "一"), (10, ""))),
        Meeting(on=on(6), kind="1", topic="十一月例会", **mine),
        *(DutyShift(on=on(day), kind="1", name="杨晓梅", **mine) for day in DAYS if day not in (4, 12)),
        DutyShift(on=on(4), kind="2", name="陈大勇", **mine),
        *(Visitor(on=on(5), name=name, confirmed=said, **mine)
          for name, said in (("甲", True), ("乙", False), ("丙", None))),
        *(FoodSample(on=on(day), meal="2", name=dish, **mine)
          for day, dish in ((2, "土豆丝"), (2, "米饭"), (3, "面条"))),
        *(HeadMeal(on=on(2), meal="2", name=name, **mine) for name in ("杨晓梅", "陈大勇")),
        *(DormitoryCheck(on=on(day), room=room, **mine) for day, room in ((2, "101"), (2, "102"), (3, "101"))),
        *(BusRun(bus_id=bus, on=on(2), run=run, **mine) for run in ("1", "2")),
        *(SafetyAgreement(year=year, layer=layer, wanted=wanted, signed=signed, **mine)
          for year, layer, wanted, signed in ((2026, "2", 10, 9), (2026, "3", 5, 5), (2025, "2", 10, 0))),
        *(Water(name=name, sign=sign, **mine) for name, sign in (("水塘", True), ("河湾", False))),
        *(Facility(school_id=township.point, kind=kind, present=False) for kind in ("canteen", "dormitory", "bus")),
    ]  # fmt: skip
    township.add(*made)
    return township


def test_the_figures_are_those_one_counts_by_hand(month: Township) -> None:
    with month.source() as source:
        found = safety_operations.month(source.connection, source.context, [month.center, month.point], 2026, 11)
    mine, theirs = found[month.center], found[month.point]
    assert (mine.drills, mine.meetings, mine.lessons, mine.mondays) == (2, 1, 2, 2)
    assert list(mine.leaderless) == [on(4), on(12)]
    assert (mine.visitors, mine.unconfirmed) == (3, 2)
    assert (mine.meal_days, mine.sampled, mine.eaten, mine.nights, mine.runs) == (14, 2, 1, 2, 2)
    assert (mine.signed, mine.wanted, mine.waters, mine.unsigned) == (14, 15, 2, 1)
    assert (theirs.drills, theirs.lessons, theirs.mondays, len(theirs.leaderless)) == (0, 0, 2, 14)
    assert (theirs.meal_days, theirs.nights, theirs.runs, theirs.share) == (None, None, None, None)


def test_days_with_meals_are_those_a_school_has_reported(month: Township) -> None:
    month.add(MealMonth(school_id=month.center, month="2026-11", days=10, pupils=100))
    with month.source() as source:
        found = safety_operations.month(source.connection, source.context, [month.center], 2026, 11)
    assert found[month.center].meal_days == 10


def test_the_paper_names_every_school_and_sums_the_township(month: Township) -> None:
    printed, paper = month.print("safety-operations", month="2026-11")
    assert printed.pages == 1
    assert paper.outside == []
    text = paper.text.replace("\n", " ")
    assert "2026年11月安全工作统计表" in text
    center = text[text.index(f"1 {CENTER}") : text.index(f"2 {POINT}")].split()
    assert center == ["1", CENTER, "2", "1", "2/2", "4、12日", "3", "2", "2/14", "1/14", "2", "2", "93.3%", "2", "1"]
    point = text[text.index(f"2 {POINT}") : text.index("全镇合计")].split()
    assert point == ["2", POINT, "0", "0", "0/2", "天天没有", "0", "0", "—", "—", "—", "—", "—", "0", "0"]
    assert text[text.index("全镇合计") :].split()[1:14] == [
        "2", "1", "2/4", "16", "天", "3", "2", "2/14", "1/14", "2", "2", "93.3%", "2",
    ]  # fmt: skip


def test_a_month_that_cannot_be_read_is_asked_for_again(month: Township) -> None:
    with pytest.raises(PaperTrouble):
        month.print("safety-operations", month="十三月")


def test_a_month_without_a_school_day_wants_no_lesson_and_no_leader() -> None:
    counts = dict.fromkeys(safety_operations.COUNTS, 0)
    empty: dict[str, set[date]] = {name: set() for name in safety_operations.DAYS}
    found = of_month([], counts, empty, set())
    assert (found.mondays, list(found.leaderless), found.share) == (0, [], None)
