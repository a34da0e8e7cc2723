"""Settings as an office sees and changes them: what holds now, what ships, where the figure comes from."""

from __future__ import annotations

from typing import Any

from db import settings
from db.errors import Trouble
from db.register import plain
from db.registers import Setting
from desktop.work.office import Office
from desktop.work.outcome import Outcome


def described(office: Office) -> list[dict[str, Any]]:
    """All settings, subject by subject; `value` as typed, `shown` as read, `decided` where the office chose itself."""
    decided = _decided(office)
    return [
        {
            "name": one.name,
            "subject": one.subject,
            "label": one.field.label,
            "kind": one.field.kind,
            "codes": one.field.codes,
            "unit": one.unit,
            "value": plain(office.setting(one.name)),
            "shown": one.show(decided.get(one.name)),
            "default": one.show(None),
            "decided": one.name in decided,
            "source": one.source,
            "hint": one.field.hint,
        }
        for one in settings.definitions().values()
    ]


def decide(office: Office, name: str, text: str) -> Outcome:
    """Sets it to what was typed, or back to what ships where nothing was. Raises Trouble; common to the township."""
    one = settings.definition(name)
    try:
        one.read(text)
    except ValueError as error:
        sentence, _, advice = str(error).partition("。")
        raise Trouble(f"{sentence}。", advice) from error
    typed = text.strip()
    with office.change(f"设置：{one.field.label}") as rows:
        row = Setting(name=one.name, value=typed or None)
        if not typed:
            row.deleted = True
        if typed or rows.find(Setting, row.id) is not None:
            rows.add(row)
    said = f"{one.field.label}：{one.show(typed)}{one.unit}" + ("" if typed else "（程序自带的）") + "。"
    return Outcome(said, frozenset({"settings"}), {"name": one.name, "value": plain(office.setting(one.name))})


def _decided(office: Office) -> dict[str, str]:
    with office.look() as connection:
        found = connection.exec_driver_sql("SELECT name, value FROM settings WHERE deleted = 0 AND value IS NOT NULL")
        return {str(name): str(value) for name, value in found if name in settings.definitions()}
