"""Fetching what a lock file names: only ready-made wheels, only with the hashes written there, and said as it goes."""

from __future__ import annotations

import subprocess
from pathlib import Path

from libraries import CannotPrepare, say

UNREACHABLE = ("Connection", "resolution", "timed out", "unreachable", "ProxyError", "getaddrinfo", "SSLError")


def install(python: Path, file: Path) -> None:
    """All that the lock `file` names, or a sentence why not."""
    total = sum("==" in line for line in file.read_text(encoding="utf8").splitlines())
    pip = [str(python), "-I", "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    wheels = ["--require-hashes", "--only-binary", ":all:", "--no-deps", "--progress-bar", "off", "-r", str(file)]
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


def last(said: str) -> str:
    return "\n".join(said.splitlines()[-8:])
