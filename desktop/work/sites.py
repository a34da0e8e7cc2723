"""The township's machines: what each sent, newcomers accepted by telephone, old ones retired."""

from __future__ import annotations

from typing import Any

from db.errors import NotFound, Trouble
from db.handoff import ledger, machines, words
from db.handoff.machines import Machine
from desktop.work import carrying
from desktop.work.office import Office
from desktop.work.outcome import Outcome


def sites(office: Office) -> Outcome:
    """All machines; for those that write to this one the last parcel and what is missing."""
    names = carrying.names_of(office)
    with office.look() as connection:
        known = machines.machines(connection)
        told = [
            _told(names, m, ledger.entered(connection, ledger.IN, m.site), ledger.missing(connection, m.site))
            for m in known.values()
        ]
    own = office.workspace.site_number
    for one in told:
        one["own"] = one["site"] == own
    said = "\n".join(_line(one) for one in told)
    return Outcome(said, data={"sites": told})


def _told(names: Any, machine: Machine, came: list[ledger.Entered], missing: list[int]) -> dict[str, Any]:
    last = [p for p in came if p.state != ledger.REFUSED]
    waits = machine.state == machines.WAITING and machine.keys is not None
    return {
        "site": machine.site,
        "school": names.of(machine.school_id),
        "machine": machine.machine,
        "last_number": last[-1].number if last else None,
        "last_at": last[-1].taken_at if last else None,
        "missing": missing,
        "state": machine.state,
        "words": fingerprint(machine) if waits else "",
    }


def _line(one: dict[str, Any]) -> str:
    state = {"enrolled": "已加入", "waiting": "待核对", "retired": "已停用"}[one["state"]]
    said = f"{one['site']}　{one['school']}　{one['machine']}　{state}"
    said += "　本机" if one["own"] else ""
    said += f"　收到第 {one['last_number']} 包" if one["last_number"] else ""
    said += "".join(f"　第 {n} 包未到" for n in one["missing"])
    return said + (f"　核对用的四个词：{one['words']}" if one["words"] else "")


def fingerprint(machine: Machine) -> str:
    assert machine.keys is not None
    return words.fingerprint(machine.keys.sign, machine.keys.seal, machine.site)


def own_words(office: Office) -> str:
    """The four words of this machine, to read out by telephone; "" before it has keys."""
    with office.look() as connection:
        own = machines.machine(connection, office.workspace.site_number)
    return fingerprint(own) if own and own.keys else ""


def waiting(office: Office) -> list[dict[str, Any]]:
    """Newcomers that a person has to compare."""
    return [one for one in sites(office).data["sites"] if one["state"] == machines.WAITING]


def accept(office: Office, site: int) -> Outcome:
    """The four words agreed by telephone: from now on its parcels are taken. Raises NotFound, Trouble."""
    machine = _machine(office, site)
    if machine.state == machines.RETIRED:
        raise Trouble("这台机器已经停用。", "它要再用，请发新的邀请，让它重新加入。")
    with office.workspace.note_locally() as connection:
        machines.set_state(connection, site, machines.ENROLLED)
    school = carrying.names_of(office).of(machine.school_id)
    return Outcome(f"已接受{school}的这台机器，请再收一次它的包。", data={"site": site, "state": machines.ENROLLED})


def retire(office: Office, site: int) -> Outcome:
    """Its parcels are not taken any more and none are written for it. Raises NotFound, Trouble."""
    machine = _machine(office, site)
    if site == office.workspace.site_number:
        raise Trouble("不能停用正在用的这台机器。", "请在别的中心学校电脑上停用它。")
    if not machines.is_center(office.workspace):
        raise Trouble("只有中心学校能停用机器。", "请打电话请中心学校停用。")
    with office.workspace.note_locally() as connection:
        machines.set_state(connection, site, machines.RETIRED)
    school = carrying.names_of(office).of(machine.school_id)
    return Outcome(f"已停用{school}的这台机器；它以前交的数据都在。", data={"site": site, "state": machines.RETIRED})


def _machine(office: Office, site: int) -> Machine:
    with office.look() as connection:
        found = machines.machine(connection, site)
    if found is None:
        raise NotFound(f"没有机器号 {site}。", "请用 sites 命令看一看有哪些机器。")
    return found
