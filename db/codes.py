"""Code lists: the few words a field may hold, read forgivingly (汉, 汉族, 1, 01, 01-汉族) and shown by their label.

The nation's lists are files in resources/codes; an office's own list is made from its rows with the same class.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from db.rules.text import number_text, tidy

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "codes"
_LONGEST_CODE = 14
_BETWEEN = "-.:：、/)"
_NOTE_IN_BRACKETS = re.compile(r"\([^()]*\)$")
_BRACKETS = str.maketrans("（）〔〕【】[]", "()()()()")
_REMEMBERED = 20_000  # spellings kept, so that a column of 20,000 cells is worked out once a spelling
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Code:
    """One word of a list: what is stored, what is shown, what else people write."""

    code: str
    label: str
    names: tuple[str, ...] = ()


class CodeList:
    """An ordered list of codes that reads what people write.

    `drop` is an ending people leave out (民族: 族); `refuse` has a sentence for words that say too little (留守: 是);
    `told` is what else the file says of each code (the sign drawn for it, the key it is typed with).
    """

    def __init__(
        self,
        name: str,
        title: str,
        codes: Sequence[Code],
        *,
        source: str = "",
        confidence: str = "",
        drop: str = "",
        refuse: Mapping[str, str] | None = None,
        told: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self.told = told or {}
        self.name, self.title, self.source, self.confidence = name, title, source, confidence
        self.codes = tuple(codes)
        self._labels = {code.code: code.label for code in codes}
        self._refuse = {_key(word): sentence for word, sentence in (refuse or {}).items()}
        self._index = self._make_index(drop)
        self._read: dict[str, str] = {}

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)

    def __contains__(self, code: object) -> bool:
        return code in self._labels

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(code.label for code in self.codes)

    def label(self, code: str | None) -> str:
        """The word for a code; one from a newer list than this is shown as it is."""
        return self._labels.get(code, code) if code else ""

    def read(self, value: object) -> str:
        """The code meant by a code, a label, another name, or code and label together; ValueError with a sentence."""
        text = number_text(value) if isinstance(value, (int, float)) else str(value)
        code = self._read.get(text)
        if code is None:
            code = self._find(text)
            if len(self._read) < _REMEMBERED:
                self._read[text] = code
        return code

    def _find(self, text: str) -> str:
        key = _key(text)
        if key in self._refuse:
            raise ValueError(self._refuse[key])
        if (code := self._index.get(key)) is not None:
            return code
        if (code := self._find_pair(text, key)) is not None:
            return code
        if (code := self._index.get(_NOTE_IN_BRACKETS.sub("", key))) is not None:
            return code
        raise ValueError(self._not_found(text))

    def _find_pair(self, text: str, key: str) -> str | None:
        """1-男, 01汉族: code and label written together, which must agree."""
        for length in range(1, min(len(key), _LONGEST_CODE + 1)):
            first, second = self._index.get(key[:length].strip("()")), self._index.get(key[length:].lstrip(_BETWEEN))
            if first is None or second is None or not key[0].isascii():
                continue
            if first == second:
                return first
            says = f"{key[:length]}是{self._labels[first]}，后面写的是{self._labels[second]}"
            raise ValueError(f"“{_short(text)}”前后不一致：{says}。请只留一个。")
        return None

    def _not_found(self, text: str) -> str:
        shown = _short(tidy(text))
        if not shown:
            return f"没有填{self.title}。"
        near = dict.fromkeys(
            self._labels[self._index[word]] for word in get_close_matches(_key(text)[:30], list(self._index), 3, 0.5)
        )
        if near:
            return (
                f"“{shown}”不是{self.title}里的词，是不是{'、'.join(f'“{label}”' for label in near)}？请改成其中一个。"
            )
        more = "等" if len(self.codes) > _SHOWN else ""
        return f"“{shown}”不是{self.title}里的词。可以填：{'、'.join(self.labels[:_SHOWN])}{more}。"

    def _make_index(self, drop: str) -> dict[str, str]:
        index: dict[str, str] = {}
        for code in self.codes:
            for word in (code.code, code.label, *code.names):
                if index.setdefault(_key(word), code.code) != code.code:
                    raise ValueError(f"{self.name}: {word} stands for two codes")
        # What is only derived never takes a word that the list itself gives to another code.
        for code in self.codes:
            for word in (code.code, code.label, *code.names):
                if drop and word.endswith(drop) and word != drop:
                    index.setdefault(_key(word.removesuffix(drop)), code.code)
            index.setdefault(code.code.lstrip("0") or "0", code.code)
        return index


def _key(text: str) -> str:
    return tidy(text).replace(" ", "").translate(_BRACKETS).upper()


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"


@cache
def code_list(name: str) -> CodeList:
    """The nation's list of this name, from its file; `include` puts the codes of another list before its own."""
    with (FOLDER / f"{name}.toml").open("rb") as file:
        said = tomllib.load(file)
    codes = [Code(code, label, tuple(names)) for code, label, *names in said["codes"]]
    if "include" in said:
        codes = [*code_list(said["include"]), *codes]
    return CodeList(
        name,
        said["title"],
        codes,
        source=said["source"],
        confidence=said["confidence"],
        drop=said.get("drop", ""),
        refuse=said.get("refuse"),
        told={name: table for name, table in said.items() if isinstance(table, dict) and name != "refuse"},
    )


@cache
def code_list_names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))
