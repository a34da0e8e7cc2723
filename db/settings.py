"""Settings: what an office decides once, each with what ships, its unit and where the figure comes from."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from db import kinds
from db.errors import NotFound
from db.fields import Field
from db.rules.levels import read_levels

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "settings"

FORMS: dict[str, Callable[[str], Any]] = {"levels": read_levels}
"""Texts of several parts and who reads them; each raises ValueError, a sentence."""


@dataclass(frozen=True, slots=True)
class Definition:
    """One setting. `default` is as typed; `source` names the rule or form it was taken from; `form` the way a text of
    several parts is written (FORMS)."""

    name: str
    subject: str
    field: Field
    default: str
    unit: str = ""
    source: str = ""
    form: str = ""

    def read(self, text: str | None) -> Any:
        """What a stored or typed text means; the default where there is none. Raises ValueError, a sentence."""
        found = kinds.read(self.field, self.default if text is None or not text.strip() else text)
        if self.form:
            FORMS[self.form](found)
        return found

    def show(self, text: str | None) -> str:
        return kinds.show(self.field, self.read(text))


@cache
def definitions() -> dict[str, Definition]:
    """All settings by name, subject by subject as the files of resources/settings name them."""
    found: dict[str, Definition] = {}
    for file in sorted(FOLDER.glob("*.toml")):
        said = tomllib.loads(file.read_text("utf-8"))
        for one in said["settings"]:
            field = Field(one["label"], one["kind"], one["name"], codes=one.get("codes", ""), hint=one.get("hint", ""))
            words = {key: one[key] for key in ("unit", "source", "form") if key in one}
            found[one["name"]] = Definition(one["name"], said["subject"], field, one["default"], **words)
    return found


def definition(name: str) -> Definition:
    """The setting of that name or label. Raises NotFound."""
    known = definitions()
    found = known.get(name) or next((one for one in known.values() if one.field.label == name), None)
    if found is None:
        raise NotFound(f"没有名为“{name}”的设置。", "请用 settings 命令看一看有哪些设置。")
    return found


def value(name: str, stored: str | None) -> Any:
    """What holds: the office's text as it means it, else what ships; what cannot be read (any more) counts as none."""
    one = definition(name)
    try:
        return one.read(stored)
    except ValueError:
        return one.read(None)
