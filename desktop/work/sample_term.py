"""A term in the sample township: three schools join, edit and hand in by stick, and not everything goes smoothly."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from db.registers import Student
from db.workspace import ENDING
from desktop.work import conflicts, duplicates, handing, movements, rows, tables
from desktop.work.office import Office
from desktop.work.outcome import Outcome, Progress, silent

STICK, OTHER_STICK = "U盘", "另一个U盘"


class Term:
    """The center and its schools around one stick."""

    def __init__(self, center: Path, today: date, clerk: str) -> None:
        self.folder, self.today = center.parent, today
        self.stick, self.other_stick = self.folder / STICK, self.folder / OTHER_STICK
        self.people = {center.stem: clerk}
        self.files = {center.stem: center}
        self.center = center.stem
        for place in (self.stick, self.other_stick):
            place.mkdir()

    @property
    def schools(self) -> list[Path]:
        """Data files of the schools that have a machine of their own."""
        return [file.resolve() for school, file in self.files.items() if school != self.center]

    def at(self, school: str) -> Office:
        return Office.open(self.files[school], self.people[school], self.today)

    def join(self, school: str, person: str) -> None:
        """The center's invitation goes out on the stick; the school's machine joins and hands in for the first time."""
        invited = self.do(self.center, lambda office: handing.invite(office, school, self.stick))
        self.files[school], self.people[school] = self.folder / f"{school}{ENDING}", person
        handing.join(Path(invited.data["file"]), self.files[school], person, self.today)
        self.do(school, lambda office: handing.handoff(office, self.stick))

    def friday(self, *schools: str) -> None:
        """The stick goes from school to center and back."""
        for school in schools:
            self.do(school, lambda office: handing.exchange(office, self.stick))
        self.do(self.center, lambda office: handing.exchange(office, self.stick))
        for school in schools:
            self.do(school, lambda office: handing.merge(office, [self.stick]))

    def do(self, school: str, work: Any) -> Outcome:
        office = self.at(school)
        try:
            outcome: Outcome = work(office)
        finally:
            office.workspace.changed = False
            office.close()
        return outcome

    def add(self, school: str, name: str, sex: str) -> None:
        """A new pupil, of whom the teacher knows little yet."""
        self.do(school, lambda office: rows.add(office, Student, {"name": name, "sex": sex, "nation": "汉"}))

    def change(self, school: str, student: str, typed: dict[str, str]) -> None:
        """One student's fields, changed at a school as its teacher would."""
        self.do(school, lambda office: rows.change(office, Student, _the(office, student), typed))


def _the(office: Office, student: str) -> bytes:
    return tables.ids(office, Student, student)[0]


def play(center: Path, today: date, clerk: str, progress: Progress = silent) -> Term:
    """Plays the term; answers the township as it stands around its stick."""
    term = Term(center, today, clerk)
    steps = (_join, _edit_both, _hand_in_late, _lose_one, _move, _settle)
    for number, step in enumerate(steps):
        progress("样例乡镇的一个学期", number, len(steps))
        step(term)
    return term


def _join(term: Term) -> None:
    for school, person in (("黑沟教学点", "贺兰"), ("柳林教学点", "武怡诗"), ("白杨小学", "石建华")):
        term.join(school, person)
    term.friday("黑沟教学点", "柳林教学点", "白杨小学")


def _edit_both(term: Term) -> None:
    """The point and the center change the same two cells without knowing of each other: two conflicts."""
    term.change("黑沟教学点", "吴涵欣", {"phone": "13972600018", "member1_name": "戴洋然"})
    term.change(term.center, "吴涵欣", {"phone": "15909960301"})
    term.change("黑沟教学点", "范涛子", {"address": "青石镇石门村3组"})
    term.change(term.center, "范涛子", {"address": "青石镇石门村5组12号"})
    for name, sex in (("程小满", "女"), ("方立冬", "男")):
        term.add("柳林教学点", name, sex)
    term.friday("黑沟教学点", "柳林教学点")


def _hand_in_late(term: Term) -> None:
    """白杨小学's parcel travels on another stick and comes after a newer one."""
    term.add("白杨小学", "石谷雨", "女")
    term.do("白杨小学", lambda office: handing.handoff(office, term.other_stick))
    term.add("白杨小学", "石白露", "女")
    term.friday("白杨小学")
    term.do(term.center, lambda office: handing.merge(office, [term.other_stick]))


def _lose_one(term: Term) -> None:
    """柳林教学点's parcel is lost with its stick; the next one brings everything again."""
    term.add("柳林教学点", "丁霜降", "男")
    lost = term.do("柳林教学点", lambda office: handing.handoff(office, term.other_stick))
    for parcel in lost.data["parcels"]:
        Path(parcel["file"]).unlink()
    term.add("柳林教学点", "丁立春", "女")
    term.friday("柳林教学点")


def _move(term: Term) -> None:
    """A child moves from the point to the center school; the whole history goes along."""
    typed = {"happened_on": "2026-11-13", "in_school": term.center, "class_after": "四（1）班", "reason": "随父母进镇"}
    term.do(term.center, lambda office: movements.do(office, "21", _the(office, "周妍琳"), typed))
    term.friday("黑沟教学点")


def _settle(term: Term) -> None:
    """One conflict is settled by telephone, one waits; one of three likely duplicates turns out to be one child."""

    def decide(office: Office) -> Outcome:
        address = next(c for c in conflicts.conflicts(office) if c.field == "address")
        conflicts.settle(office, address.id, keep=1)
        pair = set(tables.ids(office, Student, "孔博航"))
        twice = next(d for d in duplicates.duplicates(office) if pair & set(d.rows))
        keep = duplicates.fuller(office, twice)
        return duplicates.join_rows(office, Student, keep, [row for row in twice.rows if row != keep])

    term.do(term.center, decide)
    term.friday("黑沟教学点")
