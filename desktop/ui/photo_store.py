"""Where the photographs of a form come from and go to: the data file."""

from __future__ import annotations

from desktop.ui.machine import Machine
from desktop.work import pictures
from desktop.work.office import Office


class PhotoStore:
    """Pictures of one office's data file."""

    def __init__(self, office: Office, machine: Machine) -> None:
        self._office, self._machine = office, machine

    def keep(self, body: bytes) -> str:
        return pictures.keep(self._office, body)

    def body(self, name: str) -> bytes | None:
        return pictures.body(self._office, name)

    def folder(self) -> str:
        return self._machine.folder()
