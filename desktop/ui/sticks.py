"""Sticks coming and going: mounted volumes are looked at every two seconds, without any desktop service."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QStorageInfo, QTimer, Signal

from desktop.ui.aside import ask
from desktop.ui.look import TIME

STICK = "XIANGXIAO_STICK"
"""A folder named by this variable of the environment counts as a stick while it is there."""

_UNDER = ("/media/", "/run/media/", "/Volumes/")
_BY_HAND, _STICKS = "/mnt/", (b"vfat", b"exfat", b"ntfs", b"ntfs3", b"fuseblk")  # what somebody mounted himself
_REMOVABLE = 2  # what Windows calls such a drive: DRIVE_REMOVABLE of GetDriveTypeW


class Stick(NamedTuple):
    """A mounted stick or a folder that stands for one."""

    root: Path
    name: str
    read_only: bool = False


def mounted() -> list[Stick]:
    """The sticks there are now, by name. May take long while a stick wakes up: never on the window's own thread."""
    found = (
        []
        if os.environ.get(STICK)
        else [_stick(volume) for volume in QStorageInfo.mountedVolumes() if _removable(volume)]
    )
    named = os.environ.get(STICK)
    if named and Path(named).is_dir():
        found.append(folder(Path(named)))
    return sorted(found, key=lambda stick: stick.name)


def folder(path: Path) -> Stick:
    """A folder chosen by hand, as a stick."""
    return Stick(path, path.name or str(path), not os.access(path, os.W_OK))


def invitations(sticks: Sequence[Stick]) -> list[Path]:
    """Invitations that lie on these sticks."""
    return [file for stick in sticks for file in sorted(stick.root.glob("*.xxi"))]


def _stick(volume: QStorageInfo) -> Stick:
    root = volume.rootPath()
    return Stick(Path(root), volume.name() or Path(root).name or root, volume.isReadOnly())


def _removable(volume: QStorageInfo) -> bool:
    if not volume.isValid() or not volume.isReady():
        return False
    root = volume.rootPath()
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(root.replace("/", "\\")) == _REMOVABLE)
    return root.startswith(_UNDER) or (root.startswith(_BY_HAND) and volume.fileSystemType().data() in _STICKS)


class Sticks(QObject):
    """Tells `changed` with all sticks whenever one came or went. `look` runs beside the window."""

    changed = Signal(list)

    def __init__(self, parent: QObject, look: Callable[[], Sequence[Stick]] = mounted) -> None:
        super().__init__(parent)
        self.there: list[Stick] = []
        self._look, self._looking, self._chosen = look, False, list[Stick]()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(TIME.stick)
        self.look()

    def choose(self, path: Path) -> None:
        """A folder taken by hand counts as a stick as long as it is there."""
        self._chosen = [folder(path)]
        self.look()

    def look(self) -> None:
        """Ask once, unless the last question is not answered yet."""
        if self._looking:
            return
        self._looking = True
        ask(self._look, self._seen, self._not_seen)

    def _not_seen(self, _trouble: Exception) -> None:
        self._looking = False  # a stick pulled out while it was looked at: the next look tells

    def _seen(self, found: list[Stick]) -> None:
        self._looking = False
        roots = {stick.root for stick in found}
        there = [*found, *(stick for stick in self._chosen if stick.root not in roots and stick.root.is_dir())]
        if there != self.there:
            self.there = there
            self.changed.emit(there)
