"""Words: a block of text of one face and size, cut to its room and written line by line."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.reports.characters import clean
from desktop.reports.faces import SONG, Face, Faces
from desktop.reports.lines import Line, cut
from desktop.reports.pen import Pen

STEP = 0.25
"""Points by which a text that has to fit is made smaller."""

SMALLEST = 2 / 3
"""A name is made smaller down to this part of its size, then it is wrapped."""


@dataclass
class Words:
    """A block of text. align: left, center, right, justify; indent counts characters of a paragraph's first line;
    pitch fixes the step from character to character (points); fit makes the text smaller to stay on one line."""

    text: str
    face: str = SONG
    size: float = 10.5
    leading: float = 0.0
    align: str = "left"
    indent: float = 0.0
    pitch: float = 0.0
    bold: bool = False
    fit: bool = False
    ink: tuple[float, float, float] | None = None
    lines: list[Line] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        self.text = clean(self.text)
        self.leading = self.leading or self.size * 1.4

    @property
    def spacing(self) -> float:
        return self.pitch - self.size if self.pitch else 0.0

    @property
    def height(self) -> float:
        return len(self.lines) * self.leading

    def lay(self, faces: Faces, room: float) -> Words:
        """Cut the text into lines that fit the room (points)."""
        face = faces.face(self.face)
        if self.fit:
            self.size = fitting(self.text, face, self.size, room)
        indent = self.indent * (self.pitch or self.size)
        self.lines = cut(self.text, face.widths, self.size, room, indent, self.spacing)
        return self

    def draw(self, pen: Pen, x: float, top: float, room: float, start: int = 0, stop: int | None = None) -> None:
        """Write the lines from `start` to `stop`, the first of them hanging from `top`."""
        y = top + self.leading / 2 - 0.38 * self.size
        for line in self.lines[start:stop]:
            y -= self.leading
            left = self.indent * (self.pitch or self.size) if line.opens else 0.0
            spacing = self.spacing
            spare = room - left - line.width + spacing
            if self.align == "justify" and not line.closes and len(line.text) > 1 and 0 < spare < 3 * self.size:
                spacing += spare / (len(line.text) - 1)
            shift = {"center": spare / 2, "right": spare}.get(self.align, 0.0)
            pen.text(
                x + left + shift, y, line.text, self.face, self.size, spacing=spacing, bold=self.bold, ink=self.ink
            )


def fitting(text: str, face: Face, size: float, room: float) -> float:
    """The size at which the text stays on one line, not below two thirds of the wanted one."""
    width = face.width(text, 1.0)
    if "\n" in text or width * size <= room:
        return size
    smaller = int(room / width / STEP) * STEP
    return max(smaller, int(size * SMALLEST / STEP) * STEP)


def one_line(text: str, faces: Faces, face: str, size: float, room: float) -> tuple[str, float]:
    """Text and size for a place that has a single line: made smaller, then cut off with a … at its end."""
    text = clean(text).replace("\n", " ")
    letters = faces.face(face)
    size = fitting(text, letters, size, room)
    while text.rstrip("…") and letters.width(text, size) > room + 0.01:
        keep = min(len(text) - 2, int(len(text) * room / letters.width(text, size)))
        text = text[: max(keep, 0)] + "…"
    return text, size
