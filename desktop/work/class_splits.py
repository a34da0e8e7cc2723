"""A split that was kept: read from the file as the rule takes it, measured, and run again from its seed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from db.errors import Trouble
from db.rules import balanced_classes, class_measures
from db.rules.balanced_classes import Pupil, Siblings
from db.rules.class_measures import Measure
from desktop.work.class_candidates import pupil_of
from desktop.work.class_splitting import TOGETHER
from desktop.work.office import Office
from desktop.work.outcome import Outcome


@dataclass(frozen=True)
class Kept:
    """A split as it stands in the file: its row, its pupils as the rule takes them, who sits where."""

    row: Mapping[str, Any]
    pupils: list[Pupil]
    placed: dict[str, int]
    siblings: list[Siblings]

    @property
    def measures(self) -> list[Measure]:
        return class_measures.measures(self.pupils, self.placed, self.row["classes"], self.row["year"])

    @property
    def repeats(self) -> bool:
        """Whether seed and list give the same split again."""
        return balanced_classes.split(self.pupils, self.row["classes"], self.row["seed"], self.siblings) == self.placed


def kept(office: Office, split: bytes) -> Kept:
    """Raises Trouble."""
    row = office.linked("class_splits", split)
    if row is None or row["deleted"]:
        raise Trouble("没有这一次分班。", "请在“均衡分班”里看一看。")
    with office.look() as connection:
        lines = connection.exec_driver_sql(
            "SELECT coalesce(admission_id, student_id), class_number, sex, born_in, spread, siblings FROM split_places "
            "WHERE split_id = ? AND deleted = 0 ORDER BY 1",
            (split,),
        ).all()
    pupils: list[Pupil] = []
    placed: dict[str, int] = {}
    groups: dict[str, list[str]] = {}
    for key, number, sex, born, spread, asked in lines:
        pupils.append(pupil_of(key.hex(), sex, born, spread.split("、") if spread else ()))
        placed[key.hex()] = number
        if asked:
            groups.setdefault(asked, []).append(key.hex())
    siblings = [Siblings(tuple(keys), asked.endswith(TOGETHER)) for asked, keys in groups.items()]
    return Kept(row, pupils, placed, siblings)


def verify(office: Office, split: bytes) -> Outcome:
    """Runs a kept split again from its seed and list: the result must be the one that was kept."""
    found = kept(office, split)
    title = office.titles("class_splits").get(split, "")
    if found.repeats:
        return Outcome(f"{title}：按种子 {found.row['seed']} 重算，与公布的结果相符。", data={"repeats": True})
    advice = "名单或结果在分班以后改过，请看这一条的历史。"
    return Outcome(f"{title}：按种子重算，与记录的结果不符。", data={"repeats": False}, attention=True, advice=advice)
