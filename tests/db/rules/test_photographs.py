"""A photograph says what it shows, and not where it was taken."""

import struct
import zlib

from hypothesis import given
from hypothesis import strategies as st

from db.rules.photographs import JPEG, PNG, without_traces

PLACE = b"N 32 10 44 E 110 47 12 iPhone of Wang"


def segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def exif(orientation: int, order: str = "<") -> bytes:
    head = b"II*\0" if order == "<" else b"MM\0*"
    fields = struct.pack(f"{order}HHIH", 0x0112, 3, 1, orientation) + b"\0\0"
    fields += struct.pack(f"{order}HHII", 0x8825, 4, 1, 60)
    return b"Exif\0\0" + head + struct.pack(f"{order}IH", 8, 2) + fields + b"\0" * 4 + PLACE


JFIF, COLOURS, ADOBE = segment(0xE0, b"JFIF\0\1\1"), segment(0xE2, b"ICC_PROFILE\0x"), segment(0xEE, b"Adobe\0d")
TABLES = segment(0xDB, b"\0" * 65)
SCAN = segment(0xDA, b"\1\1\0\0?\0") + b"\xd2\xcf \xff\x00 Exif\0\0 is no segment here \xff\xd9"


def jpeg(*traces: bytes) -> bytes:
    return JPEG + JFIF + b"".join(traces) + COLOURS + ADOBE + TABLES + SCAN


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def test_place_camera_and_comment_go_and_the_picture_stays() -> None:
    traces = segment(0xE1, exif(1)), segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + PLACE), segment(0xED, PLACE)
    cleaned = without_traces(jpeg(*traces, segment(0xFE, PLACE)))
    assert cleaned == jpeg()
    assert PLACE not in cleaned


def test_which_way_up_it_is_stays_said_and_nothing_else() -> None:
    for order in "<>":
        cleaned = without_traces(jpeg(segment(0xE1, exif(6, order))))
        assert PLACE not in cleaned
        assert cleaned.count(b"Exif\0\0") == 2, "one that says 6, and the one that is no segment"
        assert without_traces(cleaned) == cleaned, "cleaned once is clean"
        assert len(cleaned) == len(jpeg()) + 36


def test_a_png_keeps_only_what_makes_the_picture() -> None:
    picture = [chunk(b"IHDR", b"\0" * 13), chunk(b"IDAT", b"data"), chunk(b"IEND", b"")]
    traces = [chunk(b"eXIf", PLACE), chunk(b"tEXt", b"Comment\0" + PLACE), chunk(b"tIME", b"\7\352\13\24\0\0\0")]
    assert without_traces(PNG + picture[0] + b"".join(traces) + b"".join(picture[1:])) == PNG + b"".join(picture)


def test_what_is_no_picture_is_left_alone() -> None:
    assert without_traces(b"PDF") == b"PDF"


@given(st.binary(max_size=200), st.sampled_from([JPEG, PNG, JPEG + JFIF, JPEG + segment(0xE1, exif(3))]))
def test_a_torn_file_never_breaks_anything(rest: bytes, start: bytes) -> None:
    cleaned = without_traces(start + rest)
    assert PLACE not in cleaned
    assert without_traces(cleaned) == cleaned
