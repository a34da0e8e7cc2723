"""Composite formulas: figures weighed together, as an office's own rule says; the formula itself is data.

Source: facts 2.3 (formulas of real local rules; none is national). Rates and scores count from 0 to 100; the mean is
taken on the scale of 100, so that a paper of 50 and one of 100 weigh alike (with a full mark of 100 it is the mean).
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from db.rules.statistics_figures import LABELS
from db.rules.statistics_spread import FIFTY, mean_of, standard, variance_of
from db.rules.working import Explained, Figure, Put, number

TERMS = ("avg", "scoreRate", "pass", "good", "excel", "low", "allPass", "retention", "progress")
RAW, MAX, MEAN, T = "raw", "max", "mean", "t"
NORMALISER_WORDS = {RAW: "", MAX: " ÷ 最高", MEAN: " ÷ 全体", T: "的标准分T"}


class Term(NamedTuple):
    """One term: which figure, how heavy, and what it is measured by (raw, ÷max, ÷mean of all, z→T)."""

    name: str
    weight: Fraction
    normaliser: str = RAW

    @property
    def words(self) -> str:
        return f"{LABELS[self.name]}{NORMALISER_WORDS[self.normaliser]} × {number(self.weight)}"


Values = Mapping[str, Fraction | None]
"""The figures of one class or school, by term, on the scale of 0 to 100."""


class Part(NamedTuple):
    """One term at work: the figure itself, what it is measured by (None where by nothing), and what they come to."""

    term: Term
    value: Fraction | None
    by: Fraction | None
    part: Fraction | None

    @property
    def words(self) -> str:
        """95 ÷ 98 × 30 ＝ 29.0816."""
        if self.part is None or self.value is None:
            return "—"
        if self.term.normaliser == T:
            return f"{number(self.by or FIFTY)} × {number(self.term.weight)} ＝ {number(self.part)}"
        by = "" if self.by is None else f" ÷ {number(self.by)}"
        return f"{number(self.value)}{by} × {number(self.term.weight)} ＝ {number(self.part)}"


class Sum(NamedTuple):
    """A composite and the part of each term."""

    value: Fraction | None
    parts: tuple[Part, ...]


def composite(terms: Sequence[Term], one: Values, peers: Sequence[Values], whole: Values) -> Sum:
    """The weighed sum of one class among its peers (itself with them); whole: all of them as one.

    None where a term that weighs anything cannot be said.
    """
    parts = tuple(_part(term, one, peers, whole) for term in terms if term.weight)
    said = [part.part for part in parts]
    if not said or any(part is None for part in said):
        return Sum(None, parts)
    return Sum(sum((part for part in said if part is not None), Fraction(0)), parts)


def _part(term: Term, one: Values, peers: Sequence[Values], whole: Values) -> Part:
    value = one.get(term.name)
    if value is None:
        return Part(term, None, None, None)
    if term.normaliser == RAW:
        return Part(term, value, None, term.weight * value)
    known = [found for peer in peers if (found := peer.get(term.name)) is not None]
    if term.normaliser == MAX:
        highest = max(known, default=Fraction(0))
        return Part(term, value, highest, term.weight * value / highest if highest else Fraction(0))
    if term.normaliser == MEAN:
        middle = whole.get(term.name)
        if middle is None:
            return Part(term, value, None, None)
        return Part(term, value, middle, term.weight * value / middle if middle else Fraction(0))
    mean, variance = mean_of(known), variance_of(known)
    if mean is None or variance is None:
        return Part(term, value, None, None)
    mark = standard(value, mean, variance)
    return Part(term, value, mark, term.weight * mark)


def percentages(figures: Mapping[str, Figure]) -> dict[str, Fraction | None]:
    """What a formula takes: rates ×100, and the mean on the scale of 100."""
    found = {name: None if f.value is None else f.value * 100 for name, f in figures.items() if f.scale == 100}
    found["avg"] = found.get("scoreRate")
    if (progress := figures.get("progress")) is not None:
        found["progress"] = progress.value
    return found


def words(terms: Sequence[Term]) -> str:
    """The formula as people write it."""
    weighty = [term for term in terms if term.weight]
    said = weighty[0].words if weighty else "（没有任何一项）"
    for term in weighty[1:]:
        sign = " − " if term.weight < 0 else " ＋ "
        said += sign + term._replace(weight=abs(term.weight)).words
    return said


def figure(title: str, terms: Sequence[Term], found: Sum, *, small: bool = False) -> Figure:
    """A composite with its working."""
    missing = [LABELS[part.term.name] for part in found.parts if part.part is None]
    why = f"缺{'、'.join(missing)}" if missing else ("" if found.value is not None else "公式里没有内容")

    def explain() -> Explained:
        puts = tuple(Put(part.term.words, part.words) for part in found.parts)
        note = "均分折成百分制，各率按0到100计；“÷ 最高”是与同一试卷中最高的班（校）相比。"
        return f"{title} ＝ {words(terms)}", puts, (note,)

    return Figure("composite", title, found.value, explain, "", 1, 2, why, small)


def level_figure(
    title: str, levels: Mapping[str, int], weights: Mapping[str, Fraction], *, small: bool = False
) -> Figure:
    """The composite of a subject told in levels, with its working; nothing where the formula does not weigh levels."""
    value = by_levels(levels, weights) if weights else None

    def explain() -> Explained:
        said = " ＋ ".join(f"{letter} × {number(weight)}" for letter, weight in weights.items())
        puts = tuple(Put(f"{letter} 等", f"{count}人") for letter, count in levels.items())
        return f"{title} ＝（{said}）÷ 人数 × 100" if weights else NO_LEVELS, puts, ()

    why = "" if value is not None else "还没有等级" if weights else NO_LEVELS
    return Figure("composite", title, value, explain, "", 1, 2, why, small)


NO_LEVELS = "记等级的学科，这个公式不折算"


def by_levels(levels: Mapping[str, int], weights: Mapping[str, Fraction]) -> Fraction | None:
    """考核、考查学科: (A×1 + B×0.8 + C×0.6) ÷ N × 100, with the formula's own weights of the levels."""
    n = sum(levels.values())
    if not n:
        return None
    return sum((weights.get(letter, Fraction(0)) * count for letter, count in levels.items()), Fraction(0)) * 100 / n


def weighed(parts: Sequence[tuple[Fraction | None, Fraction]]) -> Fraction | None:
    """Subjects to a school's whole: each composite by its subject's weight. Subjects without weight do not count.

    Where a weighty subject is missing the others are weighed among themselves, so that a grade without English is not
    counted as one that failed it.
    """
    known = [(value, weight) for value, weight in parts if value is not None and weight]
    total = sum((weight for _, weight in known), Fraction(0))
    if not known or not total:
        return None
    full = sum((weight for _, weight in parts if weight), Fraction(0))
    return sum((value * weight for value, weight in known), Fraction(0)) * full / total


def weakest(
    composites: Mapping[str, Fraction | None], standards: Mapping[str, Fraction | None], line: Fraction
) -> dict[str, str]:
    """薄弱学科: the subject (or subjects) whose composite is lowest, and those whose T is below the line; with why.

    One subject alone is not the lowest of anything. 源：facts 2.5.
    """
    known = {subject: value for subject, value in composites.items() if value is not None}
    found: dict[str, str] = {}
    if len(known) > 1 and len(set(known.values())) > 1:
        lowest = min(known.values())
        found = {subject: "综合得分最低" for subject, value in known.items() if value == lowest}
    for subject, value in standards.items():
        if value is not None and value < line:
            said = f"标准分T低于{number(line)}"
            found[subject] = f"{found[subject]}，{said}" if subject in found else said
    return found
