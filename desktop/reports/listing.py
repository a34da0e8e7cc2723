"""Any register as a printed list: the columns its table shows, or those that are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from db.errors import PaperTrouble
from db.fields import Field
from db.query import known
from db.register import Register
from db.registers import register as named
from desktop.reports.furniture import CONFIDENTIAL, INTERNAL, Sheet, chinese_day
from desktop.reports.options import PRIVATE, REASON, SPECIAL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import Line, Roster
from desktop.reports.rows import Column
from desktop.reports.source import Reader, Source
from desktop.reports.totals import total_of

CHARACTER = 3.3
"""Millimetres a Chinese character of the list takes."""

UPRIGHT, ACROSS = 165, 253
"""Millimetres of a page for the columns beside 序号; wider lists are printed across."""

NARROWEST = 0.5
"""Columns are made narrower to this part of what they want; a list that wants more does not fit on paper."""

NO_RANKING = "《未成年人学校保护规定》（教育部令第50号），不得公开学生的考试成绩、名次"

OPTIONS = (
    Option("register", "台账", "register", required=True),
    Option("find", "查找", hint="与窗口里查找框相同：汉字、拼音或首字母"),
    Option("where", "筛选", hint="栏目=值，几个之间用逗号"),
    Option("columns", "栏目", hint="要打印的栏目，用逗号隔开；不填就是列表里的栏目"),
    Option("sort", "排序", hint="栏目名，前面加 - 为倒序"),
    Option("all", "平时不显示的也打印", "yesno", default="no", hint="已离校的学生、已结束的班"),
    SPECIAL,
    PRIVATE,
    REASON,
)


def write(press: Press, source: Source, chosen: Chosen) -> None:
    register = named(chosen.text("register"))
    where, sort = conditions(register, chosen), sorting(register, chosen)
    fields = _fields(register, chosen)
    reader = Reader(register, source.context, chosen.private)
    columns = [_column(register, field) for field in fields]
    wanted = sum(column.width for column in columns)
    if wanted * NARROWEST > ACROSS:
        raise PaperTrouble(f"{len(columns)} 个栏目一张纸放不下。", "请少选几栏分几次打印，或者导出成表格。")
    sheet = Sheet(source.school, source.term, "", source.today, landscape=wanted > UPRIGHT)
    sheet = replace(sheet, label=_label(register, fields, chosen))
    said = "　".join(part for part in (chosen.text("find"), chosen.text("where")) if part)
    unit = "人" if register.people else "个"
    ends = (f"范围：{said or '全部'}", f"统计日期：{chinese_day(source.today)}　　单位：{unit}")
    total = total_of(register, chosen.yes(SPECIAL.name))

    def lines() -> Iterator[Line]:
        for row in source.rows(register, where, sort, chosen.text("find")):
            yield row, [reader.text(row, field.name) for field in fields]

    Roster(press, sheet, register.title, ends, columns, total).write(lines())


def _fields(register: type[Register], chosen: Chosen) -> list[Field]:
    """The columns asked for, else the listed ones, the naming field first; what hurts only when chosen."""
    asked = chosen.words("columns")
    if asked:
        return [known(register, name) for name in asked]
    special = chosen.yes(SPECIAL.name)
    fields = [f for f in register.fields().values() if f.listed and (special or not f.hurts)]
    fields += [f for f in register.fields().values() if special and f.hurts and not f.listed and f.kind == "code"]
    return sorted(fields, key=lambda field: field.name != register.title_field)


def _label(register: type[Register], fields: Sequence[Field], chosen: Chosen) -> str:
    """What stands at the head: a ledger of marks is internal whatever its columns; else by what the columns tell."""
    if of_marks(register):
        return INTERNAL
    told = any(field.hurts or (field.private and chosen.private) for field in fields)
    return CONFIDENTIAL if told else ""


def of_marks(register: type[Register]) -> bool:
    """Whether a ledger holds what pupils reached: scores, who stands near a line, candidates for quota places."""
    return any(field.mask == "whole" for field in register.fields().values())


def _column(register: type[Register], field: Field) -> Column:
    """Names are made to fit, figures and short words stand in the middle, text at the left."""
    width = max(field.width, len(field.label) / (1 if len(field.label) < 5 else 2)) * CHARACTER + 2
    if field.kind == "name" or field.name == register.title_field:
        return Column(field.label, width, "f")
    return Column(field.label, width, "l" if field.kind in ("text", "note") and field.width > 6 else "c")


def conditions(register: type[Register], chosen: Chosen) -> list[tuple[str, str]]:
    """村=黑沟村,留守=1,2: fields by name or label, a value of several parts kept together. Raises PaperTrouble."""
    found: list[tuple[str, str]] = []
    for part in chosen.words("where"):
        name, sign, value = part.partition("=")
        if sign:
            found.append((_open(register, name.strip()).name, value.strip()))
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]},{part}")
        else:
            raise PaperTrouble(f"看不懂筛选“{part}”。", "请写成 栏目=值，如 性别=女。")
    _, usual, value = register.at_first
    if usual and not chosen.yes("all") and all(name != usual for name, _ in found):
        found.append((usual, value))
    return found


def sorting(register: type[Register], chosen: Chosen) -> list[str]:
    return [
        ("-" if word.startswith("-") else "") + _open(register, word.lstrip("-")).name for word in chosen.words("sort")
    ]


def _open(register: type[Register], name: str) -> Field:
    """A column that a list may be put in order or picked by: never a pupil's marks, or the paper would rank children.

    源：facts 0.2. Raises PaperTrouble.
    """
    field = known(register, name)
    if field.mask == "whole":
        raise PaperTrouble(f"不能按“{field.label}”排序或筛选：成绩不给学生排名次。", f"依据：{NO_RANKING}。")
    return field


REPORT = Report("list", "台账打印", write, OPTIONS)
