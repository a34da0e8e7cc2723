"""Entry into grade one: who is due this year, whose zone a child lives in, and how far its notice has come.

Source: 义务教育法 Art. 11 (six years old; deferral is approved by the township government or the county education
office), 入学通知书 delivered to every family before the end of August (systems B03), one child one notice (facts 7.2).
"""

import re
from collections.abc import Container, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from db.rules.ages import AGE_OF_ENTRY, YEARS_OF_DUTY, entry_year
from db.rules.text import tidy

Row = Mapping[str, Any]


class State(StrEnum):
    """How far a child's entry has come; codes of the list entry_state, the furthest first."""

    REGISTERED = "6"
    DEFERRED = "7"
    ELSEWHERE = "8"
    RETURNED = "5"
    REFUSED = "4"
    DELIVERED = "3"
    PRINTED = "2"
    LISTED = "1"


MARKS: tuple[tuple[State, str], ...] = (
    (State.REGISTERED, "registered_on"),
    (State.DEFERRED, "deferred_on"),
    (State.ELSEWHERE, "elsewhere"),
    (State.RETURNED, "receipt_on"),
    (State.REFUSED, "refused"),
    (State.DELIVERED, "delivered_on"),
    (State.PRINTED, "printed_on"),
)
"""Which column, filled in, says which state; the first that holds counts."""


def state(admission: Row) -> State:
    return next((found for found, column in MARKS if admission.get(column)), State.LISTED)


def needs_notice(admission: Row) -> bool:
    """Every child does, but those that enter elsewhere or were put off before a notice was printed."""
    return bool(admission.get("printed_on")) or not (admission.get("elsewhere") or admission.get("deferred_on"))


def delivered(admission: Row) -> bool:
    """Served: handed over, left at the house, or posted. A family that would not sign was still served."""
    return bool(admission.get("delivered_on"))


def days_overdue(today: date, year: int, month: int = 8) -> int:
    """Days since the end of the month by which every notice has to be delivered; 0 before."""
    last = date(year + month // 12, month % 12 + 1, 1)
    return max((today - last).days + 1, 0)


def due_in(born_on: date | None, enter_at: int = AGE_OF_ENTRY, month: int = 8) -> int | None:
    """The autumn in which a child should enter; None while the birthday is not known."""
    return None if born_on is None else entry_year(born_on, enter_at, month)


class Due(StrEnum):
    """Where a child of a village list stands against this autumn's entry."""

    DUE = "应入学"
    LATE = "往年未入学"
    ELSEWHERE = "外地就读"
    ENROLLED = "已在校"
    YOUNG = "未到年龄"
    GROWN = "已过学龄"
    UNKNOWN = "没有出生日期"


KINDERGARTEN = ("幼儿园", "学前")


def standing(
    child: Row,
    year: int,
    enrolled: bool,
    schools: Container[str],
    enter_at: int = AGE_OF_ENTRY,
    month: int = 8,
) -> Due:
    """enrolled: on a primary or junior roster of the township; schools: names of the township's own schools."""
    if enrolled:
        return Due.ENROLLED
    born = child["born_on"]
    due = due_in(born if isinstance(born, date) or born is None else date.fromisoformat(born), enter_at, month)
    if due is None:
        return Due.UNKNOWN
    if due > year:
        return Due.YOUNG
    if year - due >= YEARS_OF_DUTY:
        return Due.GROWN
    attends = child["attends"] or ""
    if attends and attends not in schools and not any(word in attends for word in KINDERGARTEN):
        return Due.ELSEWHERE
    if due == year:
        return Due.DUE
    return Due.ENROLLED if child["in_school"] else Due.LATE


# -- zones ----------------------------------------------------------------------------------------------------


class Zone(NamedTuple):
    """A village, or a part of one (三组, 大湾子), and the school it belongs to this year."""

    village: bytes
    part: str
    school: bytes


class Zones:
    """The zones of one year."""

    def __init__(self, zones: Iterable[Zone]) -> None:
        self._zones: dict[bytes, list[Zone]] = {}
        for zone in zones:
            self._zones.setdefault(zone.village, []).append(zone)
        for parts in self._zones.values():
            parts.sort(key=lambda zone: -len(zone.part))

    def school_of(self, village: bytes | None, address: str | None) -> bytes | None:
        """The school of the longest part that the address names, else that of the whole village; None without."""
        where = plain_place(address or "")
        for zone in self._zones.get(village or b"", ()):
            if not zone.part or _names(where, plain_place(zone.part)):
                return zone.school
        return None


_DIGITS = {mark: number for number, mark in enumerate("一二三四五六七八九", 1)}
_GROUP = re.compile(r"([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)(?=(?:村民)?小?[组社队])")


def plain_place(text: str) -> str:
    """An address with its groups in figures: 三组, 第3组 and 3小组 are one place."""
    figures = _GROUP.sub(_figures, tidy(text).replace(" ", ""))
    return re.sub(r"第?([0-9]+)(?:村民)?小?([组社队])", r"\1\2", figures)


def _figures(found: re.Match[str]) -> str:
    tens, ten, ones = found.groups()
    if not ten:
        return "".join(str(_DIGITS[mark]) for mark in (tens, ones) if mark)
    return str((_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0))


def _names(address: str, part: str) -> bool:
    """Whether the address names the part; 3组 is not part of 13组."""
    return re.search(rf"(?<![0-9]){re.escape(part)}", address) is not None
