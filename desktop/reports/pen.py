"""The pen: text, rules, boxes and shades on one page."""

from __future__ import annotations

import re

from desktop.reports.faces import Faces

SHAPES = re.compile(r"(□|☑|_+)")
Ink = tuple[float, float, float]
"""Red, green, blue from 0 to 1."""

BOLD = 0.024
"""The faces have no bold: a title is filled and stroked, by this part of its size."""


class Pen:
    """Gathers a page's shapes and words, and gives them out as PDF operators: shades below, rules over them,
    words on top.

    □ ☑ and ____ are drawn as shapes, so they look the same in any face and at any size. Points, from the lower left.
    """

    def __init__(self, faces: Faces) -> None:
        self.faces = faces
        self.words: list[str] = []
        self._shades: list[str] = []
        self._shapes: list[str] = []
        self._thickness = -1.0

    def fill(self, x: float, y: float, width: float, height: float, grey: float) -> None:
        self._shades.append(f"{grey:g} g {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def line(
        self, x1: float, y1: float, x2: float, y2: float, thickness: float, *, ink: Ink | None = None, dash: str = ""
    ) -> None:
        """A rule; dash as PDF has it: "[4 3] 0"."""
        if ink is None and not dash:
            self._shapes.append(f"{self._thick(thickness)}{x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S")
            return
        colour = "{:g} {:g} {:g} RG ".format(*ink) if ink else ""
        broken = f"{dash} d " if dash else ""
        path = f"{x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S"
        self._shapes.append(f"q {colour}{broken}{thickness:g} w {path} Q")

    def box(self, x: float, y: float, width: float, height: float, thickness: float) -> None:
        self._shapes.append(f"{self._thick(thickness)}{x:.2f} {y:.2f} {width:.2f} {height:.2f} re S")

    def text(
        self,
        x: float,
        y: float,
        text: str,
        face: str,
        size: float,
        *,
        spacing: float = 0.0,
        bold: bool = False,
        ink: Ink | None = None,
    ) -> None:
        """Write on the base line y."""
        for piece in SHAPES.split(text) if SHAPES.search(text) else (text,):
            if not piece:
                continue
            if SHAPES.fullmatch(piece):
                x += self._drawn(piece, x, y, face, size) + spacing * len(piece)
                continue
            letters = self.faces.face(face)
            put = f"1 0 0 1 {x:.2f} {y:.2f} Tm {letters.written(piece, size)}"
            if spacing:
                put = f"{spacing:.3f} Tc {put} 0 Tc"
            if bold:
                put = f"{size * BOLD:.3f} w 2 Tr {put} 0 Tr"
            if ink:
                red, green, blue = ink
                put = f"q {red:g} {green:g} {blue:g} rg {red:g} {green:g} {blue:g} RG BT {put} ET Q"
                self.words.append(f"ET {put} BT")
            else:
                self.words.append(put)
            x += letters.width(piece, size) + spacing * len(piece)

    def operators(self) -> str:
        """Everything so far, for the page; the pen is empty afterwards."""
        done = "\n".join([*self._shades, "0 g 0 G", *self._shapes, "BT", *self.words, "ET"])
        self._shades, self._shapes, self.words, self._thickness = [], [], [], -1.0
        return done

    def _drawn(self, piece: str, x: float, y: float, face: str, size: float) -> float:
        width = self.faces.face(face).width(piece.replace("☑", "□"), size)
        if piece[0] == "_":
            self.line(x, y - 0.14 * size, x + width, y - 0.14 * size, 0.5)
            return width
        self.box(x + 0.1 * size, y - 0.02 * size, 0.8 * size, 0.8 * size, 0.7)
        if piece == "☑":
            self.line(x + 0.22 * size, y + 0.40 * size, x + 0.42 * size, y + 0.14 * size, 1.2)
            self.line(x + 0.42 * size, y + 0.14 * size, x + 0.85 * size, y + 0.82 * size, 1.2)
        return width

    def _thick(self, thickness: float) -> str:
        if thickness == self._thickness:
            return ""
        self._thickness = thickness
        return f"{thickness:g} w "
