"""What goes in and out of a ledger: workbooks, paper, the history of a row, the rows that wait after an import."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from db.register import Register
from desktop.ui.parts import press

if TYPE_CHECKING:
    from desktop.ui.pages.ledger import LedgerPage

SHEETS_IN = "表格 (*.xlsx *.xls *.et *.ods *.csv);;所有文件 (*)"
SHEETS_OUT = "Excel 表格 (*.xlsx);;CSV 文本 (*.csv)"


class FileTools(QObject):
    """The tools of a ledger page that open files or other pages. Their pages are loaded when first wanted."""

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        self.page, self.office, self.register, self.host = page, page.office, page.register, page.host

    def tools(self) -> list[QPushButton]:
        """Import, export, print, and the menu of all; the first two go when room is short."""
        brought = press("导入", "upload", tip="从 Excel、WPS 表格导入", does=self.bring_in)
        brought.setEnabled(not self.office.read_only)
        self._more = press("", "ellipsis", tip="导出、空白表、待处理的行", does=self._open_menu)
        out = press("导出", "download", tip="导出成 Excel、WPS 表格", does=self.take_out)
        return [brought, out, press("打印", "printer", tip="打印（Ctrl+P）", does=self.print), self._more]

    def first_steps(self) -> list[QPushButton]:
        """What an empty ledger offers."""
        one = press(f"新增{self.register.one}", "plus", does=self.page.work.add)
        return (
            [press("从 Excel 导入", "upload", "primary", does=self.bring_in), one] if not self.office.read_only else []
        )

    # -- workbooks ----------------------------------------------------------------------------------------

    def bring_in(self) -> None:
        from desktop.ui.pages.importing import ImportPage

        if self.page.leave():
            self.host.go(ImportPage(self.host, self.register))

    def take_out(self, *, blank: bool = False) -> None:
        """The rows that are shown, as a workbook; or an empty form of it to fill in."""
        from desktop.work.exports import export

        name = f"{self.register.title}{'空白表' if blank else ''}.xlsx"
        folder = Path(self.host.machine.folder())
        file, _ = QFileDialog.getSaveFileName(self.page, "存到哪里", str(folder / name), SHEETS_OUT)
        if not file:
            return
        self.host.machine.keep_folder(file)
        find, where = self.page.find_line.text(), self.page.filters.conditions
        work = partial(export, self.office, self.register, Path(file), find, where, blank)
        self.page.run("正在导出……", lambda progress: work(progress=progress), self.host.announce)

    def open_doubts(self) -> None:
        from desktop.ui.pages.doubts import DoubtsPage

        self.host.go(DoubtsPage(self.host, self.register))

    # -- paper and past -----------------------------------------------------------------------------------

    def print(self) -> None:
        if self.page.leave():
            where = "；".join(self.page.filters.in_words())
            asked = {
                "register": self.register.register_name(),
                "find": self.page.find_line.text().strip(),
                "where": where,
                "all": "yes" if self.page.filters.others_too else "",
            }
            self.host.open_print(self.register, {name: value for name, value in asked.items() if value})

    def print_row(self, register: type[Register], key: bytes) -> None:
        """The row with all its groups and details, on paper."""
        if key and self.page.leave():
            asked = {"report": "file", "register": register.register_name(), "row": key.hex()}
            self.host.open_print(register, asked)

    def open_history(self, register: type[Register], key: bytes) -> None:
        from desktop.ui.pages.past import HistoryPage

        if key and self.page.leave():
            self.host.go(HistoryPage(self.host, register, key))

    def _open_menu(self) -> None:
        menu = QMenu(self.page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = bool(self.page.find_line.text().strip() or self.page.filters.asked)
        items = [
            ("导入……", self.bring_in),
            ("导出筛选出的行……" if shown else "导出……", self.take_out),
            ("导出空白表……", lambda: self.take_out(blank=True)),
            ("导入后待处理的行", self.open_doubts),
        ]
        for label, does in items[bool(self.office.read_only) :]:
            menu.addAction(label).triggered.connect(lambda _=False, does=does: does())
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))
