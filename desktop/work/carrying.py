"""What every hand-off needs: the moment, schools by name, receipts that are owed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from pathlib import Path

from db.handoff import clock, identity, receipts
from db.handoff.heading import Names
from desktop.work.office import Office


def moment(office: Office) -> datetime:
    """Now, on the day that the person before the screen vouches for."""
    return datetime.combine(office.today, datetime.now().time()).astimezone()


def date_doubt(office: Office) -> str:
    """A question about this computer's date when it cannot be right, or ""; a day said by a person is not doubted."""
    if office.today != date.today():
        return ""
    with office.look() as connection:
        recent = connection.exec_driver_sql("SELECT at FROM entries ORDER BY id DESC LIMIT 40").scalars()
        return clock.doubt(office.today, [datetime.fromisoformat(at) for at in recent])


def names_of(office: Office) -> Names:
    return Names(office.workspace, lambda: office.titles("schools"))


def write_owed(office: Office, to: Path, sites: Collection[int]) -> list[Path]:
    """Receipts that these machines are owed. Raises StickTrouble; what could not be written stays owed."""
    with office.look() as connection:
        owed = [p for p in receipts.owed(connection) if p.site in sites]
    if not owed:
        return []
    own = identity.own_keys(office.workspace)
    return receipts.write(office.workspace, own, to, owed, names_of(office), moment(office))
