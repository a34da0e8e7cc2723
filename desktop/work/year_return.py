"""Giving a school's turn of the year back: the center takes back as one what a school's own machine has written.

A school's machine may not: the graduates it has handed over are another school's by then (handoff.md, law 6).
"""

from __future__ import annotations

from db import history
from db.errors import Trouble
from db.register import key_id
from desktop.work.office import Office
from desktop.work.outcome import Outcome


def give_back(office: Office, school: bytes, year: int | None = None) -> Outcome:
    """Takes back that school's turn, as far as it still stands; the school receives it with the next hand-off."""
    year, name = year or office.today.year, office.titles("schools").get(school, "")
    if office.bound:
        raise Trouble("退回升学年由中心学校办。", "请打电话请中心学校退回，下次交接就会收到。")
    with office.look() as connection:
        found = connection.exec_driver_sql(
            'SELECT e.site, e.number FROM year_turns y JOIN operations o ON o."row" = y.id '
            "JOIN entries e ON e.id = o.entry "
            "WHERE y.id = ? AND y.deleted = 0 AND (o.shape IS NOT NULL OR o.field = 'turned_on') ORDER BY e.stamp DESC",
            (key_id("year_turns", [school, year]),),
        ).first()
    if found is None:
        raise Trouble(f"{name}还没有升这个学年。", "没有可以退回的。")
    site, number = found
    with office.change(f"退回升学年：{name}", undoes=number if site == office.workspace.site_number else None) as rows:
        left = history.take_back(rows, site, number)
        changed = frozenset(rows.pending.registers())
    said = f"{name}的升学年已退回，学生、班级都回到升以前。"
    more = f"其中 {len(left)} 处后来又改过，没有动。" if left else ""
    return Outcome(said + more, changed, {"school": name, "left": len(left)}, attention=bool(left))
