"""A hostile or broken machine that is enrolled: what it may not write ends in quarantine or is refused."""

import json
from dataclasses import replace

import pytest

from db import checking
from db.handoff import envelope, keys, ledger
from db.handoff.body import Preamble, Writer
from db.merge import EntryHead, Operation
from db.registers import Student
from tests.db.handoff.sides import CONTEXT, Side, Township, states

STAMP = (1 << 12) << 20


class Hostile:
    """Makes parcels of the point's, rightly sealed and signed, with whatever content."""

    def __init__(self, township: Township) -> None:
        self.township, self.side = township, township.point
        with township.center.workspace.look() as connection:
            last = "SELECT max(number) FROM entries WHERE site = ?"
            self.next = (connection.exec_driver_sql(last, (self.side.site,)).scalar() or 0) + 1
        self.parcel = 50

    def head(self, count: int, **words: object) -> EntryHead:
        who, at = self.side.who.id, "2026-11-20T08:00:00+08:00"
        head = EntryHead(self.side.site, self.next, STAMP + self.next, {}, who, "坏人", "改", at, "0001", None, count)
        self.next += 1
        return head._replace(**words)  # type: ignore[arg-type]

    def insert(self, head: EntryHead, place: int, row: bytes, school: bytes | None, **words: object) -> Operation:
        columns = Student.columns()
        values = dict.fromkeys(columns) | {"id": row.hex(), "name": "假人", "deleted": 0, **words}
        values["school_id"] = school.hex() if school else None
        text = json.dumps([values[c] for c in columns], ensure_ascii=False)
        return Operation(head.site, head.number, place, "students", row, None, columns, text)

    def edit(
        self, head: EntryHead, place: int, row: bytes, field: str, value: object, register: str = "students"
    ) -> Operation:
        return Operation(head.site, head.number, place, register, row, field, None, value)

    def send(self, *entries: tuple[EntryHead, list[Operation]], **header: object) -> list[str]:
        """Writes the parcel and lets the center take it in; answers the states."""
        writer = Writer()
        for head, operations in entries:
            writer.entry(head, operations)
        covers = {self.side.site: [[1, self.next - 1]]}
        packed = writer.packed(Preamble(self.parcel, covers, {}, covers, [], []))
        public = self.side.machines()[self.township.center.site].keys
        own = keys.load(self.side.workspace.database)
        assert public is not None
        assert own is not None
        body = keys.sealed(packed.body, public.seal)
        center, point = self.township.center.workspace, self.side.workspace
        made = envelope.Header(
            format=envelope.FORMATS["parcel"],
            version=envelope.VERSION,
            revision="0001",
            township=(center.school_id or b"").hex(),
            sender=point.site_number,
            school=(point.school_id or b"").hex(),
            name="黑沟教学点",
            receiver=center.site_number,
            reader="青石镇中心学校",
            number=self.parcel,
            at="2026-11-20T08:00:00+08:00",
            size=len(body),
            plain=packed.plain,
            entries=packed.entries,
            operations=packed.operations,
            attachments=0,
        )
        self.parcel += 1
        file = self.township.stick / f"{self.parcel}.xxp"
        file.write_bytes(envelope.written(replace(made, **header), body, own))  # type: ignore[arg-type]
        self.taken = self.township.center.take(file)
        self.account = self.taken.accounts.get(file, {}).get("total", {})
        return states(self.taken)


@pytest.fixture
def hostile(township: Township) -> Hostile:
    return Hostile(township)


@pytest.fixture
def victim(township: Township) -> bytes:
    """A child of another school, in the center's file."""
    row = township.primary.add("白小杨")
    township.primary.hand_out(township.stick)
    township.center.exchange(township.stick)
    return row


def unharmed(side: Side, victim: bytes) -> None:
    assert side.pupils().get(victim) == "白小杨"
    with side.workspace.look() as connection:
        assert checking.check(connection, CONTEXT, lambda *_: None).findings == []
        assert connection.exec_driver_sql("SELECT max(stamp) FROM entries").scalar() < STAMP << 10


def test_another_schools_row_is_not_changed(township: Township, hostile: Hostile, victim: bytes) -> None:
    head = hostile.head(2)
    edits = [hostile.edit(head, 0, victim, "name", "改了"), hostile.edit(head, 1, victim, "deleted", 1)]
    assert hostile.send((head, edits)) == ["taken"]
    assert hostile.account["quarantined"] + hostile.account["waiting"] == 2
    unharmed(township.center, victim)


def test_another_schools_row_is_not_invented(township: Township, hostile: Hostile, victim: bytes) -> None:
    head = hostile.head(1)
    assert hostile.send((head, [hostile.insert(head, 0, b"\7" * 16, township.primary.workspace.school_id)])) == [
        "taken"
    ]
    assert hostile.account["quarantined"] == 1
    assert b"\7" * 16 not in township.center.pupils()
    unharmed(township.center, victim)


def test_another_schools_row_is_not_written_again_as_ones_own(
    township: Township, hostile: Hostile, victim: bytes
) -> None:
    head = hostile.head(1)
    hostile.send((head, [hostile.insert(head, 0, victim, township.point.workspace.school_id)]))
    unharmed(township.center, victim)


def test_a_common_row_is_not_changed_by_a_school(township: Township, hostile: Hostile, victim: bytes) -> None:
    school, head = township.primary.workspace.school_id or b"", hostile.head(1)
    assert hostile.send((head, [hostile.edit(head, 0, school, "name", "没有这所学校", "schools")])) == ["taken"]
    assert township.center.schools()[school] == "白杨小学"
    unharmed(township.center, victim)


def test_a_stamp_that_would_end_all_counting_is_set_aside(township: Township, hostile: Hostile, victim: bytes) -> None:
    head = hostile.head(1, stamp=(1 << 62) + 5)
    hostile.send((head, [hostile.insert(head, 0, b"\7" * 16, township.point.workspace.school_id)]))
    assert hostile.account.get("quarantined", 1) == 1
    assert b"\7" * 16 not in township.center.pupils()
    unharmed(township.center, victim)
    later = township.point.add("田小禾")
    township.point.hand_out(township.stick)
    assert later  # counting goes on


def test_entries_in_the_name_of_the_center_are_not_believed(
    township: Township, hostile: Hostile, victim: bytes
) -> None:
    head = hostile.head(1, site=township.center.site, number=5000)
    assert hostile.send((head, [hostile.edit(head, 0, victim, "name", "改了")])) == ["refused"]
    head = hostile.head(1, site=township.primary.site, number=5000)
    hostile.send((head, [hostile.edit(head, 0, victim, "name", "改了")]))
    unharmed(township.center, victim)


@pytest.mark.parametrize(
    ("words", "entries"),
    [({"entries": 5_000_000}, 1), ({"operations": 2**60}, 1), ({"plain": 2**50}, 1), ({"size": 2**40}, 1)],
)
def test_huge_counts_are_refused_before_anything_is_unpacked(
    township: Township, hostile: Hostile, victim: bytes, words: dict[str, int], entries: int
) -> None:
    head = hostile.head(1)
    operations = [hostile.insert(head, 0, b"\7" * 16, township.point.workspace.school_id)]
    assert hostile.send((head, operations), **words) == ["refused"]
    unharmed(township.center, victim)


@pytest.mark.parametrize("text", ["", "nonsense", "[]", "{}", "[1,2,3]", "null", "[" * 2000, '["\\ud800"]', "1e999"])
def test_an_insert_whose_values_make_no_sense_does_no_harm(
    township: Township, hostile: Hostile, victim: bytes, text: str
) -> None:
    head = hostile.head(1)
    wrong = hostile.insert(head, 0, b"\7" * 16, township.point.workspace.school_id)._replace(value=text)
    hostile.send((head, [wrong]))
    unharmed(township.center, victim)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", b"\xff\xfe"),
        ("name", None),
        ("name", "长" * 200_000),
        ("name", 2**62),
        ("born_on", "不是日期"),
        ("born_on", 20260101),
        ("deleted", "是"),
        ("deleted", 7),
        ("school_id", "x"),
        ("school_id", b"short"),
        ("class_id", 5),
        ("id", b"\1" * 16),
        ("no_such_field", "x"),
        ('"; DROP TABLE students; --', "x"),
    ],
)
def test_a_value_that_its_field_cannot_hold_does_no_harm(
    township: Township, hostile: Hostile, victim: bytes, field: str, value: object
) -> None:
    first, second = hostile.head(1), hostile.head(1)
    row = b"\7" * 16
    knows = {hostile.side.site: [[1, first.number]]}
    own = hostile.insert(first, 0, row, township.point.workspace.school_id)
    hostile.send((first, [own]), (second._replace(knowledge=knows), [hostile.edit(second, 0, row, field, value)]))
    unharmed(township.center, victim)


@pytest.mark.parametrize("register", ["no_such_register", "sqlite_master", "entries", "local", '"; --'])
def test_what_is_no_register_waits_and_does_no_harm(
    township: Township, hostile: Hostile, victim: bytes, register: str
) -> None:
    head = hostile.head(1)
    hostile.send((head, [hostile.edit(head, 0, b"\7" * 16, "value", "x", register)]))
    unharmed(township.center, victim)
    assert township.center.workspace.local("site") == township.center.site


def test_the_same_place_twice_is_refused(township: Township, hostile: Hostile, victim: bytes) -> None:
    head = hostile.head(2)
    twice = [hostile.insert(head, 0, bytes([n]) * 16, township.point.workspace.school_id) for n in (7, 8)]
    assert hostile.send((head, twice)) == ["refused"]
    unharmed(township.center, victim)


def test_the_same_entry_with_other_content_is_refused_and_says_that_a_file_was_copied(
    township: Township, hostile: Hostile, victim: bytes
) -> None:
    head = hostile.head(1)
    hostile.send((head, [hostile.insert(head, 0, b"\7" * 16, township.point.workspace.school_id)]))
    other = head._replace(at="2026-11-20T09:00:00+08:00")
    assert hostile.send((other, [hostile.insert(other, 0, b"\x08" * 16, township.point.workspace.school_id)])) == [
        "refused"
    ]
    with township.center.workspace.look() as connection:
        [told] = ledger.entered(connection, ledger.COPIED)
    assert told.account == {"parted": head.number}
    unharmed(township.center, victim)


def test_good_parcels_on_the_same_stick_are_taken_beside_a_hostile_one(
    township: Township, hostile: Hostile, victim: bytes
) -> None:
    head = hostile.head(1)
    wrong = hostile.insert(head, 0, b"\7" * 16, township.point.workspace.school_id)._replace(value="nonsense")
    row = township.primary.add("白小柳")
    township.primary.hand_out(township.stick)
    hostile.send((head, [wrong]))
    township.center.take(township.stick)
    assert row in township.center.pupils()
    unharmed(township.center, victim)
