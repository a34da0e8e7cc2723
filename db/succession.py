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


def handed_over(connection: Connection, school: bytes) -> tuple[str, str, dict[str, list[bytes]]] | None:
    """By whom, when and which rows (by register) a closed school's rows went to its successor; None if none did.

    Read from the journal: the entry that closed the school is the one that moved them.
    """
    entry = connection.exec_driver_sql(
        "SELECT e.id, e.who_name, e.at FROM operations o JOIN entries e ON e.id = o.entry "
        "WHERE o.\"row\" = ? AND o.register = 'schools' AND o.field = 'successor_id' AND o.value IS NOT NULL "
        "ORDER BY e.stamp DESC LIMIT 1",
        (school,),
    ).first()
    if entry is None:
        return None
    rows: dict[str, list[bytes]] = {}
    for register, row in connection.exec_driver_sql(
        "SELECT register, \"row\" FROM operations WHERE entry = ? AND field = 'school_id' ORDER BY place", (entry.id,)
    ):
        rows.setdefault(register, []).append(row)
    return str(entry.who_name), str(entry.at), rows
