"""Starts the program from a checkout: `python3 packaging/run.py [ARGS]`, on Windows `py packaging\\run.py [ARGS]`.

The first start makes the environment; every later one goes straight through. Without ARGS it opens the window, or,
where there is no screen, plays the sample township off screen.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import interpreter


def main(words: list[str]) -> int:
    interpreter.require()
    import environment
    import libraries

    try:
        python = environment.ensure()
    except libraries.CannotPrepare as trouble:
        libraries.say(str(trouble))
        return 2
    if not libraries.has_screen():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        if not words:
            folder = fresh_folder()
            libraries.say(f"这里没有显示屏，改为演示示例乡镇。画面、PDF 和数据文件都放在：{folder}")
            words = ["demo", str(folder), "--no-window"]
    return start([str(python), "-P", "-m", "desktop", *words])


def start(command: list[str]) -> int:
    if os.name == "nt":  # execv returns to the shell at once there, and loses the exit status
        try:
            return subprocess.call(command)
        except KeyboardInterrupt:
            return 130
    sys.stdout.flush()
    os.execv(command[0], command)


def fresh_folder() -> Path:
    """A folder that does not exist yet, where the user stands, or a temporary one where nothing can be written."""
    here = Path.cwd()
    if not os.access(here, os.W_OK):
        return Path(tempfile.mkdtemp(prefix="xiangxiao-")) / "demo"
    names = (here / f"xiangxiao-demo{end}" for end in ("", *(f"-{number}" for number in range(2, 1000))))
    return next(name for name in names if not name.exists())


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
