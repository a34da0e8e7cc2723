"""The way of a hazard or a finding as stations: what is behind, what is to be done now, what lies ahead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from db import hazard_criteria
from db.register import Register
from db.rules import rectification as rule
from db.rules.rectification import Case
from desktop.work.office import Office
from desktop.work.rectification_rows import standing

At = Literal["done", "now", "ahead"]
ENTERED, GRADED, NOTICED, PUT_RIGHT, RECHECKED, CLOSED = "发现", "定级", "下达", "整改", "复查", "销号"


@dataclass(frozen=True)
class Station:
    """One station. on: its day, or the deadline where it lies ahead; said: what is known of it, in a sentence."""

    name: str
    at: At
    on: date | None
    said: str


@dataclass(frozen=True)
class Way:
    """The stations, and how late it is."""

    state: str
    stations: tuple[Station, ...]
    late: int
    outside: bool


def way(office: Office, register: type[Register], row: bytes) -> Way:
    """Where a row stands. Raises NotFound."""
    values, case = standing(office, register, row)
    state = rule.state(case)
    late = 0 if state == rule.CLOSED else rule.days_late(case.due_on, case.rectified_on, office.today)
    return Way(state, tuple(_stations(office, values, case, state)), late, state == rule.OUTSIDE_RECHECK)


def _stations(office: Office, values: dict[str, Any], case: Case, state: str) -> Iterator[Station]:
    found_by = values["found_by"] or ""
    yield Station(ENTERED, "done", case.found_on, "　".join(p for p in (found_by, values["number"]) if p))
    if case.needs_grade:
        yield _graded(values, case)
    yield _noticed(values, case, state)
    yield _put_right(values, case, state)
    yield _rechecked(office, values, case, state)
    yield Station(CLOSED, "done" if case.closed_on else "ahead", case.closed_on, "")


def _graded(values: dict[str, Any], case: Case) -> Station:
    if not case.level:
        return Station(GRADED, "now", None, "先判定是一般还是重大。")
    said = "重大" if case.level == rule.MAJOR else "一般"
    more = values.get("criterion") or ("可以当场整改" if values.get("on_the_spot") else "")
    return Station(GRADED, "done", None, "：".join(part for part in (said, more) if part))


def _noticed(values: dict[str, Any], case: Case, state: str) -> Station:
    if case.notified_on:
        number = values["notice_number"]
        return Station(NOTICED, "done", case.notified_on, number or "已下达整改要求")
    at: At = "now" if state == rule.WAITING else "ahead" if state == rule.ENTERED else "done"
    return Station(NOTICED, at, None, "定责任人和时限。" if at == "now" else "")


def _put_right(values: dict[str, Any], case: Case, state: str) -> Station:
    if case.rectified_on:
        return Station(PUT_RIGHT, "done", case.rectified_on, str(values["answer"] or values["measures"] or ""))
    at: At = "now" if state == rule.UNDER_WAY else "ahead"
    who = f"责任人 {case.responsible}" if case.responsible else ""
    again = "上次复查不合格" if case.result == rule.FAILED else ""
    return Station(PUT_RIGHT, at, case.due_on, "　".join(part for part in (who, again) if part))


def _rechecked(office: Office, values: dict[str, Any], case: Case, state: str) -> Station:
    if case.rechecked_on and case.result == rule.PASSED:
        school = office.titles("schools").get(values["rechecker_school_id"] or b"", "")
        other = f"（{school}）" if school and values["rechecker_school_id"] != values["school_id"] else ""
        return Station(RECHECKED, "done", case.rechecked_on, f"{case.rechecked_by}{other} 合格")
    at: At = "now" if state in (rule.RECHECK, rule.OUTSIDE_RECHECK) else "ahead"
    if case.alone:
        return Station(RECHECKED, at, None, "本校只有一位老师，由联系点干部或中心学校复查。")
    others = "、".join(dict.fromkeys(name for name in (case.responsible, case.answered_by) if name))
    return Station(RECHECKED, at, None, f"须由另一位老师复查（不能是{others}）。" if others else "须由另一位老师复查。")


def criteria() -> list[tuple[str, str]]:
    """What makes a hazard major, as choices: the criterion and its words with the chapter."""
    return [(one.text, f"{one.chapter}：{one.text}") for one in hazard_criteria.criteria()]


__all__ = ["Station", "Way", "criteria", "way"]
