"""Care as an office does it: whom the roster points out, whom somebody must call, who is taught too little at home."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.errors import Trouble
from db.registers import CareContact, CareFile, HomeTeaching, Student
from desktop.work import care, deadlines, history, rows, settings, tables
from desktop.work.office import Office
from tests.desktop import founding

TODAY = date(2026, 11, 20)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """李强's parents are both away, 张三's father is, 赵诗 is an orphan, 白雨桐 is disabled, 何佳慧 wants nothing."""
    opened = founding.found(tmp_path / "台账.xiangxiao", "青石镇中心学校", "center", "", "王秀兰", TODAY)
    for name, more in (
        ("李强", {"left_behind": "双方外出"}),
        ("张三", {"left_behind": "一方外出"}),
        ("赵诗", {"orphan": "是"}),
        ("白雨桐", {"disability": "智力残疾", "inclusive": "智力残疾随班就读"}),
        ("何佳慧", {"left_behind": "非留守", "orphan": "否", "disability": "无残疾"}),
    ):
        rows.add(opened, Student, {"name": name, **more})
    yield opened
    opened.workspace.changed = False
    opened.close()


def pupil(office: Office, name: str) -> bytes:
    return tables.ids(office, Student, name)[0]


def file(office: Office, name: str, **typed: str) -> bytes:
    made = rows.add(office, CareFile, {"student": pupil(office, name).hex(), **typed})
    assert not made.data.get("problems"), made.data
    return bytes.fromhex(made.data["id"])


def row(office: Office, name: str) -> dict[str, Any]:
    (found,) = tables.ids(office, CareFile, where=[("student", name)])
    return tables.rows(office, CareFile, [found])[0]


def test_the_roster_points_out_who_has_no_file_the_most_urgent_first(office: Office) -> None:
    found = care.work(office).candidates
    assert [(one.name, one.because) for one in found] == [
        ("白雨桐", ("智力残疾",)),
        ("赵诗", ("孤儿",)),
        ("李强", ("留守（双方外出）",)),
        ("张三", ("留守（一方外出）",)),
    ]
    assert care.count(office) == 4


def test_files_are_opened_for_all_of_them_as_one_entry(office: Office) -> None:
    wanted = [one.student for one in care.work(office).candidates]
    assert care.open_files(office, wanted).data == {"files": 4}
    assert care.work(office).candidates == ()
    assert row(office, "白雨桐")["placement"] == "随班就读"
    assert row(office, "赵诗")["orphan"] == "是"
    with pytest.raises(Trouble, match="都已经有关爱档案"):
        care.open_files(office, wanted)
    history.undo(office)
    assert len(care.work(office).candidates) == 4


def test_a_file_that_was_removed_is_opened_again(office: Office) -> None:
    key = file(office, "李强")
    rows.remove(office, CareFile, [key])
    care.open_files(office, [pupil(office, "李强")])
    assert row(office, "李强")["left_behind"] == "双方外出"


def test_whom_to_call_the_latest_first_and_soon_ones_too(office: Office) -> None:
    late = file(office, "李强", opened_on="2026-11-01", rhythm="每周")
    file(office, "张三", opened_on="2026-11-15", rhythm="每周")
    file(office, "赵诗", opened_on="2026-11-19", rhythm="每月")
    assert [(one.name, one.due, one.late) for one in care.waiting(office)] == [
        ("李强", "2026-11-08", 12),
        ("张三", "2026-11-22", 0),
    ]
    rows.add(office, CareContact, {"care": late.hex(), "on": "2026-11-20", "kind": "亲情电话"})
    assert [one.name for one in care.waiting(office)] == ["张三"]
    settings.decide(office, "care.soon_days", "1")
    assert care.waiting(office) == []


def test_the_workbench_names_whom_somebody_should_have_called(office: Office) -> None:
    key = file(office, "李强", opened_on="2026-11-01", rhythm="每周")
    found = [one for one in deadlines.waiting(office, TODAY) if one.kind.register == "care_files"]
    assert [(one.row, one.title, one.due_on) for one in found] == [(key, "李强", date(2026, 11, 8))]


def test_lessons_at_home_are_counted_week_by_week_against_what_was_decided(office: Office) -> None:
    typed = {"disability": "肢体残疾", "placement": "送教上门", "opened_on": "2026-11-02"}
    key = file(office, "白雨桐", **typed)
    for on in ("2026-11-04", "2026-11-18"):
        rows.add(office, HomeTeaching, {"care": key.hex(), "on": on, "lessons": "2"})
    (taught,) = care.work(office).taught
    assert [(week.number, week.visits) for week in taught.short] == [(11, 0)]
    assert taught.lessons == 4
    settings.decide(office, "care.home_teaching", "每周2次、每次3课时，每年不少于216课时（山东）")
    (taught,) = care.work(office).taught
    assert [week.number for week in taught.short] == [10, 11]
    rows.change(office, CareFile, key, {"teaching_rhythm": "每周1次、每次2课时（宁夏）"})
    assert [week.number for week in care.work(office).taught[0].short] == [11], "the child's own frequency counts first"
    told = care.described(office)
    assert "送教不足：白雨桐" in told.sentence
    assert told.data["taught"][0]["short"] == [{"week": 11, "visits": 0, "lessons": 0}]
