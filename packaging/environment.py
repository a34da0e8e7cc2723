"""The environment the program runs in: made from a lock file once, whole or not at all, and known again at a glance."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import libraries
from libraries import CannotPrepare, say

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / ".venv"
PYTHON = PLACE / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
MARK = PLACE / "made-from.json"  # written last: where it is missing, the environment was left half-made
RUN, DEVELOP = "lock.txt", "lock-dev.txt"
CONTENTS = {RUN: [RUN], DEVELOP: [RUN, DEVELOP]}  # the development lock holds all of the other
UNREACHABLE = (
    "Connection",
    "resolution",
    "timed out",
    "Network is unreachable",
    "ProxyError",
    "getaddrinfo",
    "SSLError",
)


def ensure(lock: str = RUN, screen: str = "") -> Path:
    """The Python of an environment that agrees with `lock`, and the libraries of `screen`: "window" or "screenless"."""
    screen = screen or ("window" if libraries.has_screen() else "screenless")
    if not agrees(read_mark(), lock, screen):
        with alone():
            mark = read_mark()  # another start may have made it in the meantime
            if not agrees(mark, lock, screen):
                make(lock, screen, mark)
    return PYTHON


def agrees(mark: dict[str, str], lock: str, screen: str) -> bool:
    return (
        mark.get("python") == version()
        and mark.get(lock) == fingerprint(lock)
        and mark.get("libraries") in (screen, "window")
        and PYTHON.exists()
    )


def make(lock: str, screen: str, mark: dict[str, str]) -> None:
    libraries.provide_libraries(libraries.WINDOW if screen == "window" else libraries.SCREENLESS)
    if mark.get(lock) != fingerprint(lock) or mark.get("python") != version() or not PYTHON.exists():
        say("正在准备运行环境。只有第一次和升级之后需要，要几分钟，请保持网络畅通。")
        if mark.get("python") != version() or not PYTHON.exists():
            make_empty()
        MARK.unlink(missing_ok=True)
        install(lock)
        tell_where_the_project_is()
        mark = {name: fingerprint(name) for name in CONTENTS[lock]}
        say("运行环境准备好了。")
    MARK.write_text(json.dumps({**mark, "python": version(), "libraries": screen}, indent=1), encoding="utf8")


def make_empty() -> None:
    libraries.provide_pip()
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
        raise CannotPrepare(f"不能在 {PLACE} 里建立运行环境。请检查磁盘空间和这个文件夹的权限。\n{last(made.stdout)}")


def install(lock: str) -> None:
    file = ROOT / "packaging" / lock
    total = sum("==" in line for line in file.read_text(encoding="utf8").splitlines())
    pip = [
        str(PYTHON),
        "-I",
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        "--progress-bar",
        "off",
    ]
    wheels = ["--require-hashes", "--only-binary", ":all:", "--no-deps", "-r", str(file)]
    said: list[str] = []
    started = 0
    with subprocess.Popen(
        [*pip, *wheels], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf8", errors="replace"
    ) as running:
        assert running.stdout is not None
        for line in running.stdout:
            said.append(line)
            if line.startswith("Collecting"):
                started += 1
                say(f"  {started}/{total} {line.split()[1].partition('==')[0]}")
    if running.returncode:
        raise CannotPrepare(explain("".join(said)))


def explain(said: str) -> str:
    reached = "Downloading" in said or "Using cached" in said
    if any(word in said for word in UNREACHABLE) or ("from versions: none" in said and not reached):
        return "连不上软件仓库，运行环境没有准备好。请检查网络，再运行一次；已经取到的部分不会重取。\n" + last(said)
    if "No matching distribution" in said:
        return "有一个组件没有适合这台电脑的版本（需要 64 位系统，Linux 的 glibc 不低于 2.28）。\n" + last(said)
    if "No space left" in said:
        return "磁盘满了，运行环境没有准备好。请腾出 1 GB 空间，再运行一次。"
    return "运行环境没有准备好。请把下面的话转给维护的人：\n" + last(said)


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


def last(said: str) -> str:
    return "\n".join(said.splitlines()[-8:])


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
