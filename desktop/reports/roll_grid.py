"""The grid of comings and goings: start, who came and how, who left and how, end; one line a school, grade or month."""

from __future__ import annotations

from collections.abc import Sequence

from db.rules.roll_tables import CAME, LEFT, WITHIN_GRADES, Heads, Row
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column
from desktop.reports.tables import Table

HEADS = ("计", "男", "女")
TALL = 17.0


def height(rows: Sequence[Row]) -> float:
    """Points that the grid takes, or a page's worth where it is longer."""
    return min((len(rows) + 1) * TALL + 60, 400)


def draw(press: Press, label: str, rows: Sequence[Row], whole: Row, *, grades: bool = False) -> None:
    """The rows and their sum. grades: with the column of pupils who repeat or skip a grade."""
    came = [i for i, (name, _) in enumerate(CAME) if grades or name != WITHIN_GRADES]
    left = [i for i, (name, _) in enumerate(LEFT) if grades or name != WITHIN_GRADES]
    names = [*HEADS, "计", *(CAME[i][0] for i in came), "计", *(LEFT[i][0] for i in left), *HEADS]
    columns = [Column(label, 46, "l"), *(Column(name, 11) for name in names)]
    first = [
        Cell(label, down=2), Cell("期初人数", 3), Cell("增加", 1 + len(came)), Cell("减少", 1 + len(left)),
        Cell("期末人数", 3),
    ]  # fmt: skip
    second = [Cell("", down=0), *(Cell(_two(name)) for name in names)]
    table = Table(press, spread(columns, press.width), [first, second], row_height=TALL)
    for row in rows:
        table.row([row.label, *_figures(row, came, left)])
    table.put([Cell(whole.label, align="c", strong=True), *_figures(whole, came, left)], tall=TALL)
    table.close()


def _figures(row: Row, came: Sequence[int], left: Sequence[int]) -> list[str]:
    """A dash for nobody, so that the few figures there are stand out."""
    counted = [
        row.in_all - sum(row.came[i] for i in range(len(CAME)) if i not in came),
        *(row.came[i] for i in came),
        row.out_all - sum(row.left[i] for i in range(len(LEFT)) if i not in left),
        *(row.left[i] for i in left),
    ]
    return [*_heads(row.start), *(str(n) if n else "—" for n in counted), *_heads(row.end)]


def _heads(heads: Heads) -> list[str]:
    return [str(n) for n in heads]


def _two(name: str) -> str:
    """镇内转入 in two lines of two."""
    return name if len(name) < 4 else f"{name[:2]}\n{name[2:]}"
