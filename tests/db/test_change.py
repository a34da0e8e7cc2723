"""The one door: what comes through it is kept whole or not at all, and nothing gets past the journal."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import insert, update
from sqlalchemy.exc import OperationalError

from db.change import UnseenWrite
from db.errors import NotFound
from db.journal import Who
from db.register import new_id, new_ids
from db.registers import Holiday, Student, Term, Village
from db.workspace import Workspace

WHO = Who(b"\x01" * 16, "王老师")


def count(workspace: Workspace, table: str) -> int:
    with workspace.look() as connection:
        return int(connection.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar() or 0)


def test_a_connection_for_looking_cannot_write(workspace: Workspace) -> None:
    with pytest.raises(OperationalError), workspace.look() as connection:
        connection.exec_driver_sql("INSERT INTO villages (id, name, deleted) VALUES (x'00', '黑沟村', 0)")
    assert count(workspace, "villages") == 0


@pytest.mark.parametrize(
    "past",
    [
        lambda rows: rows.connection.exec_driver_sql("UPDATE villages SET name = '白沟村'"),
        lambda rows: rows.connection.exec_driver_sql("DELETE FROM villages"),
        lambda rows: rows.connection.execute(insert(Village).values(id=new_id(), name="x", deleted=False)),
        lambda rows: rows._session.execute(update(Village).values(name="白沟村")),
        lambda rows: rows._session.execute(insert(Village), [{"id": new_id(), "name": "x", "deleted": False}]),
        lambda rows: rows._session.delete(rows._session.query(Village).first()),
    ],
    ids=["raw update", "raw delete", "core insert", "orm update", "orm bulk insert", "session delete"],
)
def test_what_writes_past_the_journal_is_refused_and_taken_back(workspace: Workspace, past: object) -> None:
    with workspace.change(WHO, "新增") as rows:
        rows.add(Village(name="黑沟村"))
    with pytest.raises(UnseenWrite), workspace.change(WHO, "绕过") as rows:
        rows.add(Village(name="红岩村"))
        past(rows)  # type: ignore[operator]
    with workspace.look() as connection:
        assert connection.exec_driver_sql("SELECT name FROM villages").scalars().all() == ["黑沟村"]
    assert count(workspace, "entries") == 1


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO villages (id, name, deleted) VALUES (x'00', '黑沟村', 0)",
        "UPDATE students SET name = ''",
        "DELETE FROM operations",
        "UPDATE entries SET who_name = '别人'",
        "DROP TABLE students",
        "CREATE TABLE other (a)",
    ],
)
def test_what_a_copy_notes_for_itself_can_touch_neither_rows_nor_journal(workspace: Workspace, statement: str) -> None:
    with pytest.raises(UnseenWrite), workspace.note_locally() as connection:
        connection.exec_driver_sql(statement)
    workspace.set_local("last", "x")
    assert workspace.local("last") == "x"
    with workspace.change(WHO, "新增") as rows:
        rows.add(Village(name="黑沟村"))
    assert count(workspace, "villages") == 1


def test_a_mistake_in_the_middle_takes_everything_back(workspace: Workspace) -> None:
    with pytest.raises(ZeroDivisionError), workspace.change(WHO, "新增") as rows:
        rows.add(Village(name="黑沟村"))
        rows.insert_rows(Student, ("id", "name"), [(row, "李明") for row in new_ids(3)])
        1 / 0  # noqa: B018
    assert [count(workspace, table) for table in ("villages", "students", "entries", "operations", "finder")] == [0] * 5
    assert not workspace.changed


def test_a_unit_of_work_within_another_is_a_mistake_and_does_not_hang(workspace: Workspace) -> None:
    with pytest.raises(RuntimeError), workspace.change(WHO, "外"), workspace.change(WHO, "内"):
        pass
    with workspace.change(WHO, "新增") as rows:
        rows.add(Village(name="黑沟村"))
    assert count(workspace, "villages") == 1


def test_cells_set_in_bulk_and_row_by_row_stand_in_the_order_of_the_work(workspace: Workspace) -> None:
    with workspace.change(WHO, "都在一次里") as rows:
        child = rows.add(Student(name="一"))
        rows.set_cells(Student, [(child.id, "name", "二")])
        rows.get(Student, child.id).name = "三"
    with workspace.look() as connection:
        journal = connection.exec_driver_sql("SELECT field, value FROM operations ORDER BY place").all()
        assert connection.exec_driver_sql("SELECT name FROM students").scalar() == "三"
        assert connection.exec_driver_sql("SELECT sort FROM finder").scalar() == "3san1三"
    assert '"三"' in journal[-1][1]


@pytest.mark.parametrize("number", [3, 120])
def test_cells_that_many_rows_have_in_common_are_journalled_one_by_one(workspace: Workspace, number: int) -> None:
    """Few rows and many go different ways into the file; the journal says the same of both, the school last."""
    school, keys = new_id(), new_ids(number)
    with workspace.change(WHO, "新增") as rows:
        rows.insert_rows(Student, ("id", "name"), [(key, f"第{n}人") for n, key in enumerate(keys)])
    with workspace.change(WHO, "一起改") as rows:
        rows.set_cells(Student, [(key, "school_id", school) for key in keys])
        rows.set_cells(
            Student, [(key, column, value) for key in keys for column, value in (("cohort", 2027), ("stage", None))]
        )
        rows.set_cells(Student, [(keys[0], "cohort", 2026)])
    with workspace.look() as connection:
        found = connection.exec_driver_sql(
            'SELECT "row", field, value FROM operations WHERE shape IS NULL ORDER BY place'
        ).all()
        places = connection.exec_driver_sql("SELECT place FROM operations WHERE shape IS NULL ORDER BY place").scalars()
        assert list(places) == list(range(3 * number))
        stand = connection.exec_driver_sql("SELECT id, school_id, cohort, stage FROM students").all()
    assert sorted(stand) == sorted((key, school, 2026 if key == keys[0] else 2027, None) for key in keys)
    for key in keys:
        mine = [(field, value) for row, field, value in found if row == key]
        assert mine[-1] == ("school_id", school)
        assert sorted(mine[:2]) == [("cohort", 2026 if key == keys[0] else 2027), ("stage", None)]


def test_the_same_fact_twice_is_one_row_and_comes_back_when_it_was_removed(workspace: Workspace) -> None:
    with workspace.change(WHO, "新增") as rows:
        rows.add(Term(year=2026, term="1", weeks=19))
        rows.add(Term(year=2026, term="1", weeks=20))
    with workspace.change(WHO, "删除") as rows:
        rows.remove(rows.get(Term, Term(year=2026, term="1").id))
    with workspace.change(WHO, "再加") as rows:
        rows.add(Term(year=2026, term="1", weeks=21))
    with workspace.look() as connection:
        assert connection.exec_driver_sql("SELECT weeks, deleted FROM terms").all() == [(21, 0)]


def test_values_come_back_as_they_went_in(workspace: Workspace) -> None:
    with workspace.change(WHO, "新增") as rows:
        child = rows.add(Student(name="𬀩", born_on=date(2016, 2, 29), distance=Decimal("0.00000010"), orphan=False))
    with workspace.change(WHO, "看") as rows:
        known = rows.get(Student, child.id)
        assert (known.name, known.born_on, known.distance, known.orphan) == (
            "𬀩", date(2016, 2, 29), Decimal("0.00000010"), False,
        )  # fmt: skip


def test_a_row_that_is_not_there_is_said_in_a_sentence(workspace: Workspace) -> None:
    with pytest.raises(NotFound) as trouble, workspace.change(WHO, "改") as rows:
        rows.get(Holiday, new_id())
    assert "刷新" in trouble.value.advice
