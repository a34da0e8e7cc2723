"""A township's sticks on a Friday: from sealed and signed files to merged registers, beside a bare copy of the rows.

XIANGXIAO_COUNTY=1 adds the county: 400 parcels, 210,000 rows; it takes minutes to prepare.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from environment import ROOT
from measuring import Pair, Times, Under, bench

sys.path.insert(0, str(ROOT))

SITES, ROWS = 20, 1000
NOW = datetime(2026, 11, 20, 16, 42).astimezone()


class Township:
    """A center and schools with their files, parcels on a stick, and the center's file as it was before."""

    def __init__(self, folder: Path, sites: int = SITES, rows: int = ROWS) -> None:
        self.folder, self.rows = folder, rows
        self.stick, self.later = folder / "stick", folder / "later"
        for place in (self.stick, self.later):
            place.mkdir()
        os.environ["XDG_CONFIG_HOME"] = os.environ["LOCALAPPDATA"] = str(folder / "settings")
        self.center = self._found(sites)
        self.schools = [self._school(number) for number in range(sites)]

    def _found(self, sites: int) -> Any:
        from db.journal import Who
        from db.registers import School
        from db.workspace import Workspace

        workspace = Workspace.create(self.folder / "center.xiangxiao")
        self.who = Who(b"\1" * 16, "王秀兰")
        center = School(name="青石镇中心学校", kind="center")
        workspace.set_school(center.id)
        with workspace.change(self.who, "建立台账") as rows:
            rows.add(center)
            self.keys = [
                rows.add(School(name=f"第{n}小学", kind="primary", parent_id=center.id)).id for n in range(sites)
            ]
        return workspace

    def _school(self, number: int) -> Any:
        from db.handoff import invitation
        from db.journal import Who
        from db.registers import Student

        name = f"第{number}小学"
        file = invitation.write(self.center, self.keys[number], name, "青石镇中心学校", self.folder, NOW)
        workspace = invitation.join(self.folder / f"{number}.xiangxiao", invitation.read(file))
        with workspace.change(Who(bytes([number % 256]) * 16, "刘运生"), "导入学生花名册") as rows:
            rows.insert_rows(Student, *self.pupils(number))
        return workspace

    def pupils(self, school: int) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        from db.register import new_ids

        dice = random.Random(school)
        columns = (
            "id", "school_id", "name", "sex", "born_on", "id_number", "nation", "stage", "cohort", "guardian1_name",
            "guardian1_phone", "address", "boarding", "left_behind", "remark",
        )  # fmt: skip
        known = tuple(c for c in columns if c in self.columns())
        lines = []
        for number, key in enumerate(new_ids(self.rows)):
            cells = {
                "id": key,
                "school_id": self.keys[school],
                "name": f"{dice.choice('王李张刘陈杨赵黄周吴')}{chr(0x4E00 + dice.randrange(3000))}",
                "sex": "12"[number % 2],
                "born_on": date(2014 + number % 6, 1 + number % 12, 1 + number % 28).isoformat(),
                "id_number": f"610429{dice.randrange(10**11):011d}X",
                "nation": "01",
                "stage": "1",
                "cohort": 2020 + number % 6,
                "address": f"青石镇第{school}村{number % 9}组",
            }
            lines.append(tuple(cells.get(c) for c in known))
        return known, lines

    @staticmethod
    def columns() -> tuple[str, ...]:
        from db.registers import Student

        return Student.columns()

    def hand_out(self, to: Path, full: bool = False) -> None:
        """Every school writes its parcel."""
        from db.handoff import heading, machines, sending

        for workspace in self.schools:
            with workspace.look() as connection:
                receivers = machines.receivers(workspace, connection)
            names = heading.Names(workspace, dict)
            for machine in receivers:
                sending.write(workspace, to, machine, names, NOW, full)

    def edit(self, share: float) -> None:
        """That share of the rows gets another address, at the schools and, every fifth of them, also at the center."""
        from db.registers import Student

        dice = random.Random(5)
        both: list[tuple[bytes, str, Any]] = []
        for number, workspace in enumerate(self.schools):
            with workspace.look() as connection:
                ids = [row for (row,) in connection.exec_driver_sql("SELECT id FROM students ORDER BY id")]
            chosen = dice.sample(ids, int(len(ids) * share))
            with workspace.change(self.who, "更正") as rows:
                rows.set_cells(Student, [(row, "address", f"柳林村{number}组") for row in chosen])
            both += [(row, "address", "中心改的") for row in chosen[::5]]
        with self.center.change(self.who, "更正") as rows:
            rows.set_cells(Student, both)

    def close(self) -> None:
        for workspace in (self.center, *self.schools):
            workspace.changed = False
            workspace.close()


@contextmanager
def fresh(township: Township, before: Path) -> Iterator[Any]:
    """The center's file as it was, opened."""
    from db.workspace import Workspace

    path = township.folder / "round.xiangxiao"
    for left in township.folder.glob("round.*"):
        left.unlink()
    shutil.copy(before, path)
    workspace = Workspace.open(path)
    yield workspace
    workspace.changed = False
    workspace.close()


def taking(township: Township, before: Path, stick: Path, expected: Callable[[dict[str, int]], bool]) -> float:
    """Seconds to take a stick in: read, signature, decryption, merge, account, commit; without words to find by."""
    from db.handoff import stick as files
    from db.handoff import taking as handoff

    with fresh(township, before) as workspace:
        listed = files.found([stick], (files.PARCEL,))
        begun = time.perf_counter()
        taken = handoff.take(workspace, listed, [], None, NOW, lambda *_: None)
        seconds = time.perf_counter() - begun
    total: dict[str, int] = {"opened": taken.opened}
    for account in taken.accounts.values():
        for word, count in account["total"].items():
            total[word] = total.get(word, 0) + count
    if not expected(total):
        raise AssertionError(f"not what was sent: {total}")
    return seconds


def copying(township: Township, before: Path, rows: int, table: str = "students") -> float:
    """Seconds for the floor: one attached file, one transaction, INSERT OR REPLACE … SELECT of the same rows."""
    from db import driver

    with fresh(township, before) as workspace:
        path = workspace.path
    other = township.folder / "plain.sqlite"
    connection = driver.connect(path)
    connection.execute("PRAGMA query_only = OFF")
    connection.execute("ATTACH ? AS other", (str(other),))
    begun = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    copied = connection.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM other.{table}").rowcount
    connection.execute("COMMIT")
    seconds = time.perf_counter() - begun
    connection.close()
    if copied != rows:
        raise AssertionError(f"{copied} rows copied")
    return seconds


def plain(township: Township, after: Path, ids: str, table: str = "students") -> int:
    """Lays the rows that the floor copies into a file of their own; in the order in which they were written."""
    from db import driver

    other = township.folder / "plain.sqlite"
    other.unlink(missing_ok=True)
    connection = driver.connect(after)
    connection.execute("PRAGMA query_only = OFF")
    connection.execute("ATTACH ? AS other", (f"file:{quote(other.as_posix())}?mode=rwc",))
    connection.execute(f"CREATE TABLE other.{table} AS SELECT * FROM {table} WHERE {ids}")
    count = int(connection.execute(f"SELECT count(*) FROM other.{table}").fetchone()[0])
    connection.close()
    return count


def kept(township: Township, name: str) -> Path:
    """The center's file as it stands now."""
    township.center.changed = False
    path = Path(township.center.backup(name))
    target = township.folder / f"{name}.xiangxiao"
    shutil.move(path, target)
    return target


def take(township: Township, stick: Path) -> None:
    from db.handoff import stick as files
    from db.handoff import taking as handoff

    handoff.take(township.center, files.found([stick], (files.PARCEL,)), [], None, NOW, lambda *_: None)


@bench(Times(8.0))
def handoff_first(folder: Path) -> Iterator[Pair]:
    """A township's first merge: 20 sealed and signed parcels, 20,000 rows, beside a bare copy of the rows."""
    township = Township(folder)
    township.hand_out(township.stick)
    before = kept(township, "before")
    take(township, township.stick)
    rows = plain(township, kept(township, "after"), "1")
    all_new = SITES * ROWS
    yield Pair(
        work=lambda: taking(township, before, township.stick, lambda t: t["added"] >= all_new == rows),
        floor=lambda: copying(township, before, rows),
    )
    township.close()


@bench(Times(6.0))
def handoff_round(folder: Path) -> Iterator[Pair]:
    """A round in which 5 % of 20,000 rows were edited, every fifth also at the center: conflicts and all."""
    township = Township(folder)
    township.hand_out(township.stick)
    take(township, township.stick)
    heard(township)
    township.edit(0.05)
    township.hand_out(township.later)
    before = kept(township, "before")
    take(township, township.later)
    rows = plain(township, kept(township, "after"), "address LIKE '柳林村%' OR address = '中心改的'")
    edited = SITES * ROWS // 20
    yield Pair(
        work=lambda: taking(township, before, township.later, lambda t: t["read"] == 5 * t["opened"] == edited),
        floor=lambda: copying(township, before, rows),
    )
    township.close()


def heard(township: Township) -> None:
    """The center's receipts reach the schools, so that they send only what is new."""
    from db.handoff import heading, identity, receipts
    from db.handoff import stick as files
    from db.handoff import taking as handoff

    with township.center.look() as connection:
        owed = receipts.owed(connection)
    names = heading.Names(township.center, dict)
    own = identity.own_keys(township.center)
    receipts.write(township.center, own, township.stick, owed, names, NOW)
    notes = files.found([township.stick], (files.RECEIPT,))
    for workspace in township.schools:
        handoff.take(workspace, [], notes, None, NOW, lambda *_: None)


@bench(Times(0.25))
def handoff_again(folder: Path) -> Iterator[Pair]:
    """The same sticks again, beside taking them in for the first time."""
    township = Township(folder)
    township.hand_out(township.stick)
    before = kept(township, "before")
    take(township, township.stick)
    after = kept(township, "after")
    yield Pair(
        work=lambda: taking(township, after, township.stick, lambda t: t["present"] == t["read"]),
        floor=lambda: taking(township, before, township.stick, lambda t: t["present"] == 0),
    )
    township.close()


@bench(Times(1.5))
def handoff_full_again(folder: Path) -> Iterator[Pair]:
    """Everything written anew and sent again in full, each operation compared, beside the first time."""
    township = Township(folder)
    township.hand_out(township.stick)
    before = kept(township, "before")
    take(township, township.stick)
    township.hand_out(township.later, full=True)
    after = kept(township, "after")
    yield Pair(
        work=lambda: taking(township, after, township.later, lambda t: t["present"] == t["read"]),
        floor=lambda: taking(township, before, township.stick, lambda t: t["present"] == 0),
    )
    township.close()


PUPILS, PAPERS = 250, 5


class Examined(Township):
    """Schools whose pupils are known at the center; each then holds an examination of its own."""

    def examine(self) -> None:
        from db.journal import Who
        from db.register import key_id
        from db.registers import Exam, Paper, SchoolClass, Score

        for number, workspace in enumerate(self.schools):
            school, dice = self.keys[number], random.Random(number)
            with workspace.look() as connection:
                pupils = connection.exec_driver_sql("SELECT id FROM students").scalars().all()
            with workspace.change(Who(bytes([number]) * 16, "刘运生"), "登记成绩") as rows:
                room = rows.add(SchoolClass(school_id=school, stage="1", entry_year=2022, number=1))
                exam = rows.add(Exam(school_id=school, year=2026, term="1", kind="1", from_grade="1", to_grade="6"))
                papers = [
                    rows.add(Paper(school_id=school, exam_id=exam.id, grade="5", subject=f"{s:02}")).id
                    for s in range(2, 2 + PAPERS)
                ]
                lines = [
                    (key_id("scores", [p, s]), school, p, s, room.id, f"{dice.randrange(40, 201) / 2:g}", None)
                    for s in pupils
                    for p in papers
                ]
                rows.insert_rows(
                    Score, ("id", "school_id", "paper_id", "student_id", "class_id", "mark", "absence"), lines
                )


@bench(Times(8.0))
def handoff_scores(folder: Path) -> Iterator[Pair]:
    """An examination of 20 schools carried to the center: 25,000 scores, sealed, beside a bare copy of the rows."""
    township = Examined(folder, SITES, PUPILS)
    township.hand_out(township.stick)
    take(township, township.stick)
    heard(township)
    township.examine()
    township.hand_out(township.later)
    before = kept(township, "before")
    take(township, township.later)
    scores = plain(township, kept(township, "after"), "1 ORDER BY school_id, student_id, paper_id", "scores")
    yield Pair(
        work=lambda: taking(
            township, before, township.later, lambda t: t["added"] >= scores == SITES * PUPILS * PAPERS
        ),
        floor=lambda: copying(township, before, scores, "scores"),
    )
    township.close()


def county(folder: Path) -> tuple[Township, Path, int]:
    township = Township(folder, 400, 525)
    township.hand_out(township.stick)
    before = kept(township, "before")
    take(township, township.stick)
    return township, before, plain(township, kept(township, "after"), "1")


def handoff_county(folder: Path) -> Iterator[Pair]:
    """A county's first merge: 400 parcels, 210,000 rows, beside a bare copy of the rows."""
    township, before, rows = county(folder)
    yield Pair(
        work=lambda: taking(township, before, township.stick, lambda t: t["added"] >= rows),
        floor=lambda: copying(township, before, rows),
    )
    township.close()


_TAKE = """
import sys
from datetime import datetime
from pathlib import Path
from db.handoff import stick, taking
from db.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]))
for folder in sys.argv[2:]:
    taking.take(workspace, stick.found([Path(folder)], (".xxp",)), [], None, datetime.now(), lambda *_: None)
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
"""Peak memory as the system tells it of the process itself: that of a child counts its parent's too."""


def handoff_county_memory(folder: Path) -> Iterator[Pair]:
    """Megabytes that the county's first merge needs at most, beside a program that only opens the file."""
    township, before, _rows = county(folder)

    def megabytes(*sticks: Path) -> float:
        path = shutil.copy(before, folder / "round.xiangxiao")
        words = [sys.executable, "-c", _TAKE, str(path), *map(str, sticks)]
        said = subprocess.run(words, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True, stdout=subprocess.PIPE)
        return int(said.stdout) / 1024

    yield Pair(work=lambda: megabytes(township.stick), floor=megabytes)
    township.close()


if os.environ.get("XIANGXIAO_COUNTY"):
    bench(Times(8.0), rounds=3)(handoff_county)
    bench(Under(200.0, "MB"), rounds=1)(handoff_county_memory)
