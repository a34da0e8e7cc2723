"""The second copy of a parcel, on this machine's own disk: a lost stick is written again, byte for byte."""

from __future__ import annotations

from pathlib import Path

from db.errors import FileTrouble
from db.handoff import stick
from db.handoff.refusals import StickTrouble
from db.workspace import Workspace


def folder(workspace: Workspace) -> Path:
    return workspace.path.with_name(f"{workspace.path.stem}的交接包")


def keep(workspace: Workspace, receiver: int, number: int, whole: bytes) -> None:
    """Keeps this parcel and the one before it for that receiver; older ones go."""
    place = folder(workspace)
    try:
        place.mkdir(exist_ok=True)
        for old in place.glob(f"{receiver}-*{stick.PARCEL}"):
            if old.stem != f"{receiver}-{number - 1}":
                old.unlink(missing_ok=True)
        stick.write(place, f"{receiver}-{number}{stick.PARCEL}", whole)
    except (OSError, StickTrouble) as error:
        raise FileTrouble("硬盘写不下交接包的底稿。", "请清理出一些空间，再交接一次。") from error


def of(workspace: Workspace, receiver: int, number: int) -> bytes | None:
    kept = folder(workspace) / f"{receiver}-{number}{stick.PARCEL}"
    return kept.read_bytes() if kept.is_file() else None
