"""A class's term is written child by child, in levels and words; it goes along when a child moves, photographs too."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import NotFound, Trouble
from db.registers import AidApplication, GrowthLevel, GrowthNote, Measure, Student, Work
from desktop.work import growth, history, pictures, rows, tables, terms
from desktop.work.office import Office
from tests.desktop.work.aids import Township
from tests.desktop.work.offices import CENTER, Offices

PNG = b"\x89PNG\r\n" + b"\x00" * 40
ALL_GOOD = {code: "A" for code, _ in growth.sides()}


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Township]:
    made = Township(tmp_path)
    yield made
    made.office.workspace.changed = False
    made.office.close()


def room_of(office: Office) -> bytes:
    return growth.class_called(office, "五（1）班")


def pupils(office: Office) -> dict[str, growth.Pupil]:
    return {one.name: one for one in growth.sheet(office, room_of(office), terms.current(office))}


def test_words_and_levels_of_a_child_are_one_entry_and_taken_back_as_one(town: Township) -> None:
    office, child = town.office, town.child["李强"]
    said = {"teacher_words": "你跑步时咬着牙坚持。", "conduct": "1", "self_words": "我会洗校服了。"}
    outcome = growth.write(office, child, terms.current(office), said, ALL_GOOD)
    assert outcome.sentence == "已保存：李强。"
    one = pupils(office)["李强"]
    assert (one.whole, dict(one.levels)) == (True, ALL_GOOD)
    note = tables.table(office, GrowthNote).rows[0]
    assert (note["class_name"], note["conduct"], note["year"]) == ("五（1）班", "优", 2026)
    history.undo(office)
    assert not pupils(office)["李强"].words
    assert tables.count(office, GrowthLevel) == 0


def test_writing_the_same_again_changes_nothing_and_a_level_can_be_taken_away(town: Township) -> None:
    office, child, term = town.office, town.child["李强"], terms.current(town.office)
    growth.write(office, child, term, {"conduct": "1"}, ALL_GOOD)
    assert growth.write(office, child, term, {"conduct": "1"}, ALL_GOOD).changed == frozenset()
    growth.write(office, child, term, {}, {"1": ""})
    assert len(pupils(office)["李强"].levels) == 4


def test_empty_levels_of_the_class_are_filled_and_others_stay(town: Township) -> None:
    office, term = town.office, terms.current(town.office)
    growth.write(office, town.child["李强"], term, {}, {"1": "D"})
    outcome = growth.fill_levels(office, room_of(office), term, "B")
    assert outcome.data["count"] == 24
    assert dict(pupils(office)["李强"].levels) == {"1": "D", "2": "B", "3": "B", "4": "B", "5": "B"}
    assert growth.fill_levels(office, room_of(office), term, "B").sentence.startswith("全班都已经评过")


@pytest.mark.parametrize("words", ["全班第一名，再接再厉", "期末总分提高了二十分"])
def test_marks_and_ranks_in_the_words_are_warned_about(town: Township, words: str) -> None:
    (problem,) = growth.problems_of({"teacher_words": words})
    assert problem.advice == "成长记录只用等级和事实，不写分数、名次。"


def test_ready_phrases_themselves_name_no_marks_and_no_ranks() -> None:
    every = [phrase for _, found in growth.phrases() for phrase in found]
    assert len(every) == len(set(every)) > 20
    assert [phrase for phrase in every if growth.problems_of({"teacher_words": phrase})] == []


def test_a_measure_that_cannot_be_a_childs_is_asked_about_and_weak_sight_is_found(town: Township) -> None:
    office = town.office
    said = {"student": "李强", "on": "2026-09-10", "height": "13.5", "sight_left": "4.6", "sight_right": "5.0"}
    assert rows.add(office, Measure, said).data["warnings"] == {"height": "身高 13.5 不像是真的。"}
    rows.add(office, Measure, {"student": "赵诗", "on": "2026-09-10", "height": "135.5", "sight_left": "5.0"})
    (weak,) = tables.table(office, Measure, where=[("weak_sight", "是")]).rows
    assert weak["student"] == "李强"


def test_by_name_a_level_is_written_with_the_words_beside_it(town: Township) -> None:
    office, term = town.office, terms.current(town.office)
    growth.write_named(office, "李强", term, {"教师寄语": "你待人真诚。", "操行等级": "优", "品德发展": "良"})
    one = growth.described(pupils(office)["李强"])
    assert (one["conduct"], one["levels"], one["teacher_words"]) == ("优", {"品德发展": "良"}, True)
    with pytest.raises(NotFound, match="没有“颜色”这一栏"):
        growth.write_named(office, "李强", term, {"颜色": "红"})


def test_a_child_that_moves_takes_its_book_its_pictures_and_its_aid_along_by_stick(tmp_path: Path) -> None:
    both = Offices(tmp_path)
    both.carry()  # the kinds of aid come down from the center
    room = both.room(both.point)
    child = both.pupil(both.point, "田小禾", class_id=room, boarding="2")
    picture = pictures.keep(both.point, PNG)
    both.add(both.point, Work(student_id=child, name="我的村子", picture=picture))
    growth.write(both.point, child, terms.current(both.point), {"teacher_words": "你待人真诚。"}, {"1": "A"})
    assert not rows.add(both.point, AidApplication, {"student": "田小禾", "kind": "寄宿生生活补助"}).attention
    both.carry()
    assert pictures.body(both.center, picture) == PNG
    rows.change(both.center, Student, child, {"school": CENTER, "class": ""})
    for register in (GrowthNote, GrowthLevel, Work, AidApplication):
        (line,) = tables.table(both.center, register).rows
        assert line["school"] == CENTER
    both.carry()
    assert tables.table(both.point, GrowthNote).rows[0]["school"] == CENTER
    (note,) = tables.ids(both.point, GrowthNote)
    with pytest.raises(Trouble):
        rows.change(both.point, GrowthNote, note, {"teacher_words": "改一改"})
    both.close()
