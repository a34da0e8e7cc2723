"""How a round stands, for a script and in words."""

from __future__ import annotations

from typing import Any

from db import planned
from db.planned import Due, State
from desktop.work.office import Office
from desktop.work.outcome import Outcome


def state(office: Office, round_: bytes) -> State:
    """Planned against done, school by school in the order of the ledger. Raises NotFound."""
    with office.look() as connection:
        return planned.state(connection, office.context, round_)


def told(office: Office, round_: bytes) -> Outcome:
    """The round for a script, and in words: how far it is, school by school, and who is still to be inspected."""
    found = state(office, round_)
    schools: dict[bytes, list[Due]] = {}
    for due in found.due:
        schools.setdefault(due.of.school, []).append(due)
    titles = office.titles("schools")
    lines = [f"{found.row['name']}：应查 {len(found.due)} 份，已查 {found.done} 份。"]
    for school, mine in schools.items():
        left = [due.of.title(office.context) for due in mine if not due.done]
        waiting = f"；还没有查：{'、'.join(dict.fromkeys(left))}" if left else ""
        lines.append(f"{titles.get(school, '')}　{sum(due.done for due in mine)}/{len(mine)}{waiting}")
    data = {
        "id": round_.hex(),
        "name": found.row["name"],
        "state": found.row["state"],
        "planned": len(found.due),
        "done": found.done,
        "unplanned": len(found.unplanned),
        "sheets": [_plain(office, due) for due in found.due],
    }
    return Outcome("\n".join(lines), data=data)


def _plain(office: Office, due: Due) -> dict[str, Any]:
    sheet = due.sheet or {}
    return {
        "school": office.titles("schools").get(due.of.school, ""),
        "whom": due.of.title(office.context),
        "checklist": office.titles("checklists").get(due.checklist, ""),
        "state": due.state,
        **{name: sheet.get(name) for name in ("serial", "score", "full", "share", "grade")},
        "id": sheet["id"].hex() if sheet else None,
    }


__all__ = ["Due", "State", "state", "told"]
