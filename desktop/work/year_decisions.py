"""What is decided before the year turns: who stays down, skips, goes elsewhere; and taking a decision back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from db.errors import Trouble
from db.register import key_id
from db.registers import Promotion
from desktop.work.forms import Form
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.rows import rejected

CHANGED = frozenset({"promotions"})


def decide(office: Office, students: Sequence[bytes], typed: Mapping[str, str], year: int | None = None) -> Outcome:
    """The same for all of these pupils: typed are a decision's fields as people type them (decision, to_school …).

    With an error nothing is kept, the problems come back. Raises Trouble for a pupil whose turn is over.
    """
    if not students:
        raise Trouble("还没有选学生。", "请在表里选一名或几名。")
    year = year or office.today.year
    forms = []
    for student in students:
        form = _form(office, student, year)
        for name, text in typed.items():
            form.type(name, text)
        if form.held:
            return rejected(form.problems)
        forms.append(form)
    with office.change(f"升学年决定：{len(forms)} 人") as rows:
        for form in forms:
            form.put_into(rows)
    return Outcome(f"已定 {len(forms)} 人。", CHANGED, {"count": len(forms)})


def _form(office: Office, student: bytes, year: int) -> Form:
    """The decision as it stands, or a new one. Raises Trouble where it has been carried out."""
    row = key_id("promotions", [student, year])
    known = office.linked("promotions", row)
    if known is not None and not known["deleted"]:
        if known["done_on"]:
            raise Trouble("这名学生的升学年已经办过了。", "要改，请先撤销那一次升学年，或办理异动。")
        return Form.of(office, Promotion, row, draft=False)
    pupil = office.linked("students", student)
    return Form.blank(office, Promotion, student_id=student, year=year, school_id=pupil["school_id"] if pupil else None)


def take_back(office: Office, students: Sequence[bytes], year: int | None = None) -> Outcome:
    """These pupils go up as usual again. Raises Trouble where nothing was decided."""
    year = year or office.today.year
    rows_of = [key_id("promotions", [student, year]) for student in students]
    known = [row for row in rows_of if (kept := office.linked("promotions", row)) and not kept["deleted"]]
    known = [row for row in known if not (office.linked("promotions", row) or {}).get("done_on")]
    if not known:
        raise Trouble("这里没有可以取消的决定。", "已经升过的，请撤销那一次升学年。")
    with office.change(f"取消升学年决定：{len(known)} 人") as rows:
        for row in known:
            rows.remove(rows.get(Promotion, row))
    return Outcome(f"已取消 {len(known)} 人的决定，照常升级。", CHANGED, {"count": len(known)})
