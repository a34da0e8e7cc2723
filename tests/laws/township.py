"""A township at play: machines with real data files, parcels in flight, and a record of who knew of what."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from db import merge
from db.change import Change
from db.journal import Who, id_columns
from db.merge import Arrival, EntryHead, Operation, knowledge
from db.register import Register
from db.registers import BY_NAME, Child, HeadingChoice, School, Setting, Village
from db.workspace import Workspace
from tests.laws.oracle import Key, Written, cells_of

CENTER, SOUTH, NORTH = (name * 16 for name in (b"C", b"S", b"N"))
MACHINES = (("c1", CENTER), ("s1", SOUTH), ("n1", NORTH), ("s2", SOUTH), ("c2", CENTER), ("n2", NORTH))
"""The first two to six of these play; c are the center's, s and n those of two schools."""
CHILDREN = ((b"1" * 16, SOUTH), (b"2" * 16, SOUTH), (b"3" * 16, NORTH))
"""Everybody whom they concern has these from the start, so that people soon write to the same row."""
PLAYED: tuple[type[Register], ...] = (Child, HeadingChoice, Village, Setting, School)


@dataclass
class Machine:
    name: str
    school: bytes
    workspace: Workspace
    recorded: int = 0

    @property
    def center(self) -> bool:
        return self.school == CENTER

    @property
    def who(self) -> Who:
        return Who(self.name.encode() * 8, self.name)


@dataclass
class Flying:
    """A parcel on its way: where it comes from, to whom, and what it says."""

    sender: Machine
    receiver: Machine
    entries: list[tuple[EntryHead, list[Operation]]]
    covers: dict[int, Any]

    def arrival(self) -> Arrival:
        heads = [head for head, _ in self.entries]
        operations = iter([part for _, part in self.entries])
        return Arrival(
            self.sender.workspace.site_number, self.sender.school, self.sender.center, 1, heads, operations, self.covers
        )  # fmt: skip


@dataclass
class Township:
    """What happens is recorded beside the files, so that another judge can say what must come of it."""

    machines: list[Machine]
    flying: list[Flying] = field(default_factory=list)
    believed: dict[tuple[str, str], knowledge.Knowledge] = field(default_factory=dict)
    written: dict[Key, Written] = field(default_factory=dict)
    accounts: list[merge.Account] = field(default_factory=list)

    # -- what an office does -------------------------------------------------------------------------------

    @contextmanager
    def change(self, machine: Machine) -> Iterator[Change]:
        held = self.held(machine)
        with machine.workspace.change(machine.who, "改动") as rows:
            yield rows
        self._record(machine, held)

    def held(self, machine: Machine) -> frozenset[Key]:
        """All operations in a machine's file."""
        with machine.workspace.look() as connection:
            found = connection.exec_driver_sql(
                "SELECT e.site, e.number, o.place FROM operations o JOIN entries e ON e.id = o.entry"
            )
            return frozenset((site, number, place) for site, number, place in found)

    def _record(self, machine: Machine, held: frozenset[Key]) -> None:
        site = machine.workspace.site_number
        with machine.workspace.look() as connection:
            lines = connection.exec_driver_sql(
                'SELECT e.number, o.place, e.stamp, o.register, o."row", o.field, s.columns, o.value '
                "FROM entries e JOIN operations o ON o.entry = e.id LEFT JOIN shapes s ON s.id = o.shape "
                "WHERE e.site = ? AND e.number > ? ORDER BY e.number, o.place",
                (site, machine.recorded),
            ).all()
        seen = set(held)
        for number, place, stamp, register, row, column, columns, value in lines:
            cells = cells_of(id_columns(BY_NAME[register]), columns, column, value)
            key = (site, number, place)
            self.written[key] = Written(key, stamp, register, row, columns is not None, cells, frozenset(seen))
            seen.add(key)
            machine.recorded = number

    def rows(self, machine: Machine, register: type[Register], *, removed: bool = False) -> list[bytes]:
        """Rows that this machine may write, as far as it knows."""
        mine = "1" if machine.center else "school_id = ?"
        with machine.workspace.look() as connection:
            found = connection.exec_driver_sql(
                f'SELECT id FROM "{register.register_name()}" WHERE deleted = {int(removed)} AND {mine} ORDER BY id',
                () if machine.center else (machine.school,),
            )
            return [row for (row,) in found]

    # -- sticks --------------------------------------------------------------------------------------------

    def pack(self, sender: Machine, receiver: Machine, known: knowledge.Knowledge) -> Flying:
        with sender.workspace.look() as connection:
            leaving = merge.outgoing(connection, None if receiver.center else receiver.school, known)
            return Flying(sender, receiver, list(leaving.entries), leaving.covers)

    def deliver(self, *parcels: Flying) -> merge.Result:
        """Parcels for one machine, all of one stick."""
        with parcels[0].receiver.workspace.merging() as connection:
            result = merge.take_in_at(connection, [p.arrival() for p in parcels], lambda *_: None)
        for parcel, taken in zip(parcels, result.parcels, strict=True):
            if taken.refused:
                raise taken.refused
            assert taken.total.read == sum(len(part) for _, part in parcel.entries)
            assert taken.total.balances()
            self.accounts.append(taken.total)
        return result

    def taken(self, machine: Machine) -> knowledge.Knowledge:
        with machine.workspace.look() as connection:
            return knowledge.taken(connection)

    def everybody_meets(self, *, full: bool = False) -> None:
        """Sticks go round until nobody lacks anything."""
        centers = [m for m in self.machines if m.center]
        schools = [m for m in self.machines if not m.center]
        ways = [(s, c) for s in schools for c in centers] + [(a, b) for a in centers for b in centers if a is not b]
        ways += [(c, s) for c in centers for s in schools]
        taken = {m.name: self.taken(m) for m in self.machines}
        for sender, receiver in [*ways, *ways]:
            known = {} if full else taken[receiver.name]
            if full or any(knowledge.without(r, known.get(s, ())) for s, r in taken[sender.name].items()):
                self.deliver(self.pack(sender, receiver, known))
                taken[receiver.name] = self.taken(receiver)


def founded(folder: Path) -> None:
    """Template files: every machine knows the three schools and the others' machines."""
    numbers = {name: 1000 + 7 * place for place, (name, _) in enumerate(MACHINES)}
    schools = [
        School(id=CENTER, name="中心学校", kind="center"),
        School(id=SOUTH, name="南坡小学", kind="primary"),
        School(id=NORTH, name="北沟教学点", kind="point"),
    ]
    machines = []
    for name, school in MACHINES:
        workspace = Workspace.create(folder / f"{name}.xiangxiao")
        with workspace.note_locally() as connection:
            connection.exec_driver_sql("DELETE FROM sites")
            connection.exec_driver_sql(
                "INSERT INTO sites (site, school_id, machine, state) VALUES (?, ?, ?, 'enrolled')",
                [(numbers[n], s, n) for n, s in MACHINES],
            )
            knowledge.note(connection, "site", str(numbers[name]))
        workspace.site_number = numbers[name]
        workspace.set_school(school)
        machines.append(Machine(name, school, workspace))
    township = Township(machines)
    with township.change(machines[0]) as rows:
        for row in [*schools, *(Child(id=one, name="某某", school_id=school) for one, school in CHILDREN)]:
            rows.add(row)
    for machine in machines[1:]:
        township.deliver(township.pack(machines[0], machine, {}))
    for machine in machines:
        machine.workspace.changed = False
        with machine.workspace.merging() as connection:
            connection.exec_driver_sql("SELECT 1")
        machine.workspace.changed = False
        machine.workspace.close()


@contextmanager
def at_play(templates: Path, folder: Path, count: int) -> Iterator[Township]:
    """The first so many machines, each with its own fresh file."""
    machines = []
    for name, school in MACHINES[:count]:
        path = folder / f"{name}.xiangxiao"
        for old in folder.glob(f"{name}.xiangxiao*"):
            old.unlink()
        shutil.copy(templates / path.name, path)
        machines.append(Machine(name, school, Workspace(path)))
    township = Township(machines)
    try:
        first = machines[0]
        township._record(first, frozenset())
        yield township
    finally:
        for machine in machines:
            machine.workspace.changed = False
            machine.workspace.close()
