"""Rounds: made, with the lists they use and whom they inspect."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from db import query
from db.change import Change
from db.errors import NotFound, Trouble
from db.planned import Whom
from db.query import Question
from db.register import Values
from db.registers import Round, RoundList, RoundTarget
from desktop.work.office import Office
from desktop.work.outcome import Outcome

CHANGED = frozenset({"rounds", "round_lists", "round_targets"})


@dataclass(frozen=True)
class Plan:
    """What a round is to be. school: whose it is; None for one of the whole township, which only the center makes."""

    name: str
    kind: str
    starts_on: date
    ends_on: date | None = None
    school: bytes | None = None
    lists: tuple[bytes, ...] = ()
    led_by: str = ""
    team: str = ""
    scope: str = ""


def new(office: Office, plan: Plan, targets: Iterable[Whom] = ()) -> Outcome:
    """A round with its lists and, if they are known already, whom it inspects; one entry. Raises Trouble."""
    if not plan.name.strip():
        raise Trouble("没有写轮次名称。", "例如“11月教导处月查”。")
    if plan.ends_on and plan.ends_on < plan.starts_on:
        raise Trouble("结束日期比开始日期早。", "请改其中一个日期。")
    school, name = office.school_id if office.bound else plan.school, plan.name.strip()
    with office.change(f"新建轮次：{name}") as rows:
        made = rows.add(
            Round(
                school_id=school, name=name, kind=plan.kind, starts_on=plan.starts_on, ends_on=plan.ends_on,
                led_by=plan.led_by or None, team=plan.team or None, scope=plan.scope or None, state="open",
            )
        )  # fmt: skip
        for checklist in dict.fromkeys(plan.lists):
            rows.add(RoundList(school_id=school, round_id=made.id, checklist_id=checklist))
        count = put_on_list(rows, made, targets)
    said = f"已新建“{name}”，{len(set(plan.lists))} 张检查表，{count} 个受检对象。"
    return Outcome(said, CHANGED, {"id": made.id.hex(), "targets": count})


def add_lists(office: Office, round_: bytes, lists: Sequence[bytes]) -> Outcome:
    with office.change("轮次增加检查表") as rows:
        made = rows.get(Round, round_)
        for checklist in lists:
            rows.add(RoundList(school_id=made.school_id, round_id=round_, checklist_id=checklist))
    return Outcome(f"已加上 {len(lists)} 张检查表。", CHANGED, {"lists": len(lists)})


def add_targets(office: Office, round_: bytes, targets: Iterable[Whom]) -> Outcome:
    """More to inspect; whoever is on the list already stays on it once."""
    with office.change("轮次增加受检对象") as rows:
        count = put_on_list(rows, rows.get(Round, round_), targets)
    return Outcome(f"名单上增加了 {count} 个受检对象。", CHANGED, {"targets": count})


def put_on_list(rows: Change, made: Round, targets: Iterable[Whom], *, drawn: bool = False) -> int:
    """Targets into a unit of work; answers how many are new on the list. Raises Trouble."""
    count = 0
    for of in dict.fromkeys(targets):
        if made.school_id not in (None, of.school):
            raise Trouble("这个轮次只查一所学校，名单里有别的学校。", "查几所学校的轮次由中心学校新建。")
        row = RoundTarget(school_id=of.school, round_id=made.id, staff_id=of.staff, class_id=of.room)
        known = rows.find(RoundTarget, row.id)
        count += known is None or known.deleted
        row.drawn = drawn or (known.drawn if known is not None and not known.deleted else None)
        if known is None or known.deleted:
            rows.add(row)
        elif drawn:
            known.drawn = True
    return count


def open_rounds(office: Office) -> list[Values]:
    """Rounds under way, the newest first."""
    with office.look() as connection:
        ids = query.ids(connection, Round, Question(where=[("state", "open")]), office.context)
        return query.values(connection, Round, ids, office.context)


def called(office: Office, text: str) -> bytes:
    """The round of that name or id. Raises NotFound, Trouble."""
    asked = text.strip()
    found = [row for row, title in office.titles("rounds").items() if asked in (title, row.hex())]
    with office.look() as connection:
        alive = [row for row in found if not (query.row_of(connection, Round, row) or {"deleted": 1})["deleted"]]
    if not alive:
        raise NotFound(f"没有叫“{asked}”的轮次。", "请用 list rounds 看一看有哪些。")
    if len(alive) > 1:
        raise Trouble(f"叫“{asked}”的轮次有 {len(alive)} 个。", "请用它的 id。")
    return alive[0]


__all__ = ["CHANGED", "Plan", "add_lists", "add_targets", "called", "new", "open_rounds", "put_on_list"]
