"""What a paper lets people choose: which school, which class, whether private fields are printed in full."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from db.errors import PaperTrouble
from db.rules.text import tidy

YES = {"yes", "是", "1", "true", "on"}


@dataclass(frozen=True)
class Option:
    """One choice. kind: text, yesno, register, term, or as a field's: link (with target), code (with codes)."""

    name: str
    label: str
    kind: str = "text"
    required: bool = False
    default: str = ""
    target: str = ""
    codes: str = ""
    hint: str = ""


SCHOOL = Option("school", "学校", "link", target="schools", hint="不填就是本校；要所有学校请填“全部”")
TERM = Option("term", "学期", "term", hint="不填就是本学期；也可写 2026-1")
SPECIAL = Option("special", "打印留守、残疾等项", "yesno", default="no")
PRIVATE = Option("show_private", "打印完整的证件号和电话", "yesno", default="no")
REASON = Option("reason", "用途", hint="打印完整的个人信息时要写明，会记录下来")


@dataclass(frozen=True)
class Chosen:
    """The options of one printing, as they were given or by default."""

    values: Mapping[str, str]

    def text(self, name: str) -> str:
        return self.values.get(name, "")

    def yes(self, name: str) -> bool:
        return self.text(name).lower() in YES

    @property
    def private(self) -> bool:
        return self.yes(PRIVATE.name)

    @property
    def sensitive(self) -> bool:
        """Whether the paper bears the label 含个人信息 妥善保管."""
        return self.private or self.yes(SPECIAL.name)

    def words(self, name: str) -> list[str]:
        """A list typed with commas, 、 or semicolons between."""
        return [word for word in (tidy(part) for part in re.split("[,，、;；]", self.text(name))) if word]


@dataclass(frozen=True)
class Report:
    """A paper that can be asked for by name. `write(press, source, chosen)` puts it on the pages; the window offers it
    first in the ledgers it belongs to (names of registers, the one it is the usual paper of among them)."""

    name: str
    title: str
    write: Callable[[Any, Any, Chosen], None]
    options: tuple[Option, ...] = ()
    ledgers: tuple[str, ...] = ()

    def choose(self, given: Mapping[str, str]) -> Chosen:
        """The options with their defaults. Raises PaperTrouble for an unknown or a missing one."""
        known = {option.name: option for option in self.options}
        unknown = [name for name in given if name not in known]
        if unknown:
            raise PaperTrouble(f"“{self.title}”没有“{unknown[0]}”这个选项。", f"可用的选项：{_listed(self.options)}。")
        values = {option.name: tidy(given.get(option.name, "")) or option.default for option in self.options}
        for option in self.options:
            if option.required and not values[option.name]:
                raise PaperTrouble(f"打印“{self.title}”要先选“{option.label}”。", f"请填写选项 {option.name}=…。")
        chosen = Chosen(values)
        if chosen.private and not chosen.text(REASON.name):
            raise PaperTrouble("打印完整的个人信息要写明用途。", "请填写选项 reason=用途，打印会记录下来。")
        return chosen


def _listed(options: Iterable[Option]) -> str:
    return "、".join(f"{option.name}（{option.label}）" for option in options) or "无"
