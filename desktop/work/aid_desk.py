"""The desk for aid: what each step asks, whom it concerns and what it does, for window and command line alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from db import kinds
from db.aid import batch, need
from db.aid import steps as six
from db.aid.batch import Entry, Row, Scope
from db.aid.need import InNeed
from db.errors import NotFound, Rejected
from db.fields import Field
from db.register import Problem
from db.registers import Student
from db.rules import aid_steps
from db.rules.aid_steps import Step
from desktop.work import aid_acts, tables, terms
from desktop.work.aid_acts import Meeting
from desktop.work.office import Office
from desktop.work.outcome import Outcome

Said = dict[str, Any]
Act = Callable[[Office, Scope, Sequence[bytes], Said], Outcome]


@dataclass(frozen=True)
class Desk:
    """One step: the questions it asks, the applications that wait for it (codes of aid_state), and its act.

    children   the step is about children who have not applied yet, not about applications
    first      what stands in the questions at first, as typed
    """

    step: str
    button: str
    fields: tuple[Field, ...]
    states: str
    act: Act
    paper: str = ""
    children: bool = False
    first: Callable[[Office], Mapping[str, str]] = lambda office: {}

    def field(self, called: str) -> str:
        """The question of that name or label. Raises NotFound."""
        found = next((field.name for field in self.fields if called in (field.name, field.label)), None)
        if found is None:
            asked = "、".join(f"{field.name}（{field.label}）" for field in self.fields)
            raise NotFound(f"“{self.step}”不问“{called}”。", f"可以写：{asked}。")
        return found

    def read(self, said: Mapping[str, str], year: int) -> Said:
        """What was typed, as values; a day without a year is of this one. Raises Rejected, field by field."""
        found, wrong = {}, []
        for field in self.fields:
            try:
                found[field.name] = kinds.read(field, said.get(field.name), year)
            except ValueError as error:
                sentence, _, advice = str(error).partition("。")
                wrong.append(Problem(field.name, "error", f"{sentence}。", advice))
                continue
            if field.required and found[field.name] is None:
                wrong.append(Problem(field.name, "error", f"没有填{field.label}。", "这一栏必须填。"))
        if wrong:
            raise Rejected(wrong)
        return found


def _on(label: str) -> Field:
    return Field(label, "day", "on", required=True)


def _today(office: Office) -> Mapping[str, str]:
    return {"on": office.today.isoformat()}


def _tell(office: Office, scope: Scope, _ids: Sequence[bytes], said: Said) -> Outcome:
    return aid_acts.announce(office, scope.term, said["on"], said["how"] or "", said["letters"])


def _apply(office: Office, scope: Scope, ids: Sequence[bytes], said: Said) -> Outcome:
    known = {one.child["id"]: one.category for one in not_applied(office, scope)}
    return aid_acts.apply_for(office, scope, ids, said["on"], known)


def _review(office: Office, _scope: Scope, ids: Sequence[bytes], said: Said) -> Outcome:
    place, host, recorder, minutes = (str(said[name] or "") for name in ("place", "host", "recorder", "minutes"))
    votes = said["votes_for"], said["votes_against"]
    return aid_acts.review(office, ids, Meeting(said["on"], place, host, recorder, minutes, *votes, said["result"]))


def _post(office: Office, _scope: Scope, ids: Sequence[bytes], said: Said) -> Outcome:
    return aid_acts.post(office, ids, said["on"], said["until"], said["place"] or "", said["contact"] or "")


def _pay(office: Office, _scope: Scope, ids: Sequence[bytes], said: Said) -> Outcome:
    return aid_acts.pay(office, ids, said["on"], said["way"] or "1")


def _sign(office: Office, _scope: Scope, ids: Sequence[bytes], said: Said) -> Outcome:
    return aid_acts.sign(office, ids, said["on"])


def _file(office: Office, scope: Scope, _ids: Sequence[bytes], said: Said) -> Outcome:
    return aid_acts.put_away(office, scope.term, said["on"], said["by"] or "", said["at"] or "")


SIGN = "签领"
DESKS: tuple[Desk, ...] = (
    Desk(six.TELL, "登记宣传", (
        _on("宣传日期"), Field("宣传方式", "text", "how", hint="如 家长会、致家长一封信、村广播"),
        Field("告知书份数", "number", "letters"),
    ), "", _tell, first=lambda office: {**_today(office), "how": "家长会、致家长一封信"}),
    Desk(six.APPLY, "登记申请", (_on("申请日期"),), aid_steps.TO_REVIEW, _apply, "aid-form", True, _today),
    Desk(six.REVIEW, "登记评审", (
        _on("评审日期"), Field("评审结果", "code", "result", codes="aid_result", required=True),
        Field("赞成票", "number", "votes_for"), Field("反对票", "number", "votes_against"),
        Field("地点", "text", "place"), Field("主持人", "name", "host"), Field("记录人", "name", "recorder"),
        Field("会议记录", "note", "minutes", hint="讨论了什么、意见怎样，简要写"),
    ), aid_steps.TO_REVIEW, _review, "aid-review", first=lambda office: {**_today(office), "result": "同意"}),
    Desk(six.POST, "登记公示", (
        _on("公示开始"), Field("公示结束", "day", "until", hint="不填就按设置的工作日推算"),
        Field("张贴处", "text", "place"), Field("监督电话", "phone", "contact"),
    ), aid_steps.TO_POST, _post, "aid-posting",
        first=lambda office: {
            **_today(office), "until": aid_acts.last_posting_day(office, office.today).isoformat(),
            "contact": str(office.setting("aid.complaint_phone") or ""),
        }),
    Desk(six.PAY, "登记发放", (_on("发放日期"), Field("发放方式", "code", "way", codes="aid_way")),
         aid_steps.TO_PAY, _pay, "aid-signatures", first=lambda office: {**_today(office), "way": "一卡通"}),
    Desk(SIGN, "登记签领", (_on("签领日期"),), aid_steps.PAID, _sign, "aid-signatures", first=_today),
    Desk(six.FILE, "登记归档", (
        _on("归档日期"), Field("归档人", "name", "by"), Field("存放处", "text", "at", hint="如 档案柜3号2层"),
    ), "", _file, "aid-index", first=lambda office: {**_today(office), "by": office.who.name}),
)  # fmt: skip


def desk(step: str) -> Desk:
    """The desk of that step. Raises NotFound."""
    found = next((one for one in DESKS if one.step == step), None)
    if found is None:
        raise NotFound(f"没有“{step}”这一步。", f"可以做的：{'、'.join(one.step for one in DESKS)}。")
    return found


# -- what lies on it ----------------------------------------------------------------------------------------------


def scope(office: Office, kind: str = "", term: str = "", school: str = "", room: str = "") -> Scope:
    """The batch by what people call it: a kind's name or code, a term's label or 2026-1. Raises NotFound."""
    found = batch.kind_called(office.context, kind)
    if found is None:
        raise NotFound(f"没有名为“{kind}”的资助项目。" if kind else "还没有资助项目。", "请看“资助项目”台账。")
    owner = office.school_called(school) if school else office.school_id
    return Scope(found["id"], terms.called(office, term), owner, room)


def kinds_of(office: Office) -> list[Row]:
    return batch.kinds(office.context)


def entries(office: Office, asked: Scope) -> list[Entry]:
    with office.look() as connection:
        return batch.entries(connection, office.context, asked)


def steps(office: Office, asked: Scope, found: Sequence[Entry]) -> list[Step]:
    with office.look() as connection:
        return six.steps(connection, office.context.still(), asked, found)


def not_applied(office: Office, asked: Scope) -> list[InNeed]:
    with office.look() as connection:
        return need.not_applied(connection, office.context.still(), asked)


def without_proof(office: Office, asked: Scope) -> list[Entry]:
    return need.without_proof(entries(office, asked))


def named(office: Office, step: str, asked: Scope, names: Sequence[str]) -> list[bytes]:
    """The applications of these children, or the children themselves where they apply. Raises NotFound."""
    if desk(step).children:
        where = [("school", asked.school.hex())] if asked.school else []
        known = [(office.titles("students")[row], row) for row in tables.ids(office, Student, where=where)]
    else:
        known = [(entry.name, entry.id) for entry in entries(office, asked)]
    found = []
    for name in names:
        fits = [row for title, row in known if title == name]
        if len(fits) != 1:
            said = "不止一个" if fits else "没有"
            raise NotFound(f"{said}叫“{name}”的学生。", "请核对姓名；同名的请在窗口里办理。")
        found += fits
    return found


def do(
    office: Office, step: str, asked: Scope, said: Mapping[str, str], wanted: Sequence[bytes] | None = None
) -> Outcome:
    """Takes a step for these, or for all who wait for it. Raises Rejected, Trouble."""
    one = desk(step)
    values = one.read(
        {**one.first(office), **{one.field(name): text for name, text in said.items()}}, office.today.year
    )
    if wanted is None and one.children:
        wanted = [child.child["id"] for child in not_applied(office, asked)]
    elif wanted is None:
        wanted = [entry.id for entry in entries(office, asked) if entry.state in one.states]
    return one.act(office, asked, wanted, values)


def of_class(asked: Scope, room: str) -> Scope:
    return replace(asked, room=room)


__all__ = [
    "DESKS",
    "SIGN",
    "Desk",
    "Entry",
    "InNeed",
    "Scope",
    "Step",
    "desk",
    "do",
    "entries",
    "kinds_of",
    "named",
    "not_applied",
    "of_class",
    "scope",
    "steps",
    "without_proof",
]  # fmt: skip
