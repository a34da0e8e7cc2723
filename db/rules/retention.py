"""The account of who stayed: whoever was there at the start or came is there at the end, moved away, died or was lost.

Every kind of movement stands in one part, so that start + came − left − died − lost = kept always holds, and the share
of retention is never above one. 源：facts 2.6 (年巩固率, 初中三年巩固率).
"""

from typing import NamedTuple

from db.rules.movements import KINDS
from db.rules.roll import ENTERED, Line

DIED, GRADUATED, LOST, RETURNED = ("65",), ("61", "62", "22"), ("63", "64"), ("43",)
CAME = (ENTERED, *(kind for kind in KINDS if kind not in RETURNED))
LEFT = tuple(kind for kind in KINDS if kind not in (*DIED, *GRADUATED, *LOST))


class Account(NamedTuple):
    """Pupils at the start, those who came, left and died, those lost without a transfer, and those kept."""

    start: int
    came: int
    left: int
    died: int
    lost: int
    kept: int


def account(line: Line) -> Account:
    """The account of one line. Who graduated in these months was kept; who came back after leaving was not lost."""
    lost, returned = line.of(line.left, *LOST), line.of(line.came, *RETURNED)
    back = min(lost, returned)
    return Account(
        line.start.total(),
        line.of(line.came, *CAME) + returned - back,
        line.of(line.left, *LEFT),
        line.of(line.left, *DIED),
        lost - back,
        line.end.total() + line.of(line.left, *GRADUATED),
    )


__all__ = ["CAME", "DIED", "GRADUATED", "LEFT", "LOST", "RETURNED", "Account", "account"]
