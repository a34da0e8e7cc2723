"""Everything that must hold before a change is taken in: `python3 packaging/check.py`, here as on a bare machine.

Ends at the first step that fails, with a status that is not zero. `--fast` leaves out the journeys in a real window.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import interpreter

ROOT = Path(__file__).resolve().parent.parent
JOURNEYS = "tests/journeys"
GATE = {"CI": "true"}  # the tests then throw no dice, wherever the check runs
SHARED_OUT = ["--dist", "worksteal"]  # neighbours stay together, with what they share; whoever is done early takes over
SUMMARY = re.compile(r"(\d+ (passed|failed|errors?|skipped|deselected)\b.* in |no tests ran)")


class Result(NamedTuple):
    status: int
    summary: str = ""


Step = Callable[[], Result]


def main(words: list[str]) -> int:
    interpreter.require()
    import environment
    import libraries

    if words not in ([], ["--fast"]):
        print("usage: python3 packaging/check.py [--fast]", file=sys.stderr)
        return 2
    try:
        python = str(
            environment.ensure(
                environment.DEVELOP, screen="window", programs={"Xvfb": "xvfb", "pdftotext": "poppler-utils"}
            )
        )
    except libraries.CannotPrepare as trouble:
        libraries.say(str(trouble))
        return 2
    pytest = [python, "-m", "pytest", "-q", "--color=no"]
    steps: dict[str, Step] = {
        "nothing generated is committed": generated_files,
        "format": lambda: call([python, "-m", "ruff", "format", "--check", "."]),
        "lint": lambda: call([python, "-m", "ruff", "check", "."]),
        "types": lambda: call([python, "-m", "mypy"]),
        "tests, off screen": lambda: call(
            [*pytest, "-n", "2", *SHARED_OUT, "--ignore", JOURNEYS], **GATE, QT_QPA_PLATFORM="offscreen"
        ),
    }
    if "--fast" not in words:
        steps["journeys in a real window"] = lambda: in_windows([*pytest, *SHARED_OUT, JOURNEYS], 2)
    return go_through(steps)


def go_through(steps: dict[str, Step]) -> int:
    started = time.monotonic()
    summaries, failed = [], ""
    for heading, step in steps.items():
        print(f"== {heading}", flush=True)
        begun = time.monotonic()
        result = step()
        print(f"== {heading}: {'FAILED' if result.status else 'ok'} ({time.monotonic() - begun:.1f} s)\n", flush=True)
        if result.summary:
            summaries.append(result.summary)
        if result.status:
            failed = heading
            break
    print(f"{f'FAILED: {failed}' if failed else 'Everything holds'} ({time.monotonic() - started:.0f} s)")
    print(*summaries, sep="\n", flush=True)
    return 1 if failed else 0


def call(command: list[str], **settings: str) -> Result:
    """Run in the project's folder, let everything through, and keep the line in which pytest sums up."""
    summary = ""
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf8",
        errors="replace",
    ) as running:
        assert running.stdout is not None
        for line in running.stdout:
            print(line, end="", flush=True)
            if SUMMARY.search(line):
                summary = line.strip()
    return Result(running.returncode, summary)


def generated_files() -> Result:
    if not (ROOT / ".git").exists():
        print("not a git checkout, nothing to look at")
        return Result(0)
    # Whoever owns the folder, as in a container: only names are read.
    git = ["git", "-c", "safe.directory=*", "-c", "core.quotepath=off"]
    listed = subprocess.run(
        [*git, "ls-files", "--cached", "--ignored", "--exclude-standard"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        encoding="utf8",
        check=False,
    )
    if listed.stdout:
        print("these are generated, and .gitignore names them; take them out with `git rm --cached`:")
        print(listed.stdout, end="")
    return Result(1 if listed.stdout or listed.returncode else 0)


def in_windows(command: list[str], screens: int) -> Result:
    """As many workers of pytest, each before a screen of its own: the keyboard is that of one window at a time."""
    with ExitStack() as stack:
        displays = [stack.enter_context(screen()) for _ in range(screens)]
        if not all(displays):
            print("Xvfb did not start")
            return Result(1)
        workers = [f"--tx=popen//env:DISPLAY={display}" for display in displays]
        return call([*command, *workers], **GATE, DISPLAY=displays[0], QT_QPA_PLATFORM="xcb", WAYLAND_DISPLAY="")


@contextmanager
def screen() -> Iterator[str]:
    """A screen of the laptop that most offices have, by its name, or "" if there is none to be had.

    It picks a free number itself, so that two checks never meet.
    """
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        yield f":{number}" if number else ""
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
