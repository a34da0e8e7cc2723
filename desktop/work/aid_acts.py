"""The steps of aid taken for a whole batch at once, each one entry of the journal: reviewed, posted, paid, signed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from db.aid import batch
from db.aid.batch import Row, Scope
from db.change import Change
from db.errors import Rejected, Trouble
from db.register import Context, Problem, Register, key_id
from db.registers import AidApplication, AidPosting, AidReview, AidReviewer, AidTerm, Student
from db.rules import aid_steps
from db.rules.calendar import working_day_after
from db.school_terms import SchoolTerm
from desktop.work.office import Office
from desktop.work.outcome import Outcome

CHANGED = frozenset({"aid_applications"})


@dataclass(frozen=True)
class Meeting:
    """A review meeting: when and where, who led and wrote, how the votes fell; the same for all of the batch."""

    on: date
    place: str = ""
    host: str = ""
    recorder: str = ""
    minutes: str = ""
    votes_for: int | None = None
    votes_against: int | None = None
    result: str = aid_steps.AGREED


def announce(office: Office, term: SchoolTerm, on: date, how: str = "", letters: int | None = None) -> Outcome:
    """宣传: this school has told the families."""
    return _term_file(office, term, "登记资助宣传", announced_on=on, announced_how=how or None, letters=letters)


def put_away(office: Office, term: SchoolTerm, on: date, by: str = "", at: str = "") -> Outcome:
    """归档: the papers of the term are bound and stand in their place."""
    return _term_file(office, term, "资助材料归档", filed_on=on, filed_by=by or office.who.name, filed_at=at or None)


def _term_file(office: Office, term: SchoolTerm, why: str, **said: Any) -> Outcome:
    key = {"school_id": office.school_id, "year": term.year, "term": str(term.term)}
    with office.change(f"{why}：{term.label}") as rows:
        made = rows.find(AidTerm, key_id("aid_terms", list(key.values()))) or rows.add(AidTerm(**key))
        made.deleted = False
        for name, value in said.items():
            if value is not None:
                setattr(made, name, value)
    return Outcome(f"已登记：{term.label}{why}。", frozenset({"aid_terms"}), {"id": made.id.hex()})


def apply_for(
    office: Office, scope: Scope, students: Sequence[bytes], on: date, categories: dict[bytes, str] | None = None
) -> Outcome:
    """申请: these children apply for this kind of aid; who has applied already stays as he is."""
    context, made = office.context.still(), []
    kind, year, term = scope.key
    ids = {child: key_id("aid_applications", [child, *scope.key]) for child in students}
    with office.change(f"登记资助申请：{batch.kind_of(context, scope.kind)['name']} {len(students)} 人") as rows:
        there = {row for (row,) in rows.rows("SELECT id FROM aid_applications WHERE kind_id = ?", (kind,))}
        for child, key in ids.items():
            known = rows.get(AidApplication, key) if key in there else None
            if known is not None and not known.deleted:
                continue
            row = known or AidApplication(student_id=child, kind_id=kind, year=year, term=term)
            row.deleted, row.applied_on = False, on
            row.category = row.category or (categories or {}).get(child)
            row.applicant = row.applicant or guardian(rows.get(Student, child))
            row.follow(context)
            row.complete(context)
            made.append(row if known else rows.add(row))
        _refuse_faulty(office, made, context)
    said = f"已登记 {len(made)} 人的申请。" + (
        f"另有 {len(students) - len(made)} 人早已登记。" if len(made) < len(students) else ""
    )
    return Outcome(said, CHANGED, {"ids": [row.id.hex() for row in made]})


def review(office: Office, wanted: Sequence[bytes], meeting: Meeting) -> Outcome:
    """评审: the decision for these applications, and the meeting that took it, one at each school concerned."""
    label = {"1": "同意", "2": "不同意", "3": "补材料再议"}[meeting.result]

    def decide(row: AidApplication) -> None:
        row.reviewed_on, row.result = meeting.on, meeting.result
        row.votes_for, row.votes_against = meeting.votes_for, meeting.votes_against
        if meeting.result == aid_steps.NOT_AGREED:
            row.amount = None

    return _batch(
        office, wanted, f"资助评审：{len(wanted)} 人，{label}", f"已评审 {len(wanted)} 人：{label}。", decide,
        after=lambda rows, taken: _meetings(office, rows, taken, meeting), more={"aid_reviews", "aid_reviewers"},
    )  # fmt: skip


def _meetings(office: Office, rows: Change, taken: Iterable[AidApplication], meeting: Meeting) -> None:
    """The meeting of that day at each school, new with the committee of the last one, or added to."""
    for school in {row.school_id for row in taken}:
        there = _listed(office, AidReview, [("school", school.hex())] if school else [])
        same = next((row for row in there if row["held_on"] == meeting.on.isoformat()), None)
        made = rows.get(AidReview, same["id"]) if same else None
        if made is None:
            made = rows.add(AidReview(school_id=school, held_on=meeting.on, matter="家庭经济困难学生认定和资助评审"))
            last = max(there, key=lambda row: str(row["held_on"]), default=None)
            for person in _listed(office, AidReviewer, [("review", last["id"].hex())]) if last else []:
                rows.add(AidReviewer(review_id=made.id, name=person["name"], role=person["role"]))
        for name in ("place", "host", "recorder", "minutes"):
            if getattr(meeting, name):
                setattr(made, name, getattr(meeting, name))


def _listed(office: Office, register: type[Register], where: list[tuple[str, str]]) -> list[Row]:
    with office.look() as connection:
        return [*batch.listed(connection, office.context, register, where)]


def last_posting_day(office: Office, first: date) -> date:
    """The day on which a list posted on the first day has hung for as many working days as the office asks."""
    special, least = office.context.special, office.setting("aid.posting_days")
    return working_day_after(first - timedelta(days=1), max(least, 1), special)


def post(
    office: Office, wanted: Sequence[bytes], first: date, last: date | None = None, place: str = "", contact: str = ""
) -> Outcome:
    """公示: the names hang from the first day to the last; without a last day, as long as the office asks."""
    until = last or last_posting_day(office, first)
    phone = contact or str(office.setting("aid.complaint_phone") or "")

    def hang(row: AidApplication) -> None:
        if row.result != aid_steps.AGREED:
            raise Trouble("还没有评审同意的，不能公示。", "请先评审，或只选待公示的学生。")
        row.posted_from, row.posted_to = first, until

    def note(rows: Change, taken: Iterable[AidApplication]) -> None:
        counted: dict[bytes | None, int] = {}
        for row in taken:
            counted[row.school_id] = counted.get(row.school_id, 0) + 1
        for school, count in counted.items():
            posting = AidPosting(
                school_id=school, matter="拟资助学生名单", posted_from=first, posted_to=until, pupils=count
            )
            posting.place, posting.contact = place or None, phone or None
            rows.add(posting)

    said = f"已登记 {len(wanted)} 人的公示，{first.month}月{first.day}日到{until.month}月{until.day}日。"
    return _batch(office, wanted, f"资助公示：{len(wanted)} 人", said, hang, after=note, more={"aid_postings"})


def pay(office: Office, wanted: Sequence[bytes], on: date, way: str = "1") -> Outcome:
    """发放: paid out by the school the child is at."""

    def give(row: AidApplication) -> None:
        if row.amount is None:
            raise Trouble("有学生还没有金额，不能登记发放。", "请先补上标准，或在表里填写金额。")
        row.paid_on, row.way, row.paid_by_id = on, way, row.school_id

    return _batch(office, wanted, f"资助发放：{len(wanted)} 人", f"已登记发放 {len(wanted)} 人。", give)


def sign(office: Office, wanted: Sequence[bytes], on: date) -> Outcome:
    """签领: the signature sheet has come back; who applied has signed, to be corrected where it was somebody else."""

    def signed(row: AidApplication) -> None:
        if row.paid_on is None:
            raise Trouble("有学生还没有发放，不能登记签领。", "请先登记发放。")
        row.signed_on = on
        row.signed_by = row.signed_by or row.applicant or office.titles("students").get(row.student_id or b"", "")

    return _batch(office, wanted, f"资助签领：{len(wanted)} 人", f"已登记签领 {len(wanted)} 人。", signed)


# -- the batch ----------------------------------------------------------------------------------------------------


def _batch(
    office: Office,
    wanted: Sequence[bytes],
    why: str,
    said: str,
    does: Callable[[AidApplication], None],
    *,
    after: Callable[[Change, list[AidApplication]], None] = lambda rows, taken: None,
    more: set[str] = frozenset(),  # type: ignore[assignment]
) -> Outcome:
    """One entry for all; with one error nothing is saved, and the child it concerns is named."""
    if not wanted:
        raise Trouble("还没有选学生。", "请先在表里勾选，或选一步再做。")
    with office.change(why) as rows:
        taken = rows.several(AidApplication, wanted)
        for row in taken:
            does(row)
        _refuse_faulty(office, taken, office.context.still())
        after(rows, taken)
    return Outcome(said + "按 Ctrl+Z 可以撤销。", CHANGED | more, {"count": len(taken)})


def _refuse_faulty(office: Office, taken: Iterable[AidApplication], context: Context) -> None:
    names = office.titles("students")
    wrong = [
        Problem(p.field, p.level, f"{names.get(row.student_id or b'', '')}：{p.sentence}", p.advice)
        for row in taken
        for p in row.problems(context)
        if p.level == "error"
    ]
    if wrong:
        raise Rejected(wrong)


def guardian(child: Student) -> str | None:
    """Who signs for the child: the member marked as guardian, else the first."""
    for name, marked in ((child.member1_name, child.member1_guardian), (child.member2_name, child.member2_guardian)):
        if name and marked:
            return str(name)
    return child.member1_name or child.member2_name
