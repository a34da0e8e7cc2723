"""How names sound: for finding 张三 by zs or zhangsan, and for the order Chinese people expect.

Readings are pypinyin's single-character table, with the surnames whose reading differs from the common one.
"""

import os
import re
import unicodedata
from functools import cache, lru_cache
from itertools import product

from db.readings import ALSO, DOUBLE_SURNAMES, SURNAMES
from db.rules.text import HAN, tidy

_UMLAUTS = str.maketrans("ǖǘǚǜ", "vvvv")
_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_MOST_READINGS = 6  # of one text, or a name of many double readings would swell the index
_HAN = re.compile(f"[{HAN}]")
_PIECES = re.compile(f"[{HAN}]|[0-9]+|[a-zà-ɏ]+|[^ ]")
_GRADE = re.compile(r"([小中大一二三四五六七八九])(?=[（(、]|年级|班)")
_GRADE_ORDER = {mark: place for place, mark in enumerate("小中大一二三四五六七八九")}


@cache
def _table() -> dict[int, str]:
    # Late, because it is needed only when somebody searches or sorts; without the phrases it opens four times as fast.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    from pypinyin.pinyin_dict import pinyin_dict

    return pinyin_dict


@cache
def _marked(char: str) -> str:
    """The first reading with its tone mark; empty for a character nobody has recorded."""
    return _table().get(ord(char), "").split(",")[0]


@cache
def _plain(marked: str) -> str:
    """lǚ is lv, as people type it."""
    letters = unicodedata.normalize("NFD", marked.replace("ü", "v").translate(_UMLAUTS))
    return "".join(letter for letter in letters if letter.isascii())


@cache
def _tone(marked: str) -> str:
    if marked.translate(_UMLAUTS) != marked:
        return str(1 + "ǖǘǚǜ".index(next(letter for letter in marked if letter in "ǖǘǚǜ")))
    return next((_TONES[mark] for mark in unicodedata.normalize("NFD", marked) if mark in _TONES), "5")


def _first_readings(text: str) -> list[str]:
    """Readings of the characters a text begins with, where the surname decides them."""
    if double := DOUBLE_SURNAMES.get(text[:2]):
        return list(double)
    return [SURNAMES[text[0]]] if text[:1] in SURNAMES else []


@lru_cache(maxsize=4096)
def spell(text: str) -> tuple[str, ...]:
    """Full and initials of every usual reading: 张三 → ("zhangsan", "zs"); 单强 → ("shanqiang", "sq", "danqiang" …).

    Empty for a text without Chinese characters.
    """
    name = tidy(text).lower()
    if not _HAN.search(name):
        return ()
    leading = _first_readings(name)
    choices: list[tuple[str, ...]] = []
    for place, char in enumerate(name):
        if not _HAN.match(char):
            if char.isalnum():
                choices.append((char,))
            continue
        readings = [leading[place]] if place < len(leading) else []
        readings += ALSO.get(char, [_marked(char)]) if place or not readings else [_marked(char), *ALSO.get(char, ())]
        choices.append(tuple(dict.fromkeys(filter(None, map(_plain, readings)))) or (char,))
    spelled: dict[str, None] = {}
    for count, reading in enumerate(product(*choices)):
        if count == _MOST_READINGS:
            break
        spelled["".join(reading)] = None
        spelled["".join(syllable[0] for syllable in reading)] = None
    return tuple(spelled)


def sounds(name: str) -> str:
    """How a name sounds, tones left out: 张姗 and 章珊 are both "zhang shan"."""
    text = tidy(name).lower()
    leading = _first_readings(text)
    return " ".join(
        _plain(leading[place] if place < len(leading) else _marked(char)) or char
        for place, char in enumerate(text)
        if char.isalnum()
    )


@lru_cache(maxsize=4096)
def sort_key(text: str) -> str:
    """Text whose plain order is the expected one: figures by value, Latin letters, then Chinese by sound and tone.

    Classes stand by grade: 大（1）班 before 一（1）班 before 二（2）班 before 二（10）班.
    """
    line = tidy(text).lower()
    key: list[str] = []
    if grade := _GRADE.match(line):
        key.append(f"1{_GRADE_ORDER[grade[1]]:03}")
        line = line[1:]
    leading = _first_readings(line)
    for place, piece in enumerate(_PIECES.findall(line)):
        if piece[0].isascii() and piece[0].isdigit():
            figure = piece.lstrip("0")
            key.append(f"1{len(figure):03}{figure}")
        elif _HAN.match(piece):
            marked = leading[place] if place < len(leading) else _marked(piece)
            key.append(f"3{_plain(marked)}{_tone(marked)}{piece}" if marked else f"4{piece}")
        else:
            key.append(f"2{piece}" if piece.isalpha() else f"0{piece}")
    return " ".join(key)
