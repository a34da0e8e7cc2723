"""A township whose children apply for aid: boarders and day pupils, some of them known to be in need."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from db.aid import batch
from db.aid.batch import Entry, Scope
from db.aid.steps import steps
from db.registers import AidReviewer, Holiday, School, SchoolClass, Student
from db.rules.aid_steps import Step
from db.school_terms import SchoolTerm, called
from desktop.work import rows
from tests.desktop import founding

TODAY = date(2026, 11, 20)
CENTER, POINT = "青石镇中心学校", "黑沟教学点"
CHILDREN = (
    ("白雨桐", "女", "2", {"orphan": "是"}),
    ("何佳慧", "女", "2", {"needs_aid": "是"}),
    ("李强", "男", "2", {"disability": "肢体", "inclusive": "其他残疾随班就读"}),
    ("张三", "男", "1", {"needs_aid": "是"}),
    ("赵诗", "女", "2", {}),
)


class Township:
    """The center's office; children by name."""

    def __init__(self, folder: Path) -> None:
        self.office = founding.found(folder / "中心.xiangxiao", CENTER, "center", "", "王秀兰", TODAY)
        rows.add(self.office, School, {"name": POINT, "kind": "教学点"})
        rows.add(self.office, SchoolClass, {"entry_year": "2022", "number": "1"})
        for day in range(1, 8):
            rows.add(self.office, Holiday, {"on": f"2026-10-0{day}", "name": "国庆节"})
        self.child: dict[str, bytes] = {}
        for name, sex, boarding, more in CHILDREN:
            typed = {
                "name": name,
                "sex": sex,
                "boarding": boarding,
                "class": "五（1）班",
                "member1_name": f"{name[0]}大山",
            }
            made = rows.add(self.office, Student, {**typed, **more})
            self.child[name] = bytes.fromhex(made.data["id"])

    @property
    def term(self) -> SchoolTerm:
        return called(self.office.context, "2026-1")

    def kind(self, code: str) -> bytes:
        return next(row["id"] for row in self.office.context.rows("aid_kinds") if row["code"] == code)

    def scope(self, code: str = "boarding") -> Scope:
        return Scope(self.kind(code), self.term, self.office.school_id)

    def entries(self, scope: Scope | None = None) -> list[Entry]:
        with self.office.look() as connection:
            return batch.entries(connection, self.office.context, scope or self.scope())

    def steps(self, scope: Scope | None = None) -> dict[str, Step]:
        asked = scope or self.scope()
        with self.office.look() as connection:
            context = self.office.context
            found = steps(connection, context, asked, batch.entries(connection, context, asked))
        return {step.name: step for step in found}

    def ids(self) -> list[bytes]:
        return [one.id for one in self.entries()]

    def committee(self, meeting: bytes, *people: str) -> None:
        with self.office.change("评审小组") as change:
            for name in people:
                change.add(AidReviewer(review_id=meeting, name=name, role="3"))
