"""一分三率 and what belongs to it: each figure of a paper from its tally, with its working.

Source: facts 2.1 and 2.2; the denominator is the office's own choice, and stands in every working.
"""

from collections.abc import Mapping
from fractions import Fraction

from db.rules.participation import year_retention
from db.rules.statistics import COHORT, DENOMINATOR_WORDS, DUE, ROLL, SAT, Base, Counting, Lines, Tally
from db.rules.working import Figure, Put, Working, number

LABELS: Mapping[str, str] = {
    "avg": "平均分", "scoreRate": "得分率", "pass": "及格率", "excel": "优秀率", "good": "良好率", "low": "低分率",
    "allPass": "全科及格率", "retention": "巩固率", "progress": "提升幅度",
}  # fmt: skip
RATES = ("pass", "excel", "good", "low")
NO_ONE, NOT_WRITTEN = "没有人", "没有登记考试基数"


def denominator(which: str, tally: Tally, counting: Counting, base: Base) -> tuple[Fraction | None, str]:
    """What divides, or None and what is missing."""
    if which == SAT:
        return Fraction(tally.sat), ""
    if which == DUE:
        return Fraction(tally.due(counting)), ""
    if which == ROLL:
        if base.enrolled is None:
            return None, f"{NOT_WRITTEN}：学籍人数"
        return Fraction(base.enrolled * counting.roll_share, 100), ""
    if base.started is None:
        return None, f"{NOT_WRITTEN}：起始人数"
    return Fraction(base.started + (base.came or 0) - (base.left or 0)), ""


def denominator_words(which: str, counting: Counting) -> str:
    return DENOMINATOR_WORDS[which].format(share=counting.roll_share)


def figures(tally: Tally, lines: Lines, counting: Counting, base: Base = Base()) -> dict[str, Figure]:  # noqa: B008
    """Mean, score rate and the four rates of one paper, each with its working."""
    mean = _mean(tally, counting, base)
    share = None if mean.value is None else mean.value / Fraction(lines.full)
    found = {
        "avg": mean,
        "scoreRate": _figure(
            "scoreRate", share, tally, counting, mean.why, "得分率 ＝ 平均分 ÷ 满分 × 100%",
            (Put("平均分", _exact(mean.value)), Put("满分", number(lines.full))), percent=True,
        ),
    }  # fmt: skip
    return found | {name: _rate(name, tally, lines, counting, base) for name in RATES}


def _mean(tally: Tally, counting: Counting, base: Base) -> Figure:
    n, missing = denominator(counting.mean_denominator, tally, counting, base)
    value = Fraction(tally.total) / n if n else None
    words = denominator_words(counting.mean_denominator, counting)
    puts = (Put("总分", number(tally.total)), *_divisor(counting.mean_denominator, n, tally, counting, base))
    return _figure("avg", value, tally, counting, missing, f"平均分 ＝ 总分 ÷ {words}", puts)


def _rate(name: str, tally: Tally, lines: Lines, counting: Counting, base: Base) -> Figure:
    n, missing = denominator(counting.denominator, tally, counting, base)
    part, line = {
        "pass": (tally.passed, f"{number(lines.mark(lines.passing))}分及以上"),
        "excel": (tally.excellent, f"{number(lines.mark(lines.excellent))}分及以上"),
        "good": (
            tally.good,
            f"{number(lines.mark(lines.good))}分及以上、{number(lines.mark(lines.excellent))}分以下",
        ),
        "low": (tally.low, f"{number(lines.mark(lines.low))}分以下"),
    }[name]
    value = Fraction(part) / n if n else None
    who = LABELS[name].removesuffix("率")
    words = denominator_words(counting.denominator, counting)
    puts = (
        Put(f"{who}人数（{line}）", number(part)),
        *_divisor(counting.denominator, n, tally, counting, base),
    )
    formula = f"{LABELS[name]} ＝ {who}人数 ÷ {words} × 100%"
    return _figure(name, value, tally, counting, missing, formula, puts, percent=True)


def _divisor(which: str, n: Fraction | None, tally: Tally, counting: Counting, base: Base) -> tuple[Put, ...]:
    """The number below, and how it comes about."""
    shown = "没有登记" if n is None else number(n)
    if which == ROLL:
        return (Put("学籍人数", _known(base.enrolled)), Put(denominator_words(which, counting), shown))
    if which == COHORT:
        parts = (("起始人数", base.started), ("转入", base.came or 0), ("转出", base.left or 0))
        return (*(Put(label, _known(value)) for label, value in parts), Put(denominator_words(which, counting), shown))
    return (Put(denominator_words(which, counting), shown),)


def _known(value: int | None) -> str:
    return "没有登记" if value is None else str(value)


def _exact(value: Fraction | None) -> str:
    return "—" if value is None else number(value)


def _figure(
    name: str, value: Fraction | None, tally: Tally, counting: Counting, missing: str, formula: str,
    puts: tuple[Put, ...], *, percent: bool = False,
) -> Figure:  # fmt: skip
    small = tally.due(counting) < counting.small
    unit, scale = ("%", 100) if percent else ("分", 1)
    why = missing or (NO_ONE if value is None else "")
    bare = Figure(name, LABELS[name], value, _NONE, unit, scale, 1, why, small)
    working = Working(LABELS[name], formula, puts, bare.with_unit if not why else f"算不出：{why}。", people(tally))
    return Figure(name, LABELS[name], value, working, unit, scale, 1, why, small)


_NONE = Working("", "", (), "")


def people(tally: Tally) -> tuple[str, ...]:
    """Who sat and who did not, in one line; only what there is."""
    parts = (
        ("实考", tally.sat), ("缺考", tally.absent), ("免考", tally.exempt), ("缓考", tally.deferred),
        ("未登成绩", tally.blank), ("随班就读", tally.inclusive), ("学年中转入", tally.came),
        ("学年中转出", tally.left),
    )  # fmt: skip
    said = "，".join(f"{label}{count}人" for label, count in parts if count)
    return (f"{said}。",) if said else ()


def counted_together(name: str, part: int, whole: int, counting: Counting) -> Figure:
    """全科及格率: pupils who passed every paper they were due in, of all who were due in any."""
    tally = Tally(sat=whole)
    value = Fraction(part, whole) if whole else None
    puts = (Put("各科都及格的人数", number(part)), Put("应考任一科的人数", number(whole)))
    formula = "全科及格率 ＝ 各科都及格的人数 ÷ 应考任一科的人数 × 100%（免考的科目不算，缺考算不及格）"
    return _figure(name, value, tally, counting, "", formula, puts, percent=True)


def retained(base: Base, counting: Counting) -> Figure:
    """巩固率: who is enrolled now of those who began, with those who moved. 源：facts 2.6."""
    known = base.started is not None and base.enrolled is not None
    value = year_retention(base.enrolled or 0, base.started or 0, base.came or 0, base.left or 0) if known else None
    parts = (
        ("在校人数", base.enrolled),
        ("起始人数", base.started),
        ("转入", base.came or 0),
        ("转出", base.left or 0),
    )
    puts = tuple(Put(label, _known(count)) for label, count in parts)
    formula = "巩固率 ＝ 在校人数 ÷（起始人数＋转入－转出）× 100%"
    size = Tally(sat=base.started or 0)
    return _figure("retention", value, size, counting, "" if known else NOT_WRITTEN, formula, puts, percent=True)
