"""The month's report of twenty points, thirty days and eighteen categories, beside a bare query and a bare table."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from measuring import Pair, Times, bench

POINTS, FIRST, DAYS, TODAY = 20, date(2026, 11, 1), 30, date(2026, 12, 1)


def township(folder: Path) -> Any:
    """An office with twenty points that looked round on every day of a month, weekends too."""
    from db import codes
    from db.register import key_id
    from db.registers import Patrol, School
    from desktop.work.office import Office

    office = Office.found(folder / "office.xiangxiao", "青石镇中心学校", "center", "", "王老师", TODAY)
    with office.change("教学点") as rows:
        points = [rows.add(School(name=f"第{n + 1}教学点", kind="primary")).id for n in range(POINTS)]
    categories = [code.code for code in codes.code_list("hazard_category").codes][:18]
    days = [(FIRST + timedelta(days=n)).isoformat() for n in range(DAYS)]
    lines = [
        (key_id("patrols", [point, day, category]), point, day, category, "2" if (n + m) % 97 == 0 else "1", "刘老师")
        for point in points
        for n, day in enumerate(days)
        for m, category in enumerate(categories)
    ]
    with office.change("一个月") as rows:
        rows.insert_rows(Patrol, ("id", "school_id", "on", "category", "result", "by"), lines)
    return office


@bench(Times(3.0))
def patrol_month(folder: Path) -> Iterator[Pair]:
    """隐患排查月报 of 20 points × 30 days × 18 categories, beside a bare query and a bare reportlab table."""
    from desktop.work import papers

    office = township(folder)
    bare = sqlite3.connect(office.path)

    def work() -> None:
        papers.make(office, "patrol-month", folder / "month.pdf", {"month": "2026-11", "school": "全部"})

    yield Pair(work, lambda: plain(bare, folder / "bare.pdf"))
    bare.close()
    office.workspace.changed = False
    office.close()


def plain(bare: sqlite3.Connection, target: Path) -> None:
    """The same rows by one query, each school's grid as a reportlab table on a page of its own."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import PageBreak, SimpleDocTemplate, Table, TableStyle

    if "Floor" not in pdfmetrics.getRegisteredFontNames():
        font = Path(__file__).resolve().parents[2] / "resources/fonts/XiangxiaoSong.ttf"
        pdfmetrics.registerFont(TTFont("Floor", str(font)))
    grid: dict[bytes, dict[str, dict[str, str]]] = {}
    query = 'SELECT school_id, "on", category, result FROM patrols WHERE "on" BETWEEN ? AND ? AND deleted = 0'
    for school, on, category, result in bare.execute(query, ("2026-11-01", "2026-11-30")):
        grid.setdefault(school, {}).setdefault(category, {})[on] = "√" if result == "1" else "×"
    days = [(FIRST + timedelta(days=n)).isoformat() for n in range(DAYS)]
    style = TableStyle([("FONT", (0, 0), (-1, -1), "Floor", 8), ("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
    story: list[Any] = []
    for by_category in grid.values():
        cells = [["类别", *(day[-2:] for day in days)]]
        cells += [[name, *(marks.get(day, "") for day in days)] for name, marks in sorted(by_category.items())]
        story += [Table(cells, style=style, repeatRows=1), PageBreak()]
    SimpleDocTemplate(str(target), pagesize=landscape(A4)).build(story)
