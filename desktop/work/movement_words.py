"""A movement as somebody writes it in a line: kinds, pupils and schools by their names."""

from __future__ import annotations

from db import codes
from db.errors import NotFound, Trouble
from db.registers import Movement, Student
from db.rules.movements import KINDS, WITHIN
from desktop.work import rows
from desktop.work.catalogue import read_code
from desktop.work.office import Office


def kind(text: str) -> str:
    """The kind's code. Raises Trouble."""
    code = read_code("movement_kind", text)
    if code not in KINDS:
        raise Trouble(f"“{text}”不是异动类别。", "、".join(codes.code_list("movement_kind").labels))
    return code


def student(office: Office, text: str) -> bytes | None:
    """The pupil with this id, ID number or name; nobody for an empty text. Raises NotFound, Trouble."""
    if not text:
        return None
    if len(text.replace("-", "")) == 32:
        return rows.key_of(office, Student, text)
    with office.look() as connection:
        found = connection.exec_driver_sql(
            "SELECT id FROM students WHERE deleted = 0 AND (id_number = ? OR name = ?)", (text, text)
        ).scalars()
        known = list(found)
    if not known:
        raise NotFound(f"花名册里没有“{text}”。", "请用 list students --find 查一查。")
    if len(known) > 1:
        raise Trouble(f"叫“{text}”的学生有 {len(known)} 人。", "请写身份证件号，或者 list students 给出的 id。")
    return bytes(known[0])


def application(office: Office, text: str | None) -> bytes | None:
    return rows.key_of(office, Movement, text) if text else None


def typed(office: Office, kind_: str, on: str | None, to: str | None, room: str | None) -> dict[str, str]:
    """The options as fields: where to is a school of the township, or one outside of it."""
    found = {"happened_on": on or "", "class_after": room or ""}
    if to:
        within = KINDS[kind(kind_)].effect == WITHIN or to in office.titles("schools").values()
        found["in_school" if within else "place"] = to
    return {name: text for name, text in found.items() if text}


__all__ = ["application", "kind", "student", "typed"]
