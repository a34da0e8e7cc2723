"""Who a machine is: keys outside the data file, and files that were copied or went back to an earlier day."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from db import backups
from db.handoff import identity, keys, machines
from tests.db.handoff.sides import Side, Township, another_machine, reasons, states


def test_the_private_keys_lie_in_the_settings_and_only_this_user_reads_them(township: Township) -> None:
    kept = keys.settings() / "keys" / f"{township.point.workspace.database}.json"
    if sys.platform != "win32":
        assert kept.stat().st_mode & 0o077 == 0
    own = keys.load(township.point.workspace.database)
    assert own is not None
    data = township.point.workspace.path.read_bytes()
    assert str(own.identity).encode() not in data
    assert os.path.realpath(kept).startswith(os.path.realpath(township.folder / "settings"))


def test_opening_a_file_where_it_belongs_changes_nothing(township: Township) -> None:
    township.point.add("田小禾")
    site = township.point.site
    township.point.close()
    township.point = Side.open(township.point.workspace.path, "刘运生")
    assert township.point.site == site


def test_a_copy_on_another_machine_becomes_a_machine_of_its_own_and_waits_for_the_telephone(
    township: Township, monkeypatch: pytest.MonkeyPatch
) -> None:
    township.point.add("田小禾")
    township.point.close()
    copy = Path(shutil.copy(township.point.workspace.path, township.folder / "copy.xiangxiao"))
    another_machine(monkeypatch, township.folder / "elsewhere")
    twin = Side.open(copy, "刘运生")
    assert twin.site != township.point.site
    twin.add("田小豆")
    twin.hand_out(township.stick)
    another_machine(monkeypatch, township.folder / "settings")
    taken = township.center.take(township.stick)
    assert states(taken) == ["refused"]
    assert "还没有核对" in reasons(taken)[0]
    assert township.center.machines()[twin.site].state == machines.WAITING
    with township.center.workspace.note_locally() as connection:
        machines.set_state(connection, twin.site, machines.ENROLLED)
    assert states(township.center.take(township.stick)) == ["taken"]
    assert set(township.center.pupils().values()) == {"田小禾", "田小豆"}


def test_a_file_that_went_back_to_a_backup_gets_a_new_number_by_itself_and_its_work_back(township: Township) -> None:
    backup = township.point.workspace.backup("之前")
    assert backup is not None
    row = township.point.add("田小禾")
    township.point.hand_out(township.stick)
    township.center.exchange(township.stick)
    old = township.point.site
    township.point.close()
    backups.restore(township.point.workspace.path, backup)
    township.point = Side.open(township.point.workspace.path, "刘运生")
    assert township.point.site != old
    assert township.point.pupils() == {}
    second = township.point.add("田小豆")
    for left in township.stick.iterdir():
        left.unlink()
    township.point.hand_out(township.stick)
    taken = township.center.exchange(township.stick)  # its old key speaks for it: nobody has to telephone
    assert states(taken) == ["taken"]
    township.point.exchange(township.stick)
    assert set(township.point.pupils()) == {row, second} == set(township.center.pupils())


def test_a_copy_used_beside_the_first_on_one_computer_is_noticed_when_it_is_opened(township: Township) -> None:
    township.point.close()
    path = township.point.workspace.path
    copy = Path(shutil.copy(path, township.folder / "copy.xiangxiao"))
    township.point = Side.open(path, "刘运生")
    township.point.add("田小禾")
    township.point.close()
    twin = Side.open(copy, "刘运生")
    assert twin.site != township.point.site
    township.point = Side.open(path, "刘运生")
    assert township.point.workspace.site_number == township.point.site
    one, two = township.point.add("一"), twin.add("二")
    township.point.hand_out(township.stick)
    twin.hand_out(township.stick)
    assert states(township.center.take(township.stick)) == ["taken", "taken"]
    assert {one, two} <= set(township.center.pupils())


def test_parcels_on_the_stick_that_the_machine_does_not_remember_mean_that_it_went_back(township: Township) -> None:
    path, settings = township.point.workspace.path, township.folder / "settings"
    township.point.close()
    image, image_settings = township.folder / "image.xiangxiao", township.folder / "image"
    shutil.copy(path, image)
    shutil.copytree(settings, image_settings)
    township.point = Side.open(path, "刘运生")
    township.point.add("田小禾")
    township.point.hand_out(township.stick)
    township.point.close()
    shutil.copy(image, path)  # the whole disk is put back, settings and all
    shutil.rmtree(settings)
    shutil.copytree(image_settings, settings)
    township.point = Side.open(path, "刘运生")
    before = township.point.site
    township.point.take(township.stick)
    assert township.point.site != before


def test_two_copies_that_nobody_noticed_are_noticed_by_the_center_and_part_ways(
    township: Township, monkeypatch: pytest.MonkeyPatch
) -> None:
    township.point.close()
    path = township.point.workspace.path
    copy = Path(shutil.copy(path, township.folder / "copy.xiangxiao"))
    shutil.copytree(township.folder / "settings", township.folder / "cloned")  # the disk was cloned
    township.point = Side.open(path, "刘运生")
    one = township.point.add("一")
    township.point.hand_out(township.stick)
    another_machine(monkeypatch, township.folder / "cloned")
    twin = Side.open(copy, "刘运生")
    assert twin.site == township.point.site
    two, three = twin.add("二"), twin.add("三")
    other = township.folder_named("other")
    twin.hand_out(other)
    another_machine(monkeypatch, township.folder / "settings")
    assert states(township.center.exchange(township.stick)) == ["taken"]
    taken = township.center.take(other)
    assert states(taken) == ["refused"]
    township.center.write_receipts(other)
    another_machine(monkeypatch, township.folder / "cloned")
    twin.take(other)  # the receipt says so: what it did since goes on under a number of its own
    assert twin.site != township.point.site
    for left in other.iterdir():
        left.unlink()
    twin.hand_out(other)
    another_machine(monkeypatch, township.folder / "settings")
    taken = township.center.take(other)
    if states(taken) == ["refused"]:
        with township.center.workspace.note_locally() as connection:
            machines.set_state(connection, twin.site, machines.ENROLLED)
        taken = township.center.take(other)
    assert states(taken) == ["taken"]
    assert set(township.center.pupils()) == {one, two, three}
    with township.center.workspace.look() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM conflicts").scalar() == 0


def test_a_file_that_never_spoke_to_anybody_may_be_copied_freely(tmp_path: Path) -> None:
    from db.workspace import Workspace

    workspace = Workspace.create(tmp_path / "a.xiangxiao")
    workspace.close()
    copy = Workspace.open(Path(shutil.copy(workspace.path, tmp_path / "b.xiangxiao")))
    assert identity.settle(copy) == ""
    assert copy.site_number == workspace.site_number
    copy.close()


def test_a_center_that_went_back_is_known_again_by_its_schools_and_nothing_is_written_for_its_old_number(
    township: Township,
) -> None:
    backup = township.center.workspace.backup("之前")
    assert backup is not None
    row = township.point.add("田小禾")
    township.point.hand_out(township.stick)
    township.center.exchange(township.stick)
    township.center.add("中心娃")
    township.point.exchange(township.stick)
    old = township.center.site
    township.center.close()
    backups.restore(township.center.workspace.path, backup)
    township.center = Side.open(township.center.workspace.path, "王秀兰")
    assert township.center.site != old
    stick = township.folder_named("next")
    assert old not in {s.receiver for s in township.center.hand_out(stick)}
    assert sorted(states(township.point.exchange(stick))) == ["not for us", "taken"]
    second = township.point.add("田小豆")
    assert {s.receiver for s in township.point.hand_out(stick)} == {township.center.site}
    township.center.exchange(stick)
    assert {row, second} <= set(township.center.pupils())


def test_parcels_under_way_to_the_number_that_a_machine_had_before_are_taken_in(township: Township) -> None:
    backup = township.center.workspace.backup("之前")
    assert backup is not None
    row = township.point.add("田小禾")
    township.point.hand_out(township.stick)
    township.center.add("中心娃")
    township.center.close()
    backups.restore(township.center.workspace.path, backup)
    township.center = Side.open(township.center.workspace.path, "王秀兰")
    assert states(township.center.exchange(township.stick)) == ["taken"]
    assert row in township.center.pupils()
    assert states(township.center.take(township.stick)) == ["nothing new"]
    assert "refused" not in states(township.point.exchange(township.stick)), "the new number says who it is"
    second = township.point.add("田小豆")
    township.point.hand_out(township.stick)
    assert "refused" not in states(township.center.take(township.stick))
    assert {row, second} <= set(township.center.pupils())
