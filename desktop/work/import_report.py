"""What an import says of itself: counts, and what is the matter with a row, in a sentence each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from db.register import Register
from desktop.work.import_columns import CellProblem
from desktop.work.import_rows import SheetRow, State


def count_sentence(rows: Sequence[SheetRow], register: type[Register], will: str) -> str:
    """共 44 行：新增 36，相同 1，存疑 7。"""
    counts = Counter(row.state for row in rows)
    if not rows:
        return f"表里没有{register.one}，一行也没有。"
    named: tuple[tuple[State, str], ...] = (("new", "新增"), ("changed", "变更"), ("same", "相同"), ("doubt", "存疑"))
    said = "，".join(f"{will}{word} {counts[state]}" for state, word in named if counts[state])
    return f"共 {len(rows)} 行：{said}。"


def problem_line(row: SheetRow) -> str:
    """The gravest first: what is wrong and what to do, in one line."""
    ordered = sorted(row.problems, key=lambda problem: problem.level != "error")
    return "；".join(f"{p.sentence}{p.advice}".rstrip("。") for p in ordered[:3])


def problem_data(problem: CellProblem) -> dict[str, Any]:
    """A problem as answers and the list of doubts keep it."""
    return {
        "column": problem.column, "field": problem.field, "value": problem.value, "level": problem.level,
        "problem": problem.sentence, "advice": problem.advice,
    }  # fmt: skip
