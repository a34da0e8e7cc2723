"""A split that was kept: run again from its seed, it must give what was posted."""

from __future__ import annotations

from db import split_rows
from db.errors import Trouble
from db.split_rows import Kept
from desktop.work.office import Office
from desktop.work.outcome import Outcome


def kept(office: Office, split: bytes) -> Kept:
    """Raises Trouble."""
    row = office.linked("class_splits", split)
    if row is None or row["deleted"]:
        raise Trouble("没有这一次分班。", "请在“均衡分班”里看一看。")
    with office.look() as connection:
        return split_rows.kept(connection, row)


def verify(office: Office, split: bytes) -> Outcome:
    """Runs a kept split again from its seed and list: the result must be the one that was kept."""
    found = kept(office, split)
    title = office.titles("class_splits").get(split, "")
    if found.repeats:
        return Outcome(f"{title}：按种子 {found.row['seed']} 重算，与公布的结果相符。", data={"repeats": True})
    advice = "名单或结果在分班以后改过，请看这一条的历史。"
    return Outcome(f"{title}：按种子重算，与记录的结果不符。", data={"repeats": False}, attention=True, advice=advice)
