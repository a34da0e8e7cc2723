"""下达整改通知书: for the chosen hazards or findings of one school, by when, signed by whom; then its pages."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QLabel, QLineEdit

from db.fields import Field
from db.register import Register
from db.registers import BY_NAME
from desktop.ui.editors.days import DayEditor
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host, Page
from desktop.ui.pages.document_shown import ShownPage
from desktop.ui.parts import across, down, press, words
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.work import catalogue, rectification_notice, tables
from desktop.work.outcome import Outcome

COLUMNS = (Column("问题"), Column("学校", 150), Column("责任人", 90), Column("状态", 96))


class NoticePage(Page):
    """The rows it is about, two fields, one press."""

    help_page = "hazards"

    def __init__(self, register: type[Register], host: Host, keys: list[bytes]) -> None:
        super().__init__(host)
        self.register, self.keys = register, keys
        self.due_on = DayEditor(Field("整改期限", "day"), self.office.today)
        self.due_on.setAccessibleName("整改期限")
        self.signed_by = QLineEdit()
        self.signed_by.setAccessibleName("签发人")
        table = PlainTable(COLUMNS, "要整改的", whole=True)
        shown = tables.rows(self.office, register, keys)
        table.put([[Cell(row[name]) for name in ("what", "school", "responsible", "state")] for row in shown])
        head = across(
            press("返回", "arrow-left", "ghost", does=host.back), words("下达整改通知书", "title"), None,
            press("签发", "stamp", "primary", does=self.issue), pad=(SPACE.m, SPACE.m, SPACE.l, SPACE.s),
        )  # fmt: skip
        self.due_on.setFixedWidth(WIDTH.find_narrow)
        self.signed_by.setFixedWidth(WIDTH.find_narrow)
        said = "签发后编号不能改；通知书有存根和回执，随交接送到学校。"
        body = down(
            words(f"{len(keys)} 条", "soft"), table,
            across(self._label("整改期限"), self.due_on, None), across(self._label("签发人"), self.signed_by, None),
            words(said, "hint", wrap=True), None, gap=SPACE.m, pad=(SPACE.page, SPACE.s, SPACE.page, SPACE.l),
        )  # fmt: skip
        for part, share in ((head, 0), (self.banner_place, 0), (body, 1)):
            self.layout_.addWidget(part, share)
        self.setFocusProxy(self.due_on)

    def _label(self, text: str) -> QLabel:
        label = words(text, "soft")
        label.setFixedWidth(WIDTH.label)
        return label

    def issue(self) -> None:
        self.due_on.tell()
        outcome = self.try_to(self._issue)
        if outcome is not None:
            self.host.announce(outcome)
            self.host.back()
            self.host.go(ShownPage(self.host, [bytes.fromhex(outcome.data["id"])], outcome.sentence))

    def _issue(self) -> Outcome:
        due_on = catalogue.read_day(self.due_on.text())
        who = self.signed_by.text().strip()
        return rectification_notice.issue(self.office, self.register, self.keys, due_on, signed_by=who)


for_hazards = partial(NoticePage, BY_NAME["hazards"])
for_findings = partial(NoticePage, BY_NAME["findings"])
