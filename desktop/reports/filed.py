"""一人一档、一事一档: one row with all that is known of it, its own fields by groups and its details as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from db.errors import PaperTrouble
from db.fields import Field
from db.register import Register
from db.registers import parts_of
from db.registers import register as named
from desktop.reports import blocks, filed_parts
from desktop.reports.furniture import CONFIDENTIAL, INTERNAL, Sheet, chinese_day
from desktop.reports.listing import conditions, of_marks, sorting
from desktop.reports.options import PRIVATE, REASON, SPECIAL, Chosen, Option, Report
from desktop.reports.photos import photos
from desktop.reports.press import Press
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.source import Reader, Source
from desktop.reports.tables import Table

PAIRS = (Column("", 25, "l"), Column("", 62.5, "l"), Column("", 25, "l"), Column("", 62.5, "l"))
GRID = Style(size=9.5, pad=4, air=2)
ROW = 16.0
BASIC, WORKED_OUT = "基本信息", "现在的情况"
SHORT = 18
"""Characters of a value that shares its line with another."""

OPTIONS = (
    Option("register", "台账", "register", required=True),
    Option("row", "哪一份", "row", hint="名称，几份之间用逗号；不填就是筛选出的每一份"),
    Option("find", "查找", hint="与窗口里查找框相同：汉字、拼音或首字母"),
    Option("where", "筛选", hint="栏目=值，几个之间用逗号"),
    Option("sort", "排序", hint="栏目名，前面加 - 为倒序"),
    Option("blank", "没有填的栏目也印", "yesno", default="no"),
    SPECIAL,
    PRIVATE,
    REASON,
)


def write(press: Press, source: Source, chosen: Chosen) -> None:
    register = named(chosen.text("register"))
    reader = Reader(register, source.context, chosen.private)
    label = INTERNAL if of_marks(register) else CONFIDENTIAL if chosen.sensitive else ""
    nothing = True
    for row in _rows(source, register, chosen):
        nothing = False
        school = source.context.titles("schools").get(row["school_id"] or b"", source.school)
        press.begin(Sheet(school, source.term, "", source.today, label=label))
        one_file(press, source, chosen, register, row, reader)
    if nothing:
        press.begin(Sheet(source.school, source.term, "", source.today, label=label))
        blocks.title(press, title_of(register))
        blocks.nothing(press)


def one_file(
    press: Press, source: Source, chosen: Chosen, register: type[Register], row: Mapping[str, Any], reader: Reader
) -> None:
    """The whole file of one row, from its title to the places to sign."""
    blocks.title(press, title_of(register))
    name = register.title_of(row, source.context) or reader.text(row, register.title_field)
    blocks.ends(press, name, f"打印日期：{chinese_day(source.today)}")
    blocks.gap(press, 2)
    special, blank = chosen.yes(SPECIAL.name), chosen.yes("blank")
    for heading, fields in groups(register, special=special):
        pairs = [(field, reader.text(row, field.name)) for field in fields]
        _group(press, heading, [(f.label, text) for f, text in pairs if text or blank])
    taken = {str(row[f.column]): f.label for f in pictured(register) if row[f.column]}
    pictures = [(source.photo(name), label) for name, label in taken.items()]
    if pictures:
        blocks.heading(press, "照片")
        photos(press, pictures)
    for part in parts_of(register):
        filed_parts.write(press, source, chosen, part, row["id"], taken)
    blocks.signatures(press)


def title_of(register: type[Register]) -> str:
    """学生档案; what is called 档案 or 记录 already stays so."""
    for said in (register.one, register.title):
        if said.endswith(("档案", "记录")):
            return said
    return f"{register.one}档案"


def groups(register: type[Register], *, special: bool) -> list[tuple[str, list[Field]]]:
    """The fields by headings, in their order, the school in the first group; what is worked out comes last. What hurts
    only when it is wanted."""
    shown = [f for f in register.fields().values() if f.kind not in ("photo", "file") and (special or not f.hurts)]
    first = next((field.group for field in shown if field.group), BASIC)
    found: dict[str, list[Field]] = {first: []}
    for field in shown:
        usual = first if field.name == "school" else WORKED_OUT if field.computed and first != BASIC else BASIC
        found.setdefault(field.group or usual, []).append(field)
    return sorted(found.items(), key=lambda group: group[0] == WORKED_OUT)


def pictured(register: type[Register]) -> list[Field]:
    return [field for field in register.fields().values() if field.kind == "photo"]


def _group(press: Press, heading: str, pairs: Sequence[tuple[str, str]]) -> None:
    if not pairs:
        return
    blocks.heading(press, heading, following=ROW * 2)
    table = Table(press, PAIRS, head=(), style=GRID, row_height=ROW, head_height=0, who=1)
    for line in _lines(pairs):
        table.row(line)
    table.close()
    blocks.gap(press, 2)


def _lines(pairs: Iterable[tuple[str, str]]) -> list[list[Cell | str]]:
    """Two short values a line, a long one on a line of its own."""
    lines: list[list[Cell | str]] = []
    waiting: list[Cell | str] = []
    for label, text in pairs:
        head = Cell(label, strong=True, grey=0.93, align="c")
        if len(text) > SHORT or "\n" in text:
            lines += [_alone(waiting)] if waiting else []
            waiting = []
            lines.append([head, Cell(text, 3)])
        else:
            waiting += [head, text]
            if len(waiting) == len(PAIRS):
                lines.append(waiting)
                waiting = []
    return [*lines, _alone(waiting)] if waiting else lines


def _alone(pair: Sequence[Cell | str]) -> list[Cell | str]:
    """A value without a neighbour has the whole line."""
    head, text = pair
    return [head, Cell(str(text), 3)]


def _rows(source: Source, register: type[Register], chosen: Chosen) -> Iterable[dict[str, Any]]:
    """The rows asked for by name or key, else all that are found and filtered. Raises PaperTrouble."""
    if not chosen.text("row"):
        return source.rows(register, conditions(register, chosen), sorting(register, chosen), chosen.text("find"))
    titles = source.context.titles(register.register_name())
    keys = [_key(register, word, titles) for word in chosen.words("row")]
    return source.those(register, keys)


def _key(register: type[Register], word: str, titles: Mapping[bytes, str]) -> bytes:
    found = [row for row, title in titles.items() if word in (row.hex(), title)]
    if not found:
        raise PaperTrouble(f"{register.title}里没有“{word}”。", "请从列表里选，或按台账里的名称填写。")
    if len(found) > 1:
        advice = "请在台账里打开要印的那一份，再按“打印这一份”。"
        raise PaperTrouble(f"{register.title}里叫“{word}”的有 {len(found)} 份。", advice)
    return found[0]


REPORT = Report("file", "档案打印（一份一印）", write, OPTIONS)
__all__ = ["REPORT", "groups", "one_file", "title_of"]
