"""Measures of the ten safety heads: who was on duty, how often the grounds were walked, disputes settled, replies in
time. 源：facts 5.4, 5.5."""

from __future__ import annotations

from fractions import Fraction

from db import patrolled
from db.rules.working import Put, Working, figure
from db.targets.asked import Actual, Asked, Reading, Takes, of_tellers, share, unknown

LEADER, ON_DUTY, GUARD, SECURITY = "1", "2", "3", "6"


def school_days(reading: Reading, asked: Asked) -> set[str]:
    """School days of the asked time up to today."""
    found: set[str] = set()
    year, month = asked.first.year, asked.first.month
    while (year, month) <= (asked.last.year, asked.last.month):
        days = patrolled.school_days(reading.context, year, month)
        found |= {day.isoformat() for day in days if asked.first <= day <= asked.last}
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found


def on_duty(title: str, *kinds: str) -> Takes:
    """Of all school days of the schools, those with a shift of these kinds."""

    def take(reading: Reading, asked: Asked) -> Actual:
        marks = ",".join("?" * len(asked.keys)) or "NULL"
        found = reading.connection.exec_driver_sql(
            f'SELECT DISTINCT school_id, "on" FROM duty_shifts WHERE deleted = 0 AND school_id IN ({marks}) '
            f"AND kind IN ({','.join('?' * len(kinds))})",
            (*asked.keys, *kinds),
        )
        days = school_days(reading, asked)
        there = sum(on in days for _, on in found)
        whole = ("应到岗的学校日", len(days) * len(asked.keys))
        return share(title, ("有人在岗的学校日", there), whole, [asked.span], "还没有上课日")

    return of_tellers(title, "duty_shifts", take)


def breaks(reading: Reading, asked: Asked) -> Actual:
    """课间巡逻: patrols that the shifts wrote down, per school day."""
    days, title = school_days(reading, asked), "日均巡查次数"
    marks = ",".join("?" * len(asked.keys)) or "NULL"
    found = reading.connection.exec_driver_sql(
        f'SELECT "on", patrols FROM duty_shifts WHERE deleted = 0 AND patrols > 0 AND school_id IN ({marks})',
        tuple(asked.keys),
    )
    times, whole = sum(count for on, count in found if on in days), len(days) * len(asked.keys)
    if not whole:
        return unknown(title, "还没有上课日")
    value = Fraction(times, whole)
    puts = (Put("巡查次数合计", str(times)), Put("学校日", str(whole)))
    formula = f"{title} ＝ 巡查次数合计 ÷ 学校日"
    return Actual(value, Working(title, formula, puts, f"{figure(value, 1, 2)}次", (asked.span,)))


def disputes(reading: Reading, asked: Asked) -> Actual:
    settled, every = reading.count(
        "SELECT coalesce(sum(settled_on IS NOT NULL), 0), count(*) FROM disputes WHERE deleted = 0 "
        'AND school_id IN ({schools}) AND "on" BETWEEN ? AND ?',
        asked, *asked.days,
    )  # fmt: skip
    return share("矛盾纠纷化解率", ("已化解", settled), ("排查出的纠纷", every), [asked.span], "没有登记矛盾纠纷")


def replies(reading: Reading, asked: Asked) -> Actual:
    """Of the documents these schools had to reply to by now: those answered in time."""
    answered, every = reading.count(
        "SELECT coalesce(sum(r.replied_on <= d.reply_by), 0), count(*) FROM document_recipients r "
        "JOIN documents d ON d.id = r.document_id WHERE r.deleted = 0 AND d.deleted = 0 AND d.state = 'issued' "
        "AND r.target_id IN ({schools}) AND d.reply_by BETWEEN ? AND ?",
        asked, *asked.days,
    )  # fmt: skip
    return share(
        "公文按期回复率", ("按期回复", answered), ("到期要回复的", every), [asked.span], "没有到期要回复的公文"
    )


TAKES: dict[str, Takes] = {
    "leaders": on_duty("领导带班到岗率", LEADER), "guards": on_duty("值班护校到岗率", ON_DUTY, GUARD),
    "security": on_duty("保安执勤到岗率", SECURITY), "breaks": of_tellers("日均巡查次数", "duty_shifts", breaks),
     "disputes": disputes, "replies": replies,
}  # fmt: skip

__all__ = ["TAKES", "school_days"]
