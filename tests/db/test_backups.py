"""Backups: made by themselves, proven, thinned out as they age, and gone back to without losing the present."""

import os
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from db import backups, driver
from db.backups import Backup
from db.errors import Busy, Damaged, FileTrouble
from db.journal import Who
from db.registers import Village
from db.workspace import Workspace

WHO = Who(b"\x01" * 16, "王老师")


def add_village(file: Path, name: str) -> None:
    with closing(Workspace.open(file)) as workspace, workspace.change(WHO, "新增村") as rows:
        rows.add(Village(name=name))
        workspace.changed = False


def villages(file: Path) -> list[str]:
    with closing(driver.connect(file, read_only=True)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM villages ORDER BY name")]


def a_year(start: datetime, an_hour: int = 3) -> list[Backup]:
    """What is left after a year in which a backup was made every few hours of the working day."""
    kept: list[Backup] = []
    for day in range(365):
        for hour in range(8, 18, an_hour):
            moment = start + timedelta(days=day, hours=hour)
            kept.insert(0, Backup(Path(f"{moment:%Y%m%d-%H%M%S} 关闭时.xiangxiao"), moment, "关闭时", 1))
            gone = {b.path for b in backups.superfluous(kept, moment)}
            kept = [b for b in kept if b.path not in gone]
    return kept


def test_after_a_year_there_is_all_of_two_days_and_days_weeks_and_months_before() -> None:
    kept = a_year(datetime(2025, 9, 1))
    now = kept[0].at
    ages = [(now - b.at).days for b in kept]
    assert sum(1 for b in kept if now - b.at <= timedelta(days=2)) == 9, "all of two days"
    days = sorted({b.at.date() for b in kept}, reverse=True)
    assert days[:14] == [now.date() - timedelta(days=n) for n in range(14)], "one of each of the last two weeks"
    assert len(kept) < 9 + 12 + 10 + 9 + 1
    assert max(ages) >= 240, "something of eight months ago"
    weeks = {b.at.strftime("%G-%V") for b in kept}
    assert len(weeks & {(now - timedelta(weeks=n)).strftime("%G-%V") for n in range(10)}) == 10


def test_a_clock_set_back_takes_no_backup_away() -> None:
    kept = [Backup(Path(f"{n}"), datetime(2026, 11, 21, 8, n), "关闭时", 1) for n in range(9, -1, -1)]
    assert backups.superfluous(kept, datetime(2020, 1, 1)) == []


def test_a_backup_is_made_on_closing_when_something_changed_and_the_last_is_old_enough(file: Path) -> None:
    Workspace.open(file).close()
    assert backups.found(file) == [], "nothing was changed"
    for name in ("黑沟村", "红岩村"):
        with closing(Workspace.open(file)) as workspace, workspace.change(WHO, "新增村") as rows:
            rows.add(Village(name=name))
    made = backups.found(file)
    assert [b.why for b in made] == ["关闭时"], "the second within half an hour needs none"
    assert villages(made[0].path) == ["黑沟村"]
    hour_ago = made[0].at - timedelta(hours=1)
    made[0].path.rename(made[0].path.with_name(f"{hour_ago:%Y%m%d-%H%M%S} 关闭时.xiangxiao"))
    with closing(Workspace.open(file)) as workspace, workspace.change(WHO, "新增村") as rows:
        rows.add(Village(name="白沟村"))
    assert len(backups.found(file)) == 2


def test_backups_of_one_second_lie_side_by_side(file: Path) -> None:
    moment = datetime(2026, 11, 21, 9)
    made = [backups.make(file, "手工备份", now=moment) for _ in range(3)]
    assert len({b.path for b in backups.found(file)}) == len(made) == 3


def test_a_copy_that_comes_out_torn_never_gets_the_name_of_a_backup(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = backups.prove

    def torn_on_the_way(part: Path) -> None:
        os.truncate(part, part.stat().st_size // 2)
        real(part)

    monkeypatch.setattr(backups, "prove", torn_on_the_way)
    with pytest.raises(Damaged):
        backups.copy(file, tmp_path / "备份.xiangxiao")
    assert [path for path in tmp_path.iterdir() if "备份" in path.name] == []


def test_a_folder_that_is_not_there_is_said(file: Path, tmp_path: Path) -> None:
    with pytest.raises(FileTrouble) as trouble:
        backups.copy(file, tmp_path / "U盘" / "备份.xiangxiao")
    assert "U盘" in trouble.value.advice


def test_going_back_keeps_the_present_file_aside(file: Path) -> None:
    add_village(file, "黑沟村")
    backup = backups.make(file, "手工备份")
    assert backup is not None
    add_village(file, "红岩村")
    aside = backups.restore(file, backup)
    assert villages(file) == ["黑沟村"]
    assert aside is not None
    assert villages(aside) == ["红岩村", "黑沟村"]
    add_village(file, "白沟村")
    assert villages(file) == ["白沟村", "黑沟村"]


def test_changes_that_still_lie_beside_the_file_are_kept_aside_too(file: Path) -> None:
    backup = backups.make(file, "手工备份")
    assert backup is not None
    beside = Path(f"{file}-wal")
    with closing(driver.connect(file)) as reader:  # as after a crash: the changes are beside the file, not in it
        add_village(file, "黑沟村")
        held = (file.read_bytes(), beside.read_bytes())
        reader.execute("SELECT 1").fetchone()
    file.write_bytes(held[0])
    beside.write_bytes(held[1])
    aside = backups.restore(file, backup)
    assert villages(file) == []
    assert aside is not None
    assert villages(aside) == ["黑沟村"]


def test_a_torn_backup_is_refused_and_everything_stays(file: Path) -> None:
    add_village(file, "黑沟村")
    backup = backups.make(file, "手工备份")
    assert backup is not None
    os.truncate(backup, backup.stat().st_size // 2)
    with pytest.raises(Damaged) as trouble:
        backups.restore(file, backup)
    assert "另一个备份" in trouble.value.advice
    assert villages(file) == ["黑沟村"]


def test_a_damaged_present_file_is_set_aside_as_it_is(file: Path) -> None:
    add_village(file, "黑沟村")
    backup = backups.make(file, "手工备份")
    assert backup is not None
    broken = b"not a database at all" * 1000
    file.write_bytes(broken)
    aside = backups.restore(file, backup)
    assert aside is not None
    assert "损坏" in aside.name
    assert aside.read_bytes() == broken
    assert villages(file) == ["黑沟村"]


def test_while_another_window_has_the_file_open_nothing_is_exchanged(file: Path) -> None:
    backup = backups.make(file, "手工备份")
    assert backup is not None
    with closing(Workspace.open(file)) as window:
        with window.change(WHO, "新增村") as rows:
            rows.add(Village(name="黑沟村"))
        with pytest.raises(Busy) as trouble:
            backups.restore(file, backup)
        assert "先关掉" in trouble.value.advice
        assert villages(file) == ["黑沟村"]
        window.changed = False
    backups.restore(file, backup)
    assert villages(file) == []
