"""资助发放签领表: who is paid how much, with a place to sign for it; every page with its sum in capital figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from db.aid.batch import Entry
from db.registers import AidApplication
from db.rules.aid_standards import money
from db.rules.aid_steps import POSTED, TO_POST
from desktop.reports import aid_scope, blocks
from desktop.reports.furniture import CONFIDENTIAL, Sheet
from desktop.reports.options import PRIVATE, REASON, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import SLIM, Cell, Column, Style
from desktop.reports.source import Reader, Source
from desktop.reports.tables import Table

FORM = "QS-ZZ-04"
WRITTEN = 24.0
TOTALS = 20.0
FEWEST, MOST = 10, 25
HAND = Style(size=10.0)
EACH = Option("by_class", "每班另起一页", "yesno", default="no")
ROWS = Option("rows", "每页行数", default="22", hint="20 到 25 行")

COLUMNS = (
    Column("序号", 10, "f"), Column("姓名", 22, "f"), Column("班级", 20, "f"), Column("金额（元）", 20, "r"),
    Column("一卡通卡号", 26, "f"), Column("领款人签字", 30), Column("与学生关系", 18), Column("领款日期", 20),
)  # fmt: skip
SIGNERS = (
    "经办人：______________",
    "复核人：______________",
    "校长（签字）：______________",
    "（盖章）　____年____月____日",
)


def write(press: Press, source: Source, chosen: Chosen) -> None:
    printed = False
    for school, kind, found in aid_scope.batches(source, chosen):
        due = [one for one in found if one.agreed and one.state not in (TO_POST, POSTED) and one.amount is not None]
        for group in _groups(due, chosen):
            _sheet(press, source, chosen, school, kind, group)
            printed = True
    if not printed:
        press.begin(Sheet(source.school, aid_scope.term_of(source, chosen).label, FORM, source.today))
        blocks.title(press, "资助发放签领表")
        blocks.nothing(press, "没有公示期满、可以发放的学生。")


def _groups(found: Sequence[Entry], chosen: Chosen) -> list[list[Entry]]:
    if not chosen.yes(EACH.name):
        return [list(found)] if found else []
    rooms: dict[str, list[Entry]] = {}
    for one in found:
        rooms.setdefault(one.room, []).append(one)
    return list(rooms.values())


def _sheet(
    press: Press, source: Source, chosen: Chosen, school: str, kind: Mapping[str, Any], found: list[Entry]
) -> None:
    term = aid_scope.term_of(source, chosen).label
    standards = "；".join(dict.fromkeys(str(one.row["standard"]) for one in found))

    def top() -> None:
        blocks.title(press, f"{kind['name']}发放签领表", 1)
        blocks.ends(press, f"学校：{school}　　学期：{term}", f"共 {len(found)} 人", share=0.75)
        blocks.ends(press, f"标准：{standards}", "", 9.5, share=0.98)
        blocks.gap(press, 1)

    press.begin(Sheet(school, term, FORM, source.today, label=CONFIDENTIAL), top)
    _Signing(press, source, chosen, found).write()


class _Signing:
    """The table with its sums: of the page at the foot of each, of all on the last."""

    def __init__(self, press: Press, source: Source, chosen: Chosen, found: list[Entry]) -> None:
        self.press, self.found, self.page, self.turned = press, found, list[Entry](), False
        self.reader = Reader(AidApplication, source.context, chosen.private)
        asked = chosen.text(ROWS.name)
        rows = min(max(int(asked) if asked.isdigit() else 22, FEWEST), MOST)
        reserve = 2 * TOTALS + blocks.SIGN_HEIGHT
        tall = min(WRITTEN, (press.room - reserve - WRITTEN) / rows)
        self.table = Table(
            press, spread(COLUMNS, press.width), style=HAND, row_height=max(tall, SLIM), head_height=WRITTEN,
            reserve=reserve, per_page=rows, page_end=self._page_end, who=1,
        )  # fmt: skip

    def write(self) -> None:
        for number, one in enumerate(self.found, 1):
            self.table.row([str(number), one.name, one.room, money(one.amount or Decimal(0)), *self._rest(one)])
            self.page.append(one)
        if self.turned:
            self._sum("本页小计", self.page)
        self._sum("合　　计", self.found)
        self.table.close()
        blocks.signatures(self.press, *SIGNERS)

    def _rest(self, one: Entry) -> list[str]:
        return [self.reader.text(one.row, "account"), "", "", ""]

    def _page_end(self) -> None:
        self._sum("本页小计", self.page)
        self.table.close()
        blocks.signatures(self.press, *SIGNERS)
        self.page, self.turned = [], True

    def _sum(self, label: str, found: list[Entry]) -> None:
        text = f"{len(found)} 人　　{aid_scope.said(aid_scope.summed(found))}"
        self.table.put([Cell(label, 2, align="c", strong=True), Cell(text, len(COLUMNS) - 2, align="l")], tall=TOTALS)


REPORT = Report(
    "aid-signatures", "资助发放签领表", write, (*aid_scope.ASKED, EACH, ROWS, PRIVATE, REASON), ("aid_applications",)
)  # fmt: skip
