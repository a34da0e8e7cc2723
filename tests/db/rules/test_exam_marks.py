"""What may be typed into a cell of a score sheet, and levels written as an office writes them."""

from decimal import Decimal

import pytest

from db.rules.exam_marks import Entry, read_entry, said
from db.rules.levels import level_of, read_levels

D = Decimal


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("86.5", Entry(D("86.5"))), ("８６．５", Entry(D("86.5"))), ("80.0", Entry(D(80))), (" 7 分", Entry(D(7))),
        (".5", Entry(D("0.5"))), ("100", Entry(D(100))), ("0", Entry(D(0))), ("", Entry()), ("　", Entry()),
        ("q", Entry(absence="1")), ("Q", Entry(absence="1")), ("缺", Entry(absence="1")), ("缺考", Entry(absence="1")),
        ("m", Entry(absence="2")), ("免考", Entry(absence="2")), ("h", Entry(absence="3")),
        ("缓 考", Entry(absence="3")),
    ],
)  # fmt: skip
def test_a_cell_is_read(typed: str, wanted: Entry) -> None:
    assert read_entry(typed, D(100)) == wanted


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("108", "满分100分，不能填108。"), ("100.5", "满分100分，不能填100.5。"), ("86.555", "小数太长"),
        ("八十", "不是分数"), ("-3", "不是分数"), ("1e2", "不是分数"), ("99999", "不是分数"), ("=SUM(A1)", "不是分数"),
        ("10000000000000000000", "不是分数"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence.replace("。", "")):
        read_entry(typed, D(100))


def test_a_paper_of_levels_takes_letters_and_absences() -> None:
    assert read_entry("b", None, levels=True) == Entry(level="B")
    assert read_entry("q", None, levels=True) == Entry(absence="1")
    with pytest.raises(ValueError, match="不是等级"):
        read_entry("85", None, levels=True)


def test_a_result_is_shown_as_a_sheet_writes_it() -> None:
    assert [said(e) for e in (Entry(D("86.50")), Entry(absence="3"), Entry(level="A"), Entry())] == [
        "86.5",
        "缓考",
        "A",
        "",
    ]


def test_levels_as_an_office_writes_them() -> None:
    levels = read_levels("优秀 85%，良好75， 及格60；待提高0")
    assert [(one.letter, one.name, one.percent) for one in levels][:2] == [("A", "优秀", D(85)), ("B", "良好", D(75))]
    assert level_of(D("42.5"), D(50), levels).name == "优秀"
    assert level_of(D("42.49"), D(50), levels).name == "良好"
    assert len(read_levels("优90、良80、中70、及格60、待提高0")) == 5


@pytest.mark.parametrize("text", ["优秀85、良好75", "优85、良90、合格60、待提高0", "优秀、良好、合格、待提高", "a85、b75、c60、d10", "优秀101、良75、合格60、待提高0"])  # fmt: skip # noqa: E501
def test_levels_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="请写成"):
        read_levels(text)
