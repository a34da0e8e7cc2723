"""A township played on real files: a center, two schools, their settings folders, and folders that are sticks."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest

from db.handoff import identity, invitation, machines, receipts, sending, stick, taking
from db.handoff.heading import Names
from db.handoff.sending import Sent
from db.handoff.taking import Taken
from db.journal import Who
from db.register import Context, key_id
from db.registers import School, Student
from db.workspace import Workspace

NOW = datetime(2026, 11, 20, 16, 42).astimezone()
CONTEXT = Context(date(2026, 11, 20), 2026)
CENTER, POINT, PRIMARY = "青石镇中心学校", "黑沟教学点", "白杨小学"


_JOURNAL = (
    'SELECT e.site, e.number, e.stamp, o.place, o.register, o."row", o.field, o.value '
    "FROM entries e JOIN operations o ON o.entry = e.id ORDER BY 1, 2, 4"
)


class Side:
    """One machine: its data file, and what its people do."""

    def __init__(self, workspace: Workspace, who: str) -> None:
        self.workspace, self.who = workspace, Who(key_id("users", [workspace.school_id, who]), who)

    @classmethod
    def open(cls, path: Path, who: str) -> Side:
        workspace = Workspace.open(path)
        identity.settle(workspace)
        return cls(workspace, who)

    @property
    def site(self) -> int:
        return self.workspace.site_number

    def close(self) -> None:
        identity.note(self.workspace)
        self.workspace.changed = False
        self.workspace.close()

    # -- the day's work ------------------------------------------------------------------------------------

    def add(self, name: str, school: bytes | None = None, **words: object) -> bytes:
        with self.workspace.change(self.who, "登记") as rows:
            return rows.add(Student(name=name, school_id=school or self.workspace.school_id, **words)).id

    def rename(self, row: bytes, name: str) -> None:
        with self.workspace.change(self.who, "改名") as rows:
            rows.get(Student, row).name = name

    def move(self, row: bytes, school: bytes) -> None:
        with self.workspace.change(self.who, "转学") as rows:
            rows.get(Student, row).school_id = school

    def pupils(self) -> dict[bytes, str]:
        with self.workspace.look() as connection:
            return dict(connection.exec_driver_sql("SELECT id, name FROM students WHERE deleted = 0").all())

    def schools(self) -> dict[bytes, str]:
        with self.workspace.look() as connection:
            return dict(connection.exec_driver_sql("SELECT id, name FROM schools").all())

    # -- the stick -----------------------------------------------------------------------------------------

    @property
    def names(self) -> Names:
        return Names(self.workspace, self.schools)

    def hand_out(self, to: Path, full: bool = False, only: Iterable[int] | None = None) -> list[Sent]:
        identity.own_keys(self.workspace)
        with self.workspace.look() as connection:
            known = machines.receivers(self.workspace, connection)
        chosen = [m for m in known if only is None or m.site in only]
        sent = [sending.write(self.workspace, to, m, self.names, NOW, full) for m in chosen]
        return [s for s in sent if s is not None]

    def take(self, *paths: Path, progress: object = None) -> Taken:
        parcels = stick.found(paths, (stick.PARCEL,))
        notes = [p for folder in paths if folder.is_dir() for p in stick.found([folder], (stick.RECEIPT,))]
        told = progress or (lambda at, done, total: None)
        taken = taking.take(self.workspace, parcels, notes, CONTEXT, NOW, told)  # type: ignore[arg-type]
        self.workspace.catch_up()
        return taken

    def write_receipts(self, to: Path) -> list[Path]:
        with self.workspace.look() as connection:
            owed = receipts.owed(connection)
        return receipts.write(self.workspace, identity.own_keys(self.workspace), to, owed, self.names, NOW)

    def exchange(self, folder: Path) -> Taken:
        taken = self.take(folder)
        self.hand_out(folder)
        self.write_receipts(folder)
        return taken

    def machines(self) -> dict[int, machines.Machine]:
        with self.workspace.look() as connection:
            return machines.machines(connection)

    def journal(self) -> list[tuple[object, ...]]:
        """All that would be lost if something went wrong: entries, operations, rows."""
        with self.workspace.look() as connection:
            questions = (
                _JOURNAL,
                "SELECT id, name, school_id, deleted FROM students ORDER BY id",
                "SELECT way, site, number, state FROM parcels ORDER BY 1, 2, 3",
            )
            return [tuple(row) for question in questions for row in connection.exec_driver_sql(question)]


class Township:
    """center, point and primary have exchanged everything once; `stick` is empty again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.center = Side.open(folder / "center.xiangxiao", "王秀兰")
        self.point = Side.open(folder / "point.xiangxiao", "刘运生")
        self.primary = Side.open(folder / "primary.xiangxiao", "白玉")
        self.stick = folder / "stick"

    def folder_named(self, name: str) -> Path:
        made = self.folder / name
        made.mkdir()
        return made

    def invite(self, school: bytes, to: Path) -> Path:
        name = self.center.schools()[school]
        return invitation.write(self.center.workspace, school, name, CENTER, to, NOW)

    def join(self, file: Path, data: str, who: str) -> Side:
        return Side(invitation.join(self.folder / data, invitation.read(file)), who)

    def close(self) -> None:
        for side in (self.center, self.point, self.primary):
            side.close()


def found(folder: Path) -> None:
    """Builds the township's files; settings go where XDG_CONFIG_HOME says."""
    workspace = Workspace.create(folder / "center.xiangxiao")
    school = School(name=CENTER, kind="center")
    workspace.set_school(school.id)
    center = Side(workspace, "王秀兰")
    with workspace.change(center.who, "建立台账") as rows:
        rows.add(school)
        schools = {
            kind: rows.add(School(name=n, kind=kind, parent_id=school.id)).id
            for n, kind in ((POINT, "point"), (PRIMARY, "primary"))
        }
    stick_ = folder / "stick"
    stick_.mkdir()
    sides = []
    for kind, key in schools.items():
        file = invitation.write(workspace, key, center.schools()[key], CENTER, stick_, NOW)
        sides.append(Side(invitation.join(folder / f"{kind}.xiangxiao", invitation.read(file)), kind))
        sides[-1].hand_out(stick_)
    center.exchange(stick_)
    for side in sides:
        side.exchange(stick_)
    center.exchange(stick_)
    for side in [center, *sides]:
        side.close()
    for left in stick_.iterdir():
        left.unlink()


def states(taken: Taken) -> list[str]:
    return [p.state for p in taken.parcels]


def reasons(taken: Taken) -> list[str]:
    return [p.trouble.sentence for p in taken.parcels if p.trouble]


def another_machine(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """From now on the settings folder is that of another computer."""
    patch.setenv("XDG_CONFIG_HOME", str(folder))
    patch.setenv("LOCALAPPDATA", str(folder))


def copied(made: Path, to: Path) -> None:
    for part in ("center.xiangxiao", "point.xiangxiao", "primary.xiangxiao"):
        shutil.copy(made / part, to / part)
    shutil.copytree(made / "settings", to / "settings")
    (to / "stick").mkdir()


def named(files: Sequence[Path]) -> list[str]:
    return sorted(file.name for file in files)
