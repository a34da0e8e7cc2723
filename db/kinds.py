"""Kinds of fields: how what people type is read, and how it is shown; said once for all places."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Any

from db import codes
from db.fields import Field
from db.register import plain
from db.rules import days, id_number, masks, phone
from db.rules.text import tidy, tidy_lines, tidy_name

KEPT = {"photo": "有照片", "file": "有文件"}
"""Kinds that hold the name of something kept beside the rows, and what is shown instead."""
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
    meant = _READERS[field.kind](field, value, year_hint)
    return None if meant == "" else meant


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


def _number(_field: Field, value: Any, _hint: int | None) -> int:
    exact = _figure(value)
    if exact != exact.to_integral():
        raise ValueError(f"“{_words(value)}”不是整数。请只填整数。")
    return int(exact)


def _decimal(_field: Field, value: Any, _hint: int | None) -> Decimal:
    exact = _figure(value)
    return exact.quantize(Decimal(1)) if exact == exact.to_integral() else exact.normalize()


_FIGURE = re.compile(r"[+-]?([0-9]{1,16}|[0-9]{1,3}(,[0-9]{3}){1,4})(\.[0-9]*)?")
_MINUS = str.maketrans("−–—", "---")


def _figure(value: Any) -> Decimal:
    """A number as people write it, its sign and thousands too; exponents and words are none."""
    words = f"{Decimal(repr(value)):f}" if isinstance(value, float) and isfinite(value) else _words(value)
    text = tidy(words).translate(_MINUS).replace(" ", "").strip("'‘’`")
    if not _FIGURE.fullmatch(text):
        raise ValueError(f"“{words}”不是数。请只填数字。")
    exact = Decimal(text.replace(",", ""))
    if abs(exact) > 10**15:
        raise ValueError(f"“{words}”大得不合常理。请核对。")
    return exact


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
    "file": _text,
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
    if field.kind in KEPT:
        return KEPT[field.kind]
    return str(plain(value))


_MASKS: Mapping[str, Callable[[str], str]] = {
    "person_id": masks.mask_id, "phone": masks.mask_phone, "address": masks.mask_address,
    "enrolment": masks.mask_enrolment_number, "whole": masks.mask_whole, "account": masks.mask_account,
}  # fmt: skip


def mask(field: Field, shown: str) -> str:
    """What is left of a private value in lists, sheets and on paper (paper.md, Masking)."""
    return _MASKS.get(field.mask or field.kind, masks.mask_text)(shown) if shown and field.private else shown
