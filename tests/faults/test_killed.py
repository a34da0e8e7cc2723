"""The plug is pulled at any moment: the file is whole, the work is done or not done, and doing it again succeeds.

XIANGXIAO_KILLS=200 kills oftener than the check does.
"""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db import backups, checking, conflicts
from tests.db.handoff import sides
from tests.db.handoff.sides import CONTEXT, Side, Township
from tests.faults import labour

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("XIANGXIAO_KILLS", "20"))
PUPILS = 120


@pytest.fixture(scope="module")
def prepared(made_township: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All is ready: parcels on the stick, rows to hand out, conflicts to settle, a sheet to bring in."""
    folder = tmp_path_factory.mktemp("prepared")
    sides.copied(made_township, folder)
    with pytest.MonkeyPatch.context() as patch:
        sides.another_machine(patch, folder / "settings")
        township = Township(folder)
        rows = [township.point.add(f"冲突{n}") for n in range(10)]
        township.point.hand_out(township.stick)
        township.center.exchange(township.stick)
        township.point.exchange(township.stick)
        for side in (township.center, township.point):
            for row in rows:
                side.rename(row, f"{side.who.name}说")
        township.point.hand_out(township.stick)
        township.center.exchange(township.stick)
        for number in range(PUPILS):
            township.primary.add(f"学生{number}")
        township.primary.hand_out(township.stick)
        for number in range(PUPILS):
            township.point.add(f"新生{number}")
        township.close()
    lines = ["姓名,性别,身份证件号", *(f"表中{n},男," for n in range(PUPILS))]
    (folder / "名册.csv").write_text("\n".join(lines), "utf-8-sig")
    return folder


@pytest.fixture(scope="module")
def labourer() -> Iterator[subprocess.Popen[str]]:
    """One process with everything loaded; each piece of work runs in a child of it."""
    if not hasattr(os, "fork"):
        pytest.skip("needs a system where processes fork")
    words = [sys.executable, "-m", "tests.faults.labour"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        words, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def run(labourer: subprocess.Popen[str], work: str, folder: Path, kill_after: float | None) -> float:
    """The work in a process of its own, killed so many seconds after it began. Answers how long it took."""
    assert labourer.stdin is not None
    assert labourer.stdout is not None
    labourer.stdin.write(f"{work} {folder}\n")
    labourer.stdin.flush()
    process = int(labourer.stdout.readline().split()[1])
    assert labourer.stdout.readline().strip() == "ready"
    begun = time.monotonic()
    if kill_after is not None:
        time.sleep(kill_after)
        with contextlib.suppress(ProcessLookupError):  # it was quicker
            os.kill(process, signal.SIGKILL)
    said = [line.strip() for line in iter(labourer.stdout.readline, "ended\n")]
    assert kill_after is not None or said == ["done"]
    return time.monotonic() - begun


def whole(side: Side) -> None:
    with side.workspace.look() as connection:
        assert checking.check(connection, CONTEXT, lambda *_: None).findings == []


def hand_off(folder: Path) -> Callable[[], None]:
    def afterwards(point: Side, center: Side) -> None:
        point.hand_out(folder / "stick")
        assert not list((folder / "stick").glob("黑沟*.part"))
        center.exchange(folder / "stick")
        assert sum(name.startswith("新生") for name in center.pupils().values()) == PUPILS

    return lambda: both(folder, afterwards)


def merge(folder: Path) -> Callable[[], None]:
    def afterwards(point: Side, center: Side) -> None:
        came = sum(name.startswith("学生") for name in center.pupils().values())
        assert came in (0, PUPILS)
        center.exchange(folder / "stick")
        assert sum(name.startswith("学生") for name in center.pupils().values()) == PUPILS

    return lambda: both(folder, afterwards)


def settle(folder: Path) -> Callable[[], None]:
    def afterwards(point: Side, center: Side) -> None:
        with center.workspace.look() as connection:
            left = conflicts.open_ones(connection)
        assert len(left) in (0, 10)
        with center.workspace.change(center.who, "裁定") as change:
            conflicts.settle(change, [(one, conflicts.kept(one, 2)) for one in left])
        with center.workspace.look() as connection:
            assert conflicts.count(connection) == 0

    return lambda: both(folder, afterwards)


def bring_in(folder: Path) -> Callable[[], None]:
    def afterwards(point: Side, center: Side) -> None:
        assert sum(name.startswith("表中") for name in point.pupils().values()) in (0, PUPILS)

    def again() -> None:
        both(folder, afterwards)
        labour.bring_in(folder)
        both(folder, all_there)

    def all_there(point: Side, center: Side) -> None:
        assert sum(name.startswith("表中") for name in point.pupils().values()) == PUPILS

    return again


def backup(folder: Path) -> Callable[[], None]:
    def afterwards(point: Side, center: Side) -> None:
        for made in backups.found(folder / "center.xiangxiao"):
            backups.prove(made.path)
        assert center.workspace.backup("再来一次") is not None

    return lambda: both(folder, afterwards)


def both(folder: Path, afterwards: Callable[[Side, Side], None]) -> None:
    point, center = Side.open(folder / "point.xiangxiao", "刘运生"), Side.open(folder / "center.xiangxiao", "王秀兰")
    for side in (point, center):
        whole(side)
    afterwards(point, center)
    for side in (point, center):
        whole(side)
        side.close()


PROOFS = {"hand_off": hand_off, "merge": merge, "settle": settle, "bring_in": bring_in, "backup": backup}


@pytest.mark.parametrize("work", list(labour.WORKS))
def test_killed_at_any_moment(
    work: str, prepared: Path, labourer: subprocess.Popen[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual, times = 0.0, max(1, KILLS // len(labour.WORKS))
    dice = random.Random(f"{work} 22")
    for number in range(times + 1):
        folder = tmp_path / str(number)
        shutil.copytree(prepared, folder)
        if number == 0:
            usual = run(labourer, work, folder, None)
        else:
            run(labourer, work, folder, dice.random() * usual)
        monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "settings"))
        PROOFS[work](folder)()
        shutil.rmtree(folder)


def test_a_backup_that_was_being_made_leaves_no_half_one(
    prepared: Path, labourer: subprocess.Popen[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "part"
    shutil.copytree(prepared, folder)
    run(labourer, "backup", folder, 0.0)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "settings"))
    with closing(Side.open(folder / "center.xiangxiao", "王秀兰")) as center:
        made = center.workspace.backup("再来一次")
        assert made is not None
    backups.prove(made)
