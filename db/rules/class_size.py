"""Class size: whether a class is within its standard, too big, or much too big.

Source: 教督〔2017〕6号 (45 primary, 50 junior), 教育部 大班额 56 and 超大班额 66; 幼儿园工作规程 Art. 11 (facts 1.4).
"""

from db.rules.grades import Stage

STANDARD = {Stage.KINDERGARTEN: 35, Stage.PRIMARY: 45, Stage.JUNIOR: 50}
# 幼儿园工作规程: 小班 25, 中班 30, 大班 35.
KINDERGARTEN_STANDARD = {1: 25, 2: 30, 3: 35}
LARGE, HUGE = 56, 66

WITHIN, OVER, LARGE_CLASS, HUGE_CLASS = "达标", "超标准", "大班额", "超大班额"
STATES = (WITHIN, OVER, LARGE_CLASS, HUGE_CLASS)


def standard(stage: int | str, grade: int | None = None) -> int:
    """The most pupils a class should have; a kindergarten class by its year where it is given."""
    of = Stage(int(stage))
    if of == Stage.KINDERGARTEN and grade in KINDERGARTEN_STANDARD:
        return KINDERGARTEN_STANDARD[grade]
    return STANDARD[of]


def state(size: int, stage: int | str, grade: int | None = None) -> str:
    """达标, 超标准, 大班额 or 超大班额."""
    if size >= HUGE:
        return HUGE_CLASS
    if size >= LARGE:
        return LARGE_CLASS
    return OVER if size > standard(stage, grade) else WITHIN


def too_many(size: int, stage: int | str, grade: int | None = None) -> int:
    """How many pupils a class has beyond its standard."""
    return max(size - standard(stage, grade), 0)
