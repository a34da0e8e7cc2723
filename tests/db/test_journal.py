"""Laws of the journal: whatever an office does, the journal alone makes the same rows again, and can take it back."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from db.change import Change
from db.checking import check
from db.errors import Trouble
from db.history import of_row, replayed, take_back
from db.journal import Who
from db.register import Context, new_ids
from db.registers import School, Student, Term, Village
from db.workspace import Workspace
from desktop.work.outcome import silent

WHO = Who(b"\x01" * 16, "王老师")
TODAY = Context(__import__("datetime").date(2026, 11, 21), 2026)

names = st.sampled_from(["李明", "阿依古丽·买买提", "王\"'%_", "𬀩", "张"])
places = st.integers(0, 30)
actions = st.one_of(
    st.tuples(st.just("add"), names),
    st.tuples(st.just("village"), names),
    st.tuples(st.just("term"), st.sampled_from([2025, 2026]), st.sampled_from(["1", "2"])),
    st.tuples(st.just("name"), places, names),
    st.tuples(st.just("remark"), places, st.one_of(st.none(), names)),
    st.tuples(st.just("ride"), places, st.one_of(st.none(), st.decimals(0, 99, places=2))),
    st.tuples(st.just("link"), places, places),
    st.tuples(st.just("remove"), places),
    st.tuples(st.just("bulk"), st.integers(1, 4), names),
    st.tuples(st.just("cells"), st.lists(st.tuples(places, names), max_size=4)),
)
units = st.lists(st.one_of(st.lists(actions, max_size=6), st.tuples(st.just("undo"), places)), min_size=1, max_size=8)


TOUCHED = (Student, Village, Term)
"""The registers in which the units of work below write."""


@contextmanager
def fresh() -> Iterator[Workspace]:
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.create(Path(folder) / "office.xiangxiao")
        try:
            yield workspace
        finally:
            workspace.changed = False
            workspace.close()


def rows_of(rows: Change, table: str) -> list[bytes]:
    return [row for (row,) in rows.rows(f'SELECT id FROM "{table}" ORDER BY id')]


def act(rows: Change, action: Any) -> None:
    """One thing that somebody does inside a unit of work."""
    verb, *said = action
    students = rows_of(rows, "students")
    villages = rows_of(rows, "villages")
    if verb == "add":
        rows.add(Student(name=said[0]))
    elif verb == "village":
        rows.add(Village(name=said[0]))
    elif verb == "term":
        rows.add(Term(year=said[0], term=said[1]))
    elif verb == "bulk":
        rows.insert_rows(Student, ("id", "name", "sex"), [(row, said[1], "1") for row in new_ids(said[0])])
    elif verb == "cells" and students:
        rows.set_cells(Student, [(students[i % len(students)], "name", text) for i, text in said[0]])
    elif students and verb in ("name", "remark", "ride", "link", "remove"):
        row = rows.get(Student, students[said[0] % len(students)])
        if verb == "name":
            row.name = said[1]
        elif verb == "remark":
            row.remark = said[1]
        elif verb == "ride":
            row.distance = said[1]
        elif verb == "link" and villages:
            row.village_id = villages[said[1] % len(villages)]
        elif verb == "remove":
            rows.remove(row)


def work_through(workspace: Workspace, plan: Any) -> None:
    """The units in order; an undo takes back one of the entries there are, as far as it stands."""
    for unit in plan:
        if isinstance(unit, tuple):
            with workspace.look() as connection:
                last = connection.exec_driver_sql("SELECT max(number) FROM entries").scalar() or 0
            if last:
                undo(workspace, 1 + unit[1] % last)
            continue
        with workspace.change(WHO, "改") as rows:
            for action in unit:
                act(rows, action)


def undo(workspace: Workspace, number: int) -> list[Any]:
    try:
        with workspace.change(WHO, "撤销", undoes=number) as rows:
            return take_back(rows, workspace.site_number, number)
    except Trouble:
        return []


def standing(workspace: Workspace, *, removed: bool = False) -> dict[str, dict[bytes, Any]]:
    """All rows by register and id, as the tables hold them."""
    found: dict[str, dict[bytes, Any]] = {}
    with workspace.look() as connection:
        for register in TOUCHED:
            listed = ", ".join(f'"{c}"' for c in register.columns())
            where = "" if removed else "WHERE deleted = 0"
            statement = f'SELECT id, {listed} FROM "{register.register_name()}" {where}'
            found[register.register_name()] = {row[0]: tuple(row[1:]) for row in connection.exec_driver_sql(statement)}
    return found


def from_the_journal(workspace: Workspace) -> dict[str, dict[bytes, Any]]:
    with workspace.look() as connection:
        return {
            r.register_name(): {row: tuple(values[c] for c in r.columns()) for row, values in replayed(connection, r)}
            for r in TOUCHED
        }


@settings(max_examples=60)
@given(units)
def test_the_journal_alone_makes_the_same_rows_again(plan: Any) -> None:
    with fresh() as workspace:
        work_through(workspace, plan)
        assert from_the_journal(workspace) == standing(workspace, removed=True)


@settings(max_examples=20)
@given(units)
def test_entries_are_numbered_without_gaps_their_stamps_rise_and_each_has_what_it_counts(plan: Any) -> None:
    with fresh() as workspace:
        work_through(workspace, plan)
        with workspace.look() as connection:
            entries = connection.exec_driver_sql("SELECT id, number, stamp, count FROM entries ORDER BY id").all()
            counts = dict(connection.exec_driver_sql("SELECT entry, count(*) FROM operations GROUP BY entry").all())
            report = check(connection, TODAY, silent)
        assert [number for _, number, _, _ in entries] == list(range(1, len(entries) + 1))
        assert [stamp for *_, stamp, _ in entries] == sorted({stamp for *_, stamp, _ in entries})
        assert {entry: count for entry, _, _, count in entries} == counts
        assert report.findings == []


@settings(max_examples=60)
@given(units, st.lists(actions, min_size=1, max_size=6))
def test_taking_back_at_once_restores_what_stood_and_taking_that_back_does_it_again(plan: Any, unit: Any) -> None:
    with fresh() as workspace:
        work_through(workspace, plan)
        before = standing(workspace)
        work_through(workspace, [unit])
        done = standing(workspace)
        if done == before:
            return
        with workspace.look() as connection:
            number = connection.exec_driver_sql("SELECT max(number) FROM entries").scalar()
        assert undo(workspace, number) == []
        assert standing(workspace) == before
        assert undo(workspace, number + 1) == []
        assert standing(workspace) == done
        assert undo(workspace, number) == [], "what was done again can be taken back again"
        assert standing(workspace) == before


@settings(max_examples=40)
@given(units)
def test_the_history_of_a_row_ends_with_what_stands(plan: Any) -> None:
    with fresh() as workspace:
        work_through(workspace, plan)
        rows = standing(workspace, removed=True)["students"]
        with workspace.look() as connection:
            for row, values in rows.items():
                now: dict[str, Any] = {"deleted": 0}
                for entry in of_row(connection, Student, row):
                    for edit in entry.edits:
                        assert now.get(edit.column) == edit.old
                        now[edit.column] = edit.new
                    assert all(
                        edit.standing == (values[Student.columns().index(edit.column)] == edit.new) or not edit.standing
                        for edit in entry.edits
                    )
                assert tuple(now.get(c) if c != "id" else row for c in Student.columns()) == values


def entry_count(workspace: Workspace) -> int:
    with workspace.look() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM entries").scalar() or 0)


def test_a_unit_of_work_that_changes_nothing_leaves_no_entry() -> None:
    with fresh() as workspace:
        with workspace.change(WHO, "看看") as rows:
            rows.rows("SELECT 1")
        assert entry_count(workspace) == 0
        assert not workspace.changed


def test_one_unit_of_work_is_one_entry_with_who_and_why() -> None:
    with fresh() as workspace:
        with workspace.change(WHO, "期中检查") as rows:
            rows.add(School(name="黑沟教学点", kind="point"))
            rows.add(Village(name="黑沟村"))
        with workspace.look() as connection:
            said = connection.exec_driver_sql("SELECT number, who_name, why, count FROM entries").all()
        assert [tuple(entry) for entry in said] == [(1, "王老师", "期中检查", 2)]


def later(workspace: Workspace, do: Callable[[Change], None]) -> None:
    with workspace.change(WHO, "后来") as rows:
        do(rows)


def test_undo_leaves_and_names_the_cell_that_somebody_changed_since() -> None:
    with fresh() as workspace:
        with workspace.change(WHO, "导入") as rows:
            child = rows.add(Student(name="李明"))
        later(workspace, lambda rows: setattr(rows.get(Student, child.id), "remark", "一"))
        later(workspace, lambda rows: setattr(rows.get(Student, child.id), "remark", "二"))
        assert undo(workspace, 2) == [(Student, child.id, "remark")]
        assert undo(workspace, 1) == [(Student, child.id, "deleted")], "a row others worked on is not taken away"
        with workspace.look() as connection:
            assert connection.exec_driver_sql("SELECT remark, deleted FROM students").first() == ("二", 0)


def test_a_row_whose_edit_was_taken_back_and_done_again_is_not_taken_away() -> None:
    with fresh() as workspace:
        with workspace.change(WHO, "新增") as rows:
            child = rows.add(Student(name="李明"))
        later(workspace, lambda rows: setattr(rows.get(Student, child.id), "remark", "一"))
        assert undo(workspace, 2) == []
        assert undo(workspace, 3) == []  # done again: the remark stands
        assert undo(workspace, 1) == [(Student, child.id, "deleted")]
