"""What `packaging/run.py` adds once the environment is there: the user should not feel it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import environment
from measuring import Pair, Plus, bench, child


@bench(Plus(0.5), rounds=9)
def second_start(folder: Path) -> Iterator[Pair]:
    """A second start through run.py, beside the same Python started directly; the program itself does nothing."""
    project = folder / "project"
    shutil.copytree(environment.ROOT / "packaging", project / "packaging")
    (project / "desktop").mkdir()
    (project / "desktop/__init__.py").write_text('"""A program."""\n', encoding="utf8")
    (project / "desktop/__main__.py").write_text('"""Nothing to do."""\n', encoding="utf8")
    # The real environment, seen from a project whose program does nothing.
    (project / ".venv").symlink_to(environment.PLACE, target_is_directory=True)
    through = [sys.executable, str(project / "packaging/run.py"), "--help"]
    direct = [sys.executable, "-P", "-m", "desktop"]
    here = {"PYTHONPATH": str(project)}
    yield Pair(work=lambda: child(through, **here).seconds, floor=lambda: child(direct, **here).seconds)
