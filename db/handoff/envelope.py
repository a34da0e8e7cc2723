"""The file on the stick: a header in clear, a body only its receiver can open, the whole signed by its sender."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import get_type_hints

from db.handoff import keys
from db.handoff.keys import SIGNATURE, Keys
from db.handoff.refusals import Altered, Cut, NewerProgram, StickTrouble, TooLarge

VERSION = 1
FORMATS = {"parcel": "xiangxiao-parcel", "receipt": "xiangxiao-receipt"}
SEAL_OF_OFFICE = b"xiangxiao hand-off 1\0"
"""What is signed begins with this, so that a signature means a parcel or receipt and nothing else."""

MOST_HEADER = 16 * 1024
MOST_FILE = 256 * 1024 * 1024
MOST_PLAIN = 1024 * 1024 * 1024
MOST_ENTRIES = 1_000_000
MOST_OPERATIONS = 10_000_000


@dataclass(frozen=True)
class Header:
    """What anybody may read: who sends what to whom, and how much it is; nothing about a child.

    sender, receiver: sites; school, township: ids as hex; name, reader: schools by name; size: bytes of the
    sealed body; plain: bytes when unpacked; introduction: keys of a newcomer, as JSON, or "".
    """

    format: str
    version: int
    revision: str
    township: str
    sender: int
    school: str
    name: str
    receiver: int
    reader: str
    number: int
    at: str
    size: int
    plain: int
    entries: int
    operations: int
    attachments: int
    introduction: str = ""

    def line(self) -> bytes:
        return json.dumps(asdict(self), separators=(",", ":")).encode() + b"\n"


_TYPES = get_type_hints(Header)


def written(header: Header, body: bytes, own: Keys) -> bytes:
    """The whole file. `body` is already sealed."""
    line = header.line()
    return line + body + own.sign(_digest(line, body))


def _digest(line: bytes, body: bytes | memoryview) -> bytes:
    made = hashlib.sha512(SEAL_OF_OFFICE)
    made.update(line)
    made.update(body)
    return made.digest()


# -- reading --------------------------------------------------------------------------------------------------


def read_header(path: Path) -> Header:
    """The header, checked for sense and size before anything else is read. Raises Refused, StickTrouble."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            line = file.readline(MOST_HEADER)
    except OSError as error:
        raise StickTrouble(f"读不了 {path.name}。") from error
    if size == 0:
        raise Cut(f"{path.name} 是空的。")
    header = _header(path.name, line)
    if (
        size > MOST_FILE
        or header.plain > MOST_PLAIN
        or header.entries > MOST_ENTRIES
        or header.operations > MOST_OPERATIONS
    ):
        raise TooLarge(f"{path.name} 大得不合常理，没有打开它。")
    whole = len(line) + header.size + SIGNATURE
    if size < whole:
        raise Cut(f"{path.name} 不完整，只有 {size * 100 // whole}%。")
    if size > whole:
        raise Altered(f"{path.name} 后面多出了内容，可能被改动过。")
    return header


def _header(name: str, line: bytes) -> Header:
    try:
        said = json.loads(line)
        fits = isinstance(said, dict) and all(
            type(said.get(n)) is t or (n == "introduction" and n not in said) for n, t in _TYPES.items()
        )
    except ValueError:
        said, fits = None, False
    if (
        isinstance(said, dict)
        and said.get("format") in FORMATS.values()
        and isinstance(said.get("version"), int)
        and said["version"] > VERSION
    ):
        raise NewerProgram(f"{name} 是更新的程序写的，本机还读不懂。")
    if not fits or not line.endswith(b"\n") or said["format"] not in FORMATS.values() or set(said) - set(_TYPES):
        raise Altered(f"{name} 的开头已损坏，或者不是交接文件。")
    header = Header(**said)
    numbers = (
        header.sender,
        header.receiver,
        header.number,
        header.size,
        header.plain,
        header.entries,
        header.operations,
        header.attachments,
    )
    if header.version != VERSION or min(numbers) < 0 or max(numbers) >= 1 << 63:
        raise Altered(f"{name} 的开头已损坏。")
    return header


def verified(path: Path, header: Header, sign: bytes) -> tuple[bytes, str]:
    """The sealed body and the whole file's SHA-256, if all is just as its sender signed it.

    Raises Altered, Cut, StickTrouble.
    """
    try:
        whole = path.read_bytes()
    except OSError as error:
        raise StickTrouble(f"读 {path.name} 时U盘断开了。") from error
    cut = whole.find(b"\n") + 1
    if len(whole) != cut + header.size + SIGNATURE:
        raise Cut(f"{path.name} 不完整。")
    body = memoryview(whole)[cut:-SIGNATURE]
    if not keys.signed_by(sign, whole[-SIGNATURE:], _digest(whole[:cut], body)):
        raise Altered(f"{path.name} 的签名不符，内容被改动或损坏了。")
    return bytes(body), hashlib.sha256(whole).hexdigest()


def unsealed(name: str, body: bytes, own: Keys) -> bytes:
    """The packed lines. Raises Altered if they were sealed to somebody else's key."""
    opened = own.unseal(body)
    if opened is None:
        raise Altered(
            f"{name} 打不开：它不是用本机的公钥封的。",
            "请对方用最新的包再交接一次；本机重新加入过的话，先让对方收一次本机的包。",
        )
    return opened
