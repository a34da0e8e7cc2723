"""What the disk and other programs do to a data file, in a sentence and with what to do next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError

from db import driver
from db.errors import Busy, Damaged, FileTrouble, NotOurs, ReadOnly, Trouble

_REASONS: tuple[tuple[str, Callable[[], Trouble]], ...] = (
    ("locked", lambda: Busy("另一个窗口正在保存，等了一会儿还没有完。")),
    ("disk is full", lambda: FileTrouble("硬盘满了，刚才的改动没有保存。", "请清理出一些空间，再保存一次。")),
    (
        "disk I/O error",
        lambda: FileTrouble("硬盘读写出错，刚才的改动没有保存。", "请检查硬盘，并把数据文件备份到别处。"),
    ),
    ("unable to open", lambda: FileTrouble("数据文件打不开。", "请检查它是否还在原处，U盘或共享是否已经断开。")),
    ("malformed", lambda: Damaged("数据文件已损坏。")),
    ("not a database", lambda: NotOurs("这不是乡校台账的数据文件。")),
    ("readonly", lambda: ReadOnly("数据文件不能写。")),
)
"""What SQLite says, and what it means in an office."""


def explained(error: Exception) -> Trouble | None:
    """Trouble for a full disk, a locked or a damaged file; None for anything else, which is our own mistake."""
    words = str(getattr(error, "orig", None) or error)
    return next((make() for said, make in _REASONS if said in words), None)


@contextmanager
def saying_why(*kinds: type[Trouble]) -> Iterator[None]:
    """Turns what the driver says into trouble that people understand; where kinds are named, into those only."""
    try:
        yield
    except (DatabaseError, driver.sqlite.DatabaseError) as error:
        trouble = explained(error)
        if trouble is None or (kinds and type(trouble) not in kinds):
            raise
        raise trouble from error
