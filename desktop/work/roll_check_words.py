"""The term's check as a script does it: a class with its exceptions by name, and how far everything is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from db.errors import NotFound, Trouble
from desktop.work import roll_check, roll_settling
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.roll_check import NOT_HERE, WORDS, Check, Room


def check(
    office: Office,
    school: str = "",
    room: str = "",
    not_here: Sequence[str] = (),
    not_listed: Sequence[str] = (),
    all_here: bool = False,
    finish: bool = False,
) -> Outcome:
    """Notes what is told of a class, then says how far the school is. Raises NotFound, Trouble."""
    own = roll_check.this_term(office, office.school_called(school) if school else None)
    if room:
        _note(office, own, room, not_here, not_listed, all_here=all_here)
    elif not_here or not_listed or all_here:
        raise Trouble("没有写哪个班。", "请加 --class，如 --class 三（1）班。")
    if finish:
        roll_check.finish(office, own)
    return _told(office, own)


def _note(
    office: Office, own: Check, title: str, not_here: Sequence[str], not_listed: Sequence[str], *, all_here: bool
) -> None:
    found = next((one for one in roll_check.rooms(office, own) if one.title == title), None)
    if found is None:
        raise NotFound(f"没有“{title}”这个班，或者班里没有学生。", "请用 list classes 看一看。")
    pupils = {one.name: one.student for one in roll_check.sheet(office, own, found.room) if one.student}
    for name in not_here:
        student = pupils.get(name)
        if student is None:
            raise NotFound(f"{title}没有“{name}”。", "请核对姓名。")
        roll_check.tick(office, own, found.room, [student], NOT_HERE)
    for name in not_listed:
        roll_check.add_other(office, own, found.room, name)
    if all_here:
        roll_check.all_here(office, own, found.room)


def _told(office: Office, own: Check) -> Outcome:
    rooms = roll_check.rooms(office, own)
    unsettled = [one for one in roll_settling.to_settle(office, own) if not one.settled]
    data: dict[str, Any] = {
        "term": own.label,
        "rooms": [_room(one) for one in rooms],
        "unsettled": [{"id": one.row.hex(), "name": one.name, "finding": WORDS[one.finding]} for one in unsettled],
    }
    lines = [
        f"{one.title}　应核对 {one.pupils}　已核对 {one.ticked}　不一致 {one.not_here + one.not_listed}"
        for one in rooms
    ]
    lines += [f"待处理：{one.name}（{one.room}）{WORDS[one.finding]}" for one in unsettled]
    return Outcome("\n".join([own.label, *lines]), data=data, attention=bool(unsettled))


def _room(one: Room) -> dict[str, Any]:
    return {
        "class": one.title, "pupils": one.pupils, "ticked": one.ticked, "here": one.here, "not_here": one.not_here,
        "not_listed": one.not_listed,
    }  # fmt: skip
