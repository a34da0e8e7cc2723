"""Files that are not taken: each with its sentence, nothing kept, the file left where it was."""

import json
import random
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from db.handoff import envelope, identity, keys
from db.handoff.envelope import Header
from db.handoff.lines import pack_line
from db.handoff.sending import Sent
from tests.db.handoff.sides import Side, Township, reasons, states


@pytest.fixture
def sent(township: Township) -> Sent:
    township.point.add("田小禾")
    return township.point.hand_out(township.stick)[0]


def again(sent: Sent, signer: Side, **words: object) -> None:
    """The same parcel, its header altered and rightly signed: what a faulty or hostile program would write."""
    whole = sent.file.read_bytes()
    line, rest = whole.split(b"\n", 1)
    header = replace(Header(**json.loads(line)), **words)  # type: ignore[arg-type]
    body = rest[: -keys.SIGNATURE]
    own = keys.load(signer.workspace.database)
    assert own is not None
    sent.file.write_bytes(envelope.written(header, body, own))


def resealed(sent: Sent, signer: Side, receiver: Side, lines: list[object], **words: object) -> None:
    """A parcel with this content, sealed and signed as it should be."""
    import zlib

    plain = b"".join(pack_line(line) for line in lines)
    public = signer.machines()[receiver.site].keys
    assert public is not None
    body = keys.sealed(zlib.compress(plain), public.seal)
    own = keys.load(signer.workspace.database)
    assert own is not None
    header = envelope.read_header(sent.file)
    made = replace(header, **{"size": len(body), "plain": len(plain), **words})  # type: ignore[arg-type]
    sent.file.write_bytes(envelope.written(made, body, own))


def refused(township: Township, file: Path) -> str:
    """Takes it in at the center; answers the sentence. Nothing may have changed, and the file is still there."""
    journal, whole = township.center.journal(), file.read_bytes()
    taken = township.center.take(file)
    assert states(taken) == ["refused"]
    assert township.center.journal() == journal
    assert file.read_bytes() == whole
    [parcel] = taken.parcels
    assert parcel.trouble is not None
    assert parcel.trouble.advice
    return parcel.trouble.sentence


def test_every_byte_of_the_header_counts(township: Township, sent: Sent) -> None:
    whole = sent.file.read_bytes()
    end = whole.index(b"\n") + 1
    journal = township.center.journal()
    files = []
    for at in range(end):
        for bit in (0, 5):
            flipped = bytearray(whole)
            flipped[at] ^= 1 << bit
            files.append(township.folder / f"{at}-{bit}.xxp")
            files[-1].write_bytes(flipped)
    taken = township.center.take(*files)
    assert set(states(taken)) == {"refused"}
    assert all(p.trouble and p.trouble.advice for p in taken.parcels)
    assert township.center.journal() == journal
    assert states(township.center.take(sent.file)) == ["taken"]


def test_a_flipped_byte_anywhere_in_the_body_or_signature_is_seen(township: Township, sent: Sent) -> None:
    whole = sent.file.read_bytes()
    dice = random.Random(22)
    places = [
        whole.index(b"\n") + 1,
        len(whole) - 1,
        len(whole) - 64,
        *dice.sample(range(whole.index(b"\n"), len(whole)), 60),
    ]
    for at in places:
        flipped = bytearray(whole)
        flipped[at] ^= 1 << dice.randrange(8)
        sent.file.write_bytes(flipped)
        assert refused(township, sent.file)
    sent.file.write_bytes(whole)
    assert states(township.center.take(sent.file)) == ["taken"]


def test_a_parcel_cut_short_says_that_it_is_not_whole(township: Township, sent: Sent) -> None:
    whole = sent.file.read_bytes()
    for length in (
        0,
        1,
        40,
        whole.index(b"\n"),
        whole.index(b"\n") + 1,
        len(whole) // 2,
        len(whole) - 64,
        len(whole) - 1,
    ):
        sent.file.write_bytes(whole[:length])
        said = refused(township, sent.file)
        assert any(words in said for words in ("是空的", "不完整", "开头已损坏")), said
    sent.file.write_bytes(whole)
    assert states(township.center.take(sent.file)) == ["taken"]


def test_something_behind_the_parcel_is_seen(township: Township, sent: Sent) -> None:
    with sent.file.open("ab") as file:
        file.write(b"MZ")
    assert "多出了内容" in refused(township, sent.file)


def test_a_file_that_is_no_parcel(township: Township) -> None:
    for number, body in enumerate((b"PK\x03\x04", b"{}\n", b"\0" * 100_000, b"[1,2]\n", "花名册".encode("gbk"))):
        file = township.stick / f"{number}.xxp"
        file.write_bytes(body)
        assert "不是交接文件" in refused(township, file)


def test_each_cause_has_its_own_sentence(township: Township, sent: Sent) -> None:
    point, whole = township.point, sent.file.read_bytes()
    for words, said in (
        ({"version": 2}, "更新的程序"),
        ({"plain": envelope.MOST_PLAIN + 1}, "大得不合常理"),
        ({"entries": envelope.MOST_ENTRIES + 1}, "大得不合常理"),
        ({"sender": 77}, "不认识"),
        ({"entries": 2}, "条数"),
        ({"operations": 9}, "处数"),
        ({"plain": 10}, "比它说的大"),
        ({"plain": 100_000}, "大小不符"),
    ):
        sent.file.write_bytes(whole)
        again(sent, point, **words)
        assert said in refused(township, sent.file)


def test_a_parcel_under_another_schools_name_has_the_wrong_signature(township: Township, sent: Sent) -> None:
    again(sent, township.point, sender=township.primary.site)
    assert "签名不符" in refused(township, sent.file)


def test_a_parcel_of_another_township_is_not_ours(township: Township, sent: Sent) -> None:
    again(sent, township.point, township="00" * 16)
    assert states(township.center.take(sent.file)) == ["not for us"]


def test_a_bomb_is_not_unpacked(township: Township, sent: Sent) -> None:
    import time
    import zlib

    public = township.point.machines()[township.center.site].keys
    own = keys.load(township.point.workspace.database)
    assert public is not None
    assert own is not None
    bomb = zlib.compress(b"\0" * 300_000_000, 9)
    body = keys.sealed(bomb, public.seal)
    header = replace(envelope.read_header(sent.file), size=len(body), plain=5000)
    sent.file.write_bytes(envelope.written(header, body, own))
    begun = time.monotonic()
    assert "比它说的大" in refused(township, sent.file)
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize(
    "lines",
    [
        [["p"]],
        [["p", 1, {}, {}, {}, {}, []]],
        [["p", 1, {}, {}, {}, [], []], ["h", "x"]],
        [["p", 1, {"a": 1}, {}, {}, [], []]],
        ["nonsense"],
        [["p", 1, {}, {}, {}, [], []], ["h", 1, -1, 1, "00", "", "", "", "", None, 1]],
        [["p", 1, {}, {}, {}, [], []], ["h", 2**70, 1, 1, "00", "", "", "", "", None, 1]],
        [["p", 1, {}, {}, {}, [], []], {"a": [[[[]]]]}],
    ],
)
def test_content_that_makes_no_sense_is_refused_though_rightly_signed(
    township: Township, sent: Sent, lines: list[object]
) -> None:
    resealed(sent, township.point, township.center, lines, entries=1, operations=1)
    assert refused(township, sent.file)


def test_the_same_number_with_other_content_is_refused(township: Township, sent: Sent) -> None:
    township.center.take(sent.file)
    again(sent, township.point, at="2026-11-21T08:00:00+08:00")
    taken = township.center.take(sent.file)
    assert states(taken) == ["refused"]
    assert "内容却不同" in reasons(taken)[0]


def test_one_refused_parcel_does_not_hold_up_the_others(township: Township, sent: Sent) -> None:
    row = township.primary.add("白小杨")
    township.primary.hand_out(township.stick)
    sent.file.write_bytes(sent.file.read_bytes()[:-1])
    taken = township.center.take(township.stick)
    assert sorted(states(taken)) == ["refused", "taken"]
    assert township.center.pupils() == {row: "白小杨"}


def test_schools_do_not_hand_in_to_each_other(township: Township, sent: Sent) -> None:
    own = identity.own_keys(township.point.workspace)
    public = township.center.machines()[township.primary.site].keys
    assert public is not None
    body = keys.sealed(b"", public.seal)
    header = replace(envelope.read_header(sent.file), receiver=township.primary.site, size=len(body))
    sent.file.write_bytes(envelope.written(header, body, own))
    taken = township.primary.take(sent.file)
    assert states(taken) == ["refused"]


def test_the_header_holds_nothing_but_what_it_must(township: Township, sent: Sent) -> None:
    parts = "format version revision township sender school name receiver reader number at"
    amounts = "size plain entries operations attachments"
    assert list(asdict(envelope.read_header(sent.file))) == f"{parts} {amounts} introduction".split()
    assert envelope.read_header(sent.file).introduction == ""
