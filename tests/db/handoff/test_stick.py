"""The stick: names it can bear, files written whole or not at all, programs that pose as parcels."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import NotFound
from db.handoff import stick
from db.handoff.refusals import StickTrouble
from tests.db.handoff.sides import Township, states


@given(st.text(max_size=400))
def test_fat_bears_every_name(school: str) -> None:
    name = stick.safe_name(f"{school}-第3包{stick.PARCEL}")
    assert not set(name) & set('"*/:<>?\\|')
    assert all(ord(c) >= 32 for c in name)
    assert name.endswith(".xxp")
    assert not name.startswith((" ", "."))
    assert len(name.encode("utf-16-le")) // 2 <= 255
    assert len(f"{name}.part".encode()) <= 255, "what Linux bears"
    assert name.endswith(f"-第3包{stick.PARCEL}")
    stem = name.rpartition(".")[0]
    assert stem == stem.rstrip(" .")


def test_the_usual_name_stays_as_it_is() -> None:
    assert stick.safe_name("黑沟教学点-第3包.xxp") == "黑沟教学点-第3包.xxp"


def test_a_file_of_the_same_name_with_other_content_is_left_alone(tmp_path: Path) -> None:
    first = stick.write(tmp_path, "黑沟教学点-第3包.xxp", b"one")
    second = stick.write(tmp_path, "黑沟教学点-第3包.xxp", b"two")
    assert [first.read_bytes(), second.read_bytes()] == [b"one", b"two"]
    assert second.name == "黑沟教学点-第3包-2.xxp"
    assert stick.write(tmp_path, "黑沟教学点-第3包.xxp", b"one") == first
    assert sorted(p.suffix for p in tmp_path.iterdir()) == [".xxp", ".xxp"]


@pytest.fixture
def small(tmp_path: Path):  # type: ignore[no-untyped-def]
    """A stick of 64 KB."""
    place = tmp_path / "small"
    place.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(place)]
    if not sys.platform.startswith("linux") or subprocess.run(words, check=False, capture_output=True).returncode:
        pytest.skip("needs the right to mount a disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_stick_says_so_and_keeps_nothing_half(small: Path) -> None:
    with pytest.raises(StickTrouble, match="满了"):
        stick.write(small, "黑沟教学点-第3包.xxp", os.urandom(200_000))
    assert list(small.iterdir()) == []


def test_a_full_stick_takes_nothing_from_the_school(township: Township, small: Path) -> None:
    for number in range(3):
        township.point.add(f"学生{number}", remark=os.urandom(30_000).hex())
    with pytest.raises(StickTrouble, match="满了"):
        township.point.hand_out(small)
    assert list(small.iterdir()) == []
    [sent] = township.point.hand_out(township.stick)
    assert sent.number == 2
    assert states(township.center.take(township.stick)) == ["taken"]


def test_a_receipt_that_cannot_be_written_does_not_undo_the_merge(township: Township, small: Path) -> None:
    row = township.point.add("田小禾")
    [sent] = township.point.hand_out(small)
    (small / "filler").write_bytes(b"\0" * (60_000 - sent.file.stat().st_size))
    filler = os.statvfs(small)
    (small / "rest").write_bytes(b"\0" * max(0, (filler.f_bavail - 0) * filler.f_bsize))
    township.center.take(small)
    with pytest.raises(StickTrouble, match="满了"):
        township.center.write_receipts(small)
    assert township.center.pupils() == {row: "田小禾"}
    (small / "rest").unlink()
    (small / "filler").unlink()
    [receipt] = township.center.write_receipts(small)
    assert receipt.name == "回执-青石镇中心学校-收黑沟教学点第2包.xxr"
    assert township.point.take(small).read_receipts[0].new


@pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be shut there")
def test_a_stick_that_must_not_be_written(small: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small)], check=True)
    with pytest.raises(StickTrouble, match="写保护"):
        stick.write(small, "黑沟教学点-第3包.xxp", b"one")


def test_programs_that_pose_as_parcels_are_named_and_not_touched(tmp_path: Path) -> None:
    (tmp_path / "照片").mkdir()
    posing = ["黑沟教学点-第3包.exe", "黑沟教学点-第3包.xxp.scr", "照片.exe", "autorun.inf"]
    names = [*posing, "驱动安装.exe", "setup.msi", "黑沟教学点-第3包.xxp"]
    for name in names:
        (tmp_path / name).write_bytes(b"MZ")
    found = stick.look_alikes([tmp_path])
    assert found == sorted(posing)
    assert all((tmp_path / name).read_bytes() == b"MZ" for name in names)
    assert [p.name for p in stick.found([tmp_path], (".xxp",))] == ["黑沟教学点-第3包.xxp"]


def test_parcels_are_found_in_folders_of_the_stick_and_what_is_hidden_is_not(tmp_path: Path) -> None:
    (tmp_path / "11月").mkdir()
    for name in ("A-第1包.XXP", "11月/B-第1包.xxp", ".C-第1包.xxp", "~D.xxp", "E.xxp.part"):
        (tmp_path / name).write_bytes(b"-")
    assert [p.name for p in stick.found([tmp_path], (".xxp",))] == ["B-第1包.xxp", "A-第1包.XXP"]


def test_a_stick_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as told:
        stick.found([tmp_path / "gone"], (".xxp",))
    assert "U盘" in told.value.advice
