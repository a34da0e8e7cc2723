"""推算供餐: days by the calendar, children by the roster, less who was away; looked over, then written down."""

from __future__ import annotations

from collections.abc import Sequence

from db.fields import Field
from db.rules.aid_standards import money, yuan
from db.rules.days import say_month
from desktop.ui.editors.chooser import Picker
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host, Page
from desktop.ui.parts import Scrolled, across, down, foot, press, words
from desktop.ui.plain_table import Cell, Column
from desktop.ui.questions import Questions
from desktop.ui.tick_table import TickTable
from desktop.work import meals
from desktop.work.meals import Reckoned

COLUMNS = (
    Column("学校"), Column("学生", 72, right=True), Column("天数", 72, right=True), Column("缺勤人次", 92, right=True),
    Column("供餐人次", 92, right=True), Column("每人每天", 92, right=True), Column("应供（元）", 110, right=True),
    Column("已登记", 92),
)  # fmt: skip
FIELDS = (
    Field("供餐内容", "note", "food", hint="如 牛奶、鸡蛋、加餐"), Field("核对人", "name", "checked_by"),
)  # fmt: skip
SAID = (
    "天数按校历，学生按花名册，缺勤按点名记录。先看一遍，再登记；登记以后在台账里照实改人次和支出。"
    "供等值食品，不得发钱。"
)


class MealMonthPage(Page):
    """A month of all schools this office writes for."""

    help_page = "aid"

    def __init__(self, host: Host, _keys: Sequence[bytes]) -> None:
        super().__init__(host)
        months = meals.months(self.office)
        self.month = Picker([(one, say_month(one)) for one in months])
        self.month.setAccessibleName("月份")
        self.month.setFixedWidth(WIDTH.find_narrow)
        self.month.chosen.connect(lambda _: self.fill())
        self.table = TickTable(COLUMNS, "各校供餐")
        self.table.ticked_now.connect(self._count)
        self.questions = Questions(self.office)
        self.questions.ask(FIELDS, {"checked_by": self.office.who.name})
        self._write = press("", role="primary", does=self._write_down)
        self._write.setEnabled(not self.office.read_only)
        self._sum = words("", "small")
        head = across(
            press("返回", "arrow-left", "ghost", does=host.back), words("推算供餐", "title"), None, self.month,
            pad=(SPACE.m, SPACE.m, SPACE.l, SPACE.s),
        )  # fmt: skip
        body = down(
            words(SAID, "soft", wrap=True), self.questions, None, gap=SPACE.m,
            pad=(SPACE.page, SPACE.l, SPACE.page, SPACE.m),
        )  # fmt: skip
        side = down(
            (Scrolled(body), 1), across(None, self._write, pad=(SPACE.page, SPACE.s, SPACE.page, SPACE.l)), gap=0,
            role="form",
        )  # fmt: skip
        side.setFixedWidth(WIDTH.form)
        for part, share in (
            (head, 0), (self.banner_place, 0), (across((self.table, 1), side, gap=0), 1), (foot(self._sum, None), 0),
        ):  # fmt: skip
            self.layout_.addWidget(part, share)
        self.setFocusProxy(self.table)
        self.fill()

    def fill(self) -> None:
        month = str(self.month.value or "")
        self.found: list[Reckoned] = self.try_to(lambda: meals.reckoned(self.office, month)) or [] if month else []
        there = meals.written(self.office, month) if month else {}
        self.table.offer(
            [one.school for one in self.found], [self._row(one, one.school in there) for one in self.found]
        )

    def _row(self, one: Reckoned, written: bool) -> list[Cell]:
        per_meal = "" if one.per_meal is None else yuan(one.per_meal)
        return [
            Cell(one.name), Cell(str(one.pupils)), Cell(str(one.days)), Cell(str(one.absent)), Cell(str(one.meals)),
            Cell(per_meal), Cell("" if one.due is None else money(one.due)),
            Cell("已登记" if written else "", "green", tag=True),
        ]  # fmt: skip

    def _count(self) -> None:
        count = len(self.table.ticked)
        self._sum.setText(f"{len(self.found)} 所学校，已勾选 {count} 所。已登记的只补空栏，不改填过的。")
        self._write.setText(f"登记 {count} 所学校")

    def _write_down(self) -> None:
        said = self.questions.answers()
        chosen = [one for one in self.found if one.school in self.table.ticked]
        outcome = self.try_to(
            lambda: meals.write_down(self.office, chosen, said.get("food", ""), said.get("checked_by", ""))
        )
        if outcome is not None:
            self.host.back()
            self.host.announce(outcome)
