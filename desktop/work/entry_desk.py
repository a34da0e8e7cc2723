"""The steps of an entry round as the window shows them: who waits for each, what is asked, what is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from db.fields import Field
from db.registers import Admission
from db.rules import entry
from db.rules.entry import State
from desktop.work import entry_figures, entry_lists, entry_notices, entry_registering, entry_serving
from desktop.work.entry_lists import Entering
from desktop.work.office import Office
from desktop.work.outcome import Outcome, Progress, silent

Row = Mapping[str, Any]
Said = Mapping[str, str]


@dataclass(frozen=True)
class Desk:
    """One step. waits: whether a child's row waits for it; done: whether it has been through it."""

    name: str
    button: str
    hint: str
    fields: tuple[Field, ...]
    waits: Callable[[Row], bool]
    done: Callable[[Row], bool]
    do: Callable[[Office, Sequence[bytes], Said, Progress], Outcome]
    counts: Callable[[Row], bool] = lambda row: True


@dataclass
class Round:
    """This autumn's entry of one school or of all. rows: everybody listed; lists: the village lists judged."""

    year: int
    rows: list[dict[str, Any]]
    lists: Entering

    def waiting(self, desk: Desk) -> list[dict[str, Any]]:
        return [row for row in self.rows if desk.waits(row)]

    def share(self, desk: Desk) -> tuple[int, int]:
        """How many have been through a step, of how many."""
        concerned = [row for row in self.rows if desk.counts(row)]
        return sum(desk.done(row) for row in concerned), len(concerned)


def read(office: Office, year: int, school: bytes | None = None) -> Round:
    return Round(year, entry_figures.rows(office, year, school), entry_lists.entering(office, year))


def first(office: Office, name: str, year: int) -> dict[str, str]:
    """What stands in a step's questions at first."""
    today = office.today.isoformat()
    if name == "通知书":
        return {"when": f"{year}年8月30日 8:30—16:30"}
    return {"送达": {"delivered_on": today}, "回证": {"receipt_on": today}}.get(name, {})


def _list(office: Office, _wanted: Sequence[bytes], said: Said, _progress: Progress) -> Outcome:
    return entry_lists.prepare(office, int(said["year"]))


def _print(office: Office, wanted: Sequence[bytes], said: Said, progress: Progress) -> Outcome:
    when, where, phone = (said.get(name, "") for name in ("when", "where", "phone"))
    return entry_notices.issue(office, wanted, when, where, phone, progress=progress)


def _deliver(office: Office, wanted: Sequence[bytes], said: Said, _progress: Progress) -> Outcome:
    return entry_serving.deliver(office, wanted, {name: said[name] for name in SERVED if said.get(name)})


def _return(office: Office, wanted: Sequence[bytes], said: Said, _progress: Progress) -> Outcome:
    return entry_serving.returned(office, wanted, said.get("receipt_on", ""))


def _register(office: Office, wanted: Sequence[bytes], said: Said, _progress: Progress) -> Outcome:
    number = "".join(mark for mark in said.get("number", "") if mark.isdigit())
    return entry_registering.register(office, wanted, number=int(number) if number else None)


def _settled(row: Row) -> bool:
    return entry.state(row) in (State.REGISTERED, State.DEFERRED, State.ELSEWHERE)


_OF = Admission.fields()
SERVED = ("delivered_on", "delivered_to", "way", "delivered_by", "refused", "refused_because")
DESKS = (
    Desk(
        "名单", "生成入学名单", "从各村名单里找出今年秋季应入学的，按划片归到学校。随时可以再做一次，只补新的。", (),
        lambda row: False, lambda row: True, _list,
    ),
    Desk(
        "通知书", "印通知书", "一名儿童一份，文号自动编，一页两份，带送达回证。缓学、外地就读的不印。",
        (
            Field("报到时间", "text", "when", required=True),
            Field("报到地点", "text", "where", hint="不填就是学校名称"),
            Field("联系电话", "text", "phone", hint="不填就用“学校”里的电话"),
        ),
        lambda row: entry.needs_notice(row) and not row["printed_on"] and not _settled(row),
        lambda row: bool(row["printed_on"]), _print, entry.needs_notice,
    ),
    Desk(
        "送达", "登记送达", "八月底以前送到每一户。拒收的，写明原因，请村干部见证，按留置送达登记。",
        tuple(_OF[name] for name in SERVED),
        lambda row: entry.needs_notice(row) and not entry.delivered(row), entry.delivered, _deliver, entry.needs_notice,
    ),
    Desk(
        "回证", "登记回证", "送达回证裁下交回学校存档，一份一份登记。", (_OF["receipt_on"],),
        lambda row: entry.delivered(row) and not row["receipt_on"], lambda row: bool(row["receipt_on"]), _return,
        entry.needs_notice,
    ),
    Desk(
        "报到", "报到", "报到时学籍一起建立：姓名、证件号、户主都从村里的名单来。来自本镇幼儿园的，还是同一个人。",
        (Field("编入几班", "number", "number", hint="没有这个班就新建；分过班的不用填"),),
        lambda row: not _settled(row), lambda row: entry.state(row) is State.REGISTERED, _register,
        lambda row: entry.state(row) not in (State.DEFERRED, State.ELSEWHERE),
    ),
)  # fmt: skip


def do(
    office: Office, desk: Desk, wanted: Sequence[bytes], said: Said, year: int, progress: Progress = silent
) -> Outcome:
    """The step done for these children. Raises what the step raises."""
    return desk.do(office, wanted, {**said, "year": str(year)}, progress)
