"""Dropout control as one does it: a case from an absence, a step that was taken, a return, the month's report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from db import query, roll
from db.attendance import away
from db.attendance.away import Away
from db.change import Change
from db.dropouts import month as months
from db.errors import Trouble
from db.handoff import machines
from db.query import Question
from db.register import key_id
from db.registers import Absence, DropoutCase, DropoutReport, HomeVisit, School
from db.rules import dropouts as rule
from db.rules.dropout_month import month_of
from desktop.work.office import Office
from desktop.work.outcome import Outcome

CASES, ABSENCES, VISITS, REPORTS = "dropout_cases", "absences", "home_visits", "dropout_reports"
TAKEN_OVER = ("called_on", "dean_on", "head_on", "report_on")
"""Steps of the follow-up of an absence that the case takes over."""

WITHOUT_REPORT = ("kindergarten", "county")
"""Kinds of school that hand in no report of dropout control."""


# -- a case ---------------------------------------------------------------------------------------------------


def from_absences(office: Office, keys: Sequence[bytes]) -> Outcome:
    """Cases of the pupils of these absences who have none open, with the steps taken already, as one entry."""
    moment = datetime.combine(office.today, datetime.max.time())
    with office.look() as connection:
        spells = {row: one for one in away.away(connection, office.context, moment) for row in one.rows}
        absent = {row["id"]: row for row in query.values(connection, Absence, list(keys), office.context)}
    pupils: dict[bytes, list[dict[str, Any]]] = {}
    for row in absent.values():
        pupils.setdefault(row["student_id"], []).append(row)
    known = open_cases(office)
    new = {student: found for student, found in pupils.items() if student not in known}
    if not new:
        names = "、".join(office.titles("students").get(student, "") for student in pupils)
        raise Trouble(f"{names}已经有没结案的个案。", "请在“控辍个案”里接着记。")
    with office.change(f"登记疑似辍学 {len(new)} 人") as rows:
        made = [_begin(rows, office, student, found, spells) for student, found in new.items()]
    said = f"已登记疑似辍学 {len(new)} 人，请补写监护人、原因和包保责任人。"
    return Outcome(said, frozenset({CASES, VISITS}), {"cases": [row.hex() for row in made]})


def _begin(
    rows: Change, office: Office, student: bytes, absent: Sequence[dict[str, Any]], spells: Mapping[bytes, Away]
) -> bytes:
    """From the whole absence that goes on; of one that is over, from the days that were chosen."""
    spell = next((spells[row["id"]] for row in absent if row["id"] in spells), None)
    left = spell.days[0] if spell else date.fromisoformat(min(row["on"] for row in absent))
    days = [rows.get(Absence, row) for row in (spell.rows if spell else [row["id"] for row in absent])]
    steps = {name: max(filter(None, (getattr(day, name) for day in days)), default=None) for name in TAKEN_OVER}
    school = absent[0]["school_id"]
    case = DropoutCase(
        student_id=student, left_on=left, found_on=office.today, found_way="1", school_id=school, **steps
    )
    _complete(office, case)
    rows.add(case)
    for day in days:
        if day.visited_on is not None:
            _take_visit(rows, case, day)
    return case.id


def _take_visit(rows: Change, case: DropoutCase, day: Absence) -> None:
    """The visit of an absence belongs to the case: the one in the book of visits, else one of what the absence says."""
    statement = 'SELECT id FROM home_visits WHERE deleted = 0 AND student_id = ? AND "on" = ? AND case_id IS NULL'
    for (row,) in rows.rows(statement, (case.student_id, day.visited_on and day.visited_on.isoformat())):
        rows.get(HomeVisit, row).case_id = case.id
        return
    visit = HomeVisit(
        case_id=case.id, student_id=case.student_id, name=case.name, on=day.visited_on, way="1", purpose="4",
        visitors=day.visited_by, said=day.visit_result, school_id=case.school_id,
    )  # fmt: skip
    rows.add(visit)


def _complete(office: Office, case: DropoutCase) -> None:
    case.complete(office.context)
    case.follow(office.context)


def open_cases(office: Office) -> dict[bytes, bytes]:
    """The open case of each pupil (or child of a village list) who has one."""
    with office.look() as connection:
        where = [("state", ",".join(rule.OPEN))]
        ids = query.ids(connection, DropoutCase, Question(where=where), office.context)
        found = query.values(connection, DropoutCase, ids, office.context)
    return {row["student_id"] or row["child_id"]: row["id"] for row in found if row["student_id"] or row["child_id"]}


def confirm(office: Office, keys: Sequence[bytes]) -> Outcome:
    """These cases are dropping out, as of today."""
    return _set(office, keys, "认定为辍学", lambda row: {"kind": rule.DROPPED, "confirmed_on": office.today}, _is_open)


def back(office: Office, keys: Sequence[bytes]) -> Outcome:
    """These children are back today; their cases are closed."""
    return _set(office, keys, "记返校", lambda row: {"back_on": office.today}, _is_open)


def _is_open(row: DropoutCase) -> str:
    return "" if not row.back_on and not row.placement else f"{row.name}的个案已经结案。"


def _set(office: Office, keys: Sequence[bytes], what: str, values: Any, refused: Any) -> Outcome:
    with office.change(f"{what} {len(keys)} 人") as rows:
        for key in keys:
            row = rows.get(DropoutCase, key)
            if said := refused(row):
                raise Trouble(said, "请只选没有结案的。")
            for name, value in values(row).items():
                setattr(row, name, value)
            row.complete(office.context)
    return Outcome(f"已{what}：{len(keys)} 人。按 Ctrl+Z 可以撤销。", frozenset({CASES}))


# -- the month ------------------------------------------------------------------------------------------------


def report_month(office: Office, month: str = "", close: bool = False) -> Outcome:
    """Works out the reports of a month (this one by default) for the schools this machine writes for; those that are
    closed stay. close: closes them; the month must be over. Raises Trouble."""
    month = month or office.today.isoformat()[:7]
    _check(office, month, close=close)
    wanted = writes_for(office)
    with office.look() as connection:
        flows = roll.flows(connection)
        figures = {school: months.of_school(connection, office.context, school, month, flows) for school in wanted}
    made, kept = 0, 0
    with office.change(f"{'关账' if close else '生成'}控辍保学月报 {month}") as rows:
        for school, values in figures.items():
            row = rows.find(DropoutReport, key_id(REPORTS, [school, month]))
            if row is not None and not row.deleted and row.closed_on is not None:
                kept += 1
                continue
            row = row or rows.add(DropoutReport(school_id=school, month=month))
            row.deleted = False
            for name, value in values.items():
                setattr(row, name, value)
            if close:
                row.closed_on, row.filler = office.today, row.filler or office.who.name
            made += 1
    said = f"{month} 月报已{'关账' if close else '生成'}：{made} 所学校" + (f"，{kept} 所早已关账。" if kept else "。")
    return Outcome(said, frozenset({REPORTS}), {"month": month, "schools": made, "closed": kept})


def _check(office: Office, month: str, *, close: bool) -> None:
    try:
        first, last = month_of(month)
    except ValueError as error:
        raise Trouble(f"“{month}”不是月份。", "请写成 2026-11 这样。") from error
    if first > office.today:
        raise Trouble(f"{month} 还没有到。", "请选已经开始的月份。")
    if close and last >= office.today:
        raise Trouble(f"{month} 还没有过完，不能关账。", "请到下个月再关账；现在可以先生成看一看。")


def writes_for(office: Office) -> list[bytes]:
    """This school; at the center also those that have no machine of their own."""
    assert office.school_id is not None
    if office.bound:
        return [office.school_id]
    with office.look() as connection:
        known = machines.machines(connection).values()
    joined = {m.school_id for m in known if m.state == machines.ENROLLED and m.keys} - {office.school_id}
    return [school for school in compulsory(office) if school not in joined]


def compulsory(office: Office) -> list[bytes]:
    """The schools of compulsory education that this file knows of and that are not closed; at a school, itself."""
    if office.bound and office.school_id is not None:
        return [office.school_id]
    with office.look() as connection:
        ids = query.ids(connection, School, Question(where=[("closed_on", "")]), office.context)
        schools = query.values(connection, School, ids, office.context)
    return [row["id"] for row in schools if row["kind"] not in WITHOUT_REPORT]


def refresh_reports(office: Office, keys: Sequence[bytes]) -> Outcome:
    """This month's reports, or those of the months chosen, worked out anew."""
    return _for_months(office, keys, close=False)


def close_reports(office: Office, keys: Sequence[bytes]) -> Outcome:
    return _for_months(office, keys, close=True)


def _for_months(office: Office, keys: Sequence[bytes], *, close: bool) -> Outcome:
    with office.look() as connection:
        chosen = sorted({row["month"] for row in query.values(connection, DropoutReport, list(keys), office.context)})
    outcomes = [report_month(office, month, close) for month in chosen or [""]]
    return Outcome("".join(o.sentence for o in outcomes), frozenset({REPORTS}))


__all__ = [
    "back", "close_reports", "compulsory", "confirm", "from_absences", "open_cases", "refresh_reports", "report_month",
    "writes_for",
]  # fmt: skip
