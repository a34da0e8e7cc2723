"""A data file to work on: made once, copied for every test; and disks of any size where the system lets us mount."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.workspace import Workspace


@pytest.fixture(scope="session")
def new_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("new") / "office.xiangxiao"
    Workspace.create(file).close()
    return file


@pytest.fixture
def file(new_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(new_file, tmp_path / "office.xiangxiao"))


@pytest.fixture
def workspace(file: Path) -> Iterator[Workspace]:
    opened = Workspace.open(file)
    yield opened
    opened.changed = False
    opened.close()


Disk = Callable[[str], Path]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """disk("size=60m") is a folder on a disk of its own; without the right to mount, the test is left out."""
    made: list[Path] = []

    def mount(options: str) -> Path:
        place = tmp_path / f"disk{len(made)}"
        place.mkdir()
        words = ["mount", "-t", "tmpfs", "-o", options, "none", str(place)]
        if not sys.platform.startswith("linux") or subprocess.run(words, check=False, capture_output=True).returncode:
            pytest.skip("needs the right to mount a disk")
        made.append(place)
        return place

    yield mount
    for place in made:
        subprocess.run(["umount", "-l", str(place)], check=True)
