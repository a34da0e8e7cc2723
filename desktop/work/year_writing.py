"""Writing the year's turn: classes, movements, destinations, counts and accounts, set-based in one unit of work."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from db.change import Change
from db.duplicates import apart_from_joined
from db.errors import Trouble
from db.register import key_id, new_id
from db.registers import Handover, Promotion, SchoolClass, SchoolYear, Student, YearTurn
from db.registers.classes import GRADE_FLAGS
from db.rules.class_titles import class_title, composite_title
from db.rules.class_turn import NewRoom, Room
from db.rules.grades import grade_of
from db.rules.year_turn import GOING, ON_ROLL, STAYING, Decision, Fate
from desktop.work import movements
from desktop.work.bulk import put_rows
from desktop.work.office import Office, calendar_of
from desktop.work.year_plan import Fated, Plan, SchoolTurn, counts

TO_JUNIOR, GRADUATION, MOVED_OUT, REPEATS, SKIPS = "22", "61", "31", "51", "52"
"""Codes of the list movement_kind."""
DECIDED = {
    Fate.HANDED_OVER: Decision.TO_JUNIOR, Fate.GRADUATED: Decision.LEAVES_STAGE, Fate.LEFT: Decision.LEAVES,
    Fate.REPEATED: Decision.STAYS_DOWN, Fate.SKIPPED: Decision.SKIPS,
}  # fmt: skip
NEXT = {0: "1", 1: "2"}
"""Where who leaves a stage usually goes: the kindergarten's children to a primary school, grade six to a junior one."""
ACCOUNT = {
    Fate.PROMOTED: "promoted", Fate.REPEATED: "repeated", Fate.SKIPPED: "skipped", Fate.HANDED_OVER: "handed_over",
    Fate.GRADUATED: "graduated", Fate.LEFT: "gone", Fate.NEW: "entered",
}  # fmt: skip
HANDOVER = (
    "id", "school_id", "year", "from_school_id", "to_school_id", "side", "boys", "girls", "boarders", "counted_on",
    "counted_by",
)  # fmt: skip


class YearWriting:
    """One unit of work: classes first, then who moves where, then what is kept of it; at last the file is counted."""

    def __init__(self, rows: Change, office: Office, found: Plan) -> None:
        self.rows, self.office, self.found = rows, office, found
        self.today, self.year = office.today.isoformat(), found.year

    def run(self, ready: Sequence[SchoolTurn]) -> None:
        if not self.office.bound:
            self._calendar()
        seats = self._seats(ready)
        self._promotions(ready)
        self._moves([pupil for one in ready for pupil in one.pupils], seats)
        self._handovers(ready)
        self._accounts(ready)
        self._prove(ready)

    def _calendar(self) -> None:
        """The school year and its terms; who turns early begins the school year on this day."""
        known = self.rows.find(SchoolYear, key_id("school_years", [self.year]))
        if known is None or known.deleted:
            for row in calendar_of(self.year):
                self.rows.add(row)
            known = self.rows.get(SchoolYear, key_id("school_years", [self.year]))
        if known.starts_on and known.starts_on > self.office.today:
            known.starts_on = self.office.today
        before = self.rows.find(SchoolYear, key_id("school_years", [self.year - 1]))
        if before is not None and known.starts_on and before.ends_on and before.ends_on >= known.starts_on:
            before.ends_on = known.starts_on - timedelta(days=1)

    # -- classes -------------------------------------------------------------------------------------------

    def _seats(self, ready: Iterable[SchoolTurn]) -> dict[bytes, bytes]:
        """Classes that end, get other grades or are new; answers the seats of those who repeat or skip."""
        cells: list[tuple[bytes, str, Any]] = []
        made: list[tuple[Any, ...]] = []
        seats: dict[bytes, bytes] = {}
        sit: list[tuple[bytes, str, Any]] = []
        for one in ready:
            new: dict[NewRoom, bytes] = {}
            for pupil, room in self._sitting(one):
                if isinstance(room, NewRoom):
                    room = new.setdefault(room, new_id())
                if pupil.fate in (Fate.REPEATED, Fate.SKIPPED):
                    if room is not None:
                        seats[pupil.pupil.row] = room
                else:
                    sit.append((pupil.pupil.row, "class_id", room))
            made += [(key, one.school, str(room.stage), room.cohort, 1) for room, key in new.items()]
            cells += [(key, "closed_on", self.today) for key in sorted(one.after.closed)]
            cells += [
                (key, flag, int(n in grades))
                for key, grades in one.after.regraded.items()
                for n, flag in enumerate(GRADE_FLAGS, 1)
            ]
        self.rows.insert_rows(SchoolClass, ("id", "school_id", "stage", "entry_year", "number"), made)
        self.rows.set_cells(SchoolClass, cells)
        self.rows.set_cells(Student, sit)
        return seats

    def _sitting(self, one: SchoolTurn) -> Iterator[tuple[Fated, bytes | NewRoom | None]]:
        """Who stays and sits in another class from now on, or in none until a person has said."""
        for fated in one.pupils:
            pupil, after = fated.pupil, fated.after.standing
            if fated.fate not in STAYING or (fated.fate is Fate.PROMOTED and not one.unseated(pupil.room)):
                continue
            room = one.after.seat(pupil.room, after.stage or 0, after.cohort or 0)
            if room != pupil.room or fated.fate is not Fate.PROMOTED:
                yield fated, room

    # -- pupils --------------------------------------------------------------------------------------------

    def _promotions(self, ready: Iterable[SchoolTurn]) -> None:
        """Who repeats, skips or leaves, and where to; who goes to the junior school as usual has a movement only."""
        names = ("id", "school_id", "student_id", "year", "decision", "to_school_id", "destination", "destination_name")
        lines = []
        for one in ready:
            titles = {room.key: _title(room, self.year - 1) for room in one.rooms}
            for fated in one.pupils:
                decision, pupil = DECIDED.get(fated.fate), fated.pupil
                if decision is None or (fated.fate is Fate.HANDED_OVER and pupil.decision is None):
                    continue
                usual = NEXT.get(pupil.standing.stage or 0) if fated.fate in GOING else None
                lines.append(
                    (
                        key_id("promotions", [pupil.row, self.year]), one.school, pupil.row, self.year, decision.value,
                        fated.to or pupil.to, pupil.destination or usual, pupil.place, one.school,
                        titles.get(pupil.room or b""), self.today,
                    )
                )  # fmt: skip
        put_rows(self.rows, Promotion, (*names, "from_school_id", "left_class", "done_on"), lines)

    def _moves(self, pupils: Sequence[Fated], seats: dict[bytes, bytes]) -> None:
        """Movements and what follows from them, all alike ones together."""
        alike: dict[tuple[str, str, Any], list[bytes]] = defaultdict(list)
        for fated in pupils:
            if fated.fate is Fate.HANDED_OVER:
                alike[TO_JUNIOR, "in_school_id", fated.to].append(fated.pupil.row)
            elif fated.fate is Fate.GRADUATED:
                alike[GRADUATION, "place", fated.pupil.place].append(fated.pupil.row)
            elif fated.fate is Fate.LEFT:
                alike[MOVED_OUT, "place", fated.pupil.place].append(fated.pupil.row)
            elif fated.fate in (Fate.REPEATED, Fate.SKIPPED):
                alike[REPEATS if fated.fate is Fate.REPEATED else SKIPS, "place", None].append(fated.pupil.row)
        own = self.office.who.name
        for (kind, name, value), students in alike.items():
            words = {name: value, "reason": f"升入{self.found.label}", "handler": own}
            movements.many(self.rows, kind, students, self.today, rooms=seats, **words)
        cells = []
        for fated in pupils:
            after, before = fated.after.standing, fated.pupil.standing
            within = fated.fate is Fate.PROMOTED and after.stage != before.stage
            late = fated.fate is Fate.HANDED_OVER and self.office.today.year != self.year
            if within or late:
                cells += [(fated.pupil.row, "stage", str(after.stage)), (fated.pupil.row, "cohort", after.cohort)]
        self.rows.set_cells(Student, cells)

    # -- what is kept of it --------------------------------------------------------------------------------

    def _handovers(self, ready: Iterable[SchoolTurn]) -> None:
        """The sending side's count of every hand-over."""
        lines = []
        for one in ready:
            groups: dict[bytes, list[Fated]] = defaultdict(list)
            for fated in one.pupils:
                if fated.fate is Fate.HANDED_OVER and fated.to is not None:
                    groups[fated.to].append(fated)
            for to, group in groups.items():
                told = counts([fated.pupil for fated in group])
                key = key_id("handovers", [self.year, one.school, to, "1"])
                lines.append((key, one.school, self.year, one.school, to, "1", *told.values(), *self._signed()))
        put_rows(self.rows, Handover, HANDOVER, lines)

    def _signed(self) -> tuple[str, str]:
        return self.today, self.office.who.name

    def _accounts(self, ready: Iterable[SchoolTurn]) -> None:
        names = ("id", "school_id", "year", "turned_on", "before", *ACCOUNT.values(), "after")
        put_rows(
            self.rows,
            YearTurn,
            names,
            [
                (
                    key_id("year_turns", [one.school, self.year]), one.school, self.year, self.today,
                    one.account.before, *(one.account.counts[fate] for fate in ACCOUNT), one.account.after,
                )
                for one in ready
            ],
        )  # fmt: skip

    def _prove(self, ready: Sequence[SchoolTurn]) -> None:
        """The file is counted again: at each school stand those who stayed, and whom it was handed. Raises Trouble."""
        expected = Counter({one.school: one.account.after for one in ready})
        for one in ready:
            expected.update(fated.to for fated in one.pupils if fated.to is not None and fated.to in expected)
        codes = ",".join(f"'{code}'" for code in sorted(ON_ROLL))
        counted = dict(
            self.rows.rows(
                f"SELECT school_id, count(*) FROM students WHERE deleted = 0 AND coalesce(status, '01') IN ({codes}) "
                f"AND {apart_from_joined(Student)} GROUP BY 1"
            )
        )
        for one in ready:
            due, found = expected[one.school], counted.get(one.school, 0)
            if due != found:
                said = f"{one.name}升后应有 {due} 人，点出来 {found} 人，账不平，什么都没有改。"
                raise Trouble(said, "请先做一次“体检”，再升学年。")


def _title(room: Room, year: int) -> str:
    """What the class was called in the school year that ends."""
    if room.cohort is None:
        return composite_title([(room.stage, grade) for grade in room.grades]) if room.grades else "复式班"
    grade = grade_of(room.cohort, room.stage, year)
    return class_title(room.stage, grade, room.number) if grade else ""
