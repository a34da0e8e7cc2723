"""Times of day as people write them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.clock import clock, read_clock


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("8:15", "08:15"), ("8：05", "08:05"), ("8点15", "08:15"), ("8点半", "08:30"), ("0815", "08:15"),
        ("815", "08:15"),
        ("下午3点20分", "15:20"), ("晚上8点", "20:00"), ("下午12:30", "12:30"), ("8时", "08:00"), ("７点一刻", "07:15"),
    ],
)  # fmt: skip
def test_a_time_is_read_as_it_is_written(typed: str, meant: str) -> None:
    assert read_clock(typed) == meant


@pytest.mark.parametrize("typed", ["", "早上", "25:00", "8:75", "明天", "8:15:30:9", "下午25点"])
def test_what_is_no_time_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match="请写成 08:15 这样。"):
        read_clock(typed)


@given(st.times())
def test_what_was_read_is_read_again_the_same(at: time) -> None:
    shown = f"{at:%H:%M}"
    assert read_clock(shown) == shown
    assert clock(shown, time(0)) == time(at.hour, at.minute)


def test_a_time_nobody_can_read_counts_as_the_usual_one() -> None:
    assert clock("早上", time(8, 30)) == time(8, 30)
    assert clock(None, time(8, 30)) == time(8, 30)
