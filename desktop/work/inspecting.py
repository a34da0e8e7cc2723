"""Inspecting: one sheet being filled in, answer by answer, each kept the moment it is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from db import filled
from db.errors import NotFound, Trouble
from db.filled import Line, Note, Sheet
from db.registers import Inspection
from db.rules import answers, marks
from db.rules.marks import Answer, Mark, Way
from db.rules.scoring import Result
from desktop.work import counted, entering, lessons
from desktop.work.office import Office
from desktop.work.outcome import Outcome

CHANGED = frozenset({"inspections", "inspection_marks", "rounds", "round_targets", "observations"})


SETTABLE = ("inspected_on", "inspector", "companions", "host", "subject", "merits", "advice")
"""Fields of a sheet's own that are filled in with it."""


class Filling:
    """A sheet in somebody's hands. What is answered is in the file before the next line is looked at."""

    def __init__(self, office: Office, sheet: Sheet) -> None:
        self.office, self.sheet = office, sheet
        self.known = counted.Known(office, sheet.row)

    @classmethod
    def open(cls, office: Office, inspection: bytes) -> Filling:
        """The sheet as it stands. Raises NotFound."""
        with office.look() as connection:
            return cls(office, filled.read(connection, inspection))

    @property
    def key(self) -> bytes:
        return bytes(self.sheet.row["id"])

    @property
    def done(self) -> bool:
        return bool(self.sheet.row["state"] == "done")

    @property
    def of_lesson(self) -> bool:
        return bool(self.sheet.checklist["target"] == "lesson")

    @property
    def result(self) -> Result:
        return self.sheet.result

    @property
    def differs(self) -> bool:
        """Whether a finished sheet's totals are not those of its marks: two people finished it without knowing."""
        if not self.done or not self.sheet.marks or self.sheet.row["score"] is None:
            return False
        told, result = self.sheet.row, self.result
        return (told["score"], told["full"]) != (marks.written(result.score), marks.written(result.full))

    def line(self, number: int) -> Line:
        """Raises NotFound."""
        found = next((line for line in self.sheet.lines if line.number == number), None)
        if found is None:
            raise NotFound(f"这张表没有第 {number} 项。", "有的项目只在有这个场所的学校才查。")
        return found

    @property
    def unanswered(self) -> list[Line]:
        return [line for line in self.sheet.lines if not self.answered(line)]

    def answered(self, line: Line) -> bool:
        mark = self.sheet.marks.get(line.number)
        return mark is not None and (mark.left_out or marks.earned(line.item, mark) is not None)

    # -- answering -----------------------------------------------------------------------------------------

    def answer(self, number: int, typed: str) -> None:
        """What was typed beside a line, a remark after a colon with it. Raises Trouble."""
        line = self.line(number)
        said, remark = answers.split(typed)
        try:
            mark = answers.read(line.item, said, self.sheet.marks.get(number) or Mark(due=self.suggested(line).due))
        except ValueError as error:
            sentence, _, advice = str(error).partition("。")
            raise Trouble(f"{sentence}。", advice) from error
        self.put(line, mark, remark=remark or None)

    def put(self, line: Line, mark: Mark, *, remark: str | None = None, photo: str | None = None) -> None:
        """A mark, and what is said or photographed beside it (None leaves that as it is). Raises Trouble, Frozen."""
        if mark.left_out and line.always:
            raise Trouble(f"第 {line.number} 项不能填“不适用”。", "请填查到的结果。")
        note = self.sheet.notes.get(line.number, Note())
        note = Note(note.remark if remark is None else remark, note.photo if photo is None else photo)
        self._keep([(line, mark, note)], f"检查第 {line.number} 项")

    def fill(self, marks: Mapping[int, Mark], remarks: Mapping[int, str] | None = None) -> None:
        """Many lines at once, in one entry: from a script, or from a sheet that was filled in on paper."""
        said = remarks or {}
        told = []
        for number, mark in marks.items():
            note = self.sheet.notes.get(number, Note())
            told.append((self.line(number), mark, Note(said.get(number, note.remark), note.photo)))
        self._keep(told, "填写检查表")

    def mark_rest(self, lines: Iterable[Line] | None = None) -> int:
        """All (of these) that is not answered yet as it usually is: one key for 其余都合格; answers how many."""
        asked = None if lines is None else {line.number for line in lines}
        rest = [
            (line, mark, self.sheet.notes.get(line.number, Note()))
            for line in self.unanswered
            if asked is None or line.number in asked
            if (mark := usual(line)) is not None
        ]
        if rest:
            self._keep(rest, "其余都合格")
        return len(rest)

    def _keep(self, told: Iterable[tuple[Line, Mark, Note]], why: str) -> None:
        before = dict(self.sheet.marks), dict(self.sheet.notes)
        told = list(told)
        for line, mark, note in told:
            self.sheet.marks[line.number], self.sheet.notes[line.number] = mark, note
        try:
            with self.office.change(why) as rows:
                for line, _, _ in told:
                    rows.add(filled.mark_row(self.sheet, line))
                if self.sheet.row["state"] == "blank":
                    rows.get(Inspection, self.key).state = "open"
        except BaseException:
            self.sheet.marks, self.sheet.notes = before
            raise
        if self.sheet.row["state"] == "blank":
            self.sheet.row["state"] = "open"

    def suggested(self, line: Line) -> Mark:
        """What stands in a line before anybody has answered: the usual number due, and what the ledgers know."""
        known = self.sheet.marks.get(line.number)
        if known is not None or line.item.way is not Way.QUOTA:
            return known or Mark()
        found = self.known.count(line.counts) if line.counts else None
        if found is not None:
            return Mark(due=Decimal(found.due), done=Decimal(found.done))
        return Mark(due=line.due)

    # -- the head and the end ------------------------------------------------------------------------------

    def set(self, name: str, text: Any) -> None:
        """A field of the sheet's own (检查日期, 检查人, 优点 …), as typed. Raises ValueError, a sentence."""
        declared = Inspection.fields()[name]
        value = entering.read(self.office, declared, text, self.sheet.row["school_id"])
        with self.office.change(f"填写{declared.label}") as rows:
            setattr(rows.get(Inspection, self.key), declared.column, value)
        self.sheet.row[declared.column] = value.isoformat() if isinstance(value, date) else value

    def type(self, name: str, text: str) -> None:
        """A line by its number, or a field of the sheet's or the lesson's own by its name, as typed. Raises Trouble."""
        if name.strip().isdigit():
            return self.answer(int(name), text)
        try:
            if self.of_lesson and name in lessons.FIELDS:
                lessons.write(self.office, self.sheet, name, text)
            elif name in SETTABLE:
                self.set(name, text)
            else:
                raise Trouble(f"检查表上没有“{name}”。", "请写项目的序号，或 inspected_on、inspector 等栏目。")
        except ValueError as error:
            sentence, _, advice = str(error).partition("。")
            raise Trouble(f"{sentence}。", advice) from error

    def finish(self) -> Outcome:
        """The sheet stands as it is from now on. Raises Trouble while something is missing."""
        rest = self.unanswered
        if rest:
            named = "、".join(str(line.number) for line in rest[:8]) + ("…" if len(rest) > 8 else "")
            raise Trouble(f"还有 {len(rest)} 项没有查：第 {named} 项。", "不适用的请填“不适用”，再完成。")
        with self.office.change("完成检查") as rows:
            kept = rows.get(Inspection, self.key)
            kept.inspected_on = kept.inspected_on or self.office.today
            kept.inspector = kept.inspector or self.office.who.name
            result = self.result
            kept.score, kept.full, kept.share = _plain(result.score), _plain(result.full), result.share
            kept.grade, kept.faults = result.grade or None, len(result.faulty)
            kept.state = "done"
            lessons.close(self.office, rows, kept)
        self.sheet = Filling.open(self.office, self.key).sheet
        return Outcome(self.summary, CHANGED, self.data)

    def reopen(self) -> Outcome:
        """A finished sheet is taken up again; that stands in its history."""
        with self.office.change("重新填写检查") as rows:
            kept = rows.get(Inspection, self.key)
            kept.state = "open"
            kept.score = kept.full = kept.share = kept.grade = kept.faults = None
        self.sheet = Filling.open(self.office, self.key).sheet
        return Outcome("已退回填写，改完请再次完成。", CHANGED, self.data)

    # -- in words ------------------------------------------------------------------------------------------

    @property
    def summary(self) -> str:
        """得分 92.5（满分 100），得分率 92.5%，优；问题 2 项。"""
        result = self.result
        said = f"得分 {marks.written(result.score)}（满分 {marks.written(result.full)}）"
        said += f"，得分率 {result.share}%" if result.share is not None else ""
        grade = {"A": "优", "B": "良", "C": "合格", "D": "不合格"}.get(result.grade, "")
        said += f"，{grade}" if grade and not self.unanswered else ""
        said += f"；问题 {len(result.faulty)} 项。" if result.faulty else "。"
        return said if not self.unanswered else f"已查 {result.total.answered}/{result.total.items} 项，{said}"

    @property
    def data(self) -> dict[str, Any]:
        """The sheet for a script."""
        result, row = self.result, self.sheet.row
        return {
            "id": self.key.hex(),
            "serial": row["serial"],
            "state": row["state"],
            "answered": result.total.answered,
            "items": result.total.items,
            "score": marks.written(result.score),
            "full": marks.written(result.full),
            "share": None if result.share is None else str(result.share),
            "grade": result.grade,
            "faults": list(result.faulty),
        }


def _plain(value: Decimal) -> Decimal:
    """As people write it: 58, 4.5."""
    return Decimal(marks.written(value))


def usual(line: Line) -> Mark | None:
    """What an ordinary day would tick: its own default, else 合格 and 是; points and counts are never made up."""
    if line.usual:
        return Mark(line.usual)
    return {Way.FAULT: Mark(Answer.FINE.value), Way.YESNO: Mark(Answer.YES.value)}.get(line.item.way)


__all__ = ["CHANGED", "Filling", "Line", "Note", "Sheet", "usual"]
