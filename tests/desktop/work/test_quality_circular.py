"""The circular of an examination: grades and subjects only, what is weak with its reason, nobody's name."""

from decimal import Decimal

import pytest

from db.errors import Trouble
from db.registers import Exam, Paper, SchoolClass, Score, Student
from desktop.work import quality_circular
from desktop.work.office import Office

MARKS = {"02": "90 85 80 75 70 65 60 59 30 20", "03": "100 100 95 90 85 80 70 65 60 60"}


@pytest.fixture
def exam(office: Office) -> bytes:
    """Ten pupils of the fifth grade in Chinese (seven passed) and mathematics (all of them)."""
    with office.change("填写") as work:
        school = office.school_id
        room = work.add(SchoolClass(school_id=school, stage="1", entry_year=2022, number=1)).id
        more = {"school_id": school, "class_id": room, "stage": "1", "cohort": 2022, "status": "01"}
        pupils = [work.add(Student(name=f"学生{n}", sex="1", **more)).id for n in range(10)]
        words = {"year": 2026, "term": "1", "kind": "1", "from_grade": "5", "to_grade": "6", "number": 1}
        exam = work.add(Exam(school_id=school, **words)).id
        for subject, marks in MARKS.items():
            paper = work.add(Paper(school_id=school, exam_id=exam, grade="5", subject=subject, full_marks=Decimal(100)))
            if subject == "02":
                paper.weak_points, paper.remedies = "阅读理解失分多", "每天二十分钟阅读"
            for pupil, mark in zip(pupils, marks.split(), strict=True):
                row = {"paper_id": paper.id, "student_id": pupil, "class_id": room, "mark": Decimal(mark)}
                work.add(Score(school_id=school, **row))
    return exam


def told(office: Office, document: str) -> dict[str, str]:
    with office.look() as connection:
        found = connection.exec_driver_sql(
            "SELECT name, value FROM document_fields WHERE document_id = ? AND deleted = 0", (bytes.fromhex(document),)
        )
        return {name: str(value or "") for name, value in found}


def test_the_draft_says_grades_and_subjects_and_nobodys_name(office: Office, exam: bytes) -> None:
    fields = told(office, quality_circular.draft(office, [exam]).data["id"])
    assert "应考 20 人次，实考 20 人次" in fields["基本情况"]
    assert "五年级语文：平均分 63.4，及格率 70.0%" in fields["基本情况"]
    assert fields["主要成绩"] == "及格率在95%以上的：五年级数学。"
    assert "阅读理解失分多" in fields["存在问题"]
    assert fields["整改要求"] == "五年级语文：每天二十分钟阅读"
    whole = "".join(fields.values())
    for never in ("学生", "五（1）班", "名次"):
        assert never not in whole.replace("需要帮助的学生", "")


def test_a_tiny_group_says_nothing_of_itself_and_without_results_there_is_no_circular(
    office: Office, exam: bytes
) -> None:
    with office.change("只剩三人") as work:
        with office.look() as connection:
            rows = list(connection.exec_driver_sql("SELECT id FROM scores ORDER BY mark").scalars())
        for row in rows[3:]:
            work.remove(work.get(Score, row))
    fields = told(office, quality_circular.draft(office, [exam]).data["id"])
    assert "样本过小，不作分析" in fields["基本情况"]
    assert "平均分" not in fields["基本情况"]
    with office.change("全删") as work:
        for row in rows[:3]:
            work.remove(work.get(Score, row))
    with pytest.raises(Trouble, match="还没有成绩"):
        quality_circular.draft(office, [exam])
