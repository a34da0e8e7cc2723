"""Rows: added, changed, removed and pasted, each with the checks a form makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from db import query
from db.errors import NotFound, Rejected, Trouble
from db.register import Problem, Register
from desktop.work.forms import Form
from desktop.work.office import Office
from desktop.work.outcome import Outcome


def add(office: Office, register: type[Register], typed: Mapping[str, str]) -> Outcome:
    """A new row of what was typed, field by field. With an error nothing is saved; the problems come back."""
    return _fill(Form.blank(office, register), typed)


def change(office: Office, register: type[Register], row: bytes, typed: Mapping[str, str]) -> Outcome:
    """Fields of one row, set to what was typed."""
    return _fill(Form.of(office, register, row, draft=False), typed)


def _fill(form: Form, typed: Mapping[str, str]) -> Outcome:
    named = [(query.known(form.register, name), text) for name, text in typed.items()]
    for field, text in sorted(named, key=lambda pair: pair[0].name != "school"):  # classes are those of the school
        if field.computed:
            raise Trouble(f"“{field.label}”是算出来的，不能填。", "请改它所依据的栏目。")
        form.type(field.name, text)
    if form.held:
        return rejected(form.problems)
    warned = "\n".join(f"请注意：{problem.sentence}{problem.advice}" for problem in form.problems.values())
    return replace(form.save(), advice=warned)


def rejected(problems: Mapping[str, Problem]) -> Outcome:
    """Nothing was saved: sentence by field."""
    errors = {name: p for name, p in problems.items() if p.level == "error"}
    said = "；".join(p.sentence.rstrip("。") for p in errors.values())
    data = {"problems": {name: p.sentence for name, p in errors.items()}}
    return Outcome(f"没有保存：{said}。", data=data, attention=True, advice=next(iter(errors.values())).advice)


def remove(office: Office, register: type[Register], wanted: Sequence[bytes]) -> Outcome:
    """Removes rows; they can be taken back. Raises Trouble where others still point to them."""
    pointed, by = used_by(office, register, wanted)
    if pointed is not None:
        title = office.titles(register.register_name()).get(pointed, "")
        raise Trouble(f"{title}还有{by}，不能删除。", "请先把它们改到别处，或一起删除。")
    one = len(wanted) == 1
    with office.change(f"删除{register.one}" + ("" if one else f" {len(wanted)} 条")) as rows:
        for row in wanted:
            kept = rows.get(register, row)
            if kept.deleted:
                raise NotFound(f"这一条{register.one}已经删除了。", "请刷新后再看。")
            rows.remove(kept)
    said = "已删除，按 Ctrl+Z 可以撤销。" if one else f"已删除 {len(wanted)} 条，按 Ctrl+Z 可以撤销。"
    data: dict[str, Any] = {"id": wanted[0].hex()} if one else {"count": len(wanted)}
    return Outcome(said, frozenset({register.register_name()}), data)


def used_by(office: Office, register: type[Register], wanted: Sequence[bytes]) -> tuple[bytes | None, str]:
    """The first of these rows that others point to, and in words which; (None, "") where there is none."""
    from db.registers import REGISTERS

    gone = set(wanted)
    links = [(o, f) for o in REGISTERS for f in o.fields().values() if f.target == register.register_name()]
    with office.look() as connection:
        for other, field in links:
            if field.computed:
                continue
            statement = f'SELECT id FROM "{other.register_name()}" WHERE deleted = 0 AND "{field.column}" = ?'
            for row in wanted:
                found = set(connection.exec_driver_sql(statement, (row,)).scalars())
                count = len(found - gone if other is register else found)
                if count:
                    return row, f" {count} 条“{other.title}”"
    return None, ""


def key_of(office: Office, register: type[Register], text: str) -> bytes:
    """The row with this id (32 hex digits, dashes forgiven). Raises NotFound."""
    try:
        row = bytes.fromhex(text.replace("-", ""))
    except ValueError:
        row = b""
    with office.look() as connection:
        if query.row_of(connection, register, row) is None:
            raise NotFound(f"{register.title}里没有 {text} 这一行。", "请用 list 命令查一查它的 id。")
    return row


def paste(
    office: Office,
    register: type[Register],
    wanted: Sequence[bytes],
    names: Sequence[str],
    cells: Sequence[Sequence[str]],
) -> Outcome:
    """A block copied from a sheet, laid over these rows and fields; below the last row new rows begin.

    With one error nothing is pasted: Rejected names row and field. Empty cells overwrite nothing.
    """
    problems: list[Problem] = []
    forms: list[Form] = []
    for number, line in enumerate(cells):
        form = (
            Form.of(office, register, wanted[number], draft=False)
            if number < len(wanted)
            else Form.blank(office, register)
        )
        for name, text in sorted(zip(names, line, strict=False), key=lambda cell: cell[0] != "school"):
            if text.strip():
                form.type(name, text)
        problems += [
            Problem(p.field, p.level, f"第 {number + 1} 行：{p.sentence}", p.advice)
            for p in form.problems.values()
            if p.level == "error" and (form.new or p.field in form.edits or p.field in form.unread or form.changed)
        ]
        forms.append(form)
    if problems:
        raise Rejected(problems)
    touched = [form for form in forms if form.changed or form.new]
    with office.change(f"粘贴 {len(touched)} 行") as rows:
        for form in touched:
            form.put_into(rows)
    return Outcome(
        f"已粘贴 {len(touched)} 行，按 Ctrl+Z 可以撤销。", frozenset({register.register_name()}), {"rows": len(touched)}
    )
