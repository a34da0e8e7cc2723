"""Offices as on their first day: founded once in a process, and copied to every test that wants one."""

from collections.abc import Callable, Hashable
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from db import driver
from db.register import new_id
from desktop.work.office import Office


class _Made(NamedTuple):
    body: bytes
    who: str
    today: date


_MADE: dict[Hashable, _Made] = {}


def found(path: Path, school: str, kind: str, code: str, who: str, today: date) -> Office:
    """What Office.found answers."""
    words = (school, kind, code, who, today)
    return once(path, words, lambda file: Office.found(file, *words))


def once(path: Path, name: Hashable, make: Callable[[Path], Office]) -> Office:
    """An office of one's own as `make` makes it, which is asked the first time only."""
    if name not in _MADE:
        _MADE[name] = _made(make)
    made = _MADE[name]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made.body)
    with closing(driver.connect(path)) as connection:  # another file, not a copy: it has keys of its own
        connection.execute("PRAGMA query_only = OFF")
        connection.execute("UPDATE local SET value = ? WHERE name = 'database'", (new_id().hex(),))
    return Office.open(path, made.who, made.today)


def _made(make: Callable[[Path], Office]) -> _Made:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "office.xiangxiao"
        office = make(file)
        office.workspace.changed = False
        office.close()
        return _Made(file.read_bytes(), office.who.name, office.today)
