"""A round of twenty schools, forty teachers each, sixty lines: opened, scored and printed line by line."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from measuring import Pair, Times, bench

SCHOOLS, TEACHERS, LINES, ACROSS = 20, 40, 60, 30
TODAY = date(2026, 11, 20)
MARKS = (
    "SELECT m.inspection_id, i.number, i.full, i.step, m.answer, m.points, m.faults, m.due, m.done "
    "FROM inspection_marks m JOIN checklist_items i ON i.id = m.item_id WHERE m.deleted = 0 "
    "ORDER BY m.inspection_id, i.number"
)
SHEETS = "SELECT * FROM inspections WHERE round_id = ? AND deleted = 0"
TARGETS = "SELECT * FROM round_targets WHERE round_id = ? AND deleted = 0"


@contextmanager
def township(folder: Path) -> Iterator[tuple[Any, bytes]]:
    """800 finished sheets of 60 lines each: four in five lines in order, the others with one to three faults."""
    from db.register import key_id, new_id
    from db.registers import (
        Checklist,
        ChecklistItem,
        Inspection,
        InspectionMark,
        Round,
        RoundList,
        RoundTarget,
        School,
        Staff,
    )
    from desktop.work.office import Office

    office = Office.found(folder / "office.xiangxiao", "青石镇中心学校", "center", "", "王老师", TODAY)
    chance = random.Random(2026)
    with office.change("学校和检查表") as rows:
        schools = [rows.add(School(name=f"第{n + 1}小学", kind="primary")).id for n in range(SCHOOLS)]
        made = rows.add(
            Checklist(name="sixty", heading="六十条", version=1, state="draft", target="teacher", passing=60)
        )
        items = [
            rows.add(
                ChecklistItem(
                    checklist_id=made.id,
                    number=n,
                    content=f"第{n}条",
                    full=Decimal(2),
                    step=Decimal("0.5"),
                    way="fault",
                )
            ).id
            for n in range(1, LINES + 1)
        ]
        one = rows.add(Round(name="大检查", kind="final", starts_on=TODAY, state="open"))
        rows.add(RoundList(round_id=one.id, checklist_id=made.id))
    staff, targets, sheets, marks = [], [], [], []
    for school in schools:
        for n in range(TEACHERS):
            teacher, sheet = new_id(), new_id()
            staff.append((teacher, school, f"教师{n:02}", "1"))
            targets.append((key_id("round_targets", [one.id, school, teacher, None]), school, one.id, teacher))
            sheets.append((sheet, school, made.id, one.id, teacher, TODAY.isoformat(), "王老师", "done"))
            for item in items:
                fine = chance.random() < 0.8
                answer, faults = ("ok", None) if fine else ("fault", chance.randrange(1, 4))
                marks.append((key_id("inspection_marks", [sheet, item]), school, sheet, item, answer, faults))
    with office.change("大检查") as rows:
        rows.insert_rows(Staff, ("id", "school_id", "name", "status"), staff)
        rows.insert_rows(RoundTarget, ("id", "school_id", "round_id", "staff_id"), targets)
    with office.workspace.change(office.who, "大检查") as rows:  # sheets that are finished are written by nobody's hand
        columns = ("id", "school_id", "checklist_id", "round_id", "staff_id", "inspected_on", "inspector", "state")
        rows.insert_rows(Inspection, columns, sheets)
        rows.insert_rows(InspectionMark, ("id", "school_id", "inspection_id", "item_id", "answer", "faults"), marks)
    try:
        yield office, one.id
    finally:
        office.workspace.changed = False
        office.close()


@bench(Times(3.0), rounds=3)
def round_opened(folder: Path) -> Iterator[Pair]:
    """A round of 20 schools × 40 teachers × 60 lines opened and scored, beside the bare query of its marks."""
    from db import driver, filled
    from desktop.work import round_state

    with township(folder) as (office, key):
        bare = driver.connect(office.path, read_only=True)

        def floor() -> None:
            for statement, told in ((MARKS, ()), (SHEETS, (key,)), (TARGETS, (key,))):
                bare.execute(statement, told).fetchall()

        def work() -> None:
            state = round_state.state(office, key)
            with office.look() as connection:
                sheets = filled.read_many(connection, [due.sheet["id"] for due in state.due if due.sheet])
            assert len([sheet.result.score for sheet in sheets]) == SCHOOLS * TEACHERS

        yield Pair(work, floor)
        bare.close()


@bench(Times(3.0), rounds=3)
def round_printed(folder: Path) -> Iterator[Pair]:
    """The same round opened, scored and printed line by line, beside the bare query and a bare table of its cells."""
    from db import driver
    from desktop.work import papers, round_state

    with township(folder) as (office, key):
        bare = driver.connect(office.path, read_only=True)

        def work() -> None:
            assert round_state.state(office, key).done == SCHOOLS * TEACHERS
            papers.make(office, "round-items", folder / "work.pdf", {"round": key.hex()})

        def floor() -> None:
            bare.execute(SHEETS, (key,)).fetchall()
            bare.execute(TARGETS, (key,)).fetchall()
            printed(folder / "floor.pdf", bare.execute(MARKS).fetchall())

        yield Pair(work, floor)
        bare.close()


def printed(target: Path, marks: list[Any]) -> None:
    """The same cells, thirty lines side by side, as reportlab's own table prints them."""
    from reportlab.lib.colors import black
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.pdfbase import pdfmetrics, ttfonts
    from reportlab.platypus import LongTable, SimpleDocTemplate

    face = Path(__file__).resolve().parents[2] / "resources" / "fonts" / "XiangxiaoSong.ttf"
    pdfmetrics.registerFont(ttfonts.TTFont("Song", str(face)))
    style = [("FONT", (0, 0), (-1, -1), "Song", 8), ("GRID", (0, 0), (-1, -1), 0.5, black)]
    sheets = [marks[start : start + LINES] for start in range(0, len(marks), LINES)]
    tables = []
    for start in range(0, LINES, ACROSS):
        part = [["教师", *(mark[6] or mark[4] for mark in sheet[start : start + ACROSS]), "98.5"] for sheet in sheets]
        head = ["受检对象", *range(start + 1, start + 1 + ACROSS), "得分率"]
        heights = [16.0, *[13.4] * len(part)]
        widths = [74, *[20.0] * ACROSS, 40]
        tables.append(LongTable([head, *part], colWidths=widths, rowHeights=heights, repeatRows=1, style=style))
    SimpleDocTemplate(str(target), pagesize=landscape(A4), topMargin=62, bottomMargin=60).build(tables)
