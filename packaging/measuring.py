"""How long a piece of work takes beside the least it could take: both measured in the same run, turn by turn.

A bench is a function in `packaging/benches/*.py`. Its name is what one types, its docstring what is measured:

    @bench(Times(3.0))
    def find(folder: Path) -> Iterator[Pair]:
        \"\"\"A name found among 50,000 students, beside the bare SQLite query.\"\"\"
        ...prepare in `folder`...
        yield Pair(work=lambda: office.table("students", find="zs"), floor=lambda: bare.execute(query).fetchall())
        ...clean up; `folder` itself is thrown away...

What `work` and `floor` do is timed, unless they return a number themselves: seconds or megabytes, as `child` tells.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol


class Pair(NamedTuple):
    work: Callable[[], Any]
    floor: Callable[[], Any]


class Bound(Protocol):
    def verdict(self, work: float, floor: float) -> tuple[str, bool]: ...


class Times(NamedTuple):
    """The work may take so many times its floor."""

    most: float

    def verdict(self, work: float, floor: float) -> tuple[str, bool]:
        ratio = work / floor if floor else float("inf")
        return f"{ratio:.2f} × its floor, asked at most {self.most:g} ×", ratio <= self.most


class Plus(NamedTuple):
    """The work may take so much more than its floor."""

    most: float
    unit: str = "s"

    def verdict(self, work: float, floor: float) -> tuple[str, bool]:
        more = work - floor
        return f"{more:+.3f} {self.unit} on its floor, asked at most {self.most:+g} {self.unit}", more <= self.most


class Under(NamedTuple):
    """The work has a bound of its own; the floor is printed for comparison."""

    most: float
    unit: str = "s"

    def verdict(self, work: float, floor: float) -> tuple[str, bool]:
        return (
            f"{work / floor if floor else 0:.2f} × its floor, asked under {self.most:g} {self.unit}",
            work < self.most,
        )


class Skipped(Exception):
    """A bench that cannot be made here; the text says why."""


class Bench(NamedTuple):
    name: str
    subject: str
    bound: Bound
    rounds: int
    prepare: Callable[[Path], Iterator[Pair]]


class Usage(NamedTuple):
    """What a finished process took."""

    seconds: float
    megabytes: float


BENCHES: dict[str, Bench] = {}


def bench(
    bound: Bound, rounds: int = 5
) -> Callable[[Callable[[Path], Iterator[Pair]]], Callable[[Path], Iterator[Pair]]]:
    def enter(prepare: Callable[[Path], Iterator[Pair]]) -> Callable[[Path], Iterator[Pair]]:
        name = prepare.__name__.replace("_", "-")
        subject = (prepare.__doc__ or "").strip()
        if name in BENCHES or not subject:
            raise ValueError(f"the bench {name} needs a name of its own and a docstring that says what is measured")
        BENCHES[name] = Bench(name, subject, bound, rounds, prepare)
        return prepare

    return enter


def measure(one: Bench, folder: Path) -> tuple[str, bool]:
    """The lines to print, and whether the bound holds, which a skipped one does not break."""
    work: list[float] = []
    floor: list[float] = []
    try:
        measure_into(work, floor, one, folder)
    except Skipped as why:
        return f"{one.name}: skipped. {why}", True
    said, holds = one.bound.verdict(statistics.median(work), statistics.median(floor))
    lines = [f"{one.name}: {one.subject}", f"  work  {spread(work)}", f"  floor {spread(floor)}"]
    return "\n".join([*lines, f"  {said}: {'holds' if holds else 'DOES NOT HOLD'}"]), holds


def measure_into(work: list[float], floor: list[float], one: Bench, folder: Path) -> None:
    for pair in one.prepare(folder):
        once(pair.floor), once(pair.work)  # the first of each warms disk and caches and counts for nothing
        for number in range(one.rounds):
            turns = [(pair.floor, floor), (pair.work, work)]
            for act, kept in turns if number % 2 else reversed(turns):
                kept.append(once(act))


def once(act: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    answer = act()
    taken = time.perf_counter() - begun
    return float(answer) if isinstance(answer, (int, float)) and not isinstance(answer, bool) else taken


def spread(values: Sequence[float]) -> str:
    return f"{statistics.median(values):9.3f}   ({min(values):.3f} to {max(values):.3f}, {len(values)} rounds)"


def child(command: Sequence[str], **settings: str) -> Usage:
    """A whole process from start to end. Peak memory is known where the system tells it (not on Windows).

    It is started by a small process of its own: the system counts what the starter held as the child's own memory.
    """
    told = subprocess.run(
        [sys.executable, "-I", "-S", "-c", STARTER, *command],
        env={**os.environ, **settings}, stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    words = told.stdout.split()
    if told.returncode or len(words) != 3 or int(words[2]):
        raise RuntimeError(f"{command[0]} ended with {words[-1] if words else told.returncode}")
    return Usage(float(words[0]), float(words[1]))


STARTER = """
import os, subprocess, sys, time
begun = time.perf_counter()
running = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
if os.name == "nt":
    status, peak = running.wait(), float("nan")
else:
    _, ended, used = os.wait4(running.pid, 0)
    status, peak = os.waitstatus_to_exitcode(ended), used.ru_maxrss / 1024
print(time.perf_counter() - begun, peak, status)
"""
