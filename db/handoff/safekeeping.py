"""Backups that leave the house: sealed to this machine and its center, so that a lost stick tells nothing."""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db import backups
from db.errors import Damaged, FileTrouble
from db.handoff import identity, keys, machines, stick
from db.workspace import Workspace

ENDING = ".xxb"
MARK = b"xiangxiao sealed backup 1\n"


def write(workspace: Workspace, target: Path) -> Path:
    """A proven copy of the data file, sealed; whole or not at all. Raises FileTrouble, StickTrouble.

    It can be opened here and on the machines of the center.
    """
    own = identity.own_keys(workspace)
    with workspace.look() as connection:
        known = machines.machines(connection)
    center = machines.center_of(workspace)
    seals = [m.keys.seal for m in known.values() if m.keys is not None and m.school_id == center]
    with tempfile.TemporaryDirectory(dir=workspace.path.parent) as scratch:
        plain = Path(scratch) / "copy"
        backups.copy(workspace.path, plain)
        body = keys.sealed(zlib.compress(plain.read_bytes()), own.public.seal, *seals)
    return stick.write(target.parent, target.name, MARK + body)


def is_sealed(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(MARK)) == MARK
    except OSError:
        return False


@contextmanager
def opened(path: Path) -> Iterator[Path]:
    """The backup as a plain file while it is needed; one that was never sealed stands for itself.

    Raises FileTrouble where no key of this machine opens it, Damaged.
    """
    if not is_sealed(path):
        yield path
        return
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / path.name
        plain.write_bytes(_unsealed(path))
        yield plain


def _unsealed(path: Path) -> bytes:
    body = path.read_bytes()[len(MARK) :]
    for kept in keys.all_here():
        compressed = kept.unseal(body)
        if compressed is not None:
            try:
                return zlib.decompress(compressed)
            except zlib.error as error:
                raise Damaged("这个备份已损坏。", "请选另一个备份。") from error
    raise FileTrouble("这份备份是加密的，这台电脑打不开。", "请在做备份的那台电脑上恢复，或请中心学校恢复。")
