"""How the balance figures come about: of a school, of the mean, of the difference coefficient, of the composite.

源：《县域义务教育校际均衡指标计算方法》 (facts 1.3).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from db.balance.indicators import Indicator
from db.balance.missing import Missing
from db.balance.shown import coefficient, gap, mean_of, rounded, short_of, shown
from db.balance.stands import Line, Stand, held
from db.rules.balance import ENOUGH, Held, Spread
from db.rules.participation import decimal_of
from db.rules.working import Put, Working, number

MEAN, VARIATION, COMPOSITE = "本镇平均", "差异系数", "综合差异系数"
PLACES = Decimal("0.0001")
FORMULA = "差异系数 ＝ S ÷ 平均，S² ＝ 各校 P ÷ ΣP ×（X − 平均）² 之和。P 是学生数，X 是本校数，平均按学生数加权"


@dataclass(frozen=True)
class Share:
    """One school in the coefficient; value and away in the indicator's measure (for 100 pupils or one)."""

    line: Line
    held: Held
    value: Fraction
    away: Fraction
    """X − mean."""

    part: Fraction
    """P_i ÷ ΣP."""

    @property
    def weighed(self) -> Fraction:
        return self.part * self.away * self.away


def fine(value: Fraction, one: Indicator, *, squared: bool = False) -> str:
    """As it is put into a formula: fine enough that S and the coefficient come out the same by hand."""
    places = (8 if squared else 6) if one.places > 2 else 4
    return f"{decimal_of(value, places):f}".rstrip("0").rstrip(".") if value.denominator != 1 else str(value.numerator)


def shares(stand: Stand, place: int) -> list[Share]:
    """Every school of the indicator in that place; nothing while a school has not filled it in."""
    one, spread = stand.indicators.each[place], stand.spreads[place]
    if spread is None:
        return []
    mean, found = spread.mean * one.per, []
    for line in stand.lines:
        has, value = held(line.row, one), line.values[place]
        if has is not None and value is not None:
            found.append(Share(line, has, value, value - mean, Fraction(line.pupils, stand.pupils)))
    return found


def deviation(spread: Spread, one: Indicator) -> str:
    """S, in the measure of the indicator."""
    return fine(Fraction(spread.deviation) * one.per, one)


def of_school(stand: Stand, line: Line, place: int, short: Iterable[Missing] = ()) -> Working:
    """One school's figure: what it has ÷ its pupils, against the threshold, and what is missing to it."""
    one, has, value = stand.indicators.each[place], held(line.row, stand.indicators.each[place]), line.values[place]
    title = f"{line.name}　{one.name}"
    if has is None or value is None:
        said = "算不出：没有填数。在“办学条件”里补上。"
        return Working(title, _formula(one), (Put("学生数", f"{line.pupils} 人"),), said)
    puts = [
        Put(one.name, f"{number(has.amount)} {one.unit}"), Put("学生数", f"{line.pupils} 人"),
        Put(f"{number(has.amount)} ÷ {line.pupils}{per(one)}", fine(value, one)),
    ]  # fmt: skip
    notes = []
    if stand.stage in one.threshold:
        puts.append(Put("标准（不低于）", str(one.threshold[stand.stage])))
        if line.states[place] != ENOUGH:
            puts.append(Put("距标准还差", gap(value, one, stand.stage)))
        notes += [f"{said}。" for said in [short_of(m for m in short if _is(m, line, one))] if said]
        notes.append("低于标准的数只舍不入。")
    return Working(title, _formula(one), tuple(puts), _judged(stand, line, place, value), tuple(notes))


def _is(missing: Missing, line: Line, one: Indicator) -> bool:
    return missing.line.row["id"] == line.row["id"] and missing.indicator.number == one.number


def _judged(stand: Stand, line: Line, place: int, value: Fraction) -> str:
    one = stand.indicators.each[place]
    return f"{shown(value, one, stand.stage)}　{line.states[place]}".strip()


def of_mean(stand: Stand, place: int) -> Working:
    """本镇平均: all that the schools have ÷ all their pupils, never the mean of the schools' figures."""
    one, spread = stand.indicators.each[place], stand.spreads[place]
    title, formula = f"{stand.title}　{one.name}　{MEAN}", f"本镇平均 ＝ 各校{one.name}之和 ÷ 各校学生数之和{per(one)}"
    if spread is None:
        return _unknown(stand, place, title, formula)
    found = shares(stand, place)
    puts = [Put(share.line.name, f"{number(share.held.amount)} {one.unit}，{share.line.pupils} 人") for share in found]
    everything = sum((share.held.amount for share in found), Fraction(0))
    puts.append(Put("合计", f"{number(everything)} {one.unit}，{stand.pupils} 人"))
    puts.append(Put(f"{number(everything)} ÷ {stand.pupils}{per(one)}", fine(spread.mean * one.per, one)))
    return _named(stand, Working(title, formula, tuple(puts), mean_of(one, spread), ("不是各校平均数的平均。",)))


def of_variation(stand: Stand, place: int) -> Working:
    """差异系数: X and P of every school, the mean, S, the limit, and the schools that are left out."""
    one, spread = stand.indicators.each[place], stand.spreads[place]
    title = f"{stand.title}　{one.name}　{VARIATION}"
    if spread is None:
        return _unknown(stand, place, title, FORMULA)
    puts = [_share(share, one) for share in shares(stand, place)]
    puts += [
        Put("ΣP 学生总数", f"{stand.pupils} 人"),
        Put("平均（各校总数之和 ÷ ΣP）", fine(spread.mean * one.per, one)),
        Put("S² 各校之和", fine(spread.squared * one.per**2, one, squared=True)),
        Put("S ＝ √S²", deviation(spread, one)),
    ]  # fmt: skip
    if spread.variation is not None:
        ratio = f"{deviation(spread, one)} ÷ {fine(spread.mean * one.per, one)}"
        puts.append(Put(f"S ÷ 平均 ＝ {ratio}", four(spread.variation)))
    judged = bool(one.threshold)
    if judged:
        puts.append(Put("限额（不高于）", str(stand.limit)))
    notes = ("按学生数加权，不是各校简单平均的差异系数。", *_rule(stand, spread, judged))
    return _named(stand, Working(title, FORMULA, tuple(puts), _kept(stand, spread, judged), notes))


def _share(share: Share, one: Indicator) -> Put:
    raw = f"X ＝ {number(share.held.amount)} ÷ {share.line.pupils}{per(one)} ＝ {fine(share.value, one)}"
    return Put(
        f"{share.line.name}　P {share.line.pupils}",
        f"{raw}；P ÷ ΣP ×（X − 平均）² ＝ {fine(share.weighed, one, squared=True)}",
    )


def _rule(stand: Stand, spread: Spread, judged: bool) -> list[str]:
    if spread.variation is None:
        return ["只有一所学校，或者都没有，不算差异系数。"]
    if not judged:
        return [f"2012年的办法看8项的平均，不高于 {stand.limit}。"]
    return ["超过限额的只进不舍。"] if spread.within(stand.limit) is False else []


def _kept(stand: Stand, spread: Spread, judged: bool) -> str:
    text, kept = coefficient(spread, stand.limit), spread.within(stand.limit)
    if kept is None or not judged:
        return text
    return f"{text}　{ENOUGH if kept else '超过'}"


def of_composite(stand: Stand) -> Working:
    """综合差异系数 of 2012: the plain mean of the eight."""
    pairs = list(zip(stand.indicators.each, stand.spreads, strict=True))
    puts = [Put(one.name, "—" if s is None or s.variation is None else four(s.variation)) for one, s in pairs]
    title, formula = f"{stand.title}　{COMPOSITE}", f"{len(pairs)} 项差异系数之和 ÷ {len(pairs)}"
    if stand.composite is None:
        return _named(stand, Working(title, formula, tuple(puts), "算不出：有一项没有差异系数。"))
    puts.append(Put("限额（不高于）", str(stand.limit)))
    said = ENOUGH if stand.composite <= stand.limit else "超过"
    return _named(stand, Working(title, formula, tuple(puts), f"{rounded(stand.composite, stand.limit)}　{said}"))


def _unknown(stand: Stand, place: int, title: str, formula: str) -> Working:
    blank = [line.name for line in stand.lines if line.values[place] is None]
    why = f"{'、'.join(blank)}没有填数" if blank else "没有参加计算的学校"
    return _named(stand, Working(title, formula, (), f"算不出：{why}。"))


def _named(stand: Stand, made: Working) -> Working:
    """With the schools that count, and those left out with the reason."""
    return made.naming([line.name for line in stand.lines], [(name, why) for name, why in stand.apart])


def _formula(one: Indicator) -> str:
    return f"{one.name} ÷ 学生数{per(one)}"


def per(one: Indicator) -> str:
    """× 100, where the indicator is for a hundred pupils."""
    return f" × {one.per}" if one.per != 1 else ""


def four(value: Decimal) -> str:
    """A coefficient as it is worked out, before it is rounded for the table."""
    return str(value.quantize(PLACES))


__all__ = [
    "COMPOSITE", "FORMULA", "MEAN", "VARIATION", "Share", "deviation", "fine", "four", "of_composite", "of_mean",
    "of_school", "of_variation", "per", "shares",
]  # fmt: skip
