"""Upgrades: a data file saved by any earlier program is brought up to date, one step at a time (Alembic)."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from db import driver
from db.errors import Damaged, NotOurs, TooNew

HEAD = "0001"
STEPS = ("0001",)


def create(path: Path) -> None:
    """A new file at the newest schema."""
    from db.registers import REGISTERS
    from db.tables import metadata

    assert REGISTERS
    with closing(driver.sqlite.connect(str(path), isolation_level=None)) as connection:
        connection.execute("PRAGMA page_size = 8192")
        connection.execute("PRAGMA journal_mode = WAL")
        made = _engine(connection)
        with made.connect() as at:
            at.exec_driver_sql("BEGIN")
            metadata.create_all(at)
            at.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
            at.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))
            at.exec_driver_sql("COMMIT")


def upgrade(path: Path, to: str = HEAD) -> None:
    """All steps that are missing, in one transaction: the file is as before or up to date. A backup comes first."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    with closing(driver.sqlite.connect(str(path), isolation_level=None)) as connection:
        made = _engine(connection)
        with made.connect() as at:
            at.exec_driver_sql("BEGIN IMMEDIATE")
            config.attributes["connection"] = at
            try:
                command.upgrade(config, to)
            except BaseException:
                at.exec_driver_sql("ROLLBACK")
                raise
            at.exec_driver_sql("COMMIT")


def revision(path: Path) -> str:
    """The schema of a file. Raises NotOurs for a file of another program."""
    with closing(driver.connect(path, read_only=True)) as connection:
        try:
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
        raise Damaged(f"数据文件 {path.name} 已损坏。") from error
    if said != [("ok",)]:
        raise Damaged(f"数据文件 {path.name} 已损坏。")


def _engine(connection: Any) -> Any:
    return create_engine(
        "sqlite://",
        creator=lambda: connection,
        module=driver.sqlite,
        poolclass=StaticPool,
        isolation_level="AUTOCOMMIT",
    )
