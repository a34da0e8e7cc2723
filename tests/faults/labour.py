"""A process whose children do one piece of work each on a township's files, to be killed in the middle.

It reads lines "WORK FOLDER" and says: pid N, ready (the work begins), done, ended.
"""

import os
import sys
from pathlib import Path

from db import conflicts
from desktop.work import imports
from desktop.work.office import Office
from tests.db.handoff.sides import CONTEXT, Side


def hand_off(folder: Path) -> None:
    point = Side.open(folder / "point.xiangxiao", "刘运生")
    begin()
    point.hand_out(folder / "stick")


def merge(folder: Path) -> None:
    center = Side.open(folder / "center.xiangxiao", "王秀兰")
    begin()
    center.exchange(folder / "stick")


def settle(folder: Path) -> None:
    center = Side.open(folder / "center.xiangxiao", "王秀兰")
    with center.workspace.look() as connection:
        found = conflicts.open_ones(connection)
    begin()
    with center.workspace.change(center.who, "裁定") as change:
        conflicts.settle(change, [(one, conflicts.kept(one, 1)) for one in found])


def bring_in(folder: Path) -> None:
    office = Office.open(folder / "point.xiangxiao", "刘运生", CONTEXT.today)
    from db.registers import Student

    begin()
    imports.open_sheet(office, Student, folder / "名册.csv").apply()


def backup(folder: Path) -> None:
    center = Side.open(folder / "center.xiangxiao", "王秀兰")
    begin()
    for number in range(3):
        center.workspace.backup(f"第{number}次")


def begin() -> None:
    """Says that from now on the work itself runs."""
    print("ready", flush=True)


WORKS = {"hand_off": hand_off, "merge": merge, "settle": settle, "bring_in": bring_in, "backup": backup}


def child(work: str, folder: Path) -> None:
    os.environ["XDG_CONFIG_HOME"] = str(folder / "settings")
    print(f"pid {os.getpid()}", flush=True)
    WORKS[work](folder)
    print("done", flush=True)


def serve() -> None:
    for line in sys.stdin:
        work, _, folder = line.strip().partition(" ")
        one = os.fork()
        if one == 0:
            status = 1
            try:
                child(work, Path(folder))
                status = 0
            finally:
                os._exit(status)
        os.waitpid(one, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    serve()
