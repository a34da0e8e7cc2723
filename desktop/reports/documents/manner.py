"""In what manner a document's text is written: faces, sizes, line steps, how its tables stand."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.reports.documents.sheets import LINE, PITCH
from desktop.reports.faces import FANG, HEI, KAI, SONG
from desktop.reports.rows import Style


@dataclass(frozen=True)
class Manner:
    """Points throughout. pitch: the step from character to character; grid: text stands on the lines of the page, also
    after what does not (a table); slim, tall: the height of a row that is printed and of one that a hand fills in."""

    size: float
    leading: float
    pitch: float = 0.0
    face: str = SONG
    first: str = HEI
    second: str = KAI
    grid: bool = False
    style: Style = field(default_factory=Style)
    slim: float = 20.0
    tall: float = 26.0
    note: float = 9.0
    sign: float = 10.5

    @property
    def step(self) -> float:
        return self.pitch or self.size


OFFICIAL = Manner(16, LINE, PITCH, FANG, grid=True, style=Style(12, 15.5, 3.0, 2.3), slim=22, note=10.5, sign=14)


def form(size: float) -> Manner:
    """An office's form: its tables a little smaller than its text."""
    table = min(size, 10.5 if size < 14 else 11.0)
    return Manner(
        size, size * (1.78 if size >= 12 else 1.7), style=Style(table, table * 1.38, 4.0, 1.5), slim=table * 2.0,
        tall=max(table * 2.5, 24), note=max(size * 0.82, 8.5), sign=min(max(size, 10.5), 12),
    )  # fmt: skip


def half(size: float) -> Manner:
    """Half a page: 12 points, less where there is much to say."""
    table = max(size - 2.25, 8.5)
    return Manner(
        size, size * 1.62, style=Style(table, table * 1.34, 3.5, 1.0), slim=table * 2.0, tall=table * 2.5,
        note=max(size - 2, 8.5), sign=max(size - 1.5, 9),
    )  # fmt: skip


SLIP = Manner(11, 20, style=Style(10.5, 15, 3.0, 1.5), slim=24, tall=30, note=9, sign=11)
AWARD = Manner(24, 46, face=KAI, style=Style(15, 22, 5.0, 3.0), slim=32, tall=36, note=12, sign=16)
ROLL = Manner(15, 27, face=SONG, style=Style(14, 20, 5.0, 2.5), slim=30, tall=34, note=11, sign=14)
