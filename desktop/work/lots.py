"""Lots: who of a round's schools, teachers or classes is inspected, drawn so that anybody can check it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from db.errors import NotFound, Trouble
from db.planned import Whom
from db.registers import Round
from db.rules import drawing
from desktop.work import rounds
from desktop.work.office import Office
from desktop.work.outcome import Outcome

NO_TEACHER = "90"
"""任教学科 不任课."""


def candidates(office: Office, what: str, schools: Sequence[bytes] = ()) -> dict[bytes, dict[Whom, bytes]]:
    """Who can be drawn: schools, teachers or classes, each with the key its lot is made from; by school.

    Teachers are those on duty who teach something; classes those that have not ended.
    """
    wanted = set(schools)
    found: dict[bytes, dict[Whom, bytes]] = {}
    for row, school in _standing(office, what):
        if school is not None and (not wanted or school in wanted):
            of = {"teacher": Whom(school, staff=row), "class": Whom(school, room=row)}.get(what, Whom(school))
            found.setdefault(school, {})[of] = row
    return found


def _standing(office: Office, what: str) -> list[tuple[bytes, bytes | None]]:
    with office.look() as connection:
        if what == "teacher":
            rows = connection.exec_driver_sql(
                "SELECT id, school_id FROM staff WHERE deleted = 0 AND same_as IS NULL "
                "AND coalesce(status, '1') IN ('1', '') AND coalesce(subject, '') <> ? ORDER BY id",
                (NO_TEACHER,),
            )
        elif what == "class":
            rows = connection.exec_driver_sql("SELECT id, school_id FROM classes WHERE deleted = 0 ORDER BY id")
        else:
            rows = connection.exec_driver_sql(
                "SELECT id, id FROM schools WHERE deleted = 0 AND closed_on IS NULL AND kind <> 'county' ORDER BY id"
            )
        return [(row, school) for row, school in rows]


def draw(
    office: Office, round_: bytes, what: str, count: int, *, per_school: bool = False, seed: int | None = None,
    schools: Sequence[bytes] = (),
) -> Outcome:  # fmt: skip
    """Draws so many by lot (of each school, if asked) onto the round's list; the seed and how it was done stay with it.

    The same seed and the same candidates draw the same names again, here and on any other machine.
    """
    made = office.linked("rounds", round_)
    if made is None:
        raise NotFound("没有找到这个轮次。", "请刷新后再看。")
    if made["school_id"]:
        schools = [made["school_id"]]
    groups = candidates(office, what, schools)
    together: dict[Whom, bytes] = {of: key for group in groups.values() for of, key in group.items()}
    if not together or count < 1:
        raise Trouble("没有可以抽的。", "请检查学校、教师、班级台账，或抽取的人数。")
    used = seed if seed is not None else 100_000 + secrets.randbelow(900_000)
    drawn = drawing.draw_each(groups.values(), count, used) if per_school else drawing.draw(together, count, used)
    noun = {"teacher": "名教师", "class": "个班"}.get(what, "所学校")
    how = f"{len(together)} {noun}中{'每校抽 ' + str(count) if per_school else '抽 ' + str(count)}，抽出 {len(drawn)}"
    with office.change(f"抽签：{how}") as rows:
        kept = rows.get(Round, round_)
        rounds.put_on_list(rows, kept, drawn, drawn=True)
        kept.seed = used
        kept.draw = f"{kept.draw}；{how}（种子 {used}）" if kept.draw else f"{how}（种子 {used}）"
    names = [of.title(office.context) for of in drawn]
    said = f"{how}：{'、'.join(names[:12])}{'……' if len(names) > 12 else ''}。抽签种子 {used}，可以复核。"
    return Outcome(said, rounds.CHANGED, {"seed": used, "candidates": len(together), "drawn": names})


__all__ = ["candidates", "draw"]
