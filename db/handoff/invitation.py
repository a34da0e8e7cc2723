"""An invitation: how a school's machine becomes part of a township. It carries no one's data."""

from __future__ import annotations

import json
import secrets
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from db import upgrades
from db.errors import Trouble
from db.handoff import identity, keys, machines, stick
from db.handoff.refusals import Altered, BadContent, NewerProgram, StickTrouble
from db.workspace import Workspace

FORMAT, VERSION = "xiangxiao-invitation", 1
_MOST = 1024 * 1024
_SIGNED = b"xiangxiao invitation 1\0"


class Invitation(NamedTuple):
    """Who invites, whom, and the secret good for one joining."""

    township: str
    center: str
    center_name: str
    school: bytes
    school_name: str
    id: str
    secret: str
    machines: list[dict[str, Any]]


def write(workspace: Workspace, school: bytes, school_name: str, center_name: str, to: Path, now: datetime) -> Path:
    """Writes an invitation for a machine of that school. Raises Trouble where this is no center."""
    if not machines.is_center(workspace):
        raise Trouble("只有中心学校能发邀请。", "请到中心学校的电脑上做。")
    own = identity.own_keys(workspace)
    made, secret = secrets.token_hex(8), secrets.token_bytes(32)
    center = machines.center_of(workspace) or b""
    with workspace.look() as connection:
        listed = [
            line
            for line in machines.described(connection)
            if line["school"] == center.hex() and line["state"] == machines.ENROLLED
        ]
    words = {
        "format": FORMAT,
        "version": VERSION,
        "revision": upgrades.HEAD,
        "township": workspace.local("township") or center.hex(),
        "center": center.hex(),
        "center_name": center_name,
        "school": school.hex(),
        "school_name": school_name,
        "id": made,
        "secret": secret.hex(),
        "machines": listed,
        "inviter": own.site,
        "at": now.isoformat(timespec="seconds"),
    }
    line = json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    with workspace.note_locally() as connection:
        connection.exec_driver_sql(
            "INSERT INTO invitations (id, school_id, secret, at) VALUES (?,?,?,?)", (made, school, secret, words["at"])
        )
    name = f"邀请-{school_name}{stick.INVITATION}"
    return stick.write(to, name, line + own.sign(_SIGNED + line).hex().encode() + b"\n")


def read(path: Path) -> Invitation:
    """Raises Refused with the reason, StickTrouble."""
    try:
        with path.open("rb") as file:
            line, signature = file.readline(_MOST), file.read(_MOST)
    except OSError as error:
        raise StickTrouble(f"读不了 {path.name}。") from error
    try:
        words = json.loads(line)
        if words["format"] == FORMAT and words["version"] > VERSION:
            raise NewerProgram(f"{path.name} 是更新的程序写的，本机还读不懂。")
        inviter = next(one for one in words["machines"] if one["site"] == words["inviter"])
        right = keys.signed_by(
            bytes.fromhex(inviter["sign"]), bytes.fromhex(signature.strip().decode()), _SIGNED + line
        )
        texts = [words[name] for name in ("township", "center", "center_name", "school_name", "id", "secret")]
        if words["format"] != FORMAT or not right or not all(isinstance(t, str) for t in texts):
            raise ValueError
        for one in words["machines"]:
            machines.read_line(one)
        return Invitation._make([*texts[:3], bytes.fromhex(words["school"]), *texts[3:], words["machines"]])
    except (ValueError, KeyError, TypeError, StopIteration, BadContent) as error:
        raise Altered(f"{path.name} 不是邀请文件，或者已损坏。", "请中心学校重新写一份邀请。") from error


def join(data: Path, invitation: Invitation) -> Workspace:
    """A new data file for that school, with keys of its own. Raises FileTrouble if a file is there already."""
    workspace = Workspace.create(data)
    workspace.set_school(invitation.school)
    for name, value in (
        ("center", invitation.center),
        ("township", invitation.township),
        ("known_to", []),
        ("school_name", invitation.school_name),
        ("center_name", invitation.center_name),
        ("joining", {"invitation": invitation.id, "secret": invitation.secret}),
    ):
        workspace.set_local(name, value)
    identity.own_keys(workspace)
    with workspace.note_locally() as connection:
        machines.learn(connection, invitation.machines, workspace.site_number)
    return workspace
