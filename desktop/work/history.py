"""What was done: the history of a row, and taking back the last piece of work."""

from __future__ import annotations

from typing import Any

from db import history as journal_history
from db import kinds
from db.errors import Trouble
from db.register import Register
from desktop.work.office import Office
from desktop.work.outcome import Outcome


def history(office: Office, register: type[Register], row: bytes, show_private: bool = False) -> list[dict[str, Any]]:
    """Who changed what, when; the oldest first; private values masked unless asked for."""
    with office.look() as connection:
        entries = journal_history.of_row(connection, register, row)
    if show_private:
        office.log_shown(f"{register.title}的历史", 1)
    return [
        {
            "entry": entry.number,
            "who": entry.who,
            "at": entry.at,
            "why": entry.why,
            "changes": [
                {
                    "field": name,
                    "label": label,
                    "old": _shown(office, register, edit.column, edit.old, show_private),
                    "new": _shown(office, register, edit.column, edit.new, show_private),
                    "standing": edit.standing,
                }
                for edit in entry.edits
                for name, label in [_named(register, edit.column)]
            ],
        }
        for entry in entries
    ]


def _named(register: type[Register], column: str) -> tuple[str, str]:
    if column == "deleted":
        return "deleted", "删除"
    field = register.field(column)
    return (field.name, field.label) if field else (column, column)


def _shown(office: Office, register: type[Register], column: str, value: Any, show_private: bool) -> Any:
    if column == "deleted":
        return bool(value)
    field = register.field(column)
    if field is None:
        return value.hex() if isinstance(value, bytes) else value
    text = kinds.show(field, value, office.titles(field.target) if field.kind == "link" else None)
    return text if show_private else kinds.mask(field, text)


def undo(office: Office, entry: int | None = None) -> Outcome:
    """Takes back one's last entry, or that one, by a new one; what others have changed since stays and is named."""
    site = office.workspace.site_number
    if entry is None:
        with office.look() as connection:
            kept = [row for row in (office.who.id, office.school_id) if row]
            entry = journal_history.last_entry_of(connection, office.who.id, site, kept)
        if entry is None:
            raise Trouble("没有可以撤销的改动。", "这里只撤销您自己在这台电脑上做的改动。")
    with office.look() as connection:
        why = connection.exec_driver_sql(
            "SELECT why FROM entries WHERE site = ? AND number = ?", (site, entry)
        ).scalar()
    with office.change(f"撤销：{why}", undoes=entry) as rows:
        left = journal_history.take_back(rows, site, entry)
        changed = frozenset(rows.pending.registers())
    names = [
        {
            "register": register.register_name(),
            "id": row.hex(),
            "title": office.titles(register.register_name()).get(row, ""),
            "field": _named(register, column)[0],
        }
        for register, row, column in left
    ]
    said = f"已撤销：{why}。" if changed else f"没有撤销：{why}。"
    if left:
        said += f"其中 {len(left)} 处后来又改过，没有动。"
    return Outcome(said, changed, {"entry": entry, "left": names}, attention=bool(left))
