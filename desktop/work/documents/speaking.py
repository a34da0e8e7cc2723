"""What a document says on paper: its kind's texts with its own words put in, and what is still wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from db.register import Problem
from db.registers import DocumentRecipient
from db.rules import calendar, document_numbers, document_text, honours
from desktop.work.documents import drafting, reading
from desktop.work.documents.filling import Filling
from desktop.work.documents.orders import To
from desktop.work.documents.reading import Kind, Read
from desktop.work.office import Office

if TYPE_CHECKING:
    from desktop.reports.documents import Said

WAITING = "　　　"
"""Stands for a number that is not given out yet."""


class Speech:
    """One document with its kind and everything filled in, read by a `Read`."""

    def __init__(self, office: Office, read: Read, row: Mapping[str, Any], on: date | None = None) -> None:
        self.office, self.row = office, row
        self.kind: Kind = reading.kind_of(read, row["kind_id"])
        self.cells = reading.fields(read, row["id"])
        self.on = on or (date.fromisoformat(row["issued_on"]) if row["issued_on"] else office.today)
        to = reading.rows(read, DocumentRecipient, "document_id = ?", (row["id"],))
        recipients = [To(one["name"], one["target_id"], one["relation"] or "") for one in to]
        subjects = drafting.subjects_of(office, row["id"])
        self.filling = Filling(office, row["issuer_id"], self.on, subjects, recipients)
        self.filling.given = {name: text for (name, line), text in self.cells.items() if line == 0}
        self.filling.given |= {ask.name: "" for ask in self.kind.singles if ask.name not in self.filling.given}

    # -- on paper -----------------------------------------------------------------------------------------

    def said(self, mark: str, signed_by: str) -> Said:
        from desktop.reports.documents import Said
        from desktop.reports.furniture import CONFIDENTIAL

        kind, row = self.kind, self.row
        self.filling.given |= {"文号": mark, "签发人": signed_by}
        issuer = self.office.titles("schools").get(row["issuer_id"] or b"", self.office.school)
        printer = f"{issuer}{self.office.setting('documents.printer') or ''}"
        return Said(
            kind.text("layout"),
            row["headline"] or kind.name,
            issuer,
            calendar.term_label(*calendar.term_at(self.on)),
            self.on,
            mark if kind.row["numbered"] else "",
            row["addressee"] or "",
            **{name: self._put(kind.text(name)) for name in ("body", "closing", "stub", "receipt")},
            copies=row["copies"] or "",
            printer=printer,
            signer=signed_by if kind.row["upward"] else "",
            form=kind.text("form"),
            size=float(kind.row["size"] or 0),
            label=kind.text("mark") or (CONFIDENTIAL if row["purpose"] else ""),
            name=kind.name,
            tables={grid: self._table(grid) for grid in kind.grids},
        )

    def _put(self, text: str) -> str:
        value = self.filling.value
        return document_text.filled(text, lambda name: value(self.kind, name), lambda grid: bool(self.lines(grid)))

    def _table(self, grid: str) -> Any:
        from desktop.reports.documents import Lines

        asks = self.kind.grids[grid]
        rows = self.lines(grid)
        texts = [[self.filling._shown(self.kind, ask.name, row.get(ask.name, "")) for ask in asks] for row in rows]
        return Lines([a.name for a in asks], [a.width for a in asks], "".join(a.align for a in asks), texts)

    def lines(self, grid: str) -> list[dict[str, str]]:
        """A table's lines, as they are stored."""
        if grid not in self.kind.grids:
            return []
        names = {ask.name for ask in self.kind.grids[grid]}
        numbers = sorted({line for (name, line) in self.cells if name in names and line > 0})
        return [{name: self.cells[name, n] for name in names if (name, n) in self.cells} for n in numbers]

    # -- numbers ------------------------------------------------------------------------------------------

    @property
    def word(self) -> str:
        """What stands before the year: the school's word and the kind's."""
        school = self.office.linked("schools", self.row["issuer_id"]) if self.row["issuer_id"] else None
        name = self.office.titles("schools").get(self.row["issuer_id"] or b"", self.office.school)
        own = (school or {}).get("document_word") or document_numbers.suggested_word(name)
        return f"{own}{self.kind.text('word')}"

    @property
    def waiting_mark(self) -> str:
        """The number as a draft shows it, its place free."""
        if not self.kind.row["numbered"]:
            return ""
        return self.row["mark"] or f"{self.word}〔{self.on.year}〕{WAITING}号"

    # -- what is wrong ------------------------------------------------------------------------------------

    def problems(self) -> list[Problem]:
        """What stops it from being issued: a field left empty that is needed, marks or ranks on a certificate."""
        given = self.filling.given
        found = [
            Problem(ask.name, "error", f"“{ask.name}”还没有填。", "填好后再签发。")
            for ask in self.kind.singles if ask.needed and not given.get(ask.name, "").strip()
        ]  # fmt: skip
        if self.kind.row["honour"]:
            texts = {name: text for (name, _), text in self.cells.items()} | {"标题": self.row["headline"] or ""}
            told = ((name, honours.told(text)) for name, text in texts.items())
            found += [
                Problem(name, "error", f"荣誉类文书不能写“{said}”。", honours.ADVICE) for name, said in told if said
            ]
        return found

    def unprintable(self) -> list[Problem]:
        """Characters that no face has, each with the field it stands in."""
        from desktop.reports.faces import missing_characters

        own = {"标题": self.row["headline"], "主送": self.row["addressee"], "抄送": self.row["copies"]}
        texts = [*own.items(), *((name, text) for (name, _), text in sorted(self.cells.items()))]
        lost = missing_characters((text for _, text in texts if text))
        return [
            Problem(name, "error", f"“{name}”里的“{char}”印不出来，页上会印成〓。", "请换一个字，或签发后手工补写。")
            for char in sorted(lost) for name, text in texts if text and char in text
        ]  # fmt: skip


__all__ = ["Speech"]
