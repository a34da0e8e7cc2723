"""Which Python runs the program: the one at hand where it serves, else a fitting one on this computer, else a sentence.

An old Python must be able to read this file, so it is written for 3.8.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

FITTING = ((3, 11), (3, 12), (3, 13))


def require() -> None:
    """Come back only in a fitting Python: start the same command again in another one, or explain and end."""
    if sys.version_info[:2] in FITTING:
        return
    other = find()
    if other:
        raise SystemExit(subprocess.call([*other, *sys.argv]))
    here = "{}.{}".format(*sys.version_info)
    newest = "{}.{}".format(*FITTING[-1])
    sys.stderr.write(
        f"需要 Python 3.11 或更新的版本（到 {newest} 为止），这台电脑上的是 {here}。\n"
        f"请先安装 Python {newest}，再运行一次同样的命令。\n"
    )
    raise SystemExit(2)


def find() -> list[str] | None:
    """The command of a fitting Python that is installed beside this one."""
    for major, minor in reversed(FITTING):
        command = ["py", f"-{major}.{minor}"] if os.name == "nt" else [f"python{major}.{minor}"]
        if not shutil.which(command[0]):
            continue
        if subprocess.call([*command, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            return command
    return None
