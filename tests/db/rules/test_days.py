"""A day or a month is understood however a village school wrote it, and refused when it cannot be known."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.days import read_day, read_month, say_day, say_month, show_day

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2019.3.22", date(2019, 3, 22)),
        ("2018年10月31日", date(2018, 10, 31)),
        ("2018 年 10 月 31 号", date(2018, 10, 31)),
        (20190126, date(2019, 1, 26)),
        (20190126.0, date(2019, 1, 26)),
        ("２０１９０１２６", date(2019, 1, 26)),
        ("2026-9-1", date(2026, 9, 1)),
        ("2026/9/1", date(2026, 9, 1)),
        ("2026、9、1", date(2026, 9, 1)),
        ("2026 9 1", date(2026, 9, 1)),
        ("2026.09.01.", date(2026, 9, 1)),
        ("2026-09-01 00:00:00", date(2026, 9, 1)),
        ("2026年9月1日（星期二）", date(2026, 9, 1)),
        (date(2020, 2, 6), date(2020, 2, 6)),
        (datetime(2020, 2, 6, 8, 30), date(2020, 2, 6)),
        ("2020-02-29", date(2020, 2, 29)),
    ],
)
def test_a_day_is_read_in_every_form_the_schools_use(written: object, meant: date) -> None:
    assert read_day(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("9月1日", date(2026, 9, 1)),
        ("1月6日", date(2026, 1, 6)),
        ("9.1", date(2026, 9, 1)),
        ("26.9.1", date(2026, 9, 1)),
        ("27年3月5日", date(2027, 3, 5)),
        ("85-12-3", date(1985, 12, 3)),
    ],
)
def test_a_day_without_its_year_takes_the_year_of_its_ledger(written: str, meant: date) -> None:
    assert read_day(written, year_hint=2026) == meant
    with pytest.raises(ValueError, match="年"):
        read_day(written)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "没有填"),
        ("2019.03", "缺少日"),
        (2019.3, "缺少日"),
        (202109, "缺少日"),
        ("2019年2月29日", "没有2019年2月29日这一天"),
        ("20191301", "没有2019年13月1日"),
        ("1019.3.2", "年份1019"),
        ("不详", "认不出"),
        (45000, "认不出"),
        (float("nan"), "认不出"),
        (float("inf"), "认不出"),
        (1e300, "认不出"),
        (True, "不是日期"),
        (None, "不是日期"),
    ],
)
def test_what_is_not_a_day_is_refused_with_a_sentence(written: object, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_day(written)


def test_a_bare_number_is_a_workbooks_day_only_where_the_sheet_says_so() -> None:
    assert read_day(43867.0, serial=True) == date(2020, 2, 6)
    assert read_day(20190126, serial=True) == date(2019, 1, 26)
    with pytest.raises(ValueError, match="认不出"):
        read_day(43867.0)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1980.01", "1980-01"),
        ("202109", "2021-09"),
        (202109, "2021-09"),
        (202109.0, "2021-09"),
        ("2021年9月", "2021-09"),
        ("2021-09", "2021-09"),
        ("2021/9", "2021-09"),
        ("2001.1", "2001-01"),
        (1980.05, "1980-05"),
        (2001.12, "2001-12"),
        (2001.2, "2001-02"),
        ("2021-09-01", "2021-09"),
        (20210901, "2021-09"),
        (date(2021, 9, 1), "2021-09"),
    ],
)
def test_a_month_is_read_in_every_form_the_schools_use(written: object, meant: str) -> None:
    assert read_month(written) == meant


def test_a_month_that_lost_its_zero_in_the_workbook_is_refused_not_guessed() -> None:
    with pytest.raises(ValueError, match="可能是1月，也可能是10月"):
        read_month(2001.1)


@pytest.mark.parametrize("written", ["", "2021", 2021, "2021.13", "1021.01", "九月", "2021.02.30", None, False])
def test_what_is_not_a_month_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_month(written)


@given(DAYS)
def test_every_form_in_which_a_day_is_written_reads_back_as_that_day(day: date) -> None:
    for written in (show_day(day), say_day(day), f"{day:%Y%m%d}", f"{day.year}.{day.month}.{day.day}"):
        assert read_day(written) == day
    assert read_day(int(f"{day:%Y%m%d}")) == day
    assert read_month(say_month(read_month(day))) == f"{day:%Y-%m}"


@given(
    st.one_of(
        st.text(max_size=30), st.text("0123456789.-/年月日 ：", max_size=14), st.integers(), st.floats(), st.none()
    )
)
def test_nothing_a_cell_may_hold_brings_the_readers_down(value: object) -> None:
    for read in (read_day, lambda cell: read_day(cell, 2026, serial=True), read_month):
        sentence = ""
        try:
            read(value)
        except ValueError as refusal:
            sentence = str(refusal)
        assert sentence == "" or sentence.endswith("。")
