"""Where everything stands in the window: tabs in their fixed order, and the ledgers of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module

from db.register import Register
from db.registers import REGISTERS
from desktop.ui.page import Host, Page
from desktop.work.office import Office

TABS = (
    ("工作台", "house"), ("花名册", "users"), ("检查记录", "clipboard-check"), ("安全隐患", "triangle-alert"),
    ("质量目标", "target"), ("交接", "usb"),
)  # fmt: skip

GROUPS = (
    "今天",
    "计划与日志",
    "职责",
    "学生",
    "成长记录",
    "教师",
    "学籍异动",
    "招生",
    "考勤",
    "控辍保学",
    "关爱",
    "资助",
    "学校与村组",
    "校历",
    "隐患",
    "值守与门卫",
    "安全工作",
    "食宿",
    "校车与水域",
    "检查",
    "检查表",
    "考试与成绩",
    "分析",
    "目标与责任书",
    "考核评比",
    "均衡监测",
    "工具",
)
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
    count: Callable[[Office], int | None] | None = None
    first: bool = False
    """Stands over the ledgers of its group: the day's work before the books it fills."""


def _ledger(register: type[Register]) -> Place:
    def make(host: Host) -> Page:
        from desktop.ui.pages.ledger import LedgerPage

        return LedgerPage(host, register)

    return Place(register.register_name(), register.title, register.tab, register.group, register.icon, make, register)


def by_hand(
    name: str,
    title: str,
    icon: str,
    page: str,
    count: Callable[[Office], int | None] | None = None,
    *,
    tab: str = "交接",
    group: str = "",
    first: bool = False,
) -> Place:
    """A page made by hand: module.class below desktop.ui.pages, read when it is opened first."""

    def make(host: Host) -> Page:
        module, _, found = page.partition(".")
        made: Page = getattr(import_module(f"desktop.ui.pages.{module}"), found)(host)
        return made

    return Place(name, title, tab, group, icon, make, count=count, first=first)


def _counted(name: str) -> Callable[[Office], int | None]:
    """module.function of desktop.work, read when the tab is opened first: the window ought to stand soon."""

    def count(office: Office) -> int | None:
        module, _, function = name.partition(".")
        found: int | None = getattr(import_module(f"desktop.work.{module}"), function)(office)
        return found

    return count


HANDOFF = (
    by_hand("handoff", "交接", "usb", "handoff.HandoffPage"),
    by_hand("conflicts", "修改冲突", "git-compare", "conflicts.ConflictsPage", _counted("conflicts.count")),
    by_hand("duplicates", "疑似重复", "users", "duplicates.DuplicatesPage", _counted("duplicates.known_count")),
    by_hand("receipts", "回执", "ticket", "receipts.ReceiptsPage", _counted("parcel_book.count_receipts")),
    by_hand("not_taken", "越权未采用", "lock", "not_taken.NotTakenPage", _counted("aside.count_quarantined")),
    by_hand("machines", "机器", "monitor", "machines.MachinesPage", _counted("parcel_book.count_waiting")),
)
"""The hand-off: what goes and comes by stick, and what people decide afterwards."""

WORKBENCH = (
    by_hand("today", "今天", "house", "today.TodayPage", tab="工作台", group="今天"),
    by_hand("duty_board", "职责进度", "list-checks", "duty_board.DutyBoardPage", tab="工作台", group="今天"),
)
"""What is due, and who has done it."""

_attending = partial(by_hand, tab="花名册", group="考勤", first=True)
ATTENDANCE = (
    _attending("roll-call", "点名", "user-check", "roll_call.RollCallPage"),
    _attending("away", "缺勤追踪", "phone", "away.AwayPage", _counted("follow_up.count")),
    _attending("attendance-sums", "考勤统计", "chart-column", "attendance_sums.AttendanceSumsPage"),
)
"""The class is called, who is away is followed up, and the month is summed."""

AID = (
    by_hand("aid", "资助办理", "hand-coins", "aid.AidPage", tab="花名册", group="资助", first=True),
    by_hand("insurance", "两险", "umbrella", "insurance.InsurancePage", tab="花名册", group="资助", first=True),
)
"""A batch of aid on its way, and who is insured."""

_dropout = partial(by_hand, tab="花名册", group="控辍保学", first=True)
_care = partial(by_hand, tab="花名册", group="关爱", first=True)
CARE = (
    _dropout("comparing", "名单比对", "git-compare", "comparing.ComparingPage"),
    _care("care", "关爱工作", "heart-handshake", "care.CarePage", _counted("care.count")),
)
"""Children who stand in one list and not in another; whom somebody has to be in touch with."""
GROWTH = (by_hand("growth", "成长记录", "sprout", "growth.GrowthPage", tab="花名册", group="成长记录", first=True),)
"""A class's words and levels of the term."""

BALANCE = (
    by_hand("balance", "均衡监测", "scale", "balance.BalancePage", tab="质量目标", group="均衡监测", first=True),
)
"""The balance indicators of a year."""

TOOLS = (by_hand("quota", "指标生", "ticket", "quota.QuotaPage", tab="质量目标", group="工具", first=True),)
"""Small tools that work something out and print it to be signed."""
TEACHING = (by_hand("teaching", "教师常规", "users", "teaching.TeachingPage", tab="检查记录", group="检查"),)
"""What the term's rounds say of each teacher."""
_marked = partial(by_hand, tab="质量目标", first=True)
QUALITY = (
    _marked("quality", "学业质量分析", "chart-column", "quality.QualityPage", group="分析"),
    _marked("target-board", "目标进展", "target", "targets.TargetsPage", group="目标与责任书"),
    _marked("marks", "成绩登记", "pencil", "marks.MarksPage", group="考试与成绩"),
    _marked("judging", "考核评定", "award", "judging.JudgingPage", group="考核评比"),
)
"""Marks are written down class by class, and looked at."""
YEAR = (
    by_hand("year", "升学年", "arrow-up", "year.YearPage", tab="花名册", group="学籍异动", first=True),
    by_hand("entry", "招生", "clipboard-list", "entry.EntryPage", tab="花名册", group="招生", first=True),
    by_hand("splitting", "均衡分班", "dices", "splitting.SplittingPage", tab="花名册", group="招生", first=True),
)
"""The year turns, and the next first grade comes."""

SAFETY = (
    by_hand("patrol", "今日排查", "clipboard-check", "patrol.PatrolPage", tab="安全隐患", group="隐患", first=True),
)
"""The day's look round, over the hazard book."""
MOVING = (
    by_hand(
        "roll-check",
        "人籍核对",
        "list-checks",
        "roll_check.RollCheckPage",
        _counted("roll_settling.count"),
        tab="花名册",
        group="学籍异动",
        first=True,
    ),
)
"""Every pupil is checked once a term."""

CLOSING = (by_hand("closing", "学校撤并", "git-merge", "closing.ClosingPage", tab="花名册", group="学校与村组"),)
"""A school becomes part of another."""

PAGES: tuple[Place, ...] = (
    *MOVING,
    *CLOSING,
    *WORKBENCH,
    *SAFETY,
    *HANDOFF,
    *ATTENDANCE,
    *GROWTH,
    *AID,
    *BALANCE,
    *TOOLS,
    *CARE,
    *TEACHING,
    *QUALITY,
    *YEAR,
)
"""Pages made by hand that stand in a tab of their own right."""


def places() -> list[Place]:
    """All places, tab by tab, group by group; a tab is shown when something stands in it."""
    found = [*(_ledger(register) for register in REGISTERS if register.tab), *PAGES]
    tabs = [name for name, _ in TABS]
    groups = {name: number for number, name in enumerate(GROUPS)}
    found.sort(key=lambda place: (tabs.index(place.tab), groups.get(place.group, len(groups)), not place.first))
    return found
