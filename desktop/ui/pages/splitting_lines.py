"""What the page of balanced classes asks, and shows of a class in figures and of a pupil on the list."""

from __future__ import annotations

from collections.abc import Sequence

from db.fields import Field
from db.registers import ClassSplit
from db.rules.class_measures import Measure, gaps
from desktop.ui.plain_table import Cell, Column
from desktop.work.class_candidates import Candidate

LIST = (
    Column("班", 56), Column("姓名", 150), Column("性别", 56), Column("出生日期", 104), Column("来自", 170, keep=False),
    Column("类别"),
)  # fmt: skip
KEPT = ("witnesses", "place", "host", "basis")
ASKED = (
    Field("分几个班", "number", "classes", required=True),
    Field("随机种子", "text", "seed", hint="同一种子、同一名单，结果一定相同"),
    Field("班主任", "text", "teachers", hint="参加抽签的，一个班一名，用、隔开；不填就不抽签"),
    *(ClassSplit.fields()[name] for name in KEPT),
)


def line(one: Candidate, number: int) -> list[Cell]:
    sex = "男" if one.sex == "1" else "女"
    told = (f"{number}班", one.name, sex, one.born_on or "", one.from_, "、".join(one.kinds))
    return [Cell(text) for text in told]


def measured(told: Sequence[Measure]) -> tuple[list[str], list[list[Cell]]]:
    """Headings and a line a class; which groups are counted follows from who is there."""
    groups = list(gaps(told))[4:]
    lines = []
    for one in told:
        figures = (one.size, one.boys, one.girls, one.age or "—", *(one.groups.get(name, 0) for name in groups))
        lines.append([Cell(f"{one.number}班"), *(Cell(str(figure)) for figure in figures)])
    return ["班", "人数", "男", "女", "平均年龄", *groups], lines
