"""机器: the township's computers; newcomers compared by telephone, old ones retired, schools invited."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QFrame

from db.fields import Field
from desktop.ui.aside import ask
from desktop.ui.editors.chooser import Chooser
from desktop.ui.late import LatePage
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.parts import Scrolled, across, down, empty, foot, heading, press, restyle, words
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.ui.sticks import Stick, mounted
from desktop.work import handing, parcel_book, sites, tables
from desktop.work.outcome import Outcome

COLUMNS = (
    Column("学校", 170), Column("电脑", 150, keep=False), Column("状态", 84), Column("收到", 84),
    Column("时间", 100, keep=False), Column("缺"), Column("机器号", 150, keep=False),
)  # fmt: skip
STATES = {"enrolled": ("已加入", "green"), "waiting": ("待核对", "amber"), "retired": ("已停用", "grey")}


class MachinesPage(LatePage):
    """All machines in a list; beside it what can be done with the chosen one, and the invitation."""

    help_page = "join"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.found: list[dict[str, Any]] = []
        self._center = parcel_book.is_center(self.office)
        self.table = PlainTable(COLUMNS, "机器")
        self.table.chosen.connect(self._show)
        self._place = down(gap=SPACE.s, pad=(SPACE.page, SPACE.l, SPACE.page, SPACE.m))
        self.school = Chooser(self._schools())
        self.school.setAccessibleName("邀请哪所学校")
        self.school.setPlaceholderText("选学校")
        self._said = words("", "small", wrap=True)
        self._invite = self._invitation()
        side = down((Scrolled(down(self._place, self._invite, None, gap=0)), 1), gap=0, role="form")
        side.setFixedWidth(WIDTH.form)
        self._sum = words("", "small")
        for part, share in (
            (heading("机器"), 0), (down(pad=(0, SPACE.xs)), 0), (self.banner_place, 0),
            (across((self.table, 1), side, gap=0), 1), (foot(self._sum, None), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)
        self.setFocusProxy(self.table)
        self.fill()

    def _schools(self) -> list[tuple[Any, str]]:
        own = self.office.school_id
        return [
            (key, name)
            for key, name in tables.choices(self.office, Field("学校", "link", target="schools"))
            if key != own
        ]

    def _invitation(self) -> QFrame:
        said = (
            "写一份邀请到U盘，带到那所学校的电脑上，打开程序选“用邀请加入”。一份邀请只能用一次，里面没有任何人的资料。"
        )
        self._write = press("写邀请到U盘", "ticket", "primary", does=self._begin_invite)
        self._write.setEnabled(not self.office.read_only)
        card = down(
            words("邀请学校加入", "head"), words(said, "soft", wrap=True), self.school,
            across(None, self._write), self._said, gap=SPACE.s, pad=(SPACE.page, SPACE.m, SPACE.page, SPACE.l),
        )  # fmt: skip
        card.setVisible(self._center)
        return card

    def fill(self) -> None:
        self.found = self.try_to(lambda: sites.sites(self.office).data["sites"]) or []
        self.found.sort(
            key=lambda one: (one["state"] != "waiting", one["state"] == "retired", not one["own"], one["school"])
        )
        self.school.offer(self._schools())
        self.table.put([self._row(one) for one in self.found])
        waiting = sum(1 for one in self.found if one["state"] == "waiting")
        self._sum.setText(f"{len(self.found)} 台" + (f"，{waiting} 台等电话核对" if waiting else ""))
        row = max(min(self.table.currentIndex().row(), len(self.found) - 1), 0)
        self.table.selectRow(row)
        self._show(row)

    def _row(self, one: dict[str, Any]) -> list[Cell]:
        state, tone = STATES[one["state"]]
        last = f"第 {one['last_number']} 包" if one["last_number"] else "—"
        missing = "、".join(f"第{n}包" for n in one["missing"])
        at = str(one["last_at"] or "")[5:10] or "—"
        return [
            Cell(one["school"]), Cell(one["machine"] or "—"),
            Cell("本机") if one["own"] else Cell(state, tone, tag=True), Cell(last),
            Cell(at), Cell(missing and f"{missing}未到", "red"), Cell(str(one["site"])),
        ]  # fmt: skip

    # -- the chosen machine -------------------------------------------------------------------------------

    def _show(self, row: int) -> None:
        layout = self._place.layout()
        assert layout is not None
        empty(layout)
        if not 0 <= row < len(self.found):
            return
        one = self.found[row]
        layout.addWidget(words(one["school"], "head", wrap=True))
        layout.addWidget(words(f"{one['machine'] or '还不知道名称'} · 机器号 {one['site']}", "hint", wrap=True))
        parts = self._own(one) if one["own"] else self._newcomer(one) if one["state"] == "waiting" else self._known(one)
        for part in parts:
            layout.addWidget(part)

    def _own(self, _one: dict[str, Any]) -> list[QFrame]:
        said = self.try_to(lambda: sites.own_words(self.office))
        if not said:
            return [across((words("就是这台电脑。第一次交接以后，这里会有核对用的四个词。", "soft", wrap=True), 1))]
        told = "就是这台电脑。中心学校打电话来核对时，把这四个词念给对方："
        return [
            across((words(told, "soft", wrap=True), 1)),
            across(words(said, "title"), None, pad=(SPACE.m,), role="now"),
        ]

    def _newcomer(self, one: dict[str, Any]) -> list[QFrame]:
        told = "这台机器要加入，还没有核对。请打电话给那所学校，请对方打开“交接 → 机器”，念出四个词。与下面一样才接受："
        accept = press("四个词一样，接受", "check", "primary", does=partial(self._accept, one["site"]))
        accept.setEnabled(not self.office.read_only)
        refuse = press("不一样，停用", does=partial(self._ask_retire, one))
        return [
            across((words(told, "soft", wrap=True), 1)),
            across(words(one["words"], "title"), None, pad=(SPACE.m,), role="now"), across(refuse, None, accept),
        ]  # fmt: skip

    def _known(self, one: dict[str, Any]) -> list[QFrame]:
        if one["state"] == "retired":
            told = "已停用：它的包不再收，以前交的数据都在。要再用，请发新的邀请，让它重新加入。"
            return [across((words(told, "soft", wrap=True), 1))]
        told = "电脑坏了、换了：先停用旧的，再写一份邀请给新电脑；新电脑加入后，从中心学校取回本校的全部资料。"
        retire = press("停用这台机器", does=partial(self._ask_retire, one))
        retire.setVisible(self._center)
        return [across((words(told, "soft", wrap=True), 1)), across(None, retire)] if self._center else []

    def _accept(self, site: int) -> None:
        self._done(self.try_to(lambda: sites.accept(self.office, site)))

    def _ask_retire(self, one: dict[str, Any]) -> None:
        self.banner.ask(
            f"停用{one['school']}的这台机器？以后不再收它的包。", "停用", partial(self._retire, one["site"]), "不停用"
        )

    def _retire(self, site: int) -> None:
        self._done(self.try_to(lambda: sites.retire(self.office, site)))

    def _done(self, outcome: Outcome | None) -> None:
        if outcome is not None:
            self.host.announce(Outcome(outcome.sentence, frozenset({"machines", "handoff"})))
            self.banner.say(outcome.sentence, "", "good")

    # -- the invitation -----------------------------------------------------------------------------------

    def invite(self, school: str) -> None:
        """Have this school chosen; the stick is the next thing."""
        self.school.setText(school)
        self._write.setFocus()

    def _begin_invite(self) -> None:
        if not self.school.text().strip():
            self._tell("请先选一所学校。", "red")
            self.school.setFocus()
            return
        ask(mounted, self._invite_onto, self.failed)

    def _invite_onto(self, sticks: list[Stick]) -> None:
        if len(sticks) == 1:
            self.write_invitation(sticks[0].root)
            return
        folder = QFileDialog.getExistingDirectory(self, "邀请写到哪里（U盘）", self.host.machine.folder())
        if folder:
            self.write_invitation(Path(folder))

    def write_invitation(self, folder: Path) -> None:
        school = self.school.text()
        outcome = self.try_to(lambda: handing.invite(self.office, school, folder))
        if outcome is not None:
            self._tell(outcome.sentence, "green")
            self.school.clear()

    def _tell(self, sentence: str, tone: str) -> None:
        restyle(self._said, tone=tone)
        self._said.setText(sentence)
