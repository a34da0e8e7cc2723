"""Schools and other rows a sheet names: found by name or code, never made by an import."""

from __future__ import annotations

from collections import defaultdict

from db.fields import Field
from db.register import Context
from db.registers import BY_NAME
from db.rules.text import tidy
from desktop.work.office import Office


class Unknown(ValueError):
    """A name that nothing in the register answers to."""


class Schools:
    """Schools by name or code; never made by an import."""

    def __init__(self, office: Office) -> None:
        with office.look() as connection:
            found = connection.exec_driver_sql("SELECT id, name, code, kind FROM schools WHERE deleted = 0").all()
        self.names: dict[bytes, str] = {i: name for i, name, _, _ in found}
        self.kinds: dict[bytes, str] = {i: kind for i, _, _, kind in found}
        self._by_name: dict[str, bytes] = {tidy(name).replace(" ", ""): i for i, name, _, _ in found}
        self._by_code: dict[str, bytes] = {code: i for i, _, code, _ in found if code}
        self._seen: dict[tuple[str | None, str | None], bytes] = {}

    def find(self, name: str | None, code: str | None) -> bytes | None:
        """None where the row says nothing of a school. Raises Unknown."""
        if not name and not code:
            return None
        key = (name, code)
        if key not in self._seen:
            self._seen[key] = self._look_up(name, code)
        return self._seen[key]

    def _look_up(self, name: str | None, code: str | None) -> bytes:
        if code and code in self._by_code:
            return self._by_code[code]
        spelled = (name or "").replace(" ", "")
        if spelled in self._by_name:
            return self._by_name[spelled]
        alike = [
            i
            for known, i in self._by_name.items()
            if len(spelled) > 3 and (known.endswith(spelled) or spelled.endswith(known))
        ]
        if len(alike) == 1:
            return alike[0]
        raise Unknown(f"台账里没有“{name or code}”这所学校。")


class Others:
    """Rows of any other register by their title, those of the row's own school first."""

    def __init__(self, office: Office, context: Context) -> None:
        self._office, self._context = office, context
        self._known: dict[str, dict[str, list[tuple[bytes, bytes | None]]]] = {}

    def find(self, field: Field, title: str, school: bytes | None) -> bytes:
        """Raises Unknown, or ValueError where several are called so."""
        known = self._known.get(field.target) or self._read(field.target)
        found = known.get(title.replace(" ", ""), [])
        mine = [row for row, owner in found if owner in (None, school)] or [row for row, _ in found]
        one = BY_NAME[field.target].one
        if not mine:
            raise Unknown(f"台账里没有叫“{title}”的{one}。")
        if len(mine) > 1:
            raise ValueError(f"叫“{title}”的{one}不止一个。请导入后在台账里选。")
        return mine[0]

    def _read(self, target: str) -> dict[str, list[tuple[bytes, bytes | None]]]:
        with self._office.look() as connection:
            found = connection.exec_driver_sql(f'SELECT id, school_id FROM "{target}" WHERE deleted = 0').all()
        owners: dict[bytes, bytes | None] = {row[0]: row[1] for row in found}
        known: dict[str, list[tuple[bytes, bytes | None]]] = defaultdict(list)
        for row, title in self._context.titles(target).items():
            if row in owners:
                known[title.replace(" ", "")].append((row, owners[row]))
        self._known[target] = dict(known)
        return self._known[target]
