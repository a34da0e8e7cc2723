"""Appraisal at work: heads answered from the ledgers with their working, the rest judged, summed, appealed, settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection

from db import appraised
from db.appraised import Sheet
from db.errors import NotFound, Trouble
from db.register import key_id
from db.registers import Appraisal, AppraisalMark
from db.rules import target_measures as measures
from db.targets import stand
from db.targets.asked import Actual, Reading
from desktop.work import exams, targets
from desktop.work.office import Office
from desktop.work.outcome import Outcome

REGISTERS = frozenset({"appraisals", "appraisal_marks"})
CENT = Decimal("0.01")


def scheme_called(office: Office, text: str) -> Mapping[str, Any]:
    """The scheme of that sign or name. Raises NotFound."""
    for row in office.known.small("appraisal_schemes"):
        if text.strip() in (row["sign"], row["name"]):
            return row
    raise NotFound(f"没有叫“{text}”的考核方案。", "请在“考核方案”里看一看名称。")


def begin(office: Office, scheme: str, period: str, schools: Sequence[str] = ()) -> Outcome:
    """An appraisal of each school (all that are open where none is named), its heads taken from the ledgers."""
    row = scheme_called(office, scheme)
    year, term = targets.period_of(office, period) if period else (office.school_year, "")
    wanted = [office.school_called(name) for name in schools] or [
        one["id"] for one in office.known.small("schools") if not one["closed_on"] and one["kind"] != "county"
    ]
    made = []
    with office.change(f"考核：{row['name']}") as rows:
        for school in wanted:
            words = {"scheme_id": row["id"], "school_id": school, "year": year, "term": term or None}
            one = Appraisal(**words)
            known = rows.find(Appraisal, one.id)
            if known is None or known.deleted:
                made.append(rows.add(one).id)
    if not made:
        raise Trouble("这些学校这一期已经在考核了。", "请在“考核”里打开。")
    taken = refresh(office, made)
    said = f"已开始考核 {len(made)} 所学校，{taken.data['taken']} 项从台账取到得分，其余由人评定。"
    return Outcome(said, REGISTERS, {"appraisals": [one.hex() for one in made], **taken.data})


def refresh(office: Office, keys: Sequence[bytes]) -> Outcome:
    """Heads that the ledgers answer are taken anew; what was judged, or settled, stays as it is."""
    found: list[AppraisalMark] = []
    with office.look() as connection:
        reading = Reading(exams.books(office), connection)
        for sheet in _sheets(connection, office, keys):
            if sheet.row["state"] == "settled":
                continue
            for head in sheet.heads:
                mark = sheet.marks.get(head["id"])
                if head["measure"] in (None, measures.HAND) or (mark and mark["by"] == "judge"):
                    continue
                found += _from_ledgers(reading, sheet, head)
    if found:
        with office.change("考核得分从台账取") as rows:
            for one in found:
                rows.add(one)
    return Outcome(f"已从台账取 {len(found)} 项。", REGISTERS, {"taken": len(found)})


def _from_ledgers(reading: Reading, sheet: Sheet, head: Mapping[str, Any]) -> list[AppraisalMark]:
    """The mark of a head by its measure; none while there is no figure, so that somebody judges it."""
    row = {
        **dict.fromkeys(("grade", "subject", "teacher_id", "name", "judged", "judged_reached")),
        "measure": head["measure"], "school_id": sheet.row["school_id"], "year": sheet.row["year"],
        "term": sheet.row["term"], "title": head["text"],
    }  # fmt: skip
    actual = stand.measured(reading, row)
    points = points_of(actual, Decimal(head["full"]), stand.decimal_of(head["wanted"]))
    if points is None:
        return []
    working = f"{stand.told(actual.working)}\n结果：{actual.working.result}\n得分：{head['full']}分的{points}分"
    words = {"appraisal_id": sheet.row["id"], "head_id": head["id"], "school_id": sheet.row["school_id"]}
    return [AppraisalMark(**words, points=points, by="record", working=working)]


def points_of(actual: Actual, full: Decimal, wanted: Decimal | None) -> Decimal | None:
    """full × actual ÷ wanted, at most full, cut off at two places: never rounded up."""
    if actual.value is None or not wanted:
        return None
    share = min(actual.value / Fraction(wanted), Fraction(1))
    hundredths = share * Fraction(full) * 100
    return (Decimal(hundredths.numerator // hundredths.denominator) * CENT).quantize(CENT, ROUND_DOWN)


def judge(office: Office, appraisal: bytes, number: int, points: Decimal, why: str = "") -> Outcome:
    """What a person gives for a head; a head from the ledgers may be judged otherwise, with the reason."""
    sheet = _open(office, appraisal)
    head = _head(sheet, number)
    if not 0 <= points <= Decimal(head["full"]):
        raise Trouble(f"“{head['text']}”满分 {head['full']}，不能给 {points} 分。", "请改得分。")
    known = sheet.marks.get(head["id"])
    if known and known["by"] == "record" and not why.strip():
        raise Trouble("这一项是从台账取的，改判要写理由。", "请写明为什么。")
    with office.change(f"评定：{head['text']}") as rows:
        row = rows.find(AppraisalMark, key_id("appraisal_marks", [appraisal, head["id"]]))
        if row is None:
            words = {"appraisal_id": appraisal, "head_id": head["id"], "school_id": sheet.row["school_id"]}
            row = rows.add(AppraisalMark(**words))
        row.points, row.by, row.judged_by = points, "judge", office.who.name
        row.working = why.strip() or row.working
    return Outcome(f"{head['text']}：{points} 分。", REGISTERS, {"points": str(points)})


def appeal(office: Office, appraisal: bytes, number: int, what: str) -> Outcome:
    """A school objects to a mark. Raises Trouble where it says nothing, or nothing was given yet."""
    head, row = _marked(office, appraisal, number)
    if not what.strip():
        raise Trouble("没有写申诉什么。", "请写明理由。")
    with office.change(f"申诉：{head['text']}") as rows:
        mark = rows.get(AppraisalMark, row)
        mark.appeal, mark.appealed_on, mark.answer, mark.answered_on = what.strip(), office.today, None, None
    return Outcome(f"已登记对“{head['text']}”的申诉。", REGISTERS, {"id": row.hex()})


def answer(office: Office, appraisal: bytes, number: int, what: str, points: Decimal | None = None) -> Outcome:
    """The appeal answered; with points the head is judged anew."""
    head, row = _marked(office, appraisal, number)
    if not what.strip():
        raise Trouble("没有写怎样答复。", "请写明答复。")
    if points is not None:
        judge(office, appraisal, number, points, f"申诉后改判：{what.strip()}")
    with office.change(f"答复申诉：{head['text']}") as rows:
        mark = rows.get(AppraisalMark, row)
        mark.answer, mark.answered_on = what.strip(), office.today
    return Outcome("已答复。", REGISTERS, {"id": row.hex()})


def settle(office: Office, keys: Sequence[bytes]) -> Outcome:
    """The sums are kept as they stand. Raises Trouble while a head is not judged or an appeal not answered."""
    with office.look() as connection:
        sheets = _sheets(connection, office, keys)
    for sheet in sheets:
        left = [head["text"] for head in sheet.heads if sheet.points(head) is None]
        if left:
            raise Trouble(f"{sheet.who}还有 {len(left)} 项没有评定：{left[0]}。", "请先评定各项。")
        waiting = [one for one in sheet.marks.values() if one["appeal"] and not one["answered_on"]]
        if waiting:
            raise Trouble(f"{sheet.who}有申诉没有答复。", "请先答复。")
    with office.change("考核评定") as rows:
        for sheet in sheets:
            row, result = rows.get(Appraisal, sheet.row["id"]), sheet.result
            row.state, row.settled_on, row.score = "settled", office.today, result.score
            row.share, row.grade = result.share, result.grade or None
    return Outcome(f"已评定 {len(sheets)} 份考核。", REGISTERS, {"settled": len(sheets)})


def reopen(office: Office, keys: Sequence[bytes]) -> Outcome:
    with office.change("重新考核") as rows:
        for row in rows.several(Appraisal, keys):
            row.state, row.settled_on, row.score, row.share, row.grade = "open", None, None, None, None
    return Outcome(f"{len(keys)} 份考核可以再改。", REGISTERS, {"reopened": len(keys)})


def heads_open(office: Office, appraisal: bytes) -> list[int]:
    """Numbers of the heads that nobody and no ledger has answered yet."""
    sheet = _open(office, appraisal)
    return [int(head["number"]) for head in sheet.heads if sheet.points(head) is None]


def _sheets(connection: Connection, office: Office, keys: Sequence[bytes]) -> list[Sheet]:
    return [one for one in appraised.sheets(connection, office.context) if one.row["id"] in set(keys)]


def _open(office: Office, appraisal: bytes) -> Sheet:
    with office.look() as connection:
        found = _sheets(connection, office, [appraisal])
    if not found:
        raise NotFound("没有这份考核。", "它可能已被删除，请刷新。")
    if found[0].row["state"] == "settled":
        raise Trouble("这份考核已经评定。", "要改请先“重新考核”。")
    return found[0]


def _head(sheet: Sheet, number: int) -> Mapping[str, Any]:
    found = next((head for head in sheet.heads if head["number"] == number), None)
    if found is None:
        raise NotFound(f"方案里没有第 {number} 项。", f"一共 {len(sheet.heads)} 项。")
    return found


def _marked(office: Office, appraisal: bytes, number: int) -> tuple[Mapping[str, Any], bytes]:
    sheet = _open(office, appraisal)
    head = _head(sheet, number)
    mark = sheet.marks.get(head["id"])
    if mark is None:
        raise Trouble(f"“{head['text']}”还没有得分。", "有了得分才能申诉。")
    return head, mark["id"]


__all__ = [
    "answer", "appeal", "begin", "heads_open", "judge", "points_of", "refresh", "reopen", "scheme_called", "settle",
]  # fmt: skip
