"""A split asked for in words: grade, school, twins and teachers by name, as the command line and scripts have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from db import codes
from db.errors import Trouble
from db.register import key_id
from db.registers import Staff
from db.rules.balanced_classes import Siblings
from desktop.work import class_candidates, class_splits, class_splitting, tables
from desktop.work.class_splitting import Proposal, Team
from desktop.work.office import Office
from desktop.work.outcome import Outcome


@dataclass
class Asked:
    """grade as people write it; together, apart: keys with commas between; teachers: names of class teachers."""

    office: Office
    grade: str
    school: str = ""
    year: int | None = None
    classes: int | None = None
    seed: str = ""
    together: Sequence[str] = ()
    apart: Sequence[str] = ()
    teachers: Sequence[str] = ()

    @property
    def _where(self) -> tuple[bytes, int, str]:
        school = self.office.school_called(self.school) if self.school else self.office.school_id
        if school is None:
            raise Trouble("不知道是哪所学校。", "请写 --school 学校名称。")
        try:
            grade = codes.code_list("grade").read(self.grade)
        except ValueError as wrong:
            raise Trouble(str(wrong), "请写成 一年级 或 七年级。") from wrong
        return school, self.year or self.office.today.year, grade

    def propose(self) -> Proposal:
        """Raises Trouble."""
        school, year, grade = self._where
        classes = self.classes or class_splitting.usual(self.office, school, year, grade)
        siblings = [Siblings(tuple(keys.split(",")), True) for keys in self.together]
        siblings += [Siblings(tuple(keys.split(",")), False) for keys in self.apart]
        teams = [Team(self._teacher(name)) for name in self.teachers]
        return class_splitting.propose(self.office, school, grade, classes, self.seed, siblings, teams, year)

    def _teacher(self, name: str) -> bytes:
        found = [row for row in tables.ids(self.office, Staff, name) if self.office.titles("staff").get(row) == name]
        if len(found) != 1:
            raise Trouble(f"教职工里没有或不止一名“{name}”。", "请检查姓名。")
        return found[0]

    def show(self) -> Outcome:
        """The split as it would be; nothing is written."""
        proposal = self.propose()
        twins = [
            {"keys": [one.key for one in group], "names": [one.name for one in group]}
            for group in class_candidates.twins(proposal.found)
        ]
        data = class_splitting.described(self.office, proposal) | {"twins": twins}
        lines = [
            f"{one.number}班　{one.size} 人（男 {one.boys}，女 {one.girls}）　平均 {one.age or '—'} 岁　"
            + "　".join(f"{name} {count}" for name, count in sorted(one.groups.items()))
            for one in proposal.measures
        ]
        lines.append("最大差：" + "，".join(f"{name} {gap}" for name, gap in data["gaps"].items()))
        lines += [f"可能是双胞胎：{'、'.join(group['names'])}　{','.join(group['keys'])}" for group in twins]
        return Outcome("\n".join([*lines, f"种子 {proposal.seed}；还没有确认，什么都没有写。"]), data=data)

    def keep(self, typed: Mapping[str, str]) -> Outcome:
        return class_splitting.keep(self.office, self.propose(), typed)

    def verify(self) -> Outcome:
        return class_splits.verify(self.office, key_id("class_splits", list(self._where)))
