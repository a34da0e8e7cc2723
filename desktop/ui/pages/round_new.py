"""A new round: its name and days at the right, the lists it uses ticked at the left."""

from __future__ import annotations

from collections.abc import Sequence

from db import kinds
from db.errors import Trouble
from db.fields import Field
from db.registers import Checklist
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host, Page
from desktop.ui.pages.round import RoundPage
from desktop.ui.parts import Scrolled, across, down, foot, press, words
from desktop.ui.questions import Questions
from desktop.ui.tick_table import Cell, Column, TickTable
from desktop.work import catalogue, checklists, inspections, rounds
from desktop.work.outcome import Outcome

COLUMNS = (
    Column("检查表"), Column("方面", 100, keep=False), Column("检查对象", 80), Column("项目", 60, right=True),
    Column("满分", 60, right=True, keep=False),
)  # fmt: skip
FIELDS = (
    Field("名称", "text", "name", hint="例如 11月教导处月查"),
    Field("类别", "code", "kind", codes="round_kind"),
    Field("开始日期", "day", "starts_on"),
    Field("结束日期", "day", "ends_on"),
    Field("组织人", "name", "led_by"),
    Field("检查人员", "text", "team", hint="几个人用、隔开"),
    Field("只查学校", "link", "school", target="schools", hint="中心学校空着就是全镇的轮次"),
    Field("范围与要求", "note", "scope"),
)


class NewRoundPage(Page):
    """Made with one press; then its names are drawn."""

    help_page = "rounds"

    def __init__(self, host: Host, _keys: Sequence[bytes]) -> None:
        super().__init__(host)
        self.table = TickTable(COLUMNS, "用哪些检查表")
        self.table.ticked_now.connect(self._count)
        fields = [field for field in FIELDS if field.name != "school" or not self.office.bound]
        self.questions = Questions(self.office)
        self.questions.ask(fields, {"starts_on": self.office.today.isoformat(), "kind": "教导处月查"})
        self._sum = words("", "small")
        self.make = press("新建轮次", "check", "primary", does=self.make_round)
        self.make.setEnabled(not self.office.read_only)
        head = across(
            press("返回", "arrow-left", "ghost", does=host.back), words("新建轮次", "title"), None,
            pad=(SPACE.m, SPACE.m, SPACE.l, SPACE.s),
        )  # fmt: skip
        body = down(self.questions, None, pad=(SPACE.page, SPACE.l, SPACE.page, SPACE.m))
        press_line = across(None, self.make, pad=(SPACE.page, SPACE.s, SPACE.page, SPACE.l))
        side = down((Scrolled(body), 1), press_line, gap=0, role="form")
        side.setFixedWidth(WIDTH.form)
        for part, share in (
            (head, 0), (self.banner_place, 0), (across((self.table, 1), side, gap=0), 1), (foot(self._sum, None), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)
        rows = checklists.every(self.office, school=self.office.school_id if self.office.bound else None)
        self.table.offer([row["id"] for row in rows], [self._row(row) for row in rows], on=False)
        self.setFocusProxy(self.questions.rows["name"].editor)

    def _row(self, row: dict[str, object]) -> list[Cell]:
        fields = Checklist.fields()
        shown = [kinds.show(fields[name], row[name]) for name in ("area", "target")]
        return [
            Cell(str(row["title"])), Cell(shown[0], "ink2"), Cell(shown[1], "ink2"), Cell(str(row["items"])),
            Cell(str(row["full"] or "")),
        ]  # fmt: skip

    def _count(self) -> None:
        self._sum.setText(f"已选 {len(self.table.ticked)} 张检查表。空格勾选。")

    def make_round(self) -> None:
        outcome = self.try_to(self._new)
        if outcome is not None:
            self.host.back()
            self.host.announce(outcome)
            self.host.go(RoundPage(self.host, [bytes.fromhex(outcome.data["id"])]))

    def _new(self) -> Outcome:
        said = self.questions.answers()
        if not self.table.wanted:
            raise Trouble("还没有选检查表。", "请在左边勾选这一轮用哪些表。")
        plan = rounds.Plan(
            name=said.get("name", ""),
            kind=catalogue.read_code("round_kind", said.get("kind") or "专项"),
            starts_on=catalogue.read_day(said.get("starts_on") or self.office.today.isoformat()),
            ends_on=catalogue.read_day(said["ends_on"]) if said.get("ends_on") else None,
            school=inspections.school_asked(self.office, said.get("school", "")),
            lists=tuple(self.table.wanted),
            led_by=said.get("led_by", ""),
            team=said.get("team", ""),
            scope=said.get("scope", ""),
        )
        return rounds.new(self.office, plan)
