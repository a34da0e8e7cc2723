"""Sticks in any order, lost, late, repeated, a file that goes back to a backup: in the end everybody has the same.

XIANGXIAO_HISTORIES=200 plays more terms than the check does.
"""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from db import backups, checking
from db.registers import Student
from tests.db.handoff.sides import CONTEXT, Side, Township, states

HISTORIES = int(os.environ.get("XIANGXIAO_HISTORIES", "6"))
STEPS = 30


class Term:
    """A term in which anything may happen to sticks."""

    def __init__(self, township: Township, seed: int) -> None:
        self.township, self.dice = township, random.Random(seed)
        self.sticks: list[Path] = []
        self.backups: dict[str, Path] = {}
        self.count = 0

    @property
    def sides(self) -> list[Side]:
        return [self.township.center, self.township.point, self.township.primary]

    def side(self) -> Side:
        return self.dice.choice(self.sides)

    def row(self, side: Side) -> bytes | None:
        mine = sorted(side.pupils()) if side is self.township.center else sorted(self.own(side))
        return self.dice.choice(mine) if mine else None

    @staticmethod
    def own(side: Side) -> dict[bytes, tuple[object, ...]]:
        return rows_of(side, side.workspace.school_id or b"")

    # -- what may happen -----------------------------------------------------------------------------------

    def add(self) -> None:
        self.count += 1
        self.side().add(f"学生{self.count}")

    def rename(self) -> None:
        side = self.side()
        if row := self.row(side):
            self.count += 1
            side.rename(row, f"改名{self.count}")

    def move(self) -> None:
        if row := self.row(self.township.center):
            school = self.dice.choice([self.township.point, self.township.primary]).workspace.school_id
            self.township.center.move(row, school or b"")

    def remove(self) -> None:
        side = self.side()
        if row := self.row(side):
            with side.workspace.change(side.who, "删除") as rows:
                rows.remove(rows.get(Student, row))

    def hand_out(self) -> None:
        self.count += 1
        stick = self.township.folder_named(f"stick{self.count}")
        self.side().hand_out(stick, full=self.dice.random() < 0.1)
        self.sticks.append(stick)

    def take(self) -> None:
        if self.sticks:
            stick, side = self.dice.choice(self.sticks), self.side()
            assert "refused" not in states(side.take(stick))
            if self.dice.random() < 0.7:
                side.write_receipts(stick)

    def lose(self) -> None:
        if self.sticks:
            self.sticks.remove(self.dice.choice(self.sticks))

    def keep(self) -> None:
        made = self.township.point.workspace.backup("之前")
        assert made is not None
        self.backups["point"] = made

    def go_back(self) -> None:
        if "point" in self.backups:
            path = self.township.point.workspace.path
            self.township.point.close()
            backups.restore(path, self.backups.pop("point"))
            self.township.point = Side.open(path, "刘运生")

    def play(self) -> None:
        often: list[Callable[[], None]] = [self.add, self.rename, self.rename, self.hand_out, self.hand_out, self.take]
        seldom: list[Callable[[], None]] = [self.move, self.remove, self.lose, self.keep, self.go_back, self.take]
        for _ in range(STEPS):
            self.dice.choice(often if self.dice.random() < 0.8 else seldom)()

    def everybody_meets(self) -> None:
        """Three Fridays on which every stick gets through."""
        for number in range(3):
            stick = self.township.folder_named(f"friday{number}")
            for side in [*self.sides[1:], self.sides[0], *self.sides[1:]]:
                side.exchange(stick)
            self.sides[0].take(stick)


def rows_of(side: Side, school: bytes) -> dict[bytes, tuple[object, ...]]:
    listed = ", ".join(f'"{c}"' for c in Student.columns())
    with side.workspace.look() as connection:
        found = connection.exec_driver_sql(
            f"SELECT {listed} FROM students WHERE school_id = ? AND deleted = 0", (school,)
        )
        return {row[Student.columns().index("id")]: tuple(row) for row in found}


def open_conflicts(side: Side, among: set[bytes]) -> set[tuple[bytes, str]]:
    with side.workspace.look() as connection:
        found = connection.exec_driver_sql('SELECT "row", field FROM conflicts')
        return {(row, name) for row, name in found if row in among}


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_in_the_end_everybody_has_the_same(township: Township, seed: int) -> None:
    term = Term(township, seed)
    term.play()
    term.everybody_meets()
    for school in (township.point, township.primary):
        key = school.workspace.school_id or b""
        mine = rows_of(school, key)
        assert mine == rows_of(township.center, key)
        assert open_conflicts(school, set(mine)) == open_conflicts(township.center, set(mine))
    others = (township.point.workspace.school_id, township.primary.workspace.school_id)
    strangers = {row for row in rows_of(township.primary, others[0] or b"") if row not in was_there(township.primary)}
    assert strangers == set()
    for side in term.sides:
        with side.workspace.look() as connection:
            assert checking.check(connection, CONTEXT, lambda *_: None).findings == []
            assert connection.exec_driver_sql("SELECT count(*) FROM waiting").scalar() == 0
        assert all(one["missing"] == [] for one in missing_at(side))
    quiet = township.folder_named("quiet")
    assert [side.hand_out(quiet) for side in term.sides] == [[], [], []]


def was_there(side: Side) -> set[bytes]:
    """Rows that were once this school's: they moved away and stay readable."""
    own = (side.workspace.school_id or b"").hex()
    with side.workspace.look() as connection:
        found = connection.exec_driver_sql(
            'SELECT "row" FROM operations WHERE (shape IS NOT NULL AND instr(value, ?) > 0) '
            "OR (field = 'school_id' AND lower(hex(value)) = ?)",
            (own, own),
        )
        return {row for (row,) in found}


def missing_at(side: Side) -> list[dict[str, object]]:
    from db.handoff import ledger

    with side.workspace.look() as connection:
        return [{"site": site, "missing": ledger.missing(connection, site)} for site in side.machines()]
