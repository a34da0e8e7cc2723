"""The make-up of a staff: ages, titles and degrees in their order, with count and percent.

Source: 人社部发〔2015〕79号 (titles old and new), GB/T 4658 (degrees), 教督〔2017〕6号 (above the required degree).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from db.rules.grades import Stage
from db.rules.participation import percent, rate

NOT_FILLED = "未填"
# The last age of each band; None has no end.
AGE_BANDS: tuple[tuple[int | None, str], ...] = (
    (25, "25岁及以下"),
    (30, "26—30岁"),
    (35, "31—35岁"),
    (40, "36—40岁"),
    (45, "41—45岁"),
    (50, "46—50岁"),
    (55, "51—55岁"),
    (None, "56岁及以上"),
)

# The ladder from the top, and which codes of the list `title` stand on each step: 小学高级 is 一级教师 today.
TITLE_LADDER: Mapping[str, tuple[str, ...]] = {
    "正高级": ("1",),
    "高级": ("2", "21", "31", "41"),
    "一级": ("3", "22", "32", "42"),
    "二级": ("4", "23", "33", "43"),
    "三级": ("5", "24", "34", "35"),
    "未评": ("9",),
}
TITLE_STEPS = tuple(TITLE_LADDER)
_STEP_OF_TITLE = {code: step for step, codes in TITLE_LADDER.items() for code in codes}

# Codes of the list `degree` from the highest.
DEGREE_ORDER = ("10", "20", "30", "40", "60", "70", "80", "90")
# A degree above the required one is at least this; a setting, as one source asks 本科 for primary schools too.
ABOVE_REQUIRED = {Stage.KINDERGARTEN: "30", Stage.PRIMARY: "30", Stage.JUNIOR: "20"}
# Codes of the list `backbone`, the highest first; 县级以上 ends with the fourth.
BACKBONE_ORDER = ("1", "2", "3", "4", "5")


class Share(NamedTuple):
    """One line of a make-up table."""

    label: str
    number: int
    percent: Decimal | None


def age_band(age: int, bands: Sequence[tuple[int | None, str]] = AGE_BANDS) -> str:
    return next(label for last, label in bands if last is None or age <= last)


def title_step(code: str | None) -> str:
    """The step of the ladder a title stands on, old titles on the step they became; empty for none."""
    return _STEP_OF_TITLE.get(code or "", "")


def title_at_least(code: str | None, step: str) -> bool:
    """Whether a title is this step or higher: "小学高级以上" is title_at_least(code, "一级")."""
    found = title_step(code)
    return bool(found) and TITLE_STEPS.index(found) <= TITLE_STEPS.index(step)


def degree_at_least(code: str | None, lowest: str) -> bool:
    return code in DEGREE_ORDER and DEGREE_ORDER.index(code) <= DEGREE_ORDER.index(lowest)


def above_required_degree(code: str | None, stage: int | str, lowest: str | None = None) -> bool:
    """高于规定学历: 大专 and up in primary schools, 本科 and up in junior schools."""
    return degree_at_least(code, lowest or ABOVE_REQUIRED[Stage(int(stage))])


def backbone_at_least(code: str | None, lowest: str = "4") -> bool:
    """县级以上骨干教师, unless another level is asked."""
    return code in BACKBONE_ORDER and BACKBONE_ORDER.index(code) <= BACKBONE_ORDER.index(lowest)


def shares(values: Iterable[str | None], order: Sequence[str], places: int = 1) -> list[Share]:
    """Count and percent of each label in this order, then labels beyond it, then 未填 if any."""
    counts = Counter(value or NOT_FILLED for value in values)
    total = sum(counts.values())
    beyond = sorted(set(counts) - set(order) - {NOT_FILLED})
    labels = [*order, *beyond, *([NOT_FILLED] if counts[NOT_FILLED] and NOT_FILLED not in order else [])]
    return [Share(label, counts[label], percent(rate(counts[label], total), places)) for label in labels]
