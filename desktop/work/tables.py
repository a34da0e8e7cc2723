"""Tables: the rows of a register as they stand on screen and in answers, paged, found, filtered and sorted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from db import codes, kinds, query
from db.fields import Field
from db.query import Question
from db.register import Register
from db.registers import BY_NAME
from desktop.work.office import Office

Where = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Page:
    """rows as --json prints them; count before any limit."""

    rows: list[dict[str, Any]]
    count: int


def ids(
    office: Office, register: type[Register], find: str = "", where: Where = (), sort: Sequence[str] = ()
) -> list[bytes]:
    """Keys of the rows asked for, in order."""
    with office.look() as connection:
        return query.ids(connection, register, Question(find, where, sort), office.context)


def count(office: Office, register: type[Register], find: str = "", where: Where = ()) -> int:
    """How many rows there are of what is asked for."""
    with office.look() as connection:
        return query.count(connection, register, Question(find, where), office.context)


def rows(
    office: Office, register: type[Register], wanted: Sequence[bytes], show_private: bool = False
) -> list[dict[str, Any]]:
    """These rows as shown: text by field name, private ones masked; "id" is the key."""
    with office.look() as connection:
        found = query.values(connection, register, wanted, office.context)
    fields = list(register.fields().values())
    titles = {f.target: office.titles(f.target) for f in fields if f.kind == "link"}
    return [{"id": row["id"], **{f.name: shown(f, row, titles, show_private) for f in fields}} for row in found]


def thumbnails(office: Office, register: type[Register], wanted: Sequence[bytes]) -> dict[bytes, str]:
    """The names of the photographs that the table shows of these rows."""
    marks = ",".join("?" * len(wanted))
    column, name = register.thumbnail, register.register_name()
    with office.look() as connection:
        found = connection.exec_driver_sql(
            f'SELECT id, "{column}" FROM "{name}" WHERE id IN ({marks}) AND "{column}" IS NOT NULL', tuple(wanted)
        ).all()
    return {row: str(photograph) for row, photograph in found}


def shown(field: Field, row: dict[str, Any], titles: dict[str, Any], show_private: bool) -> str:
    text = kinds.show(field, row.get(field.column), titles.get(field.target))
    return text if show_private else kinds.mask(field, text)


def table(
    office: Office, register: type[Register], find: str = "", where: Where = (), sort: Sequence[str] = (),
    limit: int | None = None, show_private: bool = False,
) -> Page:  # fmt: skip
    """Rows for a script: shown texts, numbers and yes/no as such, a link's id beside its title."""
    wanted = ids(office, register, find, where, sort)
    part = wanted if limit is None else wanted[:limit]
    if show_private and part:
        office.log_shown(register.title, len(part))
    with office.look() as connection:
        found = query.values(connection, register, part, office.context)
    titles = {f.target: office.titles(f.target) for f in register.fields().values() if f.kind == "link"}
    return Page([_plain(register, row, titles, show_private) for row in found], len(wanted))


def _plain(register: type[Register], row: dict[str, Any], titles: dict[str, Any], show_private: bool) -> dict[str, Any]:
    line: dict[str, Any] = {"id": row["id"].hex()}
    for field in register.fields().values():
        value = row.get(field.column)
        if field.kind == "link":
            line[field.name] = titles[field.target].get(value, "") if value else ""
            line[field.column] = value.hex() if value else None
        elif field.kind == "yesno":
            line[field.name] = None if value is None else bool(value)
        elif field.kind == "number":
            line[field.name] = value
        else:
            line[field.name] = shown(field, row, titles, show_private)
    return line


def sums(office: Office, register: type[Register], find: str = "", where: Where = ()) -> list[tuple[str, str]]:
    """The line under the table: label and figure; a school leaves out a child that moved away, though still listed."""
    if office.bound and office.school_id and not register.common and all(name != "school" for name, _ in where):
        where = [*where, ("school", office.school_id.hex())]
    with office.look() as connection:
        found = query.tally(connection, register, Question(find, where), office.context)
    unit = " 人" if register.people else ""
    return [(label, f"{number:,}{unit if i == 0 else ''}") for i, (label, number) in enumerate(found)]


def waiting(office: Office, register: type[Register]) -> int:
    """How many rows of workbooks wait for a person before they can come into this register."""
    with office.look() as connection:
        found = connection.exec_driver_sql(
            "SELECT count(*) FROM doubts WHERE register = ?", (register.register_name(),)
        ).scalar()
    return int(found or 0)


def tones(register: type[Register]) -> dict[str, dict[str, str]]:
    """The colour of what a field shows, in words: {"state": {"已销号": "green"}}; "!" is whatever stands there."""
    fields, found = register.fields(), defaultdict[str, dict[str, str]](dict)
    for name, wanted, tone in register.tones:
        for code in wanted.split(","):
            found[name][code if code == "!" else codes.code_list(fields[name].codes).label(code)] = tone
    return found


def choices(office: Office, field: Field, school: bytes | None = None) -> list[tuple[Any, str]]:
    """What may be chosen for a code or a link: (value as stored, label); for classes and staff those of the school.

    Schools and classes that have been closed are not offered any more."""
    if field.kind == "code":
        return [(code.code, code.label) for code in codes.code_list(field.codes).codes]
    if field.kind != "link":
        return [(True, "是"), (False, "否")] if field.kind == "yesno" else []
    titles = office.titles(field.target)
    with office.look() as connection:
        ended = " AND closed_on IS NULL" if "closed_on" in BY_NAME[field.target].columns() else ""
        statement = f'SELECT id, school_id FROM "{field.target}" WHERE deleted = 0{ended}'
        alive = connection.exec_driver_sql(statement).all()
    mine = {row for row, owner in alive if owner is None or school is None or owner == school}
    return [(row, title) for row, title in titles.items() if row in mine]
