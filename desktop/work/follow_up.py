"""Following up today: who must do what for which pupil, who is ill and not registered, where illness gathers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from db import codes
from db.attendance import away, words
from db.attendance.away import Away
from db.register import key_id
from db.registers import Absence, HomeVisit, Illness, Student
from db.rules.clusters import Cluster
from db.rules.follow_up import Due, Step
from desktop.work import dropouts, rows, tables
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
class Well:
    """A pupil who stands in the register of illness and has been in class since a day."""

    illness: bytes
    name: str
    room: str
    infectious: bool
    since: date


@dataclass(frozen=True)
class Today:
    """What the follow-up page shows."""

    away: tuple[Away, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    ill: tuple[Ill, ...] = ()
    well: tuple[Well, ...] = ()

    @property
    def overdue(self) -> int:
        return sum(1 for one in self.away if one.overdue)


def today(office: Office, now: datetime | None = None, school: bytes | None = None, since: timedelta = RECENT) -> Today:
    """All of it as it stands now; of one school, or of all that this file knows. Illness as far back as `since`."""
    moment = now or datetime.combine(office.today, datetime.now().time())
    context, first = office.context, office.today - since
    with office.look() as connection:
        found = away.away(connection, context, moment, school)
        gathered = away.gathered(connection, context, first, office.today, school)
        unregistered = away.ill_unregistered(connection, context, first, school)
        again = away.well_again(connection, school)
    names, rooms = office.titles("students"), office.titles("classes")
    ill = [Ill(who, row, names.get(who, ""), rooms.get(room, ""), on) for who, room, row, on in unregistered]
    well = [
        Well(one.illness, names.get(one.student, ""), rooms.get(one.room, ""), one.infectious, one.since)
        for one in again
    ]
    return Today(tuple(found), tuple(gathered), tuple(ill), tuple(well))


def count(office: Office) -> int | None:
    """How many pupils are to be followed up; nothing where there are none."""
    with office.look() as connection:
        moment = datetime.combine(office.today, datetime.now().time())
        return len(away.away(connection, office.context, moment, office.school_id if office.bound else None)) or None


def told(office: Office, now: Today) -> Outcome:
    """The same in words and for a script; needs a person as long as anybody is away or illness gathers."""
    schools = office.titles("schools")
    lines = [
        f"{one.name}　{schools.get(one.school_id or b'', '')}{one.title}　缺勤 {len(one.days)} 天　"
        + ("、".join(f"{due.step.value}（{_by(due)}）" for due in one.due) or "继续劝返")
        for one in now.away
    ]
    gathered = [said(office, cluster) for cluster in now.clusters]
    lines += [f"聚集性：{text}" for text in gathered] + [f"因病缺课未登记：{one.room} {one.name}" for one in now.ill]
    data = {
        "away": [
            {
                "student": one.name, "id": one.student.hex(), "class": one.title,
                "school": schools.get(one.school_id or b"", ""), "days": [day.isoformat() for day in one.days],
                "done": [step.value for step in Step if step in one.done],
                "due": [{"step": d.step.value, "by": d.by.isoformat(), "overdue": d.overdue} for d in one.due],
            }
            for one in now.away
        ],
        "clusters": gathered,
        "ill": [{"student": one.name, "class": one.room, "since": one.since.isoformat()} for one in now.ill],
    }  # fmt: skip
    return Outcome("\n".join(lines) or "没有要追踪的学生。", data=data, attention=bool(now.away or gathered))


def _by(due: Due) -> str:
    return f"{'逾期，' if due.overdue else ''}{due.by:%m-%d %H:%M}前"


def said(office: Office, cluster: Cluster) -> str:
    """五（1）班11月16日至18日有5人发热."""
    return words.cluster(office.context, cluster, many=not office.bound)


def guardians(office: Office, one: Away, shown: bool) -> list[str]:
    """Whom to call: 母亲 王秀英 138****8000; numbers in full are noted with who asked."""
    known = next(iter(tables.rows(office, Student, [one.student], show_private=shown)), {})
    if shown:
        office.log_shown("监护人电话", 1)
    lines = []
    for number in (1, 2):
        name, phone = known.get(f"member{number}_name", ""), known.get(f"member{number}_phone", "")
        if name or phone:
            lines.append("　".join(part for part in (known.get(f"member{number}_relation", ""), name, phone) if part))
    return lines or [f"联系电话　{known['phone']}"] if lines or known.get("phone") else []


def excuse(office: Office, one: Away, reason: str, by: str = "") -> Outcome:
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
    """A step that was done today, written into the last day of the absence; `typed` are fields of `absences`.

    A visit also stands in the book of home visits, and so in the pupil's file.
    """
    today = office.today.isoformat()
    first = {
        Step.CALL: {"called_on": today, "called_at": f"{datetime.now():%H:%M}", "called_by": office.who.name},
        Step.VISIT: {"visited_on": today, "visited_by": office.who.name},
        Step.DEAN: {"dean_on": today},
        Step.HEAD: {"head_on": today},
        Step.REPORT: {"report_on": today},
    }[step]
    form = Form.of(office, Absence, one.rows[-1], draft=False)
    for name, text in (first | typed).items():
        form.type(name, text)
    if form.held:
        return rows.rejected(form.problems)
    with office.change(f"缺勤追踪：{one.name} {step.value}") as change:
        form.put_into(change)
        if step in (Step.VISIT, Step.HEAD):
            _visit(office, one, form).put_into(change)
    return Outcome(f"已记下：{one.name} {step.value}。", frozenset({"absences", "home_visits"}))


def _visit(office: Office, one: Away, absence: Form) -> Form:
    """The same visit as the book of home visits has it."""
    form = Form.blank(office, HomeVisit, student_id=one.student, name=one.name, on=office.today, way="1", purpose="4")
    together = absence.value("head_with")
    form.type("visitors", "、".join(part for part in (absence.value("visited_by"), together) if part))
    form.type("said", absence.value("visit_result") or "")
    return form


def case_of(office: Office, one: Away) -> bytes | None:
    """The open dropout case of this pupil."""
    return dropouts.open_cases(office).get(one.student)


def make_case(office: Office, one: Away) -> Outcome:
    """Registers the pupil as perhaps dropping out, with all that was done; data["cases"] names the row."""
    return dropouts.from_absences(office, one.rows[-1:])


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


def book_return(office: Office, wanted: Sequence[Well]) -> Outcome:
    """The day on which they were in class again; infectious illness is left out: there a certificate is asked for."""
    free = [one for one in wanted if not one.infectious]
    with office.change(f"记返校 {len(free)} 人") as change:
        change.set_cells(Illness, [(one.illness, "back_on", one.since.isoformat()) for one in free])
    left = len(wanted) - len(free)
    said = f"已记 {len(free)} 人返校。" + (f"还有 {left} 人是传染病，请先查验复课证明。" if left else "")
    return Outcome(said, frozenset({"illnesses"}), {"rows": len(free)})


def illness_of(office: Office, one: Ill) -> bytes | None:
    """The row of the register of illness that was made of this absence."""
    key = key_id("illnesses", [one.student, one.since])
    return key if office.linked("illnesses", key) is not None else None


def seen_again(office: Office, one: Away) -> Outcome:
    """The pupil is back: noted on the last day of the absence."""
    made = rows.change(office, Absence, one.rows[-1], {"back_on": office.today.isoformat()})
    return Outcome(f"已记下：{one.name} 返校。", frozenset({"absences"}), made.data)


__all__ = [
    "Away", "Ill", "Step", "Today", "Well", "book_return", "case_of", "count", "excuse", "guardians", "illness_of",
    "make_case", "record", "register_ill", "said", "seen_again", "today", "told",
]  # fmt: skip
