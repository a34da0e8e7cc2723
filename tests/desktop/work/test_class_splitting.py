"""Balanced classes in the office: proposed, kept with seed and witnesses, applied as one entry, run again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db.errors import Trouble
from db.registers import Admission, ClassSplit, SchoolClass, SplitPlace, SplitTeam, Staff, Student
from db.rules.balanced_classes import Siblings
from db.rules.class_measures import gap
from desktop.work import class_candidates, class_splits, class_splitting, entry_registering, history, rows, tables
from desktop.work.class_splitting import Team
from desktop.work.office import Office
from tests.desktop.work.turning import CENTER, JUNIOR, add, pupils, school, township

AUTUMN = date(2027, 8, 31)
WITNESSED = {"witnesses": "家长代表吴长山、镇纪委张敏", "place": "中心学校会议室"}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = township(tmp_path, AUTUMN)
    pupils(opened, CENTER, None, 41, stage="1", cohort=2027)
    yield opened
    opened.workspace.changed = False
    opened.close()


def proposed(office: Office, classes: int = 3, **words: object) -> class_splitting.Proposal:
    return class_splitting.propose(office, school(office, CENTER), "1", classes, **words)  # type: ignore[arg-type]


def test_a_split_is_kept_with_its_classes_and_taken_back_as_one(office: Office) -> None:
    before = tables.table(office, Student).rows
    outcome = class_splitting.keep(office, proposed(office, seed="20270831"), WITNESSED)
    assert [one["size"] for one in outcome.data["classes"]] in ([14, 14, 13], [14, 13, 14], [13, 14, 14])
    assert (outcome.data["gaps"]["人数"], outcome.data["gaps"]["男"], outcome.data["gaps"]["女"]) == ("1", "0", "1")
    seats = {row["class"] for row in tables.table(office, Student, where=[("cohort", "2027")]).rows}
    assert seats == {f"2027级小学（{n}）班" for n in (1, 2, 3)}
    (split,) = tables.table(office, ClassSplit).rows
    assert (split["title"], split["pupils"], split["seed"]) == (f"{CENTER}2027年一年级分班", 41, "20270831")
    assert tables.count(office, SplitPlace) == 41
    history.undo(office)
    assert tables.table(office, Student).rows == before
    assert (tables.count(office, ClassSplit), tables.count(office, SchoolClass, where=[("entry_year", "2027")])) == (
        0,
        0,
    )


def test_the_seed_repeats_the_split_and_a_changed_result_is_noticed(office: Office) -> None:
    first, second = proposed(office, seed="7"), proposed(office, seed="7")
    assert first.placed == second.placed
    split = bytes.fromhex(class_splitting.keep(office, first, WITNESSED).data["split"])
    pupil = tables.ids(office, Student, where=[("cohort", "2027")])[0]
    rows.change(office, Student, pupil, {"boarding": "走读", "left_behind": "双方外出"})
    assert class_splits.verify(office, split).data == {"repeats": True}, "what it went by is kept with it"
    place = tables.table(office, SplitPlace, where=[("class_number", "1")]).rows[0]
    rows.change(office, SplitPlace, bytes.fromhex(place["id"]), {"class_number": "2"})
    assert class_splits.verify(office, split).attention


def test_twins_are_found_and_sit_as_their_parents_ask(office: Office) -> None:
    several = tables.ids(office, Student, where=[("cohort", "2027")])
    for row in several[:2] + several[4:6]:
        mark = "甲" if row in several[:2] else "乙"
        rows.change(office, Student, row, {"born_on": "2021-03-08", "member1_name": f"家长{mark}"})
    found = class_candidates.twins(class_candidates.candidates(office, school(office, CENTER), 2027, "1"))
    assert sorted(len(group) for group in found) == [2, 2]
    asked = [Siblings(tuple(one.key for one in group), n == 0) for n, group in enumerate(found)]
    proposal = proposed(office, siblings=asked)
    assert [len({proposal.placed[key] for key in group.keys}) for group in asked] == [1, 2]
    split = bytes.fromhex(class_splitting.keep(office, proposal, WITNESSED).data["split"])
    assert class_splits.verify(office, split).data == {"repeats": True}


def test_teams_of_teachers_are_drawn_and_become_class_teachers(office: Office) -> None:
    teachers = [add(office, Staff(school_id=office.school_id, name=name)) for name in ("赵一", "钱二", "孙三")]
    teams = [Team(teacher, f"搭班{n}") for n, teacher in enumerate(teachers)]
    with pytest.raises(Trouble, match="3 个教师组，现在是 2 个"):
        proposed(office, teams=teams[:2])
    class_splitting.keep(office, proposed(office, teams=teams, seed="3"), WITNESSED)
    led = {
        row["title"]: row["teacher"] for row in tables.table(office, SchoolClass, where=[("entry_year", "2027")]).rows
    }
    assert sorted(led.values()) == ["孙三", "赵一", "钱二"]
    drawn = {row["class_number"]: row["teacher"] for row in tables.table(office, SplitTeam).rows}
    assert [drawn[n] for n in (1, 2, 3)] == [led[f"2027级小学（{n}）班"] for n in (1, 2, 3)]


def test_children_who_have_not_come_yet_get_their_seat_with_the_notice(office: Office) -> None:
    from db.registers import Village
    from tests.desktop.work.test_entry import child

    rows.add(office, Village, {"name": "青石社区", "responsible": CENTER})
    child(office, "张小满", "男", "2021-03-08", "青石社区")
    from desktop.work import entry_lists

    entry_lists.make_zones(office)
    entry_lists.prepare(office)
    split = bytes.fromhex(class_splitting.keep(office, proposed(office, seed="5"), WITNESSED).data["split"])
    (seat,) = tables.table(office, Admission).rows
    assert seat["class"].startswith("2027级小学")
    entry_registering.register(office, [bytes.fromhex(seat["id"])])
    (came,) = tables.table(office, Student, where=[("name", "张小满")]).rows
    assert came["class"] == seat["class"]
    assert class_splits.verify(office, split).data == {"repeats": True}


def test_a_grade_split_again_is_the_same_row_and_the_later_split_stands(office: Office) -> None:
    class_splitting.keep(office, proposed(office, 3, seed="1"), WITNESSED)
    class_splitting.keep(office, proposed(office, 2, seed="2"), WITNESSED)
    (split,) = tables.table(office, ClassSplit).rows
    assert (split["classes"], split["seed"], split["pupils"]) == (2, "2", 41)
    assert {row["class_number"] for row in tables.table(office, SplitPlace).rows} == {1, 2}


def test_grade_seven_is_spread_by_the_schools_its_pupils_come_from(office: Office) -> None:
    from desktop.work import year_turning

    year_turning.turn(office)
    proposal = class_splitting.propose(office, school(office, JUNIOR), "7", 2)
    assert {one.from_ for one in proposal.found} == {CENTER}
    assert gap(one.groups[CENTER] for one in proposal.measures) <= 1


def test_what_stands_in_the_way_is_said(office: Office) -> None:
    with pytest.raises(Trouble, match="还没有学生"):
        class_splitting.propose(office, school(office, JUNIOR), "8", 2)
    pupil = tables.ids(office, Student, where=[("cohort", "2027")])[0]
    rows.change(office, Student, pupil, {"sex": ""})
    with pytest.raises(Trouble, match="没有填性别"):
        proposed(office)


def test_the_standard_says_how_many_classes_a_grade_needs(office: Office) -> None:
    assert class_splitting.usual(office, school(office, CENTER), 2027, "1") == 1
    pupils(office, CENTER, None, 10, stage="1", cohort=2027)
    assert class_splitting.usual(office, school(office, CENTER), 2027, "1") == 2
