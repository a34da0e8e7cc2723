"""The stick: which files lie there, names it can bear, and writing so that a pulled stick leaves nothing half."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from db.errors import NotFound
from db.handoff.refusals import StickTrouble

PARCEL, RECEIPT, INVITATION = ".xxp", ".xxr", ".xxi"
_FORBIDDEN = {ord(c): "_" for c in '"*/:<>?\\|+,;=[]'} | dict.fromkeys(range(32), "_")
"""What FAT does not bear in a name. 源：Microsoft FAT32 File System Specification 1.03，第7节。"""
_PROGRAMS = (".exe", ".scr", ".com", ".pif", ".bat", ".cmd", ".vbs", ".vbe", ".js", ".wsf", ".lnk", ".msi", ".hta")
_LIKE = ("包", "回执", "邀请", "交接", "花名册", "台账")
MOST_FILES = 5000
MOST_NAME, LAST = 200, 12
"""Bytes of a name without its ending (Linux bears 255 with ending and .part); characters of it that are always kept."""


def safe_name(name: str) -> str:
    """The name as every file system bears it: FAT's characters, not too long, no blank or dot at its end.

    What is too long is cut in its middle: the number stands at the end.
    """
    stem, dot, ending = name.translate(_FORBIDDEN).rpartition(".")
    stem = " ".join(stem.split()).lstrip(" .~").rstrip(" .") or "_"
    first, last = stem[:-LAST], stem[-LAST:]
    while len((first + last).encode()) > MOST_NAME:
        first = first[:-1]
    return f"{first}{last}{dot}{ending}"


def found(paths: Iterable[Path], endings: tuple[str, ...]) -> list[Path]:
    """Hand-off files among files and folders (and folders in these), each once, in order of name.

    Raises NotFound, StickTrouble.
    """
    listed: dict[Path, None] = {}
    for path in paths:
        try:
            if path.is_dir():
                inside = _listing(path)
                below = [
                    p for folder in inside if folder.is_dir() and not folder.is_symlink() for p in _listing(folder)
                ]
                listed |= dict.fromkeys(p for p in sorted([*inside, *below]) if fits(p, endings))
            elif path.exists():
                listed[path] = None
            else:
                raise NotFound(f"没有找到 {path}。", "请检查U盘是否插好。")
        except OSError as error:
            raise StickTrouble("读不了U盘。") from error
    return list(listed)


def fits(path: Path, endings: tuple[str, ...]) -> bool:
    return path.suffix.lower() in endings and not path.name.startswith((".", "~")) and path.is_file()


def _listing(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return [Path(entry.path) for _, entry in zip(range(MOST_FILES), entries, strict=False)]
    except PermissionError:
        return []


def look_alikes(paths: Iterable[Path]) -> list[str]:
    """Programs that pass themselves off as hand-off files or folders: named, never touched."""
    suspicious = set()
    for path in paths:
        inside = _listing(path) if path.is_dir() else []
        stems = {p.stem.lower() for p in inside if p.suffix.lower() not in _PROGRAMS} | {
            p.name.lower() for p in inside if p.is_dir()
        }
        for file in inside:
            name, stem = file.name.lower(), file.stem.lower()
            if (
                file.suffix.lower() in _PROGRAMS
                and (stem in stems or any(w in name for w in _LIKE) or stem.endswith((".xxp", ".xxr", ".xxi")))
            ) or name == "autorun.inf":
                suspicious.add(file.name)
    return sorted(suspicious)


def write(folder: Path, name: str, body: bytes) -> Path:
    """The file, whole or not at all: temporary name, flushed, read back, renamed. Raises StickTrouble.

    A file of that name with other content is left alone; the new one gets -2 behind its name.
    """
    target = _free(folder, safe_name(name), body)
    part = target.with_name(target.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        if hashlib.sha256(part.read_bytes()).digest() != hashlib.sha256(body).digest():
            raise StickTrouble(
                "写到U盘上的内容读回来不一样，这个U盘可能坏了。", "数据没有丢失，请换一个U盘再交接一次。"
            )
        part.replace(target)
        _flush_folder(folder)
    except OSError as error:
        raise _trouble(folder, error) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return target


def lies_there(folder: Path, name: str, body: bytes) -> Path | None:
    """The file with just this content, if it is on the stick already."""
    for path in _named_like(folder, safe_name(name)):
        with contextlib.suppress(OSError):
            if path.stat().st_size == len(body) and path.read_bytes() == body:
                return path
    return None


def _named_like(folder: Path, name: str) -> list[Path]:
    first = folder / name
    return [first, *(first.with_stem(f"{first.stem}-{n}") for n in range(2, 100))]


def _free(folder: Path, name: str, body: bytes) -> Path:
    if not folder.is_dir():
        raise StickTrouble(f"没有文件夹 {folder}。", "请检查U盘是否插好。")
    names = _named_like(folder, name)
    return next(
        (p for p in names if not p.exists() or (p.stat().st_size == len(body) and p.read_bytes() == body)), names[-1]
    )


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):  # not every file system lets a folder be flushed
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _trouble(folder: Path, error: OSError) -> StickTrouble:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return StickTrouble("U盘满了，没有写进去。", "数据没有丢失，请清理U盘或换一个，再交接一次。")
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return StickTrouble("U盘不许写入，可能开了写保护。", "请关掉U盘侧面的写保护开关，或换一个U盘，再交接一次。")
    if not folder.is_dir() or error.errno in (errno.ENODEV, errno.ENXIO, errno.EIO, errno.ENOENT):
        return StickTrouble("U盘断开了，没有写完。", "数据没有丢失，请重新插入U盘再交接一次。")
    return StickTrouble("往U盘上写的时候出错了。")
