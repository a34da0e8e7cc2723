"""Conflicts: both values side by side with who, when and which school; somebody settles them, one or many alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from db import conflict_words
from db import conflicts as law
from db.errors import NotFound, Trouble
from db.journal import DELETED
from db.register import Context, Register, plain
from db.rules import masks
from desktop.work import tables
from desktop.work.forms import Form
from desktop.work.office import Office
from desktop.work.outcome import Outcome


@dataclass(frozen=True)
class Head:
    """One of the values, numbered from 1. value: as stored; text: as shown; at: that machine's own time."""

    number: int
    value: Any
    text: str
    who: str
    at: str
    clock_wrong: bool
    school: str
    site: int
    standing: bool


@dataclass(frozen=True)
class Conflict:
    """An open cell. about: where the row belongs (黑沟教学点 二年级); masked: something is hidden in the texts.

    alike: conflicts with the same mark can be settled by one decision (same column, same machines).
    """

    id: int
    register: type[Register]
    row: bytes
    title: str
    about: str
    column: str
    field: str
    label: str
    heads: tuple[Head, ...]
    masked: bool
    alike: tuple[str, str, tuple[int, ...]]

    @property
    def standing(self) -> int:
        return next((head.number for head in self.heads if head.standing), 1)

    @property
    def by_hand(self) -> bool:
        """Whether another value can be typed: not for a removal."""
        return self.column != DELETED


def conflicts(office: Office, show_private: bool = False) -> list[Conflict]:
    """All open ones. Private values are masked unless asked for; where masks hide the difference they are shown, and
    that is logged."""
    with office.look() as connection:
        found = law.open_ones(connection)
        names = conflict_words.names_of(connection, office.context, ((one.register, one.row) for one in found))
    schools, context = office.titles("schools"), office.context
    told = [_told(one, names[one.row], schools, context, show_private) for one in found]
    revealed = sum(1 for _, laid_open in told if laid_open)
    if revealed:
        office.log_shown("修改冲突", revealed)
    return [one for one, _ in told]


def count(office: Office) -> int:
    with office.look() as connection:
        return law.count(connection)


def _told(
    one: law.Conflict, name: tuple[str, str], schools: Mapping[bytes, str], context: Context, show_private: bool
) -> tuple[Conflict, bool]:
    words = conflict_words.words_of(one, context, show_private)
    heads = tuple(
        Head(
            number, head.value, text, head.who, head.at, conflict_words.clock_was_wrong(head.at, context.today),
            schools.get(head.school or b"", conflict_words.UNKNOWN_SCHOOL), head.site, number == one.standing,
        )
        for number, (head, text) in enumerate(zip(one.heads, words.texts, strict=True), 1)
    )  # fmt: skip
    title, about = name
    field = one.register.field(one.field)
    sites = tuple(sorted({head.site for head in one.heads}))
    laid_open = words.laid_open or (show_private and field is not None and field.private)
    return Conflict(
        one.id, one.register, one.row, title, about, one.field, field.name if field else one.field, words.label, heads,
        words.masked, (one.register.register_name(), one.field, sites),
    ), laid_open  # fmt: skip


def named(office: Office, register: type[Register], row: bytes) -> tuple[str, str]:
    """What a row is called, and where it belongs: 田小禾, 黑沟教学点 二（1）班."""
    with office.look() as connection:
        return conflict_words.named(connection, office.context, register, row)


# -- settling -------------------------------------------------------------------------------------------------


def settle(office: Office, number: int, keep: int | None = None, value: str | None = None) -> Outcome:
    """Keeps a head (counted from 1) or what is typed. Raises NotFound, Trouble for what cannot be read."""
    with office.look() as connection:
        one = law.one(connection, number)
    if (keep is None) == (value is None):
        raise Trouble("请说明保留哪一个，或者填一个新的值。", "两样选一样。")
    decided = law.kept(one, keep) if keep is not None else _typed(office, one, value or "")
    title, _ = named(office, one.register, one.row)
    return _write(office, [(one, decided)], f"处理修改冲突：{title}的{conflict_words.label_of(one)}")


def settle_alike(office: Office, numbers: Sequence[int], site: int | None = None) -> Outcome:
    """One decision for many: what stands is kept, or everywhere the value of that machine. One entry, so one undo."""
    with office.look() as connection:
        known = {one.id: one for one in law.open_ones(connection)}
    decided = []
    for number in numbers:
        one = known.get(number)
        if one is None:
            raise NotFound("其中一处已经处理过了。", "请刷新后再看。")
        mine = [head for head in one.heads if head.site == site]
        decided.append((one, mine[-1].value if mine else one.heads[one.standing - 1].value))
    return _write(office, decided, f"处理修改冲突 {len(decided)} 处")


def _write(office: Office, decided: Sequence[tuple[law.Conflict, Any]], why: str) -> Outcome:
    with office.change(why) as change:
        law.settle(change, decided)
    left = count(office)
    said = f"处理好了{f' {len(decided)} 处' if len(decided) > 1 else ''}，" + (
        f"还有 {left} 处。" if left else "修改冲突都处理完了。"
    )
    changed = frozenset({one.register.register_name() for one, _ in decided} | {"conflicts"})
    data = {"settled": [one.id for one, _ in decided], "left": left}
    return Outcome(f"{said}下次交接时，决定会带到各校。", changed, data)


def _typed(office: Office, one: law.Conflict, text: str) -> Any:
    """What somebody typed into the cell, as it is stored."""
    if one.field == DELETED:
        raise Trouble("删除只能选“删除”或“未删除”，不能填写。", "请按编号选一个。")
    field = one.register.field(one.field)
    if field is None:
        raise Trouble("这一栏是新版程序的，本机还不认识。", "请先把本机的程序升级。")
    if masks.is_masked(text):
        raise Trouble("填的内容里有星号。", "请填完整的内容，或者按编号选一个。")
    form = Form.of(office, one.register, one.row)
    form.type(field.name, text)
    problem = form.problems.get(field.name)
    if problem is not None and problem.level == "error":
        raise Trouble(problem.sentence, problem.advice)
    return plain(form.value(field.name))


def choices(office: Office, one: Conflict) -> list[tuple[Any, str]]:
    """What may be typed into the cell, where it is one of a list."""
    field = one.register.field(one.column)
    return tables.choices(office, field) if field is not None else []


def described(found: Iterable[Conflict]) -> list[dict[str, Any]]:
    """As --json prints them."""
    return [
        {
            "id": one.id,
            "register": one.register.register_name(),
            "row": one.row.hex(),
            "title": one.title,
            "field": one.field,
            "heads": [
                {"value": _plain(one, head), "who": head.who, "at": head.at, "school": head.school}
                for head in one.heads
            ],
            "standing": one.standing,
        }
        for one in found
    ]


def _plain(one: Conflict, head: Head) -> Any:
    return bool(head.value) if one.column == DELETED else head.text
