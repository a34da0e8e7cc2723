"""A paper month grid brought in: its calls and absences as one entry, what is in doubt into 待处理."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from db.errors import ReadOnly, SheetTrouble
from db.register import new_ids
from db.registers import Absence, RollCall
from desktop.sheets.month_grid import find_grid
from desktop.sheets.reading import read_book
from desktop.work.doubts import COLUMNS
from desktop.work.import_grid import Reading, Sheet
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.roll_call import put_mark
from desktop.work.roll_words import Mark


class GridImport:
    """A workbook of month grids on its way in. Nothing is written before `apply`."""

    def __init__(self, office: Office, path: Path, room: str = "", month: str = "", school: str = "") -> None:
        self.office, self.file = office, path.name
        grids = [grid for tab in read_book(path).tabs if (grid := find_grid(tab)) is not None]
        if not grids:
            raise SheetTrouble(
                f"“{path.name}”里没有找到月考勤表。", "表里要有“姓名”一栏，右边一行写着 1、2、3……日，每人一行。"
            )
        reading = Reading(office, school)
        self.sheets: list[Sheet] = [reading.read(grid, room, month) for grid in grids]

    # -- doing it ---------------------------------------------------------------------------------------------

    def dry_run(self) -> Outcome:
        """What `apply` would report, with nothing written."""
        return self._outcome("会导入")

    def apply(self) -> Outcome:
        """All days without doubt as one entry; marks in doubt wait in 待处理. Raises ReadOnly."""
        if self.office.read_only:
            raise ReadOnly(self.office.read_only)
        if any(sheet.calls for sheet in self.sheets):
            self.office.workspace.backup("导入前")
        with self.office.change(f"导入考勤表：{self.file}") as rows:
            for sheet in self.sheets:
                owner = sheet.room.school_id
                for (on, session), present in sorted(sheet.calls.items()):
                    rows.add(RollCall(
                        class_id=sheet.room.id, school_id=owner, on=on, session=session, expected=sheet.expected,
                        present=present, called_by=self.office.who.name, called_on=self.office.today,
                        remark=f"由纸质考勤表录入：{self.file}",
                    ))  # fmt: skip
                for (row, on, session), reason in sheet.absences.items():
                    put_mark(rows, owner, sheet.room.id, row, on, session, Mark(reason))
        self._keep_doubts()
        return self._outcome("已导入")

    def _keep_doubts(self) -> None:
        now = datetime.now().isoformat(timespec="seconds")
        lines = []
        for sheet in self.sheets:
            for key, one in zip(new_ids(len(sheet.doubts)), sheet.doubts, strict=True):
                cells = {
                    "学生": {"field": "student", "value": one.name},
                    "日期": {"field": "on", "value": one.on.isoformat()},
                    "班级": {"field": "class", "value": sheet.room.title},
                    "原因": {"field": "reason", "value": one.mark},
                }
                problem = {
                    "field": one.field, "column": {"student": "学生", "reason": "原因"}[one.field],
                    "value": one.name if one.field == "student" else one.mark, "level": "error",
                    "problem": one.sentence, "advice": one.advice,
                }  # fmt: skip
                said = (json.dumps(cells, ensure_ascii=False), json.dumps([problem], ensure_ascii=False))
                name = Absence.register_name()
                lines.append((key, name, self.file, one.tab, one.row, sheet.room.school_id, *said, now))
        with self.office.workspace.note_locally() as connection:
            connection.exec_driver_sql(
                "DELETE FROM doubts WHERE register = ? AND sheet = ?", (Absence.register_name(), self.file)
            )
            if lines:
                marks = ",".join("?" * len(COLUMNS))
                connection.exec_driver_sql(f"INSERT INTO doubts VALUES ({marks})", lines)

    def _outcome(self, done: str) -> Outcome:
        said: list[str] = []
        data: list[dict[str, Any]] = []
        for sheet in self.sheets:
            called, missing = len({on for on, _ in sheet.calls}), len(sheet.absences)
            text = f"{sheet.room.title} {sheet.month}：{done} {called} 天，缺勤 {missing} 人次"
            text += f"；已点过名的 {len(sheet.known)} 天没有动" if sheet.known else ""
            free = "、".join(f"{on.month}月{on.day}日" for on in sheet.free)
            text += f"；{free}按校历不上课，没有导入" if sheet.free else ""
            said.append(text + "。")
            data.append({
                "class": sheet.room.title, "month": sheet.month, "days": called, "absences": missing,
                "known": [on.isoformat() for on in sheet.known], "no_lessons": [on.isoformat() for on in sheet.free],
                "refused": len(sheet.doubts),
                "problems": [
                    {
                        "tab": d.tab, "row": d.row, "column": str(d.on.day), "value": d.mark, "level": "error",
                        "problem": f"{d.name}：{d.sentence}", "advice": d.advice,
                    }
                    for d in sheet.doubts
                ],
            })  # fmt: skip
        doubts = sum(len(sheet.doubts) for sheet in self.sheets)
        left = any(sheet.free for sheet in self.sheets)
        advice = f"有 {doubts} 处存疑，在“待处理”里改好再导入。" if doubts else ""
        changed = frozenset({"roll_calls", "absences"})
        return Outcome("".join(said), changed, {"sheets": data}, bool(doubts or left), advice)
