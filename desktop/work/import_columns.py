"""Columns of a sheet: where each heading goes, what its cells mean, and which cells cannot be trusted."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from db import kinds
from db.fields import Field
from db.register import Register
from db.rules import days, masks
from db.rules.text import tidy
from desktop.sheets.headings import Headings, How
from desktop.sheets.tables import Found, Heading

Level = Literal["error", "warning"]

LEFT_OUT = "这一格没有导入，改好后再导一次，或在台账里补填。"
_EXACT = 10**15  # a workbook keeps no more digits of a number
_SERIALS = (20_000, 73_050)  # 1954 to 2099 as a workbook counts days; smaller numbers are years, not days
_HALVES = re.compile("[\ud800-\udfff]")  # of a character: no file can hold them
_LONG_QUOTE = re.compile("“([^”]{20})[^”]{4,}”")
_THREE_NUMBERS = re.compile(r"\D*\d+\D+\d+\D+\d+\D*")
_PARENT = re.compile("父亲|母亲")
_TEXTS = ("text", "name", "note", "phone")


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is the matter with one cell: column is the sheet's own heading, field ours ("" where there is none)."""

    field: str
    column: str
    value: str
    level: Level
    sentence: str
    advice: str = ""


@dataclass(slots=True)
class Column:
    """A heading and where it goes; name is None where the column is not taken in."""

    heading: Heading
    name: str | None = None
    how: How = "none"
    seen: dict[Any, tuple[Any, str]] = field(default_factory=dict)
    field: Field | None = None
    hint: int | None = None
    implies: tuple[str, str] | None = None

    def read(self, cell: Any) -> tuple[Any, str]:
        """(value, sentence): the cell's meaning, or why it has none. Each different cell is worked out once."""
        key = cell if type(cell) is str else (type(cell), cell)
        known = self.seen.get(key)
        if known is None:
            known = self.seen[key] = self._work_out(cell)
        return known

    def _work_out(self, cell: Any) -> tuple[Any, str]:
        assert self.field is not None
        try:
            return _READERS.get(self.field.kind, _plainly)(self.field, cell, self.hint), ""
        except ValueError as error:
            return None, str(error)

    def problem(self, cell: Any, said: str) -> CellProblem:
        """The cell that could not be read; only in a field the row cannot do without is it an error."""
        assert self.field is not None
        grave = self.field.required or self.field.name == "id_number"
        sentence, _, advice = shortened(said).partition("。")
        shown = shown_raw(cell)
        return CellProblem(
            self.field.name, self.heading.full, shown, "error" if grave else "warning", f"{sentence}。",
            advice or ("请改好这一格。" if grave else LEFT_OUT),
        )  # fmt: skip


def shortened(sentence: str) -> str:
    """What is quoted from a cell is cut: ten thousand characters are no help to anybody."""
    return _LONG_QUOTE.sub(r"“\1…”", _HALVES.sub("", sentence))


def shown_raw(cell: Any) -> str:
    """A cell as the sheet shows it; a number that has lost its last digits never with made-up ones."""
    if isinstance(cell, float):
        return f"{cell:.6E}" if abs(cell) >= _EXACT else f"{cell:.12g}"
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return _HALVES.sub("", str(cell))


def _plainly(declared: Field, cell: Any, hint: int | None) -> Any:
    if declared.kind in _TEXTS and isinstance(cell, (int, float)) and abs(cell) >= _EXACT:
        raise ValueError("这一格存成了数字，末尾几位已经丢失。请把它设成“文本”再填一次。")
    if type(cell) is str and declared.kind == "text" and cell.isascii() and cell.isalnum():
        return cell  # nothing in it to be tidied: codes, numbers of papers
    return kinds.read(declared, cell, hint)


def _day(declared: Field, cell: Any, hint: int | None) -> Any:
    """A title's year lends itself to 9月1日, but to no birthday: only its century."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and _SERIALS[0] <= cell <= _SERIALS[1]:
        return days.read_day(cell, serial=True)
    if declared.name.startswith("born") and not (isinstance(cell, str) and _THREE_NUMBERS.fullmatch(cell)):
        hint = None
    return kinds.read(declared, cell, hint)


def _words(_declared: Field, cell: Any, _hint: int | None) -> str | None:
    """Names of other rows: looked up later, in the row's own school. A mask that comes back says nothing."""
    text = tidy(shown_raw(cell))
    return None if masks.is_masked(text) else text or None


_READERS: Mapping[str, Callable[[Field, Any, int | None], Any]] = {"day": _day, "link": _words}
_WORDS = Field("", "link")


def match_columns(found: Found, headings: Headings) -> list[Column]:
    """Each heading with its field; where two want the same, the better name has it and the other is not taken."""
    wishes = [
        (match.rank, place, match)
        for place, h in enumerate(found.headings)
        for match in headings.matches(h.group, h.text)
    ]
    columns = [Column(heading) for heading in found.headings]
    taken: set[str] = set()
    for _rank, place, match in sorted(wishes, key=lambda wish: wish[:2]):
        if columns[place].name is None and match.name not in taken:
            taken.add(match.name)
            columns[place].name, columns[place].how = match.name, match.how
    year = year_in(found.title)
    for column in columns:
        if column.name is None and headings.is_chosen_away(column.heading.group, column.heading.text):
            column.how = "chosen"
        settle(column, headings.register, year)
    return columns


def settle(column: Column, register: type[Register], year: int | None) -> None:
    """Gives a column the field of its name."""
    column.seen = {}
    column.hint = year
    column.implies = _relation(column)
    declared = register.fields().get(column.name or "")
    column.field = _WORDS if declared is None or declared.computed else declared


def _relation(column: Column) -> tuple[str, str] | None:
    """父亲姓名 says who that is: the relation and its code (GB/T 4761)."""
    parent = _PARENT.match(column.heading.group or column.heading.text)
    if parent is None or column.name not in ("member1_name", "member2_name"):
        return None
    return column.name.replace("_name", "_relation"), "51" if parent[0] == "父亲" else "52"


def year_in(title: str) -> int | None:
    """The year a title names: 2025年 in 2025年安全隐患排查台账."""
    found = re.search(r"(?<!\d)(20\d\d)\s*年", title)
    return int(found[1]) if found else None


def school_year_in(title: str, otherwise: int) -> int:
    """The school year a title speaks of (2026年秋季, 2025—2026学年, 2026年春); else the present one."""
    text = tidy(title)
    if found := re.search(r"(20\d\d)\s*[-—–~至/]+\s*(?:20)?\d\d\s*学年", text):
        return int(found[1])
    if found := re.search(r"(20\d\d)\s*年?\s*(秋|下学期|下期|春|上学期|上期)", text):
        return int(found[1]) - (found[2] in ("春",))
    return otherwise


def missing(register: type[Register], columns: Sequence[Column], given: Collection[str] = ()) -> str:
    """The label of the column without which no row can be told from another; "" where there is enough."""
    names = {*(column.name for column in columns), *given}
    fields = register.fields()
    title = fields[register.title_field]
    if title.name in names:
        return ""
    for key in register.natural_keys:
        declared = [register.field(part) for part in key]
        if all(f and (f.name in names or f.default is not None) for f in declared):
            return ""
    return title.label
