"""A split that was kept, as the file has it: its pupils as the rule takes them, measured, run again from its seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from db.rules import balanced_classes, class_measures
from db.rules.balanced_classes import Pupil, Siblings
from db.rules.class_measures import Measure

TOGETHER, APART = "同", "分"
"""How a place says what was asked for twins: 1同, 2分."""


def pupil_of(key: str, sex: str | None, born_in: str | None, groups: Sequence[str]) -> Pupil:
    """As the rule takes it; born_in: 2021-03."""
    month = int(born_in[:4]) * 12 + int(born_in[5:7]) if born_in else None
    return Pupil(key, sex == "1", month, frozenset(groups))


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


def kept(connection: Connection, row: Mapping[str, Any]) -> Kept:
    """The split of this row."""
    lines = connection.exec_driver_sql(
        "SELECT coalesce(admission_id, student_id), class_number, sex, born_in, spread, siblings FROM split_places "
        "WHERE split_id = ? AND deleted = 0 ORDER BY 1",
        (row["id"],),
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
