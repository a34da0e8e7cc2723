"""Parcels: what goes onto the stick, to whom, and what comes of it."""

import hashlib
import json
from pathlib import Path

import pyrage
import pytest

from db import backups
from db.handoff import attachments, envelope, ledger
from db.handoff.refusals import StickTrouble
from tests.db.handoff.sides import CENTER, POINT, Side, Township, named, reasons, states


def test_a_child_entered_at_the_point_stands_in_the_centers_roster(township: Township) -> None:
    row = township.point.add("田小禾")
    [sent] = township.point.hand_out(township.stick)
    assert sent.file.name == "黑沟教学点-第2包.xxp"
    taken = township.center.take(township.stick)
    assert states(taken) == ["taken"]
    assert taken.accounts[sent.file]["total"]["added"] == 1
    assert township.center.pupils() == {row: "田小禾"}


def test_nothing_new_no_parcel(township: Township) -> None:
    assert township.point.hand_out(township.stick) == []
    assert township.center.hand_out(township.stick) == []
    assert list(township.stick.iterdir()) == []


def test_a_school_never_receives_another_schools_children(township: Township) -> None:
    township.point.add("田小禾")
    township.primary.add("白小杨")
    for side in (township.point, township.primary):
        side.hand_out(township.stick)
    township.center.exchange(township.stick)
    for side in (township.point, township.primary):
        side.exchange(township.stick)
    assert set(township.center.pupils().values()) == {"田小禾", "白小杨"}
    assert set(township.point.pupils().values()) == {"田小禾"}
    assert set(township.primary.pupils().values()) == {"白小杨"}


def test_a_child_who_moves_takes_the_history_along(township: Township) -> None:
    row = township.point.add("田小禾")
    township.point.rename(row, "田小苗")
    township.point.hand_out(township.stick)
    township.center.exchange(township.stick)
    township.center.move(row, township.primary.workspace.school_id or b"")
    township.center.hand_out(township.stick)
    township.primary.exchange(township.stick)
    assert township.primary.pupils() == {row: "田小苗"}
    with township.primary.workspace.look() as connection:
        fields = [
            f
            for (f,) in connection.exec_driver_sql(
                'SELECT field FROM operations WHERE "row" = ? ORDER BY entry', (row,)
            )
        ]
    assert fields == [None, "name", "school_id"]


def test_what_was_written_and_not_confirmed_goes_again_byte_for_byte_onto_another_stick(township: Township) -> None:
    township.point.add("田小禾")
    [first] = township.point.hand_out(township.stick)
    assert township.point.hand_out(township.stick) == []  # it lies there
    other = township.folder_named("other")
    [again] = township.point.hand_out(other)
    assert again.number == first.number
    assert again.file.read_bytes() == first.file.read_bytes()
    taken = township.center.take(township.stick, other)
    assert sorted(states(taken)) == ["nothing new", "taken"]


def test_a_lost_parcel_is_covered_by_the_next_and_nobody_is_reminded_of_it(township: Township) -> None:
    first = township.point.add("田小禾")
    [lost] = township.point.hand_out(township.stick)
    late = township.folder_named("late")
    lost.file.rename(late / lost.file.name)
    second = township.point.add("田小豆")
    township.point.hand_out(township.stick)
    taken = township.center.take(township.stick)
    assert set(township.center.pupils()) == {first, second}
    assert list(taken.missing.values()) == [[]]
    assert states(township.center.take(late)) == ["nothing new"]


def test_a_parcel_that_builds_on_one_that_never_came_names_it(township: Township) -> None:
    township.point.add("田小禾")
    township.point.hand_out(township.stick)
    backup = township.center.workspace.backup("之前")
    assert backup is not None
    township.center.exchange(township.stick)
    township.point.take(township.stick)
    township.point.add("田小豆")
    [third] = township.point.hand_out(township.folder_named("third"))
    # the center's file goes back to the backup, and goes on under its number: nothing of its own had left since
    path = township.center.workspace.path
    township.center.workspace.changed = False
    township.center.workspace.close()
    backups.restore(path, backup)
    township.center = Side.open(path, "王秀兰")
    taken = township.center.take(third.file)
    assert taken.missing[third.file] == [2]
    assert states(township.center.take(township.stick))[-1] == "taken"
    with township.center.workspace.look() as connection:
        assert ledger.missing(connection, township.point.site) == []


def test_a_finder_of_the_stick_learns_nothing_about_a_child(township: Township) -> None:
    township.point.add("田小禾", id_number="110101201601010019")
    [sent] = township.point.hand_out(township.stick)
    whole = sent.file.read_bytes()
    header = json.loads(whole.split(b"\n", 1)[0])
    assert header["name"] == POINT
    assert header["reader"] == CENTER
    assert "田小禾" not in json.dumps(header, ensure_ascii=False)
    assert "田小禾".encode() not in whole
    stranger = pyrage.x25519.Identity.generate()
    body = whole.split(b"\n", 1)[1][: header["size"]]
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(body, [stranger])


def test_a_photograph_travels_once_with_the_row_that_names_it(township: Township) -> None:
    body = b"\xff\xd8 a photograph \xff\xd9" * 5000
    name = hashlib.sha256(body).hexdigest()
    with township.point.workspace.note_locally() as connection:
        connection.exec_driver_sql("INSERT INTO blobs VALUES (?, ?, ?)", (name, len(body), body))
    row = township.point.add("田小禾", photo=name)
    [sent] = township.point.hand_out(township.stick)
    assert envelope.read_header(sent.file).attachments == 1
    township.center.exchange(township.stick)
    with township.center.workspace.look() as connection:
        assert connection.exec_driver_sql("SELECT body FROM blobs WHERE hash = ?", (name,)).scalar() == body
    township.point.exchange(township.stick)
    township.point.rename(row, "田小苗")
    [second] = township.point.hand_out(township.stick)
    assert envelope.read_header(second.file).attachments == 0


def test_pictures_that_did_not_fit_are_asked_for_and_come_with_the_next_parcel(
    township: Township, monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies = {hashlib.sha256(b).hexdigest(): b for b in (bytes([n]) * 4000 for n in range(5))}
    with township.point.workspace.note_locally() as connection:
        for name, body in bodies.items():
            connection.exec_driver_sql("INSERT INTO blobs VALUES (?, ?, ?)", (name, len(body), body))
    for name in bodies:
        township.point.add("学生", photo=name)
    monkeypatch.setattr(attachments, "MOST_TOGETHER", 9000)
    for round_, count in enumerate((2, 4, 5)):
        stick = township.folder_named(f"round{round_}")
        assert len(township.point.hand_out(stick)) == 1
        township.center.exchange(stick)
        township.point.take(stick)
        with township.center.workspace.look() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM blobs").scalar() == count
    assert township.point.hand_out(township.folder_named("last")) == []


def test_a_parcel_for_somebody_else_is_left_alone(township: Township) -> None:
    with township.center.workspace.change(township.center.who, "改名") as rows:
        from db.registers import School

        rows.get(School, township.primary.workspace.school_id or b"").phone = "0912-5551234"
    sent = township.center.hand_out(township.stick, only=[township.primary.site])
    taken = township.point.take(township.stick)
    assert states(taken) == ["not for us"]
    assert reasons(taken) == ["青石镇中心学校-给白杨小学-第2包.xxp 是给白杨小学的，没有动它。"]
    assert sent[0].file.exists()


def test_a_full_parcel_repeats_everything_and_changes_nothing(township: Township) -> None:
    township.point.add("田小禾")
    township.point.hand_out(township.stick)
    township.center.exchange(township.stick)
    township.point.exchange(township.stick)
    before = township.center.pupils()
    full = township.folder_named("full")
    [sent] = township.point.hand_out(full, full=True)
    taken = township.center.take(full)
    total = taken.accounts[sent.file]["total"]
    assert total["read"] == total["present"] > 0
    assert township.center.pupils() == before


def test_the_stick_is_full_or_gone_and_the_parcel_is_written_next_time(township: Township) -> None:
    township.point.add("田小禾")
    gone = township.folder / "gone"
    with pytest.raises(StickTrouble) as told:
        township.point.hand_out(gone)
    assert told.value.advice
    [sent] = township.point.hand_out(township.stick)
    assert sent.number == 2
    assert states(township.center.take(township.stick)) == ["taken"]


def test_ten_sticks_on_a_friday_are_taken_in_together(township: Township) -> None:
    sticks: list[Path] = []
    for number in range(5):
        for side in (township.point, township.primary):
            side.add(f"学生{number}")
            sticks.append(township.folder_named(f"{number}{side.site}"))
            side.hand_out(sticks[-1])
    taken = township.center.take(*sticks)
    assert set(states(taken)) <= {"taken", "nothing new"}
    assert len(township.center.pupils()) == 10
    assert all(numbers == [] for numbers in taken.missing.values())
    assert named([p.file for p in taken.parcels])[0].startswith("白杨小学-第2包")
