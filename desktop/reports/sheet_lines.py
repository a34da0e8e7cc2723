"""The lines of a checklist on paper: to be ticked by hand, or as they were filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from db import kinds
from db.filled import Line, Note, Sheet
from db.registers import Inspection
from db.rules import answers
from db.rules.capitals import ordinal
from db.rules.marks import ZERO, Mark, Way, earned, written
from desktop.reports.press import Press
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.ruling import TINT
from desktop.reports.tables import Table

BLANK = (
    Column("序号", 9), Column("检查内容", 65, "l"), Column("满分", 10), Column("结果", 40, "l"), Column("不适用", 12),
    Column("问题、地点与说明", 39, "l"),
)  # fmt: skip
FILLED = (
    Column("序号", 9), Column("检查内容", 66, "l"), Column("满分", 12), Column("结果", 24), Column("得分", 13),
    Column("情况说明", 51, "l"),
)  # fmt: skip
BODY = Style(size=9, pad=3, air=1.5)
BY_HAND, PRINTED = 24.0, 16.0
LAST = range(3)
"""So many lines keep the places to sign company, or those would stand alone overleaf."""


def _sections(sheet: Sheet) -> Iterator[tuple[str, Sequence[Line]]]:
    """一、数量（35分）and its lines; a list without sections has no such heads."""
    sections = sheet.sections
    for number, (name, lines) in enumerate(sections.items(), 1):
        full = sum((line.item.full for line in lines if not line.item.bonus), ZERO)
        marks = f"（{written(full)}分）" if full else ""
        yield (f"{ordinal(number)}、{name}{marks}" if name else ""), lines


def blank(press: Press, sheet: Sheet, end: float) -> None:
    """A table to tick and write in. The last lines go over to the next page with the end of so many points."""
    table = Table(press, BLANK, style=BODY, row_height=BY_HAND, who=1)
    last = sheet.lines[-len(LAST) :][0]
    for name, lines in _sections(sheet):
        _section(table, name, len(BLANK), len(LAST) * BY_HAND + end if lines[0] is last else 0)
        for line in lines:
            if line is last:
                table.keep(len(LAST) * BY_HAND + end)
            out = "—" if line.always else "□"
            table.row([str(line.number), content(line), _worth(line), ticks(line), out, ""])
    full = sum((line.item.full for line in sheet.lines if not line.item.bonus), ZERO)
    grades = "".join(f"□{word}" for word in _grades(sheet))
    score = Cell("得分______　得分率______%", 2, align="l")
    table.row(["", Cell("合计", strong=True), written(full), score, grades])
    table.close()


def filled(press: Press, sheet: Sheet, end: float) -> None:
    """The table as it was filled in, section sums in their heads."""
    faulty = {line.number for line in sheet.faulty}
    table = Table(press, FILLED, style=BODY, row_height=PRINTED, who=1)
    result, last = sheet.result, sheet.lines[-len(LAST) :][0]
    for name, lines in _sections(sheet):
        got = result.sections[lines[0].section]
        marks = f"　得 {written(got.score)} 分" if name and got.full else ""
        following = len(LAST) * PRINTED + end if lines[0] is last else 0
        _section(table, f"{name}{marks}" if name else "", len(FILLED), following)
        for line in lines:
            if line is last:
                table.keep(len(LAST) * PRINTED + end)
            table.row(_filled_row(sheet, line, fault=line.number in faulty))
    share = "" if result.share is None else f"得分率 {result.share}%"
    grade = kinds.show(Inspection.fields()["grade"], result.grade) if sheet.row["state"] == "done" else "填写中"
    said = "　".join(word for word in (share, grade) if word)
    score = Cell(written(result.score), strong=True)
    table.row(["", Cell("合计", strong=True), written(result.full), "", score, Cell(said, strong=True)], grey=TINT)
    table.close()


def _filled_row(sheet: Sheet, line: Line, *, fault: bool) -> list[str | Cell]:
    mark, note = sheet.marks.get(line.number), sheet.notes.get(line.number, Note())
    got = earned(line.item, mark or Mark())
    said = Cell(answers.shown(line.item, mark), strong=fault)
    return [str(line.number), content(line), _worth(line), said, "" if got is None else written(got), note.remark]


def _section(table: Table, name: str, columns: int, following: float) -> None:
    """The head of a section, never without what it heads."""
    if name:
        table.keep(max(following + PRINTED, 60))
        table.row([Cell(name, columns, align="l", strong=True, grey=TINT)], tall=PRINTED)


def content(line: Line) -> str:
    """What is looked at and where; ※ says that this line alone can fail the sheet."""
    seen = f"（查：{line.evidence}）" if line.evidence else ""
    return f"{'※' if line.item.veto else ''}{line.content}{seen}"


def _worth(line: Line) -> str:
    return f"+{written(line.item.full)}" if line.item.bonus else written(line.item.full) if line.item.full else "—"


def ticks(line: Line) -> str:
    """What a hand ticks or writes beside a line."""
    if line.item.way is Way.YESNO:
        return "□是　□否"
    if line.item.way is Way.GRADE:
        return "□A　□B　□C　□D"
    if line.item.way is Way.POINTS:
        return "得______分"
    if line.item.way is Way.QUOTA:
        known = written(line.due) if line.due is not None else "_____"
        return f"{line.due_label}{known}\n{line.done_label}_____"
    return "□合格　□有问题____处" if line.item.step else "□合格　□有问题"


def _grades(sheet: Sheet) -> list[str]:
    lines = sheet.grades
    given = (("优", lines.excellent), ("良", lines.good), ("合格", lines.passing))
    found = [word for word, line in given if line is not None]
    return [*found, "不合格"] if found else []


__all__ = ["BODY", "blank", "content", "filled", "ticks"]
