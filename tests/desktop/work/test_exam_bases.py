"""How many each class had: what an examination divides by comes from roster and movements, and comes out."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db import roll as file_roll
from db.quality import bases
from db.quality.sittings import Sitting
from db.registers import Exam, ExamBase, Movement, School, SchoolClass, Student
from db.rules import roll
from desktop.work import analysis, exams, movements, rows, sample, settings, tables
from desktop.work.office import Office
from tests.desktop import founding

TODAY = date(2026, 11, 20)
CENTER, POINT = "青石镇中心学校", "黑沟教学点"
ONE, TWO = "五（1）班", "五（2）班"
NAMES = ("白雨桐", "何佳慧", "李强", "欧阳静怡", "张三", "赵六")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Six pupils in 五（1）班 and two in 五（2）班 since 2022, and an examination of the fifth grade on 15 November."""
    opened = founding.found(tmp_path / "台账.xiangxiao", CENTER, "center", "", "王秀兰", TODAY)
    rows.add(opened, School, {"name": POINT, "kind": "教学点"})
    for number in ("1", "2"):
        rows.add(opened, SchoolClass, {"entry_year": "2022", "number": number})
    for name, room in (*((name, ONE) for name in NAMES), ("孙七", TWO), ("周八", TWO)):
        rows.add(opened, Student, {"name": name, "sex": "女", "class": room, "entered_in": "2022-09"})
    examine(opened, on="2026-11-15")
    yield opened
    opened.workspace.changed = False
    opened.close()


def examine(office: Office, **typed: str) -> None:
    words = {"year": "2026", "term": "第一学期", "kind": "期末", "from_grade": "五年级", "to_grade": "五年级"}
    rows.add(office, Exam, {"school": CENTER, **words, **typed})


def move(office: Office, kind: str, name: str, on: str, **typed: str) -> None:
    movements.do(office, kind, tables.ids(office, Student, name)[0], {"happened_on": on, **typed})


def came(office: Office, name: str, on: str, room: str) -> None:
    typed = {"happened_on": on, "place": "永安路小学", "class_after": room}
    movements.do(office, "12", None, typed, {"name": name, "sex": "男", "born_on": "2015-12-03"})


def taken(office: Office, *, anew: bool = False) -> dict[str, tuple[int, ...]]:
    """By class: enrolled, started, came, gone."""
    exams.count_rolls(office, tables.ids(office, Exam), anew=anew)
    found = tables.rows(office, ExamBase, tables.ids(office, ExamBase))
    return {row["class"]: tuple(int(row[name]) for name in exams.COUNTED) for row in found}


def test_a_term_of_movements_worked_out_by_hand(office: Office) -> None:
    came(office, "向晚晴", "2026-09-14", ONE)
    move(office, "31", "白雨桐", "2026-09-20", place="城关第二小学")
    move(office, "53", "何佳慧", "2026-10-08", class_after=TWO)
    move(office, "41", "李强", "2026-09-21", until="2026-10-31")
    move(office, "42", "李强", "2026-11-02", class_after=ONE)
    move(office, "41", "孙七", "2026-10-12", until="2027-02-28")
    move(office, "21", "周八", "2026-10-19", in_school=POINT)
    move(office, "65", "欧阳静怡", "2026-11-03")
    move(office, "31", "张三", "2026-11-18", place="城关第二小学")
    # 五（1）班: 6 + 向晚晴, 李强 back − 白雨桐, 何佳慧, 李强, 欧阳静怡 = 4; 张三 left after the examination
    # 五（2）班: 2 + 何佳慧 − 孙七, 周八 = 1
    assert taken(office) == {ONE: (4, 6, 2, 4), TWO: (1, 2, 1, 2)}
    by_hand = {
        room: len(tables.ids(office, Student, where=[("class", room), ("status", "在读")])) for room in (ONE, TWO)
    }
    assert by_hand == {ONE: 3, TWO: 1}, "today's roll, one less than on the examination's day"


def test_who_dropped_out_has_not_transferred_and_stays_in_what_divides(office: Office) -> None:
    move(office, "63", "张三", "2026-10-12")
    outcome = exams.count_rolls(office, tables.ids(office, Exam))
    assert "退学等 1 人不算转出" in outcome.sentence
    assert taken(office)[ONE] == (5, 6, 0, 0)


def test_what_was_written_by_hand_stays_unless_it_is_asked_for(office: Office) -> None:
    room = tables.ids(office, SchoolClass, where=[("number", "1")])[0]
    with office.change("手工登记") as change:
        exam = tables.ids(office, Exam)[0]
        change.add(ExamBase(school_id=office.school_id, exam_id=exam, class_id=room, enrolled=40, started=41))
    outcome = exams.count_rolls(office, [exam])
    assert outcome.data == {"classes": 2, "kept": 2}
    assert "已有的 2 个数没有改" in outcome.sentence
    assert taken(office)[ONE] == (40, 41, 0, 0)
    assert taken(office, anew=True)[ONE] == (6, 6, 0, 0)


def test_the_beginning_is_that_of_the_school_year_or_of_the_term(office: Office) -> None:
    with office.change("上一学年") as change:
        change.get(Exam, tables.ids(office, Exam)[0]).deleted = True
    rows.add(office, Exam, {"school": CENTER, "year": "2025", "term": "第二学期", "kind": "期末",
                            "from_grade": "四年级", "to_grade": "四年级", "on": "2026-06-25"})  # fmt: skip
    move(office, "31", "白雨桐", "2025-11-03", place="城关第二小学")
    move(office, "31", "何佳慧", "2026-04-07", place="城关第二小学")
    assert taken(office)[ONE] == (4, 6, 0, 2), "called 四（1）班 then, the same class"
    settings.decide(office, "quality.base_by_term", "是")
    assert taken(office, anew=True)[ONE] == (4, 5, 0, 1)


def test_a_row_of_a_sheet_that_names_the_class_its_own_way_is_counted(office: Office) -> None:
    gone = tables.ids(office, Student, "赵六")[0]
    with office.change("导入的异动") as change:
        pupil = change.get(Student, gone)
        pupil.status, pupil.class_id = "10", None
        change.add(Movement(school_id=office.school_id, name="赵六", student_id=gone, kind="31",
                            happened_on=date(2026, 10, 9), class_before="五年级1班"))  # fmt: skip
    assert taken(office)[ONE] == (5, 6, 0, 1)


def test_the_account_comes_out_in_every_class_of_the_sample(town: sample.Sample) -> None:
    """The examinations gone by against the roll of their day; one of today against the roster as it stands."""
    office = Office.open(town.center, "核对人", sample.plan()["today"])
    today = Sitting(b"", "", office.school_id, "", 2026, "1", "1", 1, 6, False, on=office.today)
    with office.look() as connection:
        flows = file_roll.flows(connection, by_class=True)
        roster = dict(connection.exec_driver_sql(
            "SELECT class_id, count(*) FROM students WHERE deleted = 0 AND same_as IS NULL AND status IN ('01', '05') "
            "GROUP BY class_id").all())  # fmt: skip
    moved = 0
    for one in (*exams.sittings(office), today):
        found = bases.of(exams.books(office), one)
        then = roll.at(flows, found.until, lambda place: place.room)
        for base in found.bases:
            assert base.started + base.came - base.gone == base.enrolled == then.get(base.class_id, 0)
            assert one is not today or base.enrolled == roster.get(base.class_id, 0)
            moved += base.came + base.gone
    assert moved > 5, "somebody came and somebody left"
    office.workspace.changed = False
    office.close()


def test_the_denominators_are_filled(office: Office) -> None:
    came(office, "向晚晴", "2026-09-14", ONE)
    taken(office)
    found = analysis.of(office, tables.ids(office, Exam)[0])
    assert sorted(found.bases.values()) == [(2, 2, 0, 0), (7, 6, 1, 0)]
