"""Pinyin initials of common characters, fast enough for a list that shrinks while one types."""

from __future__ import annotations

# GB 2312 keeps its first 3,755 characters in pinyin order; here each initial begins.
_BEGINS = (
    (0xB0A1, "a"), (0xB0C5, "b"), (0xB2C1, "c"), (0xB4EE, "d"), (0xB6EA, "e"), (0xB7A2, "f"), (0xB8C1, "g"),
    (0xB9FE, "h"), (0xBBF7, "j"), (0xBFA6, "k"), (0xC0AC, "l"), (0xC2E8, "m"), (0xC4C3, "n"), (0xC5B6, "o"),
    (0xC5BE, "p"), (0xC6DA, "q"), (0xC8BB, "r"), (0xC8F6, "s"), (0xCBFA, "t"), (0xCDDA, "w"), (0xCEF4, "x"),
    (0xD1B9, "y"), (0xD4D1, "z"),
)  # fmt: skip
_END = 0xD7FA


def initials(text: str) -> str:
    """汉族 → hz; what is not a common character stands for itself."""
    return "".join(_initial(character) for character in text)


def _initial(character: str) -> str:
    try:
        place = int.from_bytes(character.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return character
    if not _BEGINS[0][0] <= place < _END:
        return character
    return next(letter for begin, letter in reversed(_BEGINS) if place >= begin)


__all__ = ["initials"]
