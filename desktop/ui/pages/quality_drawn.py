"""Charts of an analysis: rates against the grade, levels by share, gains and losses, subjects side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from db.rules.statistics_figures import LABELS
from db.rules.working import Figure
from desktop.ui.chart import Draw
from desktop.work import charts
from desktop.work.analysis import Analysis, ClassProgress, Composites, Line
from desktop.work.charts import Bar

MOST_BARS = 14


@dataclass
class Chart:
    title: str
    draw: Draw | None
    remark: str = ""
    swatches: Sequence[str] = ()
    spoken: str = ""
    steps: Sequence[int] = ()
    """Of the one colour for each swatch; else from the strongest."""


def subject_charts(lines: list[Line], labels: list[tuple[str, str]]) -> list[Chart]:
    """Score and pass rate of each subject over all classes."""
    groups = []
    for subject, label in labels:
        mine = [line for line in lines if line.paper.subject == subject and line.figures]
        due = sum(line.due for line in mine)
        reached = sum(line.tally.passed for line in mine)
        groups.append(Bar(label, (reached * 100 / due if due else None,)))
    draw: Draw | None = (lambda look, w, h: charts.bars(look, w, h, groups, 100)) if groups else None
    return [Chart("各学科及格率（%）", draw)]


def held_against(found: Analysis, lines: list[Line], name: str) -> Chart:
    """A rate of every class, the line of the grade or township across it."""
    known = [line for line in lines if name in line.figures]
    groups = [
        Bar(label, (_percent(line.figures[name]),), _percent(found.reference(line).figures[name]))
        for label, line in zip(_names(found, known), known, strict=True)
    ]
    spoken = "，".join(f"{bar.label}{bar.values[0]:.1f}" for bar in groups if bar.values[0] is not None)
    title = f"{LABELS[name]}：各班与{found.whole_words}"
    if not groups or len(groups) > MOST_BARS:
        return Chart(title, None, "班级太多，请先选学校" if groups else "")
    top = max([20.0, *(v for g in groups for v in (*g.values, g.against) if v is not None)]) * 1.1
    return Chart(
        title, lambda look, w, h: charts.bars(look, w, h, groups, top), f"横线是{found.whole_words}", (), spoken
    )


def _names(found: Analysis, lines: list[Line]) -> list[str]:
    """Classes by title; of several schools with the school's name, which is enough where it has one class."""
    count = Counter(line.school for line in lines)
    if len(count) < 2:
        return [line.title for line in lines]
    titles = found.books.context.titles("schools")
    return [titles.get(line.school or b"", "") + ("" if count[line.school] == 1 else line.title) for line in lines]


def _percent(figure: Figure) -> float | None:
    return None if figure.value is None else float(figure.value * figure.scale)


def level_shares(found: Analysis, lines: list[Line]) -> Chart:
    levels = found.decided.levels
    rows = [
        (label, [line.tally.levels.get(level.letter, 0) for level in levels])
        for label, line in zip(_names(found, lines), lines, strict=True)
    ][:MOST_BARS]
    spoken = "；".join(f"{title}" + "，".join(map(str, parts)) for title, parts in rows)
    names = [level.name for level in levels]
    return Chart("等级分布", (lambda look, w, h: charts.shares(look, w, h, rows)) if rows else None, "", names, spoken)


def gain_charts(classes: list[ClassProgress]) -> list[Chart]:
    if not classes or len(classes) > MOST_BARS:
        return [Chart("提升幅度（分）", None), Chart("进步率（%）", None)]
    gains = [Bar(one.line.title, (_percent(one.figures["difference"]),)) for one in classes]
    rose = [Bar(one.line.title, (_percent(one.figures["rose"]),)) for one in classes]
    return [
        Chart("提升幅度（分）", lambda look, w, h: charts.changes(look, w, h, gains), "向上是前进"),
        Chart("进步率（%）", lambda look, w, h: charts.bars(look, w, h, rose, 100), "标准分上升的人所占的比例"),
    ]


def weak_charts(made: Composites, lines: list[Line]) -> list[Chart]:
    by_subject: dict[str, list[float]] = {}
    for line in lines:
        value = made.sum(line).value
        if value is not None:
            by_subject.setdefault(line.paper.label, []).append(float(value))
    groups = [Bar(label, (sum(values) / len(values),)) for label, values in by_subject.items()]
    draw: Draw | None = (lambda look, w, h: charts.bars(look, w, h, groups, 100)) if groups else None
    return [Chart("各学科综合得分（各班平均）", draw)]
