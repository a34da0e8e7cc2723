"""What this computer remembers of the window: its columns, the last folder, who sat here; no rows of anybody."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings


class Machine:
    """A small file of the machine; what cannot be read counts as not there."""

    def __init__(self, file: Path) -> None:
        self._file = QSettings(str(file), QSettings.Format.IniFormat)

    def columns(self, register: str) -> list[tuple[str, int]]:
        """Fields of a ledger's table from left to right, with their widths; empty if nobody has moved any."""
        kept = str(self._file.value(f"columns/{register}", "") or "")
        pairs = [part.partition(":") for part in kept.split(";") if part]
        return [(name, int(width)) for name, _, width in pairs if width.isdigit()]

    def keep_columns(self, register: str, columns: list[tuple[str, int]]) -> None:
        self._file.setValue(f"columns/{register}", ";".join(f"{name}:{width}" for name, width in columns))

    def groups(self, tab: str) -> dict[str, bool]:
        """Groups of a tab's ledgers that somebody opened or shut: whether they are open."""
        kept = str(self._file.value(f"groups/{tab}", "") or "")
        pairs = [part.partition(":") for part in kept.split(";") if part]
        return {name: unfolded == "1" for name, _, unfolded in pairs}

    def keep_group(self, tab: str, group: str, unfolded: bool) -> None:
        known = self.groups(tab) | {group: unfolded}
        self._file.setValue(f"groups/{tab}", ";".join(f"{name}:{int(on)}" for name, on in known.items()))

    def folder(self) -> str:
        """Where files were last chosen or saved, if it is still there."""
        kept = str(self._file.value("folder", "") or "")
        return kept if kept and Path(kept).is_dir() else str(Path.home())

    def keep_folder(self, file: str) -> None:
        self._file.setValue("folder", str(Path(file).parent))

    def name(self) -> str:
        """The name that was given at the first start."""
        return str(self._file.value("name", "") or "")

    def keep_name(self, name: str) -> None:
        self._file.setValue("name", name)

    def place(self) -> QByteArray:
        kept = self._file.value("place")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    def keep_place(self, place: QByteArray) -> None:
        self._file.setValue("place", place)

    def ledger(self) -> str:
        return str(self._file.value("ledger", "") or "")

    def keep_ledger(self, register: str) -> None:
        self._file.setValue("ledger", register)
