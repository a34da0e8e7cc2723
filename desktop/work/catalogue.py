"""What there is to work on: registers by name, their fields in words, and how a day is typed."""

from __future__ import annotations

from datetime import date
from typing import Any

from db import codes
from db.errors import Trouble
from db.register import Register
from db.registers import REGISTERS, register
from db.rules import days


def described() -> list[dict[str, Any]]:
    """All registers with their fields, as the command `registers` prints them."""
    return [
        {
            "name": chosen.register_name(),
            "title": chosen.title,
            "tab": chosen.tab,
            "fields": [_field(chosen, name) for name in chosen.fields()],
        }
        for chosen in REGISTERS
    ]


def _field(chosen: type[Register], name: str) -> dict[str, Any]:
    field = chosen.fields()[name]
    listed = codes.code_list(field.codes).codes if field.kind == "code" else ()
    return {
        "name": name,
        "label": field.label,
        "kind": field.kind,
        "required": field.required,
        "private": field.private,
        "computed": field.computed,
        "codes": [{"code": code.code, "label": code.label} for code in listed],
    }


def read_day(text: str) -> date:
    """A day as people type it. Raises Trouble."""
    try:
        return days.read_day(text)
    except ValueError as error:
        raise Trouble(str(error).partition("。")[0] + "。", "请写成 2026-11-21 这样。") from error


def read_code(codes_name: str, text: str) -> str:
    """A code by its label or itself. Raises Trouble."""
    try:
        return codes.code_list(codes_name).read(text)
    except ValueError as error:
        raise Trouble(str(error)) from error


__all__ = ["described", "read_code", "read_day", "register"]
