"""Notices on their way: delivered, returned, refused, put off; several children of a village in one entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from db.change import Change
from db.errors import Trouble
from db.register import plain
from db.registers import Admission, DocumentRecipient
from desktop.work.forms import Form
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.rows import rejected

CHANGED = frozenset({"admissions"})
OF_DOCUMENT = {
    "delivered_on": "delivered_on", "delivered_to": "signed_by", "way": "how", "refused": "refused",
    "delivered_by": "served_by", "place": "served_at", "receipt_on": "replied_on",
}  # fmt: skip
"""Columns of a child's row, and what the ledger of documents calls them."""
Typed = Mapping[str, str]


def deliver(office: Office, wanted: Sequence[bytes], typed: Typed | None = None) -> Outcome:
    """Delivered: today and to each householder, unless another day or name is typed. Raises Trouble."""

    def words(row: Mapping[str, Any], child: Mapping[str, Any]) -> Typed:
        told = {"delivered_on": office.today.isoformat(), "delivered_to": child.get("householder") or ""}
        return told | dict(typed or {})

    return _noted(office, wanted, words, "登记送达")


def returned(office: Office, wanted: Sequence[bytes], on: str = "") -> Outcome:
    """The 送达回证 have come back. Raises Trouble where a notice was never delivered."""
    undelivered = [row for row in wanted if not (office.linked("admissions", row) or {}).get("delivered_on")]
    if undelivered:
        names = "、".join(office.titles("admissions").get(row, "") for row in undelivered[:5])
        raise Trouble(f"{names}还没有登记送达。", "请先登记送达，再登记回证。")
    day = on or office.today.isoformat()
    return _noted(office, wanted, lambda _row, _child: {"receipt_on": day}, "登记回证")


def note(office: Office, wanted: Sequence[bytes], typed: Typed, why: str = "修改入学登记") -> Outcome:
    """The same fields of all of these rows: a deferral with its approval, a school elsewhere, a refusal."""
    return _noted(office, wanted, lambda _row, _child: typed, why)


def _noted(
    office: Office,
    wanted: Sequence[bytes],
    words: Callable[[Mapping[str, Any], Mapping[str, Any]], Typed],
    why: str,
) -> Outcome:
    """One entry for all; with an error nothing is kept, and the child is named."""
    if not wanted:
        raise Trouble("还没有选儿童。", "请在表里选一名或几名。")
    forms: list[Form] = []
    for key in wanted:
        form = Form.of(office, Admission, key, draft=False)
        values = form.row.values()
        child = office.linked("children", values["child_id"]) or {}
        for name, text in sorted(words(values, child).items(), key=lambda pair: pair[0] != "refused"):
            form.type(name, text)  # how a refused notice was served follows from its being refused
        if form.held:
            refused = rejected(form.problems)
            said = f"{child.get('name', '')}：{refused.sentence}"
            return Outcome(said, data=refused.data, attention=True, advice=refused.advice)
        forms.append(form)
    with office.change(f"{why}：{len(forms)} 人") as rows:
        for form in forms:
            form.put_into(rows)
        _tell_the_notices(rows, forms)
        changed = frozenset(rows.pending.registers())
    told = {p.sentence for form in forms for p in form.problems.values()}
    return Outcome(f"{why}：{len(forms)} 人。", CHANGED | changed, {"count": len(forms)}, advice="".join(sorted(told)))


def _tell_the_notices(rows: Change, forms: Sequence[Form]) -> None:
    """What was served is served in the ledger of documents too, in the same entry."""
    cells: list[tuple[bytes, str, Any]] = []
    for form in forms:
        told = {OF_DOCUMENT[c]: plain(value) for c, value in form.edits.items() if c in OF_DOCUMENT}
        notice = form.row.values()["notice_id"]
        if not told or notice is None:
            continue
        found = rows.rows("SELECT id FROM document_recipients WHERE document_id = ? AND deleted = 0", (notice,))
        cells += [(row, column, value) for (row,) in found for column, value in told.items()]
    rows.set_cells(DocumentRecipient, cells)
