"""A serial is typed from paper, and a slip is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.serials import read_serial, serial_of

KEYS = st.binary(min_size=16, max_size=16)


@given(KEYS)
def test_a_serial_is_read_however_it_is_typed(key: bytes) -> None:
    serial = serial_of(key)
    assert read_serial(serial) == read_serial(f" № {serial.replace('-', ' ')} ") == serial


@given(KEYS, st.integers(0, 7), st.integers(1, 9))
def test_a_wrong_digit_is_noticed(key: bytes, place: int, off: int) -> None:
    digits = serial_of(key).replace("-", "")
    wrong = digits[:place] + str((int(digits[place]) + off) % 10) + digits[place + 1 :]
    with pytest.raises(ValueError, match="对不上"):
        read_serial(wrong)


@given(KEYS, st.integers(0, 6))
def test_two_digits_changed_about_are_noticed(key: bytes, place: int) -> None:
    digits = serial_of(key).replace("-", "")
    turned = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    if turned != digits:
        with pytest.raises(ValueError, match="对不上"):
            read_serial(turned)


def test_too_few_digits_are_said() -> None:
    with pytest.raises(ValueError, match="8 位"):
        read_serial("4821")
