"""Places: whether a data file may live where it lies. A stick, a network share and a full disk are no home for it."""

from __future__ import annotations

import ctypes
import os
import platform
import re
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

ROOM = 50 * 1024 * 1024
"""Bytes that must be free before anything is written."""

NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "davfs", "9p", "ncpfs"}
STICK = {"vfat", "exfat", "fuseblk", "msdos"}


def machine() -> str:
    return platform.node() or "本机"


def kind_of_place(path: Path) -> str:
    """stick, network, or "" for a disk of this machine."""
    home = next((p for p in [path, *path.parents] if p.exists()), Path.cwd())
    return _kind_on_windows(home) if sys.platform == "win32" else _kind_on_linux(home)


def why_not_write(path: Path) -> str:
    """A sentence why the file at `path` must not be written, or "" if it may."""
    home = next((p for p in [path, *path.parents] if p.exists()), Path.cwd())
    kind = kind_of_place(path)
    if kind == "network":
        return "数据文件在网络共享上，几台电脑同时写会损坏它。"
    if kind == "stick":
        return "数据文件在U盘上，拔出时容易损坏。"
    if not os.access(home, os.W_OK) or (path.exists() and not os.access(path.parent, os.W_OK)):
        return "这个文件夹不许写入。"
    if shutil.disk_usage(home).free < ROOM:
        return "硬盘快满了（不到 50 MB），存不下改动。"
    return ""


def _kind_on_windows(home: Path) -> str:
    drive = home.resolve().drive
    if drive.startswith("\\\\"):
        return "network"
    kind = ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\")  # type: ignore[attr-defined,unused-ignore]
    return {2: "stick", 4: "network"}.get(kind, "")


def _kind_on_linux(home: Path) -> str:
    try:
        lines = Path("/proc/self/mountinfo").read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    system, source = mounted(home.resolve().as_posix(), lines)
    return kind_of(system, _removable(source))


def mounted(path: str, lines: Iterable[str]) -> tuple[str, str]:
    """File system and device under an absolute path, by the lines of /proc/self/mountinfo (proc_pid_mountinfo(5))."""
    best, found = "", ("", "")
    for line in lines:
        before, _, after = line.partition(" - ")
        point = _ESCAPED.sub(lambda octal: chr(int(octal[1], 8)), before.split()[4])
        if f"{path}/".startswith(point.rstrip("/") + "/") and len(point) >= len(best):
            best, found = point, (after.split()[0], after.split()[1])
    return found


_ESCAPED = re.compile(r"\\([0-7]{3})")


def kind_of(system: str, removable: bool) -> str:
    """network, stick, or "" for a disk that stays where it is."""
    if system in NETWORK:
        return "network"
    return "stick" if system in STICK or removable else ""


def _removable(source: str) -> bool:
    disk = Path(source).name.rstrip("0123456789") if source.startswith("/dev/sd") else ""
    flag = Path(f"/sys/block/{disk}/removable")
    return bool(disk) and flag.is_file() and flag.read_text().strip() == "1"
