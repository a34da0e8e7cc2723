"""Duplicates: rows that may be one person; two are joined or kept apart, and both can be taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from db import pinyin
from db.change import Change
from db.errors import Trouble
from db.register import Register, key_id
from db.registers import REGISTERS
from db.registers.office import NotSame

Found = tuple[type[Register], tuple[bytes, ...], str]


def queue(connection: Connection) -> list[Found]:
    """All rows that may be the same person, the surest reasons first."""
    return [found for register in REGISTERS if register.people for found in likely_same(connection, register)]


def likely_same(connection: Connection, register: type[Register]) -> Iterator[Found]:
    """Same ID number; same enrolment number; same name by sound, birth date and sex. 源：handoff.md, law 5."""
    groups: dict[tuple[Any, ...], list[bytes]] = defaultdict(list)
    columns = register.columns()
    born = "born_on" if "born_on" in columns else "born_in"
    enrolled = "enrolment_number" if "enrolment_number" in columns else "NULL"
    for row, name, number, enrolment, day, sex in connection.exec_driver_sql(
        f'SELECT id, name, id_number, {enrolled}, "{born}", sex FROM "{register.register_name()}" '
        f"WHERE deleted = 0 AND {apart_from_joined(register)}"
    ):
        if number:
            groups["身份证件号相同", number].append(row)
        if enrolment:
            groups["学籍号相同", enrolment].append(row)
        if name and day:
            groups["姓名读音、生日、性别相同", pinyin.sounds(name), day, sex].append(row)
    apart = kept_apart(connection, register)
    taken: dict[bytes, set[bytes]] = defaultdict(set)
    order = ("身份证件号相同", "学籍号相同", "姓名读音、生日、性别相同")
    for (because, *_rest), rows in sorted(groups.items(), key=lambda pair: order.index(pair[0][0])):
        left = sorted(row for row in rows if any(_open(row, other, apart, taken) for other in rows))
        if len(left) > 1:
            for row in left:
                taken[row].update(left)
            yield register, tuple(left), because


def _open(row: bytes, other: bytes, apart: set[frozenset[bytes]], taken: dict[bytes, set[bytes]]) -> bool:
    return row != other and other not in taken[row] and frozenset((row, other)) not in apart


# -- one person, two rows ---------------------------------------------------------------------------------------


def join(change: Change, register: type[Register], keep: bytes, other: bytes) -> None:
    """The other row is from now on the kept one: it leaves the lists, what points to it follows."""
    if not register.people:
        raise Trouble(f"{register.title}不能合并。", "只有学生、儿童和教职工可以合并。")
    name = register.register_name()
    known = dict(change.rows(f'SELECT id, same_as FROM "{name}" WHERE id IN (?, ?) AND deleted = 0', (keep, other)))
    if keep == other or len(known) != 2:
        raise Trouble("要合并的两行没有都找到。", "其中一行可能已被删除，请刷新后再看。")
    root = people_of(change.rows(f'SELECT id, same_as FROM "{name}" WHERE same_as IS NOT NULL')).get(keep, keep)
    if root == other:
        raise Trouble("这两行已经合并过了。", "要换保留的一行，请先取消合并。")
    change.set_cells(register, [(other, "same_as", root)])


def separate(change: Change, register: type[Register], other: bytes) -> None:
    """Takes a joining back: the row stands for itself again."""
    change.set_cells(register, [(other, "same_as", None)])


def people_of(joined: Any) -> dict[bytes, bytes]:
    """For each joined row, the row that stands for the person; of two joined to each other the smaller key stands."""
    aliases: dict[bytes, bytes] = dict(joined)
    found = {}
    for row in aliases:
        path = [row]
        while (following := aliases.get(path[-1])) is not None and following not in path:
            path.append(following)
        end = path[-1] if aliases.get(path[-1]) is None else min(path[path.index(aliases[path[-1]]) :])
        if end != row:
            found[row] = end
    return found


def aliases(connection: Connection, register: type[Register]) -> dict[bytes, bytes]:
    """Joined rows and the row that stands for each."""
    if not register.people:
        return {}
    return people_of(
        connection.exec_driver_sql(
            f'SELECT id, same_as FROM "{register.register_name()}" WHERE same_as IS NOT NULL'
        ).all()
    )


def apart_from_joined(register: type[Register]) -> str:
    """SQL: the row is shown, for it is joined to no row that is there. Of two joined to each other one is shown."""
    name = register.register_name()
    if not register.people:
        return "1"
    of = f'"{name}"'
    return (
        f"({of}.same_as IS NULL OR NOT EXISTS (SELECT 1 FROM {of} other WHERE other.id = {of}.same_as "
        f"AND other.deleted = 0 AND NOT (other.same_as IS NOT NULL "
        f"AND other.same_as = {of}.id AND {of}.id < other.id)))"
    )


# -- two persons, alike ------------------------------------------------------------------------------------------


def not_same(change: Change, register: type[Register], row: bytes, other: bytes, school: bytes | None) -> None:
    """Twins and namesakes: these two are not asked about again. school: whose decision it is."""
    first, second = sorted((row, other))
    name = register.register_name()
    key = key_id(NotSame.register_name(), [school, name, first, second])
    known = change.find(NotSame, key)
    if known is not None:
        known.deleted = False
        return
    change.add(NotSame(school_id=school, register=name, first_id=first, second_id=second))


def maybe_same(change: Change, register: type[Register], row: bytes, other: bytes) -> None:
    """Takes back that they are not the same."""
    first, second = sorted((row, other))
    for (key,) in change.rows(
        "SELECT id FROM not_same WHERE first_id = ? AND second_id = ? AND deleted = 0", (first, second)
    ):
        change.set_cells(NotSame, [(key, "deleted", 1)])


def kept_apart(connection: Connection, register: type[Register]) -> set[frozenset[bytes]]:
    found = connection.exec_driver_sql(
        "SELECT first_id, second_id FROM not_same WHERE register = ? AND deleted = 0", (register.register_name(),)
    )
    return {frozenset(pair) for pair in found}
