"""Backups that leave the house: nobody who finds the stick can read them; here and at the center they open."""

from datetime import date
from pathlib import Path

import pytest

from db.errors import Damaged, FileTrouble
from db.handoff import safekeeping
from db.registers import Student
from desktop.work import keeping, rows, tables
from desktop.work.office import Office
from tests.desktop import founding

TODAY = date(2026, 11, 20)


@pytest.fixture
def office(tmp_path: Path):
    opened = founding.found(tmp_path / "中心.xiangxiao", "青石镇中心学校", "center", "", "王秀兰", TODAY)
    rows.add(opened, Student, {"name": "何佳慧"})
    yield opened
    opened.workspace.changed = False
    opened.close()


def test_a_backup_on_a_stick_tells_a_finder_nothing_and_can_be_gone_back_to(office: Office, tmp_path: Path):
    stick = tmp_path / "U盘"
    stick.mkdir()
    made = Path(keeping.backup(office, stick, sealed=True).data["file"])
    body = made.read_bytes()
    assert made.suffix == ".xxb"
    assert "何佳慧".encode() not in body
    assert b"SQLite format" not in body
    rows.add(office, Student, {"name": "李强"})
    assert [(d.title, d.only_now) for d in keeping.compare(office.path, made)] == [("在校学生", 1)]
    keeping.restore(office, office.path, made)
    again = Office.open(office.path, "王秀兰", TODAY)
    assert len(tables.ids(again, Student)) == 1
    again.workspace.changed = False
    again.close()
    assert [file.name for file in stick.iterdir()] == [made.name]


def test_another_computer_cannot_open_it(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    made = Path(keeping.backup(office, tmp_path / "备份.xxb", sealed=True).data["file"])
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "elsewhere"))
    before = office.path.read_bytes()
    with pytest.raises(FileTrouble, match="加密"):
        keeping.restore(None, office.path, made)
    assert office.path.read_bytes() == before


def test_a_flipped_byte_is_refused(office: Office, tmp_path: Path):
    made = Path(keeping.backup(office, tmp_path / "备份.xxb", sealed=True).data["file"])
    body = bytearray(made.read_bytes())
    body[-1] ^= 1
    made.write_bytes(body)
    with pytest.raises((FileTrouble, Damaged)):
        keeping.compare(office.path, made)


def test_a_backup_on_a_disk_of_this_computer_stays_plain(office: Office, tmp_path: Path):
    made = Path(keeping.backup(office, tmp_path / "备份.xiangxiao").data["file"])
    assert not safekeeping.is_sealed(made)
