"""The term that the sample township plays: what every file holds when the last stick has come back."""

from contextlib import contextmanager
from pathlib import Path

import pytest

from db.registers import SchoolClass, Student
from desktop.work import checking, conflicts, duplicates, history, parcel_book, sample, tables
from desktop.work.office import Office

POINT, TWO, PRIMARY = "黑沟教学点", "柳林教学点", "白杨小学"


@contextmanager
def at(town: sample.Sample, school: str = ""):
    file = next((f for f in town.schools if f.stem == school), town.center)
    office = Office.open(file, "核对人", sample.plan()["today"])
    try:
        yield office
    finally:
        office.workspace.changed = False
        office.close()


def students_of(office: Office, school: str) -> list[dict]:
    page = tables.table(office, Student, where=[("school", school)], show_private=True)
    return [{k: v for k, v in row.items() if k != "grade"} for row in page.rows]


@pytest.mark.parametrize("school", [POINT, TWO, PRIMARY])
def test_a_school_holds_what_the_center_holds_of_it(town: sample.Sample, school: str):
    with at(town) as center, at(town, school) as point:
        mine = {row["id"]: row for row in students_of(point, school)}
        theirs = {row["id"]: row for row in students_of(center, school)}
        open_cells = {(c.row.hex(), c.field) for c in conflicts.conflicts(center)}
    joined = {row["id"] for row in mine.values() if row["name"] == "孔博航"}  # kept at the center
    assert mine.keys() - joined == theirs.keys()
    for key, row in mine.items():
        if key in joined:
            continue
        differing = {field for field in row if row[field] != theirs[key][field]}
        assert all((key, field) in open_cells for field in differing), (row["name"], differing)


@pytest.mark.parametrize("school", ["", POINT, TWO, PRIMARY])
def test_every_file_is_whole(town: sample.Sample, school: str):
    with at(town, school) as office:
        outcome = checking.check(office)
    assert outcome.data["ok"], outcome.sentence


def test_a_school_never_sees_another_schools_children(town: sample.Sample):
    with at(town, TWO) as office:
        owners = {row["school"] for row in tables.table(office, Student).rows}
    assert owners == {TWO}


def test_one_conflict_waits_and_one_is_settled_everywhere(town: sample.Sample):
    with at(town) as center:
        assert [(c.title, c.field) for c in conflicts.conflicts(center)] == [("吴涵欣", "phone")]
    with at(town, POINT) as point:
        address = tables.table(point, Student, "范涛子", show_private=True).rows[0]["address"]
    assert address == "青石镇石门村5组12号"


def test_a_lost_parcel_was_brought_again_and_a_late_one_brought_nothing_new(town: sample.Sample):
    with at(town) as center:
        names = {row["name"] for row in tables.table(center, Student, where=[("school", TWO)]).rows}
        late = {row["name"] for row in tables.table(center, Student, where=[("school", PRIMARY)]).rows}
        lines = {line.school: line for line in parcel_book.township(center)}
    assert {"程小满", "方立冬", "丁霜降", "丁立春"} <= names
    assert {"石谷雨", "石白露"} <= late
    assert not lines[TWO].missing


def test_the_child_that_moved_took_her_history_along(town: sample.Sample):
    with at(town) as center:
        row = tables.table(center, Student, "周妍琳").rows[0]
        told = history.history(center, Student, bytes.fromhex(row["id"]))
        room = tables.table(center, SchoolClass, where=[("school", center.school)]).rows
    assert row["school"] == "青石镇中心学校"
    assert row["class_id"] in {r["id"] for r in room}
    assert [change["new"] for entry in told for change in entry["changes"] if change["field"] == "school"] == [
        POINT,
        "青石镇中心学校",
    ]


def test_the_old_school_still_reads_the_child_but_does_not_count_her(town: sample.Sample):
    with at(town, POINT) as point:
        assert len(tables.ids(point, Student, "周妍琳")) == 1
        assert dict(tables.sums(point, Student, "周妍琳"))["在校"] == "0 人"
        own = tables.table(point, Student, where=[("school", POINT)]).count
        assert dict(tables.sums(point, Student))["在校"] == f"{own} 人"


def test_the_same_child_at_two_schools_is_one_again(town: sample.Sample):
    with at(town) as center:
        assert len(tables.ids(center, Student, "孔博航")) == 1
        assert len(duplicates.duplicates(center)) == 2


def test_receipts_came_back_to_the_schools(town: sample.Sample):
    with at(town, POINT) as point:
        assert parcel_book.receipts(point)


def test_the_stick_tells_a_finder_nothing(town: sample.Sample):
    stick = Path(town.center).parent / "U盘"
    files = [file.read_bytes() for file in stick.iterdir()]
    assert files
    for secret in ("周妍琳", "吴涵欣", "13972600018", "石门村"):
        assert not any(secret.encode() in body for body in files), secret
