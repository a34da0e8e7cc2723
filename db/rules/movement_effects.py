"""What follows from a movement: the cells of the pupil's row it sets, and why it cannot be done.

源：教基〔2025〕1号（休学期间不得转学；学籍随人）；《义务教育法》第十一条（义务教育段不得退学）；facts 3.6。
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from db.rules.grades import Stage, grade_label, grade_of
from db.rules.movements import CLASS, COHORT_SHIFT, FACTS, IN, KINDS, OUT, PRESENT, STAY, SUSPENDED, WITHIN

Cells = dict[str, Any]
Why = tuple[str, str]
"""A sentence, and what to do instead."""

FACT_FIELDS = ("name", "id_number", "born_on", "sex")
"""Key facts of a pupil; a movement keeps each as old_… and new_…."""

TO_JUNIOR, MERGED, SUSPEND, RETURN, BACK, LEAVE, DEATH = "22", "23", "41", "42", "43", "64", "65"
ON_ROLL = (*PRESENT, SUSPENDED)
WHILE_SUSPENDED = (RETURN, MERGED, FACTS, DEATH, "33")
"""What can be done for a pupil who stays away; a transfer cannot."""

COMPULSORY = (str(int(Stage.PRIMARY)), str(int(Stage.JUNIOR)))


def effects(kind: str, pupil: Mapping[str, Any], wish: Mapping[str, Any], room: Mapping[str, Any] | None) -> Cells:
    """The cells that change, school last. pupil: its row; wish: the movement's row; room: the class it comes into.

    Who goes to another school leaves the class; the year of entry follows the class, 留级 and 跳级 move it.
    """
    known = KINDS[kind]
    cells: Cells = {"status": known.status} if known.status else {}
    if kind == FACTS:
        return cells | {name: wish[f"new_{name}"] for name in FACT_FIELDS if wish.get(f"new_{name}") is not None}
    if known.effect == OUT:
        return cells if kind == SUSPEND else cells | {"class_id": None}
    if room is not None or known.effect in (WITHIN, IN) or kind in COHORT_SHIFT:
        cells["class_id"] = room["id"] if room is not None else _stays(kind, pupil, wish)
    cells |= _cohort(kind, pupil, wish, room)
    if known.effect in (WITHIN, IN) and wish.get("in_school_id"):
        cells["school_id"] = wish["in_school_id"]
    return cells


def _stays(kind: str, pupil: Mapping[str, Any], wish: Mapping[str, Any]) -> Any:
    """Who comes back to the school finds the class he left, unless another is named."""
    same = not wish.get("in_school_id") or wish["in_school_id"] == pupil.get("school_id")
    return pupil.get("class_id") if kind == RETURN and same else None


def _cohort(kind: str, pupil: Mapping[str, Any], wish: Mapping[str, Any], room: Mapping[str, Any] | None) -> Cells:
    if room is not None and not room["composite"]:
        return {"stage": room["stage"], "cohort": room["entry_year"]}
    if kind == TO_JUNIOR and wish.get("happened_on"):
        on = wish["happened_on"]
        year = (on if isinstance(on, date) else date.fromisoformat(on)).year
        return {"stage": str(int(Stage.JUNIOR)), "cohort": year}
    if kind in COHORT_SHIFT and pupil.get("cohort"):
        return {"cohort": pupil["cohort"] + COHORT_SHIFT[kind]}
    return {}


def refusal(
    kind: str, pupil: Mapping[str, Any] | None, wish: Mapping[str, Any], room: Mapping[str, Any] | None, year: int
) -> Why | None:
    """Why this movement cannot be done for this pupil, or None. year: the school year it falls into."""
    effect, status = KINDS[kind].effect, (pupil or {}).get("status") or "01"
    if pupil is None:
        return None if effect == IN and kind != RETURN else ("还没有选学生。", "请先找到这名学生。")
    if effect == IN:
        return _cannot_come(kind, status)
    if status not in ON_ROLL:
        return "这名学生已经不在校，不能再办这一项。", "要回来的，请办转入或恢复入学。"
    if status == SUSPENDED and kind not in WHILE_SUSPENDED:
        return "这名学生正在休学，休学期间不办这一项（教基〔2025〕1号）。", "请先办复学。"
    if kind == LEAVE and pupil.get("stage") in COMPULSORY:
        return "义务教育阶段不得退学（义务教育法第十一条）。", "不到校的请记入控辍保学，转走的请办转出。"
    if effect == WITHIN and wish.get("in_school_id") == pupil.get("school_id"):
        return "转入学校就是现在的学校。", "换班请办“调班”。"
    if effect == STAY:
        return _cannot_stay(kind, pupil, wish, room, year)
    return None


def _cannot_come(kind: str, status: str) -> Why | None:
    if kind == RETURN:
        return None if status == SUSPENDED else ("这名学生没有休学。", "请核对学生，或改办恢复入学。")
    if status == SUSPENDED:
        return "这名学生正在休学。", "请办复学。"
    return ("这名学生本来就在校。", "从镇内另一所学校来的，请办“镇内转学”。") if status in PRESENT else None


def _cannot_stay(
    kind: str, pupil: Mapping[str, Any], wish: Mapping[str, Any], room: Mapping[str, Any] | None, year: int
) -> Why | None:
    stage, cohort = pupil.get("stage"), pupil.get("cohort")
    if kind == FACTS:
        same = all(wish.get(f"new_{n}") in (None, "", pupil.get(n)) for n in FACT_FIELDS)
        return ("没有写要改成什么。", "请在“新姓名”等栏里填上正确的内容。") if same else None
    if kind == CLASS:
        other = room is not None and not room["composite"] and cohort and room["entry_year"] != cohort
        return ("那个班是另一个年级。", "换年级请办留级或跳级。") if other else None
    if not stage or not cohort:
        return "不知道这名学生在哪个年级。", "请先在花名册里填班级或年级入学年。"
    to = cohort + COHORT_SHIFT[kind]
    if room is not None and not room["composite"] and room["entry_year"] != to:
        now = grade_of(to, int(stage), year)
        wanted = grade_label(int(stage), now) if now else "相邻年级"
        return f"编入的班不是{wanted}。", "留级、跳级一次一个年级，请选那个年级的班，或先不编班。"
    if grade_of(to, int(stage), year) is None:
        return "这名学生不能再跳级或留级了，年级超出了学段。", "请核对年级入学年。"
    return None


__all__ = ["FACT_FIELDS", "ON_ROLL", "effects", "refusal"]
