"""What is said after a hand-off: one sentence each, with figures, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

PULL = "U盘可以拔了。"


def written(parcels: Sequence[dict[str, Any]], receipts: int, anybody: bool) -> str:
    """What went onto the stick."""
    if not anybody:
        return "还没有可以交接的电脑：请先给学校发邀请，或等对方交来第一个包。"
    said = "".join(f"已写好给{p['for']}的第 {p['number']} 包。" for p in parcels[:6])
    if len(parcels) > 6:
        said = f"已写好 {len(parcels)} 个包。"
    said += f"写好回执 {receipts} 张。" if receipts else ""
    return said or "没有新的内容要交，没有写包。"


def taken(parcels: Sequence[dict[str, Any]], read_receipts: int) -> str:
    """What came from the stick."""
    said = [_one(p) for p in parcels if p["state"] == "taken"]
    if len(said) > 6:
        total = {
            name: sum(p["account"]["total"][name] for p in parcels if p["state"] == "taken")
            for name in ("added", "updated")
        }
        said = [f"收下 {len(said)} 个包：新增 {total['added']} 行，更新 {total['updated']} 处，账目相符。"]
    again = sum(p["state"] == "nothing new" for p in parcels)
    others = sum(p["state"] == "not for us" for p in parcels)
    said += [f"{again} 个包以前收过，没有新内容。"] if again else []
    said += [f"{others} 个包是给别的学校的，没有动。"] if others else []
    said += [f"没有收：{p['reason']}" for p in parcels if p["state"] == "refused"]
    said += [f"读到回执 {read_receipts} 张。"] if read_receipts else []
    return "".join(said) or "没有要收的包。"


def _one(parcel: dict[str, Any]) -> str:
    total = parcel["account"]["total"]
    parts = [f"新增 {total['added']} 行", f"更新 {total['updated']} 处"]
    for name, words in (("waiting", "待补齐"), ("quarantined", "越权未采用")):
        parts += [f"{words} {total[name]} 处"] if total[name] else []
    said = f"收下{parcel['from']}第 {parcel['number']} 包：{'，'.join(parts)}，账目相符。"
    if parcel["missing"]:
        numbers = "、".join(str(n) for n in parcel["missing"])
        said += f"{parcel['from']}第 {numbers} 包未到，可能还在另一个U盘上。"
    return said


def exchanged(came: str, sent: Sequence[dict[str, Any]], receipts: int) -> str:
    """In and out together."""
    went = written(sent, receipts, True)
    if not sent and not receipts:
        went = "没有新的内容要带走。"
    return f"{came}{went}{PULL}"


def warned(suspicious: Sequence[str]) -> str:
    if not suspicious:
        return ""
    listed = "、".join(suspicious[:5])
    return f"U盘上有可疑的程序（{listed}），没有打开它，请用杀毒软件检查。"


def invalid(rows: int) -> str:
    """Halves that were right by themselves and together are not: taken in, and to be looked at."""
    return f"收下以后有 {rows} 处内容不合规定，请在“体检”里核对。" if rows else ""
