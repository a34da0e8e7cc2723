"""The books an analysis reads: one data file, what its rules may know, and whose file it is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from sqlalchemy import Connection

from db.register import Context


@dataclass(frozen=True)
class Books:
    """look() gives a connection that can only read; a paper hands in the one it has open."""

    look: Callable[[], AbstractContextManager[Connection]]
    context: Context
    school_id: bytes | None


__all__ = ["Books"]
