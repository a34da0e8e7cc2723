"""The best peer at the hand-off's work: Morango, which carries Kolibri's records between schools, on as many rows.

Only when asked for by name, or with XIANGXIAO_MORANGO=1: the first time, pip fetches Morango and its Django into an
environment of their own in the user's cache. What is timed is the center's part, as in handoff.py: the schools' files
read, Morango's own stages from the first buffer to the last student, one session a school, with full sync in WAL.
Left out, in Morango's favour: the network, certificates and signatures (our parcels are decrypted and verified),
packing, opening the file, and all fields of a student that stay empty. The floor is that of handoff-first and
handoff-round themselves, so the ratios compare. One difference in kind: a conflict is a whole row there, a field here.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_cache_path

from environment import PLACE, PYTHON
from measuring import BENCHES, Pair, Skipped, bench

WANTED = ("morango>=0.8.15,<0.9",)  # the stages are driven from within: another 0.x may arrange them anew
SIDE = Path(__file__).resolve().parent / "morango_side"
HOUSE = user_cache_path("xiangxiao-bench") / "morango"


class Beyond(NamedTuple):
    """A peer needs more than what is asked of us: if not, we ask too little of ourselves."""

    asked: float

    def verdict(self, work: float, floor: float) -> tuple[str, bool]:
        ratio = work / floor if floor else float("inf")
        return f"{ratio:.2f} × its floor, more than the {self.asked:g} × that are asked of the hand-off", (
            ratio > self.asked
        )


def python() -> Path:
    """The Python that has Morango, made when it is not there; Skipped when it cannot be."""
    found = HOUSE / PYTHON.relative_to(PLACE)
    asked = [str(found), "-c", "import django.http, morango, rest_framework"]
    if not found.exists() or failure(asked):
        for words in (
            [sys.executable, "-m", "venv", "--clear", str(HOUSE)],
            [str(found), "-m", "pip", "install", "--quiet", *WANTED],
            asked,
        ):
            if why := failure(words):
                raise Skipped(f"Morango and its Django cannot be installed for this Python: {why}")
    return found


def failure(words: Sequence[str]) -> str:
    """Empty, or the last that a process said before it failed."""
    try:
        told = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    except OSError as trouble:
        return str(trouble)
    return (told.stdout.strip().splitlines() or [f"it ended with {told.returncode}"])[-1] if told.returncode else ""


def taking(folder: Path, name: str) -> float:
    """Seconds as Morango's side tells them; it fails when the center does not hold what was sent."""
    words = [str(python()), str(SIDE), "take", str(folder), name]
    return float(subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True).stdout)


def beside(ours: str, folder: Path, name: str) -> Iterator[Pair]:
    """Morango's taking, beside the very floor of the hand-off's bench for the same work."""
    theirs, own = folder / "theirs", folder / "own"
    theirs.mkdir()
    own.mkdir()
    subprocess.run([str(python()), str(SIDE), "prepare", str(theirs)], check=True)
    for pair in BENCHES[ours].prepare(own):
        yield Pair(work=lambda: taking(theirs, name), floor=pair.floor)


def morango_township(folder: Path) -> Iterator[Pair]:
    """Morango, a township's first merge: 20 schools' files, 20,000 rows, beside a bare copy of the rows."""
    yield from beside("handoff-first", folder, "first")


def morango_round(folder: Path) -> Iterator[Pair]:
    """Morango, a round in which 5 % of 20,000 rows were edited, every fifth also at the center."""
    yield from beside("handoff-round", folder, "round")


BOTH = {"morango-township": (morango_township, 8.0), "morango-round": (morango_round, 6.0)}
for name, (prepare, asked_of_us) in BOTH.items():
    if os.environ.get("XIANGXIAO_MORANGO") or {name, "--list"} & set(sys.argv[1:]):
        bench(Beyond(asked_of_us), rounds=3)(prepare)
