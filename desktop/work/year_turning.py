"""The year turns: all that changes is written in one unit of work, kept as one entry and taken back as one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from db.errors import Trouble
from db.rules.year_turn import GOING, STAYING, Fate
from desktop.work.bulk import uncollected
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.year_plan import DONE, ELSEWHERE, READY, UNDECIDED, Plan, SchoolTurn
from desktop.work.year_reading import plan
from desktop.work.year_writing import ACCOUNT, YearWriting


def why_not(office: Office, found: Plan) -> tuple[str, str] | None:
    """Why the year cannot be turned today, and what to do; None if it can."""
    month = int(office.setting("year.from_month"))
    first = date(found.year, month, 1)
    if office.today < first:
        return f"{found.label}要到{first.year}年{month}月1日以后才能升。", "现在可以先看，先把待定的定下来。"
    if office.bound and office.today < found.starts_on:
        begins = f"{found.starts_on.month}月{found.starts_on.day}日"
        return f"新学年从{begins}算起，还没有到。", "要提前，请中心学校先升，交接以后本校再升。"
    return None


def turn(office: Office, year: int | None = None, schools: Collection[bytes] | None = None) -> Outcome:
    """Turns every school that is ours and has nobody undecided (of these, or all), as one entry. Raises Trouble."""
    found = plan(office, year)
    if (reason := why_not(office, found)) is not None:
        raise Trouble(*reason)
    ready = [one for one in found.of(READY) if schools is None or one.school in schools]
    if not ready:
        raise Trouble(*_nothing_to_do(found))
    with uncollected(), office.change(f"升学年：{found.label}") as rows:
        YearWriting(rows, office, found).run(ready)
        changed = frozenset(rows.pending.registers())
    return _told(office, found, ready, changed)


def _nothing_to_do(found: Plan) -> tuple[str, str]:
    if waiting := found.of(UNDECIDED):
        names = "、".join(one.name for one in waiting)
        return f"{names}还有 {len(found.undecided)} 人待定，没有升。", "请先定下来：留级、毕业、离校，或填好年级。"
    if found.of(DONE):
        return f"{found.label}已经升过了。", "要重来，请先撤销那一次升学年。"
    return f"{found.label}没有要升的学校。", "有自己电脑的学校由学校自己升。"


def _told(office: Office, found: Plan, ready: Sequence[SchoolTurn], changed: frozenset[str]) -> Outcome:
    total = {fate: sum(one.account.counts[fate] for one in ready) for fate in Fate}
    before = sum(one.account.before for one in ready)
    parts = [f"{fate.value} {total[fate]}" for fate in (*STAYING, *GOING) if total[fate]]
    told = f"{len(ready)} 所学校，升前 {before} 人，{'，'.join(parts)}，账相符"
    said = f"{found.label}已升：{told}。按 Ctrl+Z 可以一次撤销。"
    left = found.of(UNDECIDED)
    advice = (
        f"还有 {len(left)} 所学校共 {len(found.undecided)} 人待定，没有升：{'、'.join(one.name for one in left)}。"
        if left
        else ""
    )
    own = [one.name for one in found.of(ELSEWHERE)]
    advice += f"{'、'.join(own)}有自己的电脑，由学校自己升。" if own else ""
    return Outcome(said, changed, described(found, ready), attention=bool(left), advice=advice)


def described(found: Plan, turned: Sequence[SchoolTurn] = ()) -> dict[str, Any]:
    """The plan as a script reads it; turned: the schools that have just been turned."""
    done = {one.school for one in turned}
    return {
        "year": found.year,
        "schools": [
            {
                "school": one.name, "state": DONE if one.school in done else one.state, "before": one.account.before,
                **{name: one.account.counts[fate] for fate, name in ACCOUNT.items()},
                "undecided": len(one.undecided), "after": one.account.after, "classes_closed": len(one.after.closed),
            }
            for one in found.schools
        ],
        "undecided": [
            {"id": p.pupil.row.hex(), "name": p.pupil.name, "school": one.name, "because": p.after.because}
            for one in found.of(UNDECIDED) for p in one.undecided
        ],
    }  # fmt: skip
