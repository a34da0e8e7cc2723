"""Receipts: what the center took, back at the school; and the books of who handed in what."""

from dataclasses import replace
from pathlib import Path

from db.handoff import envelope, keys, ledger
from tests.db.handoff.sides import Township, named, states


def test_a_receipt_says_what_was_taken_and_the_schools_parcel_counts_as_received(township: Township) -> None:
    township.point.add("田小禾")
    [sent] = township.point.hand_out(township.stick)
    taken = township.center.exchange(township.stick)
    read = township.point.take(township.stick).read_receipts
    assert [(r.number, r.state, r.new) for r in read] == [(2, "taken", True)]
    with township.point.workspace.look() as connection:
        [parcel] = [p for p in ledger.entered(connection, ledger.OUT) if p.number == 2]
    assert parcel.state == ledger.RECEIVED
    assert parcel.account == taken.accounts[sent.file]
    assert parcel.receipt is not None


def test_receipts_are_numbered_through(township: Township) -> None:
    for side in (township.point, township.primary):
        side.add("学生")
        side.hand_out(township.stick)
    township.center.exchange(township.stick)
    with township.center.workspace.look() as connection:
        numbers = [p.receipt for p in ledger.entered(connection, ledger.IN)]
    assert sorted(n for n in numbers if n) == [1, 2, 3, 4]


def test_a_parcel_that_comes_again_gets_its_receipt_again(township: Township) -> None:
    township.point.add("田小禾")
    township.point.hand_out(township.stick)
    township.center.exchange(township.stick)
    for receipt in township.stick.glob("*.xxr"):
        receipt.unlink()
    assert states(township.center.take(township.stick)) == ["nothing new"]
    assert named(township.center.write_receipts(township.stick)) == ["回执-青石镇中心学校-收黑沟教学点第2包.xxr"]


def test_what_the_receipt_confirms_is_not_sent_again(township: Township) -> None:
    township.point.add("田小禾")
    township.point.hand_out(township.stick)
    township.center.exchange(township.stick)
    township.point.exchange(township.stick)
    township.point.add("田小豆")
    [sent] = township.point.hand_out(township.folder_named("next"))
    assert (sent.number, sent.operations) == (3, 1)


def test_without_the_receipt_everything_goes_again(township: Township) -> None:
    township.point.add("田小禾")
    township.point.hand_out(township.stick)
    township.center.take(township.stick)
    township.point.add("田小豆")
    [sent] = township.point.hand_out(township.folder_named("next"))
    assert sent.operations == 2


def test_a_receipt_for_another_school_is_left_alone(township: Township) -> None:
    township.point.add("田小禾")
    township.point.hand_out(township.stick)
    township.center.exchange(township.stick)
    [read] = township.primary.take(township.stick).read_receipts
    assert read.for_others
    assert not read.new


def test_a_receipt_altered_on_the_way_is_refused(township: Township) -> None:
    township.point.add("田小禾")
    township.point.hand_out(township.stick)
    township.center.exchange(township.stick)
    [file] = township.stick.glob("*.xxr")
    whole = file.read_bytes()
    for at in range(0, len(whole), 7):
        flipped = bytearray(whole)
        flipped[at] ^= 4
        file.write_bytes(flipped)
        [read] = township.point.take(file.parent).read_receipts
        assert read.trouble is not None
        assert not read.new
    file.write_bytes(whole)
    assert township.point.take(file.parent).read_receipts[0].new


def test_a_receipt_with_senseless_content_is_refused(township: Township) -> None:
    township.point.add("田小禾")
    township.point.hand_out(township.stick)
    township.center.exchange(township.stick)
    [file] = township.stick.glob("*.xxr")
    own, public = keys.load(township.center.workspace.database), township.center.machines()[township.point.site].keys
    assert own is not None
    assert public is not None
    import zlib

    for plain in (b"[]\n", b"{}\n", b'{"parcel":1,"said":1}\n', b'{"parcel":1,"said":9,"holds":{"x":[1]}}\n', b"\n\n"):
        body = keys.sealed(zlib.compress(plain), public.seal)
        header = replace(envelope.read_header(file), size=len(body), plain=len(plain))
        file.write_bytes(envelope.written(header, body, own))
        [read] = township.point.take(Path(file.parent)).read_receipts
        assert read.trouble is not None, plain
