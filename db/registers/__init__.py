"""All registers of the program, named one by one: adding a ledger is one file and one line here."""

from __future__ import annotations

from db.errors import NotFound
from db.register import Register
from db.registers.attendance import Absence, RollCall
from db.registers.calendar import Holiday, SchoolYear, Term
from db.registers.children import Child
from db.registers.classes import SchoolClass
from db.registers.document_kinds import DocumentAsk, DocumentKind
from db.registers.morning import Illness, MorningFinding
from db.registers.office import HeadingChoice, NotSame, Setting, Shipped, User
from db.registers.schools import School, Village
from db.registers.staff import Staff
from db.registers.students import Student

REGISTERS: tuple[type[Register], ...] = (
    Student,
    SchoolClass,
    Child,
    Staff,
    RollCall,
    Absence,
    MorningFinding,
    Illness,
    School,
    Village,
    SchoolYear,
    Term,
    Holiday,
    DocumentKind,
    DocumentAsk,
    User,
    Setting,
    Shipped,
    HeadingChoice,
    NotSame,
)

BY_NAME: dict[str, type[Register]] = {register.__tablename__: register for register in REGISTERS}


def register(name: str) -> type[Register]:
    """The register of that name ("students") or title ("学生花名册"). Raises NotFound."""
    found = BY_NAME.get(name) or next((r for r in REGISTERS if name in (r.title, r.one)), None)
    if found is None:
        raise NotFound(f"没有名为“{name}”的台账。", "请用 registers 命令看一看有哪些台账。")
    return found


__all__ = [
    "BY_NAME",
    "REGISTERS",
    "Absence",
    "Child",
    "DocumentAsk",
    "DocumentKind",
    "HeadingChoice",
    "Holiday",
    "Illness",
    "MorningFinding",
    "RollCall",
    "School",
    "SchoolClass",
    "SchoolYear",
    "Setting",
    "Shipped",
    "Staff",
    "Student",
    "Term",
    "User",
    "Village",
    "register",
]
