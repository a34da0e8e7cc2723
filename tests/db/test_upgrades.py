"""Files of earlier programs: every saved one opens, is brought up to date and holds; nothing is half upgraded."""

import shutil
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db import backups, driver, upgrades
from db.errors import NotOurs, TooNew
from db.workspace import Workspace
from desktop.work import checking
from desktop.work.office import Office

SAVED = sorted((Path(__file__).parent.parent / "old_files").glob("*.xiangxiao"))


def schema(file: Path) -> dict[str, Any]:
    """What the file holds, table by table: columns, keys and indexes, however its statements were spelled."""
    with closing(driver.sqlite.connect(str(file))) as connection:
        tables = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        ]
        options = {row[1]: row[4:6] for row in connection.execute("PRAGMA table_list")}
        found: dict[str, Any] = {}
        for table in tables:
            columns = {row[1]: row[2:] for row in connection.execute(f'PRAGMA table_info("{table}")')}
            indexes = {
                (row[2], row[3], tuple(c[2] for c in connection.execute(f'PRAGMA index_info("{row[1]}")')))
                for row in connection.execute(f'PRAGMA index_list("{table}")')
            }
            found[table] = (columns, indexes, options[table])
        return found


def test_a_file_built_by_all_steps_is_the_file_that_a_new_office_gets(tmp_path: Path) -> None:
    upgrades.create(tmp_path / "new.xiangxiao")
    upgrades.create_by_steps(tmp_path / "steps.xiangxiao")
    new, steps = schema(tmp_path / "new.xiangxiao"), schema(tmp_path / "steps.xiangxiao")
    assert {t: new[t] for t in new if new[t] != steps.get(t)} == {}, "run packaging/new_step.py"
    assert set(steps) - set(new) == set()
    assert upgrades.revision(tmp_path / "steps.xiangxiao") == upgrades.revision(tmp_path / "new.xiangxiao")


@pytest.mark.parametrize("saved", SAVED, ids=lambda file: file.stem)
def test_a_file_saved_by_an_earlier_program_opens_and_holds(saved: Path, tmp_path: Path) -> None:
    file = tmp_path / saved.name
    shutil.copy(saved, file)
    before = upgrades.revision(file)
    office = Office.open(file, "王老师", date(2026, 11, 21))
    outcome = checking.check(office)
    school = office.school
    office.close()
    assert outcome.data["findings"] == []
    assert school
    assert upgrades.revision(file) == upgrades.HEAD
    assert [b.why for b in backups.found(file)] == ([] if before == upgrades.HEAD else ["升级前"])


def test_every_step_left_a_saved_file_behind() -> None:
    assert {upgrades.revision(file) for file in SAVED} >= set(upgrades.STEPS[:-1])


def test_a_step_that_fails_half_way_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "office.xiangxiao"
    upgrades.create(file)
    before = schema(file)

    def half_way(connection: Any, _to: str) -> None:
        connection.exec_driver_sql("DROP TABLE students")
        connection.exec_driver_sql("CREATE TABLE umbrellas (id BLOB PRIMARY KEY)")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        raise RuntimeError("the plug is pulled")

    monkeypatch.setattr(upgrades, "_go_through", half_way)
    with pytest.raises(RuntimeError):
        upgrades.upgrade(file)
    assert schema(file) == before
    assert upgrades.revision(file) == upgrades.HEAD


def test_steps_that_went_well_before_one_that_fails_are_taken_back_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = upgrades._go_through

    def all_and_then_one_more(connection: Any, to: str) -> None:
        real(connection, to)
        raise RuntimeError("the plug is pulled")

    monkeypatch.setattr(upgrades, "_go_through", all_and_then_one_more)
    with pytest.raises(RuntimeError):
        upgrades.create_by_steps(tmp_path / "office.xiangxiao")
    assert schema(tmp_path / "office.xiangxiao") == {}


def test_a_file_of_a_newer_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "office.xiangxiao"
    Workspace.create(file).close()
    with closing(driver.sqlite.connect(str(file))) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    held = file.read_bytes()
    with pytest.raises(TooNew) as trouble:
        Workspace.open(file)
    assert "升级" in trouble.value.advice
    assert file.read_bytes() == held


def test_another_programs_database_is_not_ours_even_if_it_counts_its_own_steps(tmp_path: Path) -> None:
    file = tmp_path / "other.xiangxiao"
    with closing(driver.sqlite.connect(str(file))) as connection, connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("INSERT INTO alembic_version VALUES ('0001')")
    with pytest.raises(NotOurs):
        Workspace.open(file)
