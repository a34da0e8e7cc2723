"""Keeping: backups made and looked at, and going back to one with open eyes."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from db import backups as kept
from db import driver, places, upgrades
from db.backups import Backup
from db.errors import NotFound
from db.handoff import safekeeping
from db.registers import REGISTERS
from db.workspace import ENDING, Workspace
from desktop.work.office import Office
from desktop.work.outcome import Outcome


def backup(office: Office, to: Path | None = None, why: str = "手工备份", sealed: bool | None = None) -> Outcome:
    """A proven copy, beside the data file or where told; on a stick it is sealed, unless `sealed` says."""
    if to is None:
        made = office.workspace.backup(why)
        assert made is not None
        return Outcome(f"已备份到 {made}。", data={"file": str(made.resolve())})
    sealing = places.kind_of_place(to) == "stick" if sealed is None else sealed
    made = to / f"{office.path.stem}备份{safekeeping.ENDING if sealing else ENDING}" if to.is_dir() else to
    if not sealing:
        kept.copy(office.path, made)
        return Outcome(f"已备份到 {made}。", data={"file": str(made.resolve())})
    made = safekeeping.write(office.workspace, made)
    said = f"已加密备份到 {made}，U盘丢了别人也打不开。"
    advice = "只有这台电脑和中心学校能打开它。怕电脑坏的，请再备份一份到别的硬盘。"
    return Outcome(said, data={"file": str(made.resolve())}, advice=advice)


def backups(data: Path) -> list[Backup]:
    """All backups of a data file, the newest first."""
    return kept.found(data)


@dataclass(frozen=True)
class Difference:
    """How a register in a backup differs from now: rows only there, only here, and changed."""

    title: str
    only_backup: int
    only_now: int
    changed: int


def compare(data: Path, backup: Path) -> list[Difference]:
    """What going back would change, register by register; only those that differ. Raises Damaged, FileTrouble."""
    with safekeeping.opened(backup) as plain:
        return _compared(data, plain)


def _compared(data: Path, backup: Path) -> list[Difference]:
    kept.prove(backup)
    found = []
    with closing(driver.connect(data, read_only=True)) as connection:
        connection.execute("PRAGMA query_only = OFF")
        connection.execute("ATTACH ? AS other", (driver.address_of(backup, "ro"),))
        there = {name for (name,) in connection.execute("SELECT name FROM other.sqlite_master WHERE type = 'table'")}
        for register in REGISTERS:
            name = register.register_name()
            if name not in there:
                continue
            known = {row[1] for row in connection.execute(f'PRAGMA other.table_info("{name}")')}
            shared = ", ".join(f'"{c}"' for c in register.columns() if c in known)
            numbers = [connection.execute(statement).fetchone()[0] for statement in _differences(name, shared)]
            if any(numbers):
                found.append(Difference(register.title, *numbers))
    return found


def _differences(name: str, shared: str) -> tuple[str, str, str]:
    """How many rows are only in the backup, only here, and changed."""
    there, here = f'other."{name}"', f'main."{name}"'
    only = (
        "SELECT count(*) FROM {} a WHERE a.deleted = 0 "
        "AND NOT EXISTS (SELECT 1 FROM {} b WHERE b.id = a.id AND b.deleted = 0)"
    )
    changed = (
        f"SELECT count(*) FROM (SELECT {shared} FROM {here} WHERE deleted = 0 AND id IN "
        f"(SELECT id FROM {there} WHERE deleted = 0) EXCEPT SELECT {shared} FROM {there})"
    )
    return only.format(there, here), only.format(here, there), changed


def restore(office: Office | None, data: Path, backup: Path) -> Outcome:
    """Goes back to a backup; the present file is kept aside first. The office is closed: open the file again."""
    if not backup.is_file():
        raise NotFound(f"没有找到备份 {backup}。")
    with safekeeping.opened(backup) as plain:
        kept.prove(plain)
        if office is not None:
            office.workspace.changed = False
            office.close()
        aside = kept.restore(data, plain)
    upgrades.quick_check(data)
    with closing(_reopened(data)) as workspace:
        workspace.rebuild_finder()
    said = f"已恢复到 {backup.name}。" + (f"恢复前的文件另存为 {aside.name}。" if aside else "")
    return Outcome(
        said,
        frozenset(r.register_name() for r in REGISTERS),
        {"file": str(data), "aside": str(aside) if aside else None},
    )


def _reopened(data: Path) -> Workspace:
    return Workspace.open(data)


__all__ = ["Backup", "Difference", "backup", "backups", "compare", "restore"]
