"""Scores summed by the file itself: a tally for each paper and class in one pass, however many pupils there are.

Equal to db.rules.statistics.tally on the same rows (a test keeps it). Marks have at most two decimal places, so whole
hundredths are exact; a line that falls between two hundredths is taken at the next one above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from sqlalchemy import Connection

from db.dialect import lines as plain_lines
from db.rules.exam_marks import ABSENT, DEFERRED, EXEMPT
from db.rules.levels import Level
from db.rules.statistics import CAME, INCLUSIVE, LEFT, Counting, Lines, Mark, Tally

HUNDREDTHS, AT_ONCE = 100, 500


class Group(NamedTuple):
    """Whose tally it is: a paper, a class and the school where it was written."""

    paper: bytes
    room: bytes | None
    school: bytes | None


def tallies(
    connection: Connection, papers: Mapping[bytes, Lines], counting: Counting, levels: tuple[Level, ...]
) -> dict[Group, Tally]:
    """All tallies of these papers; papers of the same lines are summed together."""
    alike: dict[Lines, list[bytes]] = {}
    for paper, lines in papers.items():
        alike.setdefault(lines, []).append(paper)
    found: dict[Group, Tally] = {}
    for lines, wanted in alike.items():
        cuts = [lines.full * level.percent / 100 for level in levels[:-1]]
        statement = _statement(counting, lines, cuts)
        for start in range(0, len(wanted), AT_ONCE):
            part = wanted[start : start + AT_ONCE]
            asked = statement.replace("{papers}", ",".join("?" * len(part)))
            for paper, room, school, *sums in plain_lines(connection, asked, part):
                group = Group(paper, room, school)
                one = _tally(counting, levels, sums)
                found[group] = found[group].plus(one) if group in found else one
    return found


def _statement(counting: Counting, lines: Lines, cuts: Sequence[Decimal]) -> str:
    """Only whole numbers of ours stand in it. The rows are laid out once, or each sum would read the mark anew."""
    passing, good, excellent, low = (
        _hundredths(lines.mark(p)) for p in (lines.passing, lines.good, lines.excellent, lines.low)
    )
    apart = [standing for standing in _APART if counting.set_apart(standing)]
    left_out = f"standing IN ({','.join(repr(s) for s in apart)})" if apart else "0"
    steps = "".join(f", sum(m >= {_hundredths(cut)})" for cut in cuts)
    return f"""WITH x AS MATERIALIZED (SELECT paper_id, class_id, school_id,
    CASE WHEN absence IS NULL AND NOT coalesce({left_out}, 0) THEN CAST(round(mark * 100) AS INTEGER) END AS m,
    CASE WHEN coalesce({left_out}, 0) THEN NULL ELSE {_packed("absence", _AWAY)} END AS away,
    CASE WHEN {left_out} THEN {_packed("standing", _APART)} END AS apart
    FROM scores WHERE paper_id IN ({{papers}}) AND deleted = 0 ORDER BY paper_id, class_id)
    SELECT paper_id, class_id, school_id, count(*), sum(away), sum(apart), count(m), sum(m), sum(m * m), max(m), min(m),
    sum(m >= {passing}), sum(m >= {good} AND m < {excellent}), sum(m >= {excellent}), sum(m < {low}){steps}
    FROM x GROUP BY paper_id, class_id, school_id"""


def _packed(column: str, names: Mapping[str, str]) -> str:
    """One number that counts three things at once: each has twenty bits, for a million pupils."""
    cases = "".join(f" WHEN '{code}' THEN {1 << (_BITS * place)}" for place, code in enumerate(names))
    return f"CASE {column}{cases} END"


def _unpacked(packed: int | None, names: Mapping[str, str]) -> dict[str, int]:
    mask = (1 << _BITS) - 1
    return {name: int(packed or 0) >> (_BITS * place) & mask for place, name in enumerate(names.values())}


def _hundredths(mark: Decimal) -> int:
    """The first whole hundredth that reaches the line."""
    exact = Fraction(mark) * HUNDREDTHS
    return -(-exact.numerator // exact.denominator)


def _tally(counting: Counting, levels: tuple[Level, ...], sums: Sequence[Any]) -> Tally:
    every, away, apart, sat, total, squares, highest, lowest, passed, good, excellent, low, *reached = sums
    gone = _unpacked(away, _AWAY) | _unpacked(apart, _APART)
    above = [*(int(n or 0) for n in reached), sat]
    steps = [n - before for n, before in zip(above, [0, *above], strict=False)] if levels else []
    return Tally(
        sat=sat,
        blank=every - sat - sum(gone.values()),
        total=Decimal(total or 0) / HUNDREDTHS,
        squares=Decimal(squares or 0) / HUNDREDTHS**2,
        passed=passed or 0,
        good=good or 0,
        excellent=excellent or 0,
        low=(low or 0) + (gone["absent"] if counting.absent_low else 0),
        highest=None if highest is None else Decimal(highest) / HUNDREDTHS,
        lowest=None if lowest is None else Decimal(lowest) / HUNDREDTHS,
        levels=dict(zip([level.letter for level in levels], steps, strict=True)),
        **gone,
    )


_BITS = 20
_APART = {INCLUSIVE: "inclusive", CAME: "came", LEFT: "left"}
_AWAY = {ABSENT: "absent", EXEMPT: "exempt", DEFERRED: "deferred"}


def level_tallies(connection: Connection, papers: Sequence[bytes], counting: Counting) -> dict[Group, Tally]:
    """Papers that are told in levels: who was assessed, who was not, and how many have each level."""
    found: dict[Group, Tally] = {}
    for start in range(0, len(papers), AT_ONCE):
        part = papers[start : start + AT_ONCE]
        statement = (
            "SELECT paper_id, class_id, school_id, level, absence, standing, count(*) FROM scores "
            f"WHERE paper_id IN ({','.join('?' * len(part))}) AND deleted = 0 GROUP BY 1, 2, 3, 4, 5, 6"
        )
        for paper, room, school, level, absence, standing, count in plain_lines(connection, statement, part):
            group, counted = Group(paper, room, school), int(count)
            if counting.set_apart(standing or ""):
                one = _of_one_kind(_APART[standing], counted)
            elif absence:
                one = _of_one_kind(_AWAY[absence], counted)
            else:
                one = Tally(sat=counted, levels={level: counted}) if level else Tally(blank=counted)
            found[group] = found[group].plus(one) if group in found else one
    return found


def _of_one_kind(what: str, count: int) -> Tally:
    counts: dict[str, Any] = {what: count}
    return replace(Tally(), **counts)


def rows(connection: Connection, papers: Iterable[bytes], room: bytes | None = None) -> list[Mark]:
    """The single results of these papers, of one class where it is named, in the order of their keys."""
    wanted = list(papers)
    found: list[Mark] = []
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        statement = (
            "SELECT student_id, class_id, school_id, paper_id, mark, absence, standing FROM scores "
            f"WHERE deleted = 0 AND paper_id IN ({','.join('?' * len(part))})" + (" AND class_id = ?" if room else "")
        )
        for student, where, school, paper, mark, absence, standing in plain_lines(
            connection, statement, [*part, *([room] if room else [])]
        ):
            exact = None if mark is None else Decimal(mark)
            found.append(Mark(student, where, school, paper, exact, absence or "", standing or ""))
    return found


def levelled(connection: Connection, paper: bytes) -> set[bytes]:
    """Pupils who were told a level in a paper."""
    statement = "SELECT student_id FROM scores WHERE deleted = 0 AND paper_id = ? AND level IS NOT NULL"
    return {student for (student,) in plain_lines(connection, statement, [paper])}


__all__ = ["Group", "level_tallies", "levelled", "rows", "tallies"]
