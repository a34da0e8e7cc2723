"""A roster of a thousand pages, read from the data file and printed, beside a bare reportlab table of its cells."""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from measuring import Pair, Times, Under, bench, child

STUDENTS = 30_000
TODAY = date(2026, 11, 20)
DATA, CELLS = "township.xiangxiao", "cells.json"
WIDTHS = (28, 82, 28, 40, 48, 102, 51, 37, 60, 68, 99, 70)
ROW, HEAD = 13.4, 18.0


@bench(Times(2.0), rounds=3)
def roster(folder: Path) -> Iterator[Pair]:
    """Seconds of a 1,000-page roster of pupils, the whole process, beside a bare reportlab table of the same cells."""
    prepare(folder)
    yield Pair(work=lambda: printing("work", folder).seconds, floor=lambda: printing("floor", folder).seconds)


@bench(Under(300, "MB"), rounds=1)
def roster_memory(folder: Path) -> Iterator[Pair]:
    """Peak megabytes of the same roster, beside those of the bare table."""
    prepare(folder)
    yield Pair(work=lambda: printing("work", folder).megabytes, floor=lambda: printing("floor", folder).megabytes)


def printing(which: str, folder: Path) -> Any:
    root = Path(__file__).resolve().parents[2]
    return child(
        [sys.executable, __file__, which, str(folder)], PYTHONPATH=os.pathsep.join(map(str, (root, root / "packaging")))
    )


def prepare(folder: Path) -> None:
    """A township of 30,000 pupils, and the cells their roster prints."""
    from db.registers import Student
    from desktop.reports import Source, student_roster
    from desktop.reports.source import Reader
    from desktop.work.office import Office

    (folder / DATA).unlink(missing_ok=True)
    office = Office.found(folder / DATA, "青石镇中心学校", "center", "2161000123", "王老师", TODAY)
    assert office.school_id
    chance = random.Random(2026)
    with office.change("测量") as change:
        names = ("id", "school_id", *PUPIL)
        rows = [(n.to_bytes(16, "big"), office.school_id, *pupil(chance)) for n in range(1, STUDENTS + 1)]
        change.insert_rows(Student, names, rows)
    with office.look() as connection:
        source = Source(connection, office.context, office.school_id, office.school)
        reader = Reader(Student, office.context)
        lines = student_roster.lines(source, reader, [("status", "01")], False)
        cells = [[str(n), *map(str, line)] for n, (_, line) in enumerate(lines, 1)]
    office.close()
    (folder / CELLS).write_text(json.dumps(cells, ensure_ascii=False), encoding="utf8")


PUPIL = [
    "name",
    "sex",
    "nation",
    "born_on",
    "id_number",
    "boarding",
    "status",
    "address",
    "member1_name",
    "member1_phone",
]


def pupil(chance: random.Random) -> tuple[str, ...]:
    surname = chance.choice("李王陈张刘杨赵周吴郑孙马朱胡林何高罗梁宋谢韩唐冯许")
    name = surname + "".join(chr(chance.randrange(0x4E00, 0x4E00 + 3000)) for _ in range(2))
    born = f"{chance.randrange(2014, 2021)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    number = f"619901{born.replace('-', '')}{chance.randrange(1000, 10000)}"
    village = f"青石镇{chance.choice(('黑沟', '柳林', '白杨', '石门'))}村{chance.randrange(1, 9)}组"
    phone = f"138{chance.randrange(10**7, 10**8)}"
    return (name, chance.choice("12"), "01", born, number, chance.choice("12"), "01", village, f"{surname}建国", phone)


def work(folder: Path) -> None:
    from desktop.work import papers
    from desktop.work.office import Office

    office = Office.open(folder / DATA, "王老师", TODAY)
    done = papers.make(office, "student-roster", folder / "work.pdf", {})
    office.close()
    print("pages", done.data["pages"])


def floor(folder: Path) -> None:
    from reportlab.lib.colors import black
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.pdfbase import pdfmetrics, ttfonts
    from reportlab.platypus import LongTable, SimpleDocTemplate

    from desktop.reports.roster import NUMBER
    from desktop.reports.student_roster import COLUMNS

    face = Path(__file__).resolve().parents[2] / "resources" / "fonts" / "XiangxiaoSong.ttf"
    pdfmetrics.registerFont(ttfonts.TTFont("Song", str(face)))
    cells = json.loads((folder / CELLS).read_text(encoding="utf8"))
    style = [("FONT", (0, 0), (-1, -1), "Song", 9), ("GRID", (0, 0), (-1, -1), 0.5, black)]
    heights = [HEAD, *[ROW] * len(cells)]
    head = [column.label for column in (NUMBER, *COLUMNS)]
    table = LongTable([head, *cells], colWidths=WIDTHS, rowHeights=heights, repeatRows=1, style=style)
    paper = SimpleDocTemplate(
        str(folder / "floor.pdf"), pagesize=landscape(A4), topMargin=62, bottomMargin=100, leftMargin=60, rightMargin=40
    )
    paper.build([table])
    print("pages", paper.page)


if __name__ == "__main__":
    {"work": work, "floor": floor}[sys.argv[1]](Path(sys.argv[2]))
