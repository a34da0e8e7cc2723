"""Known: what rules may ask of the file besides their row, read once and again when something was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from db import query, settings
from db.register import Context
from db.registers import BY_NAME
from db.registers.staff import AT_WORK
from db.rules import grades
from db.rules.calendar import SpecialDay
from db.workspace import Workspace
from desktop.work import titles

T = TypeVar("T")


class Known:
    """The answers of one file, kept until somebody writes to it, here or in another program."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._version = -1
        self._answers: dict[Any, Any] = {}

    def context(self, today: date, school_year: int) -> Context:
        return Context(
            today,
            school_year,
            self.linked,
            lambda register: self.titles(register, today, school_year),
            self.setting,
            self._once("special", self._read_special),
            self.small,
            self.teachers,
        )

    def _once(self, name: Any, read: Callable[[], T]) -> T:
        version = self._workspace.data_version()
        if version != self._version:
            self._answers, self._version = {}, version
        if name not in self._answers:
            self._answers[name] = read()
        found: T = self._answers[name]
        return found

    def _all(self, statement: str, *values: Any) -> list[Any]:
        with self._workspace.look() as connection:
            return list(connection.exec_driver_sql(statement, values))

    # -- the office ----------------------------------------------------------------------------------------

    def school_year(self, today: date) -> int:
        """The school year of a day: by the calendar the center keeps, else from 1 September."""
        return self._once(("school_year", today), lambda: self._read_school_year(today))

    def _read_school_year(self, today: date) -> int:
        statement = "SELECT max(year) FROM school_years WHERE deleted = 0 AND starts_on <= ?"
        ((found,),) = self._all(statement, today.isoformat())
        reckoned = grades.school_year(today)
        return max(int(found), reckoned) if found is not None and int(found) - reckoned in (0, 1) else reckoned

    def setting(self, name: str) -> Any:
        """What the office has decided, else what ships. Raises NotFound."""
        decided = self._once("settings", self._read_decided)
        return settings.value(name, decided.get(name))

    def _read_decided(self) -> dict[str, str]:
        return {str(n): str(v or "") for n, v in self._all("SELECT name, value FROM settings WHERE deleted = 0")}

    def _read_special(self) -> tuple[SpecialDay, ...]:
        found = self._all('SELECT "on", name, school_day FROM holidays WHERE deleted = 0 AND "on" IS NOT NULL')
        return tuple(SpecialDay(date.fromisoformat(on), str(name), bool(school)) for on, name, school in found)

    def teachers(self, school: bytes) -> int:
        """How many people are at work at a school; 0 where nobody has been entered."""
        return self._once("teachers", self._read_teachers).get(school, 0)

    def _read_teachers(self) -> dict[bytes, int]:
        statement = "SELECT school_id, count(*) FROM staff WHERE deleted = 0 AND coalesce(status, ?) = ? GROUP BY 1"
        return {school: int(count) for school, count in self._all(statement, AT_WORK, AT_WORK)}

    # -- rows ----------------------------------------------------------------------------------------------

    def linked(self, register: str, row: bytes) -> Mapping[str, Any] | None:
        with self._workspace.look() as connection:
            return query.row_of(connection, BY_NAME[register], row)

    def small(self, register: str) -> Sequence[Mapping[str, Any]]:
        """All rows of a small register (standards, kinds) as they stand in the file, removed ones left out."""
        return self._once(("rows", register), lambda: self._read_small(register))

    def _read_small(self, register: str) -> Sequence[Mapping[str, Any]]:
        with self._workspace.look() as connection:
            return query.standing(connection, BY_NAME[register])

    def titles(self, register: str, today: date, school_year: int) -> Mapping[bytes, str]:
        """What each row of a register is called, removed ones too, in the order people expect."""
        return self._once(
            ("titles", register, today, school_year), lambda: self._read_titles(register, today, school_year)
        )

    def _read_titles(self, name: str, today: date, school_year: int) -> Mapping[bytes, str]:
        context = Context(today, school_year, titles=lambda register: self.titles(register, today, school_year))
        found = titles.read(self._workspace.look, BY_NAME[name], context)
        own = self._workspace.school_id
        if name == "schools" and own and own not in found:  # a school that has just joined knows its own name only
            found = {**found, own: str(self._workspace.local("school_name") or "")}
        return found


__all__ = ["Known"]
