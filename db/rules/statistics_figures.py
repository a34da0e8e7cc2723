"""一分三率 and what belongs to it: each figure of a paper from its tally, with its working.

Source: facts 2.1 and 2.2; the denominator is the office's own choice, and stands in every working.
"""

from collections.abc import Mapping
from fractions import Fraction

from db.rules.participation import year_retention
from db.rules.statistics import COHORT, DENOMINATOR_WORDS, DUE, ROLL, SAT, Base, Counting, Lines, Tally
from db.rules.working import Explained, Figure, Put, number

LABELS: Mapping[str, str] = {
    "avg": "平均分", "scoreRate": "得分率", "pass": "及格率", "excel": "优秀率", "good": "良好率", "low": "低分率",
    "allPass": "全科及格率", "retention": "巩固率", "progress": "提升幅度",
}  # fmt: skip
RATES = ("pass", "excel", "good", "low")
NO_ONE, NOT_WRITTEN, UNKNOWN = "没有人", "没有登记考试基数", "没有登记"


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
    small = tally.due(counting) < counting.small
    n, missing = denominator(counting.mean_denominator, tally, counting, base)
    mean = Fraction(tally.total) / n if n else None
    why = missing or ("" if n else NO_ONE)
    share = None if mean is None else mean / Fraction(lines.full)

    def explain_mean() -> Explained:
        words = denominator_words(counting.mean_denominator, counting)
        puts = (Put("总分", number(tally.total)), *_divisor(counting.mean_denominator, n, counting, base))
        return f"平均分 ＝ 总分 ÷ {words}", puts, people(tally)

    def explain_share() -> Explained:
        puts = (Put("平均分", "—" if mean is None else number(mean)), Put("满分", number(lines.full)))
        return "得分率 ＝ 平均分 ÷ 满分 × 100%", puts, people(tally)

    return {
        "avg": Figure("avg", LABELS["avg"], mean, explain_mean, "分", 1, 1, why, small),
        "scoreRate": Figure("scoreRate", LABELS["scoreRate"], share, explain_share, "%", 100, 1, why, small),
        **_rates(tally, lines, counting, base, small=small),
    }


def _rates(tally: Tally, lines: Lines, counting: Counting, base: Base, *, small: bool) -> dict[str, Figure]:
    n, missing = denominator(counting.denominator, tally, counting, base)
    why = missing or ("" if n else NO_ONE)
    parts = {"pass": tally.passed, "excel": tally.excellent, "good": tally.good, "low": tally.low}

    def rate(name: str, part: int) -> Figure:
        def explain() -> Explained:
            who = LABELS[name].removesuffix("率")
            words = denominator_words(counting.denominator, counting)
            puts = (
                Put(f"{who}人数（{_line_words(name, lines)}）", number(part)),
                *_divisor(counting.denominator, n, counting, base),
            )
            return f"{LABELS[name]} ＝ {who}人数 ÷ {words} × 100%", puts, people(tally)

        return Figure(name, LABELS[name], Fraction(part) / n if n else None, explain, "%", 100, 1, why, small)

    return {name: rate(name, part) for name, part in parts.items()}


def _line_words(name: str, lines: Lines) -> str:
    excellent = number(lines.mark(lines.excellent))
    return {
        "pass": f"{number(lines.mark(lines.passing))}分及以上",
        "excel": f"{excellent}分及以上",
        "good": f"{number(lines.mark(lines.good))}分及以上、{excellent}分以下",
        "low": f"{number(lines.mark(lines.low))}分以下",
    }[name]


def _divisor(which: str, n: Fraction | None, counting: Counting, base: Base) -> tuple[Put, ...]:
    """The number below, and how it comes about."""
    whole = Put(denominator_words(which, counting), UNKNOWN if n is None else number(n))
    if which == ROLL:
        return (Put("学籍人数", _known(base.enrolled)), whole)
    if which == COHORT:
        parts = (("起始人数", base.started), ("转入", base.came or 0), ("转出", base.left or 0))
        return (*(Put(label, _known(value)) for label, value in parts), whole)
    return (whole,)


def _known(value: int | None) -> str:
    return UNKNOWN if value is None else str(value)


def people(tally: Tally) -> tuple[str, ...]:
    """Who sat and who did not, in one line; only what there is."""
    parts = (
        ("实考", tally.sat), ("缺考", tally.absent), ("免考", tally.exempt), ("缓考", tally.deferred),
        ("未登成绩", tally.blank), ("随班就读", tally.inclusive), ("学年中转入", tally.came),
        ("学年中转出", tally.left),
    )  # fmt: skip
    said = "，".join(f"{label}{count}人" for label, count in parts if count)
    return (f"{said}。",) if said else ()


def counted_together(part: int, whole: int, counting: Counting) -> Figure:
    """全科及格率: pupils who passed every paper they were due in, of all who were due in any."""

    def explain() -> Explained:
        puts = (Put("各科都及格的人数", number(part)), Put("应考任一科的人数", number(whole)))
        note = "免考的科目不算，缺考算不及格。"
        return "全科及格率 ＝ 各科都及格的人数 ÷ 应考任一科的人数 × 100%", puts, (note,)

    value = Fraction(part, whole) if whole else None
    why = "" if whole else NO_ONE
    return Figure("allPass", LABELS["allPass"], value, explain, "%", 100, 1, why, whole < counting.small)


def retained(base: Base, counting: Counting) -> Figure:
    """巩固率: who is enrolled now of those who began, with those who moved. 源：facts 2.6."""
    known = base.started is not None and base.enrolled is not None
    value = year_retention(base.enrolled or 0, base.started or 0, base.came or 0, base.left or 0) if known else None

    def explain() -> Explained:
        parts = (
            ("在校人数", base.enrolled), ("起始人数", base.started), ("转入", base.came or 0), ("转出", base.left or 0),
        )  # fmt: skip
        puts = tuple(Put(label, _known(count)) for label, count in parts)
        return "巩固率 ＝ 在校人数 ÷（起始人数＋转入－转出）× 100%", puts, ()

    why = "" if value is not None else NOT_WRITTEN
    small = (base.started or 0) < counting.small
    return Figure("retention", LABELS["retention"], value, explain, "%", 100, 1, why, small)
