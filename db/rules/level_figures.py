"""How many of those who sat have each level, and their share, each with its working.

Source: facts 0.2 (results are told in levels; where the lines lie is each office's own decision).
"""

from collections.abc import Hashable, Iterable, Mapping, Set
from decimal import Decimal
from fractions import Fraction

from db.rules.exam_marks import ABSENCE_WORDS
from db.rules.levels import Level
from db.rules.statistics import BLANK, Counting, Lines, Mark, Tally
from db.rules.statistics_figures import NO_ONE, people
from db.rules.working import Explained, Figure, Put, number

SIGN = "level"
"""levelA, levelB …: the names of these figures."""


def names(levels: Iterable[Level]) -> dict[str, str]:
    """What can be asked for, and what it is called: levelA is A优秀."""
    return {SIGN + level.letter: level.letter + level.name for level in levels}


def figures(tally: Tally, lines: Lines | None, levels: tuple[Level, ...], counting: Counting) -> Mapping[str, Figure]:
    """Each level's share of those who sat, by name. lines: None for a paper that is told in levels itself."""
    above: list[Level | None] = [None, *levels[:-1]]
    return {
        SIGN + level.letter: _figure(tally, lines, level, better, counting)
        for level, better in zip(levels, above, strict=True)
    }


def _figure(tally: Tally, lines: Lines | None, level: Level, better: Level | None, counting: Counting) -> Figure:
    count, label = tally.levels.get(level.letter, 0), level.letter + level.name

    def explain() -> Explained:
        puts = (
            Put("等级的线", "按登记的等级" if lines is None else _line(lines.full, level, better)),
            Put(f"{label}的人数", number(count)), Put("实考人数", number(tally.sat)),
        )  # fmt: skip
        return f"{label}占比 ＝ {label}的人数 ÷ 实考人数 × 100%", puts, people(tally)

    value, why = (Fraction(count, tally.sat), "") if tally.sat else (None, NO_ONE)
    return Figure(SIGN + level.letter, label, value, explain, "%", 100, 1, why, tally.sat < counting.small)


def _line(full: Decimal, level: Level, better: Level | None) -> str:
    """满分100分的75%至85%以下：75分及以上、85分以下."""
    share, marks = f"{number(level.percent)}%及以上", f"{number(full * level.percent / 100)}分及以上"
    if better is not None:
        end = number(full * better.percent / 100)
        share = f"{number(better.percent)}%以下" if level.percent == 0 else f"{share}、{number(better.percent)}%以下"
        marks = f"{end}分以下" if level.percent == 0 else f"{marks}、{end}分以下"
    return f"满分{number(full)}分的{share}：{marks}"


def who_sat(
    marks: Iterable[Mark], counting: Counting, levelled: Set[Hashable] = frozenset()
) -> tuple[list[Hashable], list[tuple[Hashable, str]]]:
    """Pupils who sat, and those who did not or do not count, each with the reason. levelled: those told a level."""
    counted: list[Hashable] = []
    apart: list[tuple[Hashable, str]] = []
    for one in marks:
        reason = counting.set_apart(one.standing) or (f"{ABSENCE_WORDS[one.absence]}，没有参加" if one.absence else "")
        if not reason and one.mark is None and one.student not in levelled:
            reason = BLANK
        if reason:
            apart.append((one.student, reason))
        else:
            counted.append(one.student)
    return counted, apart


__all__ = ["SIGN", "figures", "names", "who_sat"]
