"""责任书 out of targets: one for each school or teacher who promised, numbered and kept, the targets pointing to it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from db.errors import Trouble
from db.registers import Target
from db.rules.targets import plain
from db.targets.asked import period
from db.targets.stand import Stood
from desktop.work import documents, targets
from desktop.work.documents import Made, Order, To
from desktop.work.office import Office
from desktop.work.outcome import Outcome

KIND = "quality-agreement"


def agree(office: Office, found: Sequence[Stood]) -> Outcome:
    """The agreements of these targets, as one entry: with each school, and within a school with each teacher.

    Targets that stand in an agreement already are left out. Raises Trouble where none is left.
    """
    wanted = [one for one in found if one.row["school_id"] is not None and one.row["document_id"] is None]
    if not wanted:
        raise Trouble("没有要签责任书的目标。", "全镇的目标不用签；已经签了的，在“责任书”一栏能打开。")
    own = [one for one in wanted if not _own_layer(office, one)]
    if own:
        raise Trouble(f"{own[0].school}的教师由本校自己签。", "请在那所学校的电脑上出具，或只选学校的目标。")
    orders, parts = [], []
    for (school, teacher), group in groupby(wanted, key=lambda one: (one.row["school_id"], one.row["teacher_id"])):
        mine = list(group)
        orders.append(_order(office, mine, school, teacher))
        parts.append(mine)
    by_order = {id(order): mine for order, mine in zip(orders, parts, strict=True)}

    def point(rows: Any, made: Made) -> None:
        for one in by_order[id(made.order)]:
            rows.get(Target, one.key).document_id = made.id

    done = documents.issue_many(office, orders, also=point)
    return Outcome(done.sentence, done.changed | {"targets"}, done.data)


def agree_period(office: Office, period_: str = "", school: str = "") -> Outcome:
    chosen = office.school_called(school) if school else None
    found = targets.stood(office, targets.period_of(office, period_), chosen)
    return agree(office, [one for one in found if one.row["teacher_id"] is None or _own_layer(office, one)])


def for_rows(office: Office, keys: Sequence[bytes]) -> Outcome:
    """Of the targets chosen in the ledger."""
    periods = {(int(row["year"]), str(row["term"] or "")) for key in keys if (row := office.linked("targets", key))}
    found = [one for when in sorted(periods) for one in targets.stood(office, when) if one.key in set(keys)]
    return agree(office, found)


def _own_layer(office: Office, one: Stood) -> bool:
    """A school agrees with its own teachers, the center with schools."""
    return one.row["teacher_id"] is None or one.row["school_id"] == office.school_id


def _order(office: Office, mine: Sequence[Stood], school: bytes, teacher: bytes | None) -> Order:
    first = mine[0]
    _, last = period(office.context, int(first.row["year"]), first.row["term"])
    lines = [
        {
            "序号": str(number), "指标": one.title.removeprefix(one.teacher).strip(), "上学年": one.baseline,
            "本学年目标": one.wanted, "数据来源": one.source,
            "分值": "" if one.weight is None else plain(one.weight),
        }
        for number, one in enumerate(mine, 1)
    ]  # fmt: skip
    fields: dict[str, Any] = {
        "质量目标": lines, "层级": "学校与教师" if teacher else "中心学校与学校", "期限": last.isoformat(),
        "乙方": first.teacher or first.school, "期间": first.period,
    }  # fmt: skip
    if teacher:
        fields |= {"份数": "两份", "备案": ""}
        to = To(first.teacher)
    else:
        to = To(first.school, school=school)
        if school == office.school_id:  # nobody agrees with himself
            fields["甲方"] = _above(office)
    return Order(KIND, [(Target, one.key) for one in mine], fields, [to])


def _above(office: Office) -> str:
    """Who agrees with this school: the center it belongs to; with the center whoever the office has named."""
    mine = office.linked("schools", office.school_id) if office.school_id else None
    center = office.titles("schools").get(mine["parent_id"], "") if mine and mine["parent_id"] else ""
    return center or str(office.context.setting("targets.above"))


__all__ = ["KIND", "agree", "agree_period", "for_rows"]
