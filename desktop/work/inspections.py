"""Inspections: sheets begun, printed blank, found again by their number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from db import filled, query
from db.change import Change
from db.errors import NotFound, Trouble
from db.fields import Field
from db.filled import Sheet
from db.planned import Whom
from db.query import Question
from db.registers import Inspection
from db.rules import serials
from desktop.work import catalogue, entering
from desktop.work.office import Office

CHANGED = frozenset({"inspections", "rounds", "round_targets"})
TARGETS = {"teacher": "教师", "lesson": "教师", "class": "班级"}


def whom(office: Office, *, school: bytes | None = None, staff: bytes | None = None, room: bytes | None = None) -> Whom:
    """The school follows from the teacher or the class; this school where nothing is said."""
    known = office.linked("staff", staff) if staff else office.linked("classes", room) if room else None
    owner = (known or {}).get("school_id") or school or office.school_id
    if owner is None:
        raise Trouble("没有说查哪所学校。", "请选学校、教师或班级。")
    return Whom(bytes(owner), staff, room)


def school_asked(office: Office, text: str) -> bytes | None:
    """A school by its name or its key; None where nothing was said. Raises NotFound."""
    if not text:
        return None
    return bytes.fromhex(text) if len(text) == 32 else office.school_called(text)


def day_asked(text: str) -> date | None:
    """A day as typed; None where nothing was said. Raises Trouble."""
    return catalogue.read_day(text) if text else None


def named(office: Office, *, school: str = "", teacher: str = "", room: str = "") -> Whom:
    """Whom somebody means by names. Raises Trouble."""
    owner = school_asked(office, school)
    fields = Inspection.fields()
    try:
        staff = _row(office, fields["staff"], teacher, owner) if teacher else None
        class_ = _row(office, fields["class"], room, owner) if room else None
    except ValueError as error:
        sentence, _, advice = str(error).partition("。")
        raise Trouble(f"{sentence}。", advice) from error
    return whom(office, school=owner, staff=staff, room=class_)


def _row(office: Office, field: Field, text: str, school: bytes | None) -> bytes:
    """A row by its key or its title. Raises ValueError, a sentence."""
    if len(text) == 32 and set(text) <= set("0123456789abcdef"):
        return bytes.fromhex(text)
    found: bytes = entering.read(office, field, text, school or office.school_id)
    return found


def begin(
    office: Office, checklist: bytes, of: Whom, *, round_: bytes | None = None, inspector: str = "",
    on: date | None = None, blank: bool = False,
) -> bytes:  # fmt: skip
    """A sheet to fill in: the one that was begun for the same in the same round, else a new one. Raises Trouble.

    Several people may each fill in a sheet for one lesson: those of others are left alone.
    """
    made = begin_many(office, [(checklist, of)], round_=round_, inspector=inspector, on=on, blank=blank)
    return made[0]


def begin_many(
    office: Office, wanted: Sequence[tuple[bytes, Whom]], *, round_: bytes | None = None, inspector: str = "",
    on: date | None = None, blank: bool = False,
) -> list[bytes]:  # fmt: skip
    """Sheets for many at once, in one entry; those begun already are taken up."""
    keys: list[bytes] = []
    person = inspector or ("" if blank else office.who.name)
    for checklist, of in wanted:
        _fits(office, checklist, of)
    with office.change("准备检查表" if blank else "开始检查") as rows:
        for checklist, of in wanted:
            known = _begun(rows, checklist, of, round_, person)
            keys.append(known or _new(office, rows, checklist, of, round_, person, on, blank))
    return keys


def _fits(office: Office, checklist: bytes, of: Whom) -> None:
    known = office.linked("checklists", checklist)
    if known is None:
        raise NotFound("没有找到这张检查表。", "请从“检查表”台账里选。")
    if known["state"] == "draft":
        raise Trouble(f"“{known['heading']}”还是草稿。", "请先启用，再用它检查。")
    missing = {"teacher": of.staff, "lesson": of.staff, "class": of.room}.get(known["target"], b"-")
    if missing is None:
        raise Trouble(
            f"“{known['heading']}”是查{TARGETS[known['target']]}的。", f"请选查哪一个{TARGETS[known['target']]}。"
        )


def _begun(rows: Change, checklist: bytes, of: Whom, round_: bytes | None, inspector: str) -> bytes | None:
    """A sheet of this round that is not finished; without a round every sheet is a new one."""
    if round_ is None:
        return None
    found = rows.rows(
        "SELECT i.id, i.inspector, c.target FROM inspections i JOIN checklists c ON c.id = i.checklist_id "
        "WHERE i.round_id = ? AND i.checklist_id = ? AND i.school_id = ? AND i.staff_id IS ? AND i.class_id IS ? "
        "AND i.state <> 'done' AND i.deleted = 0 ORDER BY i.id",
        (round_, checklist, of.school, of.staff, of.room),
    )
    mine = [row for row, person, target in found if target != "lesson" or not person or person == inspector]
    return bytes(mine[0]) if mine else None


def _new(
    office: Office, rows: Change, checklist: bytes, of: Whom, round_: bytes | None, inspector: str, on: date | None,
    blank: bool,
) -> bytes:  # fmt: skip
    day = None if blank else on or office.today
    row = Inspection(
        school_id=of.school, checklist_id=checklist, staff_id=of.staff, class_id=of.room, round_id=round_,
        inspector=inspector or None, inspected_on=day, state="blank" if blank else "open",
    )  # fmt: skip
    row.complete(office.context)
    rows.add(row)
    return row.id


def by_serial(office: Office, typed: str) -> list[bytes]:
    """Sheets with this serial, nearly always one. Raises Trouble where the number cannot be right."""
    try:
        serial = serials.read_serial(typed)
    except ValueError as error:
        sentence, _, advice = str(error).partition("。")
        raise Trouble(f"{sentence}。", advice) from error
    with office.look() as connection:
        statement = "SELECT id FROM inspections WHERE serial = ? AND deleted = 0"
        found = list(connection.exec_driver_sql(statement, (serial,)).scalars())
    if not found:
        raise NotFound(f"没有编号 {serial} 的检查表。", "空表要在这套台账里印，才能按编号录入。")
    return found


def sheet_called(office: Office, text: str) -> bytes:
    """A sheet by its serial or its id. Raises Trouble."""
    asked = text.strip()
    if len(asked.replace("-", "")) == 32:
        return bytes.fromhex(asked.replace("-", ""))
    found = by_serial(office, asked)
    if len(found) > 1:
        raise Trouble(f"编号 {asked} 有 {len(found)} 张检查表。", "请从“检查记录”里选，或用 id。")
    return found[0]


def every_sheet(office: Office, where: Iterable[tuple[str, str]]) -> list[Sheet]:
    """Sheets that fit these conditions of the ledger, scored."""
    with office.look() as connection:
        ids = query.ids(connection, Inspection, Question(where=tuple(where)), office.context)
        return filled.read_many(connection, ids)


def described(office: Office, sheet: Sheet) -> tuple[str, str]:
    """Whom a sheet is about, and when: 黑沟教学点 贺兰, 第11周 · 11月13日."""
    row = sheet.row
    school = office.titles("schools").get(row["school_id"], "")
    whom = Whom(row["school_id"], row["staff_id"], row["class_id"]).title(office.context)
    on = date.fromisoformat(row["inspected_on"]) if row["inspected_on"] else None
    when = f"{on.month}月{on.day}日" if on else "还没有写日期"
    return (school if whom == school else f"{school} {whom}"), when


__all__ = [
    "Whom",
    "begin",
    "begin_many",
    "by_serial",
    "day_asked",
    "described",
    "every_sheet",
    "named",
    "school_asked",
    "sheet_called",
    "whom",
]
