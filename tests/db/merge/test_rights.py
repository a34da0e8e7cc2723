"""What a school's machine may write, and what becomes of the rest: set aside, counted, seen (handoff.md, law 6)."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from db import merge
from db.merge import Account, CopiedFile, Operation
from db.merge.incoming import Malformed
from db.register import new_ids
from db.registers import Child, Village
from tests.laws.township import CHILDREN, NORTH, SOUTH, Flying, Machine, Township

MINE, THEIRS = CHILDREN[0][0], CHILDREN[2][0]


def stick(township: Township, sender: Machine, receiver: Machine) -> Flying:
    return township.pack(sender, receiver, township.taken(receiver))


def brought(township: Township, sender: Machine, receiver: Machine) -> Account:
    return township.deliver(stick(township, sender, receiver)).parcels[0].total


def cell(machine: Machine, row: bytes, column: str) -> Any:
    with machine.workspace.look() as connection:
        return connection.exec_driver_sql(f'SELECT "{column}" FROM children WHERE id = ?', (row,)).scalar()


def aside(machine: Machine) -> list[tuple[Any, ...]]:
    with machine.workspace.look() as connection:
        return [tuple(line) for line in connection.exec_driver_sql("SELECT because, field, value FROM quarantine")]


def changed(flying: Flying, **words: Any) -> Flying:
    """The same parcel with its first operation altered by somebody."""
    (head, operations), *rest = flying.entries
    return replace(flying, entries=[(head, [operations[0]._replace(**words), *operations[1:]]), *rest])


def edited(township: Township, machine: Machine, row: bytes, column: str, value: Any) -> None:
    with township.change(machine) as rows:
        rows.set_cells(Child, [(row, column, value)])


def test_an_edit_of_another_schools_child_is_set_aside(township: Township, center: Machine, south: Machine) -> None:
    edited(township, south, MINE, "name", "王小花")
    hostile = changed(stick(township, south, center), row=THEIRS)
    account = township.deliver(hostile).parcels[0].total
    assert (account.read, account.quarantined) == (1, 1)
    assert cell(center, THEIRS, "name") == "某某"
    assert aside(center) == [("school", "name", "王小花")]


def test_what_was_set_aside_is_known_when_it_comes_again(township: Township, center: Machine, south: Machine) -> None:
    edited(township, south, MINE, "name", "王小花")
    parcel = stick(township, south, center)
    township.deliver(changed(parcel, row=THEIRS))
    account = township.deliver(changed(parcel, row=THEIRS)).parcels[0].total
    assert (account.present, account.quarantined) == (1, 0)
    assert len(aside(center)) == 1


def test_a_child_entered_for_another_school_is_set_aside(township: Township, center: Machine, south: Machine) -> None:
    with township.change(south) as rows:
        child = rows.add(Child(name="王小花", school_id=NORTH))
    assert brought(township, south, center).quarantined == 1
    assert cell(center, child.id, "name") is None


def test_only_the_center_writes_what_is_common(township: Township, center: Machine, south: Machine) -> None:
    with township.change(south) as rows:
        rows.add(Village(name="柳林村"))
    assert brought(township, south, center).quarantined == 1
    with center.workspace.look() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM villages").scalar() == 0


def test_edits_made_before_a_school_knew_that_the_child_had_left_count(
    township: Township, center: Machine, south: Machine, north: Machine
) -> None:
    edited(township, center, MINE, "school_id", NORTH)
    edited(township, south, MINE, "phone", "13800000000")
    assert brought(township, south, center).quarantined == 0
    brought(township, center, north)
    assert cell(north, MINE, "phone") == "13800000000"


def test_edits_made_after_a_school_knew_that_the_child_had_left_are_set_aside(
    township: Township, center: Machine, south: Machine
) -> None:
    edited(township, center, MINE, "school_id", NORTH)
    brought(township, center, south)
    edited(township, south, MINE, "phone", "13800000000")
    assert brought(township, south, center).quarantined == 1
    assert cell(center, MINE, "phone") is None


def test_whether_an_edit_was_allowed_does_not_depend_on_what_came_first(
    township: Township, center: Machine, south: Machine
) -> None:
    edited(township, south, MINE, "school_id", NORTH)
    first = stick(township, south, center)
    edited(township, south, MINE, "phone", "13800000000")
    second = stick(township, south, center)
    late = replace(second, entries=[e for e in second.entries if e[0].number == second.entries[-1][0].number])
    township.deliver(late)
    assert cell(center, MINE, "phone") == "13800000000"  # nobody knows yet that the child had left
    township.deliver(first)
    assert cell(center, MINE, "phone") is None
    assert aside(center) == [("school", "phone", "13800000000")]


def test_a_school_hands_in_no_other_schools_entries(
    township: Township, center: Machine, south: Machine, north: Machine
) -> None:
    edited(township, north, THEIRS, "name", "李大山")
    stolen = replace(stick(township, north, center), sender=south)
    assert township.deliver(stolen).parcels[0].total.quarantined == 1
    assert cell(center, THEIRS, "name") == "某某"
    honest = brought(township, north, center)
    assert (honest.updated, honest.quarantined) == (1, 0)


def test_a_stamp_that_would_end_all_counting_is_set_aside(township: Township, center: Machine, south: Machine) -> None:
    edited(township, south, MINE, "name", "王小花")
    parcel = stick(township, south, center)
    ((head, operations),) = parcel.entries
    account = township.deliver(replace(parcel, entries=[(head._replace(stamp=(1 << 62)), operations)])).parcels[0].total
    assert account.quarantined == 1
    edited(township, center, MINE, "name", "王小华")
    with center.workspace.look() as connection:
        assert connection.exec_driver_sql("SELECT max(stamp) FROM entries").scalar() < 1 << 40


@pytest.mark.parametrize(
    ("column", "value"),
    [("id", b"x" * 16), ("born_on", 5), ("born_on", "2026-02-30"), ("school_id", "nowhere"), ("name", 1)],
)
def test_a_value_that_cannot_stand_in_its_column_is_set_aside(
    township: Township, center: Machine, south: Machine, column: str, value: Any
) -> None:
    edited(township, south, MINE, "name", "王小花")
    hostile = changed(stick(township, south, center), field=column, value=value)
    assert township.deliver(hostile).parcels[0].total.quarantined == 1
    assert cell(center, MINE, "name") == "某某"


@pytest.mark.parametrize("value", ["[]", "{", '{"a":1}', "7"])
def test_a_row_that_is_no_row_is_set_aside(township: Township, center: Machine, south: Machine, value: str) -> None:
    with township.change(south) as rows:
        rows.add(Child(name="王小花", school_id=SOUTH))
    assert township.deliver(changed(stick(township, south, center), value=value)).parcels[0].total.quarantined == 1


def test_the_same_entry_with_other_content_is_refused_and_holds_up_no_other_parcel(
    township: Township, center: Machine, south: Machine, north: Machine
) -> None:
    edited(township, south, MINE, "name", "王小花")
    parcel = stick(township, south, center)
    township.deliver(parcel)
    edited(township, north, THEIRS, "name", "李大山")
    arrivals = [changed(parcel, value="王晓花").arrival(), stick(township, north, center).arrival()]
    result = merge.take_in(center.workspace, arrivals, lambda *_: None)
    assert isinstance(result.parcels[0].refused, CopiedFile)
    assert result.parcels[1].total.updated == 1
    assert (cell(center, MINE, "name"), cell(center, THEIRS, "name")) == ("王小花", "李大山")


def test_an_operation_without_its_entry_is_refused(township: Township, center: Machine, south: Machine) -> None:
    edited(township, south, MINE, "name", "王小花")
    arrival = stick(township, south, center).arrival()
    arrival.operations = [[Operation(south.workspace.site_number, 99, 0, "children", MINE, "name", None, "王")]]
    result = merge.take_in(center.workspace, [arrival], lambda *_: None)
    assert result.parcels[0].refused is not None
    assert cell(center, MINE, "name") == "某某"


def test_the_center_writes_every_schools_rows(township: Township, center: Machine, south: Machine) -> None:
    edited(township, center, MINE, "name", "王小花")
    assert brought(township, center, south).updated == 1
    assert cell(south, MINE, "name") == "王小花"


@pytest.mark.parametrize(("column", "value"), [("born_on", "2026-02-30"), ("born_on", 5), ("in_school", "yes")])
def test_a_row_with_a_cell_that_cannot_be_read_is_set_aside(
    township: Township, center: Machine, south: Machine, column: str, value: Any
) -> None:
    with township.change(south) as rows:
        rows.add(Child(name="王小花", school_id=SOUTH))
    parcel = stick(township, south, center)
    (_, (op,)) = parcel.entries[0]
    assert op.columns is not None
    cells = dict(zip(op.columns, json.loads(op.value), strict=True)) | {column: value}
    account = township.deliver(changed(parcel, value=json.dumps(list(cells.values())))).parcels[0].total
    assert (account.added, account.quarantined) == (0, 1)


@pytest.mark.parametrize(
    ("at", "spoilt", "because"),
    [(0, {"value": "{"}, "value"), (399, {"school_id": NORTH.hex()}, "school"), (599, {"born_on": "昨天"}, "value")],
)
def test_one_bad_row_among_hundreds_is_set_aside_and_the_others_stand(
    township: Township, center: Machine, south: Machine, at: int, spoilt: dict[str, str], because: str
) -> None:
    with township.change(south) as rows:
        keys = [rows.add(Child(name=f"孩子{n}", school_id=SOUTH)).id for n in range(600)]
    parcel = stick(township, south, center)
    ((head, sent),) = parcel.entries
    assert [op.row for op in sent] == keys
    cells = dict(zip(sent[at].columns or (), json.loads(sent[at].value), strict=True)) | spoilt
    wrong = sent[at]._replace(value=spoilt.get("value") or json.dumps(list(cells.values())))
    hostile = replace(parcel, entries=[(head, [*sent[:at], wrong, *sent[at + 1 :]])])
    account = township.deliver(hostile).parcels[0].total
    assert (account.read, account.added, account.quarantined) == (600, 599, 1)
    assert [line[0] for line in aside(center)] == [because]
    assert [n for n, key in enumerate(keys) if cell(center, key, "name") != f"孩子{n}"] == [at]
    with center.workspace.look() as connection:
        kept = connection.exec_driver_sql("SELECT \"row\", value FROM operations WHERE register = 'children'").all()
    told = dict(map(tuple, kept))
    assert all(told[op.row] == op.value for n, op in enumerate(sent) if n != at), "the journal holds what was sent"


def test_the_same_place_twice_among_hundreds_is_refused(township: Township, center: Machine, south: Machine) -> None:
    with township.change(south) as rows:
        rows.insert_rows(Child, ("id", "school_id", "name"), [(key, SOUTH, "孩子") for key in new_ids(300)])
    parcel = stick(township, south, center)
    ((head, sent),) = parcel.entries
    again = sent[299]._replace(place=sent[0].place)
    with pytest.raises(Malformed, match="出现了两次"):
        township.deliver(replace(parcel, entries=[(head, [*sent[:299], again])]))
    assert cell(center, sent[0].row, "name") is None
