"""From a ledger to the documents: writing one, opening those that are there, issuing for chosen rows."""

from __future__ import annotations

from functools import partial

from db.register import Register
from db.registers import BY_NAME
from desktop.ui.page import Host, Page
from desktop.ui.pages.document_shown import ShownPage
from desktop.ui.pages.document_writing import WritePage


def write(host: Host, _keys: list[bytes]) -> Page:
    """A new one, about no row in particular."""
    return WritePage(host)


def open_chosen(host: Host, keys: list[bytes]) -> Page:
    """A draft to go on with it; what was issued as it was kept, several for the printer."""
    rows = [host.office.linked("documents", key) for key in keys]
    if len(keys) == 1 and rows[0] is not None and rows[0]["state"] == "draft":
        return WritePage(host, document=keys[0])
    issued = [key for key, row in zip(keys, rows, strict=True) if row is not None and row["state"] != "draft"]
    return ShownPage(host, issued or keys)


def _about(register: type[Register], host: Host, keys: list[bytes]) -> Page:
    return WritePage(host, [(register, key) for key in keys])


for_students = partial(_about, BY_NAME["students"])
for_staff = partial(_about, BY_NAME["staff"])
for_children = partial(_about, BY_NAME["children"])
for_hazards = partial(_about, BY_NAME["hazards"])
for_findings = partial(_about, BY_NAME["findings"])
for_movements = partial(_about, BY_NAME["movements"])
