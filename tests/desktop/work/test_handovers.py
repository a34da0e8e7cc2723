"""小升初: both sides count, and what does not agree is said; a stick carries it between two machines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db.errors import Trouble
from db.registers import Promotion, School, SchoolClass, Student
from desktop.work import (
    handing,
    handovers,
    history,
    rows,
    tables,
    year_decisions,
    year_reading,
    year_return,
    year_turning,
)
from desktop.work.office import Office
from tests.desktop.work.turning import CENTER, JUNIOR, SUMMER, add, of, on_roll, pupils, school, township


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = township(tmp_path)
    yield opened
    opened.workspace.changed = False
    opened.close()


def received(office: Office, by: Office | None = None) -> tuple[str, str]:
    outcome = handovers.receive(by or office, school(office, CENTER), school(office, JUNIOR))
    return outcome.data["handovers"][0]["state"], outcome.sentence


def test_counts_that_agree_close_the_hand_over(office: Office) -> None:
    year_turning.turn(office)
    (waiting,) = handovers.handings(office)
    assert (waiting.state, waiting.arrived) == ("待接收", (3, 2, 2))
    assert received(office) == ("相符", f"{CENTER}来的 5 人已点：男 3，女 2，住校 2。与送出的相符。")


def test_a_child_that_does_not_come_is_a_difference_that_is_said(office: Office) -> None:
    year_turning.turn(office)
    gone = of(office, JUNIOR, 2027, "2")[0]
    rows.change(office, Student, gone["id"], {"status": "转出"})
    state, said = received(office)
    assert state == "不符"
    assert "送出的是男 3，女 2" in said
    rows.change(office, Student, gone["id"], {"status": "在读"})
    assert received(office)[0] == "相符"


def test_nobody_came_is_no_hand_over(office: Office) -> None:
    with pytest.raises(Trouble, match="没有从那所学校来"):
        received(office)


def test_a_junior_school_with_a_machine_of_its_own_counts_what_the_stick_brought(
    office: Office, tmp_path: Path
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    invited = handing.invite(office, JUNIOR, stick)
    handing.join(Path(invited.data["file"]), tmp_path / "初中.xiangxiao", "周国栋", SUMMER)
    junior = Office.open(tmp_path / "初中.xiangxiao", "周国栋", SUMMER)
    try:
        for place in (junior, office, junior):
            handing.exchange(place, stick)
        assert on_roll(junior, JUNIOR) == 6
        outcome = year_turning.turn(office)
        assert f"{JUNIOR}有自己的电脑" in outcome.advice
        for place in (office, junior):
            handing.exchange(place, stick)
        assert on_roll(junior, JUNIOR) == 11
        assert "1 所学校，升前 6 人，毕业离校 6" in year_turning.turn(junior).sentence
        assert received(office, junior)[0] == "已点数", "what was sent stands at the center, where both are compared"
        handing.exchange(junior, stick)
        handing.exchange(office, stick)
        assert handovers.handings(office)[0].state == "相符"
        assert {one.state for one in year_reading.plan(office).schools} == {"已升"}
        assert on_roll(office, JUNIOR) == 5
    finally:
        junior.workspace.changed = False
        junior.close()


def test_decisions_are_kept_for_several_at_once_and_taken_back(office: Office) -> None:
    several = [row["id"] for row in of(office, CENTER, 2021)[:2]]
    typed = {"decision": "毕业离校", "destination_name": "县第三中学", "destination": "初中"}
    assert year_decisions.decide(office, several, typed).data == {"count": 2}
    year_decisions.decide(office, several[:1], {"destination_name": "县第四中学"})
    listed = tables.table(office, Promotion).rows
    assert sorted(row["destination_name"] for row in listed) == ["县第三中学", "县第四中学"]
    assert {row["from_school"] for row in listed} == {CENTER}
    year_decisions.take_back(office, several[:1])
    assert tables.count(office, Promotion) == 1
    year_turning.turn(office)
    with pytest.raises(Trouble, match="已经办过"):
        year_decisions.decide(office, several[1:], typed)
    with pytest.raises(Trouble, match="没有可以取消"):
        year_decisions.take_back(office, several)


def test_a_decision_that_is_wrong_is_not_kept(office: Office) -> None:
    outcome = year_decisions.decide(office, [of(office, CENTER, 2021)[0]["id"]], {"decision": "飞升"})
    assert outcome.attention
    assert tables.count(office, Promotion) == 0


def test_a_school_with_a_machine_of_its_own_turns_and_the_center_gives_it_back(office: Office, tmp_path: Path) -> None:
    stick, name = tmp_path / "U盘", "石门小学"
    stick.mkdir()
    rows.add(office, School, {"name": name, "kind": "完小"})
    room = add(office, SchoolClass(school_id=school(office, name), entry_year=2021, number=1))
    pupils(office, name, room, 4, stage="1", cohort=2021)
    invited = handing.invite(office, name, stick)
    handing.join(Path(invited.data["file"]), tmp_path / "石门.xiangxiao", "罗正平", SUMMER)
    primary = Office.open(tmp_path / "石门.xiangxiao", "罗正平", SUMMER)
    try:
        for place in (primary, office, primary):
            handing.exchange(place, stick)
        with pytest.raises(Trouble, match="新学年从9月1日"):
            year_turning.turn(primary)
        primary.today = date(2027, 9, 1)
        assert "升入初中 4" in year_turning.turn(primary).sentence
        with pytest.raises(Trouble, match="本校只能查看"):
            history.undo(primary)
        with pytest.raises(Trouble, match="由中心学校办"):
            year_return.give_back(primary, school(office, name))
        handing.exchange(primary, stick)
        handing.exchange(office, stick)
        assert [one["from"] for one in handovers.described(office, handovers.handings(office))["handovers"]] == [name]
        assert on_roll(office, JUNIOR) == 10
        assert not year_return.give_back(office, school(office, name)).attention
        assert on_roll(office, JUNIOR) == 6
        handing.exchange(office, stick)
        handing.exchange(primary, stick)
        assert on_roll(primary, name) == 4
        assert {row["closed_on"] for row in tables.table(primary, SchoolClass).rows} == {""}
        with pytest.raises(Trouble, match="还没有升"):
            year_return.give_back(office, school(office, name))
    finally:
        primary.workspace.changed = False
        primary.close()
