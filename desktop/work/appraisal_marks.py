"""The marks of an appraisal: taken from the ledgers, judged by a person, objected to and answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from db.appraisals import appraised, sources
from db.appraisals.appraised import Sheet
from db.change import Change
from db.errors import NotFound, Trouble
from db.register import key_id
from db.registers import AppraisalMark
from db.rules import target_measures as measures
from db.targets import stand
from db.targets.asked import Reading
from desktop.work import appraisal_people as people
from desktop.work import exams
from desktop.work.office import Office
from desktop.work.outcome import Outcome

REGISTERS = frozenset({"appraisals", "appraisal_marks"})


def sheets(office: Office, keys: Sequence[bytes]) -> list[Sheet]:
    """These appraisals as they are read, in the order of the ledger."""
    with office.look() as connection:
        return read(connection, office, keys)


def read(connection: Connection, office: Office, keys: Sequence[bytes]) -> list[Sheet]:
    return appraised.sheets(connection, office.context, keys)


def _open(office: Office, appraisal: bytes) -> Sheet:
    found = sheets(office, [appraisal])
    if not found:
        raise NotFound("没有这份考核。", "它可能已被删除，请刷新。")
    if found[0].settled:
        raise Trouble("这份考核已经评定。", "要改请先“重新考核”。")
    return found[0]


def _head(sheet: Sheet, number: int) -> Mapping[str, Any]:
    found = next((head for head in sheet.heads if head["number"] == number), None)
    if found is None:
        raise NotFound(f"方案里没有第 {number} 项。", f"一共 {len(sheet.heads)} 项。")
    return found


def _marked(office: Office, appraisal: bytes, number: int) -> tuple[Sheet, Mapping[str, Any], bytes]:
    sheet = _open(office, appraisal)
    head = _head(sheet, number)
    mark = sheet.marks.get(head["id"])
    if mark is None or mark["points"] is None:
        raise Trouble(f"“{head['text']}”还没有得分。", "有了得分才能申诉。")
    return sheet, head, mark["id"]


def taken(head: Mapping[str, Any]) -> bool:
    """Whether the ledgers answer a head, as far as they have a figure."""
    return head["measure"] not in (None, measures.HAND)


def judged(mark: Mapping[str, Any] | None) -> bool:
    """Whether a person gave the mark; one that was taken back is nobody's."""
    return mark is not None and mark["by"] == "judge" and mark["points"] is not None


def from_ledgers(reading: Reading, sheet: Sheet, head: Mapping[str, Any]) -> list[AppraisalMark]:
    """The mark of a head by its measure; none while there is no figure, so that somebody judges it."""
    actual = sources.measured(reading, sheet.row, sheet.scheme, head)
    wanted, direction = stand.decimal_of(head["wanted"]), sources.direction_of(head)
    points = sources.points_of(actual, Decimal(head["full"]), wanted, direction)
    if points is None:
        return []
    working = f"{stand.told(actual.working)}\n结果：{actual.working.result}\n得分：{head['full']}分的{points}分"
    return [AppraisalMark(**_columns(sheet, head), points=points, by="record", working=working)]


def _columns(sheet: Sheet, head: Mapping[str, Any]) -> dict[str, Any]:
    return {"appraisal_id": sheet.row["id"], "head_id": head["id"], "school_id": sheet.row["school_id"]}


def judge(office: Office, appraisal: bytes, number: int, points: Decimal, why: str = "") -> Outcome:
    """What a person gives for a head; a head from the ledgers may be judged otherwise, with the reason."""
    sheet = _open(office, appraisal)
    head = _head(sheet, number)
    people.refuse_others(office, sheet.scheme)
    known = sheet.marks.get(head["id"])
    if known and known["by"] == "record" and not why.strip():
        raise Trouble("这一项是从台账取的，改判要写理由。", "请写明为什么。")
    with office.change(f"评定：{head['text']}") as rows:
        _judge_into(office, rows, sheet, head, points, why)
    return Outcome(f"{head['text']}：{points} 分。", REGISTERS, {"points": str(points)})


def _judge_into(
    office: Office, rows: Change, sheet: Sheet, head: Mapping[str, Any], points: Decimal, why: str
) -> AppraisalMark:
    """Raises Trouble where more than full marks, or less than none, are given."""
    if not 0 <= points <= Decimal(head["full"]):
        raise Trouble(f"“{head['text']}”满分 {head['full']}，不能给 {points} 分。", "请改得分。")
    row = rows.find(AppraisalMark, key_id("appraisal_marks", [sheet.row["id"], head["id"]]))
    if row is None:
        row = rows.add(AppraisalMark(**_columns(sheet, head)))
    row.deleted = False
    row.points, row.by, row.judged_by = points, "judge", office.who.name
    row.working = why.strip() or row.working
    return row


def fill(office: Office, keys: Sequence[bytes]) -> Outcome:
    """Full marks for every head that nobody and no ledger has answered: afterwards only what was lost is typed."""
    with office.look() as connection:
        sheets = [one for one in read(connection, office, keys) if not one.settled]
    for sheet in sheets:
        people.refuse_others(office, sheet.scheme)
    count = 0
    with office.change("考核：其余给满分") as rows:
        for sheet in sheets:
            for head in sheet.heads:
                if sheet.points(head) is None:
                    _judge_into(office, rows, sheet, head, Decimal(head["full"]), "")
                    count += 1
    if not count:
        return Outcome("没有空着的项目。", data={"filled": 0})
    return Outcome(f"{count} 项空着的已给满分，按 Ctrl+Z 可以撤销。", REGISTERS, {"filled": count})


def clear(office: Office, appraisal: bytes, number: int) -> Outcome:
    """What was judged is taken away: the ledgers answer the head again, or nobody does."""
    sheet = _open(office, appraisal)
    head = _head(sheet, number)
    people.refuse_others(office, sheet.scheme)
    mark = sheet.marks.get(head["id"])
    if mark is None:
        return Outcome()
    with office.look() as connection:
        again = from_ledgers(Reading(exams.books(office), connection), sheet, head) if taken(head) else []
    with office.change(f"取消评定：{head['text']}") as rows:
        row = rows.get(AppraisalMark, mark["id"])
        row.points, row.by, row.working, row.judged_by = None, "judge", None, None
        for one in again:
            row.points, row.by, row.working = one.points, one.by, one.working
    return Outcome(f"{head['text']}：已取消评定。", REGISTERS)


def appeal(office: Office, appraisal: bytes, number: int, what: str) -> Outcome:
    """A school or a teacher objects to a mark. Raises Trouble where it says nothing, or nothing was given yet."""
    _, head, row = _marked(office, appraisal, number)
    if not what.strip():
        raise Trouble("没有写申诉什么。", "请写明理由。")
    with office.change(f"申诉：{head['text']}") as rows:
        mark = rows.get(AppraisalMark, row)
        mark.appeal, mark.appealed_on, mark.answer, mark.answered_on = what.strip(), office.today, None, None
    return Outcome(f"已登记对“{head['text']}”的申诉。", REGISTERS, {"id": row.hex()})


def answer(office: Office, appraisal: bytes, number: int, what: str, points: Decimal | None = None) -> Outcome:
    """The appeal answered; with points the head is judged anew, in the same entry."""
    sheet, head, row = _marked(office, appraisal, number)
    people.refuse_others(office, sheet.scheme)
    if not what.strip():
        raise Trouble("没有写怎样答复。", "请写明答复。")
    with office.change(f"答复申诉：{head['text']}") as rows:
        if points is not None:
            _judge_into(office, rows, sheet, head, points, f"申诉后改判：{what.strip()}")
        mark = rows.get(AppraisalMark, row)
        mark.answer, mark.answered_on = what.strip(), office.today
    return Outcome("已答复。", REGISTERS, {"id": row.hex()})


def heads_open(office: Office, appraisal: bytes) -> list[int]:
    """Numbers of the heads that nobody and no ledger has answered yet."""
    sheet = _open(office, appraisal)
    return [int(head["number"]) for head in sheet.heads if sheet.points(head) is None]


__all__ = [
    "REGISTERS", "answer", "appeal", "clear", "fill", "from_ledgers", "heads_open", "judge", "judged", "read", "sheets",
    "taken",
]  # fmt: skip
