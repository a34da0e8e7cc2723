"""Villages a sheet speaks of: by name, in an address, or in the title of a list of village children."""

from __future__ import annotations

import re
from typing import Any

from db.register import new_id
from db.registers import Village
from db.rules.text import tidy
from desktop.work import rights
from desktop.work.office import Office

_VILLAGE = re.compile(r"[\u4e00-\u9fff]{1,10}(?:村委会|村|社区|居委会|屯|寨|街道)")


class Villages:
    """Villages by name, in addresses too; made where a list of village children names a new one."""

    def __init__(self, office: Office) -> None:
        with office.look() as connection:
            found = connection.exec_driver_sql("SELECT id, name, responsible_id FROM villages WHERE deleted = 0").all()
        self._by_name = {name: i for i, name, _ in found if name}
        self.responsible: dict[bytes, bytes | None] = {i: school for i, _, school in found}
        self.made: dict[bytes, dict[str, Any]] = {}
        self._may_make = not rights.bound(office)  # villages are common to the township
        self._spoken = self._pattern()

    def _pattern(self) -> re.Pattern[str] | None:
        names = sorted(self._by_name, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, names))) if names else None

    def find(self, name: str, *, make: bool) -> bytes | None:
        spelled = name.replace(" ", "")
        known = self._by_name.get(spelled) or next(
            (i for n, i in self._by_name.items() if spelled.removesuffix("民委员会").endswith(n)), None
        )
        if known is None and make and self._may_make:
            known = self._by_name[spelled] = new_id()
            self.made[known] = {**dict.fromkeys(Village.columns()), "deleted": 0, "id": known, "name": spelled}
            self._spoken = self._pattern()
        return known

    def in_address(self, address: str) -> bytes | None:
        found = self._spoken.search(address) if self._spoken else None
        return self._by_name[found[0]] if found else None


def village_in(text: str) -> str:
    """黑沟村 in 黑沟村2026年适龄儿童少年花名册 (or in 青石镇黑沟村 …)."""
    found = _VILLAGE.search(tidy(text))
    return re.sub(r"^.*[镇乡县市]", "", found[0]) if found else ""
