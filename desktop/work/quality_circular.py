"""通报 of an examination, as a draft: grades and subjects, what is weak, what is done; no class, teacher or child.

源：systems D07, D21; facts 0.2 (what is published bears no marks of pupils), 0.10 (no places).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from db.errors import Trouble
from db.registers import Exam
from db.rules.grades import NUMERALS
from desktop.work import analysis, documents
from desktop.work.analysis import Analysis, Line
from desktop.work.documents import Order, To
from desktop.work.office import Office
from desktop.work.outcome import Outcome

KIND = "circular"
FIGURES = (("avg", "平均分", ""), ("pass", "及格率", "%"), ("excel", "优秀率", "%"), ("low", "低分率", "%"))
ENOUGH = 95
"""From which pass rate (percent) a grade's subject is named among what went well."""

ASKED = "请对照问题改进教学：备课组一周内做完试卷分析，对需要帮助的学生制定帮扶措施；学期中复查。"


def draft(office: Office, keys: Sequence[bytes]) -> Outcome:
    """The circular of one examination. Raises Trouble where nobody has a result yet."""
    found = analysis.of(office, keys[0])
    lines = grades(office, found)
    if not lines:
        raise Trouble("这次考试还没有成绩。", "请先登记成绩或导入成绩册。")
    fields = {
        "事项": f"{found.sitting.title}学业质量", "主送": "各中小学、教学点",
        "缘由": "为改进教学，对本次考试做了质量分析，分析只用于教学改进。",
        "基本情况": "\n".join([_whole(lines), *(_told(line) for line in lines)]), "主要成绩": _well(lines),
        "存在问题": _weak(office, found, lines), "整改要求": _remedies(office, lines) or ASKED,
        "评比说明": "不作校际、班际排名。",
    }  # fmt: skip
    schools = office.titles("schools")
    to = [To(schools[key], school=key) for key in found.schools if key in schools]
    made = documents.draft_of(office, Order(KIND, [(Exam, keys[0])], fields, to))
    return Outcome("通报已起草，请在“公文”里看过再签发。", made.changed, made.data)


def grades(office: Office, found: Analysis) -> list[Line]:
    """Every grade's subject as a whole: of the school that examined, or of all on the same paper."""
    school = None if found.comparable else (found.sitting.school_id or office.school_id)
    wholes = [found.whole(paper, school) for paper in found.papers if not paper.levels]
    return [line for line in wholes if line.sat]


def _name(line: Line) -> str:
    return f"{NUMERALS[line.paper.grade - 1]}年级{line.paper.label}"


def _whole(lines: Sequence[Line]) -> str:
    due, sat = sum(line.due for line in lines), sum(line.sat for line in lines)
    subjects = len({line.paper.subject for line in lines})
    return f"共 {subjects} 门学科、{len(lines)} 份试卷，应考 {due} 人次，实考 {sat} 人次。"


def _told(line: Line) -> str:
    """五年级语文：平均分 72.5，及格率 81.0%……; a tiny group says nothing of itself."""
    if line.remark:
        return f"{_name(line)}：{line.remark}，不作分析。"
    figures = [f"{label} {line.figures[name].shown}{unit}" for name, label, unit in FIGURES if name in line.figures]
    return f"{_name(line)}：{'，'.join(figures)}。"


def _well(lines: Sequence[Line]) -> str:
    named = [_name(line) for line in lines if not line.remark and (line.figures["pass"].value or 0) * 100 >= ENOUGH]
    return f"及格率在{ENOUGH}%以上的：{'、'.join(named)}。" if named else ""


def _weak(office: Office, found: Analysis, lines: Sequence[Line]) -> str:
    """Weak subjects with the reason, and what the papers' analyses wrote."""
    weak = [f"{one.title}{one.label}：{one.why}。" for one in analysis.composites(office, found).weak_grades]
    written = [f"{_name(line)}：{text}" for line in lines if (text := _of_paper(office, line, "weak_points"))]
    return "\n".join(f"（{number}）{text}" for number, text in enumerate(dict.fromkeys([*weak, *written]), 1))


def _remedies(office: Office, lines: Sequence[Line]) -> str:
    return "\n".join(f"{_name(line)}：{text}" for line in lines if (text := _of_paper(office, line, "remedies")))


def _of_paper(office: Office, line: Line, name: str) -> str:
    row: Mapping[str, Any] = office.linked("papers", line.paper.id) or {}
    return str(row.get(name) or "").strip()


__all__ = ["draft", "grades"]
