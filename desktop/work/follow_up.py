"""Following up today: who must do what for which pupil, who is ill and not registered, where illness gathers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from db import codes
from db.attendance import away
from db.attendance.away import Away
from db.registers import Absence, Illness
from db.rules.clusters import Cluster
from db.rules.follow_up import Step
from desktop.work import rows
from desktop.work.forms import Form
from desktop.work.office import Office
from desktop.work.outcome import Outcome

RECENT = timedelta(days=7)
"""How far back clusters and pupils who are ill are told of."""


@dataclass(frozen=True)
class Ill:
    """A pupil who is away through illness and stands in no register of illness."""

    student: bytes
    absence: bytes
    name: str
    room: str
    since: date


@dataclass(frozen=True)
class Today:
    """What the follow-up page shows."""

    away: tuple[Away, ...]
    clusters: tuple[Cluster, ...]
    ill: tuple[Ill, ...]

    @property
    def overdue(self) -> int:
        return sum(1 for one in self.away if one.overdue)


def today(office: Office, now: datetime | None = None, school: bytes | None = None) -> Today:
    """All of it as it stands now; of one school, or of all that this file knows."""
    moment = now or datetime.combine(office.today, datetime.now().time())
    context, first = office.context, office.today - RECENT
    with office.look() as connection:
        found = away.away(connection, context, moment, school)
        gathered = away.gathered(connection, context, first, office.today, school)
        unregistered = away.ill_unregistered(connection, context, first, school)
    names = office.titles("students")
    ill = [Ill(student, row, names.get(student, ""), _room(office, row), on) for student, row, on in unregistered]
    return Today(tuple(found), tuple(gathered), tuple(ill))


def _room(office: Office, absence: bytes) -> str:
    known = office.linked("absences", absence)
    return office.titles("classes").get(known["class_id"], "") if known else ""


def count(office: Office) -> int | None:
    """How many pupils are to be followed up; nothing where there are none."""
    return len(today(office, school=office.school_id if office.bound else None).away) or None


def said(office: Office, cluster: Cluster) -> str:
    """五（1）班 11月16日至18日有5人发热."""
    room = cluster.room if isinstance(cluster.room, bytes) else b""
    owner = office.linked("classes", room)
    school = office.titles("schools").get(owner["school_id"], "") if owner else ""
    title = office.titles("classes").get(room, "")
    first, last = cluster.first, cluster.last
    span = f"{first.month}月{first.day}日" + ("" if first == last else f"至{last.month}月{last.day}日")
    symptom = codes.code_list("symptom").label(cluster.symptom)
    return f"{school}{title}{span}有{len(cluster.students)}人{symptom}"


def excuse(office: Office, one: Away, reason: str, by: str) -> Outcome:
    """The pupil turns out to be excused: the reason of all days of this absence, and who said so, as one entry."""
    code = codes.code_list("absence_reason").read(reason)
    with office.change(f"说明缺勤：{one.name}") as change:
        for row in one.rows:
            kept = change.get(Absence, row)
            kept.reason = code
            kept.explained_by = by or kept.explained_by
    label = codes.code_list("absence_reason").label(code)
    return Outcome(f"{one.name}的 {len(one.days)} 天缺勤已记为{label}。", frozenset({"absences"}))


def record(office: Office, one: Away, step: Step, **typed: str) -> Outcome:
    """A step that was done today, written into the last day of the absence; `typed` are fields of `absences`."""
    today = office.today.isoformat()
    first = {
        Step.CALL: {"called_on": today, "called_at": f"{datetime.now():%H:%M}", "called_by": office.who.name},
        Step.VISIT: {"visited_on": today, "visited_by": office.who.name},
        Step.DEAN: {"dean_on": today},
        Step.HEAD: {"head_on": today},
        Step.REPORT: {"report_on": today},
    }[step]
    made = rows.change(office, Absence, one.rows[-1], first | typed)
    if made.attention:
        return made
    return Outcome(f"已记下：{one.name} {step.value}。", frozenset({"absences"}), made.data)


def register_ill(office: Office, wanted: Sequence[Ill]) -> Outcome:
    """Pupils away through illness come into the register of illness, with what the call knows of them."""
    made = []
    for one in wanted:
        absence = office.linked("absences", one.absence)
        if absence is None:
            continue
        form = Form.blank(
            office, Illness, student_id=one.student, began_on=one.since, class_id=absence["class_id"],
            symptom=absence["symptom"], reported_by=absence["explained_by"], registered_by=office.who.name,
            school_id=absence["school_id"], remark=absence["remark"],
        )  # fmt: skip
        made.append(form)
    with office.change(f"登记因病缺课 {len(made)} 人") as change:
        for form in made:
            form.put_into(change)
    return Outcome(f"已登记因病缺课 {len(made)} 人，请补写就诊和诊断。", frozenset({"illnesses"}))


def seen_again(office: Office, one: Away) -> Outcome:
    """The pupil is back: noted on the last day of the absence."""
    made = rows.change(office, Absence, one.rows[-1], {"back_on": office.today.isoformat()})
    return Outcome(f"已记下：{one.name} 返校。", frozenset({"absences"}), made.data)


__all__ = [
    "Away", "Ill", "Step", "Today", "count", "excuse", "record", "register_ill", "said", "seen_again",
    "today",
]  # fmt: skip
