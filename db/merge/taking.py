"""Taking in: all parcels of a stick in one transaction, and an account that must balance."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from db.errors import Trouble
from db.merge import knowledge, rows, touched, waiting
from db.merge.incoming import Account, Arrival, Parcel, Result, Unbalanced
from db.merge.intake import Intake
from db.merge.rights import restricted_sites
from db.merge.standing import Worked, Working, mark_stale
from db.register import Context, Problem
from db.registers import BY_NAME

if TYPE_CHECKING:
    from db.workspace import Workspace

Progress = Callable[[str, int, int], None]
AT_ONCE = 1000
"""Rows worked at a time, so that a county's merge needs no more memory than a township's."""

_KINDS = {"a": "added", "u": "updated", "o": "overtaken", "w": "waiting", "q": "quarantined"}


def take_in(
    workspace: Workspace, arrivals: Iterable[Arrival], progress: Progress, context: Context | None = None
) -> Result:
    """Merges parcels into a data file: all or, when something fails, nothing; a refused one holds up no other.

    With a context, the registers' rules are asked about rows that several people wrote. Raises what writing raises.
    """
    with workspace.merging() as connection:
        result = take_in_at(connection, arrivals, progress, context)
    workspace.catch_up()
    return result


def take_in_at(
    connection: Connection, arrivals: Iterable[Arrival], progress: Progress, context: Context | None = None
) -> Result:
    """The same inside a transaction that is open for writing; the finder is left for finder.catch_up."""
    waiting.apply_after_upgrade(connection)
    intake, result = Intake(connection), Result([])
    for number, arrival in enumerate(arrivals):
        progress(f"读取{arrival.name or '交接包'}", number, number + 1)
        result.parcels.append(_read(connection, intake, number, arrival))
    intake.release()
    restricted = restricted_sites(connection)
    grown = rows.insert_fresh(connection, restricted)
    working = Working(connection, restricted)
    last = touched.choose(connection)
    for first in range(1, last + 1, AT_ONCE):
        progress("核对改动", first, last)
        working.work(first, first + AT_ONCE - 1)
    _settle_accounts(connection, result)
    knowledge.grow(connection, intake.held, intake.complete)
    mark_stale(connection, working.done)
    result.opened, result.closed = working.done.opened, working.done.closed
    result.changed = frozenset(grown | {name for name, changed in working.done.rows.items() if changed})
    result.missing = missing(connection)
    if context is not None:
        result.invalid = _invalid(connection, working.done, context)
    return result


def _read(connection: Connection, intake: Intake, number: int, arrival: Arrival) -> Parcel:
    parcel = Parcel()
    connection.exec_driver_sql("SAVEPOINT parcel")
    try:
        intake.read(number, arrival, parcel)
    except Trouble as trouble:
        connection.exec_driver_sql("ROLLBACK TO parcel")
        parcel = Parcel(refused=trouble)
    connection.exec_driver_sql("RELEASE parcel")
    return parcel


def _settle_accounts(connection: Connection, result: Result) -> None:
    """Counts what became of each operation. Raises Unbalanced."""
    for number, register, state, count in connection.exec_driver_sql(
        "SELECT arrival, register, state, count(*) FROM fresh GROUP BY arrival, register, state"
    ):
        account = result.parcels[number].of(register)
        if state not in _KINDS:
            raise Unbalanced(f"{count} operations on {register} were neither applied nor kept waiting")
        kind = _KINDS[state]
        setattr(account, kind, getattr(account, kind) + count)
    for parcel in result.parcels:
        for register, account in parcel.registers.items():
            if not account.balances():
                raise Unbalanced(f"{register}: {account}")
            for kind in Account.__dataclass_fields__:
                setattr(parcel.total, kind, getattr(parcel.total, kind) + getattr(account, kind))


def missing(connection: Connection) -> dict[int, list[list[int]]]:
    """Entries that came before known ones of the same machine and were never covered by a parcel."""
    known = knowledge.taken(connection)
    last = {
        line[0]: line[1] for line in connection.exec_driver_sql("SELECT site, max(number) FROM entries GROUP BY site")
    }
    found = {
        site: knowledge.gaps(ranges, max(ranges[-1][1], last.get(site, 0))) for site, ranges in known.items() if ranges
    }
    return {site: ranges for site, ranges in found.items() if ranges}


def _invalid(connection: Connection, done: Worked, context: Context) -> list[tuple[str, bytes, Problem]]:
    """Law 4: rules run again on rows that several people wrote; what they say is listed, never rejected."""
    found = []
    with Session(bind=connection) as session:
        for name, changed in done.rows.items():
            register, wanted = BY_NAME[name], sorted(changed)
            for start in range(0, len(wanted), AT_ONCE // 2):
                part = wanted[start : start + AT_ONCE // 2]
                for kept in session.scalars(select(register).where(register.id.in_(part), ~register.deleted)):
                    found += [
                        (name, kept.id, problem) for problem in kept.problems(context) if problem.level == "error"
                    ]
                session.expunge_all()
    return found


__all__ = ["missing", "restricted_sites", "take_in", "take_in_at"]
