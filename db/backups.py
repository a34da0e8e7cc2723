"""Backups: made by themselves, proven readable when made, thinned out as they age."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from db import driver
from db.errors import Busy, Damaged, FileTrouble, NotOurs, Trouble

EVERY = 30 * 60.0
"""Seconds between backups made on closing."""
KEEP_ALL = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 12, 10, 9

_NAME = re.compile(r"(\d{8}-\d{6})(?:-\d+)? (.*)\.xiangxiao")


@dataclass(frozen=True)
class Backup:
    path: Path
    at: datetime
    why: str
    size: int


def folder(data: Path) -> Path:
    return data.with_name(f"{data.stem}的备份")


def found(data: Path) -> list[Backup]:
    """All backups of a data file, the newest first."""
    listed = []
    for path in folder(data).glob("*.xiangxiao") if folder(data).is_dir() else ():
        parts = _NAME.fullmatch(path.name)
        if parts:
            listed.append(Backup(path, datetime.strptime(parts[1], "%Y%m%d-%H%M%S"), parts[2], path.stat().st_size))
    return sorted(listed, key=lambda b: (b.at, b.path.name), reverse=True)


def make(data: Path, why: str, *, at_most_every: float = 0.0, now: datetime | None = None) -> Path | None:
    """A proven copy in the folder beside the data file; None when a young enough one is there."""
    moment = now or datetime.now()
    known = found(data)
    if at_most_every and known and abs((moment - known[0].at).total_seconds()) < at_most_every:
        return None
    try:
        folder(data).mkdir(exist_ok=True)
    except OSError as error:
        raise FileTrouble("备份没有做成，数据文件旁边建不了文件夹。", "请检查硬盘，或把数据文件放到别处。") from error
    target = folder(data) / f"{moment:%Y%m%d-%H%M%S} {why}.xiangxiao"
    count = 1
    while target.exists():
        count += 1
        target = folder(data) / f"{moment:%Y%m%d-%H%M%S}-{count} {why}.xiangxiao"
    copy(data, target)
    for old in superfluous(found(data), moment):
        old.path.unlink(missing_ok=True)
    return target


def copy(data: Path, target: Path) -> None:
    """A copy under another name, checked before it takes the name. Raises FileTrouble, Damaged."""
    if target.resolve() == data.resolve():
        raise FileTrouble("备份不能放在数据文件自己的位置上。", "请换一个文件名或文件夹。")
    size = data.stat().st_size
    if not target.parent.is_dir():
        raise FileTrouble(f"没有文件夹 {target.parent}。", "请检查U盘是否插好，或换一个文件夹。")
    if shutil.disk_usage(target.parent).free < size + 1024 * 1024:
        raise FileTrouble("放备份的地方空间不够。", "请清理出一些空间，或换一个文件夹。")
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        part.touch()
        with (
            closing(driver.connect(data, read_only=True)) as source,
            closing(driver.sqlite.connect(str(part))) as copied,
        ):
            source.backup(copied)
            copied.execute("PRAGMA journal_mode = DELETE")
        prove(part)
        part.replace(target)
    except (OSError, driver.sqlite.Error) as error:
        raise FileTrouble("备份没有做成，那个地方写不进去。", "请换一个文件夹再试。") from error
    finally:
        part.unlink(missing_ok=True)


def prove(path: Path) -> None:
    """Raises Damaged unless the file opens, is whole, and holds a journal."""
    try:
        with closing(driver.sqlite.connect(driver.address_of(path, "ro"), uri=True)) as connection:
            if connection.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise Damaged("这个备份已损坏。", "请选另一个备份。")
            connection.execute("SELECT count(*) FROM entries").fetchone()
    except driver.sqlite.Error as error:
        raise Damaged("这个文件不是完好的备份。", "请选另一个备份。") from error


def newest_good(data: Path) -> Backup | None:
    """The newest backup that opens and is whole."""
    for backup in found(data):
        try:
            prove(backup.path)
        except Damaged:
            continue
        return backup
    return None


@contextmanager
def offered(data: Path) -> Iterator[None]:
    """While a data file is read: when it cannot be, the newest good backup is named in the advice."""
    try:
        yield
    except (Damaged, NotOurs) as error:
        newest = newest_good(data)
        if newest:
            error.advice = f"原文件已原样保留。最近的完好备份是 {newest.at:%m月%d日 %H:%M} 的，可以从它恢复。"
        raise


def superfluous(known: Sequence[Backup], now: datetime) -> list[Backup]:
    """Backups that may go: all of the last two days stay, then the newest of 12 days, 10 weeks, 9 months."""
    keep = {b.path for b in known if now - b.at <= KEEP_ALL}
    older = [b for b in known if b.path not in keep]
    for count, label in ((DAILY, "%Y%m%d"), (WEEKLY, "%G-%V"), (MONTHLY, "%Y%m")):
        keep |= {b.path for b in _newest_of_each(older, label, count)}
    return [b for b in known if b.path not in keep]


def _newest_of_each(known: Iterable[Backup], label: str, count: int) -> list[Backup]:
    first: dict[str, Backup] = {}
    for backup in known:
        first.setdefault(backup.at.strftime(label), backup)
    return list(first.values())[:count]


def restore(data: Path, backup: Path, now: datetime | None = None) -> Path | None:
    """Puts the backup in the data file's place; the present file is kept aside first, and its path answered.

    Raises Busy while another window has the file open, Damaged if the backup is not whole; then all stays as it is.
    """
    prove(backup)
    fresh = data.with_name(f"{data.name}.new")
    try:
        if data.exists():
            _no_one_else(data)
        copy(backup, fresh)
        aside = _kept_aside(data, now) if data.exists() else None
        for tail in _TAILS:
            Path(str(data) + tail).unlink(missing_ok=True)
        fresh.replace(data)
    except OSError as error:
        raise FileTrouble("没有恢复成，数据文件的位置写不进去。", "请重启电脑后再试一次。") from error
    finally:
        fresh.unlink(missing_ok=True)
    return aside


_TAILS = ("-wal", "-shm")
"""What SQLite keeps beside an open file: changes not yet in it."""


def _no_one_else(data: Path) -> None:
    """Raises Busy if another program has the file open: what it wrote after the exchange would be lost in silence."""
    try:
        with closing(driver.connect(data, wait=1.0)) as connection:
            connection.execute("PRAGMA query_only = OFF")
            connection.execute("PRAGMA journal_mode = DELETE")  # only possible when alone; brings in what lies beside
    except driver.sqlite.Error as error:
        if "locked" in str(error):
            raise Busy("另一个窗口还开着这个数据文件。", "请先关掉所有乡校台账窗口，再恢复。") from error


def _kept_aside(data: Path, now: datetime | None) -> Path | None:
    try:
        return make(data, "恢复前", now=now)
    except Trouble:
        return set_aside(data, now)


def set_aside(data: Path, now: datetime | None = None) -> Path:
    """A damaged file is renamed, with what lies beside it, and never emptied."""
    target = data.with_name(f"{data.stem} 损坏 {now or datetime.now():%Y%m%d-%H%M%S}{data.suffix}")
    for tail in ("", *_TAILS):
        part = Path(str(data) + tail)
        if part.exists():
            part.replace(str(target) + tail)
    return target
