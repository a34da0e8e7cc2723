"""Opening, keeping and checking an office's file: users, undo, backups compared and gone back to, what check finds."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from db import driver
from db.errors import Busy, Damaged, NotFound, Trouble
from db.registers import Student, User, Village
from desktop.work import checking, history, keeping, rows, tables
from desktop.work.office import Office

TODAY = date(2026, 11, 21)
NUMBER = "110105201602290011"


def names(office: Office) -> list[str]:
    return [line["name"] for line in tables.table(office, Student).rows]


def opened(file: Path, who: str = "王老师", today: date = TODAY) -> Office:
    return Office.open(file, who, today)


def test_who_works_is_noted_once_by_name(office: Office) -> None:
    for name in ("张三", "李四"):
        rows.add(office, Student, {"name": name})
    assert [line["name"] for line in tables.table(office, User).rows] == ["王老师"]
    entries = history.history(office, Student, tables.ids(office, Student, "张三")[0])
    assert [(entry["who"], entry["why"]) for entry in entries] == [("王老师", "新增学生")]


def test_one_takes_back_ones_own_work_not_a_colleagues(office: Office) -> None:
    rows.add(office, Student, {"name": "张三"})
    with closing(opened(office.path, "李老师")) as colleague:
        with pytest.raises(Trouble, match="没有可以撤销"):
            history.undo(colleague)
        rows.add(colleague, Student, {"name": "李四"})
        history.undo(colleague)
        assert names(colleague) == ["张三"]
        colleague.workspace.changed = False
    history.undo(office)
    assert names(office) == []


def test_undo_goes_back_step_by_step_and_what_was_undone_can_be_done_again(office: Office) -> None:
    row = bytes.fromhex(rows.add(office, Student, {"name": "张三"}).data["id"])
    for text in ("一", "二"):
        rows.change(office, Student, row, {"remark": text})

    def remark() -> str:
        return tables.rows(office, Student, [row])[0]["remark"]

    history.undo(office)
    assert remark() == "一"
    history.undo(office)
    assert remark() == ""
    with office.look() as connection:
        last = connection.exec_driver_sql("SELECT max(number) FROM entries").scalar()
    history.undo(office, last)
    assert remark() == "一"
    history.undo(office)
    assert remark() == "", "what was done again is taken back like any other work"


def test_the_school_year_turns_on_the_first_of_september(office: Office) -> None:
    assert office.school_year == 2026
    with closing(opened(office.path, today=date(2026, 8, 31))) as summer:
        assert summer.school_year == 2025
    with closing(opened(office.path, today=date(2027, 9, 1))) as next_year:
        assert next_year.school_year == 2027


def test_a_backup_is_compared_before_one_goes_back_to_it(office: Office) -> None:
    for name in ("张三", "李四"):
        rows.add(office, Student, {"name": name})
    backup = Path(keeping.backup(office).data["file"])
    assert keeping.compare(office.path, backup) == []
    rows.change(office, Student, tables.ids(office, Student, "张三")[0], {"remark": "转来"})
    rows.remove(office, Student, tables.ids(office, Student, "李四"))
    rows.add(office, Student, {"name": "王五"})
    (difference,) = keeping.compare(office.path, backup)
    assert (difference.title, difference.only_backup, difference.only_now, difference.changed) == ("在校学生", 1, 1, 1)


def test_going_back_and_forth_loses_nothing(office: Office) -> None:
    rows.add(office, Student, {"name": "张三"})
    backup = Path(keeping.backup(office).data["file"])
    rows.add(office, Student, {"name": "李四"})
    path = office.path
    outcome = keeping.restore(office, path, backup)
    with closing(opened(path)) as before:
        assert names(before) == ["张三"]
        assert tables.ids(before, Student, "zs") != []
    keeping.restore(None, path, Path(outcome.data["aside"]))
    with closing(opened(path)) as after:
        assert names(after) == ["李四", "张三"]
        assert checking.check(after).data["ok"]


def test_a_damaged_file_is_replaced_by_its_backup_and_stays_aside(office: Office) -> None:
    rows.add(office, Student, {"name": "张三"})
    backup = Path(keeping.backup(office).data["file"])
    path = office.path
    office.workspace.changed = False
    office.close()
    path.write_bytes(b"x" * 50_000)
    with pytest.raises(Trouble) as trouble:
        opened(path)
    assert "最近的完好备份" in trouble.value.advice
    aside = Path(keeping.restore(None, path, backup).data["aside"])
    assert aside.read_bytes() == b"x" * 50_000
    with closing(opened(path)) as again:
        assert names(again) == ["张三"]


def test_a_backup_that_is_not_there_or_torn_is_refused(office: Office, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        keeping.restore(None, office.path, tmp_path / "gone.xiangxiao")
    (tmp_path / "torn.xiangxiao").write_bytes(b"SQLite format 3\0")
    with pytest.raises(Damaged):
        keeping.compare(office.path, tmp_path / "torn.xiangxiao")
    with pytest.raises(Damaged):
        keeping.restore(office, office.path, tmp_path / "torn.xiangxiao")
    assert names(office) == [], "the office is still open"


def test_another_window_stops_going_back(office: Office) -> None:
    backup = Path(keeping.backup(office).data["file"])
    with closing(opened(office.path, "李老师")) as other:
        names(other)
        with pytest.raises(Busy):
            keeping.restore(None, office.path, backup)
        other.workspace.changed = False


def past_the_journal(office: Office, statement: str) -> None:
    with closing(driver.sqlite.connect(str(office.path))) as connection, connection:
        connection.execute(statement)


def test_check_finds_what_was_changed_behind_the_journals_back(office: Office) -> None:
    rows.add(office, Village, {"name": "黑沟村"})
    rows.add(office, Student, {"name": "张三", "village": "黑沟村"})
    assert checking.check(office).data["ok"]
    past_the_journal(office, "UPDATE students SET name = '李四'")
    outcome = checking.check(office)
    assert outcome.attention
    assert [f for f in outcome.data["findings"] if "在校学生" in f and "不一致" in f]
    past_the_journal(office, "UPDATE students SET name = '张三', village_id = x'00'")
    assert [f for f in checking.check(office).data["findings"] if "不存在的记录" in f]


def test_check_finds_rows_and_entries_that_are_missing(office: Office) -> None:
    rows.add(office, Student, {"name": "张三"})
    rows.add(office, Student, {"name": "李四"})
    past_the_journal(office, "DELETE FROM students WHERE name = '张三'")
    assert not checking.check(office).data["ok"]
    past_the_journal(office, "DELETE FROM entries WHERE number = 2")
    assert [f for f in checking.check(office).data["findings"] if "缺号" in f]


def test_check_names_the_rows_that_break_a_rule_and_the_likely_duplicates(office: Office) -> None:
    for name, sex in (("张珊", "女"), ("章姗", "女"), ("李四", "男")):
        rows.add(office, Student, {"name": name, "sex": sex, "born_on": "2016-03-01"})
    data = checking.check(office).data
    assert data["ok"]
    assert {row["field"] for row in data["rows"]} == {"id_number"}
    assert [len(group["rows"]) for group in data["duplicates"]] == [2]
