"""Writing one: what is filled in so far, how it would look, and then a draft or an issued document, or many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from db.register import Problem
from db.registers import Document, DocumentKind
from db.rules import document_text
from db.rules.days import read_day
from desktop.work.documents import delivering, drafting, issuing, keeping, reading
from desktop.work.documents.orders import Order, Subject
from desktop.work.documents.reading import Ask, Kind
from desktop.work.documents.speaking import Speech
from desktop.work.office import Office
from desktop.work.outcome import Outcome, Progress, silent

OWN = {"headline": "标题", "addressee": "主送", "copies": "抄送", "signed_by": "签发人", "purpose": "印全用途"}
TO = "recipients"
"""Whom it goes to, as names with 、 between."""
ON, ISSUER = "on", "issuer"
"""The day it is issued, and the school whose number it bears, by name; both of a new one only."""
PEOPLE = ("students", "children", "staff", "movements", "admissions")
"""Ledgers whose rows' own school issues what is about them."""
"""Columns of the row itself that are filled in beside the kind's own fields."""


def _day(text: str, year: int) -> str:
    """A day as it is stored; what is none stays as it was typed (见附表)."""
    try:
        return read_day(text, year).isoformat()
    except ValueError:
        return text


class _Seen(Exception):
    """A unit of work that only looked: nothing of it is kept."""


class Writing:
    """A document being written. A new one is kept nowhere until it is saved or issued; with several rows it is written
    once, and what is filled in from a row differs from one to the next."""

    def __init__(self, office: Office, kind: Kind, orders: Sequence[Order], document: bytes | None = None) -> None:
        self.office, self.kind, self.orders, self.document = office, kind, list(orders), document
        self.typed: dict[str, Any] = {}
        self.values: dict[str, str] = {}
        self.lines: dict[str, list[dict[str, str]]] = {}
        self.own: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.on: date | None = None
        self._look()

    @classmethod
    def new(cls, office: Office, kind: str, subjects: Sequence[Subject] = ()) -> Writing:
        """One document for all rows where the kind has a table for them, else one for each."""
        found = reading.called(reading.reader(office), kind)
        together = not subjects or takes_many(found, subjects[0][0].register_name())
        parted = [list(subjects)] if together else [[one] for one in subjects]
        orders = [Order(kind, part, issuer=_school_of(office, part)) for part in parted]
        return cls(office, found, orders)

    @classmethod
    def of(cls, office: Office, document: bytes) -> Writing:
        """A draft that was saved. Raises NotFound, NotOurs."""
        read = reading.reader(office)
        row = reading.document(read, document)
        drafting.only_issuer(office, row["issuer_id"])
        return cls(office, reading.kind_of(read, row["kind_id"]), [], document)

    @property
    def count(self) -> int:
        return max(len(self.orders), 1)

    @property
    def asked(self) -> list[Ask]:
        """What is filled in line by line; tables come after it."""
        return [ask for ask in self.kind.singles if ask.name not in ("主送", "抄送")]

    def type(self, name: str, value: Any) -> Writing:
        """A field, a table as a list of lines, or one of OWN. A saved draft keeps it at once."""
        ask = self.kind.ask(name)
        if ask is not None and ask.input == "day" and isinstance(value, str):
            value = _day(value, self.office.today.year)
        if name in (ON, ISSUER):
            self._set(name, str(value))
        elif self.document is None:
            self.typed[name] = value
        elif name == TO:
            delivering.send_to(self.office, self.document, str(value))
        elif name in OWN:
            keeping.fill(self.office, self.document, {}, **{name: str(value).strip() or None})
        else:
            keeping.fill(self.office, self.document, {name: value})
        self._look()
        return self

    def _set(self, name: str, text: str) -> None:
        """The day, or the issuing school of all of them."""
        if name == ON:
            self.on = read_day(text, self.office.today.year) if text.strip() else None
        elif self.document is None:
            school = self.office.school_called(text) if text.strip() else None
            self.orders = [replace(order, issuer=school) for order in self.orders]

    def order(self, number: int = 0) -> Order:
        own: dict[str, Any] = {name: text for name, text in self.typed.items() if name in OWN}
        order = replace(self.orders[number], on=self.on)
        if self.typed.get(TO):
            own[TO] = drafting.recipients_named(self.office, self.typed[TO], order.issuer or self.office.school_id)
        fields = {name: value for name, value in self.typed.items() if name not in (*OWN, TO)}
        return replace(order, fields=fields, **own)

    # -- how it stands ------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Reads again what stands in every field, and what still lacks."""
        self._with_speech(self._read)

    def _read(self, speech: Speech) -> None:
        given = speech.filling.given
        self.values = {ask.name: given.get(ask.name, "") for ask in self.kind.singles}
        self.lines = {grid: speech.lines(grid) for grid in self.kind.grids}
        self.own = {name: str(speech.row[name] or "") for name in OWN}
        self.own[TO] = "、".join(one.name for one in speech.filling.to)
        self.own[ON] = speech.on.isoformat()
        self.own[ISSUER] = self.office.titles("schools").get(speech.row["issuer_id"] or b"", "")
        self.problems = speech.problems()

    def _with_speech(self, does: Any) -> None:
        if self.document is not None:
            read = reading.reader(self.office)
            does(Speech(self.office, read, reading.document(read, self.document), self.on))
            return
        prepared = drafting.prepare(self.office, self.order())
        try:
            with self.office.change("样张") as rows:
                prepared.put_into(rows)
                rows.flush()
                does(Speech(self.office, rows.rows, rows.get(Document, prepared.id).values(), self.on))
                raise _Seen
        except _Seen:
            pass

    def preview(self, target: Path) -> Outcome:
        """The first one as it would be printed. `problems` of the data by field: what lacks, what cannot be printed."""
        from desktop.reports import documents as paper

        found: list[Any] = []
        self._with_speech(
            lambda s: found.extend((s.said(s.waiting_mark, s.row["signed_by"] or ""), s.problems(), s.unprintable()))
        )
        said, lacking, lost = found
        drawn = paper.draw(target, said)
        told = {problem.field: problem.sentence for problem in [*lacking, *lost]}
        return Outcome(f"{self.kind.name}，{drawn.pages} 页", data={"pages": drawn.pages, "problems": told})

    # -- what becomes of it -------------------------------------------------------------------------------

    def save(self) -> Outcome:
        """Keeps drafts; a saved one is kept already."""
        if self.document is not None:
            return Outcome("草稿已保存。", data={"id": self.document.hex()})
        made = [issuing.draft(self.office, self.order(number)) for number in range(len(self.orders))]
        said = f"已存为草稿：{self.kind.name}" + (f" {len(made)} 份。" if len(made) > 1 else "。")
        return Outcome(said, issuing.REGISTERS, made[0].data)

    def issue(self, *, known: bool = False, progress: Progress = silent) -> Outcome:
        """Issues all of them as one entry. Raises Rejected with what lacks or cannot be printed."""
        if self.document is not None:
            return issuing.issue(self.office, self.document, self.on, known=known)
        orders = [self.order(number) for number in range(len(self.orders))]
        return issuing.issue_many(self.office, orders, known=known, progress=progress)


def _school_of(office: Office, subjects: Sequence[Subject]) -> bytes | None:
    """A pupil's own school issues what is about the pupil; the center may write for a school without a machine."""
    if office.bound or not subjects or subjects[0][0].register_name() not in PEOPLE:
        return None
    rows = [office.linked(register.register_name(), key) for register, key in subjects]
    schools = {row["school_id"] for row in rows if row is not None}
    return schools.pop() if len(schools) == 1 else None


def takes_many(kind: Kind, register: str) -> bool:
    """Whether a document of this kind has a table with a line for each row of that ledger."""
    named = (name for asks in kind.grids.values() for ask in asks for name in document_text.names(ask.preset))
    each = (name for ask in kind.singles if "{序}" in ask.preset for name in document_text.names(ask.preset))
    return any(name.partition(".")[0] == register for name in (*named, *each))


def offered(office: Office, register: str = "") -> list[Mapping[str, Any]]:
    """Kinds to choose from, those that take something from this ledger first."""
    read = reading.reader(office)
    found = [reading.kind_of(read, row["id"]) for row in reading.rows(read, DocumentKind, "1", ())]
    found.sort(key=lambda kind: kind.row["place"] or 999)
    fitting = [kind for kind in found if any(name.startswith(f"{register}.") for name in kind.mentioned)]
    if register and register != "schools":
        found = fitting + [kind for kind in found if kind not in fitting]
    return [
        {"name": kind.text("kind"), "title": kind.name, "layout": kind.text("layout"), "basis": kind.text("basis")}
        | {"fits": kind in fitting}
        for kind in found
    ]


__all__ = ["ISSUER", "ON", "OWN", "TO", "Writing", "offered", "takes_many"]
