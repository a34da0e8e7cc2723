"""Saves a small data file of this version for all later ones to open: `python packaging/save_file.py` before a release.

It becomes tests/old_files/NNNN.xiangxiao, named after its schema. What a release has saved is never saved anew.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    from db import backups, upgrades

    target = ROOT / "tests/old_files" / f"{upgrades.HEAD}.xiangxiao"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "office.xiangxiao"
        fill(file)
        backups.copy(file, target)
    print(f"saved: {target.relative_to(ROOT)}, {target.stat().st_size // 1024} KB")
    return 0


def fill(file: Path) -> None:
    """A township of three schools after a few days' work: rows of all kinds, edits, a removal, an undo."""
    from db.register import Register
    from db.registers import Child, Holiday, School, SchoolClass, Staff, Student, Village
    from desktop.work import history, rows, tables
    from desktop.work.office import Office

    with closing(Office.found(file, "青石镇中心学校", "center", "", "王老师", date(2026, 11, 21))) as office:

        def add(register: type[Register], **typed: str) -> None:
            outcome = rows.add(office, register, typed)
            assert not outcome.attention, outcome.sentence

        for name, kind in (("黑沟教学点", "教学点"), ("青石幼儿园", "幼儿园")):
            add(School, name=name, kind=kind, parent="青石镇中心学校")
        add(Village, name="黑沟村", responsible="黑沟教学点")
        add(Staff, name="赵芳", id_number="110105198001010024", hours="12.5")
        add(SchoolClass, entry_year="2022", number="2", teacher="赵芳")
        add(Holiday, on="2026-10-01", name="国庆节")
        pupil = {"name": "李明", "id_number": "110105201602290011", "class": "五（2）班", "village": "黑沟村"}
        add(Student, **pupil, distance="2.5", left_behind="双方外出", remark="第一行\n第二行")
        rows.paste(office, Student, [], ["name", "sex"], [[f"学生{n}", "女"] for n in range(20)])
        add(Child, name="李明", id_number="110105201602290011", village="黑沟村")
        row = tables.ids(office, Student, "李明")[0]
        for text in ("转来", "核对过"):
            rows.change(office, Student, row, {"remark": text})
        history.undo(office)
        rows.remove(office, Student, tables.ids(office, Student, "学生19"))
        office.workspace.changed = False


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    raise SystemExit(main())
