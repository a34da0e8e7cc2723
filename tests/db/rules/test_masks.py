"""Private numbers and addresses are hidden on lists and paper as the paper plan says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules import masks


def test_an_id_number_shows_six_digits_and_twelve_stars() -> None:
    assert masks.mask_id("539999201603120018") == "539999************"
    assert masks.mask_id("H12345678") == "H********"
    assert masks.mask_id("") == ""


def test_a_telephone_shows_three_and_four() -> None:
    assert masks.mask_phone("13812345520") == "138****5520"
    assert masks.mask_phone("6221234") == "****1234"
    assert masks.mask_phone("13812345520、13900001234") == "138****5520、139****1234"
    assert masks.mask_phone("110") == "****"


def test_an_enrolment_number_shows_its_letter_and_province() -> None:
    assert masks.mask_enrolment_number("G420606201605190021") == "G42******"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("青石镇黑沟村7组", "青石镇黑沟村7组"),
        ("青石镇黑沟村7组12号", "青石镇黑沟村7组***"),
        ("青石镇黑沟村十二组刘家院子3号", "青石镇黑沟村十二组***"),
        ("青石镇黑沟村", "青石镇黑沟村"),
        ("青石镇青石社区幸福小区3栋2单元501室", "青石镇青石社区***"),
        ("青石镇解放路18号", "青石镇***"),
        ("解放路18号", "解放***"),
    ],
)
def test_an_address_goes_to_the_group_and_not_the_house(address: str, shown: str) -> None:
    assert masks.mask_address(address) == shown


@given(st.text(max_size=40))
def test_a_mask_is_known_again_and_never_masked_twice(text: str) -> None:
    for mask in (masks.mask_id, masks.mask_phone, masks.mask_enrolment_number, masks.mask_text, masks.mask_address):
        shown = mask(text)
        assert shown == text or masks.is_masked(shown)
        assert mask(shown) == shown
