"""The program put together: the only place where window, work and command line meet."""

from __future__ import annotations

import getpass
import json
import logging
import logging.handlers
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

NAME = "xiangxiao"


def data_folder() -> Path:
    """Where this user's data file and settings live by themselves."""
    import platformdirs

    return Path(platformdirs.user_data_dir(NAME, appauthor=False))


def data_file() -> Path:
    return data_folder() / "乡校台账.xiangxiao"


def log_file() -> Path:
    import platformdirs

    return Path(platformdirs.user_log_dir(NAME, appauthor=False)) / "xiangxiao.log"


def start_log() -> None:
    """Our own mistakes and who looked at private fields; never what a child's row says."""
    log = logging.getLogger(NAME)
    if log.handlers:
        return
    try:
        log_file().parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            log_file(), maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)


def user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "本机用户"


def window(data: Path, who: str | None, today: date, chosen: bool = False) -> int:
    """Opens the window on a data file (the first start where there is none)."""
    from desktop.ui import window as ui

    return ui.run(data, who, today, log_file(), chosen=chosen)


def screens(*arguments: Any, **words: Any) -> list[Path]:
    from desktop.ui import window as ui

    return ui.take_screens(*arguments, **words)


def prove_window(data: Path) -> None:
    """Opens the window on a data file off screen and paints it once."""
    from desktop.ui import window as ui

    ui.prove(data)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program; never a traceback before a user: it goes to the log, one sentence says where that is."""
    start_log()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    typed = sys.argv[1:] if arguments is None else arguments
    try:
        if not typed:  # the window shows itself before it reads what the commands would
            return window(data_file(), None, date.today())
        from desktop import commands

        return commands.run(typed, commands.Openers(window, screens, prove_window, data_file, user))
    except Exception as mistake:
        from desktop.work import mistakes

        mistakes.note("command line", mistake)
        sentence, advice = "程序出错了，数据没有丢失。", f"详细情况记在 {log_file()}，请把它交给维护人员。"
        if "--json" in typed:
            print(json.dumps({"error": sentence, "advice": advice}, ensure_ascii=False))
        print(f"{sentence}\n{advice}", file=sys.stderr)
        return 2
