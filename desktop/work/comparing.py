"""Three lists compared (户籍 × 学籍 × 在校): the cells, what each means, and settling who stands in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from db import codes, pinyin
from db.change import Change
from db.dropouts import lists
from db.dropouts.lists import Compared
from db.dropouts.meanings import MEANINGS, Meaning
from db.errors import Trouble
from db.register import key_id
from db.registers import ComparedChild, DropoutCase, OutsideLine
from db.rules import masks
from db.rules.list_comparison import Cell, Person
from desktop.work.office import Office
from desktop.work.outcome import Outcome

SUSPECTED = "1"
"""核查结果 that makes a case."""


@dataclass(frozen=True)
class Found:
    """One person of a cell, with what was found out before."""

    person: Person
    line: lists.Line
    where: str
    outcome: str = ""
    said: str = ""
    case: bytes | None = None
    doubtful: bool = False

    @property
    def open(self) -> bool:
        return not self.outcome


def kinds() -> list[tuple[str, str]]:
    """The comparisons there are: code and name."""
    return [(one.code, one.label) for one in codes.code_list("comparison")]


def list_kinds() -> list[tuple[str, str]]:
    """The lists somebody may hand to us: code and name."""
    return [(one.code, one.label) for one in codes.code_list("outside_list")]


def outcomes() -> list[tuple[str, str]]:
    """What may be found out of a child: code and name."""
    return [(one.code, one.label) for one in codes.code_list("compared_outcome")]


def label(outcome: str) -> str:
    return codes.code_list("compared_outcome").label(outcome)


def compare(office: Office, code: str = "1") -> Compared:
    """The lists of a comparison side by side, as they stand now."""
    with office.look() as connection:
        return lists.compared(connection, office.context, code)


def sources(compared: Compared) -> list[str]:
    """户籍：户籍名单 2026-11-10，227 人: where each list came from."""
    told = []
    for name, one in compared.lists.items():
        day = f" {one.as_of.isoformat()}" if one.as_of else ""
        told.append(f"{lists.TITLES[name]}：{one.source}{day}，{len(one.lines):,} 人")
    return told


def people(office: Office, compared: Compared, cell: Cell) -> list[Found]:
    """The persons of a cell, those nobody has settled first, then by name."""
    known = _settled(office, compared.code)
    doubtful = {person.identity for together in compared.alike for person in together}
    found = []
    for person in compared.cells.get(cell, []):
        line = compared.line(person)
        outcome, said, case = known.get(lists.told(person.identity), ("", "", None))
        found.append(Found(person, line, compared.where(person), outcome, said, case, person.identity in doubtful))
    return sorted(found, key=lambda one: (bool(one.outcome), pinyin.sort_key(one.line.name)))


def open_count(office: Office, compared: Compared) -> dict[Cell, int]:
    """How many persons of each cell nobody has settled yet; cells that agree ask nothing."""
    known = _settled(office, compared.code)
    return {
        cell: 0 if meaning.fine else sum(lists.told(p.identity) not in known for p in compared.cells.get(cell, []))
        for cell, meaning in MEANINGS[compared.code].items()
    }


def described(office: Office, code: str, show_private: bool = False) -> Outcome:
    """The comparison in words, and as --json prints it; numbers masked unless asked for."""
    compared = compare(office, code)
    left = open_count(office, compared)
    cells, lines = [], []
    if show_private:
        office.log_shown("名单比对", sum(len(persons) for persons in compared.cells.values()))
    for cell, meaning in MEANINGS[code].items():
        found = people(office, compared, cell)
        lines.append(f"{meaning.title}：{len(found)} 人" + (f"，待核查 {left[cell]} 人" if left[cell] else ""))
        names = [_person(one, show_private) for one in found] if not meaning.fine else []
        lines += [f"　　{one['name']}　{one['where']}" for one in names if not one["outcome"]]
        stands = [name for name in lists.COMPARISONS[code] if name in cell]
        cells.append(
            {"lists": stands, "title": meaning.title, "count": len(found), "open": left[cell], "people": names}
        )
    sources = {
        name: {"source": one.source, "as_of": one.as_of.isoformat() if one.as_of else None, "lines": len(one.lines)}
        for name, one in compared.lists.items()
    }
    return Outcome("\n".join(lines), data={"lists": sources, "cells": cells})


def _person(one: Found, show_private: bool) -> dict[str, Any]:
    number = one.line.id_number if show_private else masks.mask_id(one.line.id_number)
    outcome = codes.code_list("compared_outcome").label(one.outcome) if one.outcome else ""
    return {
        "name": one.line.name, "born_on": one.line.born_on.isoformat() if one.line.born_on else None,
        "id_number": number, "where": one.where, "outcome": outcome, "said": one.said, "doubtful": one.doubtful,
    }  # fmt: skip


def _settled(office: Office, code: str) -> dict[str, tuple[str, str, bytes | None]]:
    statement = """SELECT identity, outcome, said, case_id FROM compared_children
WHERE deleted = 0 AND comparison = ? AND coalesce(outcome, '') <> ''"""
    with office.look() as connection:
        found = connection.exec_driver_sql(statement, (code,)).all()
    return {identity: (outcome, said or "", case) for identity, outcome, said, case in found}


def settle(
    office: Office, compared: Compared, persons: Sequence[Found], outcome: str, said: str = "", by: str = ""
) -> Outcome:
    """What was found out about these persons, as one entry; 疑似辍学 begins a case for each. Raises Trouble."""
    label = codes.code_list("compared_outcome").label(outcome)
    if not persons:
        raise Trouble("没有选人。", "请先选中要处理的人。")
    changed = {"compared_children"}
    with office.change(f"名单比对：{label} {len(persons)} 人") as rows:
        for one in persons:
            case = _case(rows, office, one) if outcome == SUSPECTED and one.case is None else one.case
            if case is not None:
                changed.add("dropout_cases")
            _write(rows, office, compared, one, outcome, said, by, case)
    return Outcome(f"已处理 {len(persons)} 人：{label}。", frozenset(changed))


def _write(
    rows: Change, office: Office, compared: Compared, one: Found, outcome: str, said: str, by: str, case: bytes | None
) -> None:
    identity = lists.told(one.person.identity)
    school = one.line.school or office.school_id
    key = key_id("compared_children", [school, compared.code, identity])
    row = rows.find(ComparedChild, key)
    if row is None:
        row = rows.add(ComparedChild(school_id=school, comparison=compared.code, identity=identity, name=one.line.name))
    row.deleted, row.name, row.outcome, row.said, row.case_id = False, one.line.name, outcome, said or None, case
    row.stands_in = "、".join(
        lists.TITLES[name] for name in lists.COMPARISONS[compared.code] if name in one.person.cell
    )
    row.checked_on, row.checked_by = office.today, by or office.who.name


def _case(rows: Change, office: Office, one: Found) -> bytes:
    """A case of the pupil, else of the child of the village list, else of the name alone."""
    links: dict[str, Any] = {}
    for register, column in (("students", "student_id"), ("children", "child_id")):
        if one.line.register == register:
            links[column] = one.line.row
    case = DropoutCase(
        name=one.line.name, left_on=office.today, found_on=office.today, found_way="2", sex=one.line.sex or None,
        born_on=one.line.born_on, id_number=one.line.id_number or None, school_id=one.line.school or office.school_id,
        **links,
    )  # fmt: skip
    case.complete(office.context)
    case.follow(office.context)
    rows.add(case)
    return case.id


# -- lists handed to us ---------------------------------------------------------------------------------------


def handed(office: Office) -> list[tuple[str, date, int]]:
    """The lists that were handed to us: code of the kind, day, and how many stand on each; the newest first."""
    statement = "SELECT kind, as_of, count(*) FROM outside_lists WHERE deleted = 0 GROUP BY 1, 2 ORDER BY 2 DESC, 1"
    with office.look() as connection:
        found = connection.exec_driver_sql(statement).all()
    return [(kind, date.fromisoformat(on), int(number)) for kind, on, number in found if on]


def bring_in(office: Office, sheet: Path, kind: str, as_of: date) -> Outcome:
    """A workbook as a list of that kind and day; what its sheet does not say of kind and day is said here."""
    from desktop.work import imports

    opened = imports.open_sheet(office, OutsideLine, sheet, given={"kind": kind, "as_of": as_of})
    return opened.apply()


__all__ = [
    "MEANINGS", "SUSPECTED", "Found", "Meaning", "bring_in", "compare", "described", "handed", "kinds",
    "label", "list_kinds", "open_count", "outcomes", "people", "settle", "sources",
]  # fmt: skip
