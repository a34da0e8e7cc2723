"""The column of classes that are called: who is missing, what nobody has called, what waits for a signature."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from desktop.ui.look import WIDTH
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.work import roll_words
from desktop.work.roll_days import RoomDay

COLUMNS = (Column("班级"), Column("点名", WIDTH.roll_state, right=True))


class RoomList(PlainTable):
    """One line a class."""

    def __init__(self) -> None:
        super().__init__(COLUMNS, "今天的班级")
        self.rooms: Sequence[RoomDay] = ()

    def put_rooms(self, rooms: Sequence[RoomDay], unsigned: Collection[bytes]) -> None:
        """The classes of a day; `unsigned` are half called."""
        self.rooms = rooms
        self.put([self._line(one, unsigned) for one in rooms])

    def mark(self, unsigned: Collection[bytes]) -> None:
        """The state of the line one stands on, anew."""
        place = self.currentIndex().row()
        if 0 <= place < len(self.rooms):
            self.lines.rows[place] = self._line(self.rooms[place], unsigned)
            self.viewport().update()

    def _line(self, one: RoomDay, unsigned: Collection[bytes]) -> list[Cell]:
        """With classes of several schools the school stands behind the class."""
        several = len({other.room.school_id for other in self.rooms}) > 1
        title = f"{one.room.title}　{one.room.school}" if several else one.room.title
        return [Cell(title), _state(one, one.room.id in unsigned)]

    @property
    def here(self) -> RoomDay | None:
        place = self.currentIndex().row()
        return self.rooms[place] if 0 <= place < len(self.rooms) else None

    @property
    def first_left(self) -> int:
        """The first class that is not called, else the first of all."""
        return next((place for place, one in enumerate(self.rooms) if not one.called), 0)


def _state(one: RoomDay, unsigned: bool) -> Cell:
    if unsigned:
        return Cell("未签名", "amber")
    if not one.called:
        whole = len(one.left) == len(one.room.sessions)
        return Cell("未点" if whole else "差" + "、".join(roll_words.SESSIONS[code] for code in one.left), "red")
    missing = one.expected - one.present
    return Cell(f"缺{missing}", "ink2") if missing else Cell("全到 ✓", "green")
