"""What stands as it was signed: a unit of work that would change it is refused, whichever way it came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from db import query
from db.change import Change
from db.errors import Trouble
from db.register import Context, Register

if TYPE_CHECKING:
    from desktop.work.office import Office

Touched = tuple[type[Register], Mapping[str, Any], Mapping[str, Any]]


class Frozen(Trouble):
    """A row that may not be changed any more; what stands after the first full stop is the advice."""

    advice = "检查表请另存新版再改；已完成的检查请先“重新填写”。"


def refuse(office: Office, rows: Change) -> None:
    """Before a unit of work is written: every register is asked about its rows. Raises Frozen; nothing is written."""
    rows.flush()
    context: Context | None = None
    for register, row, edits in _touched(office, rows):
        context = context or _asked_once(office.context)
        sentence = register.frozen(row, edits, context)
        if sentence:
            said, _, advice = sentence.partition("。")
            raise Frozen(f"{said}。", advice)


def _asked_once(context: Context) -> Context:
    """Sixty marks ask for one sheet."""
    return replace(context, linked=cache(context.linked))


def _touched(office: Office, rows: Change) -> Iterator[Touched]:
    """New rows as written, others as they stood before, of registers that freeze at all."""
    pending = rows.pending
    for (register, _), values in pending.inserts.items():
        if freezes(register):
            yield register, values, {}
    for register, names, lines in pending.bulk:
        if freezes(register):
            yield from ((register, dict(zip(names, line, strict=True)), {}) for line in lines)
    edited = [(register, row, edits) for (register, row), edits in pending.edits.items() if freezes(register)]
    if not edited:
        return
    with office.look() as connection:
        for register, row, edits in edited:
            stood = query.row_of(connection, register, row)
            if stood is not None:
                yield register, stood, edits


@cache
def freezes(register: type[Register]) -> bool:
    """Whether rows of the register may come to stand for good."""
    return register.frozen.__func__ is not Register.frozen.__func__  # type: ignore[attr-defined]
