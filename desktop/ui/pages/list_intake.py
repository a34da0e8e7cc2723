"""A list somebody handed us: which list it is, of what day, then the file as in any import."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout

from db.fields import Field
from db.registers import OutsideLine
from db.rules.days import read_day
from desktop.ui.editors.chooser import Picker
from desktop.ui.editors.days import DayEditor
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host
from desktop.ui.pages.importing import ImportPage
from desktop.ui.pages.ledger_files import SHEETS_IN
from desktop.ui.parts import press, words
from desktop.work import comparing


class ListIntake(QFrame):
    """Hidden until it is asked for; opens the ordinary import with what was said here."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host = host
        self.setProperty("role", "well")
        self.kind = Picker(comparing.list_kinds(), "1")
        self.kind.setFixedWidth(WIDTH.find_narrow)
        self.kind.setAccessibleName("哪一份名单")
        self.day = DayEditor(Field("名单日期", "day"), host.office.today)
        self.day.setFixedWidth(WIDTH.marks)
        self.day.setAccessibleName("名单日期")
        self.day.put(host.office.today.isoformat())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE.page, SPACE.s, SPACE.l, SPACE.s)
        layout.setSpacing(SPACE.s)
        for part in (words("名单", "soft"), self.kind, words("是哪一天的", "soft"), self.day):
            layout.addWidget(part)
        layout.addWidget(words("表里要有姓名，最好有证件号；没有证件号的要有出生日期。", "hint"), 1)
        layout.addWidget(press("取消", role="ghost", does=self.hide))
        layout.addWidget(press("选文件……", "folder-open", "primary", does=self._choose))
        self.hide()

    def open(self) -> None:
        self.show()
        self.kind.setFocus()

    def _choose(self) -> None:
        machine = self._host.machine
        file, _ = QFileDialog.getOpenFileName(self, "选表格", machine.folder(), SHEETS_IN)
        if file:
            machine.keep_folder(file)
            self.take(Path(file))

    def take(self, file: Path) -> None:
        """Shows what would become of each row of this file; nothing is written yet."""
        try:
            on = read_day(self.day.text())
        except ValueError:
            on = None
        if not isinstance(on, date):
            self.day.setFocus()
            return
        self.hide()
        page = ImportPage(self._host, OutsideLine, {"kind": self.kind.value, "as_of": on})
        self._host.go(page)
        page.take(file)
