"""What an office has decided about counting: the written rule, levels, lines, and its composite formulas."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from db.errors import NotFound
from db.quality.books import Books
from db.quality.sittings import PaperLine
from db.rules.borderline import POINTS, Width
from db.rules.formulas import RAW, Term
from db.rules.levels import Level, read_levels
from db.rules.score_lines import General, Own, lines_of
from db.rules.statistics import Counting, Lines

_COUNTED = (
    "denominator", "mean_denominator", "absent_due", "exempt_due", "deferred_due", "absent_low", "inclusive", "came",
    "left", "roll_share",
)  # fmt: skip


@dataclass(frozen=True)
class Formula:
    """A composite formula with its terms, subjects' weights and levels' weights, by grade."""

    sign: str
    name: str
    denominator: str
    terms: tuple[tuple[range, Term], ...]
    weights: tuple[tuple[range, str, Fraction], ...]
    levels: tuple[tuple[str, Fraction], ...]

    def terms_of(self, grade: int) -> list[Term]:
        return [term for grades, term in self.terms if grade in grades]

    def weights_of(self, grade: int) -> dict[str, Fraction]:
        return {subject: weight for grades, subject, weight in self.weights if grade in grades}

    def counting(self, counting: Counting) -> Counting:
        """The rule with this formula's own denominator, where it has one."""
        which = self.denominator
        return replace(counting, denominator=which, mean_denominator=which) if which else counting


class Decided:
    """Read once for an analysis."""

    def __init__(self, books: Books) -> None:
        self._books = books
        said: dict[str, Any] = {name: books.context.setting(f"quality.{name}") for name in _COUNTED}
        self.counting = Counting(**said, small=books.context.setting("figures.small"))
        self.levels: tuple[Level, ...] = read_levels(books.context.setting("quality.levels"))
        self.general = General(
            passing=books.context.setting("quality.pass_line"),
            good=books.context.setting("quality.good_line"),
            excellent=books.context.setting("quality.excellent_line"),
            excellent_low=books.context.setting("quality.excellent_line_low"),
            low=books.context.setting("quality.low_line"),
        )
        self.own = [_own(row) for row in books.context.rows("score_lines")]
        self.weak_line = Fraction(books.context.setting("quality.weak_line"))
        self.width = Width(
            books.context.setting("quality.border_below"), books.context.setting("quality.border_above"),
            books.context.setting("quality.border_unit"),
        )  # fmt: skip
        below, above = (books.context.setting(f"quality.border_total_{side}") for side in ("below", "above"))
        self.width_of_total = Width(below, above, POINTS)

    def lines(self, paper: PaperLine) -> Lines:
        return lines_of(paper.grade, paper.subject, paper.full or Decimal(100), self.general, self.own)

    def formula(self, sign: str = "") -> Formula:
        """The formula of that sign or name; the office's own where none is named. Raises NotFound."""
        wanted = sign or str(self._books.context.setting("quality.formula"))
        found = next((one for one in formulas(self._books) if wanted in (one.sign, one.name)), None)
        if found is None:
            raise NotFound(
                f"没有代号为“{wanted}”的综合公式。", "请在“综合公式”里看一看，或改设置“综合得分用哪个公式”。"
            )
        return found


def _own(row: Any) -> Own:
    grade = int(row["grade"]) if row["grade"] else None
    lines = {n: None if row[n] is None else Decimal(row[n]) for n in ("passing", "good", "excellent", "low")}
    return Own(grade, row["subject"], **lines)


def formulas(books: Books) -> list[Formula]:
    """All composite formulas, by their sign."""
    context = books.context
    terms, weights = context.rows("formula_terms"), context.rows("formula_weights")
    found = []
    for row in context.rows("formulas"):
        mine = [w for w in weights if w["formula_id"] == row["id"]]
        found.append(
            Formula(
                str(row["sign"]), str(row["name"]), str(row["denominator"] or ""),
                tuple((_span(t), _term(t)) for t in terms if t["formula_id"] == row["id"]),
                tuple((_span(w), str(w["subject"]), Fraction(w["weight"])) for w in mine if w["subject"]),
                tuple((str(w["level"]), Fraction(w["weight"])) for w in mine if w["level"] and not w["subject"]),
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: one.sign)


def _term(row: Any) -> Term:
    return Term(str(row["term"]), Fraction(row["weight"]), str(row["normaliser"] or RAW))


def _span(row: Any) -> range:
    return range(int(row["from_grade"] or 1), int(row["to_grade"] or 9) + 1)


__all__ = ["Decided", "Formula", "formulas"]
