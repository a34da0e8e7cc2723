"""Laws of the merge: whatever offices write, and however sticks are late, lost or repeated, all copies end up equal."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import conflicts
from db.checking import _unequal
from db.registers import Child, HeadingChoice, Setting, Village
from tests.laws.oracle import Truth, Written, truth
from tests.laws.township import CENTER, NORTH, PLAYED, SOUTH, Machine, Township, at_play, founded

HISTORIES = int(os.environ.get("XIANGXIAO_HISTORIES", "2000" if os.environ.get("CI") else "200"))
"""Histories to play, shared among townships of two to six machines; a longer run: XIANGXIAO_HISTORIES=20000."""

small = st.integers(0, 5)
machine = st.integers(0, 5)
value = st.sampled_from(["甲", "乙", "丙", None])
cells = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(["name", "name", "remark"]), value), min_size=1, max_size=3
)
edit = st.tuples(st.just("edit"), machine, cells)
remove = st.tuples(st.just("remove"), machine, small)
pack = st.tuples(st.just("pack"), machine, machine, st.booleans())
deliver = st.tuples(st.just("deliver"), st.lists(small, min_size=1, max_size=3))
move = st.tuples(st.just("move"), machine, st.integers(0, 3), st.sampled_from([CENTER, SOUTH, NORTH]))
rarer = st.one_of(
    st.tuples(st.just("add"), machine, value),
    st.tuples(st.just("heading"), machine, st.sampled_from(["姓名", "生日"]), value),
    st.tuples(st.just("common"), machine, st.sampled_from(["村", "社区"]), value),
    st.tuples(st.just("restore"), machine, small),
    st.tuples(st.just("join"), machine, small, small),
    st.tuples(st.just("settle"), machine, small, small),
    st.tuples(st.just("settle"), machine, small, small),
    st.tuples(st.just("receipt"), machine, machine),
    st.tuples(st.just("meet")),
)
plans = st.lists(
    st.one_of(edit, edit, edit, remove, move, pack, deliver, deliver, rarer, rarer), min_size=8, max_size=24
)


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("templates")
    founded(folder)
    return folder


@pytest.fixture(scope="session")
def playground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """In memory where the system has such a place: these are many short lives."""
    memory = Path("/dev/shm")
    if memory.is_dir() and os.access(memory, os.W_OK):
        with tempfile.TemporaryDirectory(prefix="xiangxiao-laws-", dir=memory) as folder:
            yield Path(folder)
    else:
        yield tmp_path_factory.mktemp("playground")


@pytest.mark.parametrize("turn", range(4))
@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
@settings(
    max_examples=max(HISTORIES // 20, 5), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(plan=plans)
def test_all_copies_are_equal_once_everybody_has_everything(
    templates: Path, playground: Path, count: int, turn: int, plan: list[Any]
) -> None:
    with at_play(templates, playground, count) as township:
        township.machines = [*township.machines[turn % count :], *township.machines[: turn % count]]
        for step in plan:
            act(township, step)
        township.everybody_meets()
        expected = truth(list(township.written.values()))
        for machine_ in township.machines:
            agree(township, machine_, expected)


def act(township: Township, step: Any) -> None:
    """One thing that happens; what cannot happen now does not."""
    verb, *said = step
    if verb == "deliver":
        chosen = [township.flying[i % len(township.flying)] for i in said[0] if township.flying]
        chosen = [p for p in chosen if p.receiver is chosen[0].receiver]
        if chosen:
            township.deliver(*chosen)
        return
    if verb == "meet":
        township.everybody_meets()
        return
    machine_ = township.machines[said[0] % len(township.machines)]
    if verb in ("pack", "receipt"):
        other = township.machines[said[1] % len(township.machines)]
        if other is machine_ or not (machine_.center or other.center):
            return
        way = (machine_.name, other.name)
        if verb == "receipt":
            township.believed[way] = township.taken(other)
        else:
            township.flying.append(township.pack(machine_, other, {} if said[2] else township.believed.get(way, {})))
        return
    write(township, machine_, verb, said[1:])


def write(township: Township, machine_: Machine, verb: str, said: list[Any]) -> None:
    children = township.rows(machine_, Child, removed=verb == "restore")
    if verb == "settle":
        settle(township, machine_, *said)
        return
    with township.change(machine_) as rows:
        if verb == "add":
            rows.add(Child(name=said[0], school_id=machine_.school))
        elif verb == "heading":
            rows.add(HeadingChoice(school_id=machine_.school, register="students", heading=said[0], field_name=said[1]))
        elif verb == "common" and machine_.center:
            rows.add(Setting(name=said[0], value=said[1]))
            if said[1]:
                rows.add(Village(name=said[0]))
        elif children and verb == "edit":
            rows.set_cells(Child, [(children[i % len(children)], column, v) for i, column, v in said[0]])
        elif children and verb in ("remove", "restore"):
            rows.set_cells(Child, [(children[said[0] % len(children)], "deleted", int(verb == "remove"))])
        elif children and verb == "move":
            rows.set_cells(Child, [(children[said[0] % len(children)], "school_id", said[1])])
        elif len(children) > 1 and verb == "join":
            keep, other = children[said[0] % len(children)], children[said[1] % len(children)]
            if keep != other:
                rows.set_cells(Child, [(other, "same_as", keep)])


def settle(township: Township, machine_: Machine, which: int, head: int) -> None:
    with machine_.workspace.look() as connection:
        mine = set(township.rows(machine_, Child))
        found = [c for c in conflicts.open_ones(connection) if c.row in mine]
    if found:
        one = found[which % len(found)]
        with township.change(machine_) as rows:
            conflicts.settle(rows, [(one, conflicts.kept(one, head % len(one.heads) + 1))])


def agree(township: Township, machine_: Machine, expected: Truth) -> None:
    """This machine's file holds what it must: rows, open conflicts, history, and nothing of other schools."""
    for register in PLAYED:
        name = register.register_name()
        with machine_.workspace.look() as connection:
            columns = register.columns()
            listed = ", ".join(f'"{c}"' for c in columns)
            lines = [
                dict(zip(columns, row, strict=True))
                for row in connection.exec_driver_sql(f'SELECT {listed} FROM "{name}"')
            ]
            assert list(_unequal(connection, register)) == []
        held = {line["id"]: line for line in lines if concerns(machine_, line["school_id"])}
        due = {
            row: values
            for (of, row), values in expected.rows.items()
            if of == name and concerns(machine_, values["school_id"])
        }
        assert held == due, f"{machine_.name}: {name}"
    with machine_.workspace.look() as connection:
        cells = connection.exec_driver_sql('SELECT "row", field FROM conflicts').all()
        gone = {row for (_, row), values in expected.rows.items() if values["deleted"]}
        listed_ones = {(c.row, c.field): frozenset(h.value for h in c.heads) for c in conflicts.open_ones(connection)}
    school_of = {row: values["school_id"] for (_, row), values in expected.rows.items()}
    due_cells = {c: v for c, v in expected.conflicts.items() if concerns(machine_, school_of[c[0]])}
    assert {(r, f) for r, f in cells if concerns(machine_, school_of[r])} == set(due_cells)
    assert {c: v for c, v in listed_ones.items() if concerns(machine_, school_of[c[0]])} == {
        c: v for c, v in due_cells.items() if c[0] not in gone
    }
    held_ops = township.held(machine_)
    assert held_ops >= {w.key for w in township.written.values() if concerns(machine_, school_of.get(w.row))}
    if not machine_.center:
        of_row: dict[bytes, list[Written]] = {}
        for written in township.written.values():
            of_row.setdefault(written.row, []).append(written)
        for key in held_ops:
            row = township.written[key].row
            assert any(concerns(machine_, w.cells["school_id"]) for w in of_row[row] if "school_id" in w.cells)


def concerns(machine_: Machine, school: bytes | None) -> bool:
    return machine_.center or school is None or school == machine_.school


@pytest.mark.parametrize("count", [3, 5])
@settings(
    max_examples=max(HISTORIES // 40, 10), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(plan=plans)
def test_everything_again_changes_nothing(templates: Path, playground: Path, count: int, plan: list[Any]) -> None:
    with at_play(templates, playground, count) as township:
        for step in plan:
            act(township, step)
        township.everybody_meets()
        before = [township.held(m) for m in township.machines]
        township.accounts.clear()
        township.everybody_meets(full=True)
        assert [township.held(m) for m in township.machines] == before
        assert all(account.present == account.read for account in township.accounts)
