"""The window: how soon it stands painted on a full township, and how much memory it takes, beside a bare Qt window."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from measuring import Pair, Plus, Times, Usage, bench, child

ROOT = Path(__file__).resolve().parents[2]
AS_INSTALLED = {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": ""}
"""Off screen, and with the compiled files that an installed program has."""
BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1366, 768)
window.show()
app.processEvents()
window.grab()
"""
OURS = """
import sys
from pathlib import Path
from desktop.ui.window import prove
prove(Path(sys.argv[1]))
"""
OPENING = """
import sys
from pathlib import Path
from desktop.ui.window import application
app = application("light")
from desktop.ui.machine import Machine
from desktop.ui.opening import Opening
opening = Opening(Machine(Path(sys.argv[1])))
opening.show()
app.processEvents()
opening.grab()
"""


@bench(Times(2.5), rounds=7)
def window_first_sight(folder: Path) -> Iterator[Pair]:
    """Seconds from process start to the first painted window, which says that the file is being opened."""
    yield Pair(work=lambda: ours(folder / "window.ini", OPENING).seconds, floor=lambda: bare().seconds)


@bench(Times(2.5), rounds=7)
def window_start(folder: Path) -> Iterator[Pair]:
    """Seconds from process start to a painted window on 20,000 students, beside a bare PySide6 window."""
    data = township(folder, 20_000)
    yield Pair(work=lambda: ours(data).seconds, floor=lambda: bare().seconds)


@bench(Plus(120, "MB"), rounds=3)
def window_memory(folder: Path) -> Iterator[Pair]:
    """Peak megabytes of the window on 50,000 students, beside a bare PySide6 window."""
    data = township(folder, 50_000)
    yield Pair(work=lambda: ours(data).megabytes, floor=lambda: bare().megabytes)


def ours(data: Path, script: str = OURS) -> Usage:
    return child([sys.executable, "-c", script, str(data)], PYTHONPATH=str(ROOT), **AS_INSTALLED)


def bare() -> Usage:
    return child([sys.executable, "-c", BARE], **AS_INSTALLED)


def township(folder: Path, count: int) -> Path:
    """A center school with so many students in 400 classes."""
    from datetime import date

    from db.register import new_ids
    from db.registers import SchoolClass, Student
    from desktop.work.office import Office

    data = folder / f"township-{count}.xiangxiao"
    if data.exists():
        return data
    office = Office.found(data, "青石镇中心学校", "center", "2161000123", "自检", date(2026, 11, 20))
    classes, students = new_ids(400), new_ids(count)
    surnames, given = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", "一诺梓涵浩然子轩欣怡思雨"
    with office.change("测量") as rows:
        columns = ("id", "school_id", "stage", "entry_year", "number")
        rooms = [(c, office.school_id, "1", 2021 + i % 6, i // 6 + 1) for i, c in enumerate(classes)]
        rows.insert_rows(SchoolClass, columns, rooms)
        filled = ("id", "school_id", "name", "sex", "class_id", "born_on", "nation", "status", "stage", "cohort")
        lines = []
        for i, key in enumerate(students):
            name = surnames[i % 16] + given[i % 12] + given[i // 12 % 12]
            born = f"{2014 + i % 6}-{i % 12 + 1:02}-{i % 28 + 1:02}"
            room = rooms[i % 400]
            lines.append((key, office.school_id, name, str(i % 2 + 1), room[0], born, "01", "01", "1", room[3]))
        rows.insert_rows(Student, filled, lines)
    office.workspace.changed = False
    office.close()
    return data
