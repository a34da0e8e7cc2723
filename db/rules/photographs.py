"""Photographs without traces: where and with whose telephone a picture was taken is nobody's business but its maker's.

JPEG: segments with camera data, place, thumbnails and comments go (APP1 to APP15, COM); what the picture needs to be
seen stays (JFIF, colour profile, Adobe's transform), and so does which way up it is. PNG: only the chunks that make the
picture stay. 源：Exif 2.32 (CIPA DC-008), JPEG T.81 Annex B, PNG third edition.
"""

from __future__ import annotations

import struct

JPEG, PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_SCAN, _COMMENT, _EXIF, _ICC, _ADOBE = 0xDA, 0xFE, 0xE1, 0xE2, 0xEE
_PICTURE = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"}
_ORIENTATION = 0x0112


def without_traces(body: bytes) -> bytes:
    """The same picture with nothing else in it; what is neither JPEG nor PNG comes back as it is.

    A file that is cut short keeps what of it can be read.
    """
    if body.startswith(JPEG):
        return _jpeg(body)
    return _png(body) if body.startswith(PNG) else body


def _jpeg(body: bytes) -> bytes:
    kept, at, turned = [JPEG], 2, 1
    while at + 4 <= len(body) and body[at] == 0xFF:
        marker, length = body[at + 1], int.from_bytes(body[at + 2 : at + 4], "big")
        segment = body[at : at + 2 + length]
        if marker == _SCAN:
            break
        if marker == _EXIF and segment[4:10] == b"Exif\0\0":
            turned = _orientation(segment[10:]) or turned
        if _needed(marker, segment):
            kept.append(segment)
        at += 2 + length
    if turned != 1:
        kept.insert(1, _upright(turned))
    return b"".join([*kept, body[at:]])


def _needed(marker: int, segment: bytes) -> bool:
    """Whether a segment belongs to the picture itself."""
    if marker == _ICC:
        return segment[4:15] == b"ICC_PROFILE"
    return marker != _COMMENT and (marker == _ADOBE or not _EXIF <= marker <= 0xEF)


def _orientation(tiff: bytes) -> int:
    """Which way up the camera was held (1 to 8); 0 where it does not say."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        if order is None:
            return 0
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for place in range(min(count, 200)):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * place)
            if tag == _ORIENTATION:
                return int(value) if 1 <= value <= 8 else 0
    except struct.error:
        return 0
    return 0


def _upright(turned: int) -> bytes:
    """An Exif segment that says only which way up the picture is."""
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, turned, 0, 0)
    return struct.pack(">BBH", 0xFF, _EXIF, 2 + 6 + len(tiff)) + b"Exif\0\0" + tiff


def _png(body: bytes) -> bytes:
    kept, at = [PNG], len(PNG)
    while at + 12 <= len(body):
        (length,) = struct.unpack_from(">I", body, at)
        chunk = body[at : at + 12 + length]
        if chunk[4:8] in _PICTURE:
            kept.append(chunk)
        at += 12 + length
    return b"".join(kept)
