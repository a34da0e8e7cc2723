"""What people type or paste, made clean: widths, blanks, invisible marks, dots in names, dashes in numbers."""

import re
import unicodedata
from functools import lru_cache

# Blanks of every width and every line end become one blank; marks that no one can see, and halves of characters
# that no file can hold, are dropped.
_BLANKS = [*range(0x09, 0x0E), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000]
_INVISIBLE = (
    *range(0x09),
    *range(0x0E, 0x20),
    *range(0x7F, 0x85),
    *range(0x86, 0xA0),
    *(0xAD, 0x061C, 0x180E, 0xFEFF, 0xFFFE, 0xFFFF),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFFF9, 0xFFFC),
)
# Prose keeps its Chinese punctuation （），。；：？！“”〔〕; only the marks that stand in numbers, dates and addresses
# of mail are narrowed, with all digits and letters.
_NARROWED = "＃％＆＊＋－．／＝＠＿"
_KANGXI = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}

_TABLE: dict[int, str | None] = {
    **dict.fromkeys(_INVISIBLE),
    **dict.fromkeys(_BLANKS, " "),
    **{code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))},
    **{ord(mark): chr(ord(mark) - 0xFEE0) for mark in _NARROWED},
    **_KANGXI,
}
_UNCLEAN = re.compile("[" + "".join(map(re.escape, map(chr, _TABLE))) + "\ud800-\udfff]|  |^ | $")
_HALVES = re.compile("[\ud800-\udfff]")

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_HAN = re.compile(f"[{HAN}]")
_DOTS = re.compile(r" ?[·・•．.‧∙⋅﹒｡･●﹡]+ ?")
_BLANK_BESIDE_HAN = re.compile(f"(?<=[{HAN}·]) | (?=[{HAN}·])")
_NOT_OF_NUMBERS = re.compile(r"[\s'’‘`\-‐‑‒–—―−﹣·]")
_ENDING_ZERO = re.compile(r"(?<=[0-9])\.0+$")
_SIGN_X = str.maketrans("xх×Х✕ＸχΧ", "XXXXXXXX")


def has_han(text: str) -> bool:
    return _HAN.search(text) is not None


@lru_cache(maxsize=1 << 14)
def tidy(text: str) -> str:
    """One clean line: narrow digits and letters, single blanks, nothing invisible; Chinese punctuation stays."""
    if _UNCLEAN.search(text):
        text = _HALVES.sub("", text).translate(_TABLE)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


def tidy_lines(text: str) -> str:
    """As `tidy`, for notes of several lines: line ends stay, empty lines at both ends go."""
    return "\n".join(tidy(line) for line in text.splitlines()).strip("\n")


@lru_cache(maxsize=1 << 14)
def tidy_name(text: str) -> str:
    """A person's name: 李　强 is 李强, every dot in 阿依古丽·买买提 is ·, John Smith keeps its blank."""
    name = tidy(text)
    if not has_han(name):
        return name
    return _BLANK_BESIDE_HAN.sub("", _DOTS.sub("·", name)).strip("·")


def tidy_number_text(text: str) -> str:
    """A number of a person or telephone as typed: no blanks, dashes, apostrophes; x and its look-alikes are X."""
    return _ENDING_ZERO.sub("", _NOT_OF_NUMBERS.sub("", tidy(text)).translate(_SIGN_X))


def number_text(value: object) -> str:
    """What a cell holds, as the digits a person would read: 15909960308.0 is 15909960308; text is only tidied."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return tidy_number_text(str(value))
