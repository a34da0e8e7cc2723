"""Kinds of fields: how what people type is read, and how it is shown; said once for all places."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from db import codes
from db.fields import Field
from db.register import plain
from db.rules import days, id_number, masks, phone
from db.rules.text import number_text, tidy, tidy_lines, tidy_name

YES = {"是", "有", "1", "y", "yes", "true", "√", "✓", "对", "1-是"}
NO = {"否", "无", "没有", "0", "2", "n", "no", "false", "×", "x", "错", "0-否", "不是"}


def read(field: Field, value: Any, year_hint: int | None = None) -> Any:
    """The value a cell or a typed text means, or None for an empty one. Raises ValueError with a Chinese sentence.

    Links are read by whoever can look rows up (desktop.work); here they pass as tidied text or as a 16-byte id.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, str) and "*" in value and masks.is_masked(value):
        return None  # our own mask, come back from a sheet
    return _READERS[field.kind](field, value, year_hint)


def _words(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, str) else str(plain(value))


def _text(_field: Field, value: Any, _hint: int | None) -> str | None:
    return tidy(_words(value)) or None


def _person(_field: Field, value: Any, _hint: int | None) -> str | None:
    return tidy_name(_words(value)) or None


def _note(_field: Field, value: Any, _hint: int | None) -> str | None:
    return tidy_lines(_words(value)) or None


def _number(field: Field, value: Any, _hint: int | None) -> int:
    try:
        exact = Decimal(number_text(_words(value)))
    except InvalidOperation:
        raise ValueError(f"“{_words(value)}”不是数。请只填数字。") from None
    if not exact.is_finite() or exact != int(exact) or abs(exact) > 10**15:
        raise ValueError(f"“{_words(value)}”不是整数。请只填整数。")
    return int(exact)


def _decimal(field: Field, value: Any, _hint: int | None) -> Decimal:
    try:
        exact = Decimal(number_text(repr(value) if isinstance(value, float) else _words(value)))
    except InvalidOperation:
        raise ValueError(f"“{_words(value)}”不是数。请只填数字。") from None
    if not exact.is_finite() or abs(exact) > 10**15:
        raise ValueError(f"“{_words(value)}”不是数。请只填数字。")
    return exact.normalize() if exact != exact.to_integral() else exact.quantize(Decimal(1))


def _day(_field: Field, value: Any, hint: int | None) -> date:
    return days.read_day(value, hint)


def _month(_field: Field, value: Any, _hint: int | None) -> str:
    return days.read_month(value)


def _code(field: Field, value: Any, _hint: int | None) -> str:
    return codes.code_list(field.codes).read(_words(value))


def _yesno(field: Field, value: Any, _hint: int | None) -> bool:
    if isinstance(value, bool):
        return value
    word = tidy(_words(value)).lower()
    if word in YES or word == field.label.removeprefix("是否"):
        return True
    if word in NO:
        return False
    raise ValueError(f"“{_words(value)}”看不出是还是否。请填“是”或“否”。")


def _link(_field: Field, value: Any, _hint: int | None) -> Any:
    return value if isinstance(value, bytes) else tidy(_words(value))


def _person_id(_field: Field, value: Any, _hint: int | None) -> str:
    return id_number.read_id_number(value)


def _phone(_field: Field, value: Any, _hint: int | None) -> str:
    return phone.read_phone(_words(value))


_READERS: Mapping[str, Callable[[Field, Any, int | None], Any]] = {
    "text": _text, "name": _person, "note": _note, "number": _number, "decimal": _decimal, "day": _day, "month": _month,
    "code": _code, "yesno": _yesno, "link": _link, "person_id": _person_id, "phone": _phone, "photo": _text,
}  # fmt: skip


def show(field: Field, value: Any, titles: Mapping[bytes, str] | None = None) -> str:
    """A stored value as people read it; titles name the rows a link points to."""
    if value is None or value == "":
        return ""
    if field.kind == "code":
        return codes.code_list(field.codes).label(value)
    if field.kind == "yesno":
        return "是" if value else "否"
    if field.kind == "link":
        return (titles or {}).get(value, "（已不在）") if isinstance(value, bytes) else str(value)
    if field.kind == "photo":
        return "有照片"
    return str(plain(value))


_MASKS: Mapping[str, Callable[[str], str]] = {
    "person_id": masks.mask_id, "phone": masks.mask_phone, "address": masks.mask_address,
    "enrolment": masks.mask_enrolment_number,
}  # fmt: skip


def mask(field: Field, shown: str) -> str:
    """What is left of a private value in lists, sheets and on paper (paper.md, Masking)."""
    return _MASKS.get(field.mask or field.kind, masks.mask_text)(shown) if shown and field.private else shown
