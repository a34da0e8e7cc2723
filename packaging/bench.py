"""Ratios, each against a floor measured in the same run: `python3 packaging/bench.py [NAME…]`. Prints, never gates.

Without a name it runs all; `--list` names them. How to add one stands at the head of `measuring.py`.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

import interpreter

FOLDER = Path(__file__).resolve().parent / "benches"


def main(words: list[str]) -> int:
    interpreter.require()
    import environment
    import libraries

    if Path(sys.prefix).resolve() != environment.PLACE.resolve():
        try:
            python = environment.ensure(environment.DEVELOP)
        except libraries.CannotPrepare as trouble:
            libraries.say(str(trouble))
            return 2
        return subprocess.call([str(python), __file__, *words])
    return run(words)


def run(words: list[str]) -> int:
    import measuring

    for file in sorted(FOLDER.glob("*.py")):
        load(file)
    known = measuring.BENCHES
    if words == ["--list"]:
        print(*(f"{one.name:16} {one.subject}" for one in known.values()), sep="\n")
        return 0
    if unknown := [word for word in words if word not in known]:
        print(f"no bench named {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    broken = 0
    for name in words or known:
        with tempfile.TemporaryDirectory(prefix="xiangxiao-bench-", ignore_cleanup_errors=True) as folder:
            try:
                print(measuring.measure(known[name], Path(folder))[0], flush=True)
            except Exception:  # one that breaks must not hide the others
                print(f"{name}: BROKEN")
                traceback.print_exc()
                broken += 1
    return 1 if broken else 0


def load(file: Path) -> None:
    spec = importlib.util.spec_from_file_location(f"benches_{file.stem}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
