"""What becomes of settled appraisals on paper: the list that is published, the roll of honour, the certificates.

Only what is above the line of 优 is named, in the order of the ledger: no marks, no places, no last one
(《深化新时代教育评价改革总体方案》, 2020).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from db.appraisals.appraised import Sheet
from db.errors import Trouble
from db.registers import Appraisal
from desktop.work import documents
from desktop.work.appraisal_marks import sheets
from desktop.work.documents import Order, To
from desktop.work.documents.orders import Cells
from desktop.work.office import Office
from desktop.work.outcome import Outcome

PUBLICITY, ROLL, CERTIFICATE = "publicity", "honour-roll", "certificate"
UNNAMED = ""


class Won(NamedTuple):
    """One title, by whom."""

    sheet: Sheet
    title: str

    @property
    def person(self) -> bool:
        return self.sheet.row["staff_id"] is not None


def won(office: Office, keys: Sequence[bytes]) -> list[Won]:
    """The titles these appraisals earn. Raises Trouble where there is none."""
    found = [Won(sheet, title) for sheet in sheets(office, keys) for title in sheet.prizes]
    if not found:
        raise Trouble("选中的里面没有定了等次、够得上称号的。", "请先定等次；称号写在考核方案里，给得优的。")
    return found


def publish(office: Office, keys: Sequence[bytes]) -> Outcome:
    """公示 of who is to be honoured, as a draft: its days and telephone are looked at before it is issued."""
    found = won(office, keys)
    what = _what(found)
    lines: list[Cells] = [
        {
            "序号": str(n),
            "姓名": one.sheet.who if one.person else "",
            "班级（单位）": _school(office, one),
            "项目": one.title,
        }
        for n, one in enumerate(found, 1)
    ]
    fields: dict[str, str | Sequence[Cells]] = {
        "事项": f"{what}拟表彰名单", "缘由": "经考核、评议和审核，", "公示内容": "拟表彰名单",
        "开始日期": office.today.isoformat(), "名单": lines,
    }  # fmt: skip
    made = documents.draft(office, PUBLICITY, _about(found), fields)
    said = f"已起草公示：{len(found)} 个称号。请看过日期和电话再签发。"
    return Outcome(said, made.changed, {**made.data, "titles": len(found)})


def roll(office: Office, keys: Sequence[bytes]) -> Outcome:
    """光荣榜, as a draft."""
    found = won(office, keys)
    lines: list[Cells] = [
        {
            "称号": one.title,
            "姓名（集体）": one.sheet.who,
            "班级（单位）": _school(office, one) if one.person else "",
            "主要事迹": "",
        }
        for one in found
    ]
    said = f"{_what(found)}，经考核、评议和公示，下列集体和个人受到表彰。"
    made = documents.draft(office, ROLL, _about(found), {"说明": said, "名单": lines})
    return Outcome(f"已起草光荣榜：{len(found)} 个称号。", made.changed, {**made.data, "titles": len(found)})


def certify(office: Office, keys: Sequence[bytes]) -> Outcome:
    """荣誉证书, one for each title, numbered and issued as one entry; each goes to its school.

    Titles that have their certificate are left out. Raises Trouble where none is left.
    """
    orders = []
    for one in won(office, keys):
        if one.title in _certified(office, one.sheet.row["id"]):
            continue
        fields = {
            "获奖人": one.sheet.who, "称呼": "老师" if one.person else UNNAMED, "称号": one.title,
            "事迹": f"在{one.sheet.period}{one.sheet.scheme['name']}中成绩突出，",
        }  # fmt: skip
        to = To(one.sheet.who, school=one.sheet.row["school_id"])
        orders.append(Order(CERTIFICATE, [(Appraisal, one.sheet.row["id"])], fields, [to]))
    if not orders:
        raise Trouble("这些称号都已经出具过证书。", "在“公文”里可以再打印；写错的先作废，再出具。")
    return documents.issue_many(office, orders)


def _what(found: Sequence[Won]) -> str:
    """2026—2027学年度安全工作十项考核; several are named one after the other."""
    return "、".join(dict.fromkeys(f"{one.sheet.period}{one.sheet.scheme['name']}" for one in found))


def _school(office: Office, one: Won) -> str:
    return office.titles("schools").get(one.sheet.row["school_id"], "")


def _certified(office: Office, appraisal: bytes) -> set[str]:
    """Titles of which this appraisal has a certificate that stands."""
    with office.look() as connection:
        found = connection.exec_driver_sql(
            "SELECT f.value FROM document_subjects s JOIN documents d ON d.id = s.document_id "
            "JOIN document_kinds k ON k.id = d.kind_id JOIN document_fields f ON f.document_id = d.id "
            "WHERE s.row_id = ? AND s.deleted = 0 AND d.deleted = 0 AND d.state = 'issued' AND k.kind = ? "
            "AND f.name = '称号' AND f.deleted = 0",
            (appraisal, CERTIFICATE),
        )
        return set(found.scalars())


def _about(found: Sequence[Won]) -> list[tuple[type[Appraisal], bytes]]:
    return [(Appraisal, key) for key in dict.fromkeys(one.sheet.row["id"] for one in found)]


__all__ = ["Won", "certify", "publish", "roll", "won"]
