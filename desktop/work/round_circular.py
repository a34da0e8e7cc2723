"""The circular of a round, drafted from its six results; schools may be placed, teachers and pupils never."""

from __future__ import annotations

from typing import Any

from db.change import Change
from db.errors import Trouble
from db.registers import Finding
from db.rules import round_figures as rule
from desktop.work import documents
from desktop.work.documents import Made, Order, To
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.six_results import ANALYSIS, CHANGED, COMPARISON, RECORD, STATISTICS, Six, put, six


def circular(office: Office, round_: bytes) -> Outcome:
    """A draft of the circular from what is there; the round points to it. Raises Trouble where parts are missing."""
    found = six(office, round_)
    lacking = [name for name in (STATISTICS, ANALYSIS, RECORD, COMPARISON) if name in found.missing]
    if lacking:
        raise Trouble(f"还缺{'、'.join(lacking)}，不能起草通报。", "请先补齐。")
    order = Order(
        "circular",
        about=[(Finding, row) for row in found.findings],
        fields=_told(office, found),
        recipients=[To(office.titles("schools")[school], school=school) for school in _schools(found)],
    )

    def keep(rows: Change, made: Made) -> None:
        put(rows, round_, {"circular_id": made.id})

    drafted = documents.draft_of(office, order, keep)
    return Outcome("通报已起草，请看过再签发。", CHANGED | {"documents"}, drafted.data)


def _schools(found: Six) -> list[bytes]:
    return list(dict.fromkeys(sheet.row["school_id"] for sheet in found.figures.sheets if sheet.row["school_id"]))


def _told(office: Office, found: Six) -> dict[str, Any]:
    state, outcome = found.figures.state, found.outcome
    begins, ends = state.row["starts_on"], state.row["ends_on"] or state.row["starts_on"]
    who, sheets = state.row["team"] or state.row["led_by"] or "检查组", len(found.figures.sheets)
    basics = f"{begins}至{ends}，{who}检查了 {len(_schools(found))} 所学校，完成检查表 {sheets} 份。"
    told: dict[str, Any] = {
        "事项": str(state.row["name"]),
        "基本情况": f"{basics}\n{outcome['analysis']}",
        "主要成绩": str(outcome["merits"]),
        "存在问题": str(outcome["faults"]),
        "整改要求": "请各校对照问题逐条整改，按时限报送整改情况，由中心学校复查销号。",
    }  # fmt: skip
    if outcome["way"] == "place":
        told["评比结果"] = [_line(str(one.place), str(one.key), one.figures) for one in found.figures.schools]
        told["评比说明"] = "注：得分为平均得分率（%），相同的并列，取前名次。"
    elif outcome["way"] == "grade":
        told["评比结果"] = [_line("", str(name), one) for name, one in found.figures.by_school.items()]
    return told


def _line(place: str, school: str, one: rule.Figures) -> dict[str, str]:
    name = f"{school}（样本过小）" if one.small else school
    return {"名次": place, "学校": name, "得分": rule.percent(one.mean), "等次": _grade(one)}


def _grade(one: rule.Figures) -> str:
    """优 90, 良 80, 合格 60 of the mean share (facts 6.3 B)."""
    if one.mean is None:
        return ""
    hundred = one.mean * 100
    return "优" if hundred >= 90 else "良" if hundred >= 80 else "合格" if hundred >= 60 else "待改进"
