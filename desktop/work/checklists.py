"""Checklists: which there are, a new version of one, and putting it in use."""

from __future__ import annotations

from typing import Any

from db import query
from db.change import Change
from db.errors import NotFound, Trouble
from db.register import Values
from db.registers import Checklist, ChecklistItem
from db.rules import tiers
from desktop.work.office import Office
from desktop.work.outcome import Outcome

CHANGED = frozenset({"checklists", "checklist_items"})


def every(office: Office, *, state: str = "active", target: str = "", school: bytes | None = None) -> list[Values]:
    """Rows of lists in this state, for this kind of target, meant for this school; in the order of the ledger."""
    with office.look() as connection:
        where = [(name, value) for name, value in (("state", state), ("target", target)) if value]
        ids = query.ids(connection, Checklist, query.Question(where=where), office.context)
        found = query.values(connection, Checklist, ids, office.context)
    kind = (office.linked("schools", school) or {}).get("kind") if school else None
    return [row for row in found if kind is None or tiers.meant_for(row, kind)]


def called(office: Office, text: str) -> bytes:
    """The list in use that is meant by its code name, its name or title, or any list by its id. Raises NotFound."""
    asked = text.strip()
    rows = every(office, state="")
    wanted = [row for row in rows if asked in (row["name"], row["heading"], row["title"], row["id"].hex())]
    wanted.sort(key=lambda row: (row["state"] != "active", -(row["version"] or 0)))
    if not wanted:
        raise NotFound(f"没有叫“{asked}”的检查表。", "请用 checklists 命令看一看有哪些，或在“检查表”台账里查。")
    return bytes(wanted[0]["id"])


def listed(office: Office) -> Outcome:
    """All lists for a script: what they are for, how many lines, out of how much."""
    rows = every(office, state="")
    data = [
        {
            "id": row["id"].hex(),
            "name": row["name"],
            "title": row["title"],
            "version": row["version"],
            "state": row["state"],
            "area": row["area"],
            "target": row["target"],
            "items": row["items"],
            "full": row["full"],
            "tiers": [tier for tier in tiers.TIERS_OF if tier in row and (row[tier] is None or row[tier])],
        }
        for row in rows
    ]
    said = "\n".join(f"{one['name']}　{one['title']}　{one['items']} 项，满分 {one['full'] or 0}" for one in data)
    return Outcome(said, data={"checklists": data})


def new_version(office: Office, checklist: bytes) -> Outcome:
    """A draft like this list, to be changed and put in use; what was filled in by the old version stays as it is."""
    row = _row(office, checklist)
    version = 1 + max(one["version"] or 0 for one in every(office, state="") if one["name"] == row["name"])
    with office.look() as connection:
        wanted = query.Question(where=[("checklist", checklist.hex())])
        ids = query.ids(connection, ChecklistItem, wanted, office.context)
    with office.change(f"另存新版：{row['heading']}") as rows:
        made = rows.add(
            Checklist(**_copied(rows, Checklist, checklist, version=version, state="draft", valid_from=None))
        )
        for item in ids:
            rows.add(ChecklistItem(**_copied(rows, ChecklistItem, item, checklist_id=made.id)))
    said = f"已另存为“{row['heading']}（第{version}版）”草稿，可以修改；改好后“启用”。"
    return Outcome(said, CHANGED, {"id": made.id.hex(), "version": version})


def _copied(rows: Change, register: type[Any], row: bytes, **instead: Any) -> dict[str, Any]:
    kept = rows.get(register, row)
    columns = [name for name in register.columns() if name not in ("id", "shipped_as", *instead)]
    return {name: getattr(kept, name) for name in columns} | instead


def put_in_use(office: Office, checklist: bytes) -> Outcome:
    """A draft becomes the list in use; older versions of it retire. Raises Trouble where it is empty."""
    row = _row(office, checklist)
    if row["state"] != "draft":
        raise Trouble(f"“{row['heading']}”已经启用过。", "要改它，请“另存新版”。")
    if not row["items"]:
        raise Trouble("这张检查表还没有项目。", "请先填项目，再启用。")
    older = [one["id"] for one in every(office) if one["name"] == row["name"]]
    with office.change(f"启用检查表：{row['heading']}") as rows:
        kept = rows.get(Checklist, checklist)
        kept.state, kept.valid_from = "active", kept.valid_from or office.today
        for one in older:
            rows.get(Checklist, one).state = "retired"
    return Outcome(
        f"“{Checklist.title_of(row, office.context)}”已启用，下次交接带到各校。", CHANGED, {"id": checklist.hex()}
    )


def _row(office: Office, checklist: bytes) -> Values:
    found = next((row for row in every(office, state="") if row["id"] == checklist), None)
    if found is None:
        raise NotFound("没有找到这张检查表。", "它可能已被删除，请刷新。")
    return found


def new_versions(office: Office, keys: list[bytes]) -> Outcome:
    """For the ledger's button: one list chosen."""
    return new_version(office, keys[0])


def put_all_in_use(office: Office, keys: list[bytes]) -> Outcome:
    return put_in_use(office, keys[0])
