"""Parts of the internal analysis: the table of rates, charts, levels, what was found and what will be done."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from db.codes import code_list
from db.quality.analysis import Line
from db.quality.progress import Progress
from db.rules import exam_marks
from db.rules.levels import Level
from db.rules.working import figure, signed
from desktop.reports import blocks, chart_paper
from desktop.reports.charts import PAPER, Group, bars, legend
from desktop.reports.press import Press
from desktop.reports.quality.asked import Asked
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.ruling import TINT
from desktop.reports.tables import Table

RATES = ("pass", "excel", "low")
COLUMNS = (
    Column("班级", 26, "f"), Column("应考", 16), Column("实考", 16), Column("平均分", 18), Column("得分率", 18),
    Column("及格率", 18), Column("优秀率", 18), Column("低分率", 18), Column("提升幅度", 18),
)  # fmt: skip
TEXT = Style(size=10.0)
ROW, CHART, MOST = 19.0, 118.0, 8
DASH = "—"


def rates(press: Press, asked: Asked, lines: Sequence[Line], whole: Line, measured: Progress | None) -> None:
    """一分三率 of every class by its number, the grade last."""
    table = Table(press, spread(COLUMNS, press.width), style=TEXT, row_height=ROW, head_height=20)
    for line in lines:
        gain = measured.figure(line) if measured else None
        table.row(_rates(line, signed(gain.value) if gain and gain.value is not None else DASH))
    table.put([Cell(c, grey=TINT) for c in _rates(whole, DASH)], tall=ROW)
    table.close()


def _rates(line: Line, gain: str) -> list[str]:
    figures = line.figures
    shown = [f"{figures[name].shown}%" if figures[name].value is not None else DASH for name in ("scoreRate", *RATES)]
    title = f"{line.title}※" if line.remark else line.title
    return [title, str(line.due), str(line.sat), figures["avg"].shown, *shown, gain]


def small_words(lines: Sequence[Line]) -> str:
    """What the sign behind a class means, where there is one."""
    return "※样本过小或复式班，百分率起伏大，不宜比较。" if any(line.remark for line in lines) else ""


def rate_chart(press: Press, number: int, lines: Sequence[Line]) -> None:
    """Three rates of each class; more classes than a chart can hold go on in the next one."""
    names = ("及格率", "优秀率", "低分率")
    for start in range(0, len(lines), MOST):
        part = lines[start : start + MOST]
        groups = [Group(one.title, tuple(_percent(one, name) for name in RATES)) for one in part]
        title = f"图{number}　各班三率（%）" if not start else f"图{number}（续）"
        chart_paper.place(press, title, bars(PAPER, press.width, CHART, groups, 100), legend(names, PAPER))


def mean_chart(press: Press, number: int, lines: Sequence[Line], whole: Line) -> None:
    """The mean of each class beside that of the grade."""
    full = float(whole.paper.full or 100)
    for start in range(0, len(lines), MOST):
        part = lines[start : start + MOST]
        groups = [Group(one.title, (_mean(one), _mean(whole))) for one in part]
        title = f"图{number}　各班平均分" if not start else f"图{number}（续）"
        meaning = legend(("班平均分", "年级平均"), PAPER)
        chart_paper.place(press, title, bars(PAPER, press.width, CHART, groups, full), meaning)


def _percent(line: Line, name: str) -> float | None:
    value = line.figures[name].value
    return None if value is None else float(value * 100)


def _mean(line: Line) -> float | None:
    value = line.figures["avg"].value
    return None if value is None else float(value)


def levels(press: Press, steps: Sequence[Level], line: Line) -> None:
    """How many have each level, and between which marks it lies."""
    columns = [Column("等级", 20), *(Column("", 38) for _ in steps)]
    head = [
        [
            Cell("等级"),
            *(Cell(f"{step.name}（{words}）") for step, words in zip(steps, _spans(steps, line), strict=True)),
        ]
    ]
    table = Table(press, spread(columns, press.width), head, style=TEXT, row_height=ROW)
    counts = [line.tally.levels.get(step.letter, 0) for step in steps]
    table.row(["人数", *map(str, counts)])
    table.row(["占比", *(_share(count, line.sat) for count in counts)])
    table.close()


def _spans(steps: Sequence[Level], line: Line) -> list[str]:
    """85分及以上, 75—85分以下 …, in the marks of this paper; the letters where it is told in levels."""
    if line.paper.levels:
        return [step.letter for step in steps]
    cuts = [exam_marks.shown(line.lines.mark(step.percent)) for step in steps]
    found = [f"{cuts[0]}分及以上"]
    found += [f"{low}—{high}分以下" for high, low in pairwise(cuts[:-1])]
    return [*found, f"{cuts[-2]}分以下"]


def _share(count: int, whole: int) -> str:
    from fractions import Fraction

    return f"{figure(Fraction(count, whole), 100)}%" if whole else DASH


def improving(press: Press, weak: str, remedies: str) -> None:
    """What was found and what will be done; room to write where nobody has written yet."""
    columns = spread([Column("", 26), Column("", 150, "l")], press.width)
    table = Table(press, columns, head=(), style=Style(size=10.0, leading=15.0, pad=4.0), row_height=38)
    table.row([Cell("主要问题", align="c"), weak])
    table.row([Cell("改进措施", align="c"), remedies])
    table.close()


def items(press: Press, asked: Asked, line: Line) -> bool:
    """Question by question: what it counts, what each class reached, the mistake most made; False where none."""
    paper = line.paper
    found = asked.source.connection.exec_driver_sql(
        "SELECT id, number, content, full_marks FROM paper_items WHERE paper_id = ? AND deleted = 0 ORDER BY number",
        (paper.id,),
    ).all()
    if not found:
        return False
    rooms = [one for one in asked.lines(paper) if one.room is not None]
    results = asked.source.connection.exec_driver_sql(
        "SELECT r.item_id, r.class_id, r.mean, r.mistake FROM item_results r JOIN paper_items i ON i.id = r.item_id "
        "WHERE i.paper_id = ? AND r.deleted = 0",
        (paper.id,),
    ).all()
    means = {(item, room): mean for item, room, mean, _ in results}
    mistakes = {item: str(mistake or "") for item, _, _, mistake in results}
    columns = [
        Column("题号", 10), Column("考查内容", 42, "l"), Column("分值", 12), *(Column(one.title, 22) for one in rooms),
        Column("典型错误", 46, "l"),
    ]  # fmt: skip
    table = Table(press, spread(columns, press.width), style=Style(size=9.5), row_height=17)
    for item, number, content, full in found:
        cells = [_item(means.get((item, one.room.id)), full) if one.room else DASH for one in rooms]
        table.row([str(number), str(content or ""), str(full), *cells, mistakes.get(item, "")])
    table.close()
    return True


def _item(mean: str | None, full: str | None) -> str:
    """22.4（80.0%）: the mean and its share of what the question counts."""
    from fractions import Fraction

    if mean is None or not full:
        return DASH
    return f"{mean}（{figure(Fraction(mean) / Fraction(full), 100)}%）"


def grade_words(grade: int) -> str:
    """五年级."""
    return code_list("exam_grade").label(str(grade))


def nothing(press: Press, asked: Asked, title: str, form: str) -> None:
    from desktop.reports.quality.asked import NO_SCORES

    press.begin(asked.sheet(form))
    blocks.title(press, title)
    blocks.nothing(press, NO_SCORES)


__all__ = ["grade_words", "improving", "items", "levels", "mean_chart", "nothing", "rate_chart", "rates", "small_words"]
