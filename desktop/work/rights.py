"""What a school's own machine may write: the rows of its school; those of others and the common ones it reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from db.change import Change
from db.errors import Trouble

if TYPE_CHECKING:
    from desktop.work.office import Office


class NotOurs(Trouble):
    """A row that only the center, or another school, may write."""

    advice = "请打电话请中心学校改，下次交接就会收到。"


def bound(office: Office) -> bool:
    """Whether this machine writes its own school's rows only: it joined a township that another school founded."""
    center = office.workspace.local("center")
    return office.school_id is not None and bool(center) and center != office.school_id.hex()


def only_own(office: Office, rows: Change) -> None:
    """Before a unit of work is written: the center would set aside what is not this school's (handoff.md, law 6).

    A row that was this school's until now may be moved away. Raises NotOurs; then nothing is written.
    """
    if not office.bound:
        return
    rows.flush()
    for school in _schools(office, rows):
        if school is None:
            raise NotOurs("全镇公用的内容只有中心学校能改，没有保存。")
        if school != office.school_id:
            raise NotOurs(f"这是{office.titles('schools').get(school, '别的学校')}的内容，本校只能查看，没有保存。")


def _schools(office: Office, rows: Change) -> Iterator[Any]:
    """Whose the rows are: new ones as written, others as they stood before this unit of work."""
    pending = rows.pending
    for values in pending.inserts.values():
        yield values.get("school_id")
    for _, names, lines in pending.bulk:
        at = names.index("school_id") if "school_id" in names else None
        yield from {None if at is None else line[at] for line in lines}
    with office.look() as connection:
        for register, row in pending.edits:
            statement = f'SELECT school_id FROM "{register.register_name()}" WHERE id = ?'
            yield from connection.exec_driver_sql(statement, (row,)).scalars()
