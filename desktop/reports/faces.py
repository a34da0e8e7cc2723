"""The three faces of the office's papers, and what stands in where a face lacks a character."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from copy import copy
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase import ttfonts
from reportlab.pdfbase.ttfonts import TTFError

from desktop.reports.characters import clean, copy_table

SONG, HEI, KAI, FANG = "Song", "Hei", "Kai", "Fang"
FILES = {SONG: "XiangxiaoSong.ttf", HEI: "XiangxiaoHei.ttf", KAI: "LXGWWenKai-Regular.ttf"}
FANG_FILES = (
    Path("C:/Windows/Fonts/simfang.ttf"),
    Path("/usr/share/fonts/truetype/fangzheng/simfang.ttf"),
    Path("/usr/share/fonts/opentype/fandol/FandolFang-Regular.ttf"),
)
"""仿宋, the face of official text, is the system's where there is one; where there is none Song stands for it."""
FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
STAND_IN = "〓"
"""Printed for a character that no face has; whoever prints is told (`Faces.missing`)."""

DRAWN = {"☑": "□"}
"""Characters that the pen draws, and the one whose room they take; no face needs to have them."""

MOST_KEPT = 20_000
"""Ready-made pieces of text kept at a time: rosters repeat themselves, but a file must not grow with its pages."""

ttfonts.makeToUnicodeCMap = copy_table


@cache
def _read(file: Path) -> Any:
    """A face, kept for all papers to come: reading takes 60 ms and 25 MB. Raises TTFError, OSError."""
    return ttfonts.TTFont(file.stem, str(file), shapable=False)


def font_of(name: str, file: Path) -> Any:
    """A face for one PDF file: letters and outlines are shared, the place where it reads and writes is its own, so that
    two papers may be made at the same time. Raises TTFError, OSError."""
    font = copy(_read(file))
    font.fontName, font.face, font.state = name, copy(font.face), WeakKeyDictionary()
    return font


class Faces:
    """The faces of one PDF file, each read when first used."""

    def __init__(self, document: Any = None) -> None:
        self.document = document
        self.missing: set[str] = set()
        self._fonts: dict[str, Any] = {}
        self._faces: dict[str, Face] = {}

    def font(self, name: str) -> Any:
        if name not in self._fonts and name == FANG:
            self._fonts[name] = self._fang() or self.font(SONG)
        elif name not in self._fonts:
            self._fonts[name] = font_of(name, FOLDER / FILES[name])
        return self._fonts[name]

    def _fang(self) -> Any:
        """The system's 仿宋, or None: it may be missing, or be of a kind that cannot be put into a file."""
        for file in FANG_FILES:
            if file.is_file():
                with suppress(TTFError, OSError):
                    return font_of(FANG, file)
        return None

    def face(self, name: str) -> Face:
        if name not in self._faces:
            self._faces[name] = Face(self, name)
        return self._faces[name]

    def holder(self, char: str, wanted: str) -> tuple[Any, str]:
        """The font that has this character (the wanted one, else Song, Kai, Hei), and the character to print."""
        for name in dict.fromkeys((wanted, SONG, KAI, HEI)):
            font = self.font(name)
            if ord(char) in font.face.charToGlyph:
                return font, char
        self.missing.add(char)
        return self.font(SONG), STAND_IN


class Face:
    """One face as a text asks for it, the others standing in: how wide its letters are, and how they are written."""

    def __init__(self, faces: Faces, name: str) -> None:
        self.name = name
        self.widths = _Widths(faces, name)
        self._codes = _Codes(faces, name)
        self._ready: dict[tuple[str, float], str] = {}

    def width(self, text: str, size: float) -> float:
        return sum(map(self.widths.__getitem__, text)) * size

    def written(self, text: str, size: float) -> str:
        """The operators of a PDF page that show this text at this size."""
        ready = self._ready.get((text, size))
        if ready is None:
            if len(self._ready) >= MOST_KEPT:
                self._ready.clear()
            runs = groupby(map(self._codes.__getitem__, text), key=itemgetter(0))
            ready = " ".join(f"{font} {size:g} Tf <{''.join(code for _, code in run)}> Tj" for font, run in runs)
            self._ready[text, size] = ready
        return ready


class _Widths(dict[str, float]):
    """How wide each letter is, in ems."""

    def __init__(self, faces: Faces, name: str) -> None:
        super().__init__()
        self._faces, self._name = faces, name

    def __missing__(self, char: str) -> float:
        font, shown = self._faces.holder(DRAWN.get(char, char), self._name)
        self[char] = width = float(font.face.getCharWidth(ord(shown))) / 1000
        return width


class _Codes(dict[str, tuple[str, str]]):
    """Under which font of the file, and as which byte of it, each letter is written."""

    def __init__(self, faces: Faces, name: str) -> None:
        super().__init__()
        self._faces, self._name = faces, name

    def __missing__(self, char: str) -> tuple[str, str]:
        font, shown = self._faces.holder(char, self._name)
        [(subset, code)] = font.splitString(shown, self._faces.document)
        self[char] = code = (font.getSubsetInternalName(subset, self._faces.document), code.hex())
        return code


def missing_characters(texts: Iterable[str]) -> set[str]:
    """Characters of these texts that no face has, so that no name is replaced in silence."""
    faces = Faces()
    for char in set().union(*(clean(text) for text in texts)) - {"\n"}:
        faces.holder(char, SONG)
    return faces.missing
