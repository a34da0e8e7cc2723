"""Targets at work: how each stands today, noted in the middle of its time, settled at its end and kept as it stood."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from db.errors import Trouble
from db.register import key_id
from db.registers import Target, TargetState
from db.registers.targets import term_words
from db.rules import target_measures as measures
from db.rules.targets import plain
from db.rules.working import Working
from db.targets import stand
from db.targets.asked import Reading, span_of
from db.targets.stand import FINAL, MID, Stood
from desktop.work import exams
from desktop.work.charts import Bar
from desktop.work.office import Office
from desktop.work.outcome import Outcome

REGISTERS = frozenset({"targets", "target_states"})
Period = tuple[int, str]
"""School year, and term (empty: the whole year)."""


def periods(office: Office) -> list[Period]:
    """Years and terms that have targets, the latest first; this year where there are none."""
    with office.look() as connection:
        found = connection.exec_driver_sql(
            "SELECT DISTINCT year, coalesce(term, '') FROM targets WHERE deleted = 0 ORDER BY 1 DESC, 2"
        ).all()
    return [(int(year), str(term)) for year, term in found if year is not None] or [(office.school_year, "")]


def period_of(office: Office, text: str) -> Period:
    """2026, 2026-1; empty is the latest that has targets. Raises Trouble."""
    if not text.strip():
        return periods(office)[0]
    year, _, term = text.strip().partition("-")
    if not year.isdigit() or len(year) != 4 or term not in ("", "1", "2"):
        raise Trouble(f"“{text}”不是学年或学期。", "请写成 2026 或 2026-1 这样。")
    return int(year), term


def stood(office: Office, period: Period, school: bytes | None = None) -> list[Stood]:
    """Every target of the period as it stands today, of this school or of all that the file has."""
    year, term = period
    where = [("year", str(year)), ("term", term)]
    if school is not None:
        where.append(("school", school.hex()))
    with office.look() as connection:
        return stand.stood(connection, exams.books(office), where)


def described(office: Office, period: str = "", school: str = "") -> Outcome:
    """The same in words, and as --json prints them."""
    when = period_of(office, period)
    found = stood(office, when, office.school_called(school) if school else None)
    lines = [f"{one.school}　{one.title}　目标{one.wanted}　实际{one.shown}　{one.state}" for one in found]
    title = term_words(when[0], when[1] or None)
    said = "\n".join([title, *lines]) if lines else f"{title}还没有目标。"
    return Outcome(said, data={"year": when[0], "term": when[1], "targets": [data(one) for one in found]})


def data(one: Stood) -> dict[str, Any]:
    """One target for a script."""
    working = one.actual.working
    return {
        "id": one.key.hex(), "school": one.school, "title": one.title, "measure": one.row["measure"],
        "target": _text(one.row["value"]), "direction": stand.direction(one.row), "wanted": one.wanted,
        "actual": one.standing.shown if one.actual.value is not None else None, "unit": one.unit,
        "reached": one.reached, "gap": one.standing.gap, "baseline": _text(one.row["baseline"]),
        "weight": _text(one.row["weight"]), "points": _text(one.points), "settled_on": one.row["settled_on"],
        "formula": working.formula, "given": {put.label: put.value for put in working.puts},
    }  # fmt: skip


def _text(value: Any) -> str | None:
    return None if value is None else plain(Decimal(str(value)))


def note(office: Office, found: Sequence[Stood]) -> Outcome:
    """期中记录: how the open ones stand today, kept beside what they will stand at in the end; one entry."""
    wanted = [one for one in found if one.kept is None]
    if not wanted:
        raise Trouble("没有可以记录的目标。", "已经兑现的不再记录。")
    with office.change("目标进展记录") as rows:
        for one in wanted:
            rows.add(_state(office, one, MID))
    said = f"已记下 {len(wanted)} 个目标今天的进展，{sum(one.reached is True for one in wanted)} 个达标。"
    return Outcome(said, REGISTERS, {"noted": len(wanted)})


LAST_DAYS = 31
"""In the last month of its time a target may be settled: the tables are signed before the holidays begin."""


def settle(office: Office, found: Sequence[Stood]) -> Outcome:
    """兑现: figures are kept as they stand today, all in one entry. What cannot be said yet stays open.

    Raises Trouble where nothing can be settled.
    """
    wanted = [one for one in found if one.kept is None and one.reached is not None]
    left = [one for one in found if one.kept is None and one.reached is None]
    if not wanted:
        why = f"{left[0].title}：{left[0].state}" if left else "都已经兑现了" if found else "请先在“目标台账”里新增目标"
        raise Trouble("没有可以兑现的目标。", f"{why}。")
    with office.change("目标兑现") as rows:
        for one in wanted:
            rows.add(_state(office, one, FINAL))
            rows.get(Target, one.key).settled_on = office.today
    reached = sum(one.reached is True for one in wanted)
    rest = f"，{len(left)} 个还没有数，留着" if left else ""
    said = f"已兑现 {len(wanted)} 个目标，达标 {reached} 个{rest}。按 Ctrl+Z 可以撤销。"
    early = _early(office, wanted)
    return Outcome(
        said, REGISTERS, {"settled": len(wanted), "reached": reached, "left": [one.title for one in left]},
        attention=bool(left or early), advice=early,
    )  # fmt: skip


def _early(office: Office, wanted: Sequence[Stood]) -> str:
    """Whose time is not over yet, in a sentence; empty where all have run to their last month."""
    ends = [span_of(office.context, one.row)[1] for one in wanted]
    early = [end for end in ends if (end - office.today).days > LAST_DAYS]
    if not early:
        return ""
    return f"其中 {len(early)} 个的时间还没有到（到{max(early):%Y-%m-%d}），期中只要“记进展”；到期再兑现，数才完整。"


def settle_period(office: Office, period: str = "", school: str = "") -> Outcome:
    found = stood(office, period_of(office, period), office.school_called(school) if school else None)
    return settle(office, found)


def reopen(office: Office, keys: Sequence[bytes]) -> Outcome:
    """Takes the settling back; the figures are worked out anew."""
    count = 0
    with office.change("取消兑现") as rows:
        for row in rows.several(Target, keys):
            if row.settled_on is not None:
                on, row.settled_on, count = row.settled_on, None, count + 1
                for (state,) in rows.rows(
                    'SELECT id FROM target_states WHERE target_id = ? AND kind = ? AND "on" = ?',
                    (row.id, FINAL, on.isoformat()),
                ):
                    rows.remove(rows.get(TargetState, state))
    return Outcome(f"已取消 {count} 个目标的兑现。", REGISTERS, {"reopened": count})


def _state(office: Office, one: Stood, kind: str) -> TargetState:
    value = None if one.actual.value is None else Decimal(one.standing.shown)
    return TargetState(
        target_id=one.key, school_id=one.row["school_id"], on=office.today, kind=kind, value=value,
        said=one.actual.said or None, reached=one.reached, gap=one.standing.gap or None,
        working=stand.told(one.actual.working),
    )  # fmt: skip


def on_bench(office: Office, most: int = 4) -> list[Stood]:
    """目标进度 on the workbench: this school's targets of this year that have a figure today, the heaviest first."""
    with office.look() as connection:
        terms = (
            connection.exec_driver_sql(
                "SELECT DISTINCT coalesce(term, '') FROM targets WHERE deleted = 0 AND year = ? AND school_id = ?",
                (office.school_year, office.school_id),
            )
            .scalars()
            .all()
        )
    found = [one for term in terms for one in stood(office, (office.school_year, str(term)), office.school_id)]
    known = [one for one in found if one.actual.value is not None and one.kept is None and not one.teacher]
    known.sort(key=lambda one: (one.reached is True, -(one.weight or 0)))
    return known[:most]


def take_baselines(office: Office, keys: Sequence[bytes]) -> Outcome:
    """基数 from the same registers for the year (or the same term of the year) before; typed ones stay."""
    with office.look() as connection:
        reading, settled = Reading(exams.books(office), connection), stand.kept_by_target(connection)
        found = {}
        for row in (office.linked("targets", key) for key in keys):
            if row is None or row["baseline"] is not None or row["measure"] == measures.HAND or row["settled_on"]:
                continue
            before = {**row, "year": int(row["year"]) - 1, "title": ""}
            last = key_id("targets", [before[name] for name in Target.key])
            one = stand.one(reading, before, settled.get(last))
            if one.actual.value is not None:
                found[row["id"]] = (Decimal(one.standing.shown), f"{term_words(before['year'], row['term'])}台账")
    if not found:
        raise Trouble("没有取到基数。", "上一学年的台账里没有这些指标的数，请手工填。")
    with office.change("取基数") as rows:
        for key, (value, source) in found.items():
            kept = rows.get(Target, key)
            kept.baseline, kept.baseline_source = value, source
    return Outcome(f"已取 {len(found)} 个目标的基数。", REGISTERS, {"taken": len(found)})


def working(one: Stood) -> Working:
    """The working of a target under its own name, its target beside it."""
    made = one.actual.working.of(f"{one.school} {one.title}")
    return made.noting(f"目标：{one.wanted}；{one.state}。")


def charted(found: Sequence[Stood], mine: Stood) -> list[Bar]:
    """What the school or teacher of this target promised in percent: the figure, and the target across it."""
    who = mine.row["school_id"], mine.row["teacher_id"]
    same = [one for one in found if (one.row["school_id"], one.row["teacher_id"]) == who]
    return [Bar(title, (value,), wanted) for title, value, wanted in stand.in_percent(same)]


__all__ = [
    "Period", "Stood", "charted", "data", "described", "note", "on_bench", "period_of", "periods", "reopen", "settle",
    "settle_period", "stood", "take_baselines", "working",
]  # fmt: skip
