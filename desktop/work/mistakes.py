"""Our own mistakes, written down for whoever mends them, without a word of what the office's rows say."""

from __future__ import annotations

import logging
import traceback

log = logging.getLogger("xiangxiao")


def trace(mistake: BaseException | None) -> str:
    """Files, lines and kinds of a mistake and its causes; never its words, which may hold a child's data."""
    told = []
    while mistake is not None:
        told.append(f"{type(mistake).__name__}\n{''.join(traceback.format_tb(mistake.__traceback__))}")
        mistake = mistake.__cause__ or mistake.__context__
    return "\n".join(told)


def note(where: str, mistake: BaseException) -> None:
    """Into the log file."""
    log.error("%s\n%s", where, trace(mistake))
