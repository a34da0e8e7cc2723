"""One data file, open: looking, changing through the one door, backups."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from db import backups, driver, errors, journal, places, tables, upgrades
from db.change import Change, UnseenWrite, only_local
from db.explaining import saying_why
from db.journal import Site, Who
from db.register import new_id

ENDING = ".xiangxiao"


class Workspace:
    """An open data file. Many threads may look; one unit of work writes at a time, here and in other programs."""

    def __init__(self, path: Path, *, read_only: str = "", wait: float = driver.WAIT_SECONDS) -> None:
        """wait: seconds that a unit of work waits for that of another program."""
        self.path, self.read_only = path, read_only
        self._engine = driver.engine(path, read_only=bool(read_only), wait=wait)
        self._writing = threading.Lock()
        self._watching = threading.Lock()
        self._watcher: Any = None
        self._writing_in = 0
        self._writer: Connection | None = None
        self.changed = False
        self.entry = 0
        with self.look() as connection:
            known: dict[str, Any] = dict(connection.exec_driver_sql("SELECT name, value FROM local").all())
        self.database, self.site_number = known["database"], int(known["site"])
        self.school_id: bytes | None = bytes.fromhex(known["school"]) if known.get("school") else None

    # -- opening and closing -------------------------------------------------------------------------------

    @classmethod
    def create(cls, path: Path) -> Workspace:
        """A new, empty data file. Raises FileTrouble if one is there already or the place is no good."""
        path = path.resolve()
        if path.exists():
            raise errors.FileTrouble(f"{path.name} 已经存在。", "请换一个文件名，或者直接打开它。")
        reason = places.why_not_write(path)
        if reason:
            raise errors.ReadOnly(reason, "请把数据文件建在本机硬盘上。")
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(path.name + ".part")
        part.unlink(missing_ok=True)
        with saying_why():
            upgrades.create(part)
            _name_it(part)
        part.replace(path)
        return cls(path)

    @classmethod
    def open(cls, path: Path, *, wait: float = driver.WAIT_SECONDS) -> Workspace:
        """Opens a data file: checked, brought up to date, read-only where it must not be written.

        Raises NotFound, Damaged (the file is left as it is; errors.Damaged names the backup), NotOurs, TooNew.
        """
        path = path.resolve()
        if not path.is_file():
            raise errors.NotFound(f"没有找到数据文件 {path}。", "请检查文件是否被移动或改名，或者从备份恢复。")
        reason = places.why_not_write(path)
        with backups.offered(path):
            upgrades.quick_check(path)
            revision = upgrades.revision(path)
        if revision != upgrades.HEAD:
            upgrades.refuse_newer(revision)
            if reason:
                raise errors.ReadOnly(reason, "这个文件要先升级才能打开，请把它复制到本机硬盘上。")
            backups.make(path, "升级前")
            upgrades.upgrade(path)
        return cls(path, read_only=reason, wait=wait)

    def set_school(self, school: bytes) -> None:
        """Says whose machine this is, once, when a township is founded or joined."""
        with self.note_locally() as connection:
            connection.exec_driver_sql(
                "INSERT OR REPLACE INTO local (name, value) VALUES ('school', ?)", (school.hex(),)
            )
            connection.exec_driver_sql("UPDATE sites SET school_id = ? WHERE site = ?", (school, self.site_number))
        self.school_id = school

    def close(self) -> None:
        """Closes; makes the backup that is due when something was changed. Raises FileTrouble when that fails."""
        with self._writing:
            if self._writer is not None:
                self._writer.close()
                self._writer = None
        with self._watching:
            if self._watcher is not None:
                self._watcher.close()
                self._watcher = None
        self._engine.dispose()
        if self.changed and not self.read_only:
            backups.make(self.path, "关闭时", at_most_every=backups.EVERY)

    # -- looking -------------------------------------------------------------------------------------------

    @contextmanager
    def look(self) -> Iterator[Connection]:
        """A connection that can only read, seeing one moment of the file. Raises Damaged."""
        with saying_why(errors.Damaged, errors.FileTrouble), self._engine.connect() as connection:
            yield connection

    def data_version(self) -> int:
        """Changes when another program, or our own writer, has written."""
        with saying_why(errors.Damaged, errors.FileTrouble), self._watching:
            if self._watcher is None:  # asked thousands of times: a connection of its own costs a tenth
                self._watcher = driver.connect(self.path, read_only=bool(self.read_only))
            return int(self._watcher.execute("SELECT coalesce(max(id), 0) FROM entries").fetchone()[0])

    # -- changing ------------------------------------------------------------------------------------------

    @contextmanager
    def change(self, who: Who, why: str, *, undoes: int | None = None, at: datetime | None = None) -> Iterator[Change]:
        """The one door: everything inside is one entry of the journal, kept whole or not at all.

        An entry that changes nothing is not written. Raises ReadOnly, Busy.
        """
        with self._open_for_writing() as connection:
            change = Change(connection)
            try:
                yield change
                pending = change.settled()
                if pending:
                    site, moment = Site(self.site_number, upgrades.HEAD), at or datetime.now().astimezone()
                    self.entry = journal.write(connection, site, who, why, moment, pending, undoes)
                    self.changed = True
            finally:
                change.close()

    @contextmanager
    def merging(self) -> Iterator[Connection]:
        """For db.merge, which writes rows and journal together: other machines' entries, all of them or nothing."""
        with self._open_for_writing() as connection:
            yield connection
        self.changed = True

    @contextmanager
    def note_locally(self) -> Iterator[Connection]:
        """Writes to what this copy keeps for itself (doubts, drafts, finder …), which never travels.

        Rows of registers and the journal are shut: raises UnseenWrite.
        """
        with self._open_for_writing() as connection:
            raw: Any = connection.connection.dbapi_connection
            raw.set_authorizer(only_local)
            try:
                yield connection
            except DatabaseError as error:
                if "not authorized" in str(error):
                    raise UnseenWrite("rows and journal are written in a unit of work only") from error
                raise
            finally:
                raw.set_authorizer(None)

    @contextmanager
    def _open_for_writing(self) -> Iterator[Connection]:
        if self.read_only:
            raise errors.ReadOnly(self.read_only)
        if self._writing_in == threading.get_ident():
            raise RuntimeError("a unit of work within a unit of work would wait for itself for ever")
        with self._writing:
            connection = self._writer = self._writer or self._engine.connect().execution_options(writing=True)
            raw: Any = connection.connection.dbapi_connection
            self._writing_in = threading.get_ident()
            raw.execute("PRAGMA query_only = OFF")
            try:
                with saying_why(), connection.begin():
                    yield connection
            finally:
                raw.execute("PRAGMA query_only = ON")
                self._writing_in = 0

    def catch_up(self) -> None:
        """Writes what the find box looks in for rows that a merge brought, in several short units of work."""
        from db import finder

        if self.read_only:
            return
        left = 1
        while left:
            with self.note_locally() as connection:
                left = finder.catch_up(connection)

    def rebuild_finder(self) -> None:
        """Makes what is derived anew from the rows."""
        from db import finder
        from db.registers import REGISTERS

        with self.note_locally() as connection:
            finder.rebuild(connection, REGISTERS)

    # -- backups -------------------------------------------------------------------------------------------

    def backup(self, why: str, *, at_most_every: float = 0.0) -> Path | None:
        """A proven copy beside the data file; None when one younger than at_most_every seconds is there."""
        return backups.make(self.path, why, at_most_every=at_most_every)

    def local(self, name: str) -> Any:
        """What this copy noted for itself under a name, or None."""
        with self.look() as connection:
            found = connection.exec_driver_sql("SELECT value FROM local WHERE name = ?", (name,)).scalar()
        return json.loads(found) if found else None

    def set_local(self, name: str, value: Any) -> None:
        with self.note_locally() as connection:
            connection.exec_driver_sql(
                "INSERT OR REPLACE INTO local (name, value) VALUES (?, ?)",
                (name, json.dumps(value, ensure_ascii=False)),
            )


def _name_it(path: Path) -> None:
    """A new file learns its own number and that of the machine it was made on."""
    site = secrets.randbits(47) + 1
    with closing(driver.connect(path)) as connection:
        connection.execute("PRAGMA query_only = OFF")
        connection.execute("BEGIN")
        for name, value in (("database", new_id().hex()), ("site", str(site))):
            connection.execute("INSERT INTO local (name, value) VALUES (?, ?)", (name, value))
        connection.execute("INSERT INTO knowledge (id, body) VALUES (1, '{}')")
        connection.execute(
            "INSERT INTO sites (site, machine, state) VALUES (?, ?, 'enrolled')", (site, places.machine())
        )
        connection.execute("COMMIT")


__all__ = ["ENDING", "Who", "Workspace", "tables"]
