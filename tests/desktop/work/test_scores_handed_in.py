"""A teaching point's examination comes to the center as it was written, and its figures are the same there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.registers import Exam
from desktop.work import analysis, exams, rows
from desktop.work.mark_sheet import MarkSheet
from desktop.work.office import Office
from tests.desktop.work.offices import Offices

CHINESE = "02"
MARKS = {"田小禾": "85", "马小云": "92.5", "丁一": "q", "王二": "m", "李三": "59.5", "赵四": "100"}


@pytest.fixture
def offices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Offices]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    made = Offices(tmp_path)
    room = made.room(made.point)
    for name in MARKS:
        made.pupil(made.point, name, class_id=room)
    yield made
    made.close()


def sheet_of(office: Office, school: bytes) -> MarkSheet:
    one = exams.called(office, "", school)
    room = next(room for room in exams.rooms(office, one) if room.school_id == school)
    return MarkSheet(office, one.id, room.id)


def stored(office: Office) -> list[tuple[object, ...]]:
    with office.look() as connection:
        found = connection.exec_driver_sql(
            "SELECT id, school_id, paper_id, student_id, class_id, mark, absence, level, deleted "
            "FROM scores ORDER BY id"
        )
        return [tuple(row) for row in found]


def figures(office: Office, school: bytes) -> dict[str, str]:
    found = analysis.of(office, exams.called(office, "", school).id)
    (line,) = found.classes(CHINESE, school=school)
    return {name: figure.shown for name, figure in line.figures.items()}


def test_an_examination_arrives_as_it_was_written_and_says_the_same(offices: Offices) -> None:
    words = {"year": "2026", "term": "第一学期", "kind": "期末", "from_grade": "三年级", "to_grade": "三年级"}
    assert not rows.add(offices.point, Exam, words).attention
    exams.lay_out(offices.point, exams.called(offices.point, "").id)
    sheet = sheet_of(offices.point, offices.point_id)
    for pupil in sheet.pupils:
        sheet.put(pupil, CHINESE, MARKS[pupil.name])
    offices.carry()
    assert stored(offices.center) == stored(offices.point)
    assert {row[1] for row in stored(offices.center)} == {offices.point_id}, "a score belongs where it was written"
    told = figures(offices.point, offices.point_id)
    assert figures(offices.center, offices.point_id) == told
    assert told["avg"] == "67.4", "337 ÷ 5: the absent one is due, the exempt one not"

    # One mark is put right at the point and one taken back; the center hears of both.
    again = {pupil.name: pupil for pupil in sheet.pupils}
    sheet.put(again["李三"], CHINESE, "60")
    sheet.put(again["赵四"], CHINESE, "")
    offices.carry()
    assert stored(offices.center) == stored(offices.point)
    assert [row[5] for row in stored(offices.center) if row[3] == again["赵四"].id] == [None]
    assert figures(offices.center, offices.point_id)["avg"] == figures(offices.point, offices.point_id)["avg"]
