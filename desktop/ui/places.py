"""Where everything stands in the window: tabs in their fixed order, and the ledgers of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from db.register import Register
from db.registers import REGISTERS
from desktop.ui.page import Host, Page

TABS = (
    ("工作台", "house"), ("花名册", "users"), ("检查记录", "clipboard-check"), ("安全隐患", "triangle-alert"),
    ("质量目标", "target"), ("交接", "usb"),
)  # fmt: skip

GROUPS = ("学生", "教师", "学校与村组", "校历")
"""Groups of ledgers from top to bottom; one that is not named here comes after them."""


@dataclass(frozen=True)
class Place:
    """A line of the ledger list: the register it shows, or a page made by hand."""

    name: str
    title: str
    tab: str
    group: str
    icon: str
    make: Callable[[Host], Page]
    register: type[Register] | None = None


def _ledger(register: type[Register]) -> Place:
    def make(host: Host) -> Page:
        from desktop.ui.pages.ledger import LedgerPage

        return LedgerPage(host, register)

    return Place(register.register_name(), register.title, register.tab, register.group, register.icon, make, register)


PAGES: tuple[Place, ...] = ()
"""Pages made by hand that stand in a tab of their own right."""


def places() -> list[Place]:
    """All places, tab by tab, group by group; a tab is shown when something stands in it."""
    found = [*(_ledger(register) for register in REGISTERS if register.tab), *PAGES]
    tabs = [name for name, _ in TABS]
    found.sort(
        key=lambda place: (tabs.index(place.tab), GROUPS.index(place.group) if place.group in GROUPS else len(GROUPS))
    )
    return found
