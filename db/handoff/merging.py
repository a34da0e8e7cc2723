"""Believed parcels handed to the merge; content that no check foresaw is told from a full disk and our own mistakes."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DataError, IntegrityError, OperationalError

from db import merge
from db.handoff import machines, receiving
from db.handoff.machines import Home
from db.handoff.receiving import Parcel
from db.register import Context

Progress = Callable[[str, int, int], None]
log = logging.getLogger("xiangxiao")


class Impossible(Exception):
    """Content that no check foresaw."""

    def __init__(self, header: Any) -> None:
        self.header = header


def merged(
    home: Home, connection: Connection, fresh: Sequence[Parcel], context: Context | None, progress: Progress
) -> merge.Result:
    _tell_machines(home, connection, fresh)
    try:
        return merge.take_in_at(connection, [receiving.arrival(home, connection, p) for p in fresh], progress, context)
    except (
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        OverflowError,
        IntegrityError,
        DataError,
        OperationalError,
    ) as error:
        if isinstance(error, OperationalError) and not any(
            w in str(error) for w in ("JSON", "json", "too big", "datatype")
        ):
            raise
        log.error(
            "a parcel broke the merge\n%s", "".join(traceback.format_tb(error.__traceback__)) + type(error).__name__
        )
        raise Impossible(fresh[0].header) from error


def _tell_machines(home: Home, connection: Connection, fresh: Sequence[Parcel]) -> None:
    """Which machine is which school's, before the merge asks who may write what."""
    for parcel in fresh:
        assert parcel.reader is not None
        assert parcel.header is not None
        sender = machines.machine(connection, parcel.header.sender)
        if sender is not None and sender.school_id == home.center:
            machines.learn(connection, parcel.reader.preamble.sites, home.site)
