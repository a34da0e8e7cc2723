"""The figures of a round as its circular and analysis tell them: by list, school and subject, and what fails most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from db import codes, filled
from db.filled import Sheet
from db.planned import State, Whom
from db.rules import round_figures as rule
from db.rules.round_figures import Failing, Figures, Place
from desktop.work import round_state
from desktop.work.office import Office

MOST = 5
"""So many lines that fail most are named in words."""


@dataclass
class RoundFigures:
    """state: planned against done; sheets: the finished ones; the rest by name as people read it."""

    state: State
    sheets: list[Sheet]
    all: Figures
    by_list: dict[str, Figures] = field(default_factory=dict)
    by_school: dict[str, Figures] = field(default_factory=dict)
    by_subject: dict[str, Figures] = field(default_factory=dict)
    schools: list[Place] = field(default_factory=list)
    failing: list[tuple[str, str, Failing]] = field(default_factory=list)
    grades: dict[str, int] = field(default_factory=dict)


def share(sheet: Sheet) -> Fraction | None:
    """Marks earned of those that applied."""
    result = sheet.result
    return Fraction(result.score) / Fraction(result.full) if result.full else None


def figures(office: Office, round_: bytes) -> RoundFigures:
    """All of a round's figures. Raises NotFound."""
    state = round_state.state(office, round_)
    finished = [due.sheet["id"] for due in state.due if due.done and due.sheet]
    finished += [sheet["id"] for sheet in state.unplanned if sheet["state"] == "done"]
    with office.look() as connection:
        sheets = list(filled.read_many(connection, finished))
    small = int(office.setting("figures.small"))
    made = RoundFigures(state, sheets, rule.figures(map(share, sheets), small))
    schools, lists = office.titles("schools"), office.titles("checklists")
    made.by_list = rule.grouped(sheets, lambda s: lists.get(s.row["checklist_id"], ""), share, small)
    made.by_school = rule.grouped(sheets, lambda s: schools.get(s.row["school_id"], ""), share, small)
    subjects = codes.code_list("subject")
    taught = [sheet for sheet in sheets if sheet.row["subject"]]
    made.by_subject = rule.grouped(taught, lambda s: subjects.label(s.row["subject"]), share, small)
    made.schools = rule.places(made.by_school)
    made.failing = _failing(sheets, lists)
    named = codes.code_list("check_grade")
    for sheet in sheets:
        label = named.label(sheet.result.grade) or "未定等次"
        made.grades[label] = made.grades.get(label, 0) + 1
    return made


def _failing(sheets: Sequence[Sheet], lists: Mapping[bytes, str]) -> list[tuple[str, str, Failing]]:
    """(list, line, how often): list by list, the most failing first."""
    found = []
    for checklist in dict.fromkeys(sheet.row["checklist_id"] for sheet in sheets):
        mine = [sheet for sheet in sheets if sheet.row["checklist_id"] == checklist]
        texts = {line.number: line.content for sheet in mine for line in sheet.lines}
        asked = [[n for n in sheet.marks if not sheet.marks[n].left_out] for sheet in mine]
        faulty = [list(sheet.result.faulty) for sheet in mine]
        found += [(lists.get(checklist, ""), texts[one.number], one) for one in rule.failing(asked, faulty)]
    return sorted(found, key=lambda one: -one[2].share)


def analysis(office: Office, found: RoundFigures) -> str:
    """A beginning of the written analysis, from the figures; a person goes on with it."""
    if not found.sheets:
        return ""
    done, due = found.state.done, len(found.state.due)
    parts = [f"本轮应查 {due} 份，完成 {done} 份。" if due else f"本轮检查 {len(found.sheets)} 份。"]
    mean, best, worst = (rule.percent(one) for one in (found.all.mean, found.all.greatest, found.all.least))
    parts.append(f"平均得分率 {mean}%，最高 {best}%，最低 {worst}%。")
    if found.grades:
        told = "、".join(f"{label} {count} 份" for label, count in found.grades.items())
        parts.append(f"等次：{told}。")
    if len(found.by_list) > 1:
        told = "，".join(f"{name}平均 {rule.percent(one.mean)}%" for name, one in found.by_list.items())
        parts.append(f"{told}。")
    if found.failing:
        told = "；".join(f"“{text}”{one.faulty}/{one.asked} 份有问题" for _, text, one in found.failing[:MOST])
        parts.append(f"问题最多的项目：{told}。")
    if any(one.small for one in found.by_school.values()):
        parts.append("份数少的学校只作记录，不作比较。")
    return "\n".join(parts)


def whom(office: Office, sheet: Sheet) -> str:
    return Whom(sheet.row["school_id"], sheet.row["staff_id"], sheet.row["class_id"]).title(office.context)


def plain(found: RoundFigures) -> dict[str, Any]:
    """For a script."""

    def told(one: Figures) -> dict[str, Any]:
        return {
            "count": one.sheets, "mean": rule.percent(one.mean), "least": rule.percent(one.least),
            "greatest": rule.percent(one.greatest), "small": one.small,
        }  # fmt: skip

    return {
        "all": told(found.all),
        "by_list": {name: told(one) for name, one in found.by_list.items()},
        "by_school": {name: told(one) for name, one in found.by_school.items()},
        "by_subject": {name: told(one) for name, one in found.by_subject.items()},
        "places": [
            {"place": one.place, "school": one.key, "mean": rule.percent(one.figures.mean)} for one in found.schools
        ],
        "failing": [
            {"list": name, "line": one.number, "content": text, "asked": one.asked, "faulty": one.faulty}
            for name, text, one in found.failing
        ],
        "grades": found.grades,
    }


__all__ = ["RoundFigures", "analysis", "figures", "plain", "share", "whom"]
