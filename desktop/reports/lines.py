"""Lines: where a text is cut so that it stays inside its room."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

NOT_FIRST = "，。、；：？！）》〉】〕」』”’％%℃…·,.;:?!)]}"
NOT_LAST = "（《〈【〔「『“‘([{"
UNIT = re.compile(
    rf"[{re.escape(NOT_LAST)}]*(?:[A-Za-z0-9.%/:+\-*]+|_+|.)[{re.escape(NOT_FIRST)}]*|[{re.escape(NOT_LAST)}]+", re.S
)
HAIR = 0.01
"""Points by which a line may seem too long: the error of adding up widths."""


class Line(NamedTuple):
    """A line: its text, its width in points, whether it opens a paragraph, whether it closes one."""

    text: str
    width: float
    opens: bool
    closes: bool


def cut(
    text: str, widths: Mapping[str, float], size: float, room: float, indent: float = 0.0, spacing: float = 0.0
) -> list[Line]:
    """Lines that fit the room (points): no comma first, no bracket last, figures and Latin words whole, no character
    alone on a last line; a unit too wide for a line is cut anywhere. `spacing` is added after each character.

    源：中文排版行首行尾禁则（GB/T 15834-2011）。
    """
    done: list[Line] = []
    for paragraph in text.split("\n"):
        whole = _measure(paragraph, widths, size, spacing)
        if whole <= room - indent + HAIR:
            done.append(Line(paragraph, whole, True, True))
            continue
        lines = [line for line in _fill(paragraph, widths, size, room, indent, spacing) if line]
        _keep_company(lines, widths, size, room, spacing)
        last = len(lines) - 1
        for i, line in enumerate(lines):
            joined = "".join(line)
            done.append(Line(joined, _measure(joined, widths, size, spacing), i == 0, i == last))
    return done


def _measure(text: str, widths: Mapping[str, float], size: float, spacing: float) -> float:
    return sum(map(widths.__getitem__, text)) * size + spacing * len(text)


def _fill(
    text: str, widths: Mapping[str, float], size: float, room: float, indent: float, spacing: float
) -> list[list[str]]:
    lines: list[list[str]] = [[]]
    used = indent
    for unit in UNIT.findall(text):
        whole = _measure(unit, widths, size, spacing)
        for piece in (unit,) if whole <= room + HAIR else unit:
            step = whole if piece is unit else _measure(piece, widths, size, spacing)
            if lines[-1] and used + step > room + HAIR:
                lines.append([])
                used = 0.0
            lines[-1].append(piece)
            used += step
    return lines


def _keep_company(
    lines: list[list[str]], widths: Mapping[str, float], size: float, room: float, spacing: float
) -> None:
    """A character (with its brackets and full stop) alone on the last line gets the one before it for company."""
    if len(lines) > 1 and len(lines[-1]) == 1 and len(lines[-2]) > 2:
        alone = lines[-1][0]
        pair = lines[-2][-1] + alone
        if len(alone.strip(NOT_FIRST + NOT_LAST)) <= 1 and _measure(pair, widths, size, spacing) <= room:
            lines[-1].insert(0, lines[-2].pop())
