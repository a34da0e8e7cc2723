"""Beginning a sheet: a blank one that came back is found by its number, a new one by list and by whom it inspects."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from db.fields import Field
from db.registers import Inspection
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host, Page
from desktop.ui.pages.inspect import InspectPage
from desktop.ui.parts import across, down, press, words
from desktop.ui.plain_table import Cell, Column, PlainTable
from desktop.ui.questions import Questions
from desktop.work import checklists, inspections, rounds, tables
from desktop.work.outcome import Outcome

COLUMNS = (Column("编号", 110), Column("检查表"), Column("学校", 160), Column("教师", 110), Column("日期", 110))
FIELDS = (
    Field("检查表", "link", "checklist", target="checklists"),
    Field("学校", "link", "school", target="schools", hint="查教师、班级时可以空着"),
    Field("教师", "link", "teacher", target="staff", hint="查教师、听课时选"),
    Field("班级", "link", "room", target="classes", hint="查班级时选"),
    Field("轮次", "link", "round", target="rounds", hint="属于哪个轮次，可以空着"),
    Field("检查人", "name", "inspector"),
    Field("检查日期", "day", "on"),
)


class BeginPage(Page):
    """From the ledger of sheets, or from that of lists with one of them chosen."""

    help_page = "rounds"

    def __init__(self, host: Host, keys: Sequence[bytes]) -> None:
        super().__init__(host)
        self.serial = QLineEdit()
        self.serial.setPlaceholderText("8 位数字，如 4821-0937")
        self.serial.setAccessibleName("空表编号")
        self.serial.setFixedWidth(WIDTH.find)
        self.serial.returnPressed.connect(self.look_up)
        self.found = PlainTable(COLUMNS, "同一编号的检查表", whole=True)
        self.found.opened.connect(lambda row: self._open(self._alike[row]))
        self.found.hide()
        self._alike: list[bytes] = []
        self.questions = Questions(self.office)
        first = {"inspector": self.office.who.name, "on": self.office.today.isoformat()}
        listed = self.office.titles("checklists")
        chosen = next((listed[key] for key in keys if key in listed), "")
        self.questions.ask(FIELDS, first | {"checklist": chosen})
        self.begin = press("开始检查", "arrow-right", "primary", does=self.start)
        self.begin.setEnabled(not self.office.read_only)
        self._lay_out()
        self.setFocusProxy(self.questions.rows["teacher"].editor if chosen else self.serial)

    def _lay_out(self) -> None:
        head = across(
            press("返回", "arrow-left", "ghost", does=self.host.back), words("开始检查", "title"), None,
            pad=(SPACE.m, SPACE.m, SPACE.l, SPACE.s),
        )  # fmt: skip
        by_number = down(
            words("录入带回来的空表", "head"),
            words("空表右上角印着编号，打进来就能接着录，项目顺序与纸上一样。", "soft", wrap=True),
            across(self.serial, press("打开", does=self.look_up), None), self.found,
            gap=SPACE.s, pad=(SPACE.l,), role="card",
        )  # fmt: skip
        anew = down(
            words("开始一张新的", "head"),
            self.questions,
            across(None, self.begin),
            gap=SPACE.m,
            pad=(SPACE.l,),
            role="card",
        )
        both = down(by_number, anew, None, gap=SPACE.m, pad=(SPACE.page, SPACE.s, SPACE.page, SPACE.l))
        both.setMaximumWidth(WIDTH.form * 2)
        for part, share in ((head, 0), (self.banner_place, 0), (across((both, 1), None), 1)):
            self.layout_.addWidget(part, share)

    def look_up(self) -> None:
        """The sheet of this number; where several have it, they are shown to choose from."""
        found = self.try_to(lambda: inspections.by_serial(self.office, self.serial.text()))
        if not found:
            return
        if len(found) == 1:
            self._open(found[0])
            return
        self._alike = found
        rows = tables.rows(self.office, Inspection, found)
        names = ("serial", "checklist", "school", "staff", "inspected_on")
        self.found.put([[Cell(row[name]) for name in names] for row in rows])
        self.found.show()
        self.banner.say(f"这个编号有 {len(found)} 张。", "请对照纸上的学校和教师选一张。", "doubt")

    def start(self) -> None:
        key = self.try_to(self._begun)
        if key is not None:
            self._open(key)

    def _begun(self) -> bytes:
        said = self.questions.answers()
        whom = inspections.named(
            self.office, school=said.get("school", ""), teacher=said.get("teacher", ""), room=said.get("room", "")
        )
        return inspections.begin(
            self.office,
            checklists.called(self.office, said.get("checklist", "")),
            whom,
            round_=rounds.called(self.office, said["round"]) if said.get("round") else None,
            inspector=said.get("inspector", ""),
            on=inspections.day_asked(said.get("on", "")),
        )

    def _open(self, key: bytes) -> None:
        self.host.back()
        self.host.announce(Outcome("", inspections.CHANGED))
        self.host.go(InspectPage(self.host, key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.host.back()
        else:
            super().keyPressEvent(event)
