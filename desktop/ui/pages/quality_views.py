"""Views of an analysis: what the table shows of each class, which figure a column opens, which charts stand below."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from db.rules import level_figures
from db.rules.working import Figure, signed
from desktop.ui.look import WIDTH
from desktop.ui.pages import quality_drawn as drawn
from desktop.ui.plain_table import Cell, Column
from desktop.work.analysis import EVERY_WAY, Analysis, Composites, Line, Progress

RATES, GAINED, LEVELS, WEAK = "rates", "gained", "levels", "weak"
VIEWS = ((RATES, "一分三率"), (GAINED, "提升幅度"), (LEVELS, "等级分布"), (WEAK, "综合与薄弱"))
SHOWN = ("avg", "pass", "excel", "low")
LOW = ("low", "lowGain")
WIDE_ONLY = ("ratio", "passGain", "excelGain", "lowGain")
"""Ways of progress that are left out while a working stands beside the table."""


@dataclass
class View:
    """rows stand for lines; figures: by column the name of the figure it opens ("" for none)."""

    columns: list[Column]
    rows: list[list[Cell]]
    lines: list[Line]
    figures: list[str]
    charts: list[drawn.Chart] = field(default_factory=list)
    sentence: str = ""


def difference(mine: Figure, theirs: Figure) -> Cell:
    """▲ above, ▼ below what it is held against; where less is better the other way round."""
    if mine.value is None or theirs.value is None:
        return Cell("—")
    gap = (mine.value - theirs.value) * mine.scale
    better = gap < 0 if mine.name in LOW else gap > 0
    text = signed(gap).lstrip("+−")
    if Fraction(text) == 0:
        return Cell("持平")
    return Cell(f"{'▲' if gap > 0 else '▼'} {text}", "green" if better else "red")


def rates(found: Analysis, lines: list[Line]) -> View:
    """Mean and rates of every class, beside what it is compared with."""
    lines = [line for line in lines if line.figures]  # those told in levels have a view of their own
    with_school = len({line.school for line in lines}) > 1
    words = found.whole_words
    columns = [
        *([Column("学校", WIDTH.name)] if with_school else []), Column("班级", WIDTH.class_name), Column("任课教师"),
        Column("应考", WIDTH.rate, right=True, keep=False), Column("实考", WIDTH.rate, right=True),
        Column("平均分", WIDTH.rate, right=True), Column("及格率 %", WIDTH.rate, right=True),
        Column("优秀率 %", WIDTH.rate, right=True), Column("低分率 %", WIDTH.rate, right=True, keep=False),
        Column(f"{words}均分", WIDTH.rate, right=True, keep=False), Column(f"与{words}差", WIDTH.rate, right=True),
        *([Column("", WIDTH.remark, keep=False)] if any(line.remark for line in lines) else []),
    ]  # fmt: skip
    rows = []
    for line in lines:
        against = found.reference(line)
        figures = [Cell(line.figures[n].shown) if n in line.figures else Cell("—") for n in SHOWN]
        mean = against.figures.get("avg")
        school = [Cell(found.books.context.titles("schools").get(line.school or b"", ""))] if with_school else []
        rows.append(
            [
                *school, Cell(line.title), Cell(line.teacher), Cell(str(line.due)), Cell(str(line.sat)), *figures,
                Cell(mean.shown if mean else "—"), difference(line.figures["avg"], mean) if mean else Cell(""),
                Cell(line.remark, "amber"),
            ][: len(columns)]
        )  # fmt: skip
    opens = [*([""] if with_school else []), "", "", "", "", *SHOWN, "avg", "avg", ""]
    return View(
        columns, rows, lines, opens, [drawn.held_against(found, lines, "excel"), drawn.level_shares(found, lines)]
    )


def subjects(found: Analysis, lines: list[Line]) -> View:
    """Every class's mean in each subject, side by side."""
    lines = [line for line in lines if line.figures]
    rooms = list(dict.fromkeys((line.room.id if line.room else b"", line.title) for line in lines))
    labels = list(dict.fromkeys((line.paper.subject, line.paper.label) for line in lines if line.figures))
    columns = [
        Column("班级", WIDTH.class_name),
        *(Column(f"{label}均分", WIDTH.mark, right=True) for _, label in labels),
    ]
    rows, kept = [], []
    for room, title in rooms:
        mine = {line.paper.subject: line for line in lines if (line.room.id if line.room else b"") == room}
        rows.append(
            [Cell(title), *(Cell(mine[s].figures["avg"].shown if s in mine else "") for s, _ in labels), Cell("")]
        )
        kept.append(next(iter(mine.values())))
    opens = ["", *(f"subject:{subject}" for subject, _ in labels), ""]
    return View([*columns, Column("", keep=False)], rows, kept, opens, drawn.subject_charts(lines, labels))


def gained(found: Analysis, measured: Progress | None, subject: str, school: bytes | None) -> View:
    """Progress of the mean and of each rate, on the pupils who sat both."""
    columns = [
        Column("班级", WIDTH.class_name), Column("任课教师"), Column("两次都参加", WIDTH.rate, right=True),
        *(
            Column(f"{label} %" if way == "ratio" else label, WIDTH.rate, right=True, keep=way not in WIDE_ONLY)
            for way, label in EVERY_WAY.items()
        ),
        Column("", WIDTH.remark, keep=False),
    ]  # fmt: skip
    if measured is None:
        return View(columns, [], [], [], sentence="没有更早的考试，登记两次以后就能看提升幅度。")
    classes = measured.classes(subject, school=school) if subject else []
    rows = [
        [
            Cell(one.line.title), Cell(one.line.teacher), Cell(str(one.matched)),
            *(_gain(one.figures[way]) for way in EVERY_WAY), Cell(one.line.remark, "amber"),
        ]
        for one in classes
    ]  # fmt: skip
    said = f"上次：{measured.base.title}。只计两次都参加的学生。" if subject else "请选一个学科，再看提升幅度。"
    if subject and not classes:
        said = f"上次：{measured.base.title}，没有可比的成绩。"
    opens = ["", "", "difference", *EVERY_WAY, ""]
    return View(columns, rows, [one.line for one in classes], opens, drawn.gain_charts(classes), said)


def _gain(figure: Figure) -> Cell:
    if figure.value is None:
        return Cell("—")
    if figure.name == "rose":
        return Cell(f"{figure.shown}%")
    text = signed(figure.value, figure.scale, figure.places)
    good, bad = ("−", "+") if figure.name in LOW else ("+", "−")
    return Cell(text, "green" if text.startswith(good) else "red" if text.startswith(bad) else "")


def levels(found: Analysis, lines: list[Line]) -> View:
    """How many pupils have each level, class by class."""
    steps = found.decided.levels
    columns = [
        Column("班级", WIDTH.class_name), Column("实考", WIDTH.rate, right=True),
        *(Column(f"{level.letter} {level.name}", WIDTH.mark, right=True) for level in steps), Column("", keep=False),
    ]  # fmt: skip
    rows = []
    for line in lines:
        cells = []
        shares = found.level_figures(line)
        for level in steps:
            share = shares[level_figures.SIGN + level.letter]
            count = line.tally.levels.get(level.letter, 0)
            cells.append(Cell(f"{count}（{share.with_unit}）" if line.sat else str(count)))
        rows.append([Cell(line.title), Cell(str(line.sat)), *cells, Cell(line.remark, "amber")])
    return View(
        columns,
        rows,
        lines,
        ["", "", *level_figures.names(steps), ""],
        [drawn.level_shares(found, lines), drawn.held_against(found, lines, "pass")],
    )


def weak(found: Analysis, made: Composites, lines: list[Line]) -> View:
    """Every class's composite in each subject; below, what is weak and why."""
    titles = list(dict.fromkeys((line.room.id if line.room else b"", line.title) for line in lines))
    subjects = list(dict.fromkeys((line.paper.subject, line.paper.label) for line in lines))
    columns = [
        Column("班级", WIDTH.class_name),
        *(Column(label, WIDTH.mark, right=True) for _, label in subjects),
        Column("薄弱学科"),
    ]
    rows, kept = [], []
    for room, title in titles:
        mine = {line.paper.subject: line for line in lines if (line.room.id if line.room else b"") == room}
        why = "；".join(f"{one.label}：{one.why}" for one in made.weak(title, list(mine.values())))
        rows.append(
            [
                Cell(title),
                *(Cell(made.figure(mine[s]).shown if s in mine else "") for s, _ in subjects),
                Cell(why, "amber"),
            ]
        )
        kept.append(next(iter(mine.values())))
    remark = f"{made.title}：{made.formula.name}。"
    return View(
        columns, rows, kept, ["", *(f"composite:{s}" for s, _ in subjects), ""], drawn.weak_charts(made, lines), remark
    )


__all__ = [
    "GAINED",
    "LEVELS",
    "RATES",
    "VIEWS",
    "WEAK",
    "View",
    "gained",
    "levels",
    "rates",
    "subjects",
    "weak",
]
