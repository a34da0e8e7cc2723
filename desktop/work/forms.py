"""Forms: one row being filled in, checked as it is typed, saved when it holds."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from db import kinds, query
from db.change import Change
from db.errors import NotFound, Rejected
from db.fields import Field
from db.register import Offer, Problem, Register, key_id, plain
from db.rules import masks
from desktop.work.entering import judged, loaded, read, worked_out
from desktop.work.office import Office
from desktop.work.outcome import Outcome


class Form:
    """A row of a register as somebody fills it in. Nothing typed is refused; an error only stops saving."""

    def __init__(self, office: Office, row: Register, *, new: bool) -> None:
        self.office, self.row, self.new = office, row, new
        self.register = type(row)
        self._stood = row.values()
        self._worked_out: dict[str, Any] = {}
        self._drafted = False
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
    def of(cls, office: Office, register: type[Register], row: bytes, *, draft: bool = True) -> Form:
        """The row as it stands, with what was typed before and could not be saved. Raises NotFound."""
        form = cls(office, loaded(office, register, row), new=False)
        form._worked_out = worked_out(office, register, row)
        if draft:
            form._take_up_draft()
        form._drafted = draft
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
            values = self._worked_out | self.row.values()
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
        """Takes what was typed or chosen (a link also by its 16-byte id); reads it, completes and checks the row.

        What already stands there, and our own mask, change nothing.
        """
        field = self.register.fields()[name]
        if isinstance(text, str) and (text == self.shown(name) or (field.private and masks.is_masked(text))):
            return
        self.typed.pop(name, None)
        self.unread.pop(name, None)
        try:
            setattr(self.row, field.column, read(self.office, field, text, self.row.school_id))
        except ValueError as error:
            sentence, _, advice = str(error).partition("。")
            self.typed[name] = str(text)
            self.unread[name] = Problem(name, "error", f"{sentence}。", advice)
        self._settle()

    def take(self, offer: Offer) -> None:
        """The way out that a problem offers."""
        self.typed.pop(offer.field, None)
        self.unread.pop(offer.field, None)
        setattr(self.row, self.register.fields()[offer.field].column, offer.value)
        self._settle()

    def _settle(self) -> None:
        """What follows from what was typed, what is different now, and what is wrong with it."""
        self.row.follow(self.office.context)
        self.row.complete(self.office.context)
        now = self.row.values()
        self.edits = {c: getattr(self.row, c) for c, value in now.items() if value != self._stood[c]}
        self.look_over()

    def look_over(self) -> None:
        """Checks the row again; the worst problem of each field."""
        self.problems = judged(self.office, self.row) | self._taken_key() | self.unread

    def _taken_key(self) -> dict[str, Problem]:
        """The same fact twice is one row: a second one would quietly take the place of the first."""
        first = next((name for name in self.register.key if name != "school_id"), "")
        if not first or any(getattr(self.row, name) is None for name in self.register.key if name != "school_id"):
            return {}
        same = self.fresh().id
        if not self.new and same == key_id(self.register.register_name(), [self._stood[k] for k in self.register.key]):
            return {}
        with self.office.look() as connection:
            known = query.row_of(connection, self.register, same)
        field = self.register.field(first)
        name = field.name if field else first
        if known is not None and not known["deleted"]:
            return {name: Problem(name, "error", f"已经有这一条{self.register.one}。", "请在表里找到它，直接修改。")}
        return {} if self.new else self._left_behind()

    def _left_behind(self) -> dict[str, Problem]:
        """Another key is another row: what points to the one there is would point to nothing."""
        from desktop.work.rows import used_by

        pointed, by = used_by(self.office, self.register, [self.row.id])
        moved = next((name for name in self.register.key if name in self.edits), "")
        if pointed is None or not moved:
            return {}
        field = self.register.field(moved)
        name, label = (field.name, field.label) if field else (moved, moved)
        said = f"这一条{self.register.one}还有{by}，不能改{label}。"
        return {name: Problem(name, "error", said, "请改回来，另新增一条；或先删除那些。")}

    # -- saving --------------------------------------------------------------------------------------------

    def save(self) -> Outcome:
        """Saves what was changed as one entry. Raises Rejected with the problems; then nothing was saved."""
        if self.held:
            raise Rejected([p for p in self.problems.values() if p.level == "error"])
        if not self.changed and not self.new:
            return Outcome()
        name = self.register.register_name()
        with self.office.change(f"{'新增' if self.new else '修改'}{self.register.one}") as rows:
            self.put_into(rows)
        if self._drafted:
            self._drop_draft()
        self.new, self.edits, self.typed, self._stood = False, {}, {}, self.row.values()
        said = f"已保存：{self.title}。"
        warnings = {p.field: p.sentence for p in self.problems.values()}
        data = {"id": self.row.id.hex(), **({"warnings": warnings} if warnings else {})}
        return Outcome(said, frozenset({name}), data)

    def put_into(self, rows: Change) -> None:
        """The row into a unit of work. Raises NotFound if somebody removed it meanwhile."""
        if self.new:
            self.row = self.fresh()
            rows.add(self.fresh())
            return
        kept = rows.get(self.register, self.row.id)
        if kept.deleted:
            raise NotFound(f"这一条{self.register.one}已经删除了。", "要改它，请先撤销删除。")
        if self.register.key and not set(self.register.key).isdisjoint(self.edits):
            rows.remove(kept)  # another key is another fact, with a row of its own
            self.row = self.fresh()
            rows.add(self.fresh())
            return
        for column, value in self.edits.items():
            setattr(kept, column, value)

    def fresh(self) -> Register:
        """The new row as typed; where the register has a key, its id follows from what the key's fields say by now."""
        columns = [c for c in self.register.columns() if c != "id" or not self.register.key]
        return self.register(**{c: getattr(self.row, c) for c in columns})

    # -- drafts --------------------------------------------------------------------------------------------

    def keep_draft(self) -> None:
        """Keeps what was typed into a row although it cannot be saved yet; it comes back with the form."""
        if not self.changed or self.new or self.office.read_only:
            return
        cells = {c: v.hex() if isinstance(v, bytes) else plain(v) for c, v in self.edits.items()}
        body = json.dumps({"edits": cells, "typed": self.typed}, ensure_ascii=False)
        with self.office.workspace.note_locally() as connection:
            connection.exec_driver_sql(
                'INSERT OR REPLACE INTO drafts ("row", register, body, at) VALUES (?,?,?,?)',
                (self.row.id, self.register.register_name(), body, datetime.now().isoformat(timespec="seconds")),
            )
        self._drafted = True

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
                as_id = field.kind == "link" and value
                setattr(self.row, field.column, bytes.fromhex(value) if as_id else kinds.read(field, value))
        self._settle()
        for name, text in kept["typed"].items():
            self.type(name, text)
