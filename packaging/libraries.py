"""What the system itself must bring: the libraries that the window needs, and the one command that adds them."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping

# The file that is looked for, and the Debian package that brings it. A packaged wheel of Qt leaves exactly these out.
SCREENLESS = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfreetype.so.6": "libfreetype6",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
WINDOW = {
    **SCREENLESS,
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


class CannotPrepare(Exception):
    """Something is lacking that only the person at the computer can bring; the text says what, in Chinese."""


def say(sentence: str) -> None:
    """Tell the person at the computer; never on standard output, which belongs to the program."""
    print(sentence, file=sys.stderr, flush=True)


def has_screen() -> bool:
    return os.name == "nt" or sys.platform == "darwin" or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def lacking_libraries(wanted: Mapping[str, str]) -> list[str]:
    """The Debian packages of those libraries that cannot be loaded."""
    return [package for file, package in wanted.items() if sys.platform.startswith("linux") and not loads(file)]


def lacking_programs(wanted: Mapping[str, str]) -> list[str]:
    return [package for name, package in wanted.items() if not shutil.which(name)]


def lacking_maker() -> list[str]:
    """Debian takes the part that makes environments out of its Python."""
    return [] if importlib.util.find_spec("ensurepip") else ["python{}.{}-venv".format(*sys.version_info)]


def provide(lacking: Callable[[], list[str]]) -> None:
    """Install the Debian packages that `lacking` names, so that it names none: one go, or one command by hand."""
    packages = lacking()
    if not packages:
        return
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        raise CannotPrepare(f"系统里缺少这些组件（Debian 中的名称）：{names}\n请用系统的软件管理器安装后再运行一次。")
    command = f"sudo apt-get update && sudo apt-get install -y {names}"
    if not may_install():
        raise CannotPrepare(f"还缺少几个系统组件。请在终端里输入下面这一条命令，完成后再运行一次：\n\n    {command}\n")
    say(f"正在添加系统组件：{names}")
    trouble = install(packages)
    importlib.invalidate_caches()
    if trouble or lacking():
        raise CannotPrepare(
            f"系统组件没有装上。请连上网络，在终端里输入下面这一条命令看原因：\n\n    {command}\n\n{trouble}"
        )


def install(packages: list[str]) -> str:
    """Empty when apt-get was content, else what it said last."""
    wish = ["install", "-y", "-qq", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300", *packages]
    if not apt_get(*wish):
        return ""
    apt_get("update", "-qq")  # a new machine has no list of packages, an old one has a stale list
    return apt_get(*wish)


def apt_get(*words: str) -> str:
    # As root there may be no sudo at all.
    rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
    answer = subprocess.run(
        [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    return "" if answer.returncode == 0 else "\n".join(answer.stdout.splitlines()[-8:]) or "apt-get"


def may_install() -> bool:
    if os.geteuid() == 0:
        return True
    asked = ["sudo", "-n", "true"]
    return bool(shutil.which("sudo")) and subprocess.call(asked, stderr=subprocess.DEVNULL) == 0


def loads(file: str) -> bool:
    """Tried rather than asked: packages have other names elsewhere, the loader has the last word."""
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True
