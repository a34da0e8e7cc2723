"""Six weeks of attendance in the sample township: two schools call, some pupils are ill, one does not come any more."""

from __future__ import annotations

import random
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from db.attendance import days
from db.attendance.days import Room
from db.change import Change
from db.register import key_id
from db.registers import Absence, Illness, MorningFinding, RollCall, Student
from db.rules import attendance
from desktop.work import follow_up, tables
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.roll_call import IN_CLASS
from desktop.work.sample_term import Term

SOURCE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "attendance.toml"
CALL = ("id", "school_id", "class_id", "on", "session", "expected", "present", "called_by", "called_on", "called_at")
MISSING = ("id", "school_id", "student_id", "class_id", "on", "session", "reason", "symptom", "remark")
WHY = {
    "1": ("感冒", "发烧，在家休息", "肚子疼", "看牙"),
    "2": ("家里有事", "走亲戚", "外婆过寿"),
    "4": ("下雨路滑", "睡过头"),
}

Away = dict[tuple[bytes, date], tuple[str, str, str]]
"""Who is missing on a day: reason, symptom, a few words."""


def play(term: Term) -> None:
    """The center calls its own classes, the point on its own machine; on Friday the stick goes round."""
    said = tomllib.loads(SOURCE.read_text("utf-8"))
    for school in (term.center, "黑沟教学点"):
        term.do(school, lambda office, school=school: _calls(office, school, said))
        term.do(school, lambda office, school=school: _health(office, school, said))
        term.do(school, _register)
    term.friday("黑沟教学点")


def _calls(office: Office, school: str, said: dict[str, Any]) -> Outcome:
    """The weeks up to today, written as one entry a day would be read: by class, day and session."""
    with office.look() as connection:
        rooms = days.rooms(connection, office.context, office.school_id)
        lessons = days.school_days(connection, office.context, said["first"], office.today)
    pupils = {room.title: _pupils(office, room) for room in rooms}
    chance = random.Random(f"{said['seed']}{school}")
    away = _away(said, school, pupils, lessons, chance)
    missed = {(one["class"], one["on"]) for one in said["missed"] if one["school"] == school}
    calls: list[tuple[Any, ...]] = []
    absent: list[tuple[Any, ...]] = []
    teachers = _teachers(office, said["teacher"])
    for on in lessons:
        for room in rooms:
            late = on == office.today and room.title not in said["called_today"]
            if (room.title, on) not in missed and not late:
                for session in room.sessions[:1] if on == office.today else room.sessions:
                    _call(room, on, session, pupils[room.title], away, teachers, chance, calls, absent)
    with office.change("十月、十一月点名") as rows:
        rows.insert_rows(RollCall, CALL, calls)
        rows.insert_rows(Absence, MISSING, absent)
        _follow_up(rows, said, school, pupils, rooms)
    return Outcome()


def _call(
    room: Room, on: date, session: str, pupils: list[bytes], away: Away, teachers: dict[bytes, str],
    chance: random.Random, calls: list[tuple[Any, ...]], absent: list[tuple[Any, ...]],
) -> None:  # fmt: skip
    missing = [(row, *away[row, on]) for row in pupils if (row, on) in away]
    missing = [one for one in missing if session != attendance.AFTERNOON or one[1] != attendance.LATE]
    there = len(pupils) - sum(1 for one in missing if one[1] in attendance.ABSENT)
    at = f"{'08' if session != attendance.AFTERNOON else '14'}:{chance.randrange(3, 25):02}"
    day = on.isoformat()
    key, by = key_id("roll_calls", [room.id, on, session]), teachers.get(room.id, "值班老师")
    calls.append((key, room.school_id, room.id, day, session, len(pupils), there, by, day, at))
    for row, reason, symptom, words in missing:
        key = key_id("absences", [row, on, session])
        absent.append((key, room.school_id, row, room.id, day, session, reason, symptom or None, words or None))


def _pupils(office: Office, room: Room) -> list[bytes]:
    return tables.ids(office, Student, where=[("class", room.id.hex()), ("school", room.school_id.hex()), IN_CLASS])


def _teachers(office: Office, otherwise: str) -> dict[bytes, str]:
    """Who calls each class: its class teacher; at the point its one teacher."""
    names = office.titles("staff")
    with office.look() as connection:
        found = connection.exec_driver_sql("SELECT id, teacher_id FROM classes").all()
    return {room: names.get(teacher or b"", otherwise) for room, teacher in found}


def _away(
    said: dict[str, Any], school: str, pupils: dict[str, list[bytes]], lessons: list[date], chance: random.Random
) -> Away:
    """By chance some are ill for days, have something to do, or come late; then those of whom more is known."""
    found: Away = {}
    for number, on in enumerate(lessons):
        for room in pupils.values():
            for row in room:
                if (row, on) in found or chance.randrange(1000) >= said["share"]:
                    continue
                reason = chance.choice("111224")
                stays = chance.randrange(1, 4) if reason == attendance.ILL else 1
                symptom = chance.choice("12349") if reason == attendance.ILL else ""
                for day in lessons[number : number + stays]:
                    found[row, day] = (reason, symptom, chance.choice(WHY[reason]))
    reasons = {"未说明": attendance.UNEXPLAINED, "旷课": attendance.TRUANT}
    for one in said["stories"] + said["ill"]:
        if one["school"] == school:
            row = pupils[one["class"]][one["place"]]
            for on in (day for day in lessons if one["days"][0] - timedelta(30) <= day):
                found.pop((row, on), None)
            for on in one["days"]:
                reason = reasons.get(one.get("reason", ""), attendance.ILL)
                found[row, on] = (reason, one.get("symptom", ""), "")
    return found


def _follow_up(
    rows: Change, said: dict[str, Any], school: str, pupils: dict[str, list[bytes]], rooms: list[Room]
) -> None:
    """What was done about the first day of an absence."""
    sessions = {room.title: room.sessions[0] for room in rooms}
    for one in said["stories"]:
        if one["school"] == school and "first" in one:
            row, first = pupils[one["class"]][one["place"]], one["days"][0]
            kept = rows.get(Absence, key_id("absences", [row, first, sessions[one["class"]]]))
            for name, value in one["first"].items():
                setattr(kept, name, value)


def _register(office: Office) -> Outcome:
    """Whoever was ill before this week is registered, and back; who fell ill twice stands there twice."""
    monday = days.week_span(office.today)[0]
    while ill := [one for one in follow_up.today(office, since=timedelta(60)).ill if one.since < monday]:
        follow_up.register_ill(office, ill)
        follow_up.book_return(office, follow_up.today(office).well)
    return Outcome()


def _health(office: Office, school: str, said: dict[str, Any]) -> Outcome:
    """What the checks found, and the register of illness as far as somebody has filled it in."""
    with office.look() as connection:
        rooms = {room.title: room for room in days.rooms(connection, office.context, office.school_id)}
    pupils = {title: _pupils(office, room) for title, room in rooms.items()}

    def first(one: dict[str, Any]) -> dict[str, Any]:
        room = rooms[one["class"]]
        return {"school_id": room.school_id, "class_id": room.id, "student_id": pupils[room.title][one["place"]]}

    own = ("school", "class", "place", "days")
    with office.change("晨检与因病缺课登记") as rows:
        for one in said["checks"]:
            if one["school"] == school:
                words = {name: value for name, value in one.items() if name not in own}
                rows.add(MorningFinding(**first(one), **words, checked_by="校医"))
        for one in said["ill"]:
            if one["school"] == school and "hospital" in one:
                words = {name: value for name, value in one.items() if name not in own}
                rows.add(Illness(**first(one), began_on=one["days"][0], registered_by="校医", **words))
    return Outcome()
