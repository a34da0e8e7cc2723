"""Grades follow from the year of entry, and are read however a sheet writes them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.class_titles import (
    ClassName,
    class_title,
    composite_title,
    read_class,
    read_class_number,
    read_composite,
)
from db.rules.grades import (
    Stage,
    cohort_from_grade,
    grade_label,
    grade_of,
    grades,
    has_left,
    read_grade,
    school_year,
    school_year_label,
)

KINDERGARTEN, PRIMARY, JUNIOR = Stage.KINDERGARTEN, Stage.PRIMARY, Stage.JUNIOR
EVERY_GRADE = [(stage, grade) for stage in Stage for grade in grades(stage)]


def test_the_school_year_turns_on_the_first_of_september() -> None:
    assert school_year(date(2026, 8, 31)) == 2025
    assert school_year(date(2026, 9, 1)) == 2026
    assert school_year(date(2027, 2, 1)) == 2026
    assert school_year(date(2026, 8, 25), opens=(8, 25)) == 2026
    assert school_year_label(2026) == "2026—2027学年度"


def test_promotion_happens_by_itself() -> None:
    assert [grade_of(2023, PRIMARY, year) for year in range(2022, 2030)] == [None, 1, 2, 3, 4, 5, 6, None]
    assert grade_of(2025, JUNIOR, 2026) == 8
    assert grade_of(2024, KINDERGARTEN, 2026) == 3
    assert has_left(2020, PRIMARY, 2026)
    assert not has_left(2021, PRIMARY, 2026)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("一年级", (PRIMARY, 1)),
        ("一", (PRIMARY, 1)),
        ("四", (PRIMARY, 4)),
        ("四年级", (PRIMARY, 4)),
        (2, (PRIMARY, 2)),
        (3.0, (PRIMARY, 3)),
        ("１", (PRIMARY, 1)),
        ("6年级", (PRIMARY, 6)),
        ("小学三年级", (PRIMARY, 3)),
        ("七", (JUNIOR, 7)),
        ("9", (JUNIOR, 9)),
        ("初一", (JUNIOR, 7)),
        ("初中三年级", (JUNIOR, 9)),
        ("初中七年级", (JUNIOR, 7)),
        ("小班", (KINDERGARTEN, 1)),
        ("大班", (KINDERGARTEN, 3)),
        ("学前班", (KINDERGARTEN, 3)),
    ],
)
def test_a_grade_is_read_however_it_is_written(written: object, meant: tuple[Stage, int]) -> None:
    assert read_grade(written) == meant


@pytest.mark.parametrize("written", ["", "十年级", "0", "12", "小学七年级", "高一", "2023级", "毕业班", None, 1.5])
def test_what_is_no_grade_here_is_refused_with_an_example(written: object) -> None:
    with pytest.raises(ValueError, match="请写成一年级"):
        read_grade(written)


@pytest.mark.parametrize(("stage", "grade"), EVERY_GRADE)
def test_every_grade_is_read_back_from_its_label_and_its_class_title(stage: Stage, grade: int) -> None:
    assert read_grade(grade_label(stage, grade)) == (stage, grade)
    assert read_class(class_title(stage, grade, 12)) == ClassName(12, stage, grade)
    assert grade_of(cohort_from_grade(stage, grade, 2026), stage, 2026) == grade


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2班", ClassName(2)),
        ("（2）班", ClassName(2)),
        ("(2)", ClassName(2)),
        ("二班", ClassName(2)),
        ("2", ClassName(2)),
        (2.0, ClassName(2)),
        ("十一班", ClassName(11)),
        ("四（2）班", ClassName(2, PRIMARY, 4)),
        ("五(1)班", ClassName(1, PRIMARY, 5)),
        ("五 ( 1 ) 班", ClassName(1, PRIMARY, 5)),
        ("五年级（1）班", ClassName(1, PRIMARY, 5)),
        ("5年级1班", ClassName(1, PRIMARY, 5)),
        ("五一班", ClassName(1, PRIMARY, 5)),
        ("502", ClassName(2, PRIMARY, 5)),
        ("初二（3）班", ClassName(3, JUNIOR, 8)),
        ("七（10）班", ClassName(10, JUNIOR, 7)),
        ("大一班", ClassName(1, KINDERGARTEN, 3)),
        ("小班（2）班", ClassName(2, KINDERGARTEN, 1)),
        ("三年级", ClassName(1, PRIMARY, 3)),
        ("中班", ClassName(1, KINDERGARTEN, 2)),
    ],
)
def test_a_class_is_read_however_it_is_written(written: object, meant: ClassName) -> None:
    assert read_class(written) == meant
    assert read_class_number(written) == meant.number


@pytest.mark.parametrize("written", ["", "0班", "火箭班", "五（）班", "100000", None])
def test_what_is_no_class_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match="请写成五（2）班"):
        read_class(written)


def test_a_composite_class_names_its_grades() -> None:
    assert composite_title([(PRIMARY, 2), (PRIMARY, 1)]) == "一、二年级复式班"
    assert composite_title([(PRIMARY, 1), (KINDERGARTEN, 3)]) == "大班、一年级复式班"
    assert read_composite("一、二年级复式班") == [(PRIMARY, 1), (PRIMARY, 2)]
    assert read_composite("大班、一年级复式班") == [(KINDERGARTEN, 3), (PRIMARY, 1)]
    assert read_composite("1-2复式") == [(PRIMARY, 1), (PRIMARY, 2)]
    assert read_composite("一二年级复式班") == read_composite("一二复式") == [(PRIMARY, 1), (PRIMARY, 2)]
    assert read_composite("五（2）班") == []
    assert read_composite("混合复式班") == []


@given(st.lists(st.sampled_from(EVERY_GRADE), min_size=2, max_size=4, unique=True))
def test_every_composite_title_reads_back(several: list[tuple[Stage, int]]) -> None:
    assert read_composite(composite_title(several)) == sorted(several)


@given(
    st.one_of(st.text(max_size=20), st.text("一二十0123456789（）()班年级初大", max_size=8), st.integers(), st.floats())
)
def test_nothing_a_cell_may_hold_brings_the_readers_down(cell: object) -> None:
    for read in (read_grade, read_class):
        sentence = "。"
        try:
            read(cell)
        except ValueError as refusal:
            sentence = str(refusal)
        assert sentence.endswith("。")
    assert isinstance(read_composite(str(cell)), list)
