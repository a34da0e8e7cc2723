"""What a file or an entry has taken in: per machine, which numbers."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from db.merge.incoming import Ranges

Knowledge = dict[int, Ranges]


def covers(ranges: Sequence[Sequence[int]] | None, number: int) -> bool:
    if not ranges:
        return False
    if len(ranges) == 1:
        return ranges[0][0] <= number <= ranges[0][1]
    at = bisect_right(ranges, number, key=lambda r: r[0]) - 1
    return at >= 0 and ranges[at][1] >= number


def joined(*several: Iterable[Sequence[int]]) -> Ranges:
    """All the numbers of several ranges."""
    made: Ranges = []
    for start, end in sorted((r[0], r[1]) for ranges in several for r in ranges if r[0] <= r[1]):
        if made and start <= made[-1][1] + 1:
            made[-1][1] = max(made[-1][1], end)
        else:
            made.append([start, end])
    return made


def without(ranges: Iterable[Sequence[int]], taken: Iterable[Sequence[int]]) -> Ranges:
    """The numbers of the first that are not in the second."""
    left = joined(ranges)
    for start, end in joined(taken):
        kept: Ranges = []
        for a, b in left:
            if a < start:
                kept.append([a, min(b, start - 1)])
            if b > end:
                kept.append([max(a, end + 1), b])
        left = [r for r in kept if r[0] <= r[1]]
    return left


def gaps(ranges: Ranges, last: int) -> Ranges:
    """Numbers from 1 to last that are missing."""
    return without([[1, last]], ranges)


def united(*several: Mapping[int, Sequence[Sequence[int]]]) -> Knowledge:
    made: Knowledge = {}
    for one in several:
        for site, ranges in one.items():
            made[site] = joined(made.get(site, ()), ranges)
    return made


def written(known: Mapping[int, Sequence[Sequence[int]]]) -> str:
    """One spelling for one knowledge, so that it is stored once."""
    return json.dumps({str(site): joined(known[site]) for site in sorted(known) if known[site]}, separators=(",", ":"))


def read(body: str | None) -> Knowledge:
    return {int(site): ranges for site, ranges in json.loads(body or "{}").items()}


def number_of(connection: Connection, body: str) -> int:
    """Under which number this file keeps a knowledge."""
    found = connection.exec_driver_sql("SELECT id FROM knowledge WHERE body = ?", (body,)).scalar()
    if found is None:
        found = connection.exec_driver_sql("INSERT INTO knowledge (body) VALUES (?)", (body,)).lastrowid
    return int(found or 0)


def current(connection: Connection) -> Knowledge:
    """What the next entry of this file will have seen: every entry of which the file holds anything."""
    found = connection.exec_driver_sql(
        "SELECT body FROM knowledge WHERE id = (SELECT CAST(value AS INTEGER) FROM local WHERE name = 'knowledge')"
    ).scalar()
    return read(found)


_TAKEN = """WITH own (site) AS (SELECT CAST(value AS INTEGER) FROM local WHERE name = 'site')
SELECT own.site, (SELECT max(number) FROM entries WHERE site = own.site),
(SELECT value FROM local WHERE name = 'taken') FROM own"""


def taken(connection: Connection) -> Knowledge:
    """The entries of which this file has all that concerns it, its own among them."""
    own, last, body = connection.exec_driver_sql(_TAKEN).one()
    known = read(body)
    return united(known, {own: [[1, last]]}) if last else known


def grow(connection: Connection, held: Knowledge, complete: Knowledge) -> None:
    """After a merge: these entries are held in part or whole, these completely."""
    note(connection, "knowledge", str(number_of(connection, written(united(current(connection), held, complete)))))
    own, _, body = connection.exec_driver_sql(_TAKEN).one()
    known = united(read(body), complete)
    known.pop(own, None)
    note(connection, "taken", written(known))


def note(connection: Connection, name: str, value: str) -> None:
    connection.exec_driver_sql(
        "INSERT INTO local (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def become(connection: Connection, site: int) -> None:
    """This file goes on as another machine, its number having been copied: what the old one wrote is another's."""
    old = int(connection.exec_driver_sql("SELECT value FROM local WHERE name = 'site'").scalar() or 0)
    last = int(connection.exec_driver_sql("SELECT max(number) FROM entries WHERE site = ?", (old,)).scalar() or 0)
    note(connection, "site", str(site))
    if last:
        grow(connection, {old: [[1, last]]}, {old: [[1, last]]})
