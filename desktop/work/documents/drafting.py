"""Drawing up: a document of a kind with everything that is known filled in, as rows, not yet numbered."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.change import Change
from db.errors import Trouble
from db.register import Register, new_id
from db.registers import Document, DocumentField, DocumentRecipient, DocumentSubject
from db.rules import document_text
from desktop.work.documents import reading
from desktop.work.documents.filling import Filling
from desktop.work.documents.orders import Order, To
from desktop.work.documents.reading import Kind
from desktop.work.office import Office
from desktop.work.rights import NotOurs

EVERY = ("各校", "各学校", "全镇各校")
"""Words that mean every school of the township."""


@dataclass(frozen=True)
class Prepared:
    """A document and its parts as they will be written; `rows` has the document first."""

    id: bytes
    kind: Kind
    order: Order
    rows: Sequence[Register]

    def put_into(self, rows: Change) -> None:
        for row in self.rows:
            rows.add(row)
            if row is self.rows[0]:
                rows.flush()  # its parts take its school


def prepare(office: Office, order: Order) -> Prepared:
    """Fills in what is known. Raises NotFound, NotOurs, Trouble for a field the kind does not have."""
    kind = reading.called(reading.reader(office), order.kind)
    to = [one if isinstance(one, To) else named(office, one) for one in order.recipients]
    issuer = order.issuer or office.school_id
    only_issuer(office, issuer)
    refuse_unknown(kind, order.fields)
    if order.purpose and any(ask.private for ask in kind.asks):
        office.log_shown(f"{kind.name}（写入公文，用途：{order.purpose}）", len(order.about) or 1)
    filling = Filling(office, issuer, order.on or office.today, order.about, to, full=bool(order.purpose))
    single, lines = _contents(kind, order, filling)
    if not to:
        to = filling.to = recipients_named(office, _text(kind, "recipient", filling), issuer)
    made = Document(id=new_id(), school_id=school_of(office, to, issuer), kind_id=kind.id, issuer_id=issuer)
    made.headline = order.headline or _text(kind, "headline", filling) or kind.name
    made.addressee = order.addressee or _text(kind, "addressee", filling) or None
    made.copies = order.copies or _text(kind, "copies", filling) or None
    made.reply_by = order.reply_by or _reply_by(kind, single)
    made.signed_by, made.purpose = order.signed_by or None, order.purpose or None
    fields = [
        DocumentField(document_id=made.id, name=name, line=0, value=text) for name, text in single.items() if text
    ]
    for grid, found in lines.items():
        fields += cells(made.id, kind, grid, found)
    parts = [*fields, *_subjects(office, made.id, order), *recipient_rows(office, made, to)]
    return Prepared(made.id, kind, order, [made, *parts])


def named(office: Office, name: str) -> To:
    """Somebody of that name; a school where one is called so."""
    school = next((row for row, title in office.titles("schools").items() if title == name.strip()), None)
    return To(name.strip(), school)


def recipients_named(office: Office, text: str, issuer: bytes | None) -> list[To]:
    """Names with 、 between; 各校 is every school of the township but the one that writes."""
    found: list[To] = []
    for part in re.split("[、,，;；\\n]", text):
        if part.strip() in EVERY:
            schools = office.titles("schools").items()
            found += [To(name, row) for row, name in schools if row != issuer and alive(office, row)]
        elif part.strip():
            found.append(named(office, part))
    return list({one.name: one for one in found}.values())


def alive(office: Office, school: bytes) -> bool:
    """A school that was neither removed nor closed."""
    row = office.linked("schools", school)
    return row is not None and not row["deleted"] and not row["closed_on"]


def cells(document: bytes, kind: Kind, grid: str, found: Sequence[Mapping[str, str]]) -> list[DocumentField]:
    """The rows of a table's cells, line by line from 1. 序号 counts by itself where nothing is given."""
    made = []
    for number, line in enumerate(found, 1):
        for ask in kind.grids[grid]:
            text = str(line.get(ask.name, "") or "") or (str(number) if ask.name == "序号" else "")
            if text:
                made.append(DocumentField(document_id=document, name=ask.name, line=number, value=text))
    return made


def only_issuer(office: Office, issuer: bytes | None) -> None:
    """A school's machine issues for its own school; a center's for every school of the township. Raises NotOurs."""
    if office.bound and issuer != office.school_id:
        name = office.titles("schools").get(issuer or b"", "别的学校")
        raise NotOurs(f"这是{name}的公文，本校只能查看，没有保存。")


def refuse_unknown(kind: Kind, fields: Mapping[str, Any]) -> None:
    """Fields that the kind does not have, or that are filled in another shape. Raises Trouble."""
    known = {ask.name for ask in kind.singles} | set(kind.grids)
    unknown = [name for name in fields if name not in known]
    if unknown:
        raise Trouble(f"“{kind.name}”没有“{unknown[0]}”这一栏。", f"可以填：{'、'.join(sorted(known))}。")
    for name, value in fields.items():
        if isinstance(value, str) == (name in kind.grids):
            raise Trouble(f"“{name}”要填成{'一行一行的表' if name in kind.grids else '文字'}。", "请检查填写的内容。")
        columns = {ask.name for ask in kind.grids.get(name, ())}
        wrong = next((c for line in value if not isinstance(line, str) for c in line if c not in columns), None)
        if wrong is not None:
            raise Trouble(f"表格“{name}”没有“{wrong}”这一列。", f"可以填：{'、'.join(columns)}。")


def _contents(kind: Kind, order: Order, filling: Filling) -> tuple[dict[str, str], dict[str, list[Mapping[str, str]]]]:
    """Single fields and tables: what was given, else what is preset."""
    given = {name: value for name, value in order.fields.items() if isinstance(value, str)}
    single = filling.presets(kind, given)
    lines: dict[str, list[Mapping[str, str]]] = {}
    for grid in kind.grids:
        typed = order.fields.get(grid)
        own = [line for line in typed if not isinstance(line, str)] if typed is not None else None
        lines[grid] = list(filling.lines(kind, grid)) if own is None else list(own)
    return single, lines


def _text(kind: Kind, name: str, filling: Filling) -> str:
    return document_text.filled(kind.text(name), lambda field: filling.value(kind, field)).strip()


def _reply_by(kind: Kind, single: Mapping[str, str]) -> date | None:
    """The first day of the kind that is a term to keep (…期限, …截止) is when an answer is due."""
    for ask in kind.singles:
        if ask.input == "day" and any(word in ask.name for word in ("期限", "时限", "限期", "截止")):
            text = single.get(ask.name, "")
            try:
                return date.fromisoformat(text)
            except ValueError:
                return None
    return None


def school_of(office: Office, to: Sequence[To], issuer: bytes | None) -> bytes | None:
    """Whose row it is: the one school it goes to; nobody's, that is everybody's, where it goes to several."""
    schools = {one.school for one in to if one.school is not None} - {issuer}
    if office.bound or not schools:
        return issuer
    return next(iter(schools)) if len(schools) == 1 else None


def _subjects(office: Office, document: bytes, order: Order) -> list[DocumentSubject]:
    found = []
    for register, row in order.about:
        name = register.register_name()
        title = office.titles(name).get(row, "")
        found.append(DocumentSubject(document_id=document, register=name, row_id=row, name=title or None))
    return found


def recipient_rows(office: Office, made: Document, to: Sequence[To]) -> list[DocumentRecipient]:
    """Each of its own school, so that its machine can note who signed; a school's own machine writes its own only."""
    return [
        DocumentRecipient(
            document_id=made.id, name=one.name, relation=one.relation or None, target_id=one.school,
            school_id=made.school_id if office.bound or one.school is None else one.school,
        )
        for one in to
    ]  # fmt: skip


def subjects_of(office: Office, document: bytes) -> list[tuple[type[Register], bytes]]:
    """The rows a document is about."""
    from db.registers import BY_NAME

    found: list[dict[str, Any]] = reading.rows(reading.reader(office), DocumentSubject, "document_id = ?", (document,))
    return [(BY_NAME[row["register"]], row["row_id"]) for row in found if row["register"] in BY_NAME]


__all__ = [
    "Prepared",
    "cells",
    "named",
    "only_issuer",
    "prepare",
    "recipient_rows",
    "recipients_named",
    "refuse_unknown",
    "school_of",
    "subjects_of",
]
