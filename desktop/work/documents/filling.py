"""Filling in: what is preset for a field, taken from the rows a document is about, the school, the calendar."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from db import kinds, query
from db.register import Register
from db.registers import BY_NAME
from db.rules import calendar, document_text, grades
from db.rules.days import chinese_day
from db.settings import definitions
from desktop.work.documents.orders import Subject, To
from desktop.work.documents.reading import Ask, Kind
from desktop.work.office import Office

_LATER = re.compile(r"(.+?)\s*\+\s*(\d{1,3}|[a-z_.]+)\s*(天|个?工作日)?$")
_DEEPEST = 4


class Filling:
    """Looks up what stands for {a name}: what was given, a thing of the school, a cell of a row it is about.

    Private cells are masked unless `full`; cells that hurt stay empty then.
    """

    def __init__(
        self, office: Office, issuer: bytes | None, on: date, subjects: Sequence[Subject], to: Sequence[To],
        *, full: bool = False,
    ) -> None:  # fmt: skip
        self.office, self.issuer, self.on, self.full = office, issuer, on, full
        self.subjects, self.to = list(subjects), list(to)
        self.given: dict[str, str] = {}
        self._rows: dict[tuple[str, bytes], Mapping[str, Any]] = {}
        self._deep = 0

    def presets(self, kind: Kind, given: Mapping[str, str]) -> dict[str, str]:
        """Every single field of a kind: what was given, else what is preset."""
        self.given = dict(given)
        for ask in kind.singles:
            if ask.name not in self.given:
                self.given[ask.name] = self.preset(kind, ask)
        return {ask.name: self.given.get(ask.name, "") for ask in kind.singles}

    def preset(self, kind: Kind, ask: Ask, only: Subject | None = None) -> str:
        """What is preset for one field, a day as 2026-11-27; `only` is the row a line of a table is about."""
        self._deep += 1
        try:
            if self._deep > _DEEPEST or not ask.preset:
                return ""
            if ask.input == "day":
                days = (self._day(kind, name, only) for name in document_text.names(ask.preset))
                return next((day.isoformat() for day in days if day), "")
            if "{序}" in ask.preset and only is None:
                return self._each(kind, ask.preset)
            return document_text.filled(ask.preset, lambda name: self.value(kind, name, only))
        finally:
            self._deep -= 1

    def _each(self, kind: Kind, preset: str) -> str:
        """（{序}）{hazards.what}。 stands once for each row of its ledger, counted 一、二、三."""
        found = []
        for number, only in enumerate(self._of(document_text.names(preset)), 1):
            count = document_text.numeral(number)
            line = document_text.filled(preset.replace("{序}", count), partial(self._named, kind, only))
            found.append(line.strip())
        return "\n".join(line.replace("。。", "。") for line in found if line)

    def _named(self, kind: Kind, only: Subject, name: str) -> str:
        return self.value(kind, name, only)

    def _of(self, names: Sequence[str]) -> list[Subject]:
        """The rows it is about, of the ledgers that these names are taken from."""
        ledgers = {name.partition(".")[0] for name in names if "." in name}
        return [one for one in self.subjects if one[0].register_name() in ledgers]

    def lines(self, kind: Kind, grid: str) -> list[dict[str, str]]:
        """The lines of a table: one for each row of the ledgers that its presets name."""
        asks = kind.grids[grid]
        names = [name for ask in asks for name in document_text.names(ask.preset)]
        return [{ask.name: self.preset(kind, ask, only) for ask in asks} for only in self._of(names)]

    # -- one name -----------------------------------------------------------------------------------------

    def value(self, kind: Kind | None, name: str, only: Subject | None = None) -> str:
        """What stands for a name, as people read it; empty where nothing is known."""
        if name in self.given:
            return self._shown(kind, name, self.given[name])
        day = self._day(kind, name, only)
        if day is not None:
            return chinese_day(day)
        ask = kind.ask(name) if kind else None
        if ask is not None and kind is not None:
            self.given[name] = self.preset(kind, ask)
            return self._shown(kind, name, self.given[name])
        if name in definitions():
            return str(self.office.setting(name))
        if "." in name:
            return self._cell(name, only)
        return self._of_the_office(name)

    def _shown(self, kind: Kind | None, name: str, text: str) -> str:
        ask = kind.ask(name) if kind else None
        if ask is not None and ask.input == "day" and re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return chinese_day(date.fromisoformat(text))
        return text

    def _day(self, kind: Kind | None, name: str, only: Subject | None) -> date | None:
        """A day: today's, one typed in another field, one of a row, or so many days after one of these."""
        later = _LATER.match(name)
        if later:
            start = self._day(kind, later[1].strip(), only)
            count = int(later[2]) if later[2].isdigit() else int(self.office.setting(later[2]))
            if start is None:
                return None
            if "工作日" in (later[3] or ""):
                return calendar.working_day_after(start, count, self.office.context.special)
            return start + timedelta(days=count)
        if name in ("今日", "学年末"):
            return self.on if name == "今日" else self._end_of_year()
        text = self.given.get(name, "")
        if "." in name:
            found = self._at(name, only)
            text = str(found[1]) if found and found[0].fields()[found[2]].kind == "day" and found[1] else ""
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None

    def _end_of_year(self) -> date:
        """The last day of the school year by the office's calendar, else 31 August."""
        year = grades.school_year(self.on)
        with self.office.look() as connection:
            found = connection.exec_driver_sql(
                "SELECT ends_on FROM school_years WHERE deleted = 0 AND year = ? AND ends_on IS NOT NULL", (year,)
            ).scalar()
        return date.fromisoformat(found) if found else date(year + 1, 8, 31)

    # -- rows ---------------------------------------------------------------------------------------------

    def _cell(self, name: str, only: Subject | None) -> str:
        found = self._at(name, only)
        if found is None:
            return ""
        register, value, field_name = found
        field = register.fields()[field_name]
        if field.hurts and not self.full:
            return ""
        titles = self.office.titles(field.target) if field.kind == "link" else None
        text = kinds.show(field, value, titles)
        if field.kind == "month" and re.fullmatch(r"\d{4}-\d\d", text):
            text = f"{text[:4]}年{int(text[5:])}月"
        return text if self.full else kinds.mask(field, text)

    def _at(self, name: str, only: Subject | None) -> tuple[type[Register], Any, str] | None:
        """register.field, or through links register.link.field: the register, the value and the field's name there."""
        first, *path = name.split(".")
        subject = only if only and only[0].register_name() == first else self._subject(first)
        if subject is None or not path:
            return None
        register, key = subject
        for part in path[:-1]:
            link = register.fields().get(part)
            following = self._row(register, key).get(link.column) if link and link.kind == "link" else None
            if link is None or following is None:
                return None
            register, key = BY_NAME[link.target], following
        field = register.fields().get(path[-1])
        return (register, self._row(register, key).get(field.column), field.name) if field else None

    def _subject(self, name: str) -> Subject | None:
        """The first row of this ledger it is about; of the schools, else the one that issues it."""
        found = next((one for one in self.subjects if one[0].register_name() == name), None)
        if found is None and name == "schools" and self.issuer is not None:
            return BY_NAME["schools"], self.issuer
        return found

    def _row(self, register: type[Register], key: bytes) -> Mapping[str, Any]:
        known = (register.register_name(), key)
        if known not in self._rows:
            with self.office.look() as connection:
                found = query.values(connection, register, [key], self.office.context)
            self._rows[known] = found[0] if found else {}
        return self._rows[known]

    # -- the school and its year --------------------------------------------------------------------------

    def _of_the_office(self, name: str) -> str:
        if name in ("本校", "发文单位"):
            return self.office.titles("schools").get(self.issuer or b"", self.office.school)
        if name in ("校长", "本校电话", "本校地址"):
            field = {"校长": "principal", "本校电话": "phone", "本校地址": "address"}[name]
            return self._cell(f"schools.{field}", None)
        if name == "中心学校":
            return self._center()
        if name in ("镇政府", "县教育局"):
            return str(self.office.setting("documents.town" if name == "镇政府" else "documents.county") or "")
        if name in ("学年", "学期", "年"):
            return self._year(name)
        if name == "受文人":
            return "、".join(to.name for to in self.to)
        if name == "经办人":
            return self.office.who.name
        return ""

    def _center(self) -> str:
        center = self.office.workspace.local("center") or (self.office.school_id or b"").hex()
        return self.office.titles("schools").get(bytes.fromhex(str(center)), self.office.school)

    def _year(self, name: str) -> str:
        if name == "年":
            return str(self.on.year)
        year, term = calendar.term_at(self.on)
        return grades.school_year_label(year) if name == "学年" else calendar.term_label(year, term)


__all__ = ["Filling"]
