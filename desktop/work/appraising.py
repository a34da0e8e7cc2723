"""Appraisal at work: heads answered from the ledgers with their working, the rest judged, summed, appealed, settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from db.appraisals import appraised
from db.appraisals.appraised import Sheet
from db.errors import NotFound, Trouble
from db.register import key_id
from db.registers import AnnualReview, Appraisal, AppraisalMark
from db.registers.appraisals import OPEN, SETTLED
from db.targets.asked import Reading
from desktop.work import appraisal_people as people
from desktop.work import exams
from desktop.work.appraisal_marks import REGISTERS, from_ledgers, judged, read, sheets, taken
from desktop.work.office import Office
from desktop.work.outcome import Outcome

REVIEWS = frozenset({"annual_reviews"})
REVIEW_GRADE = {"A": "1", "B": "2", "C": "2", "D": "4"}
"""年度考核 has 优秀、合格、基本合格、不合格: 良 and 合格 are 合格; 基本合格 is for the appraisal group to decide."""


def scheme_called(office: Office, text: str) -> Mapping[str, Any]:
    """The scheme of that sign or name. Raises NotFound."""
    for row in office.known.small("appraisal_schemes"):
        if text.strip() in (row["sign"], row["name"]):
            return row
    raise NotFound(f"没有叫“{text}”的考核方案。", "请在“考核方案”里看一看名称。")


def begin(office: Office, scheme: str, period: str, names: Sequence[str] = ()) -> Outcome:
    """An appraisal of everybody the scheme is about (of these schools or persons), its heads taken from the ledgers."""
    row = scheme_called(office, scheme)
    people.refuse_others(office, row)
    when = people.when_of(office, period, str(row["rhythm"]))
    found = people.candidates(office, row, names)
    made = []
    with office.change(f"考核：{row['name']} {when.label}") as rows:
        for school, person in found.who:
            columns = people.columns_of(row, when, school, person)
            known = rows.find(Appraisal, people.key_of(columns))
            if known is None or known.deleted:
                made.append(rows.add(Appraisal(**columns, state=OPEN)).id)
    left = people.left_words(row, found.left)
    if not made:
        raise Trouble("没有要新开始的考核：这一期都已经开始，或者没有要考核的人。", left or "请在“考核评定”里打开。")
    taken = refresh(office, made)
    unit = "所学校" if row["about"] == people.SCHOOL else "人"
    said = f"已开始考核 {len(made)} {unit}，{taken.data['taken']} 项从台账取到得分，其余由人评定。{left}"
    return Outcome(said, REGISTERS, {"appraisals": [one.hex() for one in made], "left": found.left, **taken.data})


def refresh(office: Office, keys: Sequence[bytes]) -> Outcome:
    """Heads that the ledgers answer are taken anew; what was judged, or settled, stays as it is."""
    found: list[AppraisalMark] = []
    with office.look() as connection:
        reading = Reading(exams.books(office), connection)
        for sheet in read(connection, office, keys):
            if sheet.settled or not people.may_judge(office, sheet.scheme):
                continue
            for head in sheet.heads:
                mark = sheet.marks.get(head["id"])
                if not taken(head) or judged(mark):
                    continue
                found += from_ledgers(reading, sheet, head)
    if found:
        with office.change("考核得分从台账取") as rows:
            for one in found:
                rows.add(one)
    return Outcome(f"已从台账取 {len(found)} 项。", REGISTERS, {"taken": len(found)})


def settle(office: Office, keys: Sequence[bytes]) -> Outcome:
    """The sums are kept as they stand. Raises Trouble while a head is not judged or an appeal not answered."""
    with office.look() as connection:
        sheets = [one for one in read(connection, office, keys) if not one.settled]
    for sheet in sheets:
        people.refuse_others(office, sheet.scheme)
        left = [head["text"] for head in sheet.heads if sheet.points(head) is None]
        if left:
            raise Trouble(f"{sheet.who}还有 {len(left)} 项没有评定：{left[0]}。", "请先评定各项。")
        if any(one["appeal"] and not one["answered_on"] for one in sheet.marks.values()):
            raise Trouble(f"{sheet.who}有申诉没有答复。", "请先答复。")
    with office.change("考核评定") as rows:
        for sheet in sheets:
            row, result = rows.get(Appraisal, sheet.row["id"]), sheet.result
            row.state, row.settled_on, row.score = SETTLED, office.today, result.score
            row.share, row.grade = result.share, result.grade or None
    return Outcome(f"已评定 {len(sheets)} 份考核。", REGISTERS, {"settled": len(sheets)})


def reopen(office: Office, keys: Sequence[bytes]) -> Outcome:
    for sheet in sheets(office, keys):
        people.refuse_others(office, sheet.scheme)
    with office.change("重新考核") as rows:
        for row in rows.several(Appraisal, keys):
            row.state, row.settled_on, row.score, row.share, row.grade = OPEN, None, None, None, None
    return Outcome(f"{len(keys)} 份考核可以再改。", REGISTERS, {"reopened": len(keys)})


def review(office: Office, keys: Sequence[bytes]) -> Outcome:
    """Settled appraisals of persons into their 年度考核, for the appraisal group to decide on; what stands there stays.

    The year of 年度考核 is the calendar year in which the school year ends.
    """
    found = [one for one in sheets(office, keys) if one.row["staff_id"] and one.settled and not one.row["month"]]
    if not found:
        raise Trouble("选中的里面没有评定好的个人学年（学期）考核。", "请先定等次；每月的考核不记入年度考核。")
    made = 0
    with office.change("记入年度考核") as rows:
        for sheet in found:
            key = {"staff_id": sheet.row["staff_id"], "year": int(sheet.row["year"]) + 1}
            known = rows.find(AnnualReview, key_id("annual_reviews", list(key.values())))
            if known is not None and not known.deleted:
                continue
            review_ = rows.add(AnnualReview(**key, school_id=sheet.row["school_id"]))
            review_.deleted = False
            review_.score, review_.grade = sheet.result.score, REVIEW_GRADE.get(str(sheet.row["grade"]))
            review_.comment = f"{sheet.scheme['name']} {sheet.period}，量化得分率 {sheet.row['share']}%"
            made += 1
    if not made:
        raise Trouble("这些人的年度考核已经有了，没有改动。", "请在“年度考核”里核对。")
    said = f"已记入 {made} 人的年度考核，等次请考核小组审定。"
    return Outcome(said, REVIEWS, {"reviews": made})


def of_scheme(office: Office, scheme: bytes, when: people.When) -> list[Sheet]:
    """All appraisals of a scheme in one time."""
    with office.look() as connection:
        return [
            one
            for one in appraised.sheets(connection, office.context, scheme=scheme)
            if (one.row["year"], one.row["term"], one.row["month"]) == when
        ]


__all__ = ["begin", "of_scheme", "refresh", "reopen", "review", "scheme_called", "settle"]
