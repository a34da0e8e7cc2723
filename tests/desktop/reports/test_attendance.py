"""Papers of attendance: the month of a class with its signs, sums that agree, what nobody called named."""

from datetime import date

import pytest

from db.registers import Absence, Holiday, Illness, MorningFinding, RollCall
from tests.desktop.reports.township import RARE, Township

MONTH = {"month": "2026-11"}
DAYS = [day for day in range(2, 21) if date(2026, 11, day).weekday() < 5]


@pytest.fixture
def called(township: Township) -> bytes:
    """A class of five called on every school day of November up to the 20th but one; 李㛃 ill for two days."""
    room = township.room(2022, 1)
    township.pupils(room, *RARE[:5])
    ids = {row["name"]: row["id"] for row in pupils(township)}
    made = [
        RollCall(
            school_id=township.center,
            class_id=room,
            on=date(2026, 11, day),
            expected=5,
            present=4 if day in (3, 4) else 5,
        )
        for day in DAYS
        if day != 12
    ]
    words = {"school_id": township.center, "class_id": room}
    made += [
        Absence(student_id=ids["李㛃"], on=date(2026, 11, day), reason="1", symptom="1", **words) for day in (3, 4)
    ]
    made += [Absence(student_id=ids["王䶮"], on=date(2026, 11, 5), reason="4", **words)]
    township.add(*made)
    return room


def pupils(township: Township) -> list[dict[str, object]]:
    from db.registers import Student

    with township.source() as source:
        return list(source.rows(Student))


def test_a_class_month_has_a_sign_for_every_day_and_its_sums(township: Township, called: bytes) -> None:
    printed, paper = township.print("attendance-grid", **MONTH)
    assert printed.missing == ()
    assert paper.outside == []
    assert "五（1）班学生考勤表（2026年11月）" in paper.text
    line = next(line for line in paper.lines if "李㛃" in line)
    assert line.count("△") == 2
    assert line.count("√") == 12
    assert line.split()[-2:] == ["12", "2"]
    late = next(line for line in paper.lines if "王䶮" in line)
    assert (late.count("※"), late.split()[-2:]) == (1, ["14", "1"])
    assert "没有点名：12日。" in paper.text
    assert "26日" not in paper.text.split("没有点名")[1], "days to come are not missed yet"


def test_a_holiday_is_no_column_and_a_made_up_day_is_one(township: Township, called: bytes) -> None:
    township.add(Holiday(on=date(2026, 11, 11), name="校运会", school_day=False))
    township.add(Holiday(on=date(2026, 11, 14), name="调休", school_day=True))
    _, paper = township.print("attendance-grid", **MONTH)
    head = next(line for line in paper.lines if "16" in line and "17" in line)
    assert "14" in head.split()
    assert "11" not in head.split()


def test_a_blank_month_has_names_and_places_to_sign_but_no_marks(township: Township, called: bytes) -> None:
    _, paper = township.print("attendance-grid", blank="yes", **MONTH)
    names = [line for line in paper.lines if any(name in line for name in RARE)]
    assert len(names) == 5
    assert not any(mark in line for line in names for mark in "√△※")
    assert "点名人签名" in paper.text


@pytest.mark.parametrize(("name", "pages"), [("王小明{}", 2), ("阿卜杜热合曼·阿卜杜外力{}", 3)])
def test_forty_five_fit_however_long_their_names(township: Township, name: str, pages: int) -> None:
    room = township.room(2022, 1)
    township.pupils(room, *(name.format(n) for n in range(45)))
    printed, paper = township.print("attendance-grid", **MONTH)
    assert printed.pages == pages
    assert paper.outside == []
    assert "班主任（签名）" in paper.pages[-1]


def test_the_month_of_a_school_agrees_with_its_class(township: Township, called: bytes) -> None:
    _, paper = township.print("attendance-month", **MONTH)
    line = next(line for line in paper.lines if line.startswith("五（1）班"))
    assert line.split() == ["五（1）班", "5", "15", "14", "70", "2", "97.1", "2", "1"]
    assert "症状：发热2人次。" in paper.text
    assert "没有点名：11月12日。" in paper.text
    assert "聚集性：无。" in paper.text


def test_the_month_of_the_township_has_schools_then_classes(township: Township, called: bytes) -> None:
    room = township.add(*_point_class(township))
    township.pupils(room, "何𫍣", school_id=township.point)
    _, paper = township.print("attendance-month", school="全部", **MONTH)
    assert paper.text.index("一、各校") < paper.text.index("二、各班")
    assert "黑沟教学点" in paper.text
    assert "没有点名：青石镇中心学校：11月12日；黑沟教学点：11月2日" in "".join(paper.text.split())


def _point_class(township: Township) -> list[object]:
    from db.registers import SchoolClass

    return [SchoolClass(school_id=township.point, stage="1", entry_year=2023, number=1)]


def test_a_cluster_is_named_on_the_week(township: Township, called: bytes) -> None:
    ids = [row["id"] for row in pupils(township)]
    words = {"school_id": township.center, "class_id": called, "on": date(2026, 11, 18), "reason": "1", "symptom": "1"}
    township.add(*(Absence(student_id=row, **words) for row in ids[:3]))
    _, paper = township.print("attendance-week", week="2026-11-18")
    assert "第12周" in paper.text
    assert "聚集性：五（1）班11月18日有3人发热。" in paper.text
    assert "点名人数与缺勤名单不符，请核对：五（1）班11月18日。" in paper.text


def test_illness_stands_in_its_register_with_the_diagnosis_masked(township: Township, called: bytes) -> None:
    row = pupils(township)[0]
    words = {"school_id": township.center, "class_id": called, "student_id": row["id"]}
    township.add(
        Illness(began_on=date(2026, 10, 29), symptom="5", diagnosis="手足口病", infectious=True, **words),
        MorningFinding(on=date(2026, 11, 18), temperature="38.5", symptom="1", action="2", notified="母亲", **words),
    )
    _, paper = township.print("illness-register", **MONTH)
    assert row["name"] in paper.text
    assert "手足口病" not in paper.text
    _, paper = township.print("illness-register", show_private="yes", reason="上报疾控", **MONTH)
    assert "手足口病" in paper.text
    _, paper = township.print("morning-checks", **MONTH)
    assert all(word in paper.text for word in ("38.5", "发热", "通知家长接回", "母亲"))


def test_what_was_done_about_an_absence_stands_on_one_line(township: Township, called: bytes) -> None:
    row = pupils(township)[0]
    words = {"school_id": township.center, "class_id": called, "student_id": row["id"]}
    township.add(
        Absence(
            on=date(2026, 11, 16), reason="6", called_on=date(2026, 11, 16), called_at="08:40", reached=True, **words
        ),
        Absence(on=date(2026, 11, 17), reason="6", head_on=date(2026, 11, 17), head_with="村主任", **words),
    )
    _, paper = township.print("absence-follow-up", **MONTH)
    said = "".join(paper.text.split())
    assert "11-16至11-172未说明" in said
    assert "11-16，08:40，接通" in said
    assert "11-17，村主任" in said


PAPERS = ("attendance-grid", "attendance-month", "attendance-week", "illness-register", "morning-checks")


@pytest.mark.parametrize("report", [*PAPERS, "absence-follow-up"])
def test_a_school_without_a_call_prints_that_there_is_nothing(township: Township, report: str) -> None:
    printed, _ = township.print(report)
    assert printed.pages >= 1
