"""All classes of a choice together: what the cards show, and how it comes about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from db.rules.statistics import Lines, together
from db.rules.statistics_figures import LABELS
from db.rules.statistics_figures import figures as figures_of
from db.rules.working import Figure, Put, Working
from desktop.ui.pages.quality_card import FigureCard
from desktop.work import analysis
from desktop.work.analysis import Analysis, Line
from desktop.work.office import Office

HUNDRED = Decimal(100)
MIXED = "几份试卷合在一起时，平均分按得分率折成百分制。"


@dataclass(frozen=True)
class Whole:
    """The figures of several classes together, each class with its part."""

    title: str
    figures: Mapping[str, Figure]
    lines: list[Line]

    def working(self, name: str) -> Working:
        """Formula and numbers of all together, then class by class."""
        made = self.figures[name].working
        parts = tuple(Put(line.title, line.figures[name].with_unit) for line in self.lines if name in line.figures)
        puts = (*made.puts, *(parts if len(parts) <= 20 else ()))
        notes = (*made.notes, MIXED) if len({line.lines.full for line in self.lines}) > 1 else made.notes
        return Working(f"{self.title} {made.title}", made.formula, puts, made.result, notes)


def of(found: Analysis, lines: list[Line]) -> Whole | None:
    """Classes added up; papers of several full marks are added on the scale of a hundred."""
    marked = [line for line in lines if line.figures]
    if not marked:
        return None
    label = marked[0].paper.label if len({line.paper.subject for line in marked}) == 1 else "各学科"
    tally = together(line.tally for line in marked)
    first: Lines = marked[0].lines
    if len({line.lines.full for line in marked}) > 1:
        first = first._replace(full=HUNDRED)
        tally = replace(tally, total=sum((line.tally.total * HUNDRED / line.lines.full for line in marked), Decimal(0)))
    return Whole(label, figures_of(tally, first, found.counting), marked)


def before(office: Office, found: Analysis, lines: list[Line]) -> Whole | None:
    """The same classes in the same subjects in the examination before, where they sat one."""
    then = analysis.before(office, found.sitting)
    if then is None or not lines:
        return None
    wanted = {(line.room.id if line.room else None, line.paper.subject) for line in lines}
    earlier = analysis.of(office, then.id)
    return of(
        earlier, [one for one in earlier.classes() if (one.room.id if one.room else None, one.paper.subject) in wanted]
    )


def fill(card: FigureCard, whole: Whole | None, then: Whole | None) -> None:
    """A card with its figure; beside it what the same classes had before."""
    label = LABELS[card.name]
    if whole is None:
        card.put(label, "—", "", None, 1.0, "", None)
        return
    figure = whole.figures[card.name]
    against = then.figures[card.name] if then else None
    scale = 1.0 if figure.scale == 100 else float(whole.lines[0].lines.full)
    beside = f"上次 {against.shown}" if against is not None and against.value is not None else ""
    # papers of two terms are not equally hard: what was is said, and judged nowhere
    card.put(label, figure.shown, figure.unit, figure.value, scale, beside, None)


__all__ = ["MIXED", "Whole", "before", "fill", "of"]
