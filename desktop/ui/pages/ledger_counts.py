"""What a ledger says of its rows together: how many, their figures, how many wait, what to do when there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop.ui.empty import Empty
from desktop.ui.look import TIME
from desktop.ui.parts import press, words
from desktop.ui.summary import Summary
from desktop.work import tables

if TYPE_CHECKING:
    from desktop.ui.pages.ledger import LedgerPage

AT_ONCE = 5_000  # rows whose figures are there with them
HINT = "F2 改，Ctrl+Z 撤销，F1 看说明"


class Counts(QObject):
    """The note beside the title, the line under the table, the link to what waits, the page without rows."""

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        self._page, self._office, self._register = page, page.office, page.register
        self.note = words("", "small")
        self.summary, self.empty = Summary(HINT), Empty()
        self.waiting = press("", role="link", tip="导入时存疑、还没有处理的行", does=page.files.open_doubts)
        self._unit = "人" if page.register.people else "条"
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show_sums)

    def show(self, find: str, where: list[tuple[str, str]]) -> None:
        """After every question to the ledger."""
        page, count = self._page, len(self._page.model.ids)
        asked = bool(find.strip() or page.filters.asked)
        said = "、".join(part for part in (f"“{find.strip()}”" if find.strip() else "", page.filters.said) if part)
        self.note.setText(f"{said} {count:,} {self._unit}" if asked else "")
        self._later.start(0 if count < AT_ONCE else TIME.sums)
        page.center.setCurrentIndex(0 if count else 1)
        waiting = tables.waiting(self._office, self._register)
        self.waiting.setText(f"待处理 {waiting:,} 行")
        self.waiting.setVisible(bool(waiting))
        page.asking.setVisible(bool(count or waiting) or asked)
        if not count and asked:
            clear = press("清除条件", "rotate-ccw", "primary", does=page.clear)
            self.empty.put("search", f"没有找到{said}", "可以输入姓名、拼音或首字母，也可以少选几个筛选。", clear)
        elif not count:
            how = f"有现成的 Excel 名册就直接导入；没有，就一{'个一个' if self._register.people else '条一条'}新增。"
            self.empty.put(self._register.icon, f"还没有{self._register.one}", how, *page.files.first_steps())

    def _show_sums(self) -> None:
        """The figures come after the rows: many rows take a moment to add up, and one is still typing."""
        page = self._page
        find, where = page.find_line.text(), page.filters.conditions
        sums = page.try_to(lambda: tables.sums(self._office, self._register, find, where))
        self.summary.put(sums or [("共", f"{len(page.model.ids):,} {self._unit}")])
