"""The workbench: what is late stands first, each line knows its place, a center sees who has not done what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from db.registers import Hazard, Holiday
from db.registers.office import Shipped
from desktop.ui.places import places
from desktop.work import deadlines, duties, rectification, rows, today
from tests.desktop.work.offices import TODAY, Offices

PLACES = {place.name for place in places()}


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = Offices(tmp_path)
    with made.center.change("从十一月算起") as change:
        change.add(Shipped(name="duties", version=1, taken_on=date(2026, 11, 2)))
    made.carry()
    yield made
    made.close()


def hazard(offices: Offices, what: str, days_ago: int, level: str = "1", due_in: int = 5) -> bytes:
    made = Hazard(what=what, school_id=offices.point_id, found_on=TODAY - timedelta(days=days_ago), level=level)
    row = bytes.fromhex(rectification.enter(offices.point, made).data["id"])
    rectification.notify(offices.point, Hazard, row, TODAY + timedelta(days=due_in), on=made.found_on)
    return row


def test_the_week_of_the_term_and_its_holidays(offices: Offices) -> None:
    rows.add(offices.center, Holiday, {"on": "2026-10-01", "name": "国庆节"})
    bench = today.bench(offices.center)
    assert (bench.day, bench.week) == ("11月20日 星期五", "第 12 周，离期末还有 9 周")
    assert bench.term == "2026—2027学年度第一学期"
    assert (bench.names[1], bench.names[5], bench.names[2], bench.this_week) == ("9月", "国庆节", "", 12)


def test_what_is_late_what_is_due_and_what_comes_each_with_its_place(offices: Offices) -> None:
    late, soon = hazard(offices, "插座松动", 31, due_in=-16), hazard(offices, "井盖破损", 2, due_in=2)
    hazard(offices, "围墙裂缝", 1, level="2", due_in=30)
    bench = today.bench(offices.point)
    lines = {item.row: item for item in [*bench.overdue, *bench.today, *bench.coming] if item.row}
    assert set(lines) == {late, soon}
    assert (lines[late].title, lines[late].when, lines[late].place) == ("隐患整改：插座松动", "逾期16天", "hazards")
    assert lines[late] in bench.overdue
    assert lines[soon] in bench.coming
    missed = next(item for item in bench.overdue if item.title == "班级点名")
    assert (missed.note, missed.tone) == ("14 次没做，最早 11-02　班主任", "red")
    assert {item.place for item in [*bench.overdue, *bench.today, *bench.coming]} <= PLACES
    assert bench.ages == [("7 天以内", 2, ""), ("8—15 天", 0, ""), ("16—30 天", 0, "amber"), ("30 天以上", 1, "red")]
    assert bench.majors == 1
    assert (bench.center, bench.schools) == (False, [])


def test_a_duty_that_is_done_leaves_the_list(offices: Offices) -> None:
    point = offices.point
    friday = [item.title for item in today.bench(point).today]
    assert "隐患周汇总与研判" in friday
    duties.tick(point, duties.duty_called(point, "隐患周汇总与研判"), None, TODAY)
    assert "隐患周汇总与研判" not in [item.title for item in today.bench(point).today]


def test_a_center_sees_each_school_with_what_it_has_not_done(offices: Offices) -> None:
    bench = today.bench(offices.center)
    assert bench.center
    told = {school.name: school.said for school in bench.schools}
    assert set(told) == {"黑沟教学点", "石门小学"}
    assert "件未做" in told["黑沟教学点"]
    assert told["石门小学"].startswith("还没有加入")


def test_every_kind_of_deadline_names_a_day_of_its_register_and_a_place() -> None:
    from db.registers import BY_NAME

    for kind in deadlines.DEADLINES:
        register = BY_NAME[kind.register]
        assert register.fields()[kind.field].kind == "day"
        assert all(register.field(name) is not None for name, _ in kind.where)
        assert (kind.place or kind.register) in PLACES
