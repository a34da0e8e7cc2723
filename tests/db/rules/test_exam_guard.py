"""What examinations the rules allow, each rule by its name; what an office has decided; what is history."""

import pytest

from db.rules.exam_guard import ASSESSMENT, FINAL, MIDTERM, MOCK, Allowed, Examination, objections, paper_objections


def said(exam: Examination, allowed: Allowed = Allowed()) -> dict[str, str]:  # noqa: B008
    return {one.field: one.level for one in objections(exam, allowed)}


@pytest.mark.parametrize(
    ("exam", "wanted"),
    [
        (Examination(2025, FINAL, 1, 3, 6), {}),
        (Examination(2025, FINAL, 1, 1, 6), {}),
        (Examination(2025, FINAL, 2, 3, 6), {"number": "error"}),
        (Examination(2025, FINAL, 0, 3, 6), {"number": "error"}),
        (Examination(2025, FINAL, -1, 3, 6), {"number": "error"}),
        (Examination(2025, MIDTERM, 1, 3, 6), {"kind": "error"}),
        (Examination(2025, MIDTERM, 1, 7, 9), {}),
        (Examination(2025, MIDTERM, 2, 7, 9), {"number": "error"}),
        (Examination(2025, MOCK, 2, 6, 6), {}),
        (Examination(2025, MOCK, 3, 9, 9), {"number": "error"}),
        (Examination(2025, MOCK, 1, 8, 9), {"from_grade": "error"}),
        (Examination(2025, ASSESSMENT, 1, 1, 2), {}),
        (Examination(2025, FINAL, 1, 5, 5, township_wide=True), {"township_wide": "warning"}),
        (Examination(2025, FINAL, 1, 5, 5, same_paper=True), {"same_paper": "warning"}),
        (Examination(2025, MOCK, 1, 6, 6, True, True), {}),
        (Examination(2025, FINAL, 1, 3, 6, kindergarten=True), {"school": "error"}),
        (Examination(2020, MIDTERM, 3, 1, 6, True, True), {}),
    ],
)
def test_the_law_is_the_default(exam: Examination, wanted: dict[str, str]) -> None:
    assert said(exam) == wanted


def test_every_objection_names_its_rule_and_a_way_out() -> None:
    exam = Examination(2025, MIDTERM, 2, 3, 6, township_wide=True)
    found = objections(exam)
    assert len(found) == 3
    assert all("教基厅函〔2021〕34号" in one.advice and one.sentence.endswith("。") for one in found)


def test_what_an_office_has_decided_holds() -> None:
    assert said(Examination(2025, MIDTERM, 1, 3, 6), Allowed(primary_midterm=True)) == {}
    assert said(Examination(2025, MIDTERM, 1, 1, 2), Allowed(primary_midterm=True)) == {"from_grade": "error"}
    assert said(Examination(2025, FINAL, 2, 3, 6), Allowed(finals=2)) == {}


@pytest.mark.parametrize(
    ("year", "grade", "on_paper", "with_marks", "wanted"),
    [
        (2025, 1, True, True, ["way"]), (2025, 2, False, True, ["scoring"]), (2025, 2, False, False, []),
        (2025, 3, True, True, []), (2019, 1, True, True, []),
    ],
)  # fmt: skip
def test_grades_one_and_two_are_not_examined_on_paper(
    year: int, grade: int, on_paper: bool, with_marks: bool, wanted: list[str]
) -> None:
    found = paper_objections(year, grade, on_paper=on_paper, with_marks=with_marks)
    assert [one.field for one in found] == wanted
    assert paper_objections(year, grade, on_paper=on_paper, with_marks=with_marks, allowed=Allowed(True)) == []


@pytest.mark.parametrize(("grade", "on_paper", "wanted"), [(2, False, []), (3, False, []), (3, True, ["way"])])
def test_an_assessment_is_no_second_examination_on_paper(grade: int, on_paper: bool, wanted: list[str]) -> None:
    found = paper_objections(2025, grade, on_paper=on_paper, with_marks=False, kind=ASSESSMENT)
    assert [one.field for one in found] == wanted
