"""Machines of the township: which school each belongs to, whether it may hand in, what it last said that it holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection

from db import succession
from db.handoff import keys
from db.handoff.keys import PublicKeys
from db.handoff.refusals import BadContent
from db.merge import knowledge
from db.workspace import Workspace

ENROLLED, WAITING, RETIRED = "enrolled", "waiting", "retired"
_RANK = {WAITING: 0, ENROLLED: 1, RETIRED: 2}
"""A machine's state only goes forward, so that two centers that tell each other agree."""


class Machine(NamedTuple):
    """holds: knowledge the machine stated last, None before its first word; said: the number of that statement.

    school_id: whose it is now; joined_for: whose it was when it joined, should that school have closed since.
    """

    site: int
    school_id: bytes | None
    joined_for: bytes | None
    machine: str
    state: str
    keys: PublicKeys | None
    holds: dict[int, list[list[int]]] | None
    said: int


class Home(NamedTuple):
    """Where one stands oneself: machine, school, the township's center; numbers that this machine had before."""

    site: int
    school: bytes | None
    center: bytes | None
    township: str
    former: tuple[int, ...] = ()

    @property
    def is_center(self) -> bool:
        return self.school is not None and self.school == self.center


_COLUMNS = "SELECT site, school_id, machine, state, sign, seal, holds, said FROM sites"
_COLUMNS_CLOSED = _COLUMNS.replace(
    " FROM", ", EXISTS (SELECT 1 FROM schools s WHERE s.id = sites.school_id AND s.closed_on IS NOT NULL) FROM"
)
"""The same and, last, whether the machine's school closed."""


def machines(connection: Connection) -> dict[int, Machine]:
    """All machines by number."""
    heirs = succession.heirs(connection)
    return {line[0]: _machine(heirs, *line) for line in connection.exec_driver_sql(f"{_COLUMNS} ORDER BY site")}


def machine(connection: Connection, site: int) -> Machine | None:
    found = connection.exec_driver_sql(f"{_COLUMNS_CLOSED} WHERE site = ?", (site,)).first()
    if found is None:
        return None
    *columns, closed = found
    return _machine(succession.heirs(connection) if closed else {}, *columns)


def _machine(
    heirs: Mapping[bytes, bytes],
    site: int,
    school: bytes | None,
    name: str,
    state: str,
    sign: Any,
    seal: Any,
    holds: str | None,
    said: int,
) -> Machine:
    public = PublicKeys(bytes(sign), str(seal)) if sign and seal else None
    stated = {int(s): r for s, r in json.loads(holds).items()} if holds else None
    now = heirs.get(school, school) if school else None
    return Machine(site, now, school, name, state, public, stated, said)


def home(workspace: Workspace) -> Home:
    center = center_of(workspace)
    township = str(workspace.local("township") or (center or b"").hex())
    former = tuple(workspace.local("former") or ())
    return Home(workspace.site_number, workspace.school_id, center, township, former)


def center_of(workspace: Workspace) -> bytes | None:
    """The township's center school: one's own where the township was founded here."""
    told = workspace.local("center")
    return bytes.fromhex(told) if told else workspace.school_id


def is_center(workspace: Workspace) -> bool:
    return workspace.school_id is not None and workspace.school_id == center_of(workspace)


def receivers(workspace: Workspace, connection: Connection) -> list[Machine]:
    """Whom this machine writes parcels for: a center for every other machine, a school for its center's."""
    here, known = home(workspace), machines(connection)
    silent = _gone_on(connection, known)
    return [
        m
        for m in known.values()
        if m.site not in (here.site, *silent)
        and m.state == ENROLLED
        and m.keys
        and (here.is_center or m.school_id == here.center)
    ]


def goes_on_as(connection: Connection, old: int, new: int) -> None:
    """A machine says that it was another before: nothing is written for the old one unless it is heard again."""
    before = machine(connection, old)
    if before is not None:
        knowledge.note(connection, f"instead {new}", json.dumps([old, before.said]))


def _gone_on(connection: Connection, known: Mapping[int, Machine]) -> set[int]:
    told = connection.exec_driver_sql("SELECT value FROM local WHERE name LIKE 'instead %'").scalars()
    pairs = [json.loads(one) for one in told]
    return {old for old, said in pairs if old in known and known[old].said == said}


def set_keys(
    connection: Connection, site: int, school: bytes | None, name: str, state: str, public: PublicKeys
) -> None:
    """Notes a machine with its keys; what is known of one already stays, its state only goes forward."""
    known = machine(connection, site)
    if known is None:
        connection.exec_driver_sql(
            "INSERT INTO sites (site, school_id, machine, state, sign, seal) VALUES (?,?,?,?,?,?)",
            (site, school, name, state, public.sign, public.seal),
        )
    elif known.keys is None:
        connection.exec_driver_sql(
            "UPDATE sites SET school_id = ?, state = ?, sign = ?, seal = ? WHERE site = ?",
            (known.joined_for or school, state, public.sign, public.seal, site),
        )
    elif known.keys == public:
        set_state(connection, site, state)


def set_state(connection: Connection, site: int, state: str) -> None:
    known = machine(connection, site)
    if known is not None and _RANK[state] > _RANK.get(known.state, 0):
        connection.exec_driver_sql("UPDATE sites SET state = ? WHERE site = ?", (state, site))


def heard(connection: Connection, site: int, said: int, holds: str) -> None:
    """What a machine says that it holds; an older statement than the one known counts for nothing."""
    connection.exec_driver_sql(
        "UPDATE sites SET said = ?, holds = ? WHERE site = ? AND said < ?", (said, holds, site, said)
    )


# -- the list as it travels -----------------------------------------------------------------------------------


def described(connection: Connection, own: int | None = None) -> list[dict[str, Any]]:
    """The machines as a parcel tells of them; only one's own where `own` is given."""
    return [
        {
            "site": m.site, "school": (m.joined_for or b"").hex(), "machine": m.machine, "state": m.state,
            "sign": m.keys.sign.hex() if m.keys else "", "seal": m.keys.seal if m.keys else "",
        }
        for m in machines(connection).values()
        if own in (None, m.site)
    ]  # fmt: skip


def learn(connection: Connection, lines: Iterable[Mapping[str, Any]], own: int) -> None:
    """Takes in what a center says of the township's machines, never of oneself. Raises BadContent."""
    for line in lines:
        site, school, name, state, public = read_line(line)
        if site == own:
            continue
        if public is not None and keys.proper(public):
            set_keys(connection, site, school, name, state, public)
        elif machine(connection, site) is None:
            connection.exec_driver_sql(
                "INSERT INTO sites (site, school_id, machine, state) VALUES (?,?,?,?)", (site, school, name, state)
            )


def read_line(line: Mapping[str, Any]) -> tuple[int, bytes | None, str, str, PublicKeys | None]:
    try:
        site, state = line["site"], line["state"]
        school = bytes.fromhex(line["school"]) or None
        public = PublicKeys(bytes.fromhex(line["sign"]), str(line["seal"])) if line["sign"] else None
        if type(site) is not int or not 0 < site < 1 << 63 or state not in _RANK or (school and len(school) != 16):
            raise ValueError(site)
        return site, school, str(line["machine"])[:60], state, public
    except (KeyError, TypeError, ValueError) as error:
        raise BadContent("对方说的机器名单读不懂。") from error
