"""One data file on the office's machine: opened by two programs, killed half-way, full disk, wrong place, damaged."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

from db import backups, driver, places
from db.checking import check
from db.errors import Busy, Damaged, FileTrouble, NotFound, NotOurs, ReadOnly
from db.journal import Who
from db.register import Context, new_ids
from db.registers import Student, Village
from db.workspace import Workspace
from desktop.work.office import Office
from desktop.work.outcome import silent

WHO = Who(b"\x01" * 16, "王老师")
TODAY = date(2026, 11, 21)
ROOT = Path(__file__).resolve().parent.parent.parent

OTHER = """
import sys, time
from pathlib import Path
from db.journal import Who
from db.register import new_ids
from db.registers import Student, Village
from db.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]))
who = Who(bytes(16), "另一个人")
"""


def other_program(file: Path, does: str) -> subprocess.Popen[str]:
    """Another program on the same file; it says a word when it is there, and waits for one where it reads one."""
    return subprocess.Popen(
        [sys.executable, "-c", OTHER + does, str(file)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip


def word_from(other: subprocess.Popen[str]) -> str:
    assert other.stdout is not None
    return other.stdout.readline().strip()


def findings(workspace: Workspace) -> list[str]:
    with workspace.look() as connection:
        return check(connection, Context(TODAY, 2026), silent).findings


def count(workspace: Workspace, table: str) -> int:
    with workspace.look() as connection:
        return int(connection.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar() or 0)


def add_village(workspace: Workspace, name: str) -> None:
    with workspace.change(WHO, "新增村") as rows:
        rows.add(Village(name=name))


def test_two_programs_on_one_file_see_each_others_changes(file: Path) -> None:
    office = Office.open(file, "王老师", TODAY)
    assert list(office.titles("villages").values()) == []
    other = other_program(
        file,
        "with workspace.change(who, '新增村') as rows: rows.add(Village(name='黑沟村'))\n"
        "print('done', flush=True); sys.stdin.readline()\n"
        "with workspace.look() as c: print(c.exec_driver_sql('SELECT count(*) FROM villages').scalar(), flush=True)\n"
        "workspace.changed = False; workspace.close()\n",
    )
    assert word_from(other) == "done"
    assert list(office.titles("villages").values()) == ["黑沟村"]
    add_village(office.workspace, "红岩村")
    assert other.communicate("\n")[0].strip() == "2"
    assert findings(office.workspace) == []
    office.workspace.changed = False
    office.close()


HOLDING = (
    "with workspace.change(who, '很久的事') as rows:\n"
    "    rows.add(Village(name='黑沟村')); rows.flush(); print('writing', flush=True); sys.stdin.readline()\n"
    "workspace.changed = False; workspace.close()\n"
)


def test_a_writer_waits_for_the_other_program_to_finish(file: Path) -> None:
    with closing(Workspace.open(file)) as workspace:
        other = other_program(file, HOLDING)
        assert word_from(other) == "writing"
        finishing = threading.Timer(0.3, other.communicate, ["\n"])
        finishing.start()
        add_village(workspace, "红岩村")
        finishing.join()
        assert count(workspace, "villages") == 2
        assert findings(workspace) == []
        workspace.changed = False


def test_who_waited_too_long_is_told_to_save_again_and_nothing_is_lost(file: Path) -> None:
    with closing(Workspace.open(file, wait=0.1)) as workspace:
        other = other_program(file, HOLDING)
        assert word_from(other) == "writing"
        with pytest.raises(Busy) as trouble:
            add_village(workspace, "红岩村")
        assert "再保存" in trouble.value.advice
        other.communicate("\n")
        add_village(workspace, "红岩村")
        assert count(workspace, "villages") == 2
        workspace.changed = False


def test_threads_of_one_program_write_one_after_the_other(workspace: Workspace) -> None:
    threads = [threading.Thread(target=add_village, args=(workspace, f"{n}村")) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(workspace, "villages") == count(workspace, "entries") == 8
    assert findings(workspace) == []


@pytest.mark.parametrize("flushed", [True, False], ids=["rows already in the file", "rows still in memory"])
def test_a_program_killed_half_way_leaves_the_file_whole(file: Path, flushed: bool) -> None:
    other = other_program(
        file,
        "with workspace.change(who, '新增村') as rows: rows.add(Village(name='黑沟村'))\n"
        "with workspace.change(who, '导入') as rows:\n"
        "    rows.insert_rows(Student, ('id', 'name'), [(i, '李明') for i in new_ids(20000)])\n"
        f"    rows.add(Student(name='张三'))\n    {'rows.flush()' if flushed else 'pass'}\n"
        "    print('half', flush=True); time.sleep(60)\n",
    )
    assert word_from(other) == "half"
    other.kill()
    other.communicate()
    with closing(Workspace.open(file)) as workspace:
        assert (count(workspace, "villages"), count(workspace, "students")) == (1, 0)
        assert findings(workspace) == []
        add_village(workspace, "红岩村")
        assert findings(workspace) == []
        workspace.changed = False


def test_a_full_disk_is_said_nothing_is_lost_and_there_is_room_again_later(disk: Callable[[str], Path]) -> None:
    place = disk("size=64m")
    with closing(Workspace.create(place / "office.xiangxiao")) as workspace:
        add_village(workspace, "黑沟村")
        filler = place / "films.mp4"
        with filler.open("wb") as film, pytest.raises(OSError, match="No space"):
            while True:
                film.write(bytes(1 << 16))
        os.truncate(filler, filler.stat().st_size - (1 << 18))
        with pytest.raises(FileTrouble) as trouble, workspace.change(WHO, "导入") as rows:
            rows.insert_rows(Student, ("id", "name"), [(row, "李明" * 50) for row in new_ids(20_000)])
        assert "硬盘满了" in trouble.value.sentence
        assert (count(workspace, "villages"), count(workspace, "students")) == (1, 0)
        assert findings(workspace) == []
        with pytest.raises(FileTrouble, match="空间不够"):
            workspace.backup("手工备份")
        filler.unlink()
        add_village(workspace, "红岩村")
        assert findings(workspace) == []
        workspace.changed = False


def test_on_an_almost_full_disk_the_file_opens_for_looking_only(disk: Callable[[str], Path], file: Path) -> None:
    place = disk("size=20m")
    moved = Path(shutil.copy(file, place))
    with closing(Workspace.open(moved)) as workspace:
        assert "快满了" in workspace.read_only
        assert count(workspace, "villages") == 0
        with pytest.raises(ReadOnly) as trouble:
            add_village(workspace, "黑沟村")
        assert trouble.value.advice
    with pytest.raises(ReadOnly):
        Workspace.create(place / "another.xiangxiao")
    assert not (place / "another.xiangxiao").exists()


def test_where_nothing_may_be_written_the_file_opens_for_looking_only(disk: Callable[[str], Path], file: Path) -> None:
    with closing(Workspace.open(file)) as workspace:
        add_village(workspace, "黑沟村")
        workspace.changed = False
    place = disk("size=64m")
    moved = Path(shutil.copy(file, place))
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
    with closing(Workspace.open(moved)) as workspace:
        assert "不许写入" in workspace.read_only
        assert count(workspace, "villages") == 1
        with pytest.raises(ReadOnly):
            add_village(workspace, "红岩村")


def test_a_file_on_a_stick_opens_for_looking_only_and_says_why(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "mounted", lambda _path, _lines: ("vfat", "/dev/sdb1"))
    with closing(Workspace.open(file)) as workspace:
        assert "U盘" in workspace.read_only
        with pytest.raises(ReadOnly) as trouble:
            add_village(workspace, "黑沟村")
    assert "本机硬盘" in trouble.value.advice


def test_a_damaged_file_is_left_as_it_is_and_the_newest_good_backup_is_named(file: Path) -> None:
    with closing(Workspace.open(file)) as workspace:
        with workspace.change(WHO, "导入") as rows:
            rows.insert_rows(Student, ("id", "name"), [(row, "李明") for row in new_ids(3000)])
        workspace.changed = False
    good = backups.make(file, "手工备份", now=datetime(2026, 11, 20, 8, 30))
    torn = backups.make(file, "手工备份", now=datetime(2026, 11, 21, 8, 30))
    assert good is not None
    assert torn is not None
    for damaged in (file, torn):
        body = bytearray(damaged.read_bytes())
        for page in range(20, len(body) // 8192, 2):
            body[page * 8192 : page * 8192 + 4000] = os.urandom(4000)
        damaged.write_bytes(body)
    held = file.read_bytes()
    with pytest.raises(Damaged) as trouble:
        Workspace.open(file)
    assert "损坏" in trouble.value.sentence
    assert "11月20日 08:30" in trouble.value.advice, "the newer backup is torn too"
    assert file.read_bytes() == held


@pytest.mark.parametrize(
    "body", [b"", b"name,sex\n", b"SQLite format 3\x00" + b"\x10\x00\x01\x01\x00@  " + bytes(80), os.urandom(20_000)]
)
def test_a_file_that_is_not_ours_is_refused_and_left_alone(tmp_path: Path, body: bytes) -> None:
    file = tmp_path / "roster.xiangxiao"
    file.write_bytes(body)
    with pytest.raises((NotOurs, Damaged)) as trouble:
        Workspace.open(file)
    assert trouble.value.advice
    assert file.read_bytes() == body
    assert [path.name for path in tmp_path.iterdir()] == ["roster.xiangxiao"]


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "music.db"
    with closing(driver.sqlite.connect(str(file))) as connection, connection:
        connection.execute("CREATE TABLE songs (title)")
    with pytest.raises(NotOurs):
        Workspace.open(file)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as trouble:
        Workspace.open(tmp_path / "gone.xiangxiao")
    assert "备份" in trouble.value.advice


def test_a_new_file_never_takes_the_place_of_an_old_one(file: Path) -> None:
    held = file.read_bytes()
    with pytest.raises(FileTrouble):
        Workspace.create(file)
    assert file.read_bytes() == held


def test_a_new_file_lies_alone_in_its_folder(tmp_path: Path) -> None:
    Workspace.create(tmp_path / "乡校 台账#1.xiangxiao").close()
    assert [path.name for path in tmp_path.iterdir()] == ["乡校 台账#1.xiangxiao"]
