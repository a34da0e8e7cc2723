"""Upgrades: a data file saved by any earlier program is brought up to date, one step at a time (Alembic)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.dialects import sqlite
from sqlalchemy.pool import StaticPool
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement

from db import driver
from db.errors import Damaged, FileTrouble, NotOurs, TooNew

STEPS = tuple(sorted(file.name[:4] for file in (Path(__file__).parent / "versions").glob("[0-9]*.py")))
"""Revisions in order; a step that has been released is never edited (packaging/new_step.py writes the next)."""
HEAD = STEPS[-1] if STEPS else ""


def create(path: Path) -> None:
    """A new file at the newest schema."""
    with _whole_or_nothing(path) as connection:
        for statement in _schema():
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))


@cache
def _schema() -> tuple[str, ...]:
    """The statements that make every table and index of the registers."""
    from db.registers import REGISTERS
    from db.tables import metadata

    assert REGISTERS
    made: list[ExecutableDDLElement] = []
    for table in metadata.sorted_tables:
        made += [
            CreateTable(table),
            *(CreateIndex(index) for index in sorted(table.indexes, key=lambda i: str(i.name))),
        ]
    return tuple(str(one.compile(dialect=sqlite.dialect())) for one in made)


def create_by_steps(path: Path, to: str = "head") -> None:
    """A file as the steps alone build it: for writing the next step, and to prove that both ways agree."""
    with _whole_or_nothing(path) as connection:
        _go_through(connection, to)


def upgrade(path: Path, to: str = "head") -> None:
    """All steps that are missing, in one transaction: the file is as before or up to date. A backup comes first."""
    with _whole_or_nothing(path) as connection:
        _go_through(connection, to)


def _go_through(connection: Connection, to: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


@contextmanager
def _whole_or_nothing(path: Path) -> Iterator[Connection]:
    """A connection whose statements, those that change the schema too, are one transaction."""
    with closing(driver.sqlite.connect(str(path), isolation_level=None)) as raw:
        raw.execute("PRAGMA page_size = 8192")
        raw.execute("PRAGMA journal_mode = WAL")
        engine = create_engine("sqlite://", creator=lambda: raw, module=driver.sqlite, poolclass=StaticPool)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        with engine.begin() as connection:  # begun here, or Alembic would commit step by step
            yield connection


def revision(path: Path) -> str:
    """The schema of a file. Raises NotOurs for a file of another program."""
    try:
        with closing(driver.connect(path, read_only=True)) as connection:
            connection.execute("SELECT 1 FROM entries").fetchone()
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except driver.sqlite.DatabaseError as error:
        raise NotOurs(f"{path.name} 不是乡校台账的数据文件。") from error
    if not found:
        raise NotOurs(f"{path.name} 不是乡校台账的数据文件。")
    return str(found[0])


def refuse_newer(known: str) -> None:
    if known not in STEPS:
        raise TooNew("这个数据文件是更新的程序保存的。")


def quick_check(path: Path) -> None:
    """Raises Damaged, NotOurs."""
    try:
        with closing(driver.connect(path, read_only=True)) as connection:
            said = connection.execute("PRAGMA quick_check(5)").fetchall()
    except driver.sqlite.DatabaseError as error:
        if "not a database" in str(error):
            raise NotOurs(
                f"{path.name} 不是乡校台账的数据文件。", "如果它原来是，说明文件已损坏，请从备份恢复。"
            ) from error
        if "unable to open" in str(error):
            raise FileTrouble(
                f"{path.name} 打不开。", "请把它和旁边同名的文件一起复制到本机硬盘上，再打开。"
            ) from error
        raise Damaged(f"数据文件 {path.name} 已损坏。") from error
    if said != [("ok",)]:
        raise Damaged(f"数据文件 {path.name} 已损坏。")
