"""The shipped checklists are whole: marks that add up, sections, sources, and a line for every kind of school."""

import re
import tomllib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from db import checklist_files, tallies
from db.register import Context
from db.registers import Checklist, ChecklistItem
from db.registers.checklists import TIERS
from db.rules.marks import Way

CONTEXT = Context(date(2026, 11, 21), 2026)
ROWS = checklist_files.rows()
LISTS = [row for row in ROWS if isinstance(row, Checklist)]
every = pytest.mark.parametrize("made", LISTS, ids=lambda made: made.name)


def lines(made: Checklist) -> Sequence[ChecklistItem]:
    return [row for row in ROWS if isinstance(row, ChecklistItem) and row.checklist_id == made.id]


@every
def test_its_marks_add_up_to_a_hundred_in_every_kind_of_school(made: Checklist) -> None:
    for tier in (tier for tier in TIERS if getattr(made, tier) is not False):
        mine = [line for line in lines(made) if getattr(line, tier) is not False and not line.bonus]
        assert sum((line.full for line in mine), Decimal(0)) == 100, tier


@every
def test_no_line_breaks_a_rule_and_every_way_has_what_it_needs(made: Checklist) -> None:
    assert made.problems(CONTEXT) == []
    assert made.source
    assert not re.search("facts|systems|[A-K][0-9]{2}", made.source), "an office reads it"
    for line in lines(made):
        assert line.problems(CONTEXT) == [], line.content
        item = tallies.item_of(line.values())
        if item.way is Way.GRADE:
            assert item.values[0] == item.full > item.values[1] > item.values[2] > item.values[3] >= 0, line.content
        if line.due is not None or line.due_label or line.counts or line.line is not None:
            assert item.way is Way.QUOTA, line.content
        assert not (line.veto and item.way in (Way.POINTS, Way.GRADE) and made.name != "yearly-school"), line.content


def test_every_file_names_its_reference_and_how_sure_it_is() -> None:
    for file in sorted(checklist_files.FOLDER.glob("*.toml")):
        said = tomllib.loads(file.read_text("utf-8"))
        assert re.match("facts|systems", said["reference"]), file.stem
        assert said["confidence"] in ("H", "M", "L"), file.stem
        assert file.stem == said["name"]


def test_what_the_plans_ask_for_is_there() -> None:
    names = {made.name for made in LISTS}
    asked = {
        *("lesson-plans", "homework", "lesson-patrol", "tutoring", "observing", "group-prep", "research"),
        *("observation-a", "observation-b", "observation-c", "observation-d", "burden", "five-ones", "conduct", "fees"),
        *("courses-low", "courses-middle", "courses-junior", "kindergarten-routine", "village-routine"),
        *("ethics-monthly", "yearly-teacher", "yearly-school", "lesson-plans-point"),
    }
    assert asked <= names
    assert len(names) == len(LISTS), "one version each until an office has used them"


def test_the_four_observation_sheets_weigh_as_their_sources_print_them() -> None:
    def weights(name: str) -> list[int]:
        made = next(one for one in LISTS if one.name == name)
        found: dict[str | None, Decimal] = {}
        for line in lines(made):
            if not line.bonus:
                found[line.section] = found.get(line.section, Decimal(0)) + line.full
        return [int(weight) for weight in found.values()]

    assert weights("observation-a") == [10, 15, 25, 30, 20]
    assert weights("observation-b") == [10, 20, 40, 30]
    assert weights("observation-c") == [60, 40]
    each = [int(line.full) for line in lines(next(one for one in LISTS if one.name == "observation-d"))]
    assert each == [5, 10, 5, 5, 5, 10, 15, 10, 5, 5, 25]


def test_the_same_lists_have_the_same_keys_each_time() -> None:
    assert [row.id for row in checklist_files.rows()] == [row.id for row in ROWS]
