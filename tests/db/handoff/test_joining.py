"""Joining: an invitation carries nobody's data and is good for one machine; others wait for four words."""

import json
import shutil
from pathlib import Path

import pytest

from db.errors import FileTrouble
from db.handoff import invitation, machines, words
from db.handoff.refusals import Refused
from tests.db.handoff.sides import POINT, Side, Township, another_machine, reasons, states


def fingerprint(machine: machines.Machine) -> str:
    assert machine.keys is not None
    return words.fingerprint(machine.keys.sign, machine.keys.seal, machine.site)


def test_an_invitation_names_the_school_and_the_center_and_nobody(township: Township) -> None:
    township.center.add("中心娃")
    file = township.invite(township.point.workspace.school_id or b"", township.stick)
    assert file.name == "邀请-黑沟教学点.xxi"
    said = json.loads(file.read_bytes().split(b"\n", 1)[0])
    assert said["school_name"] == POINT
    assert [m["site"] for m in said["machines"]] == [township.center.site]
    assert "中心娃" not in file.read_text("utf-8")
    assert "王秀兰" not in file.read_text("utf-8")


def test_a_second_machine_of_the_school_joins_and_gets_the_schools_rows(township: Township) -> None:
    row = township.point.add("田小禾")
    township.point.hand_out(township.stick)
    township.center.exchange(township.stick)
    second = township.join(
        township.invite(township.point.workspace.school_id or b"", township.stick), "second.xiangxiao", "李老师"
    )
    second.hand_out(township.stick)
    assert "taken" in states(township.center.exchange(township.stick))
    second.exchange(township.stick)
    assert second.pupils() == {row: "田小禾"}
    second.rename(row, "田小苗")
    second.exchange(township.stick)
    township.center.exchange(township.stick)
    township.point.exchange(township.stick)
    assert township.point.pupils() == {row: "田小苗"}


def test_an_invitation_used_twice_leaves_the_second_machine_waiting_until_a_person_accepts(township: Township) -> None:
    file = township.invite(township.point.workspace.school_id or b"", township.stick)
    first = township.join(file, "first.xiangxiao", "甲")
    second = township.join(file, "second.xiangxiao", "乙")
    for side in (first, second):
        side.add(side.who.name)
        side.hand_out(township.stick)
    taken = township.center.take(township.stick)
    assert sorted(states(taken)) == ["refused", "taken"]
    [waits] = [m for m in township.center.machines().values() if m.state == machines.WAITING]
    there = next(side for side in (first, second) if side.site == waits.site)
    assert fingerprint(waits) == fingerprint(there.machines()[there.site])
    assert len(fingerprint(waits).split()) == 4
    with township.center.workspace.note_locally() as connection:
        machines.set_state(connection, waits.site, machines.ENROLLED)
    assert sorted(states(township.center.take(township.stick))) == ["nothing new", "taken"]
    assert set(township.center.pupils().values()) == {"甲", "乙"}


def test_a_machine_without_an_invitation_of_ours_waits(township: Township) -> None:
    file = township.invite(township.point.workspace.school_id or b"", township.stick)
    side = township.join(file, "side.xiangxiao", "甲")
    side.workspace.set_local("joining", {"invitation": "0" * 16, "secret": "00" * 32})
    side.hand_out(township.stick)
    taken = township.center.take(township.stick)
    assert states(taken) == ["refused"]
    assert reasons(taken) == ["黑沟教学点有一台新机器要加入，还没有核对。"]


def test_a_secret_for_one_school_enrols_no_machine_of_another(township: Township) -> None:
    file = township.invite(township.point.workspace.school_id or b"", township.stick)
    side = township.join(file, "side.xiangxiao", "甲")
    side.workspace.set_school(township.primary.workspace.school_id or b"")
    side.hand_out(township.stick)
    assert states(township.center.take(township.stick)) == ["refused"]


def test_a_retired_machine_is_refused_and_gets_nothing(township: Township) -> None:
    township.point.add("田小禾")
    township.point.hand_out(township.stick)
    with township.center.workspace.note_locally() as connection:
        machines.set_state(connection, township.point.site, machines.RETIRED)
    taken = township.center.take(township.stick)
    assert states(taken) == ["refused"]
    assert "已经停用" in reasons(taken)[0]
    with township.center.workspace.look() as connection:
        assert township.point.site not in [m.site for m in machines.receivers(township.center.workspace, connection)]


def test_a_burnt_computer_joins_again_and_gets_its_rows_back(township: Township) -> None:
    row = township.point.add("田小禾")
    township.point.hand_out(township.stick)
    township.center.exchange(township.stick)
    with township.center.workspace.note_locally() as connection:
        machines.set_state(connection, township.point.site, machines.RETIRED)
    new = township.join(
        township.invite(township.point.workspace.school_id or b"", township.stick), "new.xiangxiao", "刘运生"
    )
    new.hand_out(township.stick)
    township.center.exchange(township.stick)
    new.exchange(township.stick)
    assert new.pupils() == {row: "田小禾"}


def test_the_schools_hear_of_a_second_machine_at_the_center_and_write_to_both(township: Township) -> None:
    file = township.invite(township.center.workspace.school_id or b"", township.stick)
    second = township.join(file, "second.xiangxiao", "副校长")
    second.hand_out(township.stick)
    township.center.exchange(township.stick)
    with township.center.workspace.change(township.center.who, "改名") as rows:
        from db.registers import School

        rows.get(School, township.point.workspace.school_id or b"").phone = "0912-5551234"
    township.center.hand_out(township.stick)
    township.point.exchange(township.stick)
    row = township.point.add("田小禾")
    assert {s.receiver for s in township.point.hand_out(township.stick)} == {township.center.site, second.site}
    second.take(township.stick)
    assert row in second.pupils()


def test_every_byte_of_an_invitation_counts(township: Township) -> None:
    file = township.invite(township.point.workspace.school_id or b"", township.stick)
    whole = file.read_bytes()
    for at in range(len(whole) - 1):
        flipped = bytearray(whole)
        flipped[at] ^= 1
        file.write_bytes(flipped)
        with pytest.raises(Refused) as told:
            invitation.read(file)
        assert told.value.advice
    file.write_bytes(whole)
    assert invitation.read(file).school_name == POINT


def test_joining_never_overwrites_a_data_file(township: Township) -> None:
    file = township.invite(township.point.workspace.school_id or b"", township.stick)
    with pytest.raises(FileTrouble):
        township.join(file, "primary.xiangxiao", "甲")


def test_a_burnt_center_goes_on_from_its_backup_once_the_schools_have_compared_four_words(
    township: Township, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = township.point.add("田小禾")
    township.point.hand_out(township.stick)
    township.center.exchange(township.stick)
    backup = township.center.workspace.backup("每天")
    assert backup is not None
    another_machine(monkeypatch, township.folder / "new computer")
    data = Path(shutil.copy(backup, township.folder / "restored.xiangxiao"))
    center = Side.open(data, "王秀兰")
    assert center.site != township.center.site
    center.rename(row, "田小苗")
    center.hand_out(township.stick)
    another_machine(monkeypatch, township.folder / "settings")
    assert "还没有核对" in "".join(reasons(township.point.take(township.stick)))
    [waits] = [m for m in township.point.machines().values() if m.state == machines.WAITING]
    assert fingerprint(waits) == fingerprint(center.machines()[center.site])
    with township.point.workspace.note_locally() as connection:
        machines.set_state(connection, waits.site, machines.ENROLLED)
    township.point.exchange(township.stick)
    assert township.point.pupils() == {row: "田小苗"}
    second = township.point.add("田小豆")
    assert center.site in {s.receiver for s in township.point.hand_out(township.stick)}
    another_machine(monkeypatch, township.folder / "new computer")
    center.take(township.stick)
    assert set(center.pupils()) == {row, second}
    center.close()
    another_machine(monkeypatch, township.folder / "settings")
