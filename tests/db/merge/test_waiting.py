"""What comes too early waits, what never came is named, and a center that lost everything gets it back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db import merge
from db.merge import knowledge
from db.registers import BY_NAME, Child, HeadingChoice, Village
from tests.db.merge.test_rights import MINE, brought, cell, edited, stick
from tests.laws.township import CENTER, SOUTH, Machine, Township, at_play


def last_only(township: Township, sender: Machine, receiver: Machine) -> tuple[object, object]:
    """The sender's last entry, and all before it, as two parcels."""
    whole = stick(township, sender, receiver)
    site, number = sender.workspace.site_number, whole.entries[-1][0].number
    early = replace(whole, entries=whole.entries[:-1], covers={site: [[1, number - 1]]})
    return replace(whole, entries=whole.entries[-1:], covers={site: [[number, number]]}), early


def test_an_edit_that_comes_before_its_row_waits_and_is_applied_when_the_row_comes(
    township: Township, center: Machine, south: Machine
) -> None:
    with township.change(south) as rows:
        child = rows.add(Child(name="王小花", school_id=SOUTH))
    edited(township, south, child.id, "name", "王晓花")
    late, early = last_only(township, south, center)
    account = township.deliver(late).parcels[0].total
    assert (account.read, account.waiting) == (1, 1)
    township.deliver(early)
    assert cell(center, child.id, "name") == "王晓花"
    with center.workspace.look() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM waiting").scalar() == 0


def test_a_missing_parcel_is_named_until_something_covers_it(
    township: Township, center: Machine, south: Machine
) -> None:
    edited(township, south, MINE, "name", "王小花")
    edited(township, south, MINE, "phone", "13800000000")
    late, early = last_only(township, south, center)
    assert township.deliver(late).missing == {south.workspace.site_number: [[1, 1]]}
    assert township.deliver(early).missing == {}


@pytest.mark.parametrize("unknown", ["villages"])
def test_a_register_of_a_newer_program_waits_for_the_upgrade(
    township: Township, center: Machine, south: Machine, monkeypatch: pytest.MonkeyPatch, unknown: str
) -> None:
    with township.change(center) as rows:
        village = rows.add(Village(name="柳林村"))
    with township.change(center) as rows:
        rows.set_cells(Village, [(village.id, "contact", "赵")])
    parcel = stick(township, center, south)
    with monkeypatch.context() as older:  # the program at the school does not know villages yet
        older.delitem(BY_NAME, unknown)
        account = township.deliver(parcel).parcels[0].total
        assert (account.read, account.waiting) == (2, 2)
    with south.workspace.merging() as connection:
        knowledge.note(connection, "applied", "0000")  # as an older program left it
        merge.apply_after_upgrade(connection)
    with south.workspace.look() as connection:
        assert connection.exec_driver_sql("SELECT name, contact FROM villages").all() == [("柳林村", "赵")]
        assert connection.exec_driver_sql("SELECT count(*) FROM waiting").scalar() == 0


def test_a_field_of_a_newer_program_waits_and_holds_up_nothing(
    township: Township, center: Machine, south: Machine
) -> None:
    edited(township, center, MINE, "name", "王小花")
    edited(township, center, MINE, "phone", "1")
    parcel = stick(township, center, south)
    (head, (op,)), other = parcel.entries
    newer = replace(parcel, entries=[(head, [op._replace(field="shoe_size", value="32")]), other])
    account = township.deliver(newer).parcels[0].total
    assert (account.updated, account.waiting) == (1, 1)
    assert township.deliver(newer).parcels[0].total.present == 2


def test_a_center_that_lost_its_machine_gets_everything_back_from_the_schools(templates, tmp_path) -> None:  # type: ignore[no-untyped-def]
    with at_play(templates, tmp_path, 5) as township:
        center, south, north, _, new = township.machines
        edited(township, center, MINE, "name", "王小花")
        edited(township, center, MINE, "phone", "13800000000")
        brought(township, center, south)
        parcel = replace(township.pack(south, new, {}), sender=center)  # a person said: this school's copy is good
        township.deliver(parcel)
        assert cell(new, MINE, "phone") == "13800000000"
        with new.workspace.look() as connection:
            assert not knowledge.taken(connection).get(center.workspace.site_number, [[1, 1]])[-1][1] > 1
        edited(township, new, MINE, "phone", "13900000000")
        assert brought(township, new, south).updated == 1
        with south.workspace.look() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM conflicts").scalar() == 0
        assert north.school != CENTER


def test_a_row_with_a_newer_programs_column_stands_and_is_looked_at_again_after_the_upgrade(
    township: Township, center: Machine, south: Machine
) -> None:
    with township.change(center) as rows:
        child = rows.add(Child(name="王小花", school_id=SOUTH))
    edited(township, center, child.id, "phone", "1")
    parcel = stick(township, center, south)
    (head, (op,)), edit = parcel.entries
    assert op.columns is not None
    wider = op._replace(columns=(*op.columns, "shoe_size"), value=op.value[:-1] + ',"32"]')
    account = township.deliver(replace(parcel, entries=[(head, [wider]), edit])).parcels[0].total
    assert (account.added, account.updated) == (1, 1)
    assert cell(south, child.id, "name") == "王小花"
    with south.workspace.merging() as connection:
        assert merge.apply_waiting(connection).rows == {}
        assert connection.exec_driver_sql("SELECT count(*) FROM waiting").scalar() == 1


def test_what_the_center_cannot_read_yet_it_does_not_call_complete(
    township: Township, center: Machine, south: Machine, north: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited(township, south, MINE, "phone", "1")
    with township.change(south) as rows:
        rows.add(HeadingChoice(school_id=SOUTH, register="students", heading="姓名"))
    with monkeypatch.context() as older:
        older.delitem(BY_NAME, "heading_choices")
        brought(township, south, center)
        assert stick(township, center, north).covers[south.workspace.site_number] == [[1, 1]]
    with center.workspace.merging() as connection:
        merge.apply_waiting(connection)
    assert stick(township, center, north).covers[south.workspace.site_number] == [[1, 2]]
