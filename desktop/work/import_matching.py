"""Which row of the register a row of a sheet is: by ID number, else name and birth date; and who is there twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from db.register import Register, key_id, plain
from desktop.work.import_rows import SheetRow
from desktop.work.office import Office

Key = tuple[Any, ...]
PART = 500


def _naming(register: type[Register]) -> str:
    """The column whose word alone may tell which row is meant: a person's name, not that of one of many lists."""
    title = register.title_field
    of_many = any(title in key and len(key) > 1 for key in register.natural_keys) and not register.people
    return "" if of_many or title not in register.columns() else title


class Matching:
    """All rows of a register by their natural keys, within each school; the surest key first."""

    def __init__(self, office: Office, register: type[Register]) -> None:
        self._office, self._register = office, register
        columns = register.columns()
        self._keys = [tuple(self._column(part) for part in key) for key in register.natural_keys]
        self._sure = self._keys[0][0] if self._keys and self._keys[0] == ("id_number",) else ""
        self._by_key: list[dict[Key, bytes]] = [{} for _ in self._keys]
        self._sure_of: dict[bytes, str] = {}
        self._schools_of: dict[str, set[bytes | None]] = defaultdict(set)
        self._title = _naming(register)
        self._named: dict[Key, list[bytes]] = defaultdict(list)
        self._seen: dict[Key, SheetRow] = {}
        self._taken: dict[bytes, SheetRow] = {}
        self._all = columns
        self._facts: set[bytes] = set()
        self.fetched: dict[bytes, dict[str, Any]] = {}
        self._read()

    def _column(self, part: str) -> str:
        field = self._register.field(part)
        return field.column if field else part

    def _read(self) -> None:
        if self._register.key:
            with self._office.look() as connection:
                statement = f'SELECT id FROM "{self._register.register_name()}"'
                self._facts = set(connection.exec_driver_sql(statement).scalars())
        parts = sorted({column for key in self._keys for column in key} | ({self._title} - {""}))
        if not parts:
            return
        listed = ", ".join(f'"{c}"' for c in ("id", "school_id", *parts))
        with self._office.look() as connection:
            found = connection.exec_driver_sql(
                f'SELECT {listed} FROM "{self._register.register_name()}" WHERE deleted = 0'
            )
            for row, school, *values in found:
                held = dict(zip(parts, values, strict=True))
                for index, key in zip(self._by_key, self._keys, strict=True):
                    cells = [held[column] for column in key]
                    if all(cell not in (None, "") for cell in cells):
                        index.setdefault((school, *cells), row)
                if self._title and held[self._title]:
                    self._named[school, held[self._title]].append(row)
                if self._sure and held[self._sure]:
                    self._sure_of[row] = held[self._sure]
                    self._schools_of[held[self._sure]].add(school)

    def _keys_of(self, row: SheetRow) -> list[Key | None]:
        """The row's own keys, None where a part of one is empty."""
        if row.keys is not None:
            return row.keys
        values, school = row.values, row.values.get("school_id")
        found: list[Key | None] = []
        for key in self._keys:
            cells = [values.get(column) for column in key]
            found.append(None if any(cell is None or cell == "" for cell in cells) else (school, *map(plain, cells)))
        row.keys = found
        return found

    def find(self, row: SheetRow) -> bytes | None:
        """The row of the register this is. Two different ID numbers are two people, whatever they are called."""
        number = row.values.get(self._sure) if self._sure else None
        for index, key in zip(self._by_key, self._keys_of(row), strict=True):
            found = index.get(key) if key else None
            if found and (not number or self._sure_of.get(found) in (None, number)):
                return found
        return None

    def fact(self, draft: object) -> bytes | None:
        """The row, removed or not, that holds the fact this new row states: of a register with a key there is one."""
        if not self._facts:
            return None
        said = [getattr(draft, name) for name in self._register.key]
        same = key_id(self._register.register_name(), said)
        return same if same in self._facts else None

    def alike(self, row: SheetRow) -> list[bytes]:
        """Who has the name of a row that says nothing surer of itself."""
        if not self._title or any(self._keys_of(row)):
            return []
        return self._named.get((row.values.get("school_id"), row.values.get(self._title)), [])

    def fetch(self, wanted: Iterable[bytes]) -> None:
        """Reads these rows whole."""
        missing = [row for row in dict.fromkeys(wanted) if row not in self.fetched]
        listed = ", ".join(f'"{c}"' for c in self._all)
        with self._office.look() as connection:
            for start in range(0, len(missing), PART):
                part = missing[start : start + PART]
                marks = ",".join("?" * len(part))
                statement = f'SELECT {listed} FROM "{self._register.register_name()}" WHERE id IN ({marks})'
                for found in connection.exec_driver_sql(statement, tuple(part)):
                    held = dict(zip(self._all, found, strict=True))
                    self.fetched[held["id"]] = held

    # -- within the sheet ----------------------------------------------------------------------------------

    def earlier(self, row: SheetRow) -> SheetRow | None:
        """The row above in this sheet that is the same person, if that one is taken."""
        number = row.values.get(self._sure) if self._sure else None
        for key in self._keys_of(row):
            other = self._seen.get(key) if key else None
            if other is not None and other is not row:
                theirs = other.values.get(self._sure) if self._sure else None
                if not number or not theirs or number == theirs:
                    return other
        return None

    def taken(self, target: bytes | None, row: SheetRow) -> SheetRow | None:
        """The row above in this sheet that already is this row of the register."""
        other = self._taken.get(target) if target else None
        return None if other is row else other

    def note(self, row: SheetRow) -> None:
        """This row is taken: whoever comes after it and is the same person comes twice."""
        if row.target:
            self._taken[row.target] = row
        for key in self._keys_of(row):
            if key:
                self._seen.setdefault(key, row)

    def forget(self, row: SheetRow) -> None:
        self._seen = {key: seen for key, seen in self._seen.items() if seen is not row}
        self._taken = {target: seen for target, seen in self._taken.items() if seen is not row}

    def forget_sheet(self) -> None:
        self._seen.clear()
        self._taken.clear()

    def elsewhere(self, row: SheetRow) -> list[bytes | None]:
        """Other schools where somebody has this ID number."""
        number = row.values.get(self._sure) if self._sure else None
        if not number or number not in self._schools_of:
            return []
        return sorted((s for s in self._schools_of[number] if s != row.values.get("school_id")), key=lambda s: s or b"")
