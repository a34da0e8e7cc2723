"""The environment the program runs in: made from a lock file once, whole or not at all, and known again at a glance."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import libraries
import wheels
from libraries import CannotPrepare, say

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / ".venv"
PYTHON = PLACE / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
MARK = PLACE / "made-from.json"  # written last: where it is missing, the environment was left half-made
RUN, DEVELOP = "lock.txt", "lock-dev.txt"
CONTENTS = {RUN: [RUN], DEVELOP: [RUN, DEVELOP]}  # the development lock holds all of the other
NONE: Mapping[str, str] = {}


def ensure(lock: str = RUN, screen: str = "", programs: Mapping[str, str] = NONE) -> Path:
    """The Python of an environment that agrees with `lock`; the libraries of `screen` and the `programs` are there too.

    `screen` is "window" or "screenless", what this computer has unless given; `programs` maps names to Debian packages.
    """
    screen = screen or ("window" if libraries.has_screen() else "screenless")
    if not agrees(read_mark(), lock, screen) or libraries.lacking_programs(programs):
        with alone():
            mark = read_mark()  # another start may have made it in the meantime
            libraries.provide(lambda: lacking(mark, screen, programs))
            if not agrees(mark, lock, screen):
                make(lock, screen, mark)
    return PYTHON


def agrees(mark: dict[str, str], lock: str, screen: str) -> bool:
    return usable(mark) and mark.get(lock) == fingerprint(lock) and mark.get("libraries") in (screen, "window")


def usable(mark: dict[str, str]) -> bool:
    """Whether there is an environment of this Python, made to its end; what is in it may still be of an older lock."""
    return mark.get("python") == version() and PYTHON.exists()


def lacking(mark: dict[str, str], screen: str, programs: Mapping[str, str]) -> list[str]:
    return [
        *libraries.lacking_libraries(libraries.WINDOW if screen == "window" else libraries.SCREENLESS),
        *libraries.lacking_programs(programs),
        *([] if usable(mark) else libraries.lacking_maker()),
    ]


def make(lock: str, screen: str, mark: dict[str, str]) -> None:
    if not usable(mark) or mark.get(lock) != fingerprint(lock):
        say("正在准备运行环境。只有第一次和升级之后需要，要几分钟，请保持网络畅通。")
        if not usable(mark):
            make_empty()
        MARK.unlink(missing_ok=True)
        wheels.install(PYTHON, ROOT / "packaging" / lock)
        tell_where_the_project_is()
        mark = {name: fingerprint(name) for name in CONTENTS[lock]}
        say("运行环境准备好了。")
    MARK.write_text(json.dumps({**mark, "python": version(), "libraries": screen}, indent=1), encoding="utf8")


def make_empty() -> None:
    # Inside an activated environment sys.executable is the very thing that is about to be made again.
    python = getattr(sys, "_base_executable", None) or sys.executable
    made = subprocess.run(
        [python, "-I", "-m", "venv", "--clear", str(PLACE)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if made.returncode:
        raise CannotPrepare(f"不能建立运行环境 {PLACE}。请检查磁盘空间和文件夹的权限。\n{wheels.last(made.stdout)}")


def tell_where_the_project_is() -> None:
    """Imports find the project wherever the user stands; relative, so that the whole folder may be moved."""
    packages = next(PLACE.glob("lib/python*/site-packages"), PLACE / "Lib" / "site-packages")
    (packages / "xiangxiao.pth").write_text(os.path.relpath(ROOT, packages) + "\n", encoding="utf8")


def read_mark() -> dict[str, str]:
    try:
        mark = json.loads(MARK.read_text(encoding="utf8"))
    except (OSError, ValueError):
        return {}
    return mark if isinstance(mark, dict) else {}


def fingerprint(lock: str) -> str:
    return hashlib.sha256((ROOT / "packaging" / lock).read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def version() -> str:
    return "{}.{}".format(*sys.version_info)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Two impatient clicks must not make one environment at the same time."""
    try:
        lock = (ROOT / ".venv.lock").open("w")
    except OSError as trouble:
        raise CannotPrepare(
            f"不能写入 {ROOT}，运行环境没有准备好。请换一个有权限的文件夹，或检查磁盘空间。\n{trouble}"
        ) from None
    with lock:
        if sys.platform == "win32":
            import msvcrt

            while True:
                try:
                    msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
                    break
                except OSError:  # it gives up after ten seconds
                    continue
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
