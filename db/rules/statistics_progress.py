"""Progress between two examinations, four ways, on the pupils who sat both.

Source: facts 2.4. Marks are taken as shares of their full mark (×100), so that papers of 50 and 100 can be compared.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from db.rules.statistics import Counting, Mark
from db.rules.statistics_spread import mean_of, ranks, standard, stands_higher, variance_of
from db.rules.working import Explained, Figure, Put, number

WAYS: Mapping[str, str] = {
    "difference": "提升幅度",
    "ratio": "提升比",
    "standard": "标准分变化",
    "rank": "位次变化",
    "rose": "进步率",
}
NOBODY = "没有两次都参加的人"


class Pair(NamedTuple):
    """A pupil who sat both: the class he is in now, and both marks in percent of their full mark."""

    student: Hashable
    group: Hashable
    now: Fraction
    base: Fraction


@dataclass(frozen=True)
class Matched:
    """Who can be compared, and who cannot and why."""

    pairs: tuple[Pair, ...]
    apart: tuple[tuple[Hashable, Hashable, str], ...]
    """(student, group, reason)"""


def matched(
    now: Iterable[Mark], base: Iterable[Mark], full_now: Decimal, full_base: Decimal, counting: Counting
) -> Matched:
    """The pupils who sat both papers and whom the written rule counts in both, by their class now."""
    before = {one.student: one for one in base}
    pairs: list[Pair] = []
    apart: list[tuple[Hashable, Hashable, str]] = []
    for one in now:
        then = before.get(one.student)
        reason = _reason(one, then, counting)
        if reason or then is None or one.mark is None or then.mark is None:
            apart.append((one.student, one.room, reason))
            continue
        shares = Fraction(one.mark) * 100 / Fraction(full_now), Fraction(then.mark) * 100 / Fraction(full_base)
        pairs.append(Pair(one.student, one.room, *shares))
    return Matched(tuple(pairs), tuple(apart))


def _reason(one: Mark, then: Mark | None, counting: Counting) -> str:
    if apart := counting.set_apart(one.standing):
        return apart
    if one.absence or one.mark is None:
        return "这次没有成绩"
    if then is None:
        return "上次不在这个年级的成绩里"
    if apart := counting.set_apart(then.standing):
        return f"上次{apart}"
    return "上次没有成绩" if then.absence or then.mark is None else ""


@dataclass(frozen=True)
class Advance:
    """What a class has gained, each way; None where nobody could be matched."""

    group: Hashable
    count: int
    difference: Fraction | None
    ratio: Fraction | None
    standard: Fraction | None
    rank: int | None
    rose: Fraction | None
    mean_now: Fraction | None = None
    mean_base: Fraction | None = None
    whole_now: Fraction | None = None
    whole_base: Fraction | None = None

    def value(self, way: str) -> Fraction | None:
        found = getattr(self, way)
        return None if found is None else Fraction(found)


def advances(pairs: Iterable[Pair], groups: Iterable[Hashable]) -> dict[Hashable, Advance]:
    """Every group's progress against all pairs together (the grade, or the township where the paper was the same)."""
    every = list(pairs)
    order = list(groups)
    of = {group: [pair for pair in every if pair.group == group] for group in order}
    now, base = [pair.now for pair in every], [pair.base for pair in every]
    whole_now, whole_base = mean_of(now), mean_of(base)
    spread_now, spread_base = variance_of(now), variance_of(base)
    if whole_now is None or whole_base is None or spread_now is None or spread_base is None:
        return {group: Advance(group, 0, None, None, None, None, None) for group in order}
    means = {g: (mean_of([p.now for p in of[g]]), mean_of([p.base for p in of[g]])) for g in order}
    places_now = dict(zip(order, ranks([means[g][0] for g in order]), strict=True))
    places_base = dict(zip(order, ranks([means[g][1] for g in order]), strict=True))
    found: dict[Hashable, Advance] = {}
    for group in order:
        mean_now, mean_base = means[group]
        place_now, place_base = places_now[group], places_base[group]
        if mean_now is None or mean_base is None or place_now is None or place_base is None:
            found[group] = Advance(group, 0, None, None, None, None, None)
            continue
        rose = sum(stands_higher(p.now, p.base, whole_now, whole_base, spread_now, spread_base) for p in of[group])
        found[group] = Advance(
            group,
            len(of[group]),
            (mean_now - whole_now) - (mean_base - whole_base),
            _ratio(mean_now, whole_now, mean_base, whole_base),
            standard(mean_now, whole_now, spread_now) - standard(mean_base, whole_base, spread_base),
            place_base - place_now,
            Fraction(rose, len(of[group])),
            mean_now, mean_base, whole_now, whole_base,
        )  # fmt: skip
    return found


def _ratio(mean_now: Fraction, whole_now: Fraction, mean_base: Fraction, whole_base: Fraction) -> Fraction | None:
    """(class ÷ grade now) ÷ (class ÷ grade then) − 1; nothing where something is nought."""
    if 0 in (whole_now, mean_base, whole_base):
        return None
    return (mean_now / whole_now) / (mean_base / whole_base) - 1


FORMULAS: Mapping[str, str] = {
    "difference": "提升幅度 ＝（本班这次 − {whole}这次）−（本班上次 − {whole}上次）",
    "ratio": "提升比 ＝（本班这次 ÷ {whole}这次）÷（本班上次 ÷ {whole}上次）− 1",
    "standard": "标准分变化 ＝ 这次T − 上次T，T ＝ 50 ＋ 10 ×（本班均分 − {whole}均分）÷ {whole}标准差",
    "rank": "位次变化 ＝ 上次位次 − 这次位次（正数是前进；并列取最好的位次）",
    "rose": "进步率 ＝ 标准分T上升的人数 ÷ 两次都参加的人数 × 100%",
}


def figure(way: str, advance: Advance, whole: str, counting: Counting) -> Figure:
    """One way of seeing the progress of a class, with its working; whole: what it is compared with (年级, 全镇)."""
    value = advance.value(way)

    def explain() -> Explained:
        means = (
            ("本班这次均分（百分制）", advance.mean_now), (f"{whole}这次均分（百分制）", advance.whole_now),
            ("本班上次均分（百分制）", advance.mean_base), (f"{whole}上次均分（百分制）", advance.whole_base),
        )  # fmt: skip
        count = Put("两次都参加的人数", str(advance.count))
        puts = (count, *(Put(label, "—" if mean is None else number(mean)) for label, mean in means))
        return FORMULAS[way].format(whole=whole), puts, (MATCHED,)

    unit, scale, places = {"rose": ("%", 100, 1), "ratio": ("%", 100, 1), "rank": ("位", 1, 0)}.get(way, ("分", 1, 1))
    why = NOBODY if value is None else ""
    return Figure(way, WAYS[way], value, explain, unit, scale, places, why, advance.count < counting.small)


MATCHED = "只计两次都参加的学生；各次均分都折成百分制。"
