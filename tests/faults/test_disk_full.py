"""The hard disk is full at some write or other: a sentence, nothing changed, and with room again it succeeds."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db import checking
from db.errors import FileTrouble, Trouble
from tests.db.handoff import sides
from tests.db.handoff.sides import CONTEXT, Side, Township

LEFT = (0, 16, 64, 160, 400, 900)
"""KB that are free when the work begins."""


@pytest.fixture
def small(made_township: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Township]:
    """The township on a hard disk of 80 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=80m", "none", str(place)]
    if not sys.platform.startswith("linux") or subprocess.run(words, check=False, capture_output=True).returncode:
        pytest.skip("needs the right to mount a disk")
    sides.copied(made_township, place)
    sides.another_machine(monkeypatch, place / "settings")
    township = Township(place)
    yield township
    (place / "filler").unlink(missing_ok=True)
    township.close()
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(place: Path, left: int) -> None:
    """Fills the disk until so many KB are free."""
    free = shutil.disk_usage(place).free - left * 1024
    with (place / "filler").open("wb") as file:
        for _ in range(free // 65536):
            file.write(b"\0" * 65536)
        file.write(b"\0" * (free % 65536))


def said(work: Callable[[], object]) -> Trouble | None:
    """What the work told the person before the screen; None if it was done."""
    try:
        work()
    except Trouble as trouble:
        return trouble
    return None


def whole(side: Side) -> bool:
    with side.workspace.look() as connection:
        return checking.check(connection, CONTEXT, lambda *_: None).findings == []


@pytest.mark.parametrize("left", LEFT)
def test_full_while_parcels_are_taken_in(small: Township, tmp_path: Path, left: int) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    for number in range(60):
        small.point.add(f"学生{number}", remark=os.urandom(2000).hex())
    small.point.hand_out(stick)
    before = small.center.journal()
    fill(small.folder, left)
    trouble = said(lambda: small.center.take(stick))
    assert trouble is None or (isinstance(trouble, FileTrouble) and trouble.advice)
    assert trouble is None or small.center.journal() == before
    (small.folder / "filler").unlink()
    small.center.take(stick)
    assert len(small.center.pupils()) == 60
    assert whole(small.center)


@pytest.mark.parametrize("left", LEFT)
def test_full_while_a_parcel_is_written(small: Township, tmp_path: Path, left: int) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    for number in range(30):
        small.point.add(f"学生{number}", remark=os.urandom(2000).hex())
    fill(small.folder, left)
    trouble = said(lambda: small.point.hand_out(stick))
    assert trouble is None or "清理出一些空间" in trouble.advice
    (small.folder / "filler").unlink()
    small.point.hand_out(stick)
    assert [p.suffix for p in stick.iterdir()] == [".xxp"]
    small.center.take(stick)
    assert len(small.center.pupils()) == 30
    assert whole(small.point)


@pytest.mark.parametrize("left", LEFT)
def test_full_while_a_term_is_written_down(small: Township, left: int) -> None:
    before = small.point.journal()
    fill(small.folder, left)
    troubles = [said(lambda: small.point.add("学生", remark=os.urandom(10_000).hex())) for _ in range(60)]
    saved = troubles.count(None)
    assert saved < len(troubles)
    assert all(isinstance(t, FileTrouble) and "满" in t.sentence for t in troubles if t is not None)
    assert len(small.point.pupils()) == saved
    assert saved > 0 or small.point.journal() == before
    (small.folder / "filler").unlink()
    small.point.add("最后一名")
    assert len(small.point.pupils()) == saved + 1
    assert whole(small.point)


def test_full_while_a_backup_is_made(small: Township) -> None:
    fill(small.folder, 100)
    with pytest.raises(FileTrouble) as told:
        small.center.workspace.backup("手工备份")
    assert told.value.advice
    (small.folder / "filler").unlink()
    assert small.center.workspace.backup("手工备份") is not None
