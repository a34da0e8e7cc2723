"""Forms: one row being filled in, checked as it is typed, saved when it holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from db import kinds, query
from db.errors import Rejected, Trouble
from db.fields import Field
from db.register import Offer, Problem, Register, plain
from desktop.work.office import Office
from desktop.work.outcome import Outcome


class Form:
    """A row of a register as somebody fills it in. Nothing typed is refused; an error only stops saving."""

    def __init__(self, office: Office, row: Register, *, new: bool) -> None:
        self.office, self.row, self.new = office, row, new
        self.register = type(row)
        self.typed: dict[str, str] = {}
        self.unread: dict[str, Problem] = {}
        self.edits: dict[str, Any] = {}
        self.revealed = new
        self.problems: dict[str, Problem] = {}
        self.look_over()

    # -- where it comes from -------------------------------------------------------------------------------

    @classmethod
    def blank(cls, office: Office, register: type[Register], **first: Any) -> Form:
        """A new row of this office's school, with these first values (as stored) filled in."""
        if not register.common:
            first.setdefault("school_id", office.school_id)
        return cls(office, register(**first), new=True)

    @classmethod
    def of(cls, office: Office, register: type[Register], row: bytes) -> Form:
        """The row as it stands, with what was typed and not yet saved. Raises NotFound."""
        form = cls(office, _loaded(office, register, row), new=False)
        form._take_up_draft()
        return form

    # -- what stands in it ---------------------------------------------------------------------------------

    @property
    def groups(self) -> list[tuple[str, list[Field]]]:
        """Fields by heading, computed ones last."""
        found: dict[str, list[Field]] = {}
        for field in self.register.fields().values():
            found.setdefault(field.group or ("学校" if field.name == "school" else "基本信息"), []).append(field)
        return list(found.items())

    @property
    def title(self) -> str:
        values = self.row.values()
        return self.register.title_of(values, self.office.context) or f"新增{self.register.one}"

    def shown(self, name: str) -> str:
        """The field as text; what could not be read stands as it was typed; private ones masked until revealed."""
        if name in self.typed:
            return self.typed[name]
        field = self.register.fields()[name]
        if field.computed:
            values = self.row.values()
            self.register.work_out(values, self.office.context)
            return kinds.show(field, values.get(name))
        titles = self.office.titles(field.target) if field.kind == "link" else None
        text = kinds.show(field, getattr(self.row, field.column), titles)
        return text if self.revealed or field.column in self.edits else kinds.mask(field, text)

    def value(self, name: str) -> Any:
        return getattr(self.row, self.register.fields()[name].column)

    def reveal(self) -> None:
        """Shows private fields; noted with who asked."""
        if not self.revealed:
            self.office.log_shown(self.register.title, 1)
        self.revealed = True

    @property
    def changed(self) -> bool:
        return bool(self.edits or self.typed)

    @property
    def held(self) -> bool:
        """An error stops saving."""
        return any(p.level == "error" for p in self.problems.values())

    # -- filling in ----------------------------------------------------------------------------------------

    def type(self, name: str, text: Any) -> None:
        """Takes what was typed or chosen (a link also by its 16-byte id); reads it, completes and checks the row."""
        field = self.register.fields()[name]
        self.typed.pop(name, None)
        self.unread.pop(name, None)
        try:
            self._set(field, read(self.office, field, text, self.row.school_id))
        except ValueError as error:
            sentence, _, advice = str(error).partition("。")
            self.typed[name] = str(text)
            self.unread[name] = Problem(name, "error", f"{sentence}。", advice)
        before = self.row.values()
        self.row.complete(self.office.context)
        for column, value in self.row.values().items():
            if value != before[column]:
                self.edits[column] = getattr(self.row, column)
        self.look_over()

    def take(self, offer: Offer) -> None:
        """The way out that a problem offers."""
        field = self.register.fields()[offer.field]
        self.typed.pop(offer.field, None)
        self.unread.pop(offer.field, None)
        self._set(field, offer.value)
        self.row.complete(self.office.context)
        self.look_over()

    def _set(self, field: Field, value: Any) -> None:
        if plain(getattr(self.row, field.column)) != plain(value):
            setattr(self.row, field.column, value)
            self.edits[field.column] = value

    def look_over(self) -> None:
        """Checks the row again; the worst problem of each field."""
        self.problems = judged(self.office, self.row) | self.unread

    # -- saving --------------------------------------------------------------------------------------------

    def save(self) -> Outcome:
        """Saves what was changed as one entry. Raises Rejected with the problems; then nothing was saved."""
        if self.held:
            raise Rejected([p for p in self.problems.values() if p.level == "error"])
        if not self.changed and not self.new:
            return Outcome()
        name = self.register.register_name()
        why = f"{'新增' if self.new else '修改'}{self.register.one}"
        with self.office.change(why) as rows:
            if self.new:
                self.row = self.fresh()
                rows.add(self.fresh())
            else:
                kept = rows.get(self.register, self.row.id)
                for column, value in self.edits.items():
                    setattr(kept, column, value)
        self._drop_draft()
        self.new, self.edits, self.typed = False, {}, {}
        said = f"已保存：{self.title}。"
        warnings = {p.field: p.sentence for p in self.problems.values()}
        data = {"id": self.row.id.hex(), **({"warnings": warnings} if warnings else {})}
        return Outcome(said, frozenset({name}), data)

    def fresh(self) -> Register:
        """The new row as typed; where the register has a key, its id follows from what the key's fields say by now."""
        columns = [c for c in self.register.columns() if c != "id" or not self.register.key]
        return self.register(**{c: getattr(self.row, c) for c in columns})

    # -- drafts --------------------------------------------------------------------------------------------

    def keep_draft(self) -> None:
        """Keeps what was typed although it cannot be saved yet; it comes back with the form."""
        if not self.changed or self.office.read_only:
            return
        cells = {c: v.hex() if isinstance(v, bytes) else plain(v) for c, v in self.edits.items()}
        body = json.dumps({"edits": cells, "typed": self.typed, "new": self.new}, ensure_ascii=False)
        with self.office.workspace.note_locally() as connection:
            connection.exec_driver_sql(
                'INSERT OR REPLACE INTO drafts ("row", register, body, at) VALUES (?,?,?,?)',
                (self.row.id, self.register.register_name(), body, datetime.now().isoformat(timespec="seconds")),
            )

    def _drop_draft(self) -> None:
        with self.office.look() as connection:
            known = connection.exec_driver_sql('SELECT 1 FROM drafts WHERE "row" = ?', (self.row.id,)).first()
        if known:
            with self.office.workspace.note_locally() as connection:
                connection.exec_driver_sql('DELETE FROM drafts WHERE "row" = ?', (self.row.id,))

    def _take_up_draft(self) -> None:
        with self.office.look() as connection:
            body = connection.exec_driver_sql('SELECT body FROM drafts WHERE "row" = ?', (self.row.id,)).scalar()
        if not body:
            return
        kept = json.loads(body)
        for field in self.register.fields().values():
            if field.column in kept["edits"]:
                value = kept["edits"][field.column]
                self._set(field, bytes.fromhex(value) if field.kind == "link" and value else kinds.read(field, value))
        for name, text in kept["typed"].items():
            self.type(name, text)
        self.look_over()


def read(office: Office, field: Field, text: Any, school: bytes | None = None) -> Any:
    """What was typed into a field, links looked up by title. Raises ValueError with a sentence."""
    value = kinds.read(field, text)
    if field.kind != "link" or value is None or isinstance(value, bytes):
        return value
    found = query.linked_ids(field, value, office.context)
    if len(found) > 1:
        with office.look() as connection:
            rows = {i: query.row_of(connection, _target(field), i) for i in found}
        found = [
            i for i, row in rows.items() if row and not row["deleted"] and row["school_id"] in (None, school)
        ] or found
    if not found:
        raise ValueError(f"没有叫“{value}”的{_target(field).one}。请从列表里选，或先去添加。")
    if len(found) > 1:
        raise ValueError(f"叫“{value}”的{_target(field).one}不止一个。请从列表里选。")
    return found[0]


def _target(field: Field) -> type[Register]:
    from db.registers import BY_NAME

    return BY_NAME[field.target]


def judged(office: Office, row: Register) -> dict[str, Problem]:
    """The worst problem of each field of a row: required fields, then the register's own rules."""
    found: dict[str, Problem] = {}
    fields: Mapping[str, Field] = type(row).fields()
    for name, field in fields.items():
        if field.required and not field.computed and getattr(row, field.column) in (None, ""):
            found[name] = Problem(name, "error", f"没有填{field.label}。", "这一栏必须填。")
    for problem in row.problems(office.context):
        if problem.field not in found or (problem.level, found[problem.field].level) == ("error", "warning"):
            found[problem.field] = problem
    return found


def _loaded(office: Office, register: type[Register], row: bytes) -> Register:
    """A row taken out of the file, belonging to no session."""
    from sqlalchemy.orm import Session

    with office.look() as connection, Session(bind=connection) as session:
        found = session.get(register, row)
        if found is None:
            raise Trouble(f"{register.title}里没有这一行。", "它可能已被删除，请刷新。")
        session.expunge(found)
        return found
