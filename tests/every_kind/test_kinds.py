"""Every kind of field: what is stored is shown, what is shown can be typed again, and a sheet's cell means the same."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import codes, kinds
from db.fields import Field
from db.register import plain
from db.registers import REGISTERS

LISTS = codes.code_list_names()
KINDS = {field.kind for register in REGISTERS for field in register.fields().values()}

days = st.dates(date(1950, 1, 1), date(2030, 12, 31))
lines = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=30)
STORED: dict[str, st.SearchStrategy[Any]] = {
    "text": lines,
    "name": st.text(st.characters(categories=["Lo"]), min_size=1, max_size=8),
    "note": st.lists(lines, max_size=3).map("\n".join),
    "number": st.integers(-(10**15), 10**15),
    "decimal": st.decimals(-(10**9), 10**9, places=4),
    "day": days,
    "month": days.map(lambda day: day.isoformat()[:7]),
    "yesno": st.booleans(),
    "person_id": st.just("110105201602290011"),
    "phone": st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    "link": lines,
    "photo": st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
    "file": st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
}


def field_of(kind: str) -> Field:
    return Field("栏目", kind, name="field", target="schools" if kind == "link" else "")


def stands(kind: str, typed: Any) -> Any:
    """What is stored for something typed."""
    return kinds.read(field_of(kind), typed)


def test_every_kind_of_the_registers_is_tried_here() -> None:
    assert set(STORED) | {"code"} >= KINDS


@pytest.mark.parametrize("kind", [kind for kind in STORED if kind not in kinds.KEPT])
@given(st.data())
def test_what_is_shown_and_typed_again_is_the_same(kind: str, data: st.DataObject) -> None:
    typed = data.draw(STORED[kind])
    try:
        stored = stands(kind, typed)
    except ValueError:
        return  # what refusals say is tried below
    shown = kinds.show(field_of(kind), stored)
    assert stands(kind, shown) == stored
    assert kinds.show(field_of(kind), plain(stored)) == shown, "what the file holds is shown like what was read"


@pytest.mark.parametrize("kind", [*STORED, "code"])
@pytest.mark.parametrize("nothing", [None, "", " ", "\u3000", "\t\n"])
def test_nothing_typed_is_nothing_stored_and_nothing_shown(kind: str, nothing: Any) -> None:
    field = Field("栏目", kind, name="field", codes="sex" if kind == "code" else "")
    assert kinds.read(field, nothing) is None
    assert kinds.show(field, None) == ""


@pytest.mark.parametrize("name", LISTS)
def test_every_code_is_read_from_its_label_its_number_and_both_together(name: str) -> None:
    field = Field("栏目", "code", name="field", codes=name)
    for code in codes.code_list(name):
        assert kinds.show(field, code.code) == code.label
        assert kinds.read(field, code.label) == code.code
        assert kinds.read(field, code.code) == code.code
        assert kinds.read(field, f"{code.code}-{code.label}") == code.code
        assert kinds.read(field, f" {code.label}\u3000") == code.code


@given(st.integers(-(10**14), 10**14))
def test_a_number_in_a_cell_is_the_number_typed(value: int) -> None:
    assert stands("number", float(value)) == stands("number", value) == stands("number", str(value)) == value
    assert stands("text", float(value)) == str(value)


@given(st.decimals(-(10**6), 10**6, places=3))
def test_a_decimal_never_meets_a_rounding(value: Decimal) -> None:
    stored = stands("decimal", str(value))
    assert stored == value
    assert Decimal(plain(stored)) == value
    assert stands("decimal", float(value)) == value


@given(days)
def test_a_day_in_a_cell_is_the_day_typed_in_any_form(day: date) -> None:
    forms: list[Any] = [
        day, datetime(day.year, day.month, day.day, 8, 30), day.isoformat(), f"{day:%Y%m%d}",
        *(f"{day.year}{a}{day.month}{b}{day.day}{c}" for a, b, c in ("..\0", "//\0", "年月日")),
    ]  # fmt: skip
    assert {stands("day", form) for form in forms} == {day}
    assert kinds.show(field_of("day"), day) == day.isoformat()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("-5", -5), ("－５", -5), ("1,200", 1200), ("３", 3), ("+7", 7), ("12.0", 12), (12.0, 12), (True, 1)],
)
def test_a_number_keeps_its_sign_and_its_thousands(typed: Any, stored: int) -> None:
    assert stands("number", typed) == stored


@pytest.mark.parametrize("typed", ["1e5", "1e999999999", "NaN", "inf", "1_000", "1,20", "十", "1" * 40, "1.5.2", "--1"])
def test_what_is_no_number_is_refused_at_once(typed: str) -> None:
    for kind in ("number", "decimal"):
        with pytest.raises(ValueError, match="。"):
            stands(kind, typed)


@pytest.mark.parametrize(
    ("yes", "no"), [("是", "否"), ("有", "无"), ("√", "×"), (True, False), (1, 0), (1.0, 0.0), ("Y", "N")]
)
def test_yes_and_no_are_read_as_people_tick_them(yes: Any, no: Any) -> None:
    assert stands("yesno", yes) is True
    assert stands("yesno", no) is False


@pytest.mark.parametrize("kind", sorted({"person_id", "phone", "text"}))
@given(lines)
def test_a_mask_hides_most_of_it_and_read_back_changes_nothing(kind: str, typed: str) -> None:
    field = Field("栏目", kind, name="field", private=True)
    number = {"person_id": "110105201602290011", "phone": "13812345678"}.get(kind, typed)
    masked = kinds.mask(field, number)
    assert not number or masked != number or "***" in number
    assert not masked or kinds.read(field, masked) is None


@pytest.mark.parametrize("kind", [kind for kind in STORED if kind not in ("text", "name", "note", "link", *kinds.KEPT)])
@given(st.text(max_size=40))
def test_anything_else_is_refused_with_a_sentence_or_stored_so_that_it_comes_back(kind: str, typed: str) -> None:
    try:
        stored, said = stands(kind, typed), "。"
    except ValueError as refusal:
        stored, said = None, str(refusal)
    assert "。" in said
    assert stored is None or stands(kind, kinds.show(field_of(kind), stored)) == stored
