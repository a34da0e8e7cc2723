"""What the page of aid shows of an application, of a child in need, and says of each step."""

from __future__ import annotations

from db import kinds
from db.fields import Field
from db.rules.aid_standards import money
from desktop.ui.plain_table import Cell, Column
from desktop.ui.step_strip import Station
from desktop.work.aid_desk import Entry, InNeed, Step

APPLICATIONS = (
    Column("姓名", 136), Column("班级", 92), Column("就读", 60, keep=False), Column("类别", 92, keep=False),
    Column("证明"), Column("金额（元）", 92, right=True), Column("状态", 84),
)  # fmt: skip
CHILDREN = (Column("姓名", 136), Column("班级", 92), Column("就读", 60, keep=False), Column("线索"))
TONES = {"1": "amber", "2": "grey", "3": "amber", "4": "blue", "5": "amber", "6": "blue", "7": "green"}

MATTERS = {
    "宣传": "把政策、对象、标准和办法告诉每一位家长。登记一次就行，各项目共用。",
    "申请": "台账里有困难线索、还没有申请的学生列在左边，去掉不申请的再登记。别的学生请在“资助申请”台账里新增。",
    "评审": "评审小组开会，逐人评议、表决。左边勾选这次评的学生，票数不同的分几次登记。",
    "公示": "只公布姓名、班级和资助项目，不少于规定的工作日。张贴后拍照，存在“资助公示”里。",
    "发放": "公示期满、没有异议才能发放。先登记发放，签领表签完交回后再登记签领。",
    "归档": "材料订成一册，按目录核对份数。缺什么，下面都列着。",
}


def matters(step: str) -> str:
    return MATTERS.get(step, "")


def application(one: Entry) -> list[Cell]:
    row = one.row
    return [
        Cell(one.name), Cell(one.room), Cell(_label("boarding", row["boarding"])),
        Cell(_label("aid_category", row["category"])),
        Cell(row["proof"] or ("照片" if row["proof_photo"] else "没有证明"), "" if one.proved else "amber"),
        Cell("" if one.amount is None else money(one.amount)),
        Cell(_label("aid_state", one.state), TONES.get(one.state, "grey"), tag=True),
    ]  # fmt: skip


def child(one: InNeed) -> list[Cell]:
    name, boarding = str(one.child["name"]), _label("boarding", one.child["boarding"])
    return [Cell(name), Cell(one.room), Cell(boarding), Cell(one.because)]


def station(step: Step) -> Station:
    said = f"{step.done}/{step.total}" + (f"，{step.missing[0]}" if step.missing else "")
    tip = "\n".join((f"{step.name} {step.done}/{step.total}", *step.missing))
    return Station(step.name, said, step.whole, step.begun, tip)


def _label(codes: str, value: str | None) -> str:
    return kinds.show(Field("", "code", codes=codes), value)
