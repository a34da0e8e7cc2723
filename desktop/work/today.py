"""The workbench: what is overdue, due today and in the coming days, the week of the term, and who has not done what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from db import query
from db.query import Question
from db.registers import Hazard
from db.rules import calendar, duties
from db.rules.calendar import SpecialDay, Week
from db.targets.stand import Stood
from desktop.work import deadlines, follow_up, parcel_book, roll_days, targets
from desktop.work import duties as work
from desktop.work.duties import Due
from desktop.work.office import Office

BACK, AHEAD = 30, 3
"""Days looked back for what was missed, and ahead for what is coming (未来三天)."""

NAMED = 3
"""Classes named in a line."""

WEEKDAYS = "一二三四五六日"
AGES = ((7, "7 天以内", ""), (15, "8—15 天", ""), (30, "16—30 天", "amber"), (0, "30 天以上", "red"))


@dataclass(frozen=True)
class Item:
    """One line: what, where it opens, and how it stands (when: words at the right; tone: red, amber or none)."""

    title: str
    note: str
    when: str
    tone: str
    icon: str
    due_on: date
    place: str
    row: bytes | None = None
    duty: bytes | None = None


@dataclass(frozen=True)
class School:
    """A school in the list of who has not done what."""

    key: bytes
    name: str
    said: str
    tone: str


@dataclass
class Bench:
    """Everything on the page."""

    day: str
    week: str
    term: str
    weeks: list[Week] = field(default_factory=list)
    this_week: int = 0
    names: dict[int, str] = field(default_factory=dict)
    overdue: list[Item] = field(default_factory=list)
    today: list[Item] = field(default_factory=list)
    coming: list[Item] = field(default_factory=list)
    ages: list[tuple[str, int, str]] = field(default_factory=list)
    majors: int = 0
    schools: list[School] = field(default_factory=list)
    targets: list[Stood] = field(default_factory=list)
    center: bool = False


def bench(office: Office) -> Bench:
    """The workbench of this office today."""
    today = office.today
    made = Bench(f"{today.month}月{today.day}日 星期{WEEKDAYS[today.weekday()]}", "", "")
    _term(office, made)
    found = work.board(office, today - timedelta(days=BACK), today + timedelta(days=AHEAD))
    mine = [due for due in found if due.school == office.school_id]
    items = [*_duties(office, mine), *_deadlines(office), *_attendance(office)]
    items.sort(key=lambda item: (item.due_on, item.title))
    made.overdue = [item for item in items if item.due_on < today]
    made.today = [item for item in items if item.due_on == today]
    made.coming = [item for item in items if item.due_on > today]
    made.center = parcel_book.is_center(office)
    made.ages, made.majors = _hazards(office)
    made.targets = targets.on_bench(office)
    if made.center:
        made.schools = list(_schools(office, [due for due in found if due.school != office.school_id]))
    return made


def _term(office: Office, made: Bench) -> None:
    """第11周，离期末还有10周; the term's weeks with the holidays in them."""
    today, special = office.today, office.context.special
    for row in office.known.small("terms"):
        if not row["starts_on"] or not row["ends_on"]:
            continue
        first, last = date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_on"])
        number = calendar.week_number(today, first, last)
        if number is None:
            continue
        made.weeks, made.this_week = calendar.weeks(first, last, special), number
        left = len(made.weeks) - number
        made.week = f"第 {number} 周，" + (f"离期末还有 {left} 周" if left else "本学期最后一周")
        made.term = calendar.term_label(row["year"], int(row["term"]))
        made.names = {week.number: _named(week, special) for week in made.weeks}
        return
    made.week = "假期中"
    made.term = calendar.term_label(*calendar.term_at(today))


def _named(week: Week, special: Sequence[SpecialDay]) -> str:
    """What stands over a week of the strip: its holiday, else the month of its last day where that is new."""
    off = next((day.name for day in special if week.monday <= day.on <= week.sunday and not day.school_day), "")
    return off or f"{week.sunday.month}月" if off or week.sunday.day < 8 or week.number == 1 else ""


def _duties(office: Office, mine: Sequence[Due]) -> Iterator[Item]:
    """Open duties of this school; a duty missed on several days is one line that says how many."""
    by_duty: dict[bytes, list[Due]] = {}
    for due in mine:
        if due.state == duties.OVERDUE:
            by_duty.setdefault(due.duty, []).append(due)
        elif due.state == duties.WAITING:
            yield _item(office, due, due.occasion.label, _when(due.occasion.due_on, office.today), "")
    for missed in by_duty.values():
        first = missed[0]
        several = (
            f"{len(missed)} 次没做，最早 {first.occasion.due_on:%m-%d}" if len(missed) > 1 else first.occasion.label
        )
        yield _item(office, first, several, _late(first.occasion.due_on, office.today), "red")


def _item(office: Office, due: Due, note: str, when: str, tone: str) -> Item:
    said = "　".join(part for part in (note, due.post) if part)
    return Item(due.name, said, when, tone, "calendar", due.occasion.due_on, due.place or "duty_board", duty=due.duty)


def _deadlines(office: Office) -> Iterator[Item]:
    names = office.titles("schools")
    for one in deadlines.waiting(office, office.today + timedelta(days=AHEAD)):
        school = "" if one.school == office.school_id else names.get(one.school or b"", "")
        late = one.due_on < office.today
        when = _late(one.due_on, office.today) if late else _when(one.due_on, office.today)
        note = "　".join(part for part in (school, f"时限 {one.due_on.month}月{one.due_on.day}日") if part)
        title = f"{one.kind.said}：{one.title}"
        place = one.kind.place or one.kind.register
        yield Item(title, note, when, "red" if late else "", one.kind.icon, one.due_on, place, one.row)


def _attendance(office: Office) -> Iterator[Item]:
    """Classes of this school that nobody has called today, and pupils who are to be followed up."""
    today, school = office.today, office.school_id
    if roll_days.has_lessons(office, today):
        left = [one.room.title for one in roll_days.day(office, today, school) if not one.called]
        if left:
            note = "、".join(left[:NAMED]) + (f"等 {len(left)} 个班" if len(left) > NAMED else "")
            yield Item("点名", note, "今天", "", "user-check", today, "roll-call")
    for one in follow_up.today(office, school=school).away:
        if one.due:
            first = one.due[0]
            when = _late(first.by.date(), today) if first.by.date() < today else f"{first.by:%H:%M}前"
            note = f"{one.title}　缺勤 {len(one.days)} 天"
            tone = "red" if first.overdue else ""
            yield Item(f"{first.step.value}：{one.name}", note, when, tone, "phone", first.by.date(), "away")


def _late(due_on: date, today: date) -> str:
    return f"逾期{(today - due_on).days}天"


def _when(due_on: date, today: date) -> str:
    if due_on == today:
        return "今天"
    return "明天" if due_on == today + timedelta(days=1) else f"周{WEEKDAYS[due_on.weekday()]}"


def _hazards(office: Office) -> tuple[list[tuple[str, int, str]], int]:
    """Open hazards by age, and how many of them are major."""
    with office.look() as connection:
        asked = Question(where=(("state", "登记,待整改,整改中,待复查,待中心校复查"),))
        ids = query.ids(connection, Hazard, asked, office.context)
        rows = query.values(connection, Hazard, ids, office.context)
    if office.bound:
        rows = [row for row in rows if row["school_id"] == office.school_id]
    counted: Counter[str] = Counter()
    for row in rows:
        counted[next(label for most, label, _ in AGES if not most or (row["days_open"] or 0) <= most)] += 1
    return [(label, counted[label], tone) for _, label, tone in AGES], sum(row["level"] == "2" for row in rows)


def _schools(office: Office, others: Sequence[Due]) -> Iterator[School]:
    """Each school with what it has not handed in or not done; those with the most first."""
    missed = Counter(due.school for due in others if due.state == duties.OVERDUE)
    told = {line.school_id: line for line in parcel_book.township(office) if line.state != "本机"}
    names = [row for row in office.known.small("schools") if row["id"] != office.school_id and not row["closed_on"]]
    for row in sorted(names, key=lambda row: (-missed[row["id"]], str(row["name"]))):
        line = told.get(row["id"])
        parts = [line.attention] if line is not None and line.attention else []
        parts += [f"{missed[row['id']]} 件未做"] if missed[row["id"]] else []
        tone = "red" if parts else "green"
        yield School(row["id"], str(row["name"]), "，".join(parts) or "都做了", tone)


__all__ = ["Bench", "Item", "School", "bench"]
