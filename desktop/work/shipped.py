"""What came with the program in a newer version than the township's books hold, and taking it into them."""

from __future__ import annotations

from typing import Any

from db import kinds, shipped
from db.errors import NotFound, Trouble
from db.register import Register, plain
from db.shipments import SHIPMENTS
from db.shipped import Difference
from desktop.work.office import Office
from desktop.work.outcome import Outcome


def waiting(office: Office) -> int:
    """How many shipments could be taken here; only the center school's own file is asked."""
    if office.bound or office.read_only:
        return 0
    with office.look() as connection:
        return len(shipped.offered(connection, SHIPMENTS))


def offers(office: Office) -> Outcome:
    """All shipments: the version held, the one that came with the program, and what taking it would do."""
    with office.look() as connection:
        open_ones = {one.name for one in shipped.offered(connection, SHIPMENTS)}
        held = shipped.versions(connection)
        listed = [
            {"name": one.name, "title": one.title, "held": held.get(one.name, 0), "version": one.version}
            | (_told(office, shipped.compared(connection, one)) if one.name in open_ones else {"offered": False})
            for one in SHIPMENTS
        ]
    lines = [_said(one) for one in listed]
    return Outcome("\n".join(lines) or "没有随程序的内容。", data={"shipped": listed})


def take(office: Office, name: str, *, overwrite: bool = False) -> Outcome:
    """Takes the newer version as one entry; what the office changed itself stays, unless `overwrite`.

    Raises NotFound, Trouble where the office is no center.
    """
    shipment = next((one for one in SHIPMENTS if name in (one.name, one.title)), None)
    if shipment is None:
        raise NotFound(f"没有名为“{name}”的随程序内容。", "请用 shipped 命令看一看有哪些。")
    if office.bound:
        raise Trouble("随程序的内容由中心学校采用，再随交接发到各校。", "本校等下次交接就会收到。")
    with office.look() as connection:
        found = shipped.compared(connection, shipment)
    registers = {type(row).register_name() for row in shipment.rows()}
    with office.change(f"采用{shipment.title}第{shipment.version}版") as rows:
        shipped.take(rows, found, office.today, overwrite=overwrite)
    kept = 0 if overwrite else len(found.own)
    said = f"已采用{shipment.title}第{shipment.version}版：新增 {len(found.new)} 条，更新 {len(found.updated)} 处"
    said += f"，本单位改过的 {kept} 处保留。" if kept else "。"
    data = {"name": name, "new": len(found.new), "updated": len(found.updated), "kept": kept}
    return Outcome(said, frozenset(registers | {"shipped"}), data)


def _told(office: Office, found: Difference) -> dict[str, Any]:
    """A difference in words, as --json prints it."""
    return {
        "offered": True,
        "new": [_title(office, row) for row in found.new],
        "updated": [_cell(office, *cell) for cell in found.updated],
        "own": [_cell(office, *cell) for cell in found.own],
        "dropped": [office.titles(register.register_name()).get(key, "") for register, key in found.dropped],
    }


def _title(office: Office, row: Register) -> str:
    return type(row).title_of(row.values(), office.context)


def _cell(office: Office, register: type[Register], key: bytes, column: str, value: Any) -> dict[str, str]:
    """One cell: whose, which, what stands and what is shipped; a row that the office removed has no cell."""
    title, standing = office.titles(register.register_name()).get(key, ""), office.linked(register.register_name(), key)
    declared = register.field(column) if column else None
    if declared is None or standing is None:
        return {"row": title, "field": "", "label": "本单位已删除", "stands": "", "shipped": ""}
    titles = office.titles(declared.target) if declared.kind == "link" else None
    now, new = (kinds.show(declared, one, titles) for one in (standing[column], plain(value)))
    return {"row": title, "field": declared.name, "label": declared.label, "stands": now, "shipped": new}


def _said(one: dict[str, Any]) -> str:
    if not one["offered"]:
        return f"{one['name']}　{one['title']}：第 {one['held']} 版，已是最新。"
    held = f"现有第 {one['held']} 版" if one["held"] else "还没有"
    kept = f"；本单位改过 {len(one['own'])} 处，采用时保留" if one["own"] else ""
    counts = f"新增 {len(one['new'])} 条，更新 {len(one['updated'])} 处"
    return f"{one['name']}　{one['title']}：{held}，程序带来第 {one['version']} 版（{counts}{kept}）。"
