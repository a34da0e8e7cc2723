"""The road to the data file: one SQLite driver, the same on every machine, and how a connection is set up."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool

WAIT_SECONDS = 10
"""How long a writer waits for another program's unit of work."""


def connect(path: Path, *, read_only: bool = False, wait: float = WAIT_SECONDS) -> Any:
    """A raw connection: WAL, full sync, queries only, transactions begun by us. Raises the driver's errors."""
    address = address_of(path, "ro" if read_only else "rw")
    if read_only and not os.access(path.parent, os.W_OK) and not _beside(path):
        address += "&immutable=1"  # or SQLite would ask to write its notes beside the file
    connection = sqlite.connect(address, uri=True, timeout=wait, check_same_thread=False, isolation_level=None)
    if not read_only:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -16000")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA query_only = ON")
    connection.create_function("spelled", 1, _spelled, deterministic=True)
    connection.create_aggregate("exact_sum", 1, _exact_sum)
    return connection


def _beside(path: Path) -> bool:
    """Whether changes lie beside the file that are not yet in it."""
    beside = Path(f"{path}-wal")
    return beside.is_file() and beside.stat().st_size > 0


def address_of(path: Path, mode: str) -> str:
    """A file as SQLite's URI; mode is ro or rw."""
    return f"file:{quote(path.as_posix())}?mode={mode}"


def _spelled(text: Any) -> Any:
    from db import pinyin

    return pinyin.sort_key(text) if isinstance(text, str) else text


def _exact_sum() -> Any:
    from db import tallies

    return tallies.ExactSum()


def engine(path: Path, *, read_only: bool = False, wait: float = WAIT_SECONDS) -> Engine:
    """An engine whose connections can only look; Workspace.change opens the one door."""
    made = create_engine(
        "sqlite://",
        creator=lambda: connect(path, read_only=read_only, wait=wait),
        module=sqlite,
        poolclass=QueuePool,
        pool_size=4,
        hide_parameters=True,  # or an error of ours would name the child it happened to
    )

    @event.listens_for(made, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writing") else "BEGIN")

    return made


__all__ = ["address_of", "connect", "engine", "sqlite"]
