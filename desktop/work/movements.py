"""Doing a movement: its row and all that follows from it, in one unit of work that can be taken back as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from db import codes
from db.change import Change
from db.errors import Rejected, Trouble
from db.register import Context, Values, new_ids, plain
from db.registers import Movement, RollCheckRow, SchoolClass, Student
from db.rules import grades, movement_effects
from db.rules.movements import IN, KINDS, WITHIN
from desktop.work.movement_form import MovementForm
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.rows import rejected

AT_ONCE = 500
GIVEN = ("id", "deleted", "school_id", "kind", "student_id", "happened_on")
"""Columns of a movement's row that follow from the movement itself."""

OF_PUPIL = frozenset({"id", "school_id", "class_id", "status", "stage", "cohort", *movement_effects.FACT_FIELDS})
"""What a movement reads of a pupil's row."""

CHANGED = frozenset({"movements", "students"})


def do(
    office: Office,
    kind: str,
    student: bytes | None = None,
    typed: Mapping[str, str] | None = None,
    pupil: Mapping[str, str] | None = None,
    application: bytes | None = None,
) -> Outcome:
    """One movement: typed are its own fields as people type them, pupil those of an arriving pupil's row.

    Without a day (happened_on) it is an application, and nothing follows yet; application: the row of one that takes
    effect now. With an error nothing is done, the problems come back. Raises Trouble where law or roster forbid it.
    """
    form = MovementForm(office, kind, student, application)
    for name, text in (typed or {}).items():
        form.type(name, text)
    for name, text in (pupil or {}).items():
        form.type_pupil(name, text)
    if form.problems and form.held:
        return rejected(form.errors)
    return save(form)


def save(form: MovementForm) -> Outcome:
    """Does what has been filled in. Raises Rejected (then nothing was done), Trouble, NotOurs."""
    office, label = form.office, codes.code_list("movement_kind").label(form.kind)
    if form.held:
        raise Rejected(list(form.errors.values()))
    if (why := form.refusal()) is not None:
        raise Trouble(*why)
    with office.change(f"办理异动：{label}" if form.takes_effect else f"登记异动申请：{label}") as rows:
        row, student = _written(rows, form)
        changed = CHANGED | rows.pending.registers()
    name = form.row.name
    said = f"已办理：{name}，{label}。" if form.takes_effect else f"已登记申请：{name}，{label}；到了日期再办结。"
    warnings = {p.field: p.sentence for p in form.problems.values() if p.level == "warning"}
    data: dict[str, Any] = {"id": row.hex(), "student": student.hex() if student else None}
    return Outcome(said, frozenset(changed), data | ({"warnings": warnings} if warnings else {}))


def _written(rows: Change, form: MovementForm) -> tuple[bytes, bytes | None]:
    """The movement's row and the pupil's; answers both keys."""
    student = form.student
    if form.pupil is not None and form.takes_effect:
        form.pupil.put_into(rows)
        student = form.pupil.row.id
        rows.flush()
    values = form.row.values() | {"student_id": student}
    if not form.takes_effect:
        row = values["id"]
        _put(rows, values, new=form.application is None)
        return row, student
    assert student is not None
    on = values["happened_on"]
    wished = {column: value for column, value in values.items() if column not in GIVEN}
    rooms = {student: form.room_id} if form.room_id else None
    [row] = many(rows, form.kind, [student], on, row=form.application, rooms=rooms, **wished)
    _settle_checks(rows, student, row, form.office.today)
    return row, student


def _settle_checks(rows: Change, student: bytes, movement: bytes, today: date) -> None:
    """What the term's check found of this pupil and was still to be settled is settled by this."""
    found = rows.rows(
        "SELECT id FROM roll_check_rows WHERE student_id = ? AND finding <> '1' AND settled IS NULL AND deleted = 0",
        (student,),
    )
    told = {"settled": "1", "settled_on": today.isoformat(), "movement_id": movement}
    rows.set_cells(RollCheckRow, [(row, column, value) for (row,) in found for column, value in told.items()])


def _put(rows: Change, values: Values, *, new: bool) -> None:
    """One movement's row, new or as it has become. A new one is written in bulk: should its pupil go to another school
    in the same unit of work, the old school still gets the row, and then its move."""
    if new:
        rows.insert_rows(Movement, list(values), [list(values.values())])
        return
    kept = rows.get(Movement, values["id"]).values()
    cells = [(values["id"], c, v) for c, v in values.items() if c not in ("id", "school_id") and v != kept[c]]
    rows.set_cells(Movement, cells)


# -- many at once ---------------------------------------------------------------------------------------------


def many(
    rows: Change,
    kind: str,
    students: Sequence[bytes],
    on: date | str,
    *,
    row: bytes | None = None,
    rooms: Mapping[bytes, bytes] | None = None,
    **values: Any,
) -> list[bytes]:
    """The same movement of many pupils within somebody's unit of work: rows written and all that follows, set-based.

    values: cells of the movements' rows as stored; rooms: the class each pupil comes into; row: of a single one, the
    application that takes effect. Answers the movements' keys in the order of the pupils.
    """
    known, into = {p["id"]: p for p in _rows(rows, Student, students)}, rooms or {}
    concerned = {*into.values(), *(pupil["class_id"] for pupil in known.values())} - {None}
    classes = {r["id"]: r for r in _rows(rows, SchoolClass, sorted(concerned))}
    titles = _titles(classes, on)
    keys = [row] if row else new_ids(len(students))
    lines: list[Values] = []
    cells: list[tuple[bytes, str, Any]] = []
    same = {c: plain(v) for c, v in values.items()} | {"happened_on": plain(on)}
    for key, student in zip(keys, students, strict=True):
        pupil, room = known[student], classes.get(into.get(student, b""))
        rooms_then = {"class_before": titles.get(pupil["class_id"]), "class_after": titles.get(into.get(student))}
        wish = same | {name: title for name, title in rooms_then.items() if title}
        made = _made(kind, key, pupil, wish, fresh=rows.pending.inserts.get((Student, student)) is not None)
        lines.append(made)
        found = movement_effects.effects(kind, pupil, made, room)
        cells += [(student, column, value) for column, value in found.items() if pupil[column] != value]
    if row:
        _put(rows, lines[0], new=False)
    else:
        columns = [c for c in Movement.columns() if any(line[c] is not None for line in lines)]
        rows.insert_rows(Movement, columns, [[line[column] for column in columns] for line in lines])
    cells.sort(key=lambda cell: cell[1] == "school_id")  # once it is another school's, a school may write no more of it
    rows.set_cells(Student, cells)
    return list(keys)


def _titles(classes: Mapping[bytes, Values], on: date | str) -> dict[bytes | None, str]:
    """What the classes were called on that day: a year later they are a grade higher, and the paper must not change."""
    day = on if isinstance(on, date) else date.fromisoformat(on)
    then = Context(day, grades.school_year(day))
    return {row: SchoolClass.title_of(values, then) for row, values in classes.items()}


def _made(kind: str, key: bytes, pupil: Values, wish: Values, *, fresh: bool) -> Values:
    """A movement's row: what is wished, what stood before, and whose it is at first (the school that is left)."""
    empty = dict.fromkeys(Movement.columns()) | {"deleted": 0}
    effect = KINDS[kind].effect
    before = {} if fresh else {
        "status_before": pupil["status"], "stage_before": pupil["stage"], "cohort_before": pupil["cohort"],
    }  # fmt: skip
    school = pupil["school_id"]
    made = empty | before | {c: v for c, v in wish.items() if v is not None and c in empty}
    made |= {"id": key, "kind": kind, "student_id": pupil["id"], "name": wish.get("name") or pupil["name"]}
    if effect == IN:
        made["in_school_id"] = made["in_school_id"] or school
        school = made["in_school_id"]
    elif effect == WITHIN or not made["out_school_id"]:
        made["out_school_id"] = school
    for fact in movement_effects.FACT_FIELDS:
        if made[f"new_{fact}"] is not None:
            made[f"old_{fact}"] = pupil[fact]
    return made | {"school_id": school}


def _rows(rows: Change, register: Any, wanted: Sequence[bytes]) -> Iterator[Values]:
    columns = [c for c in register.columns() if register is not Student or c in OF_PUPIL]
    listed = ", ".join(f'"{column}"' for column in columns)
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        marks = ",".join("?" * len(part))
        statement = f'SELECT {listed} FROM "{register.register_name()}" WHERE id IN ({marks})'
        for line in rows.rows(statement, part):
            yield dict(zip(columns, line, strict=True))
