"""一分三率 and what belongs to it: each figure of a paper from its tally, with its working.

Source: facts 2.1 and 2.2; the denominator is the office's own choice, and stands in every working.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
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


class PaperFigures(Mapping[str, Figure]):
    """Mean, score rate and the four rates of one paper, each with its working; worked out when asked for."""

    NAMES = ("avg", "scoreRate", *RATES)

    def __init__(self, tally: Tally, lines: Lines, counting: Counting, base: Base) -> None:
        self._tally, self._lines, self._counting, self._base = tally, lines, counting, base
        self._known: dict[str, Figure] = {}

    def __getitem__(self, name: str) -> Figure:
        if name not in self._known:
            self._known[name] = self._made(name)
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.NAMES)

    def __len__(self) -> int:
        return len(self.NAMES)

    def _made(self, name: str) -> Figure:
        if name in RATES:
            return self._rate(name)
        counting = self._counting
        n, missing = denominator(counting.mean_denominator, self._tally, counting, self._base)
        value, why = divided(self._tally.total, n), missing or ("" if n else NO_ONE)
        if name == "avg":
            return self._figure(name, value, why, self._explain_mean)
        if name == "scoreRate":
            share = divided(self._tally.total, n * Fraction(self._lines.full) if n else None)
            return self._figure(name, share, why, self._explain_share)
        raise KeyError(name)

    def _rate(self, name: str) -> Figure:
        n, missing = denominator(self._counting.denominator, self._tally, self._counting, self._base)
        why = missing or ("" if n else NO_ONE)
        return self._figure(name, divided(self._part(name), n), why, lambda: self._explain_rate(name))

    def _figure(self, name: str, value: Fraction | None, why: str, explain: Callable[[], Explained]) -> Figure:
        small = self._tally.due(self._counting) < self._counting.small
        unit, scale = ("分", 1) if name == "avg" else ("%", 100)
        return Figure(name, LABELS[name], value, explain, unit, scale, 1, why, small)

    def _part(self, name: str) -> int:
        tally = self._tally
        return {"pass": tally.passed, "excel": tally.excellent, "good": tally.good, "low": tally.low}[name]

    def _explain_mean(self) -> Explained:
        which = self._counting.mean_denominator
        puts = (Put("总分", number(self._tally.total)), *self._divisor(which))
        return f"平均分 ＝ 总分 ÷ {denominator_words(which, self._counting)}", puts, people(self._tally)

    def _explain_share(self) -> Explained:
        mean = self["avg"].value
        puts = (Put("平均分", "—" if mean is None else number(mean)), Put("满分", number(self._lines.full)))
        return "得分率 ＝ 平均分 ÷ 满分 × 100%", puts, people(self._tally)

    def _explain_rate(self, name: str) -> Explained:
        who, which = LABELS[name].removesuffix("率"), self._counting.denominator
        first = Put(f"{who}人数（{_line_words(name, self._lines)}）", number(self._part(name)))
        formula = f"{LABELS[name]} ＝ {who}人数 ÷ {denominator_words(which, self._counting)} × 100%"
        return formula, (first, *self._divisor(which)), people(self._tally)

    def _divisor(self, which: str) -> tuple[Put, ...]:
        """The number below, and how it comes about."""
        n, _ = denominator(which, self._tally, self._counting, self._base)
        whole, base = Put(denominator_words(which, self._counting), UNKNOWN if n is None else number(n)), self._base
        if which == ROLL:
            return (Put("学籍人数", _known(base.enrolled)), whole)
        if which == COHORT:
            parts = (("起始人数", base.started), ("转入", base.came or 0), ("转出", base.left or 0))
            return (*(Put(label, _known(value)) for label, value in parts), whole)
        return (whole,)


def figures(tally: Tally, lines: Lines, counting: Counting, base: Base = Base()) -> PaperFigures:  # noqa: B008
    """The figures of one paper by name."""
    return PaperFigures(tally, lines, counting, base)


def divided(part: int | Decimal, n: Fraction | None) -> Fraction | None:
    """An exact share; nothing of nobody."""
    if not n:
        return None
    top, bottom = part.as_integer_ratio()
    return Fraction(top * n.denominator, bottom * n.numerator)


def _line_words(name: str, lines: Lines) -> str:
    excellent = number(lines.mark(lines.excellent))
    return {
        "pass": f"{number(lines.mark(lines.passing))}分及以上",
        "excel": f"{excellent}分及以上",
        "good": f"{number(lines.mark(lines.good))}分及以上、{excellent}分以下",
        "low": f"{number(lines.mark(lines.low))}分以下",
    }[name]


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
