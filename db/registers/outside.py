"""Lists that others keep (户籍, 学籍系统, 脱贫户 …), as they were handed to us, and what came of comparing them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped

from db.fields import code, day, link, note, person, person_id, telephone, text
from db.register import Context, Problem, Register
from db.registers import people


class OutsideLine(Register):
    """One person on one list of one day. A newer list is added, not laid over the old one: both stay readable."""

    __tablename__ = "outside_lists"
    title, one, tab, group, icon = "外来名单", "名单人员", "花名册", "控辍保学", "file-spreadsheet"
    order = ("kind", "-as_of", "name")
    natural_keys = (("kind", "as_of", "id_number"), ("kind", "as_of", "name", "born_on"))
    sums = (
        ("人次", "", ""), ("户籍", "kind", "1"), ("学籍系统", "kind", "2"), ("在校点名", "kind", "3"),
        ("脱贫户监测户", "kind", "4"), ("残联", "kind", "5"),
    )  # fmt: skip
    chips = (
        ("户籍", "kind", "1"), ("学籍系统", "kind", "2"), ("在校点名", "kind", "3"), ("脱贫户监测户", "kind", "4"),
        ("残联", "kind", "5"), ("民政", "kind", "6"),
    )  # fmt: skip

    # fmt: off
    name: Mapped[str] = person("姓名", required=True, listed=True, searchable=True, headings=("儿童姓名", "学生姓名", "人员姓名"))
    kind: Mapped[str] = code("名单", "outside_list", required=True, listed=True, width=6, headings=("名单种类", "来源名单"))
    as_of: Mapped[date | None] = day("名单日期", required=True, listed=True, headings=("导出日期", "截止日期"))
    sex: Mapped[str | None] = code("性别", "sex", listed=True, width=2)
    born_on: Mapped[date | None] = day("出生日期", listed=True, headings=("出生年月", "出生年月日", "生日"))
    id_number: Mapped[str | None] = person_id("身份证件号", searchable=True, headings=("身份证号", "身份证号码", "身份证", "公民身份号码", "证件号码"))
    place: Mapped[str | None] = text("村组", listed=True, width=6, headings=("村", "村名", "户籍地", "所在村", "社区"))
    address: Mapped[str | None] = text("住址", private=True, mask="address", width=9, headings=("家庭住址", "户籍地址"))
    householder: Mapped[str | None] = person("户主", headings=("户主姓名", "监护人", "家长姓名", "监护人姓名"))
    phone: Mapped[str | None] = telephone("联系电话", headings=("电话", "监护人电话", "家长电话"))
    attends: Mapped[str | None] = text("名单上的学校", listed=True, width=8, headings=("就读学校", "所在学校", "学校名称"))
    room: Mapped[str | None] = text("名单上的班级", listed=True, width=5, headings=("班级", "所在班级", "年级班级", "年级"))
    status: Mapped[str | None] = text("名单上的情况", listed=True, width=6, headings=("状态", "学生状态", "学籍状态", "户类型", "残疾类别"))
    remark: Mapped[str | None] = note("备注")
    sex_note: Mapped[str | None] = text("性别说明", hint="经批准与证件号不同时写明")
    # fmt: on

    def complete(self, context: Context) -> None:
        people.fill_from_number(self)

    def problems(self, context: Context) -> list[Problem]:
        """Whatever stands there is kept as it came: a number that cannot be right is a warning here."""
        found = [Problem(p.field, "warning", p.sentence, p.advice, p.offer) for p in people.number_problems(self)]
        if not self.id_number and self.born_on is None:
            found.append(
                Problem("born_on", "warning", "没有证件号，也没有出生日期，比对不上。", "请向提供名单的单位补要。")
            )
        return found


class ComparedChild(Register):
    """What was found out about one child that does not stand in every list; asked about again only if the lists change."""

    __tablename__ = "compared_children"
    title, one, tab, group, icon = "比对核查", "核查结果", "花名册", "控辍保学", "git-compare"
    key = ("school_id", "comparison", "identity")
    order = ("-checked_on", "name")
    natural_keys = (("comparison", "identity"),)
    sums = (("核查", "", ""), ("疑似辍学", "outcome", "1"), ("外地就读", "outcome", "2"), ("名单有误", "outcome", "8"))
    chips = (("疑似辍学", "outcome", "1"), ("外地就读", "outcome", "2"))

    name: Mapped[str] = person("姓名", required=True, listed=True, searchable=True)
    comparison: Mapped[str] = code("比对", "comparison", required=True, listed=True, width=8)
    identity: Mapped[str] = text(
        "凭什么认出", required=True, private=True, width=9, hint="证件号，或姓名读音和出生日期"
    )
    stands_in: Mapped[str | None] = text("出现在", listed=True, width=8)
    outcome: Mapped[str | None] = code("核查结果", "compared_outcome", listed=True, width=7)
    said: Mapped[str | None] = text("说明", listed=True, width=10)
    checked_on: Mapped[date | None] = day("核查日期", listed=True)
    checked_by: Mapped[str | None] = text("核查人", listed=True)
    case_id: Mapped[bytes | None] = link("控辍个案", "dropout_cases")

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        return str(values.get("name") or "")


__all__ = ["ComparedChild", "OutsideLine"]
