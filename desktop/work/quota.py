"""Quota places worked out and written down: how many may have one at each school, and who was admitted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from db import quota_places
from db.errors import Trouble
from db.quota_places import Target, Year
from db.register import key_id
from db.registers import QuotaCandidate, QuotaShare
from db.rules.quota import Admitted, Candidate, School, Share, handed_out
from desktop.work.office import Office
from desktop.work.outcome import Outcome


def years(office: Office) -> list[int]:
    """Years with a plan, the latest first; this year where there is none."""
    with office.look() as connection:
        return quota_places.years(connection) or [office.today.year]


def of_year(office: Office, year: int) -> Year:
    with office.look() as connection:
        return quota_places.of_year(connection, office.context, year)


def count_eligible(office: Office, year: int) -> Outcome:
    """各校人数 of every plan of the year, counted from the candidates that are entered and may have a place."""
    found = of_year(office, year)
    if not found.targets:
        raise Trouble("还没有指标生计划。", "请先在“指标生计划”里新增一所高中。")
    counts = Counter(row["school_id"] for row in found.candidates.values() if row["eligible"] not in (0, False))
    if not counts:
        raise Trouble("还没有符合条件的考生。", "请先在“指标生考生”里导入考生。")
    with office.change(f"{year}年指标生各校人数") as rows:
        for target in found.targets:
            for school, count in counts.items():
                key = {"round_id": target.id, "school_id": school}
                known = rows.find(QuotaShare, key_id("quota_shares", list(key.values())))
                if known is None:
                    rows.add(QuotaShare(**key, eligible=count))
                else:
                    known.eligible, known.deleted = count, False
    said = f"已按考生填 {len(counts)} 所学校的人数，共 {sum(counts.values())} 人。按 Ctrl+Z 可以撤销。"
    return Outcome(said, frozenset({"quota_shares"}), {"schools": len(counts), "eligible": sum(counts.values())})


def settle(office: Office, year: int) -> Outcome:
    """The result into the candidates' rows, as one entry; who had a place before and has none now loses it."""
    found = of_year(office, year)
    if found.filled is None:
        raise Trouble(found.why_not, "填好以后再登记录取结果。")
    if found.filled.undecided:
        names = office.titles("students")
        who = "、".join(
            names.get(found.candidates[one.candidate.key]["student_id"], "") for one in found.filled.undecided
        )
        raise Trouble(f"最后一个名额上有同分的考生：{who}。", "请按当地规定比较，把比较的分数填在“同分比较”里。")
    given = {one.candidate.key: bytes.fromhex(one.target) for one in found.filled.admitted}
    with office.change(f"{year}年指标生录取结果") as rows:
        for key, row in found.candidates.items():
            target = given.get(key)
            if row["admitted_id"] != target:
                kept = rows.get(QuotaCandidate, row["id"])
                kept.admitted_id, kept.admitted_on = target, office.today if target else None
    empty = sum(found.filled.empty.values())
    said = f"已登记录取 {len(given)} 人，空出 {empty} 个名额退回。按 Ctrl+Z 可以撤销。"
    return Outcome(said, frozenset({"quota_candidates"}), {"admitted": len(given), "empty": empty})


def shared(places: int, typed: Sequence[tuple[str, str]]) -> Outcome:
    """The largest remainder for numbers that were typed: nothing is read, nothing written. Raises Trouble."""
    try:
        schools = [School(f"{n:03}", name, int(count)) for n, (name, count) in enumerate(typed, 1)]
    except ValueError:
        raise Trouble("人数要写整数。", "例如 青石中学=310 白杨中学=205。") from None
    try:
        shares = handed_out(places, schools)
    except ValueError as error:
        sentence, _, advice = str(error).partition("。")
        raise Trouble(f"{sentence}。", advice) from error
    said = [
        f"{one.school.name}　应得 {_exact(one)}　整数 {one.whole}　余数名额 {one.extra}　共 {one.places}"
        for one in shares
    ]
    data = [{"school": one.school.name, "share": _exact(one), "places": one.places} for one in shares]
    return Outcome("\n".join(said), data={"shares": data})


def described(office: Office, found: Year) -> list[dict[str, Any]]:
    """Each senior school as --json prints it; no scores."""
    return [
        {
            "school": target.name, "places": target.row["given"] or 0, "wrong": target.wrong,
            "shares": [
                {
                    "school": share.school.name, "eligible": share.school.eligible, "share": _exact(share),
                    "whole": share.whole, "extra": share.extra, "places": share.places,
                    "admitted": len(found.admitted_to(target.id, bytes.fromhex(share.school.key))),
                    "empty": found.empty_of(target.id).get(share.school.key, 0),
                }
                for share in target.shares
            ],
        }
        for target in found.targets
    ]  # fmt: skip


def _exact(share: Share) -> str:
    """Three places, cut off: what is left decides, and must not look larger than it is."""
    thousandths = share.exact.numerator * 1000 // share.exact.denominator
    return f"{thousandths // 1000}.{thousandths % 1000:03}"


def exact(share: Share) -> str:
    return _exact(share)


def standing(found: Year) -> Mapping[str, str]:
    """For each candidate by key what came of it, in a word."""
    said: dict[str, str] = {}
    for key, row in found.candidates.items():
        said[key] = "统招已录" if row["unified"] else "不符合条件" if row["eligible"] in (0, False) else "未录取"
    if found.filled:
        said |= {one.key: "低于降分线" for one in found.filled.too_low}
        said |= {one.candidate.key: "同分待定" for one in found.filled.undecided}
        said |= {one.candidate.key: f"第{one.wish}志愿录取" for one in found.filled.admitted}
    return said


__all__ = [
    "Admitted", "Candidate", "Share", "Target", "Year", "count_eligible", "described", "exact", "of_year", "settle",
    "shared", "standing", "years",
]  # fmt: skip
