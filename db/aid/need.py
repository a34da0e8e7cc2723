"""Aid that ought to be and is not: children in need by the ledgers who did not apply, and aid given without a proof."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from db import codes
from db.aid.batch import Entry, Row, Scope, kind_of, listed
from db.register import Context
from db.registers import AidApplication, Student
from db.registers.students import IN_CLASS
from db.rules import aid_need, aid_steps
from db.rules.aid_need import Reason


@dataclass(frozen=True)
class InNeed:
    """A child who did not apply, and why one would expect it to."""

    child: Row
    school: str
    room: str
    reasons: tuple[Reason, ...]

    @property
    def category(self) -> str:
        return self.reasons[0].category

    @property
    def because(self) -> str:
        return "；".join(reason.said for reason in self.reasons)


def not_applied(connection: Connection, context: Context, scope: Scope) -> list[InNeed]:
    """Children at school whom the kind is for, in need by some ledger, without an application in this term."""
    applied = {row["student_id"] for row in listed(connection, context, AidApplication, _of_kind(scope))}
    before = _before(connection, context, scope)
    others = other_ledgers(connection)
    rooms, schools = context.titles("classes"), context.titles("schools")
    found = []
    for child in _children(connection, context, scope):
        room = rooms.get(child["class_id"] or b"", "")
        if child["id"] in applied or (scope.room and room != scope.room):
            continue
        why = aid_need.reasons(child, others.get(child["id"], ()), last_term=before.get(child["id"]))
        if why:
            found.append(InNeed(child, schools.get(child["school_id"], ""), room, tuple(why)))
    return found


def without_proof(found: Iterable[Entry]) -> list[Entry]:
    """Applications that stand with neither a proof named nor one photographed."""
    return [one for one in found if one.state != aid_steps.REFUSED and not one.proved]


LISTS = """
SELECT s.id, o.kind, o.status FROM outside_lists o JOIN students s ON s.deleted = 0 AND (
  s.id_number = o.id_number OR (o.id_number IS NULL AND s.name = o.name AND s.born_on = o.born_on))
WHERE o.deleted = 0 AND o.kind IN ('4', '5', '6', '9') AND o.as_of = (
  SELECT max(p.as_of) FROM outside_lists p WHERE p.deleted = 0 AND p.kind = o.kind AND p.school_id IS o.school_id)
"""


def other_ledgers(connection: Connection) -> Mapping[bytes, list[Reason]]:
    """What the newest lists of other offices and the care files say of each child that is on our rosters."""
    found: dict[bytes, list[Reason]] = defaultdict(list)
    titles = codes.code_list("outside_list")
    for child, kind, status in connection.exec_driver_sql(LISTS):
        found[child].append(aid_need.of_list(titles.label(kind), status))
    marks = [name for name, _, _ in aid_need.CARE]
    listed = ", ".join(["student_id", "closed_on", *marks])
    for row in connection.exec_driver_sql(f"SELECT {listed} FROM care_files WHERE deleted = 0").mappings():
        found[row["student_id"]] += aid_need.of_care(dict(row))
    return found


def _of_kind(scope: Scope) -> list[tuple[str, str]]:
    return [("kind", scope.kind.hex()), ("year", str(scope.term.year)), ("term", str(scope.term.term))]


def _before(connection: Connection, context: Context, scope: Scope) -> dict[bytes, str]:
    """Who had this aid in the term before, and in which category."""
    year, term = scope.term.before
    where = [("kind", scope.kind.hex()), ("year", str(year)), ("term", str(term))]
    rows = listed(connection, context, AidApplication, where)
    return {row["student_id"]: row["category"] or "" for row in rows if row["result"] != aid_steps.NOT_AGREED}


def _children(connection: Connection, context: Context, scope: Scope) -> list[dict[str, Any]]:
    kind = kind_of(context, scope.kind)
    where = [IN_CLASS, *scope.at_school]
    where += [("boarding", kind["boarding"])] if kind["boarding"] else []
    return listed(connection, context, Student, where, ("school", "class", "name"))


__all__ = ["InNeed", "not_applied", "other_ledgers", "without_proof"]
