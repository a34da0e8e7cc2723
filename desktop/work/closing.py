"""Schools close and merge (布局调整): all rows go to the successor in one piece of work, taken back as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from db.change import Change
from db.journal import DELETED
from db.register import Register
from db.registers import BY_NAME, School, SchoolClass
from db.rules.movement_effects import MERGED, ON_ROLL
from desktop.work import closing_plan, movements
from desktop.work.closing_plan import Closing, grade_words, moving, of_grades
from desktop.work.office import Office
from desktop.work.outcome import Outcome


class Lost(Exception):
    """Rows before and after do not agree: a mistake of ours, and nothing is kept."""


def close(office: Office, closing: Closing) -> Outcome:
    """Moves a school's rows, or those of some grades, to another school. Raises Trouble; then nothing was done."""
    plan = closing_plan.plan(office, closing)
    titles = office.titles("schools")
    school, heir = titles[closing.school], titles[closing.successor]
    why = f"{school}{grade_words(closing.grades)}集中到{heir}" if closing.grades else f"{school}并入{heir}"
    with office.change(why) as rows:
        before = _counts(rows, (closing.school, closing.successor))
        pupils = _move(rows, office, closing)
        rows.set_cells(SchoolClass, [(one.room, "number", one.number) for one in plan.renamed])
        if not closing.grades:
            _hand_over(rows, closing)
        after = _counts(rows, (closing.school, closing.successor))
        if after != before + Counter(movements=pupils):
            raise Lost(f"{before} and {pupils} movements before, {after} after")
        changed = frozenset(rows.pending.registers())
    data = _described(plan, school, heir, pupils)
    said = f"{why}：学生 {pupils} 人" + (f"，各种记录共 {plan.going:,} 条" if plan.going else "") + "，前后数目相符。"
    return Outcome(said, changed, data, advice=_then(plan, heir))


def foreseen(office: Office, closing: Closing) -> Outcome:
    """What it would be, without doing it. Raises Trouble."""
    plan = closing_plan.plan(office, closing)
    titles = office.titles("schools")
    data = _described(plan, titles[closing.school], titles[closing.successor], sum(n for _, n in plan.pupils))
    lines = [f"{label} {count} 人" for label, count in plan.pupils]
    lines += [f"{line.register.title} {line.rows} 条{'' if line.goes else '（留在原校名下）'}" for line in plan.lines]
    lines += [f"{one.before} 改为 {one.then}" for one in plan.renamed]
    return Outcome("\n".join(["还没有办，会是这样：", *lines]), data=data)


def _described(plan: closing_plan.Plan, school: str, heir: str, pupils: int) -> dict[str, Any]:
    return {
        "school": school,
        "successor": heir,
        "pupils": pupils,
        "moved": {line.register.register_name(): line.rows for line in plan.lines if line.goes},
        "stays": {line.register.register_name(): line.rows for line in plan.lines if not line.goes},
        "classes": {one.before: one.then for one in plan.renamed},
    }


def _then(plan: closing_plan.Plan, heir: str) -> str:
    if not plan.machines:
        return ""
    if plan.machine_goes_on:
        return f"那里的电脑下次交接后就是{heir}的电脑，不用另发邀请；不再用的，请在“交接 → 机器”里停用。"
    return "那里的电脑请再交接一次，把最后的改动交上来，然后在“交接 → 机器”里停用。"


def _move(rows: Change, office: Office, closing: Closing) -> int:
    """Pupils on the roll by a movement each, then whatever else is the school's; answers how many pupils."""
    condition, years = of_grades(office, closing)
    found = rows.rows(
        "SELECT s.id, s.class_id, s.status FROM students s WHERE s.school_id = ? AND s.deleted = 0 "
        f"AND {condition.format(year='cohort')}",
        (closing.school, *years),
    )
    present = {row: room for row, room, status in found if status in ON_ROLL}
    classes = rows.rows(
        "SELECT s.id FROM classes s WHERE s.school_id = ? "
        f"AND {condition.format(year='entry_year')}{' AND s.composite IS NOT 1' if years else ''}",
        (closing.school, *years),
    )
    going = {row for (row,) in classes}
    rooms = {row: room for row, room in present.items() if room in going}
    reason = "高年级集中办学" if years else "学校撤并"
    movements.many(rows, MERGED, list(present), closing.on, rooms=rooms, in_school_id=closing.successor, reason=reason)
    _to(rows, SchoolClass, sorted(going), closing.successor)
    if not years:
        for register in moving():
            _to(rows, register, _of(rows, register, closing.school), closing.successor)
    return len(present)


def _to(rows: Change, register: type[Register], wanted: Sequence[bytes], school: bytes) -> None:
    rows.set_cells(register, [(row, "school_id", school) for row in wanted])


def _of(rows: Change, register: type[Register], school: bytes) -> list[bytes]:
    """All its rows, removed ones too: should one come back, it comes back where the others are."""
    found = rows.rows(f'SELECT id FROM "{register.register_name()}" WHERE school_id = ?', (school,))
    return [row for (row,) in found]


def _hand_over(rows: Change, closing: Closing) -> None:
    """Villages and schools below it, and the school itself: closed, and by whom it goes on."""
    for name, column, _ in closing_plan.RESPONSIBLE:
        register = BY_NAME[name]
        found = rows.rows(
            f'SELECT id FROM "{name}" WHERE "{column}" = ? AND id <> ?', (closing.school, closing.successor)
        )
        rows.set_cells(register, [(row, column, closing.successor) for (row,) in found])
    on = closing.on.isoformat()
    cells = [(closing.school, "closed_on", on), (closing.school, "successor_id", closing.successor)]
    rows.set_cells(School, cells)


def _counts(rows: Change, schools: tuple[bytes, bytes]) -> Counter[str]:
    """Rows that are not removed, of both schools together, by register."""
    found: Counter[str] = Counter()
    for register in moving():
        name = register.register_name()
        [(count,)] = rows.rows(f'SELECT count(*) FROM "{name}" WHERE school_id IN (?, ?) AND "{DELETED}" = 0', schools)
        found[name] = count
    return found


# -- what comes late ------------------------------------------------------------------------------------------


def gather(office: Office) -> str:
    """Rows that a closed school wrote before it heard of it go to the successor too; what to say of them.

    Only the center does it: to everybody else they are another school's.
    """
    if office.bound or office.read_only:
        return ""
    with office.look() as connection:
        closed = connection.exec_driver_sql(
            "SELECT id, successor_id, closed_on FROM schools "
            "WHERE closed_on IS NOT NULL AND successor_id IS NOT NULL AND deleted = 0"
        ).all()
    titles = office.titles("schools")
    said = ""
    for school, heir, on in closed:
        if (late := _late(office, school)) and heir in titles:
            with office.change(f"{titles[school]}撤并以后交来的，归入{titles[heir]}") as rows:
                _move(rows, office, Closing(school, heir, date.fromisoformat(on)))
            said += f"{titles[school]}撤并以后又交来 {late} 条，已归入{titles[heir]}。"
    return said


def _late(office: Office, school: bytes) -> int:
    with office.look() as connection:
        counted = (
            connection.exec_driver_sql(
                f'SELECT count(*) FROM "{register.register_name()}" WHERE school_id = ?', (school,)
            ).scalar()
            for register in moving()
        )
        return sum(int(count or 0) for count in counted)


__all__ = ["Closing", "Lost", "close", "gather"]
