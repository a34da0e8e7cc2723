"""Who knew of what when it was written: the knowledge of entries, read once."""

from __future__ import annotations

from sqlalchemy import Connection

from db.merge import knowledge
from db.merge.law import Op

MOST_KEPT = 2000


class Sight:
    """Whether one operation's author had seen another; counting never runs backwards, so order answers first."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection
        self._read: dict[int, knowledge.Knowledge] = {}

    def sees(self, later: Op, earlier: Op) -> bool:
        if later <= earlier:
            return False
        return later.site == earlier.site or knowledge.covers(
            self._of(later.knowledge).get(earlier.site), earlier.number
        )

    def _of(self, number: int) -> knowledge.Knowledge:
        found = self._read.get(number)
        if found is None:
            if len(self._read) >= MOST_KEPT:
                self._read.clear()
            body = self._at.exec_driver_sql("SELECT body FROM knowledge WHERE id = ?", (number,)).scalar()
            found = self._read[number] = knowledge.read(body)
        return found
