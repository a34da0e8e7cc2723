"""Schools that closed and the one that goes on for each (布局调整): rows, papers and machines have a successor."""

from __future__ import annotations

from sqlalchemy import Connection

_CLOSED = """SELECT s.id, t.id, t.kind IN ('center', 'county') FROM schools s JOIN schools t ON t.id = s.successor_id
WHERE s.deleted = 0 AND s.closed_on IS NOT NULL AND t.deleted = 0 AND t.id <> s.id"""


def lines(connection: Connection) -> dict[bytes, tuple[bytes, ...]]:
    """For each closed school the schools its machines belong to in turn, itself first.

    A center is not among them: a village school's machine does not become one that may write all of the township.
    """
    following = {school: heir for school, heir, center in connection.exec_driver_sql(_CLOSED) if not center}
    found: dict[bytes, tuple[bytes, ...]] = {}
    for school in following:
        line = [school]
        while (heir := following.get(line[-1])) is not None and heir not in line:
            line.append(heir)
        found[school] = tuple(line)
    return found


def heirs(connection: Connection) -> dict[bytes, bytes]:
    """For each closed school the one whose its machines are now."""
    return {school: line[-1] for school, line in lines(connection).items()}


def former(connection: Connection, school: bytes) -> list[tuple[str, str]]:
    """Names and closing days of the schools that went into this one, the last first: papers say 原……."""
    found = connection.exec_driver_sql(
        "SELECT name, closed_on FROM schools WHERE successor_id = ? AND closed_on IS NOT NULL AND deleted = 0 "
        "ORDER BY closed_on DESC, name",
        (school,),
    )
    return [(str(name), str(on)) for name, on in found]
