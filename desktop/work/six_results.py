"""六有: whether a round has its statistics, analysis, merits and faults, comparison, circular and rectification.

A round closes when all six are there. 源：facts 6.1; systems.md C15.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from db import query
from db.change import Change
from db.errors import Trouble
from db.register import key_id
from db.registers import Finding, Round, RoundOutcome
from desktop.work import rectification, round_figures
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.round_figures import RoundFigures

STATISTICS, ANALYSIS, RECORD, COMPARISON, CIRCULAR, RECTIFICATION = (
    "数据统计", "文字分析", "优劣记载", "评比结果", "情况通报", "整改措施",
)  # fmt: skip
ISSUED = "issued"
"""State of a document that has gone out."""

CHANGED = frozenset({"rounds", "round_outcomes"})


@dataclass(frozen=True)
class Result:
    """One of the six: there or not, and what is known or missing."""

    name: str
    there: bool
    said: str


@dataclass
class Six:
    """A round with its six results; outcome is the row people write in, as stored."""

    round: bytes
    figures: RoundFigures
    outcome: dict[str, Any]
    results: list[Result]
    findings: list[bytes]

    @property
    def missing(self) -> list[str]:
        return [one.name for one in self.results if not one.there]


def six(office: Office, round_: bytes) -> Six:
    """The six results as they stand. Raises NotFound."""
    found = round_figures.figures(office, round_)
    with office.look() as connection:
        row = query.row_of(connection, RoundOutcome, key_id("round_outcomes", [round_]))
        ids = query.ids(connection, Finding, query.Question(where=[("round", round_.hex())]), office.context)
    outcome = dict(row) if row and not row["deleted"] else {}
    return Six(round_, found, outcome, _results(office, found, outcome, len(ids)), ids)


def _results(office: Office, found: RoundFigures, outcome: dict[str, Any], findings: int) -> list[Result]:
    done, due = found.state.done, len(found.state.due)
    record = bool(outcome.get("merits") and outcome.get("faults"))
    compared = bool(outcome.get("way") and outcome.get("confirmed_on"))
    circular = office.linked("documents", outcome["circular_id"]) if outcome.get("circular_id") else None
    issued = bool(circular and not circular["deleted"] and circular["state"] == ISSUED)
    nothing = bool(outcome.get("none_needed"))
    mending = f"{findings} 条" if findings else "没有要整改的" if nothing else "把问题列入整改，或写明没有"
    return [
        Result(STATISTICS, bool(found.sheets), f"应查 {due} 份，已查 {done} 份" if due else f"{len(found.sheets)} 份"),
        Result(ANALYSIS, bool(outcome.get("analysis")), "已写" if outcome.get("analysis") else "可以由程序先起草"),
        Result(RECORD, record, "优点和问题都写了" if record else "优点、问题各写几条"),
        Result(COMPARISON, compared, f"{outcome.get('confirmed_by') or ''} 已确认" if compared else "选评比方式并确认"),
        Result(CIRCULAR, issued, str(circular["mark"]) if circular and issued else "起草通报并签发"),
        Result(RECTIFICATION, bool(findings) or nothing, mending),
    ]  # fmt: skip


# -- writing ------------------------------------------------------------------------------------------------


def write(office: Office, round_: bytes, **cells: Any) -> Outcome:
    """Sets what people write of a round: analysis, merits, faults, way, none_needed."""
    with office.change(f"轮次结果：{office.titles('rounds').get(round_, '')}") as rows:
        put(rows, round_, cells)
    return Outcome("已保存。", CHANGED, {"id": round_.hex()})


def put(rows: Change, round_: bytes, cells: dict[str, Any]) -> None:
    key = key_id("round_outcomes", [round_])
    kept = rows.find(RoundOutcome, key)
    if kept is None or kept.deleted:
        rows.add(RoundOutcome(round_id=round_, **cells))
        return
    for name, value in cells.items():
        setattr(kept, name, value)


def begin_analysis(office: Office, round_: bytes) -> Outcome:
    """The analysis as the figures begin it, where nobody has written one yet. Raises Trouble without any sheet."""
    found = six(office, round_)
    if found.outcome.get("analysis"):
        return Outcome("已经有文字分析，没有改动。", data={"analysis": found.outcome["analysis"]})
    text = round_figures.analysis(office, found.figures)
    if not text:
        raise Trouble("这个轮次还没有完成的检查表。", "请先填完检查表。")
    write(office, round_, analysis=text)
    return Outcome("已按数据起草，请接着改。", CHANGED, {"analysis": text})


def confirm(office: Office, round_: bytes, way: str) -> Outcome:
    """评比结果 confirmed: grade, place (schools only) or none. Raises Trouble without any sheet."""
    if not six(office, round_).figures.sheets:
        raise Trouble("这个轮次还没有完成的检查表，不能评比。", "请先填完检查表。")
    cells = {"way": way, "confirmed_on": office.today, "confirmed_by": office.who.name}
    with office.change("确认评比结果") as rows:
        put(rows, round_, cells)
    return Outcome("评比结果已确认。", CHANGED, {"id": round_.hex(), "way": way})


# -- what has to be put right ---------------------------------------------------------------------------------


def take_up(office: Office, inspection: bytes, numbers: Sequence[int] = ()) -> Outcome:
    """The lines at fault of a finished sheet (or these of them) become findings of that school, one entry."""
    from db import filled

    with office.look() as connection:
        (sheet,) = filled.read_many(connection, [inspection])
        taken = connection.exec_driver_sql(
            "SELECT item_number FROM findings WHERE inspection_id = ? AND deleted = 0", (inspection,)
        )
        there = {number for (number,) in taken}
    wanted = [line for line in sheet.faulty if (not numbers or line.number in numbers) and line.number not in there]
    if not wanted:
        raise Trouble("这张检查表没有新的问题要列入。", "有问题的项目都已经列入整改，或者没有问题。")
    row, made = sheet.row, []
    with office.change(f"列入整改 {len(wanted)} 条") as rows:
        for line in wanted:
            note = sheet.notes.get(line.number)
            said = (note.remark if note else "") or line.content
            finding = Finding(
                school_id=row["school_id"], what=said.replace("\n", " "), found_on=_day(office, row["inspected_on"]),
                found_by=row["inspector"], staff_id=row["staff_id"], class_id=row["class_id"], round_id=row["round_id"],
                inspection_id=inspection, item_number=line.number, photo_before=(note.photo if note else "") or None,
            )  # fmt: skip
            rectification.put(office, finding, rows)
            rows.flush()
            made.append({"id": finding.id.hex(), "number": finding.number})
    said = f"已列入整改 {len(made)} 条。"
    return Outcome(said, frozenset({"findings"}), {"findings": made})


def _day(office: Office, stored: Any) -> Any:
    from datetime import date

    return date.fromisoformat(stored) if isinstance(stored, str) and stored else office.today


def sheets_at_fault(office: Office, round_: bytes) -> list[tuple[bytes, str, int]]:
    """Finished sheets with lines at fault not yet taken up: (sheet, whom, how many)."""
    found = round_figures.figures(office, round_)
    with office.look() as connection:
        taken = set(
            connection.exec_driver_sql(
                "SELECT inspection_id, item_number FROM findings WHERE round_id = ? AND deleted = 0", (round_,)
            ).all()
        )
    left = []
    for sheet in found.sheets:
        key = sheet.row["id"]
        count = sum((key, line.number) not in taken for line in sheet.faulty)
        if count:
            left.append((key, round_figures.whom(office, sheet), count))
    return left


# -- the end ------------------------------------------------------------------------------------------------


def close(office: Office, round_: bytes) -> Outcome:
    """The round ends: all six are there. Raises Trouble naming what is missing."""
    found = six(office, round_)
    if found.missing:
        raise Trouble(f"六有还缺{'、'.join(found.missing)}，轮次还不能结束。", "请补齐后再结束。")
    with office.change(f"结束轮次：{found.figures.state.row['name']}") as rows:
        kept = rows.get(Round, round_)
        kept.state, kept.closed_on = "closed", office.today
    return Outcome("六有齐全，轮次已结束。", CHANGED, {"id": round_.hex(), "closed_on": office.today.isoformat()})


def told(office: Office, round_: bytes) -> Outcome:
    """For the command line."""
    found = six(office, round_)
    lines = [f"{'√' if one.there else '—'} {one.name}：{one.said}" for one in found.results]
    data = {
        "six": [{"name": one.name, "there": one.there, "said": one.said} for one in found.results],
        "missing": found.missing,
        "findings": [row.hex() for row in found.findings],
        **round_figures.plain(found.figures),
    }
    return Outcome("\n".join(lines), data=data)


__all__ = [
    "ANALYSIS", "CHANGED", "COMPARISON", "RECORD", "STATISTICS", "Result", "Six", "begin_analysis", "close", "confirm",
    "put", "sheets_at_fault", "six", "take_up", "told", "write",
]  # fmt: skip
